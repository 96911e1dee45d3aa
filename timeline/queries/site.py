"""What every page says about the record as a whole."""

from datetime import datetime

from timeline.models import Claim


def last_change() -> datetime | None:
    """Return when the newest claim was recorded, or None while the record is empty; one look at the primary key."""
    return Claim.objects.order_by("-id").values_list("recorded_at", flat=True).first()
