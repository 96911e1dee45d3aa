"""What a map shows: places with their counts, the countries that took part, and what has no place to be pinned to."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from timeline.folding import fold
from timeline.models import Country, Participation, Place
from timeline.queries.engagement_row import rows_of
from timeline.queries.filter import Filter, matching
from timeline.rows import CountryCountRow, EngagementRow, PlaceCountRow, WindowRow
from timeline.vocabulary import Status

MOST_PLACES = 300
MOST_OFF_MAP = 40
_PINNED = Q(place__latitude__isnull=False, place__longitude__isnull=False)
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
    inside = matching(wanted.between(window.first, window.last)).order_by()
    columns = ("place_id", "kind", "status")
    counted = inside.filter(_PINNED).values_list(*columns).annotate(number=Count("pk"))
    kinds: dict[int, Counter[str]] = defaultdict(Counter)
    planned: Counter[int] = Counter()
    for place, kind, status, number in counted:
        kinds[place][kind] += number
        planned[place] += number if status in _TO_COME else 0
    elsewhere = inside.exclude(_PINNED).aggregate(
        country_only=Count("pk", filter=Q(country__isnull=False)), nowhere=Count("pk", filter=Q(country__isnull=True))
    )
    return MapRows(
        places=_place_rows(kinds, planned),
        countries=_country_rows(wanted, window),
        pinned=sum(kind.total() for kind in kinds.values()),
        country_only=elsewhere["country_only"],
        nowhere=elsewhere["nowhere"],
    )


def off_map_rows(wanted: Filter, window: WindowRow) -> tuple[EngagementRow, ...]:
    """Return the most important engagements of `window` that have no place to be pinned to, by date."""
    elsewhere = matching(wanted.between(window.first, window.last)).exclude(_PINNED)
    rows = rows_of(elsewhere.order_by("-importance", "-earliest", "pk")[:MOST_OFF_MAP])
    return tuple(sorted(rows, key=lambda row: (row.earliest or 0, row.id)))


def arc_rows(wanted: Filter, window: WindowRow, place: int) -> tuple[tuple[str, float, float], ...]:
    """Return the capitals (name, latitude, longitude) whose countries took part in `window` at one place, if known as places."""
    there = matching(wanted.between(window.first, window.last)).filter(place=place)
    parties = Country.objects.filter(participations__engagement__in=there).exclude(capital="").distinct()
    capitals = {(fold(capital), code) for capital, code in parties.values_list("capital", "code")}
    known = Place.objects.filter(folded__in={name for name, _ in capitals}, latitude__isnull=False).exclude(pk=place)
    return tuple(
        (one.name, one.latitude or 0.0, one.longitude or 0.0) for one in known if (one.folded, one.country_id) in capitals
    )


def _place_rows(kinds: dict[int, Counter[str]], planned: Counter[int]) -> tuple[PlaceCountRow, ...]:
    ranked = sorted(kinds, key=lambda place: (-kinds[place].total(), place))[:MOST_PLACES]
    places = Place.objects.in_bulk(ranked)
    return tuple(
        PlaceCountRow(
            place_id=pk,
            name=places[pk].name,
            country=places[pk].country_id or "",
            latitude=places[pk].latitude or 0.0,
            longitude=places[pk].longitude or 0.0,
            count=kinds[pk].total(),
            planned=planned[pk],
            kind=min(kinds[pk], key=lambda kind: (-kinds[pk][kind], kind)),
            url=reverse("place-detail", args=[pk]),
        )
        for pk in ranked
    )


def _country_rows(wanted: Filter, window: WindowRow) -> tuple[CountryCountRow, ...]:
    inside = matching(wanted.between(window.first, window.last))
    parts = Participation.objects.filter(engagement__in=inside, country__isnull=False).order_by()
    counted = parts.values_list("country_id", "country__alpha3", "country__name").annotate(number=Count("pk"))
    return tuple(CountryCountRow(*entry) for entry in counted.order_by("-number", "country__name"))
