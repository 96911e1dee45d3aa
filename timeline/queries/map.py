"""What a map shows: places with their counts, the countries that took part, and what has no place to be pinned to."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q
from django.urls import reverse

from timeline.folding import fold
from timeline.models import Country, Place
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.filter import Filter
from timeline.queries.held import Held
from timeline.queries.once import countries, once
from timeline.queries.selection import Selection, at_place, in_window, select
from timeline.rows import CountryCountRow, EngagementRow, PlaceCountRow, WindowRow
from timeline.summaries.columns import KINDS, STATUSES, Array, country_code
from timeline.vocabulary import Status

MOST_PLACES = 1000  # the map draws those that lie on each other as one
MOST_IN_TABLE = 60  # of the places, where they are a table
MOST_OFF_MAP = 12
BESIDE_MAP = 7
_TO_COME = (Status.PLANNED, Status.POSTPONED)


@dataclass(frozen=True, slots=True)
class MapRows:
    """The rows of one map."""

    places: tuple[PlaceCountRow, ...]  # most engagements first; of all `place_count` as many as were asked for
    place_count: int
    countries: tuple[CountryCountRow, ...]
    pinned: int  # engagements at the places
    country_only: int  # a country is stated, no place in it
    nowhere: int  # at sea, by video, in several countries, or not stated

    @property
    def total(self) -> int:
        """All engagements of the window."""
        return self.pinned + self.off_map

    @property
    def off_map(self) -> int:
        """Engagements that are not on the map."""
        return self.country_only + self.nowhere


@dataclass(frozen=True, slots=True)
class AroundMap:
    """The engagements listed with a map, by date: beside it, and those that can't be pinned."""

    beside: tuple[EngagementRow, ...]
    off: tuple[EngagementRow, ...]


def map_rows(wanted: Filter, window: WindowRow, *, limit: int = MOST_PLACES) -> MapRows:
    """Return what a map of `window` shows of what `wanted` asks for, with at most `limit` places."""
    inside = select(wanted.between(window.first, window.last))
    totals, unpinned = inside.count("place"), _unpinned(inside.held)
    elsewhere = int(totals[unpinned].sum())
    totals[unpinned] = 0
    nowhere = int(_off_map(inside.held, unpinned, window).count("host")[0]) if elsewhere else 0
    return MapRows(
        places=_place_rows(inside, totals, window, limit, wanted.asof),
        place_count=int(np.count_nonzero(totals)),
        countries=_country_rows(inside),
        pinned=len(inside) - elsewhere,
        country_only=elsewhere - nowhere,
        nowhere=nowhere,
    )


def around_map(wanted: Filter, window: WindowRow, place: int | None) -> AroundMap:
    """Return the engagements that a page lists beside its map and beneath it.

    Beside it stand those at the selected place, else the most important; all by date.
    """
    inside = select(wanted.between(window.first, window.last))
    elsewhere = _off_map(inside.held, _unpinned(inside.held), window)
    off = elsewhere.ids(elsewhere.top(MOST_OFF_MAP, newest=True))
    if place is None:
        beside = inside.ids(inside.top(BESIDE_MAP, newest=True))
    else:
        there = at_place(inside, place)
        beside = there.ids(there.ranked("earliest", "-importance", limit=3 * BESIDE_MAP))
    read = rows_with_ids(list({*beside, *off}), wanted.asof)
    rows = sorted(read, key=lambda row: (row.earliest or 0, -row.importance, row.id))
    return AroundMap(*(tuple(row for row in rows if row.id in listed) for listed in (beside, off)))


def _unpinned(now: Held) -> Array:
    """Return the ids of places, and 0 for none, that can't be pinned."""
    unknown = Place.objects.filter(Q(latitude=None) | Q(longitude=None), pk__lt=now.width("place")).order_by("pk")
    return once(("unpinned", now.width("place")), lambda: np.array([0, *unknown.values_list("pk", flat=True)]))


def _off_map(now: Held, unpinned: Array, window: WindowRow) -> Selection:
    part = now.part(("off map", *unpinned.tolist()), lambda: np.flatnonzero(np.isin(now.columns.place, unpinned)))
    return in_window(part, window.first, window.last)


def arc_rows(wanted: Filter, window: WindowRow, place: int) -> tuple[tuple[str, float, float], ...]:
    """Return the capitals (name, latitude, longitude) whose countries took part in `window` at one place, if known as places."""
    inside = select(wanted.between(window.first, window.last))
    counts = at_place(inside, place).count("country")
    codes = [country_code(value) for value in np.flatnonzero(counts).tolist() if value]
    parties = Country.objects.filter(code__in=codes).exclude(capital="")
    capitals = {(fold(capital), code) for capital, code in parties.values_list("capital", "code")}
    known = Place.objects.filter(folded__in={name for name, _ in capitals}, latitude__isnull=False).exclude(pk=place)
    return tuple(
        (one.name, one.latitude or 0.0, one.longitude or 0.0) for one in known if (one.folded, one.country_id) in capitals
    )


def _place_rows(inside: Selection, totals: Array, window: WindowRow, limit: int, asof: date | None) -> tuple[PlaceCountRow, ...]:
    """Return the places with most engagements, with the kind that is commonest at each and how many are still to come."""
    ranked = [int(place) for place in np.argsort(-totals, kind="stable")[:limit] if totals[place]]
    kinds, planned = _kinds_at(inside, ranked), _to_come(inside.held, window)
    found = Place.objects.filter(pk__in=ranked).values_list("pk", "name", "country_id", "latitude", "longitude")
    places = {values[0]: values for values in found}
    before, _, after = reverse("place-detail", args=[0]).rpartition("0")
    then = f"?asof={asof}" if asof else ""
    return tuple(
        PlaceCountRow(
            place_id=pk,
            name=places[pk][1],
            country=places[pk][2] or "",
            latitude=places[pk][3] or 0.0,
            longitude=places[pk][4] or 0.0,
            count=int(totals[pk]),
            planned=int(planned[pk]),
            kind=kinds[number],
            url=f"{before}{pk}{after}{then}",
        )
        for number, pk in enumerate(ranked)
        if pk in places
    )


def _kinds_at(inside: Selection, ranked: list[int]) -> list[str]:
    """Return the commonest kind at each of the ranked places, of equals the first by name."""
    by_name = sorted(KINDS)
    order = np.array([KINDS[kind] for kind in by_name])
    counts = inside.count("kind at place").reshape(-1, len(KINDS))
    return [by_name[kind] for kind in counts[ranked][:, order].argmax(axis=1)]


def _to_come(now: Held, window: WindowRow) -> Array:
    """Count by place what is still to come of a window."""
    status = now.columns.status
    part = now.part("to come", lambda: np.flatnonzero(np.isin(status, [STATUSES[one] for one in _TO_COME])))
    counts = np.zeros(now.width("place"), dtype="i8")
    found = in_window(part, window.first, window.last).count("place")
    counts[: len(found)] = found
    return counts


def _country_rows(inside: Selection) -> tuple[CountryCountRow, ...]:
    counts = inside.count("country")
    by_code = {country_code(value): int(counts[value]) for value in np.flatnonzero(counts).tolist() if value}
    known = countries()
    rows = (CountryCountRow(code, known[code][1], known[code][0], count) for code, count in by_code.items() if code in known)
    return tuple(sorted(rows, key=lambda row: (-row.count, row.name)))
