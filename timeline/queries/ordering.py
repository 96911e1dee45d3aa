"""In which order a list of engagements stands, and which stretch of it a page shows. Titles stand in titles.py."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from timeline.folding import fold
from timeline.models import Place
from timeline.queries.held import Held
from timeline.queries.selection import Selection
from timeline.summaries.columns import KINDS, Array, where

PAGE = 50
_DIGITS = 9  # of a number that a cursor names
_LETTERS = 120  # of a place's name that it is sorted by: a cursor has to hold them
# What a list can be sorted by: how it is named, then how it runs up and down.
_WORDS = {
    "date": ("date", "oldest first", "newest first"),
    "title": ("title", "A to Z", "Z to A"),
    "kind": ("kind", "A to Z", "Z to A"),
    "place": ("place", "A to Z", "Z to A"),
    "importance": ("importance", "lowest first", "highest first"),
    "sources": ("number of sources", "fewest first", "most first"),
}
_DOWN_FIRST = ("date", "importance", "sources")  # what readers look for at the upper end


class Order(StrEnum):
    """Which engagements come first. What has no date, or no place, comes last either way; of equals the newest comes first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    TITLE_DOWN = "-title"
    KIND = "kind"
    KIND_DOWN = "-kind"
    PLACE = "place"
    PLACE_DOWN = "-place"
    IMPORTANCE = "importance"
    IMPORTANCE_DOWN = "-importance"
    SOURCES = "sources"
    SOURCES_DOWN = "-sources"

    @property
    def key(self) -> str:
        """What it sorts by: `date`, `title`, `kind`, `place`, `importance` or `sources`."""
        return "date" if self in (Order.NEWEST, Order.OLDEST) else self.value.lstrip("-")

    @property
    def is_down(self) -> bool:
        """Whether it runs from the upper end down."""
        return self is Order.NEWEST or self.value.startswith("-")

    @property
    def code(self) -> str:
        """Its value in the URL; empty for the usual one, the newest first."""
        return "" if self is Order.NEWEST else self.value

    @property
    def words(self) -> str:
        """The order in words: `importance, highest first`."""
        name, up, down = _WORDS[self.key]
        return f"{name}, {down if self.is_down else up}"

    def turned(self, key: str) -> "Order":
        """Return the order that the heading of a column leads to: the other way round where the list is sorted by it already."""
        is_down = not self.is_down if self.key == key else key in _DOWN_FIRST
        return next(order for order in Order if order.key == key and order.is_down is is_down)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A row beside which a page begins or ends: its first day (None without a date), its id, and what it is sorted by."""

    day: int | None
    pk: int
    value: str = ""

    def __str__(self) -> str:
        return ".".join([str(self.day or ""), *([self.value] if self.value else []), str(self.pk)])

    @classmethod
    def parse(cls, text: str, order: Order = Order.NEWEST) -> "Cursor":
        """Read a cursor from the URL; raise ValueError when it is none of a list in that order."""
        day, _, rest = text.partition(".")
        value, _, pk = rest.rpartition(".")
        numbers = [(pk, 18), (day or "0", 7)]
        if order.key in ("importance", "sources"):
            numbers.append((value, _DIGITS))
        is_read = all(number.isascii() and number.isdigit() and len(number) <= longest for number, longest in numbers)
        if not is_read or "\x00" in value or (value and order.key == "date"):
            raise ValueError(f"“{text}” is not a place in the list.")
        return cls(int(day) if day else None, int(pk), value)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a page shows of a list: ids in their order, and the cursors of the pages on either side, empty where there is none."""

    ids: list[int]
    previous: str
    next: str


class Line(Protocol):
    """A selection in an order."""

    def at(self, begin: int, end: int) -> Array:
        """Return the positions that stand from `begin` up to `end`, counted from 0."""

    def standing(self, cursor: Cursor, *, through: bool) -> int:
        """Count what stands before a cursor's row, which may have gone; `through` counts the row too."""

    def value(self, position: int) -> str:
        """Return what a position is sorted by beside its day and id, as cursors name it."""


def stretch(found: Selection, order: Order, *, after: Cursor | None = None, before: Cursor | None = None) -> Stretch:
    """Return the page that follows a cursor or ends before one, else the first."""
    line: Line = ByDate(found, order.is_down) if order.key == "date" else Ranked(found, order)
    total, begin = len(found), 0
    if after is not None:
        begin = line.standing(after, through=True)
        begin = begin if begin < total else total - PAGE  # what followed is gone: the end of what is left
    elif before is not None:
        begin = line.standing(before, through=False) - PAGE
    begin = max(begin, 0)
    page = line.at(begin, min(begin + PAGE, total))
    ids = found.ids(page)

    def cursor(at: int) -> str:
        day = int(found.held.columns.earliest[page[at]]) or None
        return str(Cursor(day, ids[at], line.value(int(page[at]))))

    return Stretch(ids, cursor(0) if begin else "", cursor(-1) if begin + PAGE < total else "")


def every_id(found: Selection, order: Order) -> list[int]:
    """Return the ids of all that is selected, by date."""
    return found.ids(ByDate(found, order is not Order.OLDEST).at(0, len(found)))


