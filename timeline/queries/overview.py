"""What the overview says of the record beside its timeline and map: figures, a headline, what is due, what was just read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Count, Exists, F, OuterRef

from timeline import wording
from timeline.clock import end_of, today
from timeline.models import Article, Claim, Engagement, Series, Source
from timeline.queries import cadence
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.filter import Filter
from timeline.queries.selection import Picked, select
from timeline.rows import EngagementRow, LinkRow
from timeline.summaries.columns import STATUSES, Array, where
from timeline.vocabulary import Status

LISTED = 6  # rows of each list at the foot
UNCONFIRMED = 4
_LAST_READ = 100  # articles among which those shown as just read are the newest
UNCONFIRMED_FOR = 400  # days a plan without word of what became of it stays among the announced
_SERIES_WEIGHED = 40  # series looked at for what is due
_FEWEST_EDITIONS = 4
_EDITIONS_WEIGHED = 40  # the newest of a series, which tell its pace
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


def overview(asof: date | None = None) -> Overview:
    """Return the parts of the overview that are the same under every filter: asked anew when record or day have changed.

    With `asof` the record is the one known at the end of that day, and what is due or past is so from there.
    """
    day, all_of_it = asof or today(), select(Filter(asof=asof))
    return replace(
        all_of_it.held.remember(("overview", day, asof is None), lambda: _overview(all_of_it.picked, day, asof)),
        read=just_read(asof),
    )


def _overview(shown: Picked, day: date, asof: date | None) -> Overview:
    now = day.toordinal()
    status, latest_day = shown.column("status"), shown.column("latest")
    coming = _is(status, Status.PLANNED) | _is(status, Status.POSTPONED)
    to_come = shown.where(coming & (latest_day >= now))
    passed = shown.where(_is(status, Status.PLANNED) & (latest_day < now) & (latest_day >= now - UNCONFIRMED_FOR))
    begun = (shown.column("earliest") <= now) & (latest_day >= 0)
    past = shown.where(begun & (_is(status, Status.HELD) | _is(status, Status.ONGOING)))
    figures = _figures(shown, len(to_come), day)
    announced = rows_with_ids(to_come.ids(to_come.ranked("earliest", "-importance", limit=LISTED)), asof)
    latest = rows_with_ids(past.ids(past.ranked("-earliest", "-importance", "-id", limit=LISTED)), asof)
    return Overview(
        figures=figures,
        headline=_headline(figures, announced, latest),
        standfirst=_standfirst(figures, asof),
        announced=announced,
        unconfirmed=rows_with_ids(passed.ids(passed.ranked("-latest", "-importance", limit=UNCONFIRMED)), asof),
        latest=latest,
        due=_due(shown, day, asof),
        read=(),
    )


def _is(status: Array, wanted: Status) -> Array:
    found: Array = status == STATUSES[wanted]
    return found


def sources_read() -> int:
    """Count the sources that articles or claims come from."""
    articles, claims = Article.objects.filter(source=OuterRef("pk")), Claim.objects.filter(source=OuterRef("pk"))
    return Source.objects.filter(Exists(articles) | Exists(claims)).count()


def just_read(asof: date | None = None) -> tuple[LinkRow, ...]:
    """Return the articles recorded last, of those read together the newest, with how many engagements each speaks of."""
    every = Article.objects.current_at(end_of(asof)) if asof else Article.objects.current()
    # Ranked among the last by number alone: thousands may have been recorded at one moment.
    last = Article.objects.filter(pk__in=every.order_by("-pk").values("pk")[:_LAST_READ])
    newest = last.order_by("-recorded_at", F("published").desc(nulls_last=True), "-pk")
    articles = list(newest.select_related("source").defer("text", "notes")[:5])
    told = Claim.objects.live_at(end_of(asof)) if asof else Claim.objects.live()
    live = told.filter(article__in=articles).order_by().values("article")
    spoken_of = dict(live.annotate(number=Count("engagement", distinct=True)).values_list("article", "number"))
    return tuple(_article_link(article, spoken_of.get(article.pk, 0)) for article in articles)


def _article_link(article: Article, engagements: int) -> LinkRow:
    published = f", {wording.day(article.published, short=True)}" if article.published else ""
    return LinkRow(
        str(article),
        article.get_absolute_url(),
        engagements,
        f"{article.source.name}{published} · {wording.count(engagements, 'engagement')}",
    )


def _figures(shown: Picked, announced: int, now: date) -> Figures:
    earliest, latest, day = shown.column("earliest"), shown.column("latest"), now.toordinal()
    year = [date(now.year, 1, 1).toordinal(), date(now.year, 12, 31).toordinal() + 1]
    begun = where(earliest, year)
    under_way = _is(shown.column("status"), Status.ONGOING) & (earliest <= day) & (latest >= day)
    return Figures(len(shown), now.year, int(begun[1] - begun[0]), int(np.count_nonzero(under_way)), announced)


def _headline(figures: Figures, announced: tuple[EngagementRow, ...], latest: tuple[EngagementRow, ...]) -> str:
    """Say the finding: what is under way and what comes next, else what happened last, else what the site is."""
    clauses = []
    if figures.under_way:
        is_or_are = "is" if figures.under_way == 1 else "are"
        clauses.append(f"{wording.count(figures.under_way, 'engagement', words=True)} {is_or_are} under way")
    if announced:
        clauses.append(_coming(max(announced[:3], key=lambda row: row.importance), figures.year))
    if not clauses and latest:
        newest = latest[0]
        clauses.append(f"the record runs to {wording.date_range(newest.start, newest.end)}: {newest.short_title}")
    return wording.sentence("; ".join(clauses)) or "Who met whom, when and where, and who says so"


def _coming(row: EngagementRow, this_year: int) -> str:
    where = (
        f" in {row.place or row.country_name}"
        if (row.place or row.country_name) and (row.place or row.country_name) not in row.short_title
        else ""
    )
    when = wording.partial_date(row.start, year=row.start[:4] != str(this_year) or len(row.start) == 4)
    return f"{row.short_title} is due{where} {'on' if len(row.start) == 10 else 'in'} {when}"


def _standfirst(figures: Figures, asof: date | None) -> str:
    if not figures.total and asof:
        return f"Nothing was on record yet at the end of {wording.day(asof)} (UTC)."
    if not figures.total:
        return "Nothing is on record yet. Add an article: what it tells of appears here with the sentences that say so."
    begun = f"{wording.count(figures.this_year, 'engagement', words=True)} on record began in {figures.year}"
    plans = (
        "none is announced for the days to come"
        if not figures.announced
        else (f"{wording.number(figures.announced)} {'is' if figures.announced == 1 else 'are'} announced for the days to come")
    )
    return f"{wording.sentence(begun)}, and {plans}. Every date, place and party opens the words or the report that says so."


def _due(shown: Picked, day: date, asof: date | None) -> tuple[Due, ...]:
    """Return the series whose next edition is nearest, of the weightiest that have met often enough to tell their pace."""
    dated = shown.where(shown.column("latest") >= 0)
    editions = dated.count("series")
    often = [pk for pk in np.flatnonzero(editions >= _FEWEST_EDITIONS).tolist() if pk]
    found = Series.objects.filter(pk__in=often)
    weighed = sorted(found, key=lambda series: (-series.weight, -int(editions[series.pk]), series.name))[:_SERIES_WEIGHED]
    of_series = dated.column("series")
    newest = [dated.ids(dated.positions[np.flatnonzero(of_series == one.pk)[-_EDITIONS_WEIGHED:]]) for one in weighed]
    by_series: dict[int, list[EngagementRow]] = {}
    for row in _edition_rows([pk for ids in newest for pk in ids], asof):
        by_series.setdefault(row.series_id or 0, []).append(row)
    due: list[tuple[int, Due]] = []
    for series in weighed:
        known = by_series.get(series.pk, [])
        gap = cadence.usual_gap(known)
        next_one = cadence.due(known, gap, day)
        if next_one is not None and next_one.months_late < _LAPSED and (next_one.announced is None or not next_one.is_past):
            due.append(_due_entry(series, next_one, gap))
    return tuple(entry for _, entry in sorted(due, key=lambda pair: (pair[0], pair[1].name))[:LISTED])


def _edition_rows(ids: Sequence[int], asof: date | None) -> Iterator[EngagementRow]:
    """Return rows with what tells a series' pace and nothing else: hundreds are read for the few lines shown."""
    if asof is not None:
        yield from sorted(rows_with_ids(ids, asof), key=lambda row: (row.earliest or 0, row.edition or 0, row.id))
        return
    read = Engagement.objects.filter(pk__in=ids).order_by("earliest", "edition", "pk").values(*_EDITION_FIELDS, "place__name")
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
