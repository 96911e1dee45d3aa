"""The Sources page: outlets with what was read of them, articles newest first, a page at a time by key."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from timeline.clock import end_of
from timeline.models import Article, Claim, Source
from timeline.models.claims import ClaimQuerySet
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.known import first_day, shown_on
from timeline.rows import EngagementRow, LinkRow
from timeline.vocabulary import Origin

PAGE = 40
REPORTED = 30  # engagements listed under an outlet whose reports were compiled


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in a list."""

    id: int
    url: str
    title: str
    outlet: str
    published: date | None
    dateline: str
    engagements: int
    is_read: bool
    reading: str
    version: int


@dataclass(frozen=True, slots=True)
class ArticleListPage:
    """One page of articles and the outlets beside it."""

    articles: tuple[ArticleRow, ...]
    total: int
    unread: int
    outlets: tuple[LinkRow, ...]  # with articles
    report_outlets: tuple[LinkRow, ...]  # with compiled reports only or too; counts are engagements
    source: LinkRow | None  # the one the list is narrowed to
    reported: tuple[EngagementRow, ...]  # engagements compiled from its reports
    next_key: str


def parse_key(text: str) -> tuple[date | None, int]:
    """Read the key of the last article of a page, `2025-06-26_12` or `_12`; raise ValueError with a sentence when it is none."""
    day, _, pk = text.rpartition("_")
    try:
        return (date.fromisoformat(day) if day else None), int(pk)
    except ValueError:
        raise ValueError(f"“{text[:40]}” is no place in the list of articles.") from None


def source_name(pk: int) -> str | None:
    """Return the name of source `pk`, or None when there is none."""
    return Source.objects.filter(pk=pk).values_list("name", flat=True).first()


def article_list_page(
    source: int | None = None, after: tuple[date | None, int] | None = None, asof: date | None = None
) -> ArticleListPage:
    """Return the articles, newest first and undated last, of one source or all, from after the key on.

    With a day they are those that were on record at its end, with what was read out of them by then.
    """
    current = Article.objects.current_at(end_of(asof)) if asof else Article.objects.current()
    chosen = current.filter(source_id=source) if source else current
    page = list(_after(chosen, after).select_related("source").defer("text")[: PAGE + 1])
    rows = _rows(page[:PAGE], asof)
    counts = chosen.aggregate(all=Count("id"), unread=Count("id", filter=~Q(reading=Article.Reading.READ)))
    last = page[PAGE - 1] if len(page) > PAGE else None
    name = source_name(source) if source else None
    return ArticleListPage(
        articles=rows,
        total=counts["all"],
        unread=counts["unread"],
        outlets=_outlets(current),
        report_outlets=_report_outlets(asof),
        source=LinkRow(name, reverse("article-list")) if name else None,
        reported=_reported(source, asof) if source else (),
        next_key=f"{last.published.isoformat() if last.published else ''}_{last.pk}" if last else "",
    )


def _after(articles: QuerySet[Article], after: tuple[date | None, int] | None) -> QuerySet[Article]:
    ordered = articles.order_by(F("published").desc(nulls_last=True), "-id")
    if after is None:
        return ordered
    published, pk = after
    if published is None:
        return ordered.filter(published__isnull=True, id__lt=pk)
    return ordered.filter(Q(published__lt=published) | Q(published=published, id__lt=pk) | Q(published__isnull=True))


def _live(asof: date | None) -> ClaimQuerySet:
    """Select what is said of engagements that are shown; with a day, what was said at its end of those shown then."""
    if asof is None:
        return Claim.objects.live().filter(engagement__withdrawn_at__isnull=True)
    return Claim.objects.live_at(end_of(asof)).filter(engagement__in=shown_on(asof))


def _rows(articles: list[Article], asof: date | None) -> tuple[ArticleRow, ...]:
    counted = (
        _live(asof)
        .filter(article__in=[article.pk for article in articles])
        .values("article")
        .annotate(engagements=Count("engagement", distinct=True))
        .order_by()
        .values_list("article", "engagements")
    )
    found = dict(counted)
    return tuple(
        ArticleRow(
            id=article.pk,
            url=article.get_absolute_url(),
            title=article.title or "Untitled article",
            outlet=article.source.name,
            published=article.published,
            dateline=article.dateline,
            engagements=found.get(article.pk, 0),
            is_read=article.reading == Article.Reading.READ,
            reading=article.get_reading_display(),
            version=article.version,
        )
        for article in articles
    )


def _outlets(current: QuerySet[Article]) -> tuple[LinkRow, ...]:
    counted = current.values("source_id", "source__name").annotate(count=Count("id")).order_by("-count", "source__name")
    return tuple(_link(row["source_id"], row["source__name"], row["count"]) for row in counted)


def _report_outlets(asof: date | None) -> tuple[LinkRow, ...]:
    counted = (
        _live(asof)
        .filter(origin=Origin.COMPILED, source__isnull=False)
        .values("source_id", "source__name")
        .annotate(count=Count("engagement", distinct=True))
        .order_by("-count", "source__name")
    )
    return tuple(_link(row["source_id"], row["source__name"], row["count"]) for row in counted)


def _link(pk: int, name: str, count: int) -> LinkRow:
    return LinkRow(name, f"{reverse('article-list')}?source={pk}", count)


def _reported(source: int, asof: date | None) -> tuple[EngagementRow, ...]:
    compiled = _live(asof).filter(origin=Origin.COMPILED, source_id=source).values("engagement_id")
    newest = shown_on(asof).filter(pk__in=compiled).order_by(first_day(asof).desc(nulls_last=True), "-id")
    return rows_with_ids(list(newest.values_list("pk", flat=True)[:REPORTED]), asof)
