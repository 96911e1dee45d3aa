"""Which part of the globe a map shows: the shortest stretch of longitudes around its points, with air, in the plot's shape."""

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]  # latitude, longitude in degrees

_AIR = 0.14  # of the span, on every side
_LEAST_LONGITUDES = 36.0
_LEAST_LATITUDES = 22.0
_WHOLE_WORLD = 235.0  # a wider span shows the whole world rather than most of it
_SOUTH, _NORTH = -57.0, 81.0


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of the globe; `west` may lie below -180 and `east` above 180 when it crosses the antimeridian."""

    west: float
    east: float
    south: float
    north: float

    @property
    def middle(self) -> float:
        """The longitude in the middle, from -180 to 180."""
        return (
            (self.west + self.east) / 2 % 360
            if (self.west + self.east) / 2 % 360 <= 180
            else (self.west + self.east) / 2 % 360 - 360
        )

    def pixel(self, point: Point, width: float, height: float) -> tuple[float, float]:
        """Return about where a point lies in a plot of this view, in px from the top left; good enough to keep labels apart."""
        latitude, longitude = point
        turned = (longitude - self.west) % 360
        return turned / (self.east - self.west) * width, (self.north - latitude) / (self.north - self.south) * height


WORLD = View(-168.0, 192.0, _SOUTH, _NORTH)


def frame(points: Sequence[Point], shape: float) -> View:
    """Return the view of `points` for a plot `shape` times as wide as high; the world when there are none or they circle it."""
    if not points:
        return WORLD
    west, span = _shortest_stretch([longitude for _, longitude in points])
    if span * (1 + 2 * _AIR) > _WHOLE_WORLD:
        return WORLD
    latitudes = [latitude for latitude, _ in points]
    middle, wide = west + span / 2, max(span * (1 + 2 * _AIR), _LEAST_LONGITUDES)
    level, high = (min(latitudes) + max(latitudes)) / 2, max((max(latitudes) - min(latitudes)) * (1 + 2 * _AIR), _LEAST_LATITUDES)
    # A degree of longitude is about as long as one of latitude in this projection's middle: fill the plot's shape.
    if wide / high < shape:
        wide = high * shape
    else:
        high = wide / shape
    if wide > _WHOLE_WORLD:
        return WORLD
    south, north = _shifted(level - high / 2, level + high / 2)
    return View(middle - wide / 2, middle + wide / 2, south, north)


def _shortest_stretch(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the western end and the length of the shortest stretch that holds all longitudes, across the antimeridian or not."""
    around = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(after - before, after) for before, after in zip(around, around[1:], strict=False)]
    gaps.append((around[0] + 360 - around[-1], around[0]))
    widest, west = max(gaps)
    return (west if west <= 180 else west - 360), 360 - widest


def _shifted(south: float, north: float) -> tuple[float, float]:
    """Move a stretch of latitudes off the poles, keeping its height where that is possible."""
    if north > _NORTH:
        south, north = south - (north - _NORTH), _NORTH
    if south < _SOUTH:
        south, north = _SOUTH, min(north + (_SOUTH - south), _NORTH)
    return south, north
