"""Whether two names can mean one person: spellings, transliterations, orders, initials, surnames alone.

Transliterations of one name differ in ways that repeat (`Belousov`, `Belousow`; `Khrenin`, `Hrenin`; `Mohammed`, `Muhamad`), so
tokens are compared by what is left when those differences are taken out.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from timeline.folding import fold
from timeline.linking.reports import Named

# What languages join names with, and what follows them: no part of who is meant.
_PARTICLES = frozenset({
    "al", "el", "ul", "ur", "bin", "ibn", "ben", "bint", "de", "da", "do", "dos", "del", "della", "di", "van", "von",
    "der", "den", "la", "le", "jr", "sr", "ii", "iii", "iv", "y",
})  # fmt: skip
# Applied in this order to a folded token: one letter for each sound that transliterations write in several ways.
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("dzh", "j"), ("tch", "c"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("th", "t"), ("sh", "s"), ("ch", "c"), ("dj", "j"), ("ck", "k"), ("ts", "c"), ("tz", "c"), ("ks", "x"), ("q", "k"),
    ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("yi", "i"), ("iy", "i"), ("ij", "i"), ("ay", "ai"),
    ("ey", "ei"), ("ye", "e"), ("yo", "o"), ("yu", "u"), ("iu", "u"), ("ya", "a"), ("ia", "a"), ("ie", "e"), ("y", "i"),
    ("hj", "h"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")
_FINAL_H = re.compile(r"(?<=[aeiou])h$")
_LONG = 5  # letters from which one slip of the pen may be forgiven


class Alike(IntEnum):
    """How two names stand to each other, most alike last."""

    DIFFERENT = 0
    SURNAME = 1  # one is a surname alone, which the other bears
    INITIALS = 2  # the same but for given names cut to initials
    SAME = 3


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell who is meant, folded, particles left out."""
    words = fold(name).split()
    kept = tuple(word for word in words if word not in _PARTICLES)
    return kept or tuple(words)


@lru_cache(maxsize=65536)
def sound(token: str) -> str:
    """Return a token with the differences between transliterations taken out."""
    for written, heard in _SOUNDS:
        token = token.replace(written, heard)
    return _FINAL_H.sub("", _DOUBLED.sub(r"\1", token))


def same_token(one: str, other: str) -> bool:
    """Say whether two words of names can be one: written alike, sounding alike, or one slip apart where they are long."""
    if one == other:
        return True
    heard, said = sound(one), sound(other)
    if heard == said:
        return True
    if min(len(one), len(other)) < 4:
        return False
    bones, others = _VOWELS.sub("", heard), _VOWELS.sub("", said)
    if heard[0] == said[0] and bones == others and len(bones) >= 2:
        return len(bones) >= 3 or _is_one_slip(heard, said)
    return min(len(heard), len(said)) >= _LONG and heard[0] == said[0] and _is_one_slip(heard, said)


def alike(one: str, other: str) -> Alike:
    """Compare two names as written, whatever the order of their words."""
    shorter, longer = sorted((tokens(one), tokens(other)), key=lambda words: (len(words), words))
    if "".join(shorter) == "".join(longer) or sorted(shorter) == sorted(longer):
        return Alike.SAME
    full = [word for word in shorter if len(word) > 1]
    if not full:
        return Alike.DIFFERENT
    for first, second in ((shorter, longer), *_joined(shorter, longer)):
        if (found := _matched(first, second)) is not Alike.DIFFERENT:
            return found
    return Alike.DIFFERENT


def same_person(one: Named, other: Named) -> bool:
    """Say whether two mentions mean one person: alike names of one party; a surname alone needs a like office too."""
    if one.party and other.party and one.party != other.party and len(one.party) == len(other.party) == 2:
        return False
    how = alike(one.name, other.name)
    if how is Alike.SURNAME:
        return bool(one.party) and one.party == other.party and same_office(one.office, other.office)
    if how is Alike.INITIALS:
        return bool(one.party) and one.party == other.party
    return how is Alike.SAME


_RANKS = frozenset({
    "general", "lieutenant", "major", "admiral", "vice", "rear", "air", "marshal", "chief", "brigadier", "colonel",
    "captain", "commander", "marshall", "army", "the", "of", "for", "and", "mr", "dr", "honourable", "hon", "gen", "lt",
    "adm",
})  # fmt: skip


def same_office(one: str, other: str) -> bool:
    """Say whether two wordings can mean one office: ranks aside, the words of one stand in the other. An empty one may be any."""
    first, second = (frozenset(_office(office)) for office in (one, other))
    if not first or not second:
        return True
    return first <= second or second <= first or len(first & second) * 2 > min(len(first), len(second)) + 1


def _office(office: str) -> list[str]:
    words = fold(office).replace("defense", "defence").split()
    kept = [word for word in words if word not in _RANKS]
    return kept or words


def _matched(shorter: Sequence[str], longer: Sequence[str]) -> Alike:
    """Match every word of the shorter name with one of the longer."""
    free = list(longer)
    initials = 0
    for word in sorted(shorter, key=len, reverse=True):
        found = next((each for each in free if _fits(word, each)), None)
        if found is None:
            return Alike.DIFFERENT
        free.remove(found)
        initials += len(word) == 1 or len(found) == 1
    full = len([word for word in shorter if len(word) > 1]) - (initials - sum(len(word) == 1 for word in shorter))
    if full <= 0:
        return Alike.DIFFERENT
    if len(shorter) == 1:
        # A surname stands last, or first where family names do.
        return (
            Alike.SURNAME
            if len(longer) == 1 or any(same_token(shorter[0], each) for each in (longer[0], longer[-1]))
            else Alike.DIFFERENT
        )
    return Alike.INITIALS if full == 1 and initials else Alike.SAME


def _fits(word: str, other: str) -> bool:
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    return same_token(word, other)


def _joined(shorter: Sequence[str], longer: Sequence[str]) -> list[tuple[Sequence[str], Sequence[str]]]:
    """`Won sik` may be written `Wonsik`: yield the longer name with two neighbours joined."""
    return [
        (shorter, (*longer[:at], longer[at] + longer[at + 1], *longer[at + 2 :]))
        for at in range(len(longer) - 1)
        if len(longer) > len(shorter) and len(longer[at]) > 1
    ]


def _is_one_slip(one: str, other: str) -> bool:
    """Say whether one letter added, left out or exchanged leads from one to the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[at + 1 :] == other[at + 1 :] or one[at:] == other[at + 1 :] or one[at + 1 :] == other[at:]
