"""What the overview says of the record beside its timeline and map: figures, a headline, what is due, what was just read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from timeline import wording
from timeline.clock import today
from timeline.models import Article, Engagement, Series, Source
from timeline.queries import cadence
from timeline.queries.engagement_row import rows_of
from timeline.queries.filter import Filter, matching
from timeline.rows import EngagementRow, LinkRow, WindowRow
from timeline.vocabulary import Status

LISTED = 6  # rows of each list at the foot
BESIDE_MAP = 7
UNCONFIRMED = 4
UNCONFIRMED_FOR = 400  # days a plan without word of what became of it stays among the announced
_SERIES_WEIGHED = 40  # series looked at for what is due
_FEWEST_EDITIONS = 4
_EDITION_FIELDS = ("id", "title", "kind", "status", "start", "end", "earliest", "latest", "series_id", "edition")
_UNREAD: dict[str, Any] = {
    "url": "",
    "short_title": "",
    "place_id": None,
    "country": "",
    "country_name": "",
    "latitude": None,
    "longitude": None,
    "venue": "",
    "series": "",
    "within_id": None,
    "importance": 0,
    "source_count": 0,
    "is_unconfirmed": False,
}
_LAPSED = 24  # months late after which a series is taken to sleep


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers beside the headline."""

    total: int
    year: int
    this_year: int
    under_way: int
    announced: int


