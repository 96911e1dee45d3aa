"""Places that would lie on each other drawn as one bubble, at the one among them with most engagements."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from timeline.charts.framing import View
from timeline.rows import PlaceCountRow

REACH = 15.0  # px within which a place joins a larger one
MOST = 180  # bubbles of one map: what a payload of 20 kB holds with their tooltips

_Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Places drawn as one bubble, the one with most engagements first: the bubble stands there, never between places."""

    places: tuple[PlaceCountRow, ...]

    @property
    def anchor(self) -> PlaceCountRow:
        """The place that the bubble stands at."""
        return self.places[0]

    @property
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
    members: dict[int, list[PlaceCountRow]] = {}
    anchors: dict[_Cell, list[int]] = defaultdict(list)
    for place in ranked:
        x, y = spots[place.place_id]
        column, row = floor(x / reach), floor(y / reach)
        near = [
            ((x - spots[pk][0]) ** 2 + (y - spots[pk][1]) ** 2, pk)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for pk in anchors.get((column + dx, row + dy), ())
        ]
        distance, nearest = min(near, default=(reach * reach, 0))
        if distance < reach * reach:
            members[nearest].append(place)
        else:
            members[place.place_id] = [place]
            anchors[column, row].append(place.place_id)
    return [Cluster(tuple(places)) for places in members.values()]
