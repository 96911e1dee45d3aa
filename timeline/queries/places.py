"""Places: the index with counts, and one place's page with its venues."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, QuerySet

from timeline import wording
from timeline.clock import end_of
from timeline.models import EarlierState, Place, Venue
from timeline.queries import tallies
from timeline.queries.filter import Filter, standing
from timeline.queries.index import index_page, named
from timeline.queries.tallies import Tally
from timeline.rows import EngagementRow, LinkRow


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything the page of one place shows."""

    id: int
    name: str
    aliases: tuple[str, ...]
    country: LinkRow | None
    coordinates: str
    geoname_id: int | None
    is_on_map: bool
    standfirst: str
    tally: Tally
    venues: tuple[LinkRow, ...]
    countries: tuple[LinkRow, ...]
    series: tuple[LinkRow, ...]
    upcoming: tuple[EngagementRow, ...]
    latest: tuple[EngagementRow, ...]


def place_index(words: str, page: int | str, asof: date | None = None) -> tuple[Page[int], tuple[LinkRow, ...]]:
    """Return one page of the places whose name or alias holds every word, most met at first, by the record as known on a day."""
    found = named(Place.objects.filter(merged_into=None), words).select_related("country")
    chosen, places = index_page(found, tallies.counts_of(Filter(asof=asof), "place"), page)
    return chosen, tuple(
        LinkRow(place.name, place.get_absolute_url(), number, detail=place.country.name if place.country else "at sea")
        for place, number in places
    )


def place_page(pk: int, asof: date | None = None) -> PlacePage | None:
    """Return the page of place `pk`, or None when there is none; with a day, the engagements as known at its end."""
    place = Place.objects.select_related("country").prefetch_related("aliases").filter(pk=pk, merged_into=None).first()
    if place is None:
        return None
    wanted = Filter(place=(pk,), asof=asof)
    counted = tallies.tally(wanted)
    country = place.country
    return PlacePage(
        id=place.pk,
        name=place.name,
        aliases=tuple(alias.text for alias in place.aliases.all()),
        country=LinkRow(country.name, country.get_absolute_url(), code=country.code) if country else None,
        coordinates=coordinates(place.latitude, place.longitude),
        geoname_id=place.geoname_id,
        is_on_map=place.latitude is not None,
        standfirst=_standfirst(counted),
        tally=counted,
        venues=_venues(pk, asof),
        countries=tallies.countries(wanted),
        series=tallies.series(wanted),
        upcoming=tallies.upcoming(wanted),
        latest=tallies.latest(wanted),
    )


def coordinates(latitude: float | None, longitude: float | None) -> str:
    """Write coordinates to a tenth of a degree, about 10 km: `36.1° N, 120.4° E`; empty when there are none."""
    if latitude is None or longitude is None:
        return ""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.1f}° {north}, {abs(longitude):.1f}° {east}"


def _venues(pk: int, asof: date | None) -> tuple[LinkRow, ...]:
    """Rank the venues where something on record took place; the others are known only to the reader of articles."""
    here: list[QuerySet[Any]] = [standing(asof), *([EarlierState.objects.at(end_of(asof))] if asof else [])]
    counts: Counter[int] = Counter()
    for found in here:
        counts.update(dict(found.filter(venue__place=pk).order_by().values_list("venue").annotate(number=Count("pk"))))
    venues = Venue.objects.filter(place_id=pk).order_by("name")
    rows = (LinkRow(venue.name, "", counts[venue.pk]) for venue in venues if venue.pk in counts)
    return tuple(sorted(rows, key=lambda row: -row.count))


def _standfirst(counted: Tally) -> str:
    if not counted.total:
        return "No engagement on record here yet."
    number = wording.sentence(wording.count(counted.total, "engagement", words=True))
    return f"{number} on record here. {counted.in_words}".strip()
