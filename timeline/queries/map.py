"""What a map shows: places with their counts, the countries that took part, and what has no place to be pinned to."""

from dataclasses import dataclass

import numpy as np
from django.db.models import Q
from django.urls import reverse

from timeline.folding import fold
from timeline.models import Country, Place
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.filter import Filter
from timeline.queries.selection import Selection, select
from timeline.rows import CountryCountRow, EngagementRow, PlaceCountRow, WindowRow
from timeline.summaries.columns import KINDS, STATUSES, Array, country_code
from timeline.vocabulary import Status

MOST_PLACES = 1000  # the map draws those that lie on each other as one
MOST_OFF_MAP = 40
_TO_COME = (Status.PLANNED, Status.POSTPONED)


@dataclass(frozen=True, slots=True)
class MapRows:
    """The rows of one map."""

    places: tuple[PlaceCountRow, ...]  # most engagements first
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


def map_rows(wanted: Filter, window: WindowRow) -> MapRows:
    """Return what a map of `window` shows of what `wanted` asks for."""
    inside = select(wanted.between(window.first, window.last))
    totals = inside.count("place")
    unpinned = _unpinned(len(totals))
    pinned = int(totals[~unpinned].sum())
    totals[unpinned] = 0
    elsewhere = len(inside) - pinned
    country_only = int(np.count_nonzero(_off_map(inside, unpinned).column("host"))) if elsewhere else 0
    return MapRows(
        places=_place_rows(inside, totals),
        countries=_country_rows(inside),
        pinned=pinned,
        country_only=country_only,
        nowhere=elsewhere - country_only,
    )


def off_map_rows(wanted: Filter, window: WindowRow) -> tuple[EngagementRow, ...]:
    """Return the most important engagements of `window` that have no place to be pinned to, by date."""
    inside = select(wanted.between(window.first, window.last))
    elsewhere = _off_map(inside, _unpinned(int(inside.held.columns.place.max(initial=0)) + 1))
    rows = rows_with_ids(elsewhere.ids(elsewhere.top(MOST_OFF_MAP, newest=True)), wanted.asof)
    return tuple(sorted(rows, key=lambda row: (row.earliest or 0, row.id)))


def _unpinned(width: int) -> Array:
    """Mark the ids of places, and 0 for none, that can't be pinned."""
    mask = np.zeros(width, dtype=bool)
    mask[:1] = True
    unknown = Place.objects.filter(Q(latitude=None) | Q(longitude=None), pk__lt=width).order_by()
    mask[list(unknown.values_list("pk", flat=True))] = True
    return mask


def _off_map(inside: Selection, unpinned: Array) -> Selection:
    return inside.where(unpinned[inside.column("place")])


def arc_rows(wanted: Filter, window: WindowRow, place: int) -> tuple[tuple[str, float, float], ...]:
    """Return the capitals (name, latitude, longitude) whose countries took part in `window` at one place, if known as places."""
    inside = select(wanted.between(window.first, window.last))
    counts = inside.where(inside.column("place") == place).count("country")
    codes = [country_code(value) for value in np.flatnonzero(counts).tolist() if value]
    parties = Country.objects.filter(code__in=codes).exclude(capital="")
    capitals = {(fold(capital), code) for capital, code in parties.values_list("capital", "code")}
    known = Place.objects.filter(folded__in={name for name, _ in capitals}, latitude__isnull=False).exclude(pk=place)
    return tuple(
        (one.name, one.latitude or 0.0, one.longitude or 0.0) for one in known if (one.folded, one.country_id) in capitals
    )


def _place_rows(inside: Selection, totals: Array) -> tuple[PlaceCountRow, ...]:
    """Return the places with most engagements, with the kind that is commonest at each and how many are still to come."""
    ranked = [int(place) for place in np.argsort(-totals, kind="stable")[:MOST_PLACES] if totals[place]]
    kinds, planned = _at_places(inside, ranked, len(totals))
    found = Place.objects.filter(pk__in=ranked).values_list("pk", "name", "country_id", "latitude", "longitude")
    places = {values[0]: values for values in found}
    before, _, after = reverse("place-detail", args=[0]).rpartition("0")
    return tuple(
        PlaceCountRow(
            place_id=pk,
            name=places[pk][1],
            country=places[pk][2] or "",
            latitude=places[pk][3] or 0.0,
            longitude=places[pk][4] or 0.0,
            count=int(totals[pk]),
            planned=planned[number],
            kind=kinds[number],
            url=f"{before}{pk}{after}",
        )
        for number, pk in enumerate(ranked)
        if pk in places
    )


def _at_places(inside: Selection, ranked: list[int], width: int) -> tuple[list[str], list[int]]:
    """Return, for each of the ranked places, the commonest kind (of equals the first by name) and the number still to come."""
    number = np.full(width, len(ranked), dtype="i4")
    number[ranked] = np.arange(len(ranked))
    there = number[inside.column("place")]
    by_name = sorted(KINDS)
    order = np.argsort([by_name.index(kind) for kind in KINDS])  # kinds by name, as their numbers in the columns
    counts = np.bincount(there * len(KINDS) + inside.column("kind"), minlength=(len(ranked) + 1) * len(KINDS))
    commonest = counts.reshape(-1, len(KINDS))[:, order].argmax(axis=1)
    status = inside.column("status")
    to_come = (status == STATUSES[_TO_COME[0]]) | (status == STATUSES[_TO_COME[1]])
    planned = np.bincount(there[to_come], minlength=len(ranked) + 1)
    return [by_name[kind] for kind in commonest[: len(ranked)]], planned[: len(ranked)].tolist()


def _country_rows(inside: Selection) -> tuple[CountryCountRow, ...]:
    counts = inside.count("country")
    by_code = {country_code(value): int(counts[value]) for value in np.flatnonzero(counts).tolist() if value}
    known = Country.objects.filter(code__in=by_code).values_list("code", "alpha3", "name")
    rows = (CountryCountRow(code, alpha3, name, by_code[code]) for code, alpha3, name in known)
    return tuple(sorted(rows, key=lambda row: (-row.count, row.name)))
