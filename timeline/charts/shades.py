"""Five shades for counts: where each begins, so that many small counts and a few large ones can both be told apart."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

STEPS = 5
_USUAL = 0.98  # share of the cells that the ramp is made for: the outliers above share its darkest shade
_SPREAD = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}  # few shades lie far apart


@dataclass(frozen=True, slots=True)
class Shades:
    """The smallest count of each shade, palest first; none when every count is 0."""

    floors: tuple[int, ...]
    most: int  # the largest count

    @classmethod
    def of(cls, counts: Iterable[int]) -> "Shades":
        """Choose the shades of these counts: each number its own while they are few, else in steps that grow as squares do."""
        found = sorted(count for count in counts if count > 0)
        distinct = sorted(set(found))
        if len(distinct) <= STEPS:
            return cls(tuple(distinct), found[-1] if found else 0)
        floors = [1]
        usual = found[int(_USUAL * (len(found) - 1))]
        for place in range(1, STEPS):
            floors.append(max(ceil(usual * (place / STEPS) ** 2), floors[-1] + 1))
        return cls(tuple(floor for floor in floors if floor <= found[-1]), found[-1])

    def step(self, count: int) -> int:
        """Return the shade of a count, 1 (palest) to STEPS; 0 for none."""
        place = bisect_right(self.floors, count)
        return _SPREAD[len(self.floors)][place - 1] if place else 0

    def key(self) -> tuple[tuple[int, str], ...]:
        """Return each shade with the counts it stands for: `(1, "1–3")`, `(5, "12–40")`."""
        lasts = (*(floor - 1 for floor in self.floors[1:]), self.most) if self.floors else ()
        return tuple((self.step(floor), _words(floor, last)) for floor, last in zip(self.floors, lasts, strict=True))


def _words(first: int, last: int) -> str:
    return f"{first:,}" if first == last else f"{first:,}–{last:,}"
