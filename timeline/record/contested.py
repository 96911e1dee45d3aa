"""Keeps on what the sources of engagements differ, and from when until when they differed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from timeline.models import Difference, EarlierDifference, Engagement
from timeline.record.choosing import Said
from timeline.record.differing import differences
from timeline.record.many import insert

_SAID = ("day", "claim_id", "other_id")


def write_differences(engagements: Sequence[Engagement], claims: Mapping[int, list[Said]], *, at: datetime) -> None:
    """Bring the differences of engagements in step with what was chosen of their live claims; what ends is kept as earlier."""
    wanted = {
        (engagement.pk, matter): Difference(
            engagement=engagement, matter=matter, day=engagement.earliest or 0, claim_id=claim, other_id=other, since=at
        )
        for engagement in engagements
        for matter, (claim, other) in differences(claims.get(engagement.pk, ()), engagement.choices).items()
    }
    present = Difference.objects.filter(engagement__in=[engagement.pk for engagement in engagements])
    standing = {(row.engagement_id, row.matter): row for row in present}
    same = {key for key, row in standing.items() if key in wanted and _says(row) == _says(wanted[key])}
    ended = [row for key, row in standing.items() if key not in same]
    if ended:
        Difference.objects.filter(pk__in=[row.pk for row in ended]).delete()
        EarlierDifference.objects.bulk_create([_earlier(row, at) for row in ended if row.since < at], batch_size=500)
    insert([row for key, row in wanted.items() if key not in same])


def _says(row: Difference) -> tuple[int, ...]:
    return tuple(getattr(row, name) for name in _SAID)


def _earlier(row: Difference, until: datetime) -> EarlierDifference:
    said = {name: getattr(row, name) for name in ("engagement_id", "matter", *_SAID, "since")}
    return EarlierDifference(**said, until=until)
