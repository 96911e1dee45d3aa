"""Places: the index with counts, and one place's page with its venues."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from timeline import wording
from timeline.folding import fold
from timeline.models import Engagement, Place, Venue
from timeline.queries import tallies
from timeline.queries.tallies import Tally
from timeline.rows import EngagementRow, LinkRow

PAGE = 100


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


def place_index(words: str, page: int | str) -> tuple[Page[Any], tuple[LinkRow, ...]]:
    """Return one page of the places on record whose name or alias holds every word, most met at first."""
    shown = Q(engagements__withdrawn_at__isnull=True)
    found = (
        Place.objects.filter(merged_into=None)
        .annotate(number=Count("engagements", filter=shown, distinct=True))
        .select_related("country")
    )
    for word in fold(words).split():
        found = found.filter(Q(folded__contains=word) | Q(aliases__folded__contains=word))
    pages = Paginator(found.order_by("-number", "name", "id"), PAGE)
    chosen = pages.get_page(page)
    return chosen, tuple(
        LinkRow(
            place.name,
            place.get_absolute_url(),
            getattr(place, "number", 0),
            detail=place.country.name if place.country else "at sea",
        )
        for place in chosen.object_list
    )


def place_page(pk: int) -> PlacePage | None:
    """Return the page of place `pk`, or None when there is none."""
    place = Place.objects.select_related("country").prefetch_related("aliases").filter(pk=pk, merged_into=None).first()
    if place is None:
        return None
    engagements = Engagement.objects.shown().filter(place_id=pk)
    counted = tallies.tally(engagements)
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
        venues=_venues(pk),
        countries=tallies.countries(engagements),
        series=tallies.series(engagements),
        upcoming=tallies.upcoming(engagements),
        latest=tallies.latest(engagements),
    )


def coordinates(latitude: float | None, longitude: float | None) -> str:
    """Write coordinates to a tenth of a degree, about 10 km: `36.1° N, 120.4° E`; empty when there are none."""
    if latitude is None or longitude is None:
        return ""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.1f}° {north}, {abs(longitude):.1f}° {east}"


def _venues(pk: int) -> tuple[LinkRow, ...]:
    """Rank the venues where something on record took place; the others are known only to the reader of articles."""
    shown = Q(engagements__withdrawn_at__isnull=True)
    venues = Venue.objects.filter(place_id=pk).annotate(number=Count("engagements", filter=shown)).filter(number__gt=0)
    return tuple(LinkRow(venue.name, "", getattr(venue, "number", 0)) for venue in venues.order_by("-number", "name"))


def _standfirst(counted: Tally) -> str:
    if not counted.total:
        return "No engagement on record here yet."
    number = wording.sentence(wording.count(counted.total, "engagement", words=True))
    return f"{number} on record here. {counted.in_words}".strip()
