"""The queue of articles that wait for a reviewer: entered when they are read, weighed anew when what they tell changes.

A row's worth is stored, so that the queue is one look at an index. What moves it from afar, other articles' verdicts and
likely doubles settled elsewhere, reaches it when it is weighed next: every review weighs the head of the queue and the rows
weighed longest ago.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from timeline.models import Article, Claim, Difference, Engagement, LinkProposal, Report, Review
from timeline.record.many import upsert
from timeline.record.scoring import names_of, tallies
from timeline.record.shelf import NAMEABLE, named_by
from timeline.record.worth import Tally, doubt, trust, worth
from timeline.vocabulary import Origin

UNSURE = 0.4  # a doubt from which a reviewer is asked to decide
_Reading = tuple[int | None, str, str]  # source, field, engine
_AT_ONCE = 60  # articles weighed anew after one change


def enter(articles: Collection[int], *, at: datetime) -> None:
    """Let articles that were read wait for a reviewer; one that tells nothing waits for nobody."""
    telling = Claim.objects.live().filter(article__in=articles).order_by().values_list("article", flat=True).distinct()
    Review.objects.bulk_create(
        [Review(article_id=pk, is_waiting=True, weighed_at=at, worth=0) for pk in telling if pk is not None],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["is_waiting", "weighed_at", "worth"],
    )
    weigh(articles, at=at)


def leave(article: Article) -> None:
    """Take an article out of the queue: it was withdrawn or corrected."""
    Review.objects.filter(article=article).update(is_waiting=False)


def come_back(article: Article, *, at: datetime) -> None:
    """Let a restored article wait again, unless somebody accepted it before."""
    if Review.objects.filter(article=article).exclude(outcome=Review.Outcome.ACCEPTED).update(is_waiting=True):
        weigh([article.pk], at=at)


def weigh_telling_of(engagements: Collection[int], *, at: datetime) -> None:
    """Weigh the waiting articles that tell of these engagements, the newest of very many."""
    telling = Review.objects.filter(is_waiting=True, article__reports__engagement__in=engagements, article__reports__is_live=True)
    weigh(set(telling.order_by("-article_id").values_list("article", flat=True)[:_AT_ONCE]), at=at)


def weigh_some(*, at: datetime) -> None:
    """Weigh the head of the queue and the rows weighed longest ago."""
    waiting = Review.objects.filter(is_waiting=True)
    head = waiting.order_by("-worth", "article_id").values_list("article", flat=True)[:_AT_ONCE]
    stalest = waiting.order_by("weighed_at", "article_id").values_list("article", flat=True)[:_AT_ONCE]
    weigh({*head, *stalest}, at=at)


def weigh(articles: Collection[int], *, at: datetime) -> None:
    """Compute the worth of the waiting ones among these articles: a dozen queries however many they are."""
    rows = list(Review.objects.filter(is_waiting=True, article__in=articles).order_by("pk")) if articles else []
    if not rows:
        return
    ids = [row.article_id for row in rows]
    live = Claim.objects.live().filter(article__in=ids, origin=Origin.EXTRACTED)
    read = list(live.values_list("article_id", "engagement_id", "key", "source_id", "field", "engine", "confidence"))
    trusted = _trusted({(source, field, engine) for *_, source, field, engine, _ in read})
    told, keys, unsure = defaultdict[int, set[int]](set), defaultdict[int, set[str]](set), defaultdict[int, list[float]](list)
    for article, engagement, key, source, field, engine, confidence in read:
        told[article or 0].add(engagement)
        keys[article or 0].add(key)
        unsure[article or 0].append(doubt(confidence, trusted[source, field, engine]))
    importance, matters = _of_engagements({engagement for _, engagement, *_ in read})
    doubles, named = _doubles(ids), _named_alone({key for _, _, key, *_ in read})
    for row in rows:
        differing = sorted({matter for pk in told[row.article_id] for matter in matters[pk]})
        own = unsure[row.article_id]
        row.new_names = sorted(keys[row.article_id] & named)
        row.reasons = {
            "found": len(told[row.article_id]),
            "doubts": sum(each >= UNSURE for each in own),
            "differ": differing,
            "doubles": doubles[row.article_id],
        }
        row.worth = worth(
            own,
            differences=len(differing),
            doubles=doubles[row.article_id],
            new_names=len(row.new_names),
            importance=max((importance.get(pk, 0) for pk in told[row.article_id]), default=0),
        )
        row.weighed_at = at
    upsert(Review, rows, ("worth", "reasons", "new_names", "weighed_at"))


def doubts(claims: Collection[Claim]) -> dict[int, float]:
    """Return by claim how likely it is wrong, by its confidence and the scorecard: one query."""
    trusted = _trusted({(claim.source_id, claim.field, claim.engine) for claim in claims})
    return {claim.pk: doubt(claim.confidence, trusted[claim.source_id, claim.field, claim.engine]) for claim in claims}


def _trusted(readings: Collection[_Reading]) -> dict[_Reading, float]:
    """Return how far what was read is trusted, by its source, its field and what read it."""
    names = {reading: names_of(*reading) for reading in readings}
    scored = tallies({name for three in names.values() for name in three})
    found = {}
    for reading, three in names.items():
        field, source, engine = (scored.get(name, Tally()) for name in three)
        found[reading] = trust(field, source, engine, scored["", ""])
    return found


def _of_engagements(ids: Collection[int]) -> tuple[dict[int, int], dict[int, list[str]]]:
    """Return how important engagements are, and on what their sources differ."""
    matters: dict[int, list[str]] = defaultdict(list)
    for engagement, matter in Difference.objects.filter(engagement__in=ids).values_list("engagement", "matter"):
        matters[engagement].append(matter)
    return dict(Engagement.objects.filter(pk__in=ids).values_list("pk", "importance")), matters


def _named_alone(keys: Collection[str]) -> set[str]:
    """Return which of the things that claims name nobody has confirmed."""
    found = set()
    for kind, ids in named_by(keys).items():
        waiting = NAMEABLE[kind].objects.filter(pk__in=ids, is_confirmed=False).values_list("pk", flat=True)
        found |= {f"{kind}:{pk}" for pk in waiting}
    return found


def _doubles(articles: Collection[int]) -> dict[int, int]:
    """Return by article how many likely doubles are proposed of what it tells."""
    owner = dict(Report.objects.live().filter(article__in=articles).values_list("pk", "article"))
    found: dict[int, int] = defaultdict(int)
    pairs = LinkProposal.objects.filter(Q(one__in=owner) | Q(other__in=owner), one__is_live=True, other__is_live=True)
    for pair in pairs.values_list("one", "other"):
        for article in {owner[report] for report in pair if report in owner}:
            found[article] += 1
    return found
