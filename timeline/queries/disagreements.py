"""Engagements whose sources differ, newest first, a page at a time by key; both values with the words behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from timeline.models import Article, Claim, Difference, Engagement
from timeline.models.differences import MATTER_OF
from timeline.queries.engagement_row import rows_of
from timeline.queries.facts import told_together
from timeline.rows import EngagementRow, QuoteRow
from timeline.vocabulary import Field

PAGE = 30
MATTERS = {matter.value: str(matter.label) for matter in Difference.Matter}
Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One matter on which two sources of an engagement differ; `shown` is what the record shows."""

    engagement: EngagementRow
    matter: str
    label: str
    reason: str
    shown: QuoteRow
    other: QuoteRow


@dataclass(frozen=True, slots=True)
class DisagreementPage:
    """One page of differences, and how many there are of each matter."""

    rows: tuple[DifferenceRow, ...]
    counts: tuple[tuple[str, str, int], ...]  # value, label, number
    total: int
    next_key: str


def parse_key(text: str) -> Key:
    """Read the key of the last row of a page, `739427_12_5`; raise ValueError with a sentence when it is none."""
    try:
        day, engagement, pk = (int(part) for part in text.split("_"))
        if not all(0 <= part < 2**31 for part in (day, engagement, pk)):
            raise ValueError
    except ValueError:
        raise ValueError(f"“{text[:40]}” is no place in the list of disagreements.") from None
    return day, engagement, pk


def disagreement_page(matter: str = "", after: Key | None = None) -> DisagreementPage:
    """Return the differences, newest engagement first and undated last, on one matter or all, from after the key on."""
    every = Difference.objects.filter(engagement__withdrawn_at__isnull=True)
    numbers = dict(every.order_by().values_list("matter").annotate(number=Count("id")))
    found = every.filter(matter=matter) if matter else every
    if after:
        day, engagement, pk = after
        here = Q(day=day, engagement__lt=engagement) | Q(day=day, engagement=engagement, pk__gt=pk)
        found = found.filter(Q(day__lte=day) & (Q(day__lt=day) | here))
    page = list(found.select_related("claim", "other").order_by("-day", "-engagement_id", "pk")[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    return DisagreementPage(
        rows=_rows(page[:PAGE]),
        counts=tuple((value, label, numbers.get(value, 0)) for value, label in MATTERS.items()),
        total=numbers.get(matter, 0) if matter else sum(numbers.values()),
        next_key=f"{last.day}_{last.engagement_id}_{last.pk}" if last else "",
    )


def _rows(page: Sequence[Difference]) -> tuple[DifferenceRow, ...]:
    ids = {one.engagement_id for one in page}
    engagements = {row.id: row for row in rows_of(Engagement.objects.filter(pk__in=ids))}
    choices = dict(Engagement.objects.filter(pk__in=ids).values_list("pk", "choices"))
    claims = list(
        Claim.objects.live().filter(engagement__in=ids, field__in=list(MATTER_OF)).select_related("source").order_by("id")
    )
    articles = Article.objects.select_related("source").in_bulk({claim.article_id for claim in claims if claim.article_id})

    def side(difference: Difference, claim: Claim) -> QuoteRow:
        beside = [
            other
            for other in claims
            if other.engagement_id == claim.engagement_id
            and MATTER_OF[Field(other.field)] == difference.matter
            and _speaker(other) == _speaker(claim)
            and not (other.field == claim.field and other.pk != claim.pk and difference.matter != "parties")
        ]
        return told_together(claim, beside, articles)

    return tuple(
        DifferenceRow(
            engagement=engagements[one.engagement_id],
            matter=one.matter,
            label=MATTERS[one.matter],
            reason=str(choices[one.engagement_id].get(one.claim.field, {}).get("reason", "")),
            shown=side(one, one.claim),
            other=side(one, one.other),
        )
        for one in page
    )


def _speaker(claim: Claim) -> tuple[object, ...]:
    return claim.article_id, claim.report_url, claim.author_id
