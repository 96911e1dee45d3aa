"""The editions of a series by year and host, joined in order so that a missed turn lies flat."""

from collections.abc import Sequence
from datetime import date

from timeline.charts import theme
from timeline.charts.labels import text_width
from timeline.charts.marks import symbol
from timeline.charts.payload import items, plain
from timeline.charts.theme import Figure, token
from timeline.rows import EngagementRow, WindowRow
from timeline.vocabulary import Role, Status

MOST_HOSTS = 7
PITCH = 30  # px between hosts
_TOP, _BOTTOM = 24, 26  # px
_NOBODY = "Host not stated"
_OTHERS = "Others"


def editions_figure(rows: Sequence[EngagementRow], *, today: date, width: int) -> Figure:
    """Draw the editions of a series in a figure `width` px wide: time to the right, one line per host, the number above each."""
    dated = sorted(
        (row for row in rows if row.earliest is not None), key=lambda row: (row.earliest or 0, row.edition or 0, row.id)
    )
    hosts = _hosts(dated)
    names = list(dict.fromkeys(hosts.values()))
    left = round(max((text_width(name, 12.5, 600) for name in names), default=0) + 18)
    height = _TOP + _BOTTOM + PITCH * max(len(names), 1)
    spots = {row.id: (_middle(row), names.index(hosts[row.id])) for row in dated}
    points = [symbol(row, 0, 0, 12.0) for row in dated]
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [spots[row.id][0] for row in dated if row.status != Status.CANCELLED],
            "y": [spots[row.id][1] for row in dated if row.status != Status.CANCELLED],
            "line": {"color": token("grid-strong"), "width": 1.25},
            "hoverinfo": "skip",
            "showlegend": False,
            "meta": {"role": "line"},
        },
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [spots[row.id][0] for row in dated],
            "y": [spots[row.id][1] for row in dated],
            "text": _numbers(dated, width - left),
            "textposition": "top center",
            "textfont": theme.font("ink-2", theme.TICK_SIZE),
            "customdata": [row.id for row in dated],
            "cliponaxis": False,
            "marker": {
                "symbol": [point.symbol for point in points],
                "size": [point.size for point in points],
                "color": [point.fill for point in points],
                "opacity": 1,
                "line": {"color": [point.line for point in points], "width": [point.line_width for point in points]},
            },
            "showlegend": False,
            "meta": {"role": "points"},
        },
    ]
    window = _span(dated, today)
    layout = _layout(names, window, left, height, width)
    layout["shapes"] = [_today_line(today)] if window.first <= today <= window.last else []
    layout["meta"] = {"items": items(dated)}
    return {"data": data, "layout": layout}


def _hosts(rows: Sequence[EngagementRow]) -> dict[int, str]:
    """Return the host of each edition: the party said to host, else the country it took place in; the rarest become `Others`."""
    found = {row.id: _host(row) for row in rows}
    counts = {name: list(found.values()).count(name) for name in dict.fromkeys(found.values())}
    kept = sorted(counts, key=lambda name: -counts[name])[:MOST_HOSTS]
    return {pk: name if name in kept else _OTHERS for pk, name in found.items()}


def _host(row: EngagementRow) -> str:
    named = [party.name for party in row.parties if party.role == Role.HOST]
    return named[0] if named else row.country_name or _NOBODY


def _middle(row: EngagementRow) -> str:
    """Return the middle of the days it can mean, so that a year alone never lies on 1 January."""
    return date.fromordinal(((row.earliest or 1) + (row.latest or row.earliest or 1)) // 2).isoformat() + " 12:00"


def _numbers(rows: Sequence[EngagementRow], width: float) -> list[str]:
    """Return the number above each edition; only every second, third … where they would run together."""
    every = max(1, -(-len(rows) * 26 // max(round(width), 1)))
    last = len(rows) - 1
    return [plain(str(row.edition)) if row.edition and (last - place) % every == 0 else "" for place, row in enumerate(rows)]


def _span(rows: Sequence[EngagementRow], today: date) -> WindowRow:
    days = [row.earliest or 1 for row in rows] + [row.latest or 1 for row in rows] or [today.toordinal()]
    first, last = date.fromordinal(min(days)), date.fromordinal(max(days))
    return WindowRow(date(first.year, 1, 1), date(last.year, 12, 31))


def _today_line(today: date) -> Figure:
    line = {"color": token("today"), "width": 1.5}
    x = f"{today.isoformat()} 12:00"
    return {
        "type": "line",
        "name": "today",
        "layer": "below",
        "xref": "x",
        "yref": "paper",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "line": line,
    }


def _layout(names: Sequence[str], window: WindowRow, left: int, height: int, width: int) -> Figure:
    years = range(window.first.year, window.last.year + 1)
    step = next((step for step in (1, 2, 5, 10, 20) if (width - left) / len(years) * step >= 40), 50)
    named = [year for year in years if year % step == 0] or [window.first.year]
    return {
        "height": height,
        "margin": {"l": left, "r": 12, "t": _TOP - 10, "b": _BOTTOM, "pad": 0, "autoexpand": False},
        "showlegend": False,
        "hovermode": "closest",
        "paper_bgcolor": theme.CLEAR,
        "plot_bgcolor": theme.CLEAR,
        "font": theme.font("ink-2"),
        "xaxis": {
            "type": "date",
            "range": [window.first.isoformat(), window.last.isoformat()],
            "tickmode": "array",
            "tickvals": [f"{year}-01-01" for year in named],
            "ticktext": [str(year) for year in named],
            "ticklabelposition": "outside right",
            "tickangle": 0,
            "tickfont": theme.font("ink-3", theme.TICK_SIZE),
            "ticks": "",
            "gridcolor": token("grid"),
            "zeroline": False,
            "fixedrange": True,
            "automargin": False,
        },
        "yaxis": {
            "range": [max(len(names), 1) - 0.5, -0.75],
            "tickmode": "array",
            "tickvals": list(range(len(names))),
            "ticktext": [plain(name) for name in names],
            "tickfont": theme.font("ink", 12.5, 600),
            "showgrid": True,
            "gridcolor": token("grid"),
            "zeroline": False,
            "fixedrange": True,
            "automargin": False,
        },
    }
