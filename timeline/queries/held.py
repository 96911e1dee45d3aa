"""The record's columns as this process holds them: read once, then only the months that have changed.

Every request asks for the months' stamps once, so what it reads is what stands in the database, whichever process wrote it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import numpy as np

from timeline.models import MonthColumns
from timeline.queries.once import once
from timeline.summaries.columns import KINDS, Array, Columns, Lists, join, spread, stretch, taken, unpack, where

_KEPT = 24  # answers remembered of one state of the record
_PARTS = 2  # parts of a state of the record are kept while they hold no more than this many times its engagements
_SOME = 200  # months asked for by number; more are read all together
_BLOCK = 1024  # positions of which only the last day of all is looked at first
_FEW = 16_384  # positions that are counted one by one as fast as from the counts by month
_BITS = 64  # values of a list column that are looked up at once
_WIDE = 4096  # values of a column above which its counts are kept by year, lest they take more room than the record
_Answer = TypeVar("_Answer")


class Attended(NamedTuple):
    """One person at one engagement: the party spoken for and the office, both empty where none is named; `day` is its first."""

    engagement: int
    person: int
    office: str
    party: str
    day: int  # a day number; 0 without a date


@dataclass(frozen=True, slots=True)
class Earlier:
    """What makes a state of the record one of an earlier moment: what of it has changed since."""

    moment: datetime
    ids: Array  # that showed something else then
    attended: tuple[Attended, ...]  # who was there
    since: int  # engagements that were recorded, changed or hidden after it


class Held:
    """One state of the record: its columns, where each month begins in them, and counts by month.

    `dated` is the position of the first engagement with a date; `earlier` is there when the state is not that of now.
    """

    def __init__(
        self,
        stamps: dict[int, int],
        columns: Columns,
        sizes: dict[int, int],
        before: "Held | None" = None,
        *,
        earlier: Earlier | None = None,
    ) -> None:
        self.stamps, self.columns, self.earlier = stamps, columns, earlier
        self.months = sorted(sizes)
        self.starts: Array = np.cumsum([0, *(sizes[month] for month in self.months)])
        self.dated = sizes.get(0, 0)
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._parts: OrderedDict[Hashable, Held] = OrderedDict()
        self._by_month: dict[str, Array] = {}
        self._widths: dict[str, int] = {}
        self._owners: dict[str, Array] = {}
        self._with_bits: dict[str, tuple[Array, dict[int, int]]] = {}
        self._lock = threading.Lock()
        if before is not None:
            self._take_over(before)

    def __len__(self) -> int:
        return len(self.columns)

    def lists(self, name: str) -> Lists | None:
        """Return a column with several values per engagement; None when `name` is a flat one."""
        found = getattr(self.columns, name)
        return found if isinstance(found, Lists) else None

    def owners(self, name: str) -> Array:
        """Return the position that each value of a list column belongs to."""
        if name not in self._owners:
            sizes = np.diff(getattr(self.columns, name).starts)
            self._owners[name] = np.repeat(np.arange(len(self), dtype="i4"), sizes)
        return self._owners[name]

    def values(self, name: str, first: int, last: int) -> Array:
        """Return the values of a column for positions `first` up to but without `last`; of `kind at place` one for each two."""
        if name == "kind at place":
            found: Array = self.columns.place[first:last] * len(KINDS) + self.columns.kind[first:last]
            return found
        lists = self.lists(name)
        found = lists.of(first, last) if lists else getattr(self.columns, name)[first:last]
        return found

    def values_at(self, name: str, positions: Array) -> Array:
        """Return the values of a column for any positions."""
        if name == "kind at place":
            found: Array = self.columns.place[positions] * len(KINDS) + self.columns.kind[positions]
            return found
        lists = self.lists(name)
        found = lists.values[spread(lists, positions)] if lists else getattr(self.columns, name)[positions]
        return found

    def count(self, name: str, first: int, last: int) -> Array:
        """Count positions `first` up to without `last` by the values of a column: whole months, or years, are known already."""
        width = self.width(name)
        if last - first <= _FEW:
            return np.bincount(self.values(name, first, last), minlength=width)
        upto, stops = self._counted(name)
        begin, end = int(where(stops, first)), int(where(stops, last, side="right")) - 1
        if begin >= end:
            return np.bincount(self.values(name, first, last), minlength=width)
        total: Array = upto[end] - upto[begin]
        for one, other in ((first, int(stops[begin])), (int(stops[end]), last)):
            if other > one:
                total = total + np.bincount(self.values(name, one, other), minlength=width)
        return total

    def width(self, name: str) -> int:
        """Return how many numbers a count by the values of a column has."""
        if name not in self._widths:
            if name == "kind at place":
                self._widths[name] = self.width("place") * len(KINDS)
            else:
                self._widths[name] = int(getattr(self.lists(name), "values", getattr(self.columns, name)).max(initial=0)) + 1
        return self._widths[name]

    @cached_property
    def by_importance(self) -> tuple[Array, Array]:
        """All positions, those of one importance together and in order, and where those of each importance begin."""
        importance = self.columns.importance
        return np.argsort(importance, kind="stable"), np.concatenate([[0], np.cumsum(np.bincount(importance, minlength=1))])

    @cached_property
    def by_id(self) -> tuple[Array, Array]:
        """All ids in order, and the position of each."""
        order = np.argsort(self.columns.id, kind="stable")
        return self.columns.id[order], order

    @cached_property
    def _last_days(self) -> Array:
        """The last day that anything of each block of positions can reach."""
        latest = self.columns.latest
        return np.maximum.reduceat(latest, np.arange(0, len(latest), _BLOCK)) if len(latest) else latest

    def reaching(self, day: int, before: int) -> Array:
        """Return the dated positions lower than `before` that can last until a day."""
        if before <= self.dated:
            return np.zeros(0, dtype="i8")
        first, last = self.dated // _BLOCK, (before - 1) // _BLOCK + 1
        blocks = np.flatnonzero(self._last_days[first:last] >= day) + first
        near = (blocks[:, None] * _BLOCK + np.arange(_BLOCK)).ravel()
        near = near[slice(*where(near, [self.dated, before]))]
        found: Array = near[self.columns.latest[near] >= day]
        return found

    def part(self, key: Hashable, find: Callable[[], Array]) -> "Held":
        """Return the positions that `find` answers, which are in order, as a record of their own: asked once while it is kept."""
        with self._lock:
            if key in self._parts:
                self._parts.move_to_end(key)
                return self._parts[key]
        positions = find()
        sizes = np.diff(where(positions, self.starts)).tolist()
        months = {month: size for month, size in zip(self.months, sizes, strict=True) if size}
        found = Held({}, taken(self.columns, positions), months, earlier=self.earlier)
        with self._lock:
            self._parts[key] = found
            while len(self._parts) > 1 and sum(map(len, self._parts.values())) > _PARTS * len(self):
                self._parts.popitem(last=False)
        return found

    def lacking(self, name: str, wanted: Collection[int], positions: Array | slice) -> Array:
        """Say of positions whether a list column has none of the values for them."""
        bits, slots = self._bits(name)
        mask = np.uint64(sum(1 << slots[value] for value in wanted if value in slots))
        found: Array = (bits[positions] & mask) == 0
        rare = [value for value in wanted if value not in slots]
        if rare:
            has_rare = np.zeros(len(self), dtype=bool)
            has_rare[self.owners(name)[np.isin(getattr(self.columns, name).values, rare)]] = True
            found &= ~has_rare[positions]
        return found

    def _bits(self, name: str) -> tuple[Array, dict[int, int]]:
        """Return for each position which of the commonest values of a list column it has, as bits, and the bit of each value."""
        if name not in self._with_bits:
            lists, counts = getattr(self.columns, name), self.count(name, 0, len(self))
            slots = {int(value): bit for bit, value in enumerate(np.argsort(-counts, kind="stable")[:_BITS])}
            bit_of = np.zeros(len(counts), dtype="u8")
            bit_of[list(slots)] = np.left_shift(np.uint64(1), np.arange(len(slots), dtype="u8"))
            bits = np.bitwise_or.reduceat(bit_of[lists.values], lists.starts[:-1]) if len(self) else bit_of[:0]
            self._with_bits[name] = bits, slots
        return self._with_bits[name]

    def remember(self, key: Hashable, find: Callable[[], _Answer]) -> _Answer:
        """Return what `find` answers about this state of the record, asked once for `key` while it is remembered."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                known: _Answer = self._answers[key]
                return known
        answer = find()
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return answer

    def _counted(self, name: str) -> tuple[Array, Array]:
        """Return the counts by value of all that stands before some positions, and these: where months begin, or years."""
        step = 1 if self.width(name) <= _WIDE else 12
        if name not in self._by_month:
            self._by_month[name] = _running(self._month_counts(name, {}, step))
        return self._by_month[name], self._stops(step)

    def _stops(self, step: int) -> Array:
        """Return where each month, or each `step` of them, begins and the last ends."""
        return self.starts if step == 1 else np.append(self.starts[:-1:step], self.starts[-1])

    def _month_counts(self, name: str, known: dict[int, Array], step: int = 1) -> Array:
        """Count every month, or `step` of them together, by value; months `known` by number need no counting."""
        width, stops = max([self.width(name), *(len(row) for row in list(known.values())[:1])]), self._stops(step)
        rows = np.zeros((len(stops) - 1, width), dtype="i4")
        for number, month in enumerate(self.months[::step]):
            if month in known:
                rows[number, : len(known[month])] = known[month]
            else:
                rows[number] = np.bincount(self.values(name, int(stops[number]), int(stops[number + 1])), minlength=width)
        return rows

    def _take_over(self, before: "Held") -> None:
        """Count only the months that have changed since another state of the record."""
        same = {month: number for number, month in enumerate(before.months) if before.stamps[month] == self.stamps.get(month)}
        for name, upto in before._by_month.items():
            if len(upto) != len(before.starts) or self.width(name) > _WIDE:
                continue  # by year: counted anew
            counts = np.diff(upto, axis=0)
            rows = self._month_counts(name, {month: counts[row] for month, row in same.items()})
            self._widths[name] = rows.shape[1]
            self._by_month[name] = _running(rows)


