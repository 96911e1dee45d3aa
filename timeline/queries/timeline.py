"""What a timeline shows: its window, the most important engagements in it, and the counts over all dates."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, Q, Sum

from timeline.clock import today
from timeline.models import Engagement, MonthCount
from timeline.queries.engagement_row import rows_of
from timeline.queries.filter import Filter, matching
from timeline.rows import EngagementRow, MonthRow, WindowRow
from timeline.vocabulary import Kind

MOST_DRAWN = 300
ENOUGH = 25  # engagements that make a default window worth looking at
AHEAD = 62  # days of the future a long default window shows: plans are rarely made known earlier
SHORTEST = 28  # days
# 12 weeks, 6, 12 and 18 months, then years.
LENGTHS = (84, 183, 365, 548, 730, 1096, 1826, 3652, 7305, 18262, 36525)


@dataclass(frozen=True, slots=True)
class TimelineRows:
    """The rows of one timeline."""

    window: WindowRow
    rows: tuple[EngagementRow, ...]  # the most important first
    total: int  # in the window, drawn or not
    months: tuple[MonthRow, ...]  # of all dates


def timeline_rows(wanted: Filter, window: WindowRow, *, limit: int = MOST_DRAWN) -> TimelineRows:
    """Return what a timeline of `window` shows of what `wanted` asks for."""
    inside = matching(wanted.between(window.first, window.last))
    rows = rows_of(inside.order_by("-importance", "earliest", "pk")[:limit])
    return TimelineRows(window, rows, inside.count(), month_rows(wanted))


def kinds_in(wanted: Filter, window: WindowRow) -> tuple[Kind, ...]:
    """Return the kinds that a timeline of `window` shows, for its legend."""
    inside = matching(wanted.between(window.first, window.last)).order_by()
    found = set(inside.values_list("kind", flat=True).distinct())
    return tuple(kind for kind in Kind if kind.value in found)


def month_rows(wanted: Filter) -> tuple[MonthRow, ...]:
    """Count what `wanted` asks for by month over all dates: from the kept counts when all is asked for, else by day."""
    if not wanted.narrows:
        kept = MonthCount.objects.values_list("month").annotate(number=Sum("count")).order_by("month")
        return tuple(MonthRow(month, number) for month, number in kept)
    by_day = matching(wanted.between(None, None)).filter(earliest__isnull=False).order_by()
    months: Counter[int] = Counter()
    for day, number in by_day.values_list("earliest").annotate(number=Count("pk")):
        begun = date.fromordinal(day)
        months[begun.year * 12 + begun.month - 1] += number
    return tuple(MonthRow(month, months[month]) for month in sorted(months))


def window_of(wanted: Filter) -> WindowRow:
    """Return the window a page shows: what the URL chose, else all dates of what it narrows to, else one around today."""
    if wanted.first is not None and wanted.last is not None:
        return WindowRow(wanted.first, wanted.last)
    if wanted.has_window or wanted.narrows:
        return _extent(wanted)
    return default_window()


def default_window() -> WindowRow:
    """Return the shortest of LENGTHS around today that holds ENOUGH engagements, most of it behind; the first when none does."""
    windows = [_around_today(length) for length in LENGTHS]
    counts = Engagement.objects.shown().aggregate(
        **{f"in_{number}": Count("pk", filter=_overlaps(window)) for number, window in enumerate(windows)}
    )
    enough = [window for number, window in enumerate(windows) if counts[f"in_{number}"] >= ENOUGH]
    if enough:
        return enough[0]
    most = max(range(len(windows)), key=lambda number: counts[f"in_{number}"])  # the first of equals, so the shortest
    return windows[most]


def _around_today(length: int) -> WindowRow:
    ahead = min(round(length * 0.45), AHEAD)
    last = today() + timedelta(days=ahead)
    return WindowRow(last - timedelta(days=length - 1), last, is_default=True)


def _overlaps(window: WindowRow) -> Q:
    return Q(latest__gte=window.first.toordinal(), earliest__lte=window.last.toordinal())


def _extent(wanted: Filter) -> WindowRow:
    """Return all dates of what `wanted` asks for, with a margin; a bound the URL chose stays as chosen."""
    found = matching(wanted).aggregate(first=Min("earliest"), last=Max("latest"))
    if found["first"] is None:
        middle = wanted.first or wanted.last or today()
        days = (middle.toordinal(), middle.toordinal())
    else:
        days = (found["first"], found["last"])
    first, last = (wanted.first or date.fromordinal(days[0])), (wanted.last or date.fromordinal(days[1]))
    margin = max((last.toordinal() - first.toordinal()) // 40, (SHORTEST - (last.toordinal() - first.toordinal())) // 2, 2)
    return WindowRow(
        wanted.first or _day(first.toordinal() - margin),
        wanted.last or _day(last.toordinal() + margin),
        is_default=not wanted.has_window,
    )


def _day(number: int) -> date:
    """Return the day of a number, kept within the calendar."""
    return date.fromordinal(min(max(number, 1), date.max.toordinal()))
