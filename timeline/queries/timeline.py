"""What a timeline shows: its window, the most important engagements in it, density where they are too many, all dates."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from timeline.clock import today
from timeline.queries.earlier import as_known
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.filter import Filter
from timeline.queries.held import Held
from timeline.queries.lanes import lanes_and_cells
from timeline.queries.selection import select
from timeline.rows import CellRow, EngagementRow, LaneRow, MonthRow, WindowRow
from timeline.summaries.columns import KINDS
from timeline.vocabulary import Kind, Lanes

MOST_DRAWN = 180  # what a payload of 20 kB holds with titles and parties
# Drawn over the density of a window that holds more than MOST_DRAWN: fewer where each stands in several lanes.
MOST_NAMED = {Lanes.KIND: 120, Lanes.SERIES: 120, Lanes.ORGANISATION: 120, Lanes.COUNTRY: 40, Lanes.PAIR: 40}
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
    lanes: tuple[LaneRow, ...] = ()  # all of the window, when not everything is among the rows
    cells: tuple[CellRow, ...] = ()  # counting all of the window, when not everything is among the rows
    bin_days: int = 0  # how long a cell usually is


def timeline_rows(wanted: Filter, window: WindowRow, *, by: Lanes = Lanes.KIND, limit: int = MOST_DRAWN) -> TimelineRows:
    """Return what a timeline of `window` shows of what `wanted` asks for: all of it up to `limit`, else the top and density."""
    inside = select(wanted.between(window.first, window.last))
    total = len(inside)
    rows = rows_with_ids(inside.ids(inside.top(limit if total <= limit else min(MOST_NAMED[by], limit))), wanted.asof)
    months = _months(inside.held)
    if total <= limit:
        return TimelineRows(window, rows, total, months)
    lanes, cells, days = lanes_and_cells(inside, by, window, wanted.country)
    return TimelineRows(window, rows, total, months, lanes, cells, days)


def kinds_in(wanted: Filter, window: WindowRow) -> tuple[Kind, ...]:
    """Return the kinds that a timeline of `window` shows, for its legend."""
    counts = select(wanted.between(window.first, window.last)).count("kind")
    return tuple(kind for kind in Kind if KINDS[kind] < len(counts) and counts[KINDS[kind]])


def month_rows(wanted: Filter) -> tuple[MonthRow, ...]:
    """Count what `wanted` asks for by month over all dates."""
    return _months(select(wanted.between(None, None)).held)


def _months(now: Held) -> tuple[MonthRow, ...]:
    sizes = np.diff(now.starts).tolist()
    return tuple(MonthRow(month, size) for month, size in zip(now.months, sizes, strict=True) if month and size)


def window_of(wanted: Filter) -> WindowRow:
    """Return the window a page shows: what the URL chose, else all dates of what it narrows to, else one around today."""
    if wanted.first is not None and wanted.last is not None:
        return WindowRow(wanted.first, wanted.last)
    if wanted.has_window or wanted.narrows:
        return _extent(wanted)
    return default_window(wanted.asof)


def default_window(asof: date | None = None) -> WindowRow:
    """Return the shortest of LENGTHS around today that holds ENOUGH engagements, most of it behind; the first when none does.

    With `asof` it lies around that day and counts what was known then.
    """
    now, day = as_known(asof), asof or today()
    most = 0, _around(day, LENGTHS[0])
    for length in LENGTHS:
        window = _around(day, length)
        number = len(select(Filter(first=window.first, last=window.last, asof=asof), of=now))
        if number >= ENOUGH:
            return window
        if number > most[0]:  # the first of equals, so the shortest
            most = number, window
    return most[1]


def _around(day: date, length: int) -> WindowRow:
    ahead = min(round(length * 0.45), AHEAD)
    last = day + timedelta(days=ahead)
    return WindowRow(last - timedelta(days=length - 1), last, is_default=True)


def _extent(wanted: Filter) -> WindowRow:
    """Return all dates of what `wanted` asks for, with a margin; a bound the URL chose stays as chosen."""
    found = select(wanted)
    dated, columns = found.at(found.below(found.held.dated), len(found)), found.held.columns
    if not len(dated):
        # A bound that the URL chose is drawn up to today, or from today on, where today lies on its side.
        middle = max(wanted.first or date.min, min(wanted.last or date.max, wanted.today))
        days = (middle.toordinal(), middle.toordinal())
    else:
        days = int(columns.earliest[dated[0]]), int(columns.latest[dated].max())
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
