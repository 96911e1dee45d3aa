"""The record as it was known at the end of a day: the columns of what is the same since, and the earlier states of the rest."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import numpy as np

from timeline.clock import end_of
from timeline.models import EarlierState, Engagement
from timeline.queries.filter import Filter
from timeline.queries.held import Earlier, Held, held
from timeline.summaries.columns import Array, Columns, Entry, in_order, join, month_of, of_entries, without

_KEPT = 2  # days remembered of the newest state of the record: each is as large as the record
_FIELDS = (
    "engagement_id", "earliest", "latest", "importance", "kind", "status", "start", "place_id", "country_id", "series_id",
    "source_count", "parties", "topics", "people",
)  # fmt: skip

_known: OrderedDict[date, Held] = OrderedDict()
_of: Held | None = None  # the state of the record that the days remembered go back from
_lock = threading.Lock()


def as_known(asof: date | None) -> Held:
    """Return the record as known at the end of a day; without one, as it stands."""
    global _of
    now = held()
    if asof is None:
        return now
    with _lock:  # one thread goes back, the others wait for what it finds
        if _of is not now:
            _known.clear()
            _of = now
        if asof not in _known:
            _known[asof] = _go_back(now, end_of(asof))
        _known.move_to_end(asof)
        while len(_known) > _KEPT:
            _known.popitem(last=False)
        return _known[asof]


def changed_since(wanted: Filter) -> int:
    """Count the engagements that were recorded, changed or hidden after the day as of which the record is asked for."""
    earlier = as_known(wanted.asof).earlier
    return earlier.since if earlier else 0


def _go_back(now: Held, moment: datetime) -> Held:
    """Take out of the columns what has changed after a moment, and put in what it showed then."""
    later = np.fromiter(Engagement.objects.filter(changed_at__gt=moment).order_by().values_list("pk", flat=True), dtype="i8")
    present: list[tuple[int, int]] = []
    entries = [_entry(values, present) for values in EarlierState.objects.at(moment).order_by().values_list(*_FIELDS)]
    columns = in_order(join([without(now.columns, later), of_entries(entries)]))
    ids = np.fromiter((entry.id for entry in entries), dtype="i8")
    pairs = np.array(present, dtype="i8").reshape(-1, 2)
    since = np.union1d(now.columns.id[np.isin(now.columns.id, later)], ids)
    return Held({}, columns, _sizes(columns), earlier=Earlier(moment, ids, pairs[:, 0], pairs[:, 1], len(since)))


def _entry(values: tuple[Any, ...], present: list[tuple[int, int]]) -> Entry:
    """Return a state as an entry of the columns, and note who was present."""
    *_, parties, topics, people = values
    present += [(person, values[0]) for person, *_ in people]
    countries = [key for key, _ in parties if isinstance(key, str)]
    organisations = [key for key, _ in parties if isinstance(key, int)]
    lists: tuple[Any, ...] = (countries, organisations, topics)
    return Entry(*values[:-3], *lists)


def _sizes(columns: Columns) -> dict[int, int]:
    """Count the engagements of each month."""
    days, numbers = np.unique(columns.earliest, return_counts=True)
    sizes: Counter[int] = Counter()
    for day, number in zip(days.tolist(), numbers.tolist(), strict=True):
        sizes[month_of(day or None)] += number
    return dict(sizes)


def with_words(earlier: Earlier, words: str, now: Array) -> Array:
    """Return the ids of engagements that had these folded words, given those that have them `now`."""
    states = EarlierState.objects.having(words).at(earlier.moment).order_by().values_list("engagement_id", flat=True)
    return np.concatenate([now[~np.isin(now, earlier.ids)], np.fromiter(states, dtype="i8")])


def with_people(earlier: Earlier, people: Iterable[int], now: Array) -> Array:
    """Return the ids of engagements that any of the people attended, given those that they attended as it stands `now`."""
    there = earlier.present[np.isin(earlier.people, np.fromiter(people, dtype="i8"))]
    return np.concatenate([now[~np.isin(now, earlier.ids)], there])
