"""The timeline: a strip of all dates over lanes of packed rows with direct labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.charts import density
from timeline.charts.arrange import SIDELINE, Arranged, Placed, arrange
from timeline.charts.canvas import Canvas
from timeline.charts.frame import Frame
from timeline.charts.labels import Side
from timeline.charts.lanes import Lane, given_lanes, lanes
from timeline.charts.marks import draw
from timeline.charts.payload import items
from timeline.charts.scale import Scale
from timeline.charts.theme import Figure, token
from timeline.rows import CellRow, EngagementRow, LaneRow, MonthRow, WindowRow
from timeline.vocabulary import Lanes

PITCH = 21  # px from row to row
MOST_DRAWN = 300


@dataclass(frozen=True, slots=True)
class Drawn:
    """A timeline, how many engagements are drawn in it, and a sentence on what it leaves out."""

    figure: Figure
    drawn: int
    note: str


def timeline_figure(
    rows: Sequence[EngagementRow],
    *,
    window: WindowRow,
    months: Sequence[MonthRow],
    today: date,
    width: int,
    by: Lanes = Lanes.KIND,
    chosen: Sequence[str] = (),
    total: int | None = None,
    counted: Sequence[LaneRow] = (),
    cells: Sequence[CellRow] = (),
) -> Drawn:
    """Draw the engagements of `window` in a figure `width` px wide.

    `rows` come in any order; past MOST_DRAWN the most important are drawn. `months` counts all dates for the strip;
    `total` is how many the window holds when `rows` are not all of it; `chosen` countries get their lanes first. Where the
    window holds too many, its lanes come `counted` and the `cells` of all of it are drawn as a profile at the top of each.
    """
    frame = Frame.of_width(width)
    scale = Scale(window, frame.lanes_width)
    now = today.toordinal()
    dated = sorted((row for row in rows if row.earliest is not None), key=lambda row: (-row.importance, row.id))

    def in_lanes(kept: Sequence[EngagementRow]) -> list[Lane]:
        return given_lanes(kept, by, counted) if counted else lanes(kept, by, chosen=chosen)

    arranged = arrange(dated[:MOST_DRAWN], scale, now, in_lanes)
    canvas = Canvas(scale)
    spans = _draw_lanes(arranged, canvas, frame, now)
    strip = density.extent(months, window)
    calendar = frame.calendar(scale, today)
    marks = {mark.row.id: mark for lane in arranged for mark in lane.marks}
    shown = [row for row in dated if row.id in marks]
    named = sum(mark.label.side is not Side.NONE for mark in marks.values())
    note = _note(len(shown), named, len(dated) if total is None else total, is_short=frame.is_phone)
    figure: Figure = {
        "data": [*density.profiles(cells, spans, frame.lane_head), *canvas.traces(), *calendar.traces, density.density(months)],
        "layout": frame.layout(scale, strip, spans, calendar, canvas.shapes, note),
    }
    figure["layout"]["meta"] = {
        "items": items(shown),
        "window": [window.first.isoformat(), window.last.isoformat()],
        "extent": [strip.first.isoformat(), strip.last.isoformat()],
    }
    return Drawn(figure, len(shown), note)


def _note(drawn: int, named: int, total: int, *, is_short: bool) -> str:
    """Say what the figure leaves out: marks beyond the limit, names beyond the room; empty when nothing."""
    if not drawn:
        return "Nothing with a date in this window." if not total else ""
    if drawn < total:
        named_too = f", {named} of them named" if named < drawn else ""
        rest = "" if is_short else "; the strip above counts all"
        return f"The {drawn} most important of {total:,} are drawn{named_too}{rest}."
    return f"{named} of {drawn} are named, the most important first." if named < drawn else ""


def _draw_lanes(arranged: Sequence[Arranged], canvas: Canvas, frame: Frame, today: int) -> list[tuple[Lane, float, float]]:
    """Draw every lane's marks; return the lanes with their top and bottom px."""
    spans: list[tuple[Lane, float, float]] = []
    top = 0.0
    for lane in arranged:
        head = frame.lane_head + (density.PROFILE if lane.lane.key is not None else 0)
        needed = head + len(lane.packed) * PITCH + frame.lane_padding
        bottom = top + max(needed, frame.lane_least(lane.lane.name))
        for family, row in zip(lane.placed, lane.tops, strict=True):
            _draw_family(family, top + head + frame.lane_padding / 2 + (row + 0.5) * PITCH, canvas, today)
        spans.append((lane.lane, top, bottom))
        top = bottom
    return spans


def _draw_family(placed: Placed, first: float, canvas: Canvas, today: int) -> None:
    if placed.sideline is not None:
        x, last = placed.sideline, first + (len(placed.rows) - 1) * PITCH
        canvas.line(x, first, x, last + 6, token("rule-2"), SIDELINE, name="sideline", layer="below")
    for number, row in enumerate(placed.rows):
        for mark in row:
            draw(mark, first + number * PITCH, canvas, today)
