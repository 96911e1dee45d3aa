"""The strip over all dates: how many engagements began in each month, and where the window lies in it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import zip_longest

from timeline.charts import theme
from timeline.charts.lanes import Lane
from timeline.charts.theme import Figure, token
from timeline.rows import CellRow, MonthRow, WindowRow

STRIP = 40  # px
PROFILE = 30  # px at the top of a lane for its counts
BELOW = 26  # px from the strip to the lanes' calendar: years, and the lens lines
_Column = tuple[date, date, float]  # its first day, the day it ends before, its height


def density(months: Sequence[MonthRow]) -> Figure:
    """Return the strip's profile: a column per month that has any."""
    counted = [month for month in months if month.count]
    columns = [(_first_day(month.month), _ends(month.month), float(month.count)) for month in counted]
    return {**_profile([(columns, 0.0)], "density"), "xaxis": "x2", "yaxis": "y2"}


def profiles(cells: Sequence[CellRow], spans: Sequence[tuple[Lane, float, float]], head: float) -> list[Figure]:
    """Return what says how many engagements of each lane begin in each cell, by one measure for all lanes."""
    if not cells:
        return []
    base = {lane.key: top + head + PROFILE for lane, top, _ in spans}
    most = max(cell.count / (cell.last - cell.first + 1) for cell in cells)
    lanes: dict[str, list[_Column]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: cell.first):
        share = cell.count / (cell.last - cell.first + 1) / most
        # The square root, so that what is rare beside what is common can be seen.
        height = round(max(share**0.5 * (PROFILE - 6), 1), 1)
        end = date.fromordinal(min(cell.last + 1, date.max.toordinal()))
        lanes[cell.lane].append((date.fromordinal(cell.first), end, -height))
    return [_profile([(columns, base[lane]) for lane, columns in lanes.items()], "profile")]


def _profile(rows: Sequence[tuple[Sequence[_Column], float]], role: str) -> Figure:
    """Return columns over the bases of their rows as one filled outline: as many bars take plotly a hundred times as long."""
    days: list[str | None] = []
    heights: list[float | None] = []
    for columns, base in rows:
        # A step runs on to the next point's day, then up or down to its height.
        days += [first.isoformat() for first, _, _ in columns[:1]]
        heights += [base for _ in columns[:1]]
        for (first, end, height), following in zip_longest(columns, columns[1:]):
            days.append(first.isoformat())
            heights.append(base + height)
            if following is None or following[0] != end:
                days.append(end.isoformat())
                heights.append(base)
        days.append(None)
        heights.append(None)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": days[:-1],
        "y": heights[:-1],
        "line": {"shape": "hv", "width": 0, "simplify": False},
        "fill": "toself",
        "fillcolor": token("density"),
        "hoverinfo": "skip",
        "meta": {"role": role},
        "showlegend": False,
    }


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


def _ends(month: int) -> date:
    """Return the day a month's column ends with, a sliver before the month does so that neighbours stay apart."""
    first = _first_day(month)
    return first + timedelta(days=26 if first.month != 2 else 25)
