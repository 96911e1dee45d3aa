"""What is drawn in a timeline's lanes, collected mark by mark and handed over as a handful of plotly traces."""

from dataclasses import dataclass, field
from typing import Any

from timeline.charts.payload import plain
from timeline.charts.scale import Scale
from timeline.charts.theme import CLEAR, LABEL_SIZE, SANS, Figure


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `left` to `right` px, centred on `y`."""

    id: int
    left: float
    right: float
    y: float
    height: float
    fill: str
    line: str = CLEAR
    line_width: float = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A kind's symbol centred on `x`, `y`."""

    id: int
    x: float
    y: float
    symbol: str
    size: float
    fill: str
    line: str
    line_width: float


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text that begins at `x`, or ends there when `ends`; None as id is decoration."""

    id: int | None
    x: float
    y: float
    text: str
    ends: bool = False
    colour: str = "var(--ink)"
    weight: int = 400
    size: float = LABEL_SIZE
    is_struck: bool = False


@dataclass(slots=True)
class Canvas:
    """The marks of one timeline, by the trace that draws them; px from the left and from the top of the lanes."""

    scale: Scale
    bars: list[Bar] = field(default_factory=list)
    steps: list[Bar] = field(default_factory=list)  # square-cornered: stretches of fades
    points: list[Point] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    shapes: list[Figure] = field(default_factory=list)

    def line(self, x0: float, y0: float, x1: float, y1: float, colour: str, width: float, **more: Any) -> None:
        """Draw a straight line between two points of the lanes."""
        ends = {"x0": self.scale.moment(x0), "x1": self.scale.moment(x1), "y0": y0, "y1": y1}
        self.shapes.append({"type": "line", "xref": "x", "yref": "y", **ends, "line": {"color": colour, "width": width}, **more})

    def traces(self) -> list[Figure]:
        """Return the plotly traces, lowest first; an empty one is left out."""
        drawn = [
            _bar_trace(self.scale, self.steps, "fades", rounded=False),
            _bar_trace(self.scale, self.bars, "bars", rounded=True),
            _point_trace(self.scale, self.points),
            _text_trace(self.scale, self.texts),
        ]
        return [trace for trace in drawn if trace["y"]]


def _bar_trace(scale: Scale, bars: list[Bar], role: str, *, rounded: bool) -> Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [scale.moment(bar.left) for bar in bars],
        "x": [scale.length(bar.right - bar.left) for bar in bars],
        "y": [bar.y for bar in bars],
        "width": [bar.height for bar in bars],
        "customdata": [bar.id for bar in bars],
        "marker": {
            "color": [bar.fill for bar in bars],
            "line": {"color": [bar.line for bar in bars], "width": [bar.line_width for bar in bars]},
            "cornerradius": "50%" if rounded else 0,
        },
        "meta": {"role": role},
        "showlegend": False,
    }


def _point_trace(scale: Scale, points: list[Point]) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [scale.moment(point.x) for point in points],
        "y": [point.y for point in points],
        "customdata": [point.id for point in points],
        "marker": {
            "symbol": [point.symbol for point in points],
            "size": [point.size for point in points],
            "color": [point.fill for point in points],
            "opacity": 1,
            "line": {"color": [point.line for point in points], "width": [point.line_width for point in points]},
        },
        "meta": {"role": "points"},
        "showlegend": False,
    }


def _text_trace(scale: Scale, texts: list[Text]) -> Figure:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [scale.moment(text.x) for text in texts],
        "y": [text.y for text in texts],
        "text": [plain(text.text) for text in texts],
        "textposition": ["middle left" if text.ends else "middle right" for text in texts],
        "textfont": {
            "family": SANS,
            "size": [text.size for text in texts],
            "weight": [text.weight for text in texts],
            "color": [text.colour for text in texts],
            "lineposition": ["through" if text.is_struck else "none" for text in texts],
        },
        "customdata": [text.id for text in texts],
        "meta": {"role": "labels"},
        "showlegend": False,
    }
