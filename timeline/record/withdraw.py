"""Withdrawal instead of deletion: what was on record stays findable, with the reason it went."""

from datetime import datetime

from timeline.models import Claim, Engagement, Redirect
from timeline.record.apply import choose_all
from timeline.record.earlier import keep, states_of
from timeline.record.redirects import follow
from timeline.summaries import keeping


def copy_claims(claims: list[Claim], *, at: datetime, engagement: Engagement | None = None) -> set[int]:
    """Make claims anew at this moment, of another engagement when one is given; return the engagements they speak of."""
    for claim in claims:
        target = engagement or _survivor(claim.engagement)
        claim.pk, claim._state.adding = None, True
        claim.engagement = target
        claim.recorded_at, claim.retracted_at, claim.retracted_reason = at, None, ""
    Claim.objects.bulk_create(claims)
    return {claim.engagement_id for claim in claims}


def _survivor(engagement: Engagement) -> Engagement:
    """Return what the engagement was merged into meanwhile, or itself."""
    if engagement.merged_into_id is None:
        return engagement
    return Engagement.objects.get(pk=follow(Redirect.Thing.ENGAGEMENT, engagement.pk) or engagement.merged_into_id)


def withdraw_engagement(engagement: Engagement, *, reason: str, at: datetime) -> None:
    """Hide an engagement behind a tombstone that says why; its claims stay."""
    _hide(engagement, reason[:300], since=at, at=at)


def restore_engagement(engagement: Engagement, *, at: datetime) -> None:
    """Show a withdrawn engagement again; one without claims stays hidden until it has some.

    Raises ValueError with a sentence for a merged one.
    """
    engagement.refresh_from_db()
    if engagement.merged_into_id is not None:
        raise ValueError(f"It was merged into engagement {engagement.merged_into_id}, which stands for it.")
    _hide(engagement, "", since=None, at=at)
    choose_all([engagement.pk], at=at)
    engagement.refresh_from_db()


def _hide(engagement: Engagement, reason: str, *, since: datetime | None, at: datetime) -> None:
    with keeping.batch():
        row = Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
        keeping.changed([(row.pk, keeping.held_in(row))])
        keep(states_of([row], at=at), [row.pk])
        row.withdrawn_at, row.withdrawn_reason, row.changed_at = since, reason, max(at, row.changed_at)
        row.save(update_fields=["withdrawn_at", "withdrawn_reason", "changed_at"])
    engagement.refresh_from_db()
