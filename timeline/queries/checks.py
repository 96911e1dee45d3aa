"""What the record holds beside engagements that are about to be saved, for the checks to compare: three queries."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from timeline import partial_dates
from timeline.checks import Beside, Edition, Elsewhere, Namesake, Told
from timeline.models import Attendance, Engagement, Venue

_MOST = 100  # rows of each sort: a warning needs one
_NEIGHBOURS = 3  # editions on either side: further ones that are out of order show there


def beside(told: Sequence[Told]) -> Beside:
    """Return what stands beside these engagements."""
    return Beside(_elsewhere(told), _editions(told), _venues(told))


def as_shown(engagement: Engagement) -> Told:
    """Return an engagement as it is shown."""
    return Told(
        engagement=engagement.pk,
        start=engagement.start,
        end=engagement.end,
        place=engagement.place_id,
        place_name=engagement.place.name if engagement.place else "",
        country=engagement.country_id or "",
        venue=engagement.venue_id,
        venue_name=engagement.venue.folded if engagement.venue else "",
        series=engagement.series_id,
        edition=engagement.edition,
        people=tuple(engagement.attendances.values_list("person", flat=True)),
        within=engagement.within_id,
    )


def _elsewhere(told: Sequence[Told]) -> tuple[Elsewhere, ...]:
    same = Q(pk__in=())
    for one in told:
        days = partial_dates.bounds(one.start, one.end)
        if one.people and one.place and days:
            same |= Q(person__in=one.people, engagement__earliest=days[0], engagement__latest=days[1])
    present = Attendance.objects.filter(same, engagement__withdrawn_at__isnull=True, engagement__place__isnull=False)
    fields = ("id", "title", "start", "end", "place", "place__name", "within")
    rows = present.order_by("engagement").values_list("person", "person__name", *(f"engagement__{name}" for name in fields))
    return tuple(Elsewhere(*row) for row in rows[:_MOST])


def _editions(told: Sequence[Told]) -> tuple[Edition, ...]:
    near = Q(pk__in=())
    for one in told:
        if one.series and one.edition:
            near |= Q(series=one.series, edition__range=(one.edition - _NEIGHBOURS, one.edition + _NEIGHBOURS))
    rows: Iterable[tuple[Any, ...]] = (
        Engagement.objects.shown()
        .filter(near)
        .order_by("edition", "id")
        .values_list("series", "edition", "pk", "title", "start", "end", "within")[:_MOST]
    )
    return tuple(Edition(*row) for row in rows)


def _venues(told: Sequence[Told]) -> tuple[Namesake, ...]:
    named = Q(folded__in={one.venue_name for one in told if one.venue_name}) | Q(pk__in={one.venue for one in told if one.venue})
    rows = Venue.objects.filter(named, place__country__isnull=False, merged_into=None).order_by("pk")
    fields = ("pk", "folded", "place__name", "place__country", "place__country__name")
    return tuple(Namesake(*row) for row in rows.values_list(*fields)[:_MOST])