_latest = Held({}, join([]), {})
_reading = threading.Lock()


def held() -> Held:
    """Return the record as it stands: one query, and another where something has changed since this process last asked.

    A request reads it once, so that all of a page counts one state of the record.
    """
    return once("held", _now)


def _now() -> Held:
    global _latest
    now = dict(MonthColumns.objects.order_by("month").values_list("month", "stamp"))
    if now == _latest.stamps:
        return _latest
    with _reading:  # one thread reads, the others wait for what it finds
        if now != _latest.stamps:
            _latest = _read(_latest, now)
        return _latest


def _read(before: Held, now: dict[int, int]) -> Held:
    """Return the state that `now` stamps, taking over from `before` the months that are the same."""
    same = {month for month, stamp in now.items() if before.stamps.get(month) == stamp}
    rows = MonthColumns.objects.all()
    if len(now) - len(same) <= _SOME:
        rows = rows.filter(month__in=set(now) - same)
    fresh = {month: (stamp, unpack(bytes(data))) for month, stamp, data in rows.values_list("month", "stamp", "data")}
    starts = dict(zip(before.months, zip(before.starts, before.starts[1:], strict=False), strict=True))
    parts: list[Columns] = []
    stamps: dict[int, int] = {}
    sizes: dict[int, int] = {}
    run: list[int] = []  # the stretch of unchanged months that is being gathered, as positions of `before`

    def close() -> None:
        if run:
            parts.append(stretch(before.columns, run[0], run[1]))
            run.clear()

    for month in sorted(now):
        if month in fresh:
            close()
            stamps[month], columns = fresh[month]
            parts.append(columns)
            sizes[month] = len(columns)
        elif month in same:
            first, last = (int(position) for position in starts[month])
            stamps[month], sizes[month] = now[month], last - first
            if run and run[1] == first:
                run[1] = last
            else:
                close()
                run[:] = [first, last]
    close()
    return Held(stamps, join(parts), sizes, before)


def _running(rows: Array) -> Array:
    """Return rows added up from above, with a row of zeros first."""
    total = np.zeros((rows.shape[0] + 1, rows.shape[1]), dtype="i4")
    np.cumsum(rows, axis=0, out=total[1:])
    return total
