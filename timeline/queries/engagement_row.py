"""How an engagement of the record becomes an EngagementRow: what to load with it, and the row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import get_script_prefix, reverse

from timeline.clock import end_of, today
from timeline.models import Country, EarlierState, Engagement, Organisation, Participation, Topic
from timeline.rows import EngagementRow, PartyRow
from timeline.vocabulary import Status


def with_row_relations(engagements: QuerySet[Engagement]) -> QuerySet[Engagement]:
    """Load what a row needs: two further queries however many engagements there are."""
    parties = Participation.objects.select_related("country", "organisation").order_by("id")
    return engagements.select_related("place", "country", "venue", "series").prefetch_related(
        Prefetch("participations", queryset=parties), "topics"
    )


_COLUMNS = (
    "pk", "title", "short_title", "kind", "status", "start", "end", "earliest", "latest", "place_id", "place__name",
    "country_id", "country__name", "place__latitude", "place__longitude", "venue__name", "series_id", "series__name", "edition",
    "within_id", "importance", "source_count",
)  # fmt: skip


def rows_of(engagements: QuerySet[Engagement]) -> tuple[EngagementRow, ...]:
    """Return the rows of the engagements, in their order: three queries, and no model instance, which would cost more."""
    read = list(engagements.values_list(*_COLUMNS))
    ids = [values[0] for values in read]
    return _rows(read, _parties(ids), _topics(ids))


def rows_with_ids(ids: Sequence[int], asof: date | None = None, *, with_topics: bool = False) -> tuple[EngagementRow, ...]:
    """Return the rows of the shown engagements with these ids, in the order of the ids; with a day, as known at its end.

    Topics, which lists and charts do not show, are another query.
    """
    if not ids:
        return ()
    shown = Engagement.objects.shown().filter(pk__in=ids).order_by()
    if asof is not None:
        return _rows_known(ids, shown, asof, with_topics=with_topics)
    found = {values[0]: values for values in shown.values_list(*_COLUMNS)}
    read = [found[pk] for pk in ids if pk in found]
    return _rows(read, _parties(list(found)), _topics(list(found)) if with_topics else {})


def _rows_known(ids: Sequence[int], shown: QuerySet[Engagement], asof: date, *, with_topics: bool) -> tuple[EngagementRow, ...]:
    """Return rows as known at the end of a day: of what is the same since from the record, else from its state then."""
    moment = end_of(asof)
    found = {values[0]: values for values in shown.filter(changed_at__lte=moment).values_list(*_COLUMNS)}
    parties, topics = _parties(list(found)), _topics(list(found)) if with_topics else {}
    states = EarlierState.objects.at(moment).filter(engagement__in=ids).order_by()
    lists: dict[int, tuple[list[tuple[str | int, str]], list[int]]] = {}
    for pk, then_there, then_about, *values in states.values_list("engagement_id", "parties", "topics", *_COLUMNS[1:]):
        found[pk], lists[pk] = (pk, *values), (then_there, then_about)
    parties |= _parties_then({pk: there for pk, (there, _) in lists.items()})
    topics |= _topics_then({pk: about for pk, (_, about) in lists.items()}) if with_topics else {}
    return _rows([found[pk] for pk in ids if pk in found], parties, topics, asof)


def _rows(
    read: list[tuple[Any, ...]],
    parties: Mapping[int, Sequence[PartyRow]],
    topics: Mapping[int, Sequence[str]],
    asof: date | None = None,
) -> tuple[EngagementRow, ...]:
    now = (asof or today()).toordinal()
    before, after = _addresses("engagement-detail", get_script_prefix())
    address = before, f"{after}?asof={asof}" if asof else after
    return tuple(_row(values, address, now, parties.get(values[0], ()), topics.get(values[0], ())) for values in read)


def _row(
    values: tuple[Any, ...], address: tuple[str, str], now: int, parties: Sequence[PartyRow], topics: Sequence[str]
) -> EngagementRow:
    (
        pk, title, short_title, kind, status, start, end, earliest, latest, place_id, place, country, country_name, latitude,
        longitude, venue, series_id, series, edition, within, importance, sources,
    ) = values  # fmt: skip
    return EngagementRow(
        pk, f"{address[0]}{pk}{address[1]}", title, short_title or title, kind, status, start, end, earliest, latest, place_id,
        place or "", country or "", country_name or "", latitude, longitude, venue or "", series_id, series or "", edition,
        within, importance, sources, status == Status.PLANNED and latest is not None and latest < now,
        tuple(sorted(parties, key=lambda row: row.is_organisation)), tuple(topics),
    )  # fmt: skip


def _parties(ids: list[int]) -> dict[int, list[PartyRow]]:
    found: dict[int, list[PartyRow]] = defaultdict(list)
    taking_part = Participation.objects.filter(engagement__in=ids).order_by("id")
    names = ("engagement_id", "role", "country_id", "country__name", "organisation__acronym", "organisation__name")
    prefix = get_script_prefix()
    for engagement, role, code, country, acronym, organisation in taking_part.values_list(*names):
        party = (code, country, False) if code else (acronym, organisation, True)
        found[engagement].append(_party(*party, role, prefix))
    return found


def _topics(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    about = Engagement.topics.through.objects.filter(engagement__in=ids)
    for engagement, name in about.order_by("topic__name").values_list("engagement_id", "topic__name"):
        found[engagement].append(name)
    return found


def _parties_then(parties: Mapping[int, Sequence[tuple[str | int, str]]]) -> dict[int, list[PartyRow]]:
    """Return the parties of earlier states, which hold a country's code or an organisation's id, by the names of today."""
    keys = {key for rows in parties.values() for key, _ in rows}
    countries = Country.objects.filter(pk__in=[key for key in keys if isinstance(key, str)])
    organisations = Organisation.objects.filter(pk__in=[key for key in keys if isinstance(key, int)])
    named: dict[str | int, tuple[str, str, bool]]
    named = {code: (code, name, False) for code, name in countries.values_list("pk", "name")}
    named |= {pk: (acronym, name, True) for pk, acronym, name in organisations.values_list("pk", "acronym", "name")}
    prefix = get_script_prefix()
    return {pk: [_party(*named[key], role, prefix) for key, role in rows if key in named] for pk, rows in parties.items()}


def _topics_then(topics: Mapping[int, Sequence[int]]) -> dict[int, list[str]]:
    names = dict(Topic.objects.filter(pk__in={one for about in topics.values() for one in about}).values_list("pk", "name"))
    return {pk: sorted(names[one] for one in about if one in names) for pk, about in topics.items()}


@lru_cache(maxsize=4096)
def _party(code: str, name: str, is_organisation: bool, role: str, prefix: str) -> PartyRow:
    """Return the row of a party; `prefix` is where the site stands, which its address begins with."""
    page = "organisation-detail" if is_organisation else "country-detail"
    return PartyRow(code, name, is_organisation, role, reverse(page, args=[code]))


@lru_cache(maxsize=16)
def _addresses(page: str, prefix: str) -> tuple[str, str]:
    """Return what stands before and after the number in a page's address: asking for each of hundreds costs milliseconds."""
    before, _, after = reverse(page, args=[0]).rpartition("0")
    return before, after


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
