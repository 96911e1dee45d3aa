"""What stands around a timeline's lanes: calendar, bands, lane names, today, and where strip and lanes lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline import wording
from timeline.charts import density, theme
from timeline.charts.canvas import Canvas, Text
from timeline.charts.labels import text_width
from timeline.charts.lanes import Lane
from timeline.charts.payload import plain
from timeline.charts.scale import Scale
from timeline.charts.theme import Figure, token
from timeline.charts.ticks import Tick, ticks
from timeline.rows import WindowRow

PHONE = 640  # px: narrower figures put the lane names above the bars
WIDTHS = (280, 2400)  # px a figure may be asked for
_NAMES = 132  # px for the lane names at the left
_CALENDAR = 24  # px
_NOTE = 24  # px under the lanes for what the figure leaves out
_NAME_SIZE = 12.5
_NAME_WEIGHT = 600
_TIME_AXIS: Figure = {"type": "date", "showticklabels": False, "zeroline": False, "automargin": False}
_PX_AXIS: Figure = {"fixedrange": True, "showgrid": False, "showticklabels": False, "zeroline": False, "automargin": False}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The lines over the lanes, their names as a trace, and the tag of today."""

    ticks: tuple[Tick, ...]
    traces: list[Figure]
    today: Figure | None


@dataclass(frozen=True, slots=True)
class Frame:
    """The measures of one timeline."""

    width: int
    is_phone: bool

    @classmethod
    def of_width(cls, width: int) -> "Frame":
        """Return the frame of a figure `width` px wide, kept to what can be drawn."""
        kept = min(max(width, WIDTHS[0]), WIDTHS[1])
        return cls(kept, kept < PHONE)

    @property
    def names_width(self) -> int:
        """Px at the left for the lane names."""
        return 0 if self.is_phone else _NAMES

    @property
    def lanes_width(self) -> float:
        """Px of the time axis."""
        return self.width - self.names_width

    @property
    def lane_head(self) -> int:
        """Px above a lane's first row for its name."""
        return 22 if self.is_phone else 0

    @property
    def lane_padding(self) -> int:
        """Px a lane keeps free, above and below its rows together."""
        return 8 if self.is_phone else 12

    def lane_least(self, name: str) -> float:
        """Return the px a lane needs for its name and count at the left."""
        return 0.0 if self.is_phone else 14 + 16 * (len(self.name_lines(name)) + 1)

    def name_lines(self, name: str) -> list[str]:
        """Break a lane's name into lines that fit beside the lanes."""
        lines: list[str] = []
        for word in name.split():
            if lines and text_width(f"{lines[-1]} {word}", _NAME_SIZE, _NAME_WEIGHT) <= _NAMES - 20:
                lines[-1] = f"{lines[-1]} {word}"
            else:
                lines.append(word)
        return lines

    def calendar(self, scale: Scale, today: date) -> Calendar:
        """Return the calendar of the window; names that would run into today's tag are left out."""
        marks = ticks(scale)
        now = scale.x(today.toordinal() + 0.5)
        tag = wording.partial_date(today.isoformat(), short=True, year=False)
        half = text_width(tag, theme.TICK_SIZE, 600) / 2 + 7
        shows_today = 0 <= now <= scale.width
        canvas = Canvas(scale)
        for tick in marks:
            x = scale.x(tick.day.toordinal())
            size = theme.LABEL_SIZE if tick.is_strong else theme.TICK_SIZE
            right = x + 8 + text_width(tick.name, size, 600)
            if tick.name and not (shows_today and x < now + half and right > now - half):
                colour, weight = ("ink", 600) if tick.is_strong else ("ink-3", 400)
                canvas.texts.append(Text(None, x + 2, -_CALENDAR / 2, tick.name, colour=token(colour), weight=weight, size=size))
        traces = canvas.traces()
        for trace in traces:
            trace["meta"] = {"role": "calendar"}
        return Calendar(tuple(marks), traces, self._today_tag(scale, now, tag, half) if shows_today else None)

    def _today_tag(self, scale: Scale, now: float, tag: str, half: float) -> Figure:
        # At the edge the tag moves in, off its line, rather than being cut.
        moved = max(half - now, 0) - max(now + half - scale.width, 0)
        return {
            "x": scale.moment(now),
            "y": -_CALENDAR / 2,
            "xref": "x",
            "yref": "y",
            "text": tag,
            "name": "today",
            "xshift": round(moved),
            "showarrow": False,
            "font": {"family": theme.SANS, "size": theme.TICK_SIZE, "weight": 700, "color": token("paper")},
            "bgcolor": token("today"),
            "borderpad": 3,
        }

    def layout(
        self,
        scale: Scale,
        strip: WindowRow,
        spans: Sequence[tuple[Lane, float, float]],
        calendar: Calendar,
        shapes: Sequence[Figure],
        note: str,
    ) -> Figure:
        """Return the layout: exact height, both pairs of axes, bands, lens, today, lane names and a note underneath."""
        lanes_height = spans[-1][2] if spans else 3 * 21.0
        height = density.STRIP + density.BELOW + _CALENDAR + lanes_height
        lanes_top = (_CALENDAR + lanes_height) / height
        strip_bottom = 1 - density.STRIP / height
        bands = self._bands(spans)
        today = self._today_line(calendar, lanes_height)
        return {
            "height": round(height) + (_NOTE if note else 0),
            "margin": {"l": self.names_width, "r": 0, "t": 0, "b": _NOTE if note else 0, "pad": 0, "autoexpand": False},
            "showlegend": False,
            "barmode": "overlay",
            "dragmode": "pan",
            "hovermode": "closest",
            "hoverdistance": 8,
            "paper_bgcolor": theme.CLEAR,
            "plot_bgcolor": theme.CLEAR,
            "font": theme.font("ink-2"),
            **_lanes_axes(scale, calendar, lanes_height, lanes_top),
            **_strip_axes(scale, strip, strip_bottom),
            "shapes": [*bands, *density.lens(scale.window, strip, strip_bottom, lanes_top), *shapes, *today],
            "annotations": [*self._names(spans, strip), *([calendar.today] if calendar.today else []), *self._note(note)],
        }

    def _bands(self, spans: Sequence[tuple[Lane, float, float]]) -> list[Figure]:
        """Return a wash behind every other lane, on a phone behind every lane's name, and the line under the calendar."""
        left = -self.names_width / self.lanes_width
        striped = [(top, top + 19) for _, top, _ in spans] if self.is_phone else [span[1:] for span in spans[::2]]
        washes: list[Figure] = [
            {
                "type": "rect",
                "name": "band",
                "layer": "below",
                "xref": "paper",
                "yref": "y",
                "x0": left,
                "x1": 1,
                "y0": top,
                "y1": bottom,
                "fillcolor": token("band"),
                "line": {"width": 0},
            }
            for top, bottom in striped
        ]
        line = {"color": token("grid-strong"), "width": 1}
        washes.append(
            {"type": "line", "layer": "below", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": line}
        )
        return washes

    def _today_line(self, calendar: Calendar, lanes_height: float) -> list[Figure]:
        if calendar.today is None:
            return []
        x = calendar.today["x"]
        line = {"color": token("today"), "width": 1.5}
        return [
            {
                "type": "line",
                "name": "today",
                "layer": "below",
                "xref": "x",
                "yref": "y",
                "x0": x,
                "x1": x,
                "y0": 0,
                "y1": lanes_height,
                "line": line,
            }
        ]

    def _names(self, spans: Sequence[tuple[Lane, float, float]], strip: WindowRow) -> list[Figure]:
        """Return the lane names with their counts, and on a wide figure the strip's name."""
        found: list[Figure] = []
        for lane, top, _ in spans:
            if self.is_phone:
                found.append(self._annotation(lane.name, top + 10, middle=True))
                found.append(self._annotation(f"{lane.count:,}", top + 10, middle=True, count=True, at_right=True))
                continue
            lines = self.name_lines(lane.name)
            for number, line in enumerate(lines):
                found.append(self._annotation(line, top + 6 + 16 * number))
            found.append(self._annotation(f"{lane.count:,}", top + 6 + 16 * len(lines), count=True))
        if not self.is_phone:
            years = wording.date_range(str(strip.first.year), str(strip.last.year))
            found.append({**self._annotation("All dates", 1.0), "yref": "paper", "yshift": -4})
            found.append({**self._annotation(f"per month, {years}", 1.0, count=True), "yref": "paper", "yshift": -21})
        return found

    def _note(self, note: str) -> list[Figure]:
        if not note:
            return []
        return [{**self._annotation(note, 0, count=True), "yref": "paper", "yshift": -6, "xshift": 4}]

    def _annotation(self, text: str, y: float, *, middle: bool = False, count: bool = False, at_right: bool = False) -> Figure:
        font = theme.font("ink-3", theme.TICK_SIZE) if count else theme.font("ink", _NAME_SIZE, _NAME_WEIGHT)
        return {
            "text": plain(text),
            "xref": "paper",
            "yref": "y",
            "x": 1 if at_right else 0,
            "y": y,
            "xanchor": "right" if at_right else "left",
            "yanchor": "middle" if middle else "top",
            "xshift": -4 if at_right else 4 - self.names_width,
            "showarrow": False,
            "font": font,
            "align": "left",
            "borderpad": 0,
        }


def _lanes_axes(scale: Scale, calendar: Calendar, lanes_height: float, lanes_top: float) -> Figure:
    """Return the axes of the lanes: days to the right with the calendar's lines, px downwards."""

    def lines(*, strong: bool) -> Figure:
        days = [tick.day.isoformat() for tick in calendar.ticks if tick.is_strong is strong]
        colour = token("grid-strong" if strong else "grid")
        return {"tickmode": "array", "tickvals": days, "gridcolor": colour, "showgrid": True}

    return {
        "xaxis": {
            **_TIME_AXIS,
            **lines(strong=True),
            "minor": lines(strong=False),
            "range": [scale.moment(0), scale.moment(scale.width)],
            "anchor": "y",
        },
        "yaxis": {**_PX_AXIS, "range": [lanes_height, -_CALENDAR], "domain": [0, lanes_top]},
    }


def _strip_axes(scale: Scale, strip: WindowRow, bottom: float) -> Figure:
    """Return the axes of the strip of all dates."""
    end = date.fromordinal(min(strip.last.toordinal() + 1, date.max.toordinal()))
    return {
        "xaxis2": {
            **_TIME_AXIS,
            **density.year_ticks(strip, scale.width),
            "showticklabels": True,
            "range": [strip.first.isoformat(), end.isoformat()],
            "anchor": "y2",
            "fixedrange": True,
            "showgrid": False,
            "showline": True,
            "linecolor": token("grid-strong"),
        },
        "yaxis2": {**_PX_AXIS, "domain": [bottom, 1], "rangemode": "tozero"},
    }
