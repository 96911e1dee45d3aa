"""What a filter selects of the record's columns: positions, counts by any column, the most important."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from timeline.folding import fold
from timeline.models import Attendance, Organisation, Place, Series, Topic, ids_with_words
from timeline.queries.earlier import as_known, with_people, with_words
from timeline.queries.filter import Filter
from timeline.queries.held import Held
from timeline.summaries.columns import KINDS, STATUSES, Array, country_number, where

_NONE = np.zeros(0, dtype="i8")


@dataclass(frozen=True, slots=True)
class Picked:
    """Engagements of one state of the record, in the order of their first day and id."""

    held: Held
    positions: Array

    def __len__(self) -> int:
        return len(self.positions)

    def column(self, name: str) -> Array:
        """Return the values of a flat column, position by position."""
        found: Array = getattr(self.held.columns, name)[self.positions]
        return found

    def count(self, name: str) -> Array:
        """Count the engagements by the values of a column: entry v says how many have the value v."""
        return np.bincount(self.held.values_at(name, self.positions), minlength=self.held.width(name))

    def where(self, mask: Array) -> "Picked":
        """Keep the positions whose entry in `mask`, one per position, is true."""
        return Picked(self.held, self.positions[mask])

    def ranked(self, *keys: str, limit: int) -> Array:
        """Return the positions that come first by `keys`, columns of which a minus turns the order round; then by id.

        The first key is `earliest` or `-earliest`, or the positions few.
        """
        places = np.arange(len(self))
        if len(places) > limit and keys[0].lstrip("-") == "earliest":
            days = self.column("earliest")
            edge = days[limit - 1] if keys[0] == "earliest" else days[-limit]
            places = np.flatnonzero(days <= edge if keys[0] == "earliest" else days >= edge)
        columns = [self.column(key.lstrip("-"))[places].astype("i8") * (-1 if key.startswith("-") else 1) for key in keys]
        order = np.lexsort((self.column("id")[places], *reversed(columns)))[:limit]
        best: Array = self.positions[places[order]]
        return best

    def ids(self, positions: Array) -> list[int]:
        """Return the ids of positions, in their order."""
        found: list[int] = self.held.columns.id[positions].tolist()
        return found


@dataclass(frozen=True, slots=True)
class Selection:
    """What a window holds of a state of the record, or of a part of it.

    `carried` began before the window and reach into it; all positions from `first` up to `last` follow. What is asked of it
    costs by the window's edges and by what is answered, not by all that lies between.
    """

    held: Held
    carried: Array
    first: int
    last: int

    def __len__(self) -> int:
        return len(self.carried) + self.last - self.first

    @property
    def picked(self) -> Picked:
        """Every position, one by one."""
        return Picked(self.held, self.at(0, len(self)))

    def at(self, begin: int, end: int) -> Array:
        """Return the positions that stand from `begin` up to `end`, counted from 0, in the selection."""
        before = len(self.carried)
        rest = np.arange(self.first + max(begin - before, 0), self.first + max(end - before, 0))
        return np.concatenate([self.carried[begin:end], rest]) if begin < before else rest

    def below(self, position: int) -> int:
        """Count the selected positions lower than one."""
        return int(where(self.carried, position)) + min(max(position - self.first, 0), self.last - self.first)

    def holds(self, ids: Array) -> Array:
        """Say of each id whether it is selected."""
        known, positions = self.held.by_id
        if not len(known):
            return np.zeros(len(ids), dtype=bool)
        at = np.minimum(where(known, ids), len(known) - 1)
        position = positions[at]
        inside = (position >= self.first) & (position < self.last)
        found: Array = (known[at] == ids) & (inside | np.isin(position, self.carried))
        return found

    def count(self, name: str) -> Array:
        """Count the engagements by the values of a column: entry v says how many have the value v."""
        rest = self.held.count(name, self.first, self.last)
        return rest + Picked(self.held, self.carried).count(name) if len(self.carried) else rest

    def top(self, limit: int, *, newest: bool = False) -> Array:
        """Return the positions of the most important, most important first; of equals those that begin first, or last."""
        columns = self.held.columns
        order, starts = self.held.by_importance
        found, room = [self.carried], limit
        for value in range(len(starts) - 2, -1, -1):
            if room <= 0:
                break
            equal = order[starts[value] : starts[value + 1]]
            equal = equal[slice(*where(equal, [self.first, self.last]))]
            if len(equal) > room:
                found.append(equal[where(equal, columns.begins(columns.earliest[equal[-room]])) :] if newest else equal[:room])
            else:
                found.append(equal)
            room -= len(equal)
        best = np.concatenate(found)
        begun = -columns.earliest[best] if newest else columns.earliest[best]
        chosen: Array = best[np.lexsort((best, begun, -columns.importance[best].astype("i2")))[:limit]]
        return chosen

    def ids(self, positions: Array) -> list[int]:
        """Return the ids of positions, in their order."""
        found: list[int] = self.held.columns.id[positions].tolist()
        return found


def select(wanted: Filter, *, of: Held | None = None) -> Selection:
    """Select the shown engagements that a filter asks for, as `filter.matching` does in the database."""
    now, anytime = of or as_known(wanted.asof), wanted.between(None, None)
    if anytime.narrows:
        now = now.part(anytime, partial(_matching, now, anytime))
    return in_window(now, wanted.first, wanted.last) if wanted.has_window else Selection(now, _NONE, 0, len(now))


def in_window(now: Held, first: date | None, last: date | None) -> Selection:
    """Select what can overlap the days from `first` to `last`."""
    begin = first.toordinal() if first else 0
    end = last.toordinal() if last else date.max.toordinal()
    high = max(int(now.columns.begins(end, side="right")), now.dated)
    low = min(max(int(now.columns.begins(begin)), now.dated), high)
    return Selection(now, now.reaching(begin, low), low, high)


def at_place(inside: Selection, place: int) -> Picked:
    """Keep what took place at one place."""
    return inside.picked.where(inside.picked.column("place") == place)


def _matching(now: Held, wanted: Filter) -> Array:
    """Return the positions of all dates that a filter asks for."""
    return np.flatnonzero(matches(now, wanted))


def matches(now: Held, wanted: Filter) -> Array:
    """Mark the engagements that a filter asks for, whatever its dates."""
    # The id 0 is nobody's: in the columns it stands for none.
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
        mask &= _there(now, wanted)
    if wanted.series:
        mask &= _is_one_of(columns.series, filter(None, wanted.series))
    if wanted.kind:
        mask &= _is_one_of(columns.kind, [KINDS[kind] for kind in wanted.kind])
    if wanted.status:
        mask &= _is_one_of(columns.status, [STATUSES[status] for status in wanted.status])
    return mask


def _there(now: Held, wanted: Filter) -> Array:
    """Mark the engagements at the places, and in the area of the map, that a filter asks for."""
    places = now.columns.place
    mask = _is_one_of(places, filter(None, wanted.place)) if wanted.place else np.ones(len(now), dtype=bool)
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
    ids = ids_with_words(words)
    return np.isin(now.columns.id, with_words(now.earlier, words, ids) if now.earlier else ids)