@dataclass(frozen=True, slots=True)
class Due:
    """A series whose next edition is announced or expected."""

    name: str
    url: str
    edition: str
    when: str
    detail: str
    is_announced: bool
    months_late: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview shows that does not follow the filter."""

    figures: Figures
    headline: str
    standfirst: str
    announced: tuple[EngagementRow, ...]
    unconfirmed: tuple[EngagementRow, ...]
    latest: tuple[EngagementRow, ...]
    due: tuple[Due, ...]
    read: tuple[LinkRow, ...]


def overview() -> Overview:
    """Return the parts of the overview that are the same under every filter."""
    shown, now = Engagement.objects.shown(), today().toordinal()
    figures = _figures()
    planned = shown.filter(status__in=(Status.PLANNED, Status.POSTPONED))
    announced = rows_of(planned.filter(latest__gte=now).order_by("earliest", "-importance", "pk")[:LISTED])
    passed = planned.filter(status=Status.PLANNED, latest__lt=now, latest__gte=now - UNCONFIRMED_FOR)
    latest = rows_of(
        shown.filter(status__in=(Status.HELD, Status.ONGOING), earliest__lte=now).order_by("-earliest", "-importance", "-pk")[
            :LISTED
        ]
    )
    return Overview(
        figures=figures,
        headline=_headline(figures, announced, latest),
        standfirst=_standfirst(figures),
        announced=announced,
        unconfirmed=rows_of(passed.order_by("-latest", "-importance", "pk")[:UNCONFIRMED]),
        latest=latest,
        due=_due(),
        read=just_read(),
    )


def beside_map(wanted: Filter, window: WindowRow, place: int | None) -> tuple[EngagementRow, ...]:
    """Return the engagements listed beside the map: those at the selected place, else the most important, by date."""
    inside = matching(wanted.between(window.first, window.last))
    if place is not None:
        return rows_of(inside.filter(place=place).order_by("earliest", "-importance", "pk")[: 3 * BESIDE_MAP])
    top = rows_of(inside.order_by("-importance", "-earliest", "pk")[:BESIDE_MAP])
    return tuple(sorted(top, key=lambda row: (row.earliest or 0, -row.importance, row.id)))


def sources_read() -> int:
    """Count the sources that articles or claims come from."""
    return Source.objects.filter(Q(articles__isnull=False) | Q(claims__isnull=False)).distinct().count()


def just_read() -> tuple[LinkRow, ...]:
    """Return the articles recorded last, of those read together the newest, with how many engagements each speaks of."""
    articles = (
        Article.objects.current()
        .select_related("source")
        .annotate(spoken_of=Count("claims__engagement", filter=Q(claims__retracted_at__isnull=True), distinct=True))
        .order_by("-recorded_at", F("published").desc(nulls_last=True), "-pk")[:5]
    )
    return tuple(_article_link(article, getattr(article, "spoken_of", 0)) for article in articles)


def _article_link(article: Article, engagements: int) -> LinkRow:
    published = f", {wording.day(article.published, short=True)}" if article.published else ""
    return LinkRow(
        str(article),
        article.get_absolute_url(),
        engagements,
        f"{article.source.name}{published} · {wording.count(engagements, 'engagement')}",
    )


def _figures() -> Figures:
    now = today()
    began = Q(earliest__range=(date(now.year, 1, 1).toordinal(), date(now.year, 12, 31).toordinal()))
    under_way = Q(status=Status.ONGOING, earliest__lte=now.toordinal(), latest__gte=now.toordinal())
    coming = Q(status__in=(Status.PLANNED, Status.POSTPONED), latest__gte=now.toordinal())
    counts = Engagement.objects.shown().aggregate(
        total=Count("pk"),
        this_year=Count("pk", filter=began),
        under_way=Count("pk", filter=under_way),
        announced=Count("pk", filter=coming),
    )
    return Figures(year=now.year, **counts)


def _headline(figures: Figures, announced: tuple[EngagementRow, ...], latest: tuple[EngagementRow, ...]) -> str:
    """Say the finding: what is under way and what comes next, else what happened last, else what the site is."""
    clauses = []
    if figures.under_way:
        is_or_are = "is" if figures.under_way == 1 else "are"
        clauses.append(f"{wording.count(figures.under_way, 'engagement', words=True)} {is_or_are} under way")
    if announced:
        clauses.append(_coming(max(announced[:3], key=lambda row: row.importance)))
    if not clauses and latest:
        newest = latest[0]
        clauses.append(f"the record runs to {wording.date_range(newest.start, newest.end)}: {newest.short_title}")
    return wording.sentence("; ".join(clauses)) or "Who met whom, when and where, and who says so"


def _coming(row: EngagementRow) -> str:
    where = (
        f" in {row.place or row.country_name}"
        if (row.place or row.country_name) and (row.place or row.country_name) not in row.short_title
        else ""
    )
    when = wording.partial_date(row.start, year=row.start[:4] != str(today().year) or len(row.start) == 4)
    return f"{row.short_title} is due{where} {'on' if len(row.start) == 10 else 'in'} {when}"


def _standfirst(figures: Figures) -> str:
    if not figures.total:
        return "Nothing is on record yet. Add an article: what it tells of appears here with the sentences that say so."
    begun = f"{wording.count(figures.this_year, 'engagement', words=True)} on record began in {figures.year}"
    plans = (
        "none is announced for the days to come"
        if not figures.announced
        else (f"{wording.number(figures.announced)} {'is' if figures.announced == 1 else 'are'} announced for the days to come")
    )
    return f"{wording.sentence(begun)}, and {plans}. Every date, place and party opens the words or the report that says so."


def _due() -> tuple[Due, ...]:
    """Return the series whose next edition is nearest, of the weightiest that have met often enough to tell their pace."""
    own = Count("engagements", filter=Q(engagements__withdrawn_at__isnull=True, engagements__earliest__isnull=False))
    weighed = list(
        Series.objects.annotate(editions=own)
        .filter(editions__gte=_FEWEST_EDITIONS)
        .order_by("-weight", "-editions", "name")[:_SERIES_WEIGHED]
    )
    rows = _edition_rows(
        Engagement.objects.shown().filter(series__in=weighed, earliest__isnull=False).order_by("earliest", "edition", "pk")
    )
    by_series: dict[int, list[EngagementRow]] = {}
    for row in rows:
        by_series.setdefault(row.series_id or 0, []).append(row)
    found: list[tuple[int, Due]] = []
    for series in weighed:
        editions = by_series.get(series.pk, [])
        gap = cadence.usual_gap(editions)
        due = cadence.due(editions, gap, today())
        if due is not None and due.months_late < _LAPSED and (due.announced is None or not due.is_past):
            found.append(_due_entry(series, due, gap))
    return tuple(entry for _, entry in sorted(found, key=lambda pair: (pair[0], pair[1].name))[:LISTED])


def _edition_rows(engagements: QuerySet[Engagement]) -> Iterator[EngagementRow]:
    """Return rows with what tells a series' pace and nothing else: hundreds are read for the few lines shown."""
    read = engagements.values(*_EDITION_FIELDS, "place__name")
    for values in read.iterator():
        place = values.pop("place__name") or ""
        yield EngagementRow(**values, **_UNREAD, place=place)


def _due_entry(series: Series, due: cadence.DueRow, gap: int | None) -> tuple[int, Due]:
    """Return what the list says of a series, with the day it is sorted by."""
    edition = due.announced.edition if due.announced else due.last.edition + 1 if due.last.edition else None
    last = f"Last met {wording.date_range(due.last.start, due.last.end, short=True)}"
    where = f", {due.last.place}" if due.last.place else ""
    usual = f"; usually {gap} months apart" if gap else ""
    expected = (due.announced.earliest if due.announced else (due.last.earliest or 0) + round((gap or 0) * 30.44)) or 0
    return expected, Due(
        name=series.name,
        url=series.get_absolute_url(),
        edition=wording.ordinal(edition) if edition else "",
        when=due.when,
        detail=f"{last}{where}{usual}",
        is_announced=due.announced is not None,
        months_late=due.months_late,
    )
