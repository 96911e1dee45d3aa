"""The record as it was known at the end of a day: the columns of what is the same since, and the earlier states of the rest."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import numpy as np

from timeline.clock import end_of
from timeline.models import EarlierState, Engagement, Redirect
from timeline.queries.held import Attended, Earlier, Held, held
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


def changed_since(asof: date | None) -> int:
    """Count the engagements that were recorded, changed or hidden after the day as of which the record is asked for."""
    earlier = as_known(asof).earlier
    return earlier.since if earlier else 0


def _go_back(now: Held, moment: datetime) -> Held:
    """Take out of the columns what has changed after a moment, and put in what it showed then."""
    later = np.fromiter(Engagement.objects.filter(changed_at__gt=moment).order_by().values_list("pk", flat=True), dtype="i8")
    states = list(EarlierState.objects.at(moment).order_by().values_list(*_FIELDS))
    leads = _leads()
    entries = [_entry(values, leads) for values in states]
    columns = in_order(join([without(now.columns, later), of_entries(entries)]))
    ids = np.fromiter((entry.id for entry in entries), dtype="i8")
    attended = tuple(one for values in states for one in _attended(values, leads["person"]))
    since = np.union1d(now.columns.id[np.isin(now.columns.id, later)], ids)
    return Held({}, columns, _sizes(columns), earlier=Earlier(moment, ids, attended, len(since)))


def _leads() -> dict[str, dict[int, int]]:
    """Return where the ids of merged places, series and people lead, by sort: who and what is meant is as it is known now."""
    leads: dict[str, dict[int, int]] = {"place": {}, "series": {}, "person": {}}
    for thing, old, new in Redirect.objects.filter(thing__in=leads).values_list("thing", "old_id", "new_id"):
        leads[thing][old] = new
    return leads


def _entry(values: tuple[Any, ...], leads: Mapping[str, Mapping[int, int]]) -> Entry:
    """Return a state as an entry of the columns."""
    *flat, place, host, series, sources, parties, topics, _ = values
    countries = [key for key, _ in parties if isinstance(key, str)]
    organisations = [key for key, _ in parties if isinstance(key, int)]
    there, within = leads["place"].get(place, place), leads["series"].get(series, series)
    rest: tuple[Any, ...] = (there, host, within, sources, countries, organisations, topics)
    return Entry(*flat, *rest)


def _attended(values: tuple[Any, ...], leads: Mapping[int, int]) -> Iterator[Attended]:
    """Return who was present in a state, each person once."""
    engagement, day, *_, people = values
    known = {leads.get(person, person): said for person, *said in people}
    return (Attended(engagement, person, office, party, day or 0) for person, (office, party) in known.items())


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
    wanted = frozenset(people)
    there = np.fromiter((one.engagement for one in earlier.attended if one.person in wanted), dtype="i8")
    return np.concatenate([now[~np.isin(now, earlier.ids)], there])
