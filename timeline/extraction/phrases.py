"""Looks up names of several words: tables of phrases, and all their marks in a text found in one pass."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

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
        found = []
        for number in range(bisect_left(self._starts, first), len(self._starts)):
            start = self._starts[number]
            if last is not None and start >= last:
                break
            end, payloads = self._at[start]
            if start >= first and (last is None or end <= last):
                found.append((start, end, payloads))
                first = end
        return found

    def any(self, first: int, last: int) -> bool:
        """Say whether a phrase stands in tokens `first` to `last`."""
        return bool(self._starts) and bool(self.all(first, last))


_Entry = tuple[Words, str, Sequence[Any]]  # the words after the second, the table, the payloads
_Found = dict[str, dict[int, tuple[int, Sequence[Any]]]]


class Index:
    """Many tables, read over a text in one pass."""

    __slots__ = ("_alone", "_heads", "_pairs")

    def __init__(self, tables: Mapping[str, PhraseTable[Any]]) -> None:
        alone: dict[str, list[tuple[str, Sequence[Any]]]] = {}
        pairs: dict[str, dict[str, list[_Entry]]] = {}
        for name, table in tables.items():
            for words, payloads in table:
                if len(words) == 1:
                    alone.setdefault(words[0], []).append((name, payloads))
                else:
                    pairs.setdefault(words[0], {}).setdefault(words[1], []).append((words[2:], name, payloads))
        self._alone = alone
        self._heads = frozenset(alone) | frozenset(pairs)
        # The longest first: what stands at a token is then the first phrase of its table that fits.
        self._pairs = {
            head: {second: sorted(found, key=lambda entry: -len(entry[0])) for second, found in seconds.items()}
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

    def mark(self, words: Sequence[str], found: _Found) -> None:
        """Add to `found` where each table's phrases stand in `words`: table, first token, (token after, payloads)."""
        alone, pairs, heads, last = self._alone, self._pairs, self._heads, len(words) - 1
        for index in [at for at, word in enumerate(words) if word in heads]:
            word = words[index]
            seconds = pairs.get(word)
            if seconds is not None and index < last:
                for rest, name, payloads in seconds.get(words[index + 1], ()):
                    end = index + 2 + len(rest)
                    if not rest or tuple(words[index + 2 : end]) == rest:
                        found.setdefault(name, {}).setdefault(index, (end, payloads))
            singles = alone.get(word)
            if singles is not None:
                for name, payloads in singles:
                    found.setdefault(name, {}).setdefault(index, (index + 1, payloads))
