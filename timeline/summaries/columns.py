"""Engagements as columns of numbers: how they are packed into a month's row, unpacked, and joined. No queries here.

Positions count engagements from 0, in the order of their first possible day and id; those without a date come first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from timeline.vocabulary import Kind, Status

Array = npt.NDArray[Any]

NO_DATE, YEAR, MONTH, DAY = range(4)  # how much of the first day is known
# The place of a kind or a status in its enumeration is what is stored: add new ones at the end.
KINDS = {kind.value: number for number, kind in enumerate(Kind)}
STATUSES = {status.value: number for number, status in enumerate(Status)}
MOST_SOURCES = 2**16 - 1  # that a column holds: more count as many
_KNOWN = {0: NO_DATE, 4: YEAR, 7: MONTH, 10: DAY}
_FLAT = {
    "id": "<i8", "earliest": "<i4", "latest": "<i4", "place": "<i4", "series": "<i4", "host": "<u2", "sources": "<u2",
    "importance": "u1", "kind": "u1", "status": "u1", "known": "u1",
}  # fmt: skip
_LISTS = {"country": "<u2", "organisation": "<i4", "topic": "<i4"}
_SIZE = "<u2"
_HEAD = "<u4"


@dataclass(frozen=True, slots=True)
class Lists:
    """A column with several values per engagement: those of position p are `values[starts[p]:starts[p + 1]]`."""

    values: Array
    starts: Array

    def of(self, first: int, last: int) -> Array:
        """Return the values of positions `first` up to but without `last`."""
        return self.values[self.starts[first] : self.starts[last]]


def where(column: Array, values: npt.ArrayLike, *, side: Literal["left", "right"] = "left") -> Array:
    """Return where values belong in a column that is in order, before its equal ones or (`right`) behind them."""
    # Values of another type would have numpy convert the whole column for every question.
    found: Array = column.searchsorted(np.asarray(values, dtype=column.dtype), side=side)
    return found


@dataclass(frozen=True, slots=True)
class Columns:
    """Any number of engagements. `place` and `series` are ids, `host` and `country` code numbers; 0 is none, in lists too."""

    id: Array
    earliest: Array  # day numbers; 0 without a date
    latest: Array  # -1 without a date
    place: Array
    series: Array
    host: Array  # where it took place
    sources: Array
    importance: Array
    kind: Array
    status: Array
    known: Array
    country: Lists  # that took part
    organisation: Lists
    topic: Lists

    def __len__(self) -> int:
        return len(self.id)

    def begins(self, days: npt.ArrayLike, *, side: Literal["left", "right"] = "left") -> Array:
        """Return for each day the first position that can't begin before it, or (`right`) on it."""
        return where(self.earliest, days, side=side)


@dataclass(frozen=True, slots=True)
class Entry:
    """One engagement on its way into the columns; ids and codes as the record has them."""

    id: int
    earliest: int | None
    latest: int | None
    importance: int
    kind: str
    status: str
    start: str
    place: int | None
    host: str | None
    series: int | None
    sources: int = 0
    countries: Sequence[str] = ()
    organisations: Sequence[int] = ()
    topics: Sequence[int] = ()


def month_of(day: int | None) -> int:
    """Return the month (year * 12 + month - 1) of a day number; 0 without one."""
    if day is None:
        return 0
    first = date.fromordinal(day)
    return first.year * 12 + first.month - 1


def country_number(code: str | None) -> int:
    """Return the number that stands for a country's code in the columns, 1 to 1296; 0 for none."""
    return int(code, 36) + 1 if code else 0