class ByDate:
    """A selection by first day and id, as it stands already, or turned round; what has no date comes last."""

    def __init__(self, found: Selection, is_down: bool) -> None:
        self.found, self.is_down = found, is_down
        self.undated = found.below(found.held.dated)

    def at(self, begin: int, end: int) -> Array:
        """Return the positions that stand from `begin` up to `end`."""
        total = len(self.found)
        if self.is_down:
            return self.found.at(total - end, total - begin)[::-1]
        # What has no date stands first among the positions.
        dated = self.found.at(begin + self.undated, min(end + self.undated, total))
        split = total - self.undated
        return np.concatenate([dated, self.found.at(max(begin - split, 0), max(end - split, 0))])

    def standing(self, cursor: Cursor, *, through: bool) -> int:
        """Count what stands before a cursor's row."""
        total = len(self.found)
        lower = self.found.below(edge(self.found.held, cursor, through=through != self.is_down))
        if self.is_down:
            return total - lower
        return lower - self.undated + (total if cursor.day is None else 0)

    def value(self, position: int) -> str:
        """Return nothing: day and id say it all."""
        return ""


def edge(held: Held, cursor: Cursor, *, through: bool) -> int:
    """Return the first position that does not begin before a cursor's row; `through` the first that begins after it."""
    first, last = 0, held.dated
    if cursor.day is not None:
        first, last = (max(int(position), held.dated) for position in held.columns.begins([cursor.day, cursor.day + 1]))
    return first + int(where(held.columns.id[first:last], cursor.pk, side="right" if through else "left"))


@dataclass(frozen=True, slots=True)
class Scale:
    """What a state of the record is sorted by: a number for each position, 0 for nothing; n stands for `values[n - 1]`."""

    numbers: Array
    values: Sequence[str] | range

    def between(self, value: str) -> tuple[int, int]:
        """Return the first number that stands for a value and the one behind the last; the same where none does."""
        if not value:
            return 0, 1
        if isinstance(self.values, range):
            return bisect_left(self.values, int(value)) + 1, bisect_right(self.values, int(value)) + 1
        return bisect_left(self.values, value) + 1, bisect_right(self.values, value) + 1


class Ranked:
    """A selection by a column of the record; of equals the newest comes first, and what has no value last."""

    def __init__(self, found: Selection, order: Order) -> None:
        self.found, self.is_down = found, order.is_down
        names = _place_names() if order.key == "place" else {}
        known_by = hash(frozenset(names.items()))
        self.scale = found.held.remember(("scale", order.key, known_by), lambda: _scale(found.held, order.key, names))
        self.top = len(self.scale.values)
        if len(found) == len(found.held):
            self.keys, self.line = found.held.remember(("line", order, known_by), self._sorted)
        else:
            self.keys, self.line = self._sorted()

    def _sorted(self) -> tuple[Array, Array]:
        """Return the positions in order, and what each was sorted by: from 0 up, `top` and more for nothing."""
        newest = self.found.at(0, len(self.found))[::-1]
        numbers = self.scale.numbers[newest]
        # Numbers as short as they can be: short ones are sorted by counting them.
        keys = (self.top - numbers if self.is_down else np.where(numbers, numbers - 1, self.top)).astype(
            np.min_scalar_type(self.top + 1)
        )
        order = np.argsort(keys, kind="stable")
        return keys[order], newest[order].astype("i4")

    def at(self, begin: int, end: int) -> Array:
        """Return the positions that stand from `begin` up to `end`."""
        return self.line[begin:end]

    def standing(self, cursor: Cursor, *, through: bool) -> int:
        """Count what stands before a cursor's row."""
        low, high = self.scale.between(cursor.value)
        if not cursor.value:
            edges = [self.top, self.top + 1]
        else:
            edges = [self.top - high + 1, self.top - low + 1] if self.is_down else [low - 1, high - 1]
        first, last = (int(at) for at in where(self.keys, edges))
        oldest = self.line[first:last][::-1]
        return last - int(where(oldest, edge(self.found.held, cursor, through=not through)))

    def value(self, position: int) -> str:
        """Return what a position is sorted by."""
        number = int(self.scale.numbers[position])
        return str(self.scale.values[number - 1]) if number else ""


def _scale(held: Held, key: str, names: dict[int, str]) -> Scale:
    columns = held.columns
    if key in ("importance", "sources"):
        column: Array = getattr(columns, key)
        return Scale(column.astype("i4") + 1, range(int(column.max(initial=0)) + 1))
    if key == "kind":
        kinds = sorted(KINDS)
        return Scale(np.array([kinds.index(kind) + 1 for kind in KINDS], dtype="i4")[columns.kind], kinds)
    values = sorted(set(names.values()))
    number = {value: at + 1 for at, value in enumerate(values)}
    numbers = np.zeros(held.width("place"), dtype="i4")
    for pk, name in names.items():
        if pk < len(numbers):
            numbers[pk] = number[name]
    return Scale(numbers[columns.place], values)


def _place_names() -> dict[int, str]:
    """Return what places are sorted by, as they are named now: town and country, so that towns of one name stay apart."""
    read = Place.objects.order_by().values_list("pk", "name", "country__name")
    return {pk: fold(f"{name} {country or ''}")[:_LETTERS] or "-" for pk, name, country in read}
