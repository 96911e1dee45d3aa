"""Arranging marks in the rows of their lanes, and deciding what stays unnamed or undrawn when not everything fits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from timeline.charts.labels import Side
from timeline.charts.lanes import Family, Lane
from timeline.charts.marks import Mark, lay_out
from timeline.charts.packing import Box, Row, pack
from timeline.charts.scale import Scale
from timeline.rows import EngagementRow

MOST_ROWS = 52  # a taller figure is no overview: names are dropped first, then the least important marks
SIDELINE = 3  # px
_FEWEST = 20  # marks that are drawn however many rows they need
_LEAST_NAMED = 0.2
_NAMED = (1.0, 0.75, 0.55, 0.4, 0.3, _LEAST_NAMED)  # shares of the marks whose names claim room of their own


@dataclass(frozen=True, slots=True)
class Placed:
    """One family laid out: its marks row by row, and the x of the sideline its children hang from."""

    rows: tuple[tuple[Mark, ...], ...]
    sideline: float | None

    def box(self, row: Sequence[Mark]) -> Box:
        """The px that one of its rows covers."""
        left = self.sideline - SIDELINE if self.sideline is not None else float("inf")
        return min([left, *(mark.box[0] for mark in row)]), max(mark.box[1] for mark in row)


@dataclass(frozen=True, slots=True)
class Arranged:
    """One lane with its families and the first row of each, in `packed` rows."""

    lane: Lane
    placed: tuple[Placed, ...]
    tops: tuple[int, ...]
    packed: tuple[Row, ...]

    @property
    def marks(self) -> list[Mark]:
        """Every mark of the lane."""
        return [mark for one in self.placed for row in one.rows for mark in row]


class _Marks:
    """Marks laid out once however often they are arranged, with their names and without."""

    def __init__(self, scale: Scale, today: int) -> None:
        self.scale, self.today = scale, today
        self._laid: dict[tuple[int, bool, bool], Mark | None] = {}

    def of(self, row: EngagementRow, *, is_child: bool, is_named: bool) -> Mark | None:
        """Return the mark of an engagement; None when it lies outside the window."""
        key = row.id, is_child, is_named
        if key not in self._laid:
            self._laid[key] = lay_out(row, self.scale, is_child=is_child, is_named=is_named, today=self.today)
        return self._laid[key]


def arrange(
    rows: Sequence[EngagementRow], scale: Scale, today: int, in_lanes: Callable[[Sequence[EngagementRow]], list[Lane]]
) -> list[Arranged]:
    """Arrange `rows`, most important first, in at most MOST_ROWS rows of their lanes.

    Names claim room by importance, then the rest get theirs where that moves nothing. When the marks are too many with
    even the most important _LEAST_NAMED of them named, the least important are left out.
    """
    marks = _Marks(scale, today)
    found = in_lanes(rows)
    least = _arrange_once(rows, marks, found, _LEAST_NAMED)
    while len(rows) > _FEWEST and _height(least) > MOST_ROWS:
        rows = rows[: max(_FEWEST, min(len(rows) - 5, round(len(rows) * MOST_ROWS / _height(least))))]
        found = in_lanes(rows)
        least = _arrange_once(rows, marks, found, _LEAST_NAMED)
    arranged = _with_most_names(rows, marks, found, least)
    return [_name_where_there_is_room(lane, marks) for lane in arranged]


def _with_most_names(
    rows: Sequence[EngagementRow], marks: _Marks, found: Sequence[Lane], least: list[Arranged]
) -> list[Arranged]:
    """Return the arrangement with the largest share of _NAMED that fits, found by halving; `least` is that of the smallest."""
    best = _arrange_once(rows, marks, found, _NAMED[0])
    if _height(best) <= MOST_ROWS:  # the usual case
        return best
    best, low, high = least, 1, len(_NAMED) - 1
    while low < high:
        middle = (low + high) // 2
        tried = _arrange_once(rows, marks, found, _NAMED[middle])
        if _height(tried) <= MOST_ROWS:
            best, high = tried, middle
        else:
            low = middle + 1
    return best


def _height(arranged: Sequence[Arranged]) -> int:
    return sum(len(lane.packed) for lane in arranged)


def _arrange_once(rows: Sequence[EngagementRow], marks: _Marks, found: Sequence[Lane], named_share: float) -> list[Arranged]:
    named = frozenset(row.id for row in rows[: round(len(rows) * named_share)])
    arranged = []
    for lane in found:
        placed = [one for family in lane.families if (one := _lay_out_family(family, marks, named))]
        tops, packed = pack([[one.box(row) for row in one.rows] for one in placed])
        if placed or lane.key is not None:
            arranged.append(Arranged(lane, tuple(placed), tuple(tops), tuple(packed)))
    return arranged


def _lay_out_family(family: Family, marks: _Marks, named: frozenset[int]) -> Placed | None:
    """Lay out a parent and, beneath it, its children in as few rows as their labels allow."""

    def mark_of(row: EngagementRow, *, is_child: bool) -> Mark | None:
        return marks.of(row, is_child=is_child, is_named=row.id in named)

    parent = mark_of(family.parent, is_child=False)
    children = [mark for row in family.children if (mark := mark_of(row, is_child=parent is not None))]
    if not children:
        return Placed(((parent,),), None) if parent else None
    tops, rows = pack([[mark.box] for mark in children])
    below = tuple(tuple(mark for mark, top in zip(children, tops, strict=True) if top == row) for row in range(len(rows)))
    if parent is None:
        return Placed(below, None)
    sideline = max(min(mark.left for mark in (parent, *children)) - 2, 2)
    return Placed(((parent,), *below), sideline)


def _name_where_there_is_room(arranged: Arranged, marks: _Marks) -> Arranged:
    """Give names to marks that were left without, the most important first, where that moves nothing."""
    grown = {(at, number): row for at, one in enumerate(arranged.placed) for number, row in enumerate(one.rows)}
    alone = [(place, row[0]) for place, row in grown.items() if len(row) == 1 and row[0].label.side is Side.NONE]
    for (at, number), mark in sorted(alone, key=lambda entry: -entry[1].row.importance):
        named = marks.of(mark.row, is_child=mark.is_child, is_named=True)
        family = arranged.placed[at]
        if named and arranged.packed[arranged.tops[at] + number].widen(family.box((mark,)), family.box((named,))):
            grown[at, number] = (named,)
    placed = (
        replace(one, rows=tuple(grown[at, number] for number in range(len(one.rows)))) for at, one in enumerate(arranged.placed)
    )
    return replace(arranged, placed=tuple(placed))
