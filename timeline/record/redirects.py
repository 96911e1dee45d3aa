"""Where the ids of merged things lead."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from timeline.models import Claim, Redirect


def follow(thing: str, pk: int) -> int | None:
    """Return where the id of a merged `thing` leads, or None when it was never merged."""
    found = Redirect.objects.filter(thing=thing, old_id=pk).values_list("new_id", flat=True).first()
    return int(found) if found is not None else None


def follow_all(thing: str, ids: Collection[int]) -> dict[int, int]:
    """Return where those of these ids that were merged lead: one query."""
    return dict(Redirect.objects.filter(thing=thing, old_id__in=ids).values_list("old_id", "new_id"))


def lead(thing: str, old: int, new: int, *, at: datetime) -> None:
    """Let the id of a merged `thing`, and those that led to it, lead to another one."""
    Redirect.objects.filter(thing=thing, new_id=old).update(new_id=new)
    Redirect.objects.update_or_create(thing=thing, old_id=old, defaults={"new_id": new, "created_at": at})


def lead_on(claims: Iterable[Claim], kinds: Collection[str]) -> None:
    """Let claims that are about to be said again name what stands for the `kinds` of things that they named; nothing is saved."""
    naming = [claim for claim in claims if claim.field in kinds]
    ids: dict[str, set[int]] = defaultdict(set)
    for claim in naming:
        ids[claim.field].add(int(claim.key.rpartition(":")[2]))
    leads = {kind: follow_all(kind, those) for kind, those in ids.items()}
    for claim in naming:
        pk = int(claim.key.rpartition(":")[2])
        claim.key = f"{claim.field}:{leads[claim.field].get(pk, pk)}"
