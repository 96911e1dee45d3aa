"""What people decide: claims of their own, which win over every source."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from timeline.models import Claim, Engagement
from timeline.record.apply import choose
from timeline.record.claims import NewClaim, record_claims
from timeline.vocabulary import Field, Origin

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def decide(engagement: Engagement, field: Field, value: Any, *, author: "User", at: datetime, note: str = "") -> Claim:
    """Record that a person says so, and show it."""
    return _say(engagement, NewClaim(field=field, value=value, origin=Origin.MANUAL, author=author, note=note), at)


def deny(engagement: Engagement, field: Field, value: Any, *, author: "User", at: datetime, note: str = "") -> Claim:
    """Record that a person says a value does not hold, and stop showing it."""
    return _say(engagement, NewClaim(field=field, value=value, origin=Origin.MANUAL, author=author, note=note, denies=True), at)


def _say(engagement: Engagement, claim: NewClaim, at: datetime) -> Claim:
    with transaction.atomic():
        rows = record_claims(engagement, [claim], at=at)
        choose(engagement, at=at)
    # Said twice in one moment (a form's two equal rows), it stands once.
    return rows[0] if rows else engagement.claims.live().filter(field=claim.field, author=claim.author).latest("pk")
