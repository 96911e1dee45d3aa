"""Cuts a text into words and marks, in one pass of one regular expression."""

import re
import unicodedata
from functools import lru_cache


def word_set(text: str) -> frozenset[str]:
    """Return the words of a blank-separated list: how this package writes its small closed word classes."""
    return frozenset(text.split())


# Words whose full stop belongs to them: ranks, honorifics, months, days and the like.
ABBREVIATIONS = word_set(
    "adm air amb asst brig capt cdr cdre cmdr cmde co col corp cpl dept dir dr e.g ens ex fr ft gen gov govt h.e hon i.e inc jr"
    " lt ltd lieut maj mr mrs ms mt no nos op pres prof rep rev secy sen sgt shri smt sq sqn sr st supt vice vs vol wg jan feb"
    " mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat"
)
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., p.m., V.G.
    r"|[^\W\d_]+(?:\.\w(?!\w)|\d+[^\W_]*)?(?:['’‘](?!(?:s|S|re|ve|ll)\b)[^\W\d_]+)*"  # O'Brien, F16, e.g
    r"|\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?"  # 1,200, 17:00, 25th
    r"|['’](?:s|S)\b|\.{2,}|-{2,}|\w|[^\w\s]"
)


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Return `word` without accents and with straight quotes and hyphens, its case kept."""
    if word.isascii():
        return word
    word = word.replace("’", "'").replace("‘", "'").replace("‑", "-").replace("ı", "i").replace("ø", "o").replace("ł", "l")
    return "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark)) or word


def tokenize(text: str) -> tuple[list[int], list[int]]:
    """Return where the tokens of `text` start and end, in characters; time grows with its length alone."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    starts, ends = [span[0] for span in spans], [span[1] for span in spans]
    # A full stop that belongs to the word before is taken into it, from the right so that the numbers before stay valid.
    for at in range(len(spans) - 1, 0, -1):
        start, end = spans[at]
        if end - start == 1 and text[start] == "." and ends[at - 1] == start and _keeps_stop(text[starts[at - 1] : start]):
            ends[at - 1] = end
            del starts[at], ends[at]
    return starts, ends


def _keeps_stop(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or word.lower() in ABBREVIATIONS


def split(name: str) -> tuple[str, ...]:
    """Return the words of a name as a text would have them, without accents."""
    pieces = name.split()
    if all(piece.isalpha() for piece in pieces):
        return tuple(plain(piece) for piece in pieces)
    return tuple(plain(name[start:end]) for start, end in zip(*tokenize(name), strict=True))
