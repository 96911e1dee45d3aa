"""Where the ids of merged things lead."""

from timeline.models import Redirect


def follow(thing: str, pk: int) -> int | None:
    """Return where the id of a merged `thing` leads, or None when it was never merged."""
    found = Redirect.objects.filter(thing=thing, old_id=pk).values_list("new_id", flat=True).first()
    return int(found) if found is not None else None
