"""Looks up names of several words in a list of tokens, longest first."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class PhraseTable(Generic[T]):
    """A dictionary from word sequences to payloads; a phrase may have several payloads."""

    __slots__ = ("_single", "_longer", "_heads")

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        single: dict[str, list[T]] = {}
        longer: dict[str, dict[tuple[str, ...], list[T]]] = {}
        for words, payload in entries:
            if len(words) == 1:
                single.setdefault(words[0], []).append(payload)
            elif words:
                longer.setdefault(words[0], {}).setdefault(words, []).append(payload)
        self._single = single
        self._heads = frozenset(single) | frozenset(longer)
        self._longer = {
            first: sorted(((words, tuple(found)) for words, found in phrases.items()), key=lambda item: -len(item[0]))
            for first, phrases in longer.items()
        }

    def at(self, words: Sequence[str], index: int) -> tuple[int, Sequence[T]]:
        """Return the end of the longest phrase that starts at `index`, and its payloads; (index, ()) when none does."""
        first = words[index]
        for phrase, payloads in self._longer.get(first, ()):
            end = index + len(phrase)
            if tuple(words[index:end]) == phrase:
                return end, payloads
        found = self._single.get(first)
        return (index + 1, found) if found else (index, ())

    def get(self, words: tuple[str, ...]) -> Sequence[T]:
        """Return the payloads of exactly these words."""
        end, found = self.at(words, 0) if words else (0, ())
        return found if end == len(words) else ()

    def all(self, words: Sequence[str], first: int = 0, last: int | None = None) -> list[tuple[int, int, Sequence[T]]]:
        """Return the phrases in `words[first:last]` as (start, end, payloads), longest first and never overlapping."""
        found, index, stop, heads = [], first, len(words) if last is None else last, self._heads
        while index < stop:
            if words[index] not in heads:
                index += 1
                continue
            end, payloads = self.at(words, index)
            if payloads and end <= stop:
                found.append((index, end, payloads))
                index = end
            else:
                index += 1
        return found
