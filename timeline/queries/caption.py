"""What stands under a picture of a chart: how much it shows and how many sources that rests on."""

from dataclasses import dataclass

from timeline.models import Claim
from timeline.queries.filter import Filter, matching
from timeline.rows import WindowRow


@dataclass(frozen=True, slots=True)
class CaptionRow:
    """How many engagements a window holds, and how many sources have a live claim about any of them."""

    engagements: int
    sources: int


def caption_row(wanted: Filter, window: WindowRow) -> CaptionRow:
    """Count what a chart of `window` stands for; asked for when a picture is saved, not for every page."""
    inside = matching(wanted.between(window.first, window.last)).order_by()
    claims = Claim.objects.live().filter(engagement__in=inside.values("pk"), source__isnull=False).order_by()
    return CaptionRow(inside.count(), claims.values("source").distinct().count())
