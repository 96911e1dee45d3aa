"""One engagement as a mark: a bar, a symbol or a soft band, in the treatment of its status and with its doubts drawn."""

from dataclasses import dataclass
from enum import StrEnum

from timeline import partial_dates
from timeline.charts import theme
from timeline.charts.canvas import Bar, Canvas, Point, Text
from timeline.charts.labels import Label, Side, place
from timeline.charts.scale import Scale
from timeline.charts.theme import kind_colour, token
from timeline.rows import EngagementRow
from timeline.vocabulary import Kind, Precision, Status

SHORTEST_BAR = 15.0  # px: a shorter bar would look like a dot, so the kind's symbol stands for it
_BLEED = 8.0  # px a bar runs on past the edge of the plot when the engagement does
FADE = (0.16, 0.3, 0.46, 0.62, 0.8)  # opacity of an imprecise end, step by step inwards
SOFT = (0.14, 0.25, 0.34, 0.42, 0.46, 0.48, 0.46, 0.42, 0.34, 0.25, 0.14)  # of a band whose days are not known
_HOLLOW = frozenset({Status.PLANNED, Status.POSTPONED, Status.CANCELLED})


class Form(StrEnum):
    """What an engagement is drawn as."""

    SYMBOL = "symbol"
    BAR = "bar"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Mark:
    """An engagement laid out along the time axis: its form, the px it covers and what of that is certain."""

    row: EngagementRow
    form: Form
    left: float
    right: float
    sure_left: float
    sure_right: float
    is_child: bool
    label: Label

    @property
    def box(self) -> tuple[float, float]:
        """Leftmost and rightmost px of mark and label."""
        return min(self.left, self.label.left), max(self.right, self.label.right)

    @property
    def symbol_size(self) -> float:
        """Size of the kind's symbol, smaller inside another engagement."""
        return 9.0 if self.is_child else 12.0


def lay_out(row: EngagementRow, scale: Scale, *, is_child: bool, is_named: bool, today: int) -> Mark | None:
    """Lay out one dated engagement; None when it lies outside the window."""
    if row.earliest is None or row.latest is None:
        return None
    left, right = scale.x(row.earliest), scale.x(row.latest + 1)
    if right <= 0 or left >= scale.width:
        return None
    form = _form(row, right - left)
    if form is not Form.BAR:
        half = (9.0 if is_child else 12.0) / 2 if form is Form.SYMBOL else max(SHORTEST_BAR, right - left) / 2
        middle = (left + right) / 2
        left, right = middle - half, middle + half
    sure_left, sure_right = _certain(row, scale, left, right) if form is Form.BAR else (left, right)
    if form is not Form.SOFT:  # a soft band cut at the edge would be strongest at the wrong days
        left, right = max(left, -_BLEED), min(right, scale.width + _BLEED)
    name = f"{row.short_title}, unconfirmed" if row.is_unconfirmed else row.short_title
    inside = form is Form.BAR and not is_child and _carries_label(row) and (sure_left, sure_right) == (left, right)
    now = scale.x(today + 0.5)
    label = place(
        name if is_named else "",
        max(left, 0),
        min(right, scale.width),
        width=scale.width,
        today=now if 0 <= now <= scale.width else None,
        may_stand_inside=inside,
    )
    sure = max(sure_left, -_BLEED), min(sure_right, scale.width + _BLEED)
    return Mark(row, form, left, right, *sure, is_child, label)


def draw(mark: Mark, y: float, canvas: Canvas, today: int) -> None:
    """Draw a mark and its label at `y` px from the top of the lanes."""
    if mark.form is Form.SYMBOL:
        _draw_symbol(mark, y, canvas)
    elif mark.form is Form.SOFT:
        _draw_soft(mark, y, canvas)
    else:
        _draw_bar(mark, y, canvas, today)
    if mark.row.status == Status.CANCELLED:
        canvas.line(mark.left - 3, y, mark.right + 3, y, token("ink-3"), 1.5)
    if mark.label.side is not Side.NONE:
        _draw_label(mark, y, canvas)


def _form(row: EngagementRow, length: float) -> Form:
    first, last = partial_dates.precision(row.start), partial_dates.precision(row.end)
    if first is not Precision.DAY and last is not Precision.DAY:
        return Form.SOFT
    if row.start == row.end or length < SHORTEST_BAR:
        return Form.SYMBOL
    return Form.BAR


def _certain(row: EngagementRow, scale: Scale, left: float, right: float) -> tuple[float, float]:
    """Return the stretch within `left` to `right` on which it certainly went on: at least the one day that is known."""
    if partial_dates.precision(row.start) is not Precision.DAY:
        left = scale.x(min(partial_dates.latest(row.start), partial_dates.earliest(row.end)))
    if partial_dates.precision(row.end) is not Precision.DAY:
        right = scale.x(max(partial_dates.earliest(row.end), partial_dates.latest(row.start) + 1))
    return left, right


def _carries_label(row: EngagementRow) -> bool:
    return row.status in _HOLLOW or (row.status == Status.HELD and row.kind in theme.LABEL_INSIDE)


def _outline(row: EngagementRow) -> str:
    return token("status-cancelled") if row.status == Status.CANCELLED else kind_colour(row.kind)


