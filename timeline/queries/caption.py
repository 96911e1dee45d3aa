"""What stands under a picture of a chart: how much it shows and how many sources that rests on."""

from dataclasses import dataclass

from timeline.clock import end_of
from timeline.models import Claim
from timeline.models.claims import ClaimQuerySet
from timeline.queries.filter import Filter, matching
from timeline.queries.selection import select
from timeline.rows import WindowRow

_READ = 20_000  # engagements named in one query


@dataclass(frozen=True, slots=True)
class CaptionRow:
    """How many engagements a window holds, and how many sources have a live claim about any of them."""

    engagements: int
    sources: int


def caption_row(wanted: Filter, window: WindowRow) -> CaptionRow:
    """Count what a chart of `window` stands for; asked for when a picture is saved, not for every page."""
    asked = wanted.between(window.first, window.last)
    if wanted.asof is None:
        inside = matching(asked).order_by()
        claims = Claim.objects.live().filter(engagement__in=inside.values("pk"))
        return CaptionRow(inside.count(), len(_sources(claims)))
    found = select(asked)
    ids = found.ids(found.at(0, len(found)))
    live = Claim.objects.live_at(end_of(wanted.asof))
    parts = (ids[first : first + _READ] for first in range(0, len(ids), _READ))
    return CaptionRow(len(ids), len(set().union(*(_sources(live.filter(engagement__in=part)) for part in parts))))


def _sources(claims: ClaimQuerySet) -> set[int]:
    return set(claims.filter(source__isnull=False).order_by().values_list("source_id", flat=True).distinct())
