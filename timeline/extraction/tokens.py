"""Cuts a text into words and marks, in one pass of one regular expression."""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate


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
    r"((?:[^\W\d_]\.){2,}"  # U.S., p.m., V.G.
    r"|[^\W\d_]+(?:\.\w(?!\w)|\d+[^\W_]*)?(?:['’‘](?!(?:s|S|re|ve|ll)\b)[^\W\d_]+)*"  # O'Brien, F16, e.g
    r"|\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?"  # 1,200, 17:00, 25th
    r"|['’](?:s|S)\b|\.{2,}|-{2,}|\w|[^\w\s])"
)


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Return `word` without accents and with straight quotes and hyphens, its case kept."""
    if word.isascii():
        return word
    word = word.replace("’", "'").replace("‘", "'").replace("‑", "-").replace("ı", "i").replace("ø", "o").replace("ł", "l")
    return "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark)) or word


def tokenize(text: str) -> tuple[list[int], list[int], list[str]]:
    """Return where the tokens of `text` start and end, in characters, and the tokens; time grows with its length alone."""
    pieces = _TOKEN.split(text)  # what lies between two tokens and the tokens, by turns
    edges = list(accumulate(map(len, pieces)))
    starts, ends, words = edges[:-1:2], edges[1::2], pieces[1::2]
    # A full stop that belongs to the word before is taken into it.
    stops = [
        at for at, word in enumerate(words) if word == "." and at and ends[at - 1] == starts[at] and _keeps_stop(words[at - 1])
    ]
    if not stops:
        return starts, ends, words
    for at in stops:
        ends[at - 1] = ends[at]
        words[at - 1] += "."
        words[at] = ""
    kept = [at for at, word in enumerate(words) if word]
    return [starts[at] for at in kept], [ends[at] for at in kept], [words[at] for at in kept]


def _keeps_stop(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or word.lower() in ABBREVIATIONS


def split(name: str) -> tuple[str, ...]:
    """Return the words of a name as a text would have them, without accents."""
    pieces = name.split()
    if all(piece.isalpha() for piece in pieces):
        return tuple(plain(piece) for piece in pieces)
    return tuple(plain(word) for word in tokenize(name)[2])
