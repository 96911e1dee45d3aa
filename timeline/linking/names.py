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
from timeline.linking.variants import FORMS, LETTERS, ROMANISED

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
    SPELLING = 3  # the same in two spellings, which two people may bear too
    SAME = 4  # written alike, order and names in the middle aside


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell who is meant, folded, particles left out."""
    words = fold(name.lower().translate(LETTERS)).split()
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
    if one == other or FORMS.get(one, one) == FORMS.get(other, other):
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


def alike(one: str, other: str, language: str = "") -> Alike:
    """Compare two names as written, whatever the order of their words.

    `language` is the code of a country whose romanisations differ: it lets Wade-Giles meet pinyin.
    """
    shorter, longer = sorted((tokens(one), tokens(other)), key=lambda words: (len(words), words))
    if not any(len(word) > 1 for word in shorter) or _generation(one) != _generation(other):
        return Alike.DIFFERENT
    if len(shorter) > 1 and ("".join(shorter) == "".join(longer) or sorted(shorter) == sorted(longer)):
        # Two names that only accents tell apart may be two people's.
        return Alike.SAME if _accents(one) <= _accents(other) or _accents(other) <= _accents(one) else Alike.SPELLING
    for first, second in ((shorter, longer), *_joined(shorter, longer)):
        if (found := _matched(first, second)) is not Alike.DIFFERENT:
            return found
    if len(shorter) > 1 and _romanised(one, language) == _romanised(other, language) != ():
        return Alike.SPELLING
    return Alike.DIFFERENT


def same_person(one: Named, other: Named) -> bool:
    """Say whether two mentions mean one person.

    Names written alike do, of one party or of none told; one name in two spellings where the offices do not differ; a surname
    alone or a given name cut to its initial only with party and office.
    """
    homes = one.party, other.party
    if all(homes) and homes[0] != homes[1] and len(homes[0]) == len(homes[1]) == 2:
        return False
    how = alike(one.name, other.name, one.party if homes[0] == homes[1] else "")
    if how in (Alike.SURNAME, Alike.INITIALS):
        return bool(homes[0]) and homes[0] == homes[1] and same_office(one.office, other.office)
    if how is Alike.SPELLING:
        return same_office(one.office, other.office)
    return how is Alike.SAME


def _generation(name: str) -> str:
    """Return `senior` for Sr, and nothing for a name without a mark or the marks that articles often drop."""
    return "senior" if {"sr", "senior"} & set(fold(name).split()) else ""


@lru_cache(maxsize=65536)
def _accents(name: str) -> frozenset[str]:
    """Return the words of a name with letters beyond plain ones."""
    return frozenset(word for word in name.lower().split() if not word.isascii())


@lru_cache(maxsize=65536)
def _romanised(name: str, language: str) -> tuple[str, ...]:
    """Return a name's syllables as the romanisations of a language have them in common, in order of the alphabet."""
    if language not in ROMANISED:
        return ()
    heard = []
    for token in tokens(name):
        for written, sounds in ROMANISED[language]:
            token = token.replace(written, sounds)
        heard.append(token)
    # What one writes in two words the other joins: the letters count, the family name apart.
    return tuple(sorted("".join(sorted(heard))))


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
    initials = slips = 0
    for word in sorted(shorter, key=len, reverse=True):
        found = next((each for each in free if each == word), None) or next((each for each in free if _fits(word, each)), None)
        if found is None:
            return Alike.DIFFERENT
        free.remove(found)
        cut = len(word) == 1 or len(found) == 1
        initials += cut
        slips += found != word and not cut
    full = len(shorter) - initials
    if not full:
        return Alike.DIFFERENT
    if len(shorter) == 1:
        # A surname stands last, or first where family names do.
        ends = any(same_token(shorter[0], each) for each in (longer[0], longer[-1]))
        return Alike.SURNAME if ends else Alike.DIFFERENT
    if full == 1:
        return Alike.INITIALS
    return Alike.SPELLING if slips else Alike.SAME


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
