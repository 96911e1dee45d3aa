"""Claims that go over to another engagement: said again there and retracted here, since claims never change."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from timeline.models import Claim, Engagement, Redirect, Report
from timeline.record.claims import NOTHING_SAID, retract, who_says
from timeline.record.redirects import lead
from timeline.record.withdraw import copy_claims, withdraw_engagement
from timeline.vocabulary import Field


def move_report(report: Report, target: int, *, at: datetime) -> set[int]:
    """Move a report with its claims to the engagement `target`; return the engagements whose values must be chosen anew."""
    source = report.engagement_id
    claims = Claim.objects.live().filter(engagement=source, article=report.article_id)
    said = list(claims) if report.article_id is not None else _entered(report, list(claims))
    touched = _say_again(said, target, reason=f"Its report belongs to engagement {target}", at=at)
    inside = Claim.objects.live().filter(field=Field.WITHIN, key=f"engagement:{source}", article=report.article_id)
    if report.article_id is not None:
        touched |= point_to(inside, target, at=at)
    report.engagement_id = target
    report.save(update_fields=["engagement"])
    return touched | {source, target}


def _entered(report: Report, claims: list[Claim]) -> list[Claim]:
    """Return which of an engagement's claims without an article are those of one entry, with what people decided of it.

    Where two entries were merged, what each said is told by the engagement that it was first filed under.
    """
    others = list(Report.objects.live().filter(engagement=report.engagement_id, article=None).exclude(pk=report.pk))
    if not others:
        return claims
    said: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.pk):
        said.setdefault(_words(claim), []).append(claim)
    if report.home_id != report.engagement_id:
        own = _words_of([report.home_id])
        return [copies[-1] for words, copies in said.items() if words in own]
    foreign = _words_of([other.home_id for other in others if other.home_id != report.engagement_id])
    # What both said stands twice: first as it was said here, then as the merge brought it.
    return [copies[0] for words, copies in said.items() if words not in foreign or len(copies) > 1]


def _words_of(engagements: list[int]) -> set[tuple[Any, ...]]:
    return {_words(claim) for claim in Claim.objects.filter(engagement__in=engagements, article=None)}


def _words(claim: Claim) -> tuple[Any, ...]:
    return (claim.key, *who_says(claim))


def point_to(claims: Iterable[Claim], target: int, *, at: datetime) -> set[int]:
    """Make claims that something lies within an engagement say `target`; return whose they are."""
    inside = [claim for claim in claims if claim.engagement_id != target]
    retract(Claim.objects.filter(pk__in=[claim.pk for claim in inside]), reason=f"It is engagement {target} now", at=at)
    for claim in inside:
        claim.value, claim.key = target, f"engagement:{target}"
    return copy_claims(inside, at=at)


def retire(engagement: Engagement, into: Engagement, *, at: datetime, reason: str = "") -> None:
    """Hide an engagement behind a redirect to another: its id leads there until a split gives it back."""
    withdraw_engagement(engagement, reason=reason or f"Merged into engagement {into.pk}.", at=at)
    Engagement.objects.filter(pk=engagement.pk).update(merged_into=into)
    lead(Redirect.Thing.ENGAGEMENT, engagement.pk, into.pk, at=at)


def revive(engagement: Engagement) -> None:
    """Let an engagement that was merged stand for itself again; what it shows is chosen from its claims."""
    Redirect.objects.filter(thing=Redirect.Thing.ENGAGEMENT, old_id=engagement.pk).delete()
    Engagement.objects.filter(pk=engagement.pk).update(merged_into=None, withdrawn_reason=NOTHING_SAID)


def _say_again(claims: list[Claim], target: int, *, reason: str, at: datetime) -> set[int]:
    retract(Claim.objects.filter(pk__in=[claim.pk for claim in claims]), reason=reason, at=at)
    kept = [claim for claim in claims if claim.key != f"engagement:{target}"]
    return copy_claims(kept, at=at, engagement=Engagement.objects.get(pk=target))
