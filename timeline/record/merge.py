"""Two rows of one real engagement become one; the other's address leads on for ever."""

from datetime import datetime

from timeline.models import Claim, Engagement, Redirect
from timeline.record.apply import choose_all
from timeline.record.claims import retract
from timeline.record.withdraw import copy_claims, withdraw_engagement
from timeline.summaries import keeping
from timeline.vocabulary import MANY_VALUED, Origin


def merge(keep: Engagement, drop: Engagement, *, at: datetime, reason: str = "") -> None:
    """Merge `drop` into `keep`: its live claims are made again there, what lay within it moves, its id redirects.

    What people decided of `keep` stands over what they decided of `drop`. Raises ValueError with a sentence when the two are
    one, or either was merged before.
    """
    if keep.pk == drop.pk:
        raise ValueError("An engagement can’t be merged with itself.")
    with keeping.batch():
        locked = Engagement.objects.select_for_update(of=("self",)).in_bulk([keep.pk, drop.pk])
        if any(row.merged_into_id for row in locked.values()):
            raise ValueError("One of the two was merged before: open the engagement its address leads to.")
        live = list(drop.claims.live())
        retract(drop.claims.all(), reason=f"Merged into engagement {keep.pk}", at=at)
        copy_claims(_carried(keep, live), at=at, engagement=keep)
        withdraw_engagement(drop, reason=reason or f"Merged into engagement {keep.pk}.", at=at)
        Engagement.objects.filter(pk=drop.pk).update(merged_into=keep)
        Redirect.objects.filter(thing=Redirect.Thing.ENGAGEMENT, new_id=drop.pk).update(new_id=keep.pk)
        Redirect.objects.create(thing=Redirect.Thing.ENGAGEMENT, old_id=drop.pk, new_id=keep.pk, created_at=at)
        choose_all([keep.pk, *_move_parts(keep, drop, at)], at=at)
    keep.refresh_from_db()
    drop.refresh_from_db()


def _move_parts(keep: Engagement, drop: Engagement, at: datetime) -> list[int]:
    """Make the claims that something lay within `drop` say `keep`; return whose they are."""
    inside = list(Claim.objects.live().filter(key=f"engagement:{drop.pk}").exclude(engagement=keep))
    retract(Claim.objects.filter(pk__in=[claim.pk for claim in inside]), reason=f"Merged into engagement {keep.pk}", at=at)
    for claim in inside:
        claim.value, claim.key = keep.pk, f"engagement:{keep.pk}"
    return sorted(copy_claims(inside, at=at))


def _carried(keep: Engagement, live: list[Claim]) -> list[Claim]:
    """Return the claims that go over: all but what people have decided otherwise of `keep`, and that it lies within itself."""
    decided = {_subject(claim) for claim in keep.claims.live() if claim.origin == Origin.MANUAL}
    return [
        claim
        for claim in live
        if claim.key != f"engagement:{keep.pk}" and not (claim.origin == Origin.MANUAL and _subject(claim) in decided)
    ]


def _subject(claim: Claim) -> tuple[str, str]:
    """What a decision is about: one value of a many-valued field, else the field."""
    return claim.field, claim.key if claim.field in MANY_VALUED else ""
