"""The strip over all dates: how many engagements began in each month, and where the window lies in it."""

from collections.abc import Sequence
from datetime import date

from timeline.charts import theme
from timeline.charts.lanes import Lane
from timeline.charts.scale import DAY_MS
from timeline.charts.theme import Figure, token
from timeline.rows import CellRow, MonthRow, WindowRow

STRIP = 40  # px
PROFILE = 30  # px at the top of a lane for its counts
BELOW = 26  # px from the strip to the lanes' calendar: years, and the lens lines


def density(months: Sequence[MonthRow]) -> Figure:
    """Return the bars of the strip, one per month that has any."""
    counted = [month for month in months if month.count]
    return {
        "type": "bar",
        "x": [_first_day(month.month).isoformat() for month in counted],
        "y": [month.count for month in counted],
        "width": [_length(month.month) for month in counted],
        "offset": 0,
        "xaxis": "x2",
        "yaxis": "y2",
        "marker": {"color": token("density"), "line": {"width": 0}},
        "customdata": [None] * len(counted),
        "meta": {"role": "density"},
        "showlegend": False,
    }


def profiles(cells: Sequence[CellRow], spans: Sequence[tuple[Lane, float, float]], head: float) -> list[Figure]:
    """Return the bars that say how many engagements of each lane begin in each cell, by one measure for all lanes."""
    if not cells:
        return []
    base = {lane.key: top + head + PROFILE for lane, top, _ in spans}
    most = max(cell.count / (cell.last - cell.first + 1) for cell in cells)
    shares = [cell.count / (cell.last - cell.first + 1) / most for cell in cells]
    return [
        {
            "type": "bar",
            "x": [date.fromordinal(cell.first).isoformat() for cell in cells],
            # The square root, so that what is rare beside what is common can be seen.
            "y": [-round(max(share**0.5 * (PROFILE - 6), 1), 1) for share in shares],
            "base": [base[cell.lane] for cell in cells],
            "width": [(cell.last - cell.first + 1) * DAY_MS for cell in cells],
            "offset": 0,
            "marker": {"color": token("density"), "line": {"width": 0}},
            "customdata": [None] * len(cells),
            "text": [cell.count for cell in cells],
            "textposition": "none",
            "meta": {"role": "profile"},
            "showlegend": False,
        }
    ]


def extent(months: Sequence[MonthRow], window: WindowRow) -> WindowRow:
    """Return the dates of the strip: whole years around everything counted and the window."""
    counted = [_first_day(month.month).year for month in months if month.count]
    first, last = min([*counted, window.first.year]), max([*counted, window.last.year])
    return WindowRow(date(first, 1, 1), date(last, 12, 31))


def lens(window: WindowRow, strip: WindowRow, top: float, bottom: float) -> list[Figure]:
    """Return two faint lines from the window's place in the strip to the corners of the lanes, in paper coordinates."""
    first, length = strip.first.toordinal(), strip.last.toordinal() + 1 - strip.first.toordinal()
    ends = ((window.first.toordinal() - first) / length, 0.0), ((window.last.toordinal() + 1 - first) / length, 1.0)
    line = {"color": token("accent", 0.35), "width": 1}
    return [
        {
            "type": "line",
            "name": "lens",
            "xref": "paper",
            "yref": "paper",
            "x0": x0,
            "x1": x1,
            "y0": top,
            "y1": bottom,
            "line": line,
        }
        for x0, x1 in ends
    ]


def year_ticks(strip: WindowRow, width: float) -> Figure:
    """Return the strip's time axis with as many years named as fit."""
    years = strip.last.year - strip.first.year + 1
    step = next((step for step in (1, 2, 5, 10, 20, 50) if width / years * step >= 36), 100)
    named = [year for year in range(strip.first.year, strip.last.year + 1) if year % step == 0]
    return {
        "tickmode": "array",
        "tickvals": [f"{year}-01-01" for year in named],
        "ticktext": [str(year) for year in named],
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": token("grid-strong"),
        "tickangle": 0,
        "tickfont": theme.font("ink-3", theme.TICK_SIZE),
        "ticklabelposition": "outside right",
    }


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _length(month: int) -> int:
    """Return the milliseconds of a month's bar, a sliver less than the month so that neighbours stay apart."""
    year, number = divmod(month + 1, 12)
    days = (date(year, number + 1, 1) - _first_day(month)).days if year <= date.max.year else 31
    return round(days * 0.9 * 86_400_000)