def country_code(number: int) -> str:
    """Return the code that a number of the columns stands for."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return digits[(number - 1) // 36] + digits[(number - 1) % 36]


def of_entries(entries: Iterable[Entry]) -> Columns:
    """Return entries as columns, in their order by first day and id."""
    rows = sorted(entries, key=lambda entry: (entry.earliest or 0, entry.id))

    def flat(name: str, values: Iterable[int]) -> Array:
        return np.fromiter(values, dtype=_FLAT[name], count=len(rows))

    def lists(name: str, values: Sequence[Sequence[int]]) -> Lists:
        sizes = [len(one) for one in values]
        return Lists(
            np.array([value for one in values for value in one], dtype=_LISTS[name]), _starts(np.array(sizes, dtype="i8"))
        )

    return Columns(
        id=flat("id", (row.id for row in rows)),
        earliest=flat("earliest", (row.earliest or 0 for row in rows)),
        latest=flat("latest", (-1 if row.latest is None else row.latest for row in rows)),
        place=flat("place", (row.place or 0 for row in rows)),
        series=flat("series", (row.series or 0 for row in rows)),
        host=flat("host", (country_number(row.host) for row in rows)),
        sources=flat("sources", (min(row.sources, MOST_SOURCES) for row in rows)),
        importance=flat("importance", (row.importance for row in rows)),
        kind=flat("kind", (KINDS[row.kind] for row in rows)),
        status=flat("status", (STATUSES[row.status] for row in rows)),
        known=flat("known", (_KNOWN[len(row.start)] for row in rows)),
        country=lists("country", [sorted(map(country_number, row.countries)) or [0] for row in rows]),
        organisation=lists("organisation", [sorted(row.organisations) or [0] for row in rows]),
        topic=lists("topic", [sorted(row.topics) or [0] for row in rows]),
    )


def pack(columns: Columns) -> bytes:
    """Return columns as bytes: how long they are, the flat ones, then sizes and values of each list."""
    lists = [getattr(columns, name) for name in _LISTS]
    head = np.array([len(columns), *(len(one.values) for one in lists)], dtype=_HEAD)
    parts = [head, *(getattr(columns, name).astype(kind, copy=False) for name, kind in _FLAT.items())]
    for one, kind in zip(lists, _LISTS.values(), strict=True):
        parts += [np.diff(one.starts).astype(_SIZE), one.values.astype(kind, copy=False)]
    return b"".join(part.tobytes() for part in parts)


def unpack(data: bytes | memoryview) -> Columns:
    """Return the columns that `pack` wrote; the arrays look into `data` and can't be written to."""
    head = np.frombuffer(data, dtype=_HEAD, count=1 + len(_LISTS))
    number, at = int(head[0]), head.nbytes
    found: dict[str, Any] = {}

    def take(kind: str, count: int) -> Array:
        nonlocal at
        array = np.frombuffer(data, dtype=kind, count=count, offset=at)
        at += array.nbytes
        return array

    for name, kind in _FLAT.items():
        found[name] = take(kind, number)
    for (name, kind), total in zip(_LISTS.items(), head[1:], strict=True):
        sizes = take(_SIZE, number)
        found[name] = Lists(take(kind, int(total)), _starts(sizes))
    return Columns(**found)


def join(parts: Sequence[Columns]) -> Columns:
    """Return columns one after the other."""
    if not parts:
        return of_entries(())
    found: dict[str, Any] = {name: np.concatenate([getattr(part, name) for part in parts]) for name in _FLAT}
    for name in _LISTS:
        lists = [getattr(part, name) for part in parts]
        sizes = np.concatenate([np.diff(one.starts) for one in lists])
        found[name] = Lists(np.concatenate([one.values for one in lists]), _starts(sizes))
    return Columns(**found)


def stretch(columns: Columns, first: int, last: int) -> Columns:
    """Return positions `first` up to but without `last` as columns of their own."""
    found: dict[str, Any] = {name: getattr(columns, name)[first:last] for name in _FLAT}
    for name in _LISTS:
        one = getattr(columns, name)
        found[name] = Lists(one.of(first, last), one.starts[first : last + 1] - one.starts[first])
    return Columns(**found)


def without(columns: Columns, ids: Iterable[int]) -> Columns:
    """Return columns without some engagements."""
    return taken(columns, np.flatnonzero(~np.isin(columns.id, np.fromiter(ids, dtype="i8"))))


def in_order(columns: Columns) -> Columns:
    """Return columns in the order of first day and id."""
    return taken(columns, np.lexsort((columns.id, columns.earliest)))


def taken(columns: Columns, positions: Array) -> Columns:
    """Return the engagements at `positions`, in their order."""
    found: dict[str, Any] = {name: getattr(columns, name)[positions] for name in _FLAT}
    for name in _LISTS:
        one = getattr(columns, name)
        found[name] = Lists(one.values[spread(one, positions)], _starts(np.diff(one.starts)[positions]))
    return Columns(**found)


def spread(lists: Lists, positions: Array) -> Array:
    """Return where the values of `positions` stand in `lists.values`, position by position."""
    sizes = lists.starts[positions + 1] - lists.starts[positions]
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    found: Array = np.arange(total) + np.repeat(lists.starts[positions] - (ends - sizes), sizes)
    return found


def _starts(sizes: Array) -> Array:
    starts = np.zeros(len(sizes) + 1, dtype="i4")
    np.cumsum(sizes, out=starts[1:])
    return starts
