"""Two rows of one real engagement become one; the other's address leads on for ever."""

from datetime import datetime

from django.db import transaction

from timeline.models import Claim, Engagement, Redirect
from timeline.record.apply import choose_all
from timeline.record.claims import retract
from timeline.record.withdraw import copy_claims, withdraw_engagement


def merge(keep: Engagement, drop: Engagement, *, at: datetime, reason: str = "") -> None:
    """Merge `drop` into `keep`: its live claims are made again there, what lay within it moves, its id redirects.

    Raises ValueError with a sentence when the two are one, or either was merged before.
    """
    if keep.pk == drop.pk:
        raise ValueError("An engagement can’t be merged with itself.")
    with transaction.atomic():
        locked = Engagement.objects.select_for_update(of=("self",)).in_bulk([keep.pk, drop.pk])
        if any(row.merged_into_id for row in locked.values()):
            raise ValueError("One of the two was merged before: open the engagement its address leads to.")
        live = list(drop.claims.live())
        retract(drop.claims.all(), reason=f"Merged into engagement {keep.pk}", at=at)
        copy_claims([claim for claim in live if claim.key != f"engagement:{keep.pk}"], at=at, engagement=keep)
        withdraw_engagement(drop, reason=reason or f"Merged into engagement {keep.pk}.", at=at)
        Engagement.objects.filter(pk=drop.pk).update(merged_into=keep)
        Redirect.objects.filter(thing=Redirect.Thing.ENGAGEMENT, new_id=drop.pk).update(new_id=keep.pk)
        Redirect.objects.create(thing=Redirect.Thing.ENGAGEMENT, old_id=drop.pk, new_id=keep.pk, created_at=at)
        choose_all([keep.pk, *_move_parts(keep, drop, at)], at=at)


def _move_parts(keep: Engagement, drop: Engagement, at: datetime) -> list[int]:
    """Make the claims that something lay within `drop` say `keep`; return whose they are."""
    inside = list(Claim.objects.live().filter(key=f"engagement:{drop.pk}").exclude(engagement=keep))
    retract(Claim.objects.filter(pk__in=[claim.pk for claim in inside]), reason=f"Merged into engagement {keep.pk}", at=at)
    for claim in inside:
        claim.value, claim.key = keep.pk, f"engagement:{keep.pk}"
    return sorted(copy_claims(inside, at=at))


def follow(thing: str, pk: int) -> int | None:
    """Return where the id of a merged `thing` leads, or None when it was never merged."""
    found = Redirect.objects.filter(thing=thing, old_id=pk).values_list("new_id", flat=True).first()
    return int(found) if found is not None else None
