"""The review queue, a page at a time by key, and the scorecard that feeds its order."""

from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from django.db.models import F, Q, QuerySet

from timeline import wording
from timeline.models import Difference, Review, Score, Source
from timeline.queries.articles import FACT_OF

PAGE = 12
MOST_COUNTED = 1000  # articles: a queue longer than that is as long as any
MOST_SOURCES = 50
Key = tuple[float, int]
_MATTERS = {matter.value: str(matter.label) for matter in Difference.Matter}
_DIFFER = {Difference.Matter.DATE: "Dates differ", Difference.Matter.PARTIES: "Participants differ"}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One article that waits: what was found in it, and why it stands where it does."""

    id: int
    title: str
    outlet: str
    published: date | None
    found: int
    new: int  # names that it brought to the record
    doubts: int  # values to decide
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some articles that wait, hardest first, and how many do; `is_more` when that is the most that are counted."""

    rows: tuple[QueueRow, ...]
    waiting: int
    is_more: bool
    next_key: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """How the claims of one source, field or extractor version did."""

    name: str
    accepted: int
    corrected: int
    rejected: int

    @property
    def seen(self) -> int:
        """How many were looked at."""
        return self.accepted + self.corrected + self.rejected

    @property
    def share(self) -> int:
        """How many of them were accepted, in percent."""
        return round(100 * self.accepted / self.seen) if self.seen else 0


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All three scorecards and their sum."""

    total: ScoreRow
    fields: tuple[ScoreRow, ...]
    sources: tuple[ScoreRow, ...]
    engines: tuple[ScoreRow, ...]


def parse_key(text: str) -> Key:
    """Read the key of the last article of a page, `7.25_12`; raise ValueError with a sentence when it is none."""
    worth, _, pk = text.rpartition("_")
    try:
        key = float(worth), int(pk)
        if not isfinite(key[0]) or not 0 <= key[1] < 2**63:
            raise ValueError
    except ValueError:
        raise ValueError(f"“{text[:40]}” is no place in the review queue.") from None
    return key


def queue_page(after: Key | None = None) -> QueuePage:
    """Return the articles that wait, from after the key on: two queries."""
    rows = list(_after(after).select_related("article__source").defer("article__text")[: PAGE + 1])
    counted = Review.objects.filter(is_waiting=True)[: MOST_COUNTED + 1].count()
    return QueuePage(
        rows=tuple(_row(review) for review in rows[:PAGE]),
        waiting=min(counted, MOST_COUNTED),
        is_more=counted > MOST_COUNTED,
        next_key=key_of(rows[PAGE - 1]) if len(rows) > PAGE else "",
    )


def first_waiting() -> int | None:
    """Return the article at the head of the queue."""
    return _after(None).values_list("article", flat=True).first()


def next_waiting(article: int) -> int | None:
    """Return the article that stands behind this one, or the head of the queue from its end on; None when no other waits."""
    review = Review.objects.filter(article=article).first()
    others = _after((review.worth, article) if review else None).exclude(article=article)
    behind = others.values_list("article", flat=True).first()
    return behind or _after(None).exclude(article=article).values_list("article", flat=True).first()


def key_of(review: Review) -> str:
    """Return the key that the list goes on from."""
    return f"{review.worth!r}_{review.article_id}"


def scorecard() -> Scorecard:
    """Return how often reviewers accepted what was read, the most looked at first: three queries."""
    seen = F("accepted") + F("corrected") + F("rejected")
    scored = Score.objects.exclude(subject=Score.Subject.SOURCE)
    by_source = Score.objects.filter(subject=Score.Subject.SOURCE).annotate(seen=seen).order_by("-seen", "pk")[:MOST_SOURCES]
    rows = [(score.subject, _score(score)) for score in scored]
    fields = [row for subject, row in rows if subject == Score.Subject.FIELD]
    engines = [row for subject, row in rows if subject == Score.Subject.ENGINE]
    names = {
        str(pk): name for pk, name in Source.objects.filter(pk__in=[one.name for one in by_source]).values_list("pk", "name")
    }
    return Scorecard(
        total=_sum(fields),
        fields=tuple(sorted((replace(row, name=_field_name(row.name)) for row in fields), key=lambda row: (row.share, row.name))),
        sources=tuple(replace(_score(one), name=names.get(one.name, "Source not named")) for one in by_source),
        engines=tuple(sorted(engines, key=lambda row: row.name, reverse=True)),
    )


def _after(key: Key | None) -> QuerySet[Review]:
    waiting = Review.objects.filter(is_waiting=True).order_by("-worth", "article_id")
    if key is None:
        return waiting
    worth, article = key
    return waiting.filter(Q(worth__lte=worth) & (Q(worth__lt=worth) | Q(article__gt=article)))


def _row(review: Review) -> QueueRow:
    reasons, article = review.reasons, review.article
    differ = [matter for matter in reasons.get("differ", ()) if matter in _MATTERS]
    tags = [_DIFFER.get(matter, f"{_MATTERS[matter]} differs") for matter in differ]
    return QueueRow(
        id=article.pk,
        title=str(article),
        outlet=article.source.name,
        published=article.published,
        found=reasons.get("found", 0),
        new=len(review.new_names),
        doubts=reasons.get("doubts", 0),
        tags=(*tags, *(["Same meeting?"] if reasons.get("doubles") else [])),
    )


def _field_name(name: str) -> str:
    """Write a field as the facts call it; where one fact has two, the second by its own name."""
    first, _, label = FACT_OF[name]
    return label if first == name else wording.sentence(name)


def _score(score: Score) -> ScoreRow:
    return ScoreRow(score.name, score.accepted, score.corrected, score.rejected)


def _sum(rows: list[ScoreRow]) -> ScoreRow:
    return ScoreRow(
        "All", sum(row.accepted for row in rows), sum(row.corrected for row in rows), sum(row.rejected for row in rows)
    )
