"""Folded text for looking names up: no accents, no case, no punctuation; standard library only."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans({"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "ı": "i", "œ": "oe"})


def fold(text: str) -> str:
    """Return `text` in lower-case ASCII words: `Nuku'alofa` and `nuku alofa` fold alike."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    return _NOT_WORD.sub(" ", plain).strip()
