"""Packing boxes into as few rows as possible without overlap."""

from bisect import bisect_left, insort
from collections.abc import Sequence

Box = tuple[float, float]  # left and right, px
SPACE = 10.0  # px kept free between two boxes of a row


class Row:
    """One row: the boxes in it, in order, none overlapping another."""

    def __init__(self) -> None:
        self._boxes: list[Box] = []

    def has_room(self, box: Box) -> bool:
        """Say whether `box` touches nothing in the row."""
        left, right = box
        at = bisect_left(self._boxes, (left, float("-inf")))
        before_ends = self._boxes[at - 1][1] if at else float("-inf")
        after_begins = self._boxes[at][0] if at < len(self._boxes) else float("inf")
        return before_ends + SPACE <= left and right + SPACE <= after_begins

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
        top = 0
        while not _fits(rows, group, top):
            top += 1
        while len(rows) < top + len(group):
            rows.append(Row())
        for offset, box in enumerate(group):
            rows[top + offset].add(box)
        tops.append(top)
    return tops, rows


def _fits(rows: Sequence[Row], group: Sequence[Box], top: int) -> bool:
    return all(top + offset >= len(rows) or rows[top + offset].has_room(box) for offset, box in enumerate(group))
