"""Engagements whose sources differ, newest first, a page at a time by key; both values with the words behind them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import Count, Q, QuerySet

from timeline.clock import end_of
from timeline.models import Article, Claim, Difference, EarlierDifference, Engagement
from timeline.models.differences import MATTER_OF
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.facts import told_together
from timeline.queries.known import Recall, shown_on
from timeline.rows import EngagementRow, QuoteRow
from timeline.vocabulary import Field

PAGE = 30
MATTERS = {matter.value: str(matter.label) for matter in Difference.Matter}
Key = tuple[int, int, str]
Differing = Difference | EarlierDifference
Selected = QuerySet[Difference] | QuerySet[EarlierDifference]


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
    """Read the key of the last row of a page, `739427_12_date`; raise ValueError with a sentence when it is none."""
    try:
        day, engagement, matter = text.split("_")
        key = int(day), int(engagement), matter
        if not (all(0 <= part < 2**31 for part in key[:2]) and matter in MATTERS):
            raise ValueError
    except ValueError:
        raise ValueError(f"“{text[:40]}” is no place in the list of disagreements.") from None
    return key


def disagreement_page(
    matter: str = "", after: Key | None = None, *, asof: date | None = None, recall: Recall
) -> DisagreementPage:
    """Return the differences, newest engagement first and undated last, on one matter or all, from after the key on.

    With a day they are those that were on record at its end, and `recall` says why what was shown then was.
    """
    tables = _standing(asof)
    numbers: Counter[str] = Counter()
    for every in tables:
        numbers.update(dict(every.order_by().values_list("matter").annotate(number=Count("id"))))
    found = sorted(chain.from_iterable(_page(every, matter, after) for every in tables), key=_order)
    page = found[:PAGE]
    key = "_".join(map(str, (page[-1].day, page[-1].engagement_id, page[-1].matter))) if len(found) > PAGE else ""
    return DisagreementPage(
        rows=_rows(page, asof, recall),
        counts=tuple((value, label, numbers[value]) for value, label in MATTERS.items()),
        total=numbers[matter] if matter else numbers.total(),
        next_key=key,
    )


def _standing(asof: date | None) -> list[Selected]:
    """Select what differs; with a day, what differed at its end: what does still, and what has ended since."""
    if asof is None:
        return [Difference.objects.filter(engagement__withdrawn_at__isnull=True)]
    moment, known = end_of(asof), shown_on(asof)
    still = Difference.objects.filter(engagement__in=known, since__lte=moment)
    return [still, EarlierDifference.objects.filter(engagement__in=known, since__lte=moment, until__gt=moment)]


def _page(every: Selected, matter: str, after: Key | None) -> Iterable[Differing]:
    found = every.filter(matter=matter) if matter else every
    if after:
        day, engagement, last = after
        here = Q(day=day, engagement__lt=engagement) | Q(day=day, engagement=engagement, matter__gt=last)
        found = found.filter(Q(day__lte=day) & (Q(day__lt=day) | here))
    return list(found.select_related("claim__source", "other__source").order_by("-day", "-engagement_id", "matter")[: PAGE + 1])


def _order(row: Differing) -> tuple[int, int, str]:
    return -row.day, -row.engagement_id, row.matter


def _rows(page: Sequence[Differing], asof: date | None, recall: Recall) -> tuple[DifferenceRow, ...]:
    ids = sorted({one.engagement_id for one in page})
    engagements = {row.id: row for row in rows_with_ids(ids, asof)}
    if asof is None:
        choices = dict(Engagement.objects.filter(pk__in=ids).values_list("pk", "choices"))
        live = Claim.objects.live().filter(engagement__in=ids, field__in=list(MATTER_OF))
        claims = list(live.select_related("source").order_by("id"))
    else:
        known = recall(ids, asof)
        choices = {pk: one.choices for pk, one in known.items()}
        claims = [claim for one in known.values() for claim in one.claims if claim.field in MATTER_OF]
    articles = Article.objects.select_related("source").in_bulk({claim.article_id for claim in claims if claim.article_id})

    def side(difference: Differing, claim: Claim) -> QuoteRow:
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
