"""Places that would lie on each other drawn as one bubble, at the one among them with most engagements."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import floor

from timeline.charts.framing import View
from timeline.rows import PlaceCountRow

REACH = 15.0  # px within which a place joins a larger one
MOST = 180  # bubbles of one map: what a payload of 20 kB holds with their tooltips

_Cell = tuple[int, int]


@dataclass(frozen=True)  # without slots: what is asked for again and again is worked out once
class Cluster:
    """Places drawn as one bubble, the one with most engagements first: the bubble stands there, never between places."""

    places: tuple[PlaceCountRow, ...]

    @property
    def anchor(self) -> PlaceCountRow:
        """The place that the bubble stands at."""
        return self.places[0]

    @cached_property
    def count(self) -> int:
        """Engagements at all of its places."""
        return sum(place.count for place in self.places)

    @property
    def is_planned(self) -> bool:
        """Whether everything there is still to come."""
        return all(place.planned == place.count for place in self.places)

    @property
    def kind(self) -> str:
        """The kind that is commonest at most of its places, weighed by their engagements."""
        weights: Counter[str] = Counter()
        for place in self.places:
            weights[place.kind] += place.count
        return min(weights, key=lambda kind: (-weights[kind], kind))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of its places, in degrees; west is larger than east across the antimeridian."""
        south, north = (pick(place.latitude for place in self.places) for pick in (min, max))
        around = self.anchor.longitude
        turned = [(place.longitude - around + 180) % 360 - 180 for place in self.places]
        west, east = ((around + turn + 180) % 360 - 180 for turn in (min(turned), max(turned)))
        return west, south, east, north


def clusters(places: Sequence[PlaceCountRow], view: View) -> list[Cluster]:
    """Group the places that `view` would draw on each other, largest bubbles first; at most MOST are returned.

    A place joins the nearest larger one within REACH px. Nearest by cells of that size, so that the cost grows with the places
    alone. Where more than MOST remain, they are grouped again with a longer reach: no place is left out.
    """
    ranked = sorted(places, key=lambda place: (-place.count, place.place_id))
    spots = {place.place_id: view.pixel((place.latitude, place.longitude)) for place in ranked}
    reach = REACH
    found = _grouped(ranked, spots, reach)
    while len(found) > MOST:
        reach *= 1.5
        found = _grouped(ranked, spots, reach)
    return sorted(found, key=lambda cluster: (-cluster.count, cluster.anchor.place_id))


def _grouped(ranked: Sequence[PlaceCountRow], spots: dict[int, tuple[float, float]], reach: float) -> list[Cluster]:
    members: list[list[PlaceCountRow]] = []
    # By cell: the x and y of the bubbles in it and the eight around it, and what has joined them.
    near: dict[_Cell, list[tuple[float, float, list[PlaceCountRow]]]] = defaultdict(list)
    for place in ranked:
        x, y = spots[place.place_id]
        column, row = floor(x / reach), floor(y / reach)
        nearest, joined = reach * reach, None
        for other_x, other_y, those in near.get((column, row), ()):
            distance = (x - other_x) * (x - other_x) + (y - other_y) * (y - other_y)
            if distance < nearest:
                nearest, joined = distance, those
        if joined is not None:
            joined.append(place)
            continue
        members.append([place])
        for cell in product(range(column - 1, column + 2), range(row - 1, row + 2)):
            near[cell].append((x, y, members[-1]))
    return [Cluster(tuple(places)) for places in members]