def _draw_symbol(mark: Mark, y: float, canvas: Canvas) -> None:
    row, x = mark.row, (mark.left + mark.right) / 2
    canvas.points.append(symbol(row, x, y, mark.symbol_size))
    if row.status == Status.POSTPONED:
        ring = mark.symbol_size * 0.85
        canvas.shapes.append(
            {
                "type": "circle",
                "xref": "x",
                "yref": "y",
                "xsizemode": "pixel",
                "ysizemode": "pixel",
                "xanchor": canvas.scale.moment(x),
                "yanchor": y,
                "x0": -ring,
                "x1": ring,
                "y0": -ring,
                "y1": ring,
                "line": {"color": kind_colour(row.kind), "width": 1.5, "dash": "3px,2px"},
            }
        )


def symbol(row: EngagementRow, x: float, y: float, size: float) -> Point:
    """Return the kind's symbol in the treatment of its status; a call's ring stays a ring in all of them."""
    colour, paper = _outline(row), token("paper")
    size *= theme.SYMBOL_SCALE.get(row.kind, 1.0)
    if row.kind == Kind.CALL:
        if row.status in _HOLLOW:
            return Point(row.id, x, y, "circle-open-dot", size, colour, colour, 1.5)
        return Point(row.id, x, y, "circle", size * 0.78, paper, colour, size * 0.27)
    name = theme.SYMBOLS[row.kind]
    if row.status in _HOLLOW:
        width = theme.PLAN_STROKE if row.status == Status.PLANNED else 1.25
        return Point(row.id, x, y, name, size, paper, colour, width)
    if row.status == Status.ONGOING:
        return Point(row.id, x, y, name, size, kind_colour(row.kind, theme.ONGOING_WASH), colour, theme.PLAN_STROKE)
    return Point(row.id, x, y, name, size, colour, paper, 0.75)


def _draw_soft(mark: Mark, y: float, canvas: Canvas) -> None:
    """Draw a thin band over every day it can mean, strongest in the middle and nowhere solid."""
    row = mark.row
    if row.status in _HOLLOW:
        line = _outline(row) if row.status == Status.CANCELLED else kind_colour(row.kind, 0.6)
        canvas.bars.append(Bar(row.id, mark.left, mark.right, y, 7, token("paper"), line, 1.25))
        return
    step = (mark.right - mark.left) / len(SOFT)
    for number, opacity in enumerate(SOFT):
        left = mark.left + number * step
        canvas.steps.append(Bar(row.id, left, left + step, y, 7, kind_colour(row.kind, opacity)))


def _draw_bar(mark: Mark, y: float, canvas: Canvas, today: int) -> None:
    row, height = mark.row, 10.0 if mark.is_child else 14.0
    colour, left, right = kind_colour(row.kind), mark.sure_left, mark.sure_right
    _draw_fade(mark, mark.left, left, y, height, canvas)
    _draw_fade(mark, mark.right, right, y, height, canvas)
    if row.status == Status.ONGOING:
        now = min(max(canvas.scale.x(today + 0.5), left), right)
        canvas.bars.append(Bar(row.id, left, right, y, height, kind_colour(row.kind, theme.ONGOING_WASH), colour, 1))
        if now > left:
            canvas.bars.append(Bar(row.id, left, now, y, height, colour))
    elif row.status == Status.POSTPONED:
        canvas.bars.append(Bar(row.id, left, right, y, height, token("paper")))
        canvas.shapes.append(_dashed(canvas, left, right, y, height, colour))
    elif row.status in _HOLLOW:
        width = theme.PLAN_STROKE if row.status == Status.PLANNED else 1.25
        canvas.bars.append(Bar(row.id, left, right, y, height - width, token("paper"), _outline(row), width))
    else:
        canvas.bars.append(Bar(row.id, left, right, y, height, colour))


def _dashed(canvas: Canvas, left: float, right: float, y: float, height: float, colour: str) -> theme.Figure:
    ends = {"x0": canvas.scale.moment(left), "x1": canvas.scale.moment(right)}
    line = {"color": colour, "width": 1.5, "dash": "4px,3px"}
    return {"type": "rect", "xref": "x", "yref": "y", **ends, "y0": y - height / 2, "y1": y + height / 2, "line": line}


def _draw_fade(mark: Mark, outer: float, inner: float, y: float, height: float, canvas: Canvas) -> None:
    """Draw an imprecise end, fading from the certain stretch at `inner` to the last possible day at `outer`."""
    if outer == inner:
        return
    step = (inner - outer) / len(FADE)
    # What is only planned is hollow, so its doubt is a fainter wash.
    strength = 0.5 if mark.row.status in _HOLLOW else 1.0
    for number, opacity in enumerate(FADE):
        near, far = outer + number * step, outer + (number + 1) * step
        fill = kind_colour(mark.row.kind, opacity * strength)
        canvas.steps.append(Bar(mark.row.id, min(near, far), max(near, far), y, height - 2, fill))


def _draw_label(mark: Mark, y: float, canvas: Canvas) -> None:
    row, label = mark.row, mark.label
    colour, weight = ("ink-2", 400) if mark.is_child or row.status in _HOLLOW else ("ink", 400)
    if label.side is Side.INSIDE and row.status not in _HOLLOW:
        colour, weight = "paper", 500
    ends = label.side is Side.LEFT
    canvas.texts.append(
        Text(
            row.id,
            label.right if ends else label.left,
            y,
            label.text,
            ends=ends,
            colour=token(colour),
            weight=weight,
            is_struck=row.status == Status.CANCELLED,
        )
    )
