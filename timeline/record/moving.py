"""Claims that go over to another engagement: said again there and retracted here, since claims never change."""

from collections.abc import Iterable
from datetime import datetime

from timeline.models import Claim, Engagement, Redirect, Report
from timeline.record.claims import NOTHING_SAID, retract
from timeline.record.withdraw import copy_claims, withdraw_engagement
from timeline.vocabulary import Field


def move_report(report: Report, target: int, *, at: datetime) -> set[int]:
    """Move a report with its claims to the engagement `target`; return the engagements whose values must be chosen anew."""
    source = report.engagement_id
    # Without an article it is what was entered there, and what people decided of it goes with it.
    claims = Claim.objects.live().filter(engagement=source, article=report.article_id)
    touched = _say_again(list(claims), target, reason=f"Its report belongs to engagement {target}", at=at)
    inside = Claim.objects.live().filter(field=Field.WITHIN, key=f"engagement:{source}", article=report.article_id)
    if report.article_id is not None:
        touched |= point_to(inside, target, at=at)
    report.engagement_id = target
    report.save(update_fields=["engagement"])
    return touched | {source, target}


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
    Redirect.objects.filter(thing=Redirect.Thing.ENGAGEMENT, new_id=engagement.pk).update(new_id=into.pk)
    Redirect.objects.update_or_create(
        thing=Redirect.Thing.ENGAGEMENT, old_id=engagement.pk, defaults={"new_id": into.pk, "created_at": at}
    )


def revive(engagement: Engagement) -> None:
    """Let an engagement that was merged stand for itself again; what it shows is chosen from its claims."""
    Redirect.objects.filter(thing=Redirect.Thing.ENGAGEMENT, old_id=engagement.pk).delete()
    Engagement.objects.filter(pk=engagement.pk).update(merged_into=None, withdrawn_reason=NOTHING_SAID)


def _say_again(claims: list[Claim], target: int, *, reason: str, at: datetime) -> set[int]:
    retract(Claim.objects.filter(pk__in=[claim.pk for claim in claims]), reason=reason, at=at)
    kept = [claim for claim in claims if claim.key != f"engagement:{target}"]
    return copy_claims(kept, at=at, engagement=Engagement.objects.get(pk=target))
