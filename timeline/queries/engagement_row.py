"""How an engagement of the record becomes an EngagementRow: what to load with it, and the row."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from timeline.clock import today
from timeline.models import Engagement, Participation
from timeline.rows import EngagementRow, PartyRow
from timeline.vocabulary import Status


def with_row_relations(engagements: QuerySet[Engagement]) -> QuerySet[Engagement]:
    """Load what a row needs: two further queries however many engagements there are."""
    parties = Participation.objects.select_related("country", "organisation").order_by("id")
    return engagements.select_related("place", "country", "venue", "series").prefetch_related(
        Prefetch("participations", queryset=parties), "topics"
    )


def rows_of(engagements: QuerySet[Engagement]) -> tuple[EngagementRow, ...]:
    """Return the rows of the engagements, in their order."""
    return tuple(engagement_row(engagement) for engagement in with_row_relations(engagements))


def engagement_row(engagement: Engagement) -> EngagementRow:
    """Return the row of one engagement whose relations are loaded."""
    place, country = engagement.place, engagement.country
    return EngagementRow(
        id=engagement.pk,
        url=engagement.get_absolute_url(),
        title=engagement.title,
        short_title=engagement.short_title or engagement.title,
        kind=engagement.kind,
        status=engagement.status,
        start=engagement.start,
        end=engagement.end,
        earliest=engagement.earliest,
        latest=engagement.latest,
        place_id=engagement.place_id,
        place=place.name if place else "",
        country=engagement.country_id or "",
        country_name=country.name if country else "",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        venue=engagement.venue.name if engagement.venue else "",
        series_id=engagement.series_id,
        series=engagement.series.name if engagement.series else "",
        edition=engagement.edition,
        within_id=engagement.within_id,
        importance=engagement.importance,
        source_count=engagement.source_count,
        is_unconfirmed=is_unconfirmed(engagement),
        parties=party_rows(engagement.participations.all()),
        topics=tuple(topic.name for topic in engagement.topics.all()),
    )


def is_unconfirmed(engagement: Engagement) -> bool:
    """Say whether it was planned, its day has passed, and no source says what became of it."""
    return engagement.status == Status.PLANNED and engagement.latest is not None and engagement.latest < today().toordinal()


def party_rows(participations: Iterable[Participation]) -> tuple[PartyRow, ...]:
    """Return the parties, countries before organisations, otherwise in the order they were recorded."""
    rows = [_party_row(participation) for participation in participations]
    return tuple(sorted(rows, key=lambda row: row.is_organisation))


def _party_row(participation: Participation) -> PartyRow:
    if country := participation.country:
        return PartyRow(country.code, country.name, False, participation.role, country.get_absolute_url())
    organisation = participation.organisation
    assert organisation is not None  # the database knows one or the other
    return PartyRow(organisation.acronym, organisation.name, True, participation.role, organisation.get_absolute_url())
