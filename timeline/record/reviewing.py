"""A review of an article: what a person accepts, corrects and rejects of it, written all at once or not at all.

What is accepted is a verdict on claims, which stay as they are; a correction is a claim of the reviewer's own, which wins over
whatever is read later; a rejection is their word that the value does not hold.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Sum

from timeline.models import Article, Claim, Engagement, Report, Review, Verdict
from timeline.record.apply import choose_all
from timeline.record.articles import withdraw_article
from timeline.record.claims import NewClaim, record_claims
from timeline.record.merge import keep_apart, merge, split
from timeline.record.names import NameBook
from timeline.record.scoring import count
from timeline.record.shelf import NAMEABLE, confirm, named_by
from timeline.record.waiting import weigh_some
from timeline.summaries import keeping
from timeline.vocabulary import MANY_VALUED, Field, Origin, ReviewState

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Stale(ValueError):
    """What the reviewer saw is no longer what stands: somebody else wrote meanwhile. Nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a reviewer says of one engagement that an article tells of; claims are meant by id, what is not named is accepted.

    In place of the `corrected` holds what is `said`; of the `kept` what was found at an earlier look. With `parts` the article
    tells of another engagement than the other sources here, with `same_as` of that one; `apart` are pairs of reports on two.
    """

    engagement: int
    rejected: frozenset[int] = frozenset()
    corrected: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    said: tuple[tuple[Field, Any], ...] = ()
    parts: bool = False
    same_as: int | None = None
    apart: tuple[tuple[int, int], ...] = ()


def version_of(article: int) -> str:
    """Return what tells whether an article, its review, or any claim on what it tells has changed: `<newest claim>.<hash>`.

    Empty for an article that is not on record.
    """
    state = Article.objects.filter(pk=article).values_list(
        "is_current", "withdrawn_at", "review__outcome", "review__reviewer", "review__reviewed_at"
    )
    if not state:
        return ""
    told = Claim.objects.live().filter(article=article).order_by().values("engagement")
    live = Claim.objects.live().filter(engagement__in=told).aggregate(most=Max("pk"), number=Count("pk"), sum=Sum("pk"))
    words = f"{live['number']} {live['sum']} {list(state)}"
    return f"{live['most'] or 0}.{hashlib.blake2b(words.encode(), digest_size=8).hexdigest()}"


def accept(article: Article, rulings: Iterable[Ruling], *, seen: str, reviewer: "User", at: datetime, note: str = "") -> None:
    """Accept an article as ruled.

    Raises Stale when it is no longer as `seen`, ValueError with a sentence for what can't be done.
    """
    with keeping.batch():
        claims = _locked(article, seen)
        names, touched = NameBook(), set[int]()
        findings = dict.fromkeys(claims, Verdict.Finding.ACCEPTED)
        for ruling in rulings:
            engagement = _identity(article, ruling, reviewer, at, note)
            # The denials first, so that what is said in their place stands.
            record_claims(engagement, list(_denials(ruling, claims, reviewer, note)), at=at)
            said = [_by(reviewer, field, value, note) for field, value in ruling.said]
            record_claims(engagement, said, at=at, names=names)
            findings |= dict.fromkeys(ruling.rejected & claims.keys(), Verdict.Finding.REJECTED)
            findings |= dict.fromkeys(ruling.corrected & claims.keys(), Verdict.Finding.CORRECTED)
            for pk in ruling.kept:
                findings.pop(pk, None)
            touched.add(engagement.pk)
        _confirm([claims[pk] for pk, found in findings.items() if found == Verdict.Finding.ACCEPTED])
        choose_all(touched, at=at)
        Engagement.objects.filter(pk__in=touched).update(review_state=ReviewState.ACCEPTED)
        _conclude(article, Review.Outcome.ACCEPTED, claims.values(), findings, reviewer, at)


def _confirm(accepted: Iterable[Claim]) -> None:
    """Take the people, places, venues and series of accepted values for knowledge."""
    for kind, ids in named_by(claim.key for claim in accepted).items():
        confirm(NAMEABLE[kind], ids)


def reject(article: Article, *, reason: str, seen: str, reviewer: "User", at: datetime) -> None:
    """Withdraw an article with the reason, and reject all it claims. Raises Stale when it is no longer as `seen`."""
    with keeping.batch():
        claims = _locked(article, seen)
        withdraw_article(article, reason=reason, at=at)
        findings = dict.fromkeys(claims, Verdict.Finding.REJECTED)
        _conclude(article, Review.Outcome.REJECTED, claims.values(), findings, reviewer, at)


def _locked(article: Article, seen: str) -> dict[int, Claim]:
    """Hold other reviewers off and return what the article claims, if all is as it was seen."""
    Article.objects.select_for_update().get(pk=article.pk)
    # The engagements too: another article's reviewer may be about to decide of the same ones.
    told = Claim.objects.live().filter(article=article).order_by().values("engagement")
    list(Engagement.objects.select_for_update(of=("self",)).filter(pk__in=told).order_by("pk"))
    if version_of(article.pk) != seen:
        raise Stale("Somebody else wrote meanwhile.")
    live = Claim.objects.live().filter(article=article, origin=Origin.EXTRACTED)
    return {claim.pk: claim for claim in live}


def _identity(article: Article, ruling: Ruling, reviewer: "User", at: datetime, note: str) -> Engagement:
    """Part, merge and keep apart as ruled; return the engagement that the article tells of then."""
    engagement = Engagement.objects.get(pk=ruling.engagement)
    for one, other in ruling.apart:
        pair = Report.objects.live().in_bulk([one, other])
        keep_apart(pair[one], pair[other], author=reviewer, at=at, note=note)
    if ruling.parts:
        own = Report.objects.live().filter(article=article, engagement=engagement)
        engagement = split(engagement, list(own.values_list("pk", flat=True)), author=reviewer, at=at, note=note)
    if ruling.same_as is not None:
        double = Engagement.objects.filter(pk=ruling.same_as).first()
        if double is None:
            raise ValueError(f"No engagement has the number {ruling.same_as}.")
        # The older address stays, as it does where reports meet by evidence.
        older_first = double.pk < engagement.pk
        engagement, gone = (double, engagement) if older_first else (engagement, double)
        merge(engagement, gone, author=reviewer, at=at, note=note)
    return engagement


def _denials(ruling: Ruling, claims: dict[int, Claim], reviewer: "User", note: str) -> Iterable[NewClaim]:
    """Yield what a ruling says does not hold."""
    for pk in sorted(ruling.rejected | ruling.corrected):
        claim = claims[pk]
        if pk in ruling.rejected or claim.field in MANY_VALUED:
            yield _by(reviewer, Field(claim.field), claim.value, note, denies=True)


def _by(reviewer: "User", field: Field, value: Any, note: str, *, denies: bool = False) -> NewClaim:
    return NewClaim(field=field, value=value, origin=Origin.MANUAL, author=reviewer, note=note, denies=denies)


def _conclude(
    article: Article,
    outcome: Review.Outcome,
    claims: Collection[Claim],
    findings: dict[int, Verdict.Finding],
    reviewer: "User",
    at: datetime,
) -> None:
    _find(list(claims), findings, reviewer, at)
    decided = {"is_waiting": False, "outcome": outcome, "reviewer": reviewer, "reviewed_at": at}
    Review.objects.update_or_create(article=article, defaults=decided, create_defaults={**decided, "weighed_at": at})
    weigh_some(at=at)


def _find(claims: Sequence[Claim], findings: dict[int, Verdict.Finding], reviewer: "User", at: datetime) -> None:
    """Write the verdicts, those of an earlier look replaced, and count them."""
    found = [claim for claim in claims if claim.pk in findings]
    before = dict(Verdict.objects.filter(claim__in=findings).values_list("claim", "finding"))
    Verdict.objects.bulk_create(
        [Verdict(claim=claim, finding=findings[claim.pk], reviewer=reviewer, decided_at=at) for claim in found],
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["finding", "reviewer", "decided_at"],
    )
    count((claim, before.get(claim.pk, ""), findings[claim.pk]) for claim in found)
