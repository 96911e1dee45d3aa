"""Folded text for looking names up: no accents, no case, no punctuation; standard library only."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "ı": "i", "œ": "oe"}
)


def fold(text: str) -> str:
    """Return `text` as lower-case words: `Nuku'alofa` and `nuku alofa` fold alike; other scripts keep their letters."""
    if text.isascii():  # most names are, and decompose into themselves
        return _NOT_WORD.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS)).lower()
    return _NOT_WORD.sub(" ", "".join(mark for mark in decomposed if not unicodedata.combining(mark))).strip()
