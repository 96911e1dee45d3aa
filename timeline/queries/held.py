"""The record's columns as this process holds them: read once, then only the months that have changed.

Every request asks for the months' stamps once, so what it reads is what stands in the database, whichever process wrote it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import numpy as np
from django.core.signals import request_finished, request_started

from timeline.models import MonthColumns
from timeline.summaries import keeping
from timeline.summaries.columns import Array, Columns, Lists, join, stretch, unpack

_KEPT = 24  # answers remembered of one state of the record
_SOME = 200  # months asked for by number; more are read all together
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What makes a state of the record one of an earlier moment: who of it has changed since."""

    moment: datetime
    ids: Array  # that showed something else then
    people: Array  # who was there, beside where: `present` has the engagement of each of `people`
    present: Array
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
        self.starts = np.cumsum([0, *(sizes[month] for month in self.months)])
        self.dated = sizes.get(0, 0)
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._by_month: dict[str, Array] = {}
        self._owners: dict[str, Array] = {}
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
        """Return the values of a column for positions `first` up to but without `last`."""
        lists = self.lists(name)
        found: Array = lists.of(first, last) if lists else getattr(self.columns, name)[first:last]
        return found

    def count(self, name: str, first: int, last: int) -> Array:
        """Count positions `first` up to but without `last` by the values of a column: whole months are counted already."""
        upto = self._counted(name)
        width = upto.shape[1]
        begin, end = int(np.searchsorted(self.starts, first)), int(np.searchsorted(self.starts, last, side="right")) - 1
        if begin >= end:
            return np.bincount(self.values(name, first, last), minlength=width)
        edges = (first, int(self.starts[begin])), (int(self.starts[end]), last)
        total: Array = upto[end] - upto[begin]
        for one, other in edges:
            if other > one:
                total = total + np.bincount(self.values(name, one, other), minlength=width)
        return total

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

    def _counted(self, name: str) -> Array:
        """Return the counts by value of all months before each month, and of all."""
        if name not in self._by_month:
            self._by_month[name] = _running(self._month_counts(name, {}))
        return self._by_month[name]

    def _month_counts(self, name: str, known: dict[int, Array]) -> Array:
        """Count every month by value; those `known` by number need no counting."""
        width = max(int(getattr(self.lists(name), "values", getattr(self.columns, name)).max(initial=0)) + 1, 1)
        width = max([width, *(len(row) for row in list(known.values())[:1])])
        rows = np.zeros((len(self.months), width), dtype="i4")
        for number, month in enumerate(self.months):
            if month in known:
                rows[number, : len(known[month])] = known[month]
            else:
                rows[number] = np.bincount(
                    self.values(name, int(self.starts[number]), int(self.starts[number + 1])), minlength=width
                )
        return rows

    def _take_over(self, before: "Held") -> None:
        """Count only the months that have changed since another state of the record."""
        same = {month: number for number, month in enumerate(before.months) if before.stamps[month] == self.stamps.get(month)}
        for name, upto in before._by_month.items():
            counts = np.diff(upto, axis=0)
            self._by_month[name] = _running(self._month_counts(name, {month: counts[row] for month, row in same.items()}))


_latest = Held({}, join([]), {})
_reading = threading.Lock()


class _Request(threading.local):
    """What this thread's request has read, so that all of a page counts one state of the record, asked for once."""

    def __init__(self) -> None:
        self.is_open = False
        self.found: tuple[int, Held] | None = None  # and how often the thread had written when it read


_request = _Request()


def held() -> Held:
    """Return the record as it stands: one query, and another where something has changed since this process last asked."""
    if _request.is_open and _request.found is not None and _request.found[0] == keeping.writes():
        return _request.found[1]
    now = _now()
    if _request.is_open:
        _request.found = keeping.writes(), now
    return now


def _open(**kwargs: object) -> None:
    _request.is_open, _request.found = True, None


def _close(**kwargs: object) -> None:
    _request.is_open, _request.found = False, None


request_started.connect(_open)
request_finished.connect(_close)


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
