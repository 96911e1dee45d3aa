"""Packing boxes into as few rows as possible without overlap."""

from bisect import bisect_left, insort
from collections.abc import Sequence

Box = tuple[float, float]  # left and right, px
SPACE = 10.0  # px kept free between two boxes of a row
_NOWHERE = float("-inf")


class Row:
    """One row: the boxes in it, in order, none overlapping another."""

    def __init__(self) -> None:
        self._boxes: list[Box] = []

    def has_room(self, box: Box) -> bool:
        """Say whether `box` touches nothing in the row."""
        left, right = box
        last_begins, last_ends = self._boxes[-1] if self._boxes else (_NOWHERE, _NOWHERE)
        # Boxes mostly come in order of time, so the last one of the row nearly always decides.
        if last_ends + SPACE <= left:
            return True
        if last_begins < right + SPACE:
            return False
        at = bisect_left(self._boxes, (left, _NOWHERE))
        before_ends = self._boxes[at - 1][1] if at else _NOWHERE
        return before_ends + SPACE <= left and right + SPACE <= self._boxes[at][0]

    def add(self, box: Box) -> None:
        """Put `box` in; the caller knows there is room."""
        insort(self._boxes, box)

    def widen(self, old: Box, new: Box) -> bool:
        """Let the box `old` grow to `new` when nothing stands in the way; say whether it did."""
        self._boxes.remove(old)
        grows = self.has_room(new)
        self.add(new if grows else old)
        return grows


def pack(groups: Sequence[Sequence[Box]]) -> tuple[list[int], list[Row]]:
    """Give each group of boxes that stand under each other its first row; return them and the rows.

    A group of three boxes needs room in three rows running. Groups are placed in the order given, each as high as it fits.
    """
    rows: list[Row] = []
    tops: list[int] = []
    for group in groups:
        top = _first_fit(rows, group)
        while len(rows) < top + len(group):
            rows.append(Row())
        for offset, box in enumerate(group):
            rows[top + offset].add(box)
        tops.append(top)
    return tops, rows


def _first_fit(rows: Sequence[Row], group: Sequence[Box]) -> int:
    if len(group) == 1:  # nearly all of them
        for top, row in enumerate(rows):
            if row.has_room(group[0]):
                return top
        return len(rows)
    return next(top for top in range(len(rows) + 1) if all(map(Row.has_room, rows[top : top + len(group)], group)))
