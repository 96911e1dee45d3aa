"""Boxes on a plane, kept in cells so that asking whether a new one touches any costs no more however many there are."""

from collections import defaultdict
from collections.abc import Iterator
from math import floor

Box = tuple[float, float, float, float]  # left, top, right, bottom in px
_CELL = 64.0  # px


class Boxes:
    """A set of boxes."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        """Take a box in."""
        for cell in _cells(box):
            self._cells[cell].append(box)

    def touch(self, box: Box) -> bool:
        """Say whether any box overlaps this one."""
        return any(_overlap(box, other) for cell in _cells(box) for other in self._cells.get(cell, ()))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (floor(edge / _CELL) for edge in box)
    return ((column, row) for column in range(left, right + 1) for row in range(top, bottom + 1))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
