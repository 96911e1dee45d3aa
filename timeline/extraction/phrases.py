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


class Index:
    """Many tables, read over a text in one pass."""

    __slots__ = ("_heads",)

    def __init__(self, tables: Mapping[str, PhraseTable[Any]]) -> None:
        heads: dict[str, list[tuple[Words, str, Sequence[Any]]]] = {}
        for name, table in tables.items():
            for words, payloads in table:
                heads.setdefault(words[0], []).append((words[1:], name, payloads))
        # The longest first; what stands at a token is then the first phrase of its table that fits.
        self._heads = {head: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for head, found in heads.items()}

    def mark(self, words: Sequence[str], found: dict[str, dict[int, tuple[int, Sequence[Any]]]]) -> None:
        """Add to `found` where each table's phrases stand in `words`: table, first token, (token after, payloads)."""
        heads = self._heads
        for index, word in enumerate(words):
            for rest, name, payloads in heads.get(word, ()):
                end = index + 1 + len(rest)
                if not rest or tuple(words[index + 1 : end]) == rest:
                    found.setdefault(name, {}).setdefault(index, (end, payloads))
