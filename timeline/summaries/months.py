"""Engagements per month and kind: what the density strip shows without counting the record."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from timeline.models import Engagement, MonthCount

Cell = tuple[int, str]


def cell(engagement: Engagement) -> Cell | None:
    """Return the month (year * 12 + month - 1) and kind under which an engagement counts; None when hidden or undated."""
    if engagement.withdrawn_at is not None or engagement.earliest is None:
        return None
    first = date.fromordinal(engagement.earliest)
    return first.year * 12 + first.month - 1, engagement.kind


def adjust(before: Iterable[Cell | None], after: Iterable[Cell | None]) -> None:
    """Move engagements from the cells they counted under to those they count under now."""
    change: Counter[Cell] = Counter(cell for cell in after if cell)
    change.subtract(cell for cell in before if cell)
    cells = {place: by for place, by in change.items() if by}
    if not cells:
        return
    MonthCount.objects.bulk_create([MonthCount(month=month, kind=kind) for month, kind in cells], ignore_conflicts=True)
    # Locked, so that two writers' changes both count.
    rows = MonthCount.objects.select_for_update().filter(month__in={month for month, _ in cells}).order_by("pk")
    moved = [row for row in rows if (row.month, row.kind) in cells]
    for row in moved:
        # Never below zero: a wrong count must not keep anyone from correcting the record.
        row.count = max(0, row.count + cells[row.month, row.kind])
    MonthCount.objects.bulk_create(moved, update_conflicts=True, unique_fields=["id"], update_fields=["count"])


def rebuild() -> None:
    """Count everything anew."""
    counts = Counter(filter(None, map(cell, Engagement.objects.shown().only("earliest", "kind", "withdrawn_at"))))
    MonthCount.objects.all().delete()
    MonthCount.objects.bulk_create(MonthCount(month=month, kind=kind, count=n) for (month, kind), n in counts.items())
