"""What a filter selects of the record's columns: positions, counts by any column, the most important."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from timeline.folding import fold
from timeline.models import Attendance, Organisation, Place, Series, Topic, ids_with_words
from timeline.queries.earlier import as_known, with_people, with_words
from timeline.queries.filter import Filter
from timeline.queries.held import Held
from timeline.summaries.columns import KINDS, STATUSES, Array, country_number, spread

_NONE = np.zeros(0, dtype="i8")


@dataclass(frozen=True, slots=True)
class Selection:
    """Engagements of one state of the record, in the order of their first day and id.

    `carried` began before the window and reach into it; the others follow: all positions from `first` up to `last`, or, where
    something but dates is asked for, those in `begun`.
    """

    held: Held
    carried: Array
    first: int
    last: int
    begun: Array | None = None

    def __len__(self) -> int:
        return len(self.carried) + (self.last - self.first if self.begun is None else len(self.begun))

    @property
    def positions(self) -> Array:
        """Every position selected, in order."""
        rest = np.arange(self.first, self.last) if self.begun is None else self.begun
        return np.concatenate([self.carried, rest]) if len(self.carried) else rest

    def column(self, name: str) -> Array:
        """Return the values of a flat column, position by position."""
        values: Array = getattr(self.held.columns, name)
        if self.begun is not None:
            return values[self.positions]
        rest = values[self.first : self.last]
        return np.concatenate([values[self.carried], rest]) if len(self.carried) else rest

    def count(self, name: str) -> Array:
        """Count the engagements by the values of a column: entry v says how many have the value v."""
        if self.begun is None:
            rest = self.held.count(name, self.first, self.last)
            return rest + count_at(self.held, name, self.carried, len(rest)) if len(self.carried) else rest
        return count_at(self.held, name, self.positions)

    def where(self, mask: Array) -> "Selection":
        """Keep the positions whose entry in `mask`, one per selected position, is true."""
        return replace(self, carried=_NONE, begun=self.positions[mask])

    def top(self, limit: int, *, newest: bool = False) -> Array:
        """Return the positions of the most important, most important first; of equals those that begin first, or last."""
        importance = self.column("importance")
        at_least = np.cumsum(np.bincount(importance, minlength=1)[::-1])[::-1]
        enough = np.flatnonzero(at_least >= limit)
        bound = int(enough[-1]) if len(enough) else 0
        above, ties = np.flatnonzero(importance > bound), np.flatnonzero(importance == bound)
        room = limit - len(above)
        days = self.column("earliest") if newest else None
        if len(ties) > room:
            ties = ties[:room] if days is None else ties[days[ties] >= days[ties[-room]]]
        best = np.concatenate([above, ties])
        begun = best if days is None else -days[best]
        order = np.lexsort((best, begun, -importance[best].astype("i2")))[:limit]
        return self.positions_at(best[order])

    def ranked(self, *keys: str, limit: int) -> Array:
        """Return the positions that come first by `keys`, columns of which a minus turns the order round; then by id.

        The first key is `earliest` or `-earliest`, or the selection small.
        """
        places = np.arange(len(self))
        if len(places) > limit and keys[0].lstrip("-") == "earliest":
            days = self.column("earliest")
            edge = days[limit - 1] if keys[0] == "earliest" else days[-limit]
            places = np.flatnonzero(days <= edge if keys[0] == "earliest" else days >= edge)
        columns = [self.column(key.lstrip("-"))[places].astype("i8") * (-1 if key.startswith("-") else 1) for key in keys]
        order = np.lexsort((self.column("id")[places], *reversed(columns)))[:limit]
        return self.positions_at(places[order])

    def positions_at(self, places: Array) -> Array:
        """Return the positions that stand at `places`, counted from 0, of the selection."""
        if self.begun is not None or len(self.carried):
            return self.positions[places]
        return places + self.first

    def ids(self, positions: Array) -> list[int]:
        """Return the ids of positions, in their order."""
        found: list[int] = self.held.columns.id[positions].tolist()
        return found


def select(wanted: Filter, *, of: Held | None = None) -> Selection:
    """Select the shown engagements that a filter asks for, as `filter.matching` does in the database."""
    now = of or as_known(wanted.asof)
    begun = _narrowed(now, wanted)
    if not wanted.has_window:
        return Selection(now, _NONE, 0, len(now), begun)
    latest = now.columns.latest
    first = wanted.first.toordinal() if wanted.first else 0
    last = wanted.last.toordinal() if wanted.last else date.max.toordinal()
    high = max(int(now.columns.begins(last, side="right")), now.dated)
    low = min(max(int(now.columns.begins(first)), now.dated), high)
    if begun is None:
        carried = np.flatnonzero(latest[now.dated : low] >= first) + now.dated
        return Selection(now, carried, low, high)
    cuts = np.searchsorted(begun, [now.dated, low, high])
    before = begun[cuts[0] : cuts[1]]
    return Selection(now, before[latest[before] >= first], low, high, begun[cuts[1] : cuts[2]])


def count_at(now: Held, name: str, positions: Array, width: int = 0) -> Array:
    """Count positions by the values of a column."""
    lists = now.lists(name)
    values = lists.values[spread(lists, positions)] if lists else getattr(now.columns, name)[positions]
    return np.bincount(values, minlength=width)


def _narrowed(now: Held, wanted: Filter) -> Array | None:
    """Return the positions of all dates that a filter asks for; None when it asks for all."""
    anytime = wanted.between(None, None)
    if not anytime.narrows:
        return None
    return now.remember(anytime, lambda: np.flatnonzero(_mask(now, anytime)))


def _mask(now: Held, wanted: Filter) -> Array:
    columns, mask = now.columns, np.ones(len(now), dtype=bool)
    if wanted.country:
        mask &= _any(now, [_countries(now, value) for value in wanted.country])
    if wanted.org:
        ids = Organisation.objects.filter(acronym__in=wanted.org).values_list("pk", flat=True)
        series = Series.objects.filter(organisation__acronym__in=wanted.org).values_list("pk", flat=True)
        mask &= _any(now, [_having(now, "organisation", ids), _is_one_of(columns.series, series)])
    if wanted.topic:
        mask &= _having(now, "topic", Topic.objects.filter(name__in=wanted.topic).values_list("pk", flat=True))
    if wanted.person:
        mask &= _with_people(now, wanted.person)
    if wanted.q:
        mask &= now.remember(("words", wanted.q), lambda: _with_words(now, fold(wanted.q)))
    if wanted.place or wanted.box:
        mask &= _where(now, wanted)
    if wanted.series:
        mask &= _is_one_of(columns.series, wanted.series)
    if wanted.kind:
        mask &= _is_one_of(columns.kind, [KINDS[kind] for kind in wanted.kind])
    if wanted.status:
        mask &= _is_one_of(columns.status, [STATUSES[status] for status in wanted.status])
    return mask


def _where(now: Held, wanted: Filter) -> Array:
    """Mark the engagements at the places, and in the area of the map, that a filter asks for."""
    places = now.columns.place
    mask = _is_one_of(places, wanted.place) if wanted.place else np.ones(len(now), dtype=bool)
    if wanted.box:
        there = Place.objects.filter(wanted.box.of_places).values_list("pk", flat=True)
        mask &= np.isin(places, np.fromiter(there, dtype="i8"))
    return mask


def _any(now: Held, masks: Iterable[Array]) -> Array:
    found = np.zeros(len(now), dtype=bool)
    for mask in masks:
        found |= mask
    return found


def _countries(now: Held, value: str) -> Array:
    """Mark the engagements of one country, or of every country of a pair."""
    mask = np.ones(len(now), dtype=bool)
    for code in value.split("-"):
        mask &= _having(now, "country", [country_number(code)])
    return mask


def _having(now: Held, name: str, wanted: Iterable[int]) -> Array:
    """Mark the engagements of which a list column holds any of the values."""
    mask = np.zeros(len(now), dtype=bool)
    mask[now.owners(name)[_is_one_of(getattr(now.columns, name).values, wanted)]] = True
    return mask


def _is_one_of(values: Array, wanted: Iterable[int]) -> Array:
    mask = np.zeros(len(values), dtype=bool)
    for value in wanted:
        if value <= np.iinfo(values.dtype).max:  # an id that no column can hold is nobody's
            mask |= values == value
    return mask


def _with_people(now: Held, people: Sequence[int]) -> Array:
    present = Attendance.objects.filter(person__in=people).order_by().values_list("engagement_id", flat=True)
    ids: Array = np.fromiter(present, dtype="i8")
    return np.isin(now.columns.id, with_people(now.earlier, people, ids) if now.earlier else ids)


def _with_words(now: Held, words: str) -> Array:
    if not words:
        return np.ones(len(now), dtype=bool)
    ids: Array = np.fromiter(ids_with_words(words), dtype="i8")
    return np.isin(now.columns.id, with_words(now.earlier, words, ids) if now.earlier else ids)
