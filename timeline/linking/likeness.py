"""How alike the names of two people, places, venues or series are, and keys under which those that may be alike meet.

A key is made of one name alone. People of one country meet under what two words of their names begin with by sound; places,
venues and series under all their words by sound, or all but one, so that no key is shared by very many.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from timeline.folding import fold
from timeline.linking.names import Alike, alike, same_token, sound, tokens
from timeline.linking.variants import FORMS, ROMANISED

NEAR = 0.02  # degrees, about two kilometres: within them two places of one country are taken for neighbours
_MOST_WORDS = 4  # of a person's name whose pairs are keys
_VOWELS = str.maketrans("", "", "aeiou")
_EMPTY = frozenset({"of", "the", "for", "and", "on", "in", "at", "a", "de", "du", "la", "le"})
_SPELT = {"defense": "defence", "center": "centre", "programme": "program"}
_NUMBERS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Called:
    """What one thing is called, and where: `at` is in degrees north and east.

    `scope` is its country or place, a series' parties, empty for none known: what is known to differ there is not the same.
    """

    kind: str
    names: tuple[str, ...]
    scope: str = ""
    at: tuple[float, float] | None = None


def keys(called: Called) -> frozenset[str]:
    """Return the keys under which a thing is found."""
    if called.kind == "person":
        return frozenset(_person(called, surnames="s", alone="q"))
    return frozenset(_thing(called)) | (frozenset({_cell(called.scope, called.at, (0, 0))}) if called.at else frozenset())


def looks(called: Called) -> frozenset[str]:
    """Return the keys under which to look for its like; whoever is found this way finds back."""
    if called.kind == "person":
        # A surname alone looks among all that begin or end with it, and they for it; those among each other by two words.
        return frozenset(_person(called, surnames="q", alone="s"))
    around = product((-1, 0, 1), repeat=2)
    return frozenset(_thing(called)) | (
        frozenset(_cell(called.scope, called.at, step) for step in around) if called.at else frozenset()
    )


def likeness(one: Called, other: Called) -> Alike:
    """Compare two things by all that they are called; places also by where they lie."""
    if one.scope and other.scope and one.scope != other.scope:
        return Alike.DIFFERENT
    found = max(_alike(a, b, one) for a, b in product(one.names, other.names))
    if found is Alike.DIFFERENT and one.at and other.at:
        return Alike.SURNAME if max(abs(a - b) for a, b in zip(one.at, other.at, strict=True)) <= NEAR else found
    return found


def _alike(one: str, other: str, called: Called) -> Alike:
    if called.kind == "person":
        return alike(one, other, called.scope)
    return _things(one, other, 2 if called.kind == "series" else 1)


def _thing(called: Called) -> Iterator[str]:
    for name in called.names:
        heard = sorted(_bones(word) for word in _words(name))
        scope = "" if called.kind == "series" else called.scope  # a series' parties are often known of one alone
        yield _hashed(scope, heard)
        if called.kind != "place" and len(heard) > 2:
            yield from (_hashed(scope, heard[:at] + heard[at + 1 :]) for at in range(len(heard)))


def _person(called: Called, *, surnames: str, alone: str) -> Iterator[str]:
    for name in called.names:
        words = [word for word in tokens(name) if len(word) > 1][:_MOST_WORDS]
        if len(words) == 1:
            yield f"{called.scope}|{alone}{sound(words[0])[:4]}"
        for pair in combinations([_head(word, called.scope) for word in words], 2):
            yield f"{called.scope}|{'.'.join(sorted(pair))}"
        if len(tokens(name)) > 1:
            yield from (f"{called.scope}|{surnames}{sound(word)[:4]}" for word in {*words[:1], *words[-1:]})


def _head(word: str, country: str) -> str:
    """Return what a word of a name begins with by sound, in capitals: where romanisations differ much, its first letter."""
    word = FORMS.get(word, word)
    if country in ROMANISED:
        for written, heard in ROMANISED[country]:
            word = word.replace(written, heard)
        return word[:1].upper()
    return _bones(word)[:2].upper()


def _cell(scope: str, at: tuple[float, float] | None, step: tuple[int, ...]) -> str:
    cells = (str(round(degrees / NEAR) + more) for degrees, more in zip(at or (), step, strict=True))
    return f"{scope}@{','.join(cells)}"


def _hashed(scope: str, words: Iterable[str]) -> str:
    return f"{scope}#{hashlib.blake2b(' '.join(words).encode(), digest_size=8).hexdigest()}"


def _words(name: str) -> list[str]:
    words = [_SPELT.get(word, word) for word in fold(name).split()]
    return [word for word in words if word not in _EMPTY] or words


def _bones(word: str) -> str:
    heard = sound(word)
    return heard[:1] + heard[1:].translate(_VOWELS)


def _things(one: str, other: str, least: int) -> Alike:
    """Compare names of places, venues and series: the same words in any order, in other spellings, or with one word more.

    One word more is no difference only where more than `least` are shared.
    """
    first, second = _words(one), _words(other)
    if _numbers(first) != _numbers(second):
        return Alike.DIFFERENT
    if sorted(first) == sorted(second):
        return Alike.SAME
    shorter, longer = sorted((first, second), key=len)
    free = list(longer)
    for word in shorter:
        found = next((each for each in free if same_token(word, each)), None)
        if found is None:
            return Alike.DIFFERENT
        free.remove(found)
    if not free:
        return Alike.SPELLING
    return Alike.INITIALS if len(free) == 1 and len(shorter) > least else Alike.DIFFERENT


def _numbers(words: Collection[str]) -> list[str]:
    return sorted(word for word in words if set(word) & _NUMBERS)
