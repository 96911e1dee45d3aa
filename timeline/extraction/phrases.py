"""Looks up names of several words: tables of phrases, and all their marks in a text found in one pass."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")
Words = tuple[str, ...]


class PhraseTable(Generic[T]):
    """A dictionary from word sequences to payloads; a phrase may have several payloads."""

    __slots__ = ("_phrases",)

    def __init__(self, entries: Iterable[tuple[Words, T]]) -> None:
        phrases: dict[Words, list[T]] = {}
        for words, payload in entries:
            if words:
                phrases.setdefault(words, []).append(payload)
        self._phrases: Mapping[Words, Sequence[T]] = phrases

    def __iter__(self) -> Iterator[tuple[Words, Sequence[T]]]:
        return iter(self._phrases.items())

    def get(self, words: Words) -> Sequence[T]:
        """Return the payloads of exactly these words."""
        return self._phrases.get(words, ())


class Marks(Generic[T]):
    """Where the phrases of one table stand in a text, by token: the longest one at each token."""

    __slots__ = ("_at", "_starts")

    def __init__(self, at: dict[int, tuple[int, Sequence[T]]]) -> None:
        self._at = at
        self._starts = list(at)

    def at(self, index: int) -> tuple[int, Sequence[T]]:
        """Return the end of the longest phrase that starts at token `index`, and its payloads; (index, ()) when none does."""
        return self._at.get(index) or (index, ())

    def __iter__(self) -> Iterator[int]:
        return iter(self._at)

    def __contains__(self, index: int) -> bool:
        return index in self._at

    def all(self, first: int = 0, last: int | None = None) -> list[tuple[int, int, Sequence[T]]]:
        """Return the phrases in tokens `first` to `last` as (start, end, payloads), from the left and never overlapping."""
        starts = self._starts
        if last is None:
            chosen = starts[bisect_left(starts, first) :]
        else:
            chosen = starts[bisect_left(starts, first) : bisect_left(starts, last)]
        found = []
        for start in chosen:
            if start >= first:
                end, payloads = self._at[start]
                if last is None or end <= last:
                    found.append((start, end, payloads))
                    first = end
        return found

    def any(self, first: int, last: int) -> bool:
        """Say whether a phrase stands in tokens `first` to `last`."""
        starts = self._starts
        number = bisect_left(starts, first)
        while number < len(starts) and starts[number] < last:
            if self._at[starts[number]][0] <= last:
                return True
            number += 1
        return False


def between(tokens: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Return those of some tokens, which are in order, that are among `first` to `last`."""
    return tokens[bisect_left(tokens, first) : bisect_left(tokens, last)]


def stands(tokens: Sequence[int], first: int, last: int) -> bool:
    """Say whether one of some tokens, which are in order, is among `first` to `last`."""
    number = bisect_left(tokens, first)
    return number < len(tokens) and tokens[number] < last


Entry = tuple[Words, str, Sequence[Any]]  # the words after the second, the table, the payloads
_Found = dict[str, dict[int, tuple[int, Sequence[Any]]]]


class Opening(NamedTuple):
    """The phrases that begin with one word: the word alone, and by their second word the longer ones, the longest last."""

    alone: Sequence[tuple[str, Sequence[Any]]]
    pairs: Mapping[str, Sequence[Entry]]


class Index:
    """Many tables, read over a text in one pass. What it is made of are tuples, which the collector of garbage passes over."""

    __slots__ = ("_alone", "_heads", "_pairs")

    def __init__(self, tables: Mapping[str, PhraseTable[Any]]) -> None:
        alone: dict[str, list[tuple[str, Sequence[Any]]]] = {}
        pairs: dict[str, dict[str, list[Entry]]] = {}
        for name, table in tables.items():
            for words, payloads in table:
                if len(words) == 1:
                    alone.setdefault(words[0], []).append((name, tuple(payloads)))
                else:
                    pairs.setdefault(words[0], {}).setdefault(words[1], []).append((words[2:], name, tuple(payloads)))
        self._alone = {word: tuple(found) for word, found in alone.items()}
        self._heads = frozenset(alone) | frozenset(pairs)
        # The longest last: what is entered at a token is then the longest phrase of its table that fits.
        self._pairs = {
            head: {second: tuple(sorted(found, key=lambda entry: len(entry[0]))) for second, found in seconds.items()}
            for head, seconds in pairs.items()
        }

    @property
    def parts(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what the index is made of, in plain containers."""
        return self._alone, self._pairs

    @classmethod
    def of_parts(cls, alone: dict[str, Any], pairs: dict[str, Any]) -> "Index":
        """Return the index made of these parts."""
        index = cls({})
        index._alone, index._pairs = alone, pairs
        index._heads = frozenset(alone) | frozenset(pairs)
        return index

    def opening(self, word: str) -> Opening:
        """Return the phrases that begin with a word."""
        return Opening(self._alone.get(word, ()), self._pairs.get(word, _NO_PAIRS))

    def mark(self, words: Sequence[str], found: _Found) -> None:
        """Add to `found` where each table's phrases stand in `words`: table, first token, (token after, payloads)."""
        heads, last = self._heads, len(words) - 1
        for index in [at for at, word in enumerate(words) if word in heads]:
            alone, pairs = self.opening(words[index])
            for name, payloads in alone:
                found.setdefault(name, {})[index] = index + 1, payloads
            for rest, name, payloads in pairs.get(words[index + 1], ()) if index < last else ():
                end = index + 2 + len(rest)
                if not rest or tuple(words[index + 2 : end]) == rest:
                    found.setdefault(name, {})[index] = end, payloads


_NO_PAIRS: Mapping[str, Sequence[Entry]] = {}
