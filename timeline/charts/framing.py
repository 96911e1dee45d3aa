"""Which part of the globe a map shows: the shortest stretch of longitudes around its points, with air, filling the plot.

The projection is Natural Earth (Patterson 2008), by the polynomial of Savric, Jenny, Patterson, Petrovic and Hurni (2011).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import pi, radians, sin
from typing import Any

Point = tuple[float, float]  # latitude, longitude in degrees

WORLD_WIDTH, WORLD_HEIGHT = 5.4707, 2.8448  # of the whole globe, in radii
_AIR = 0.13  # of the plot's width and height kept free on every side
_CLOSEST = 34.0  # degrees of longitude that even one place is shown with
_NEARLY_ALL = 1.2  # a closer look that gains less than this shows the whole world
_WORLD_MIDDLE: Point = (14.0, 12.0)  # cuts the world in the Bering Strait, and Antarctica off
_ARC_STEPS = 16
_BULGE = 0.12  # of its length that an arc bends towards the pole


@dataclass(frozen=True)  # without slots: its middle is worked out once
class View:
    """A part of the globe: the point in its middle, and the globe's radius in px; of a plot `width` by `height` px."""

    latitude: float
    longitude: float
    radius: float
    width: float
    height: float

    @property
    def box(self) -> tuple[float, float]:
        """Half the longitudes and latitudes, in degrees, whose outline has the plot's shape: plotly cuts the map to it."""
        if self.width / self.height < WORLD_WIDTH / WORLD_HEIGHT:
            return min(180.0, self.width / self.height * WORLD_HEIGHT / WORLD_WIDTH * 180), 90.0
        return 180.0, _latitude(self.height / self.width * WORLD_WIDTH / 2)

    @property
    def scale(self) -> float:
        """How many times larger than with that box fitted into the plot, as plotly measures it."""
        return self.radius / self.unit

    @property
    def unit(self) -> float:
        """The globe's radius in px at the scale of one."""
        return max(self.width / WORLD_WIDTH, self.height / WORLD_HEIGHT)

    @property
    def plotly(self) -> dict[str, Any]:
        """What of plotly's geo layout brings the view about."""
        return {
            "projection": {"type": "natural earth", "rotation": {"lon": self.longitude}, "scale": self.scale},
            "center": {"lon": self.longitude, "lat": self.latitude},
        }

    def pixel(self, point: Point) -> tuple[float, float]:
        """Return where a point lies, in px from the top left."""
        x, y = project(point, self.longitude)
        return self.width / 2 + x * self.radius, self.height / 2 - (y - self._middle) * self.radius

    def arc(self, start: Point, end: Point) -> list[Point]:
        """Return points along a bent way between two points that does not cross the map's edge, as a great circle may."""
        first, last = self._turned(start[1]), self._turned(end[1])
        bulge = _BULGE * (abs(last - first) ** 2 + (end[0] - start[0]) ** 2) ** 0.5
        return [
            (
                min(start[0] + (end[0] - start[0]) * step + bulge * sin(pi * step), 80.0),
                self.longitude + first + (last - first) * step,
            )
            for step in (number / _ARC_STEPS for number in range(_ARC_STEPS + 1))
        ]

    @cached_property
    def _middle(self) -> float:
        return project((self.latitude, self.longitude), self.longitude)[1]

    def _turned(self, longitude: float) -> float:
        return _turned(longitude, self.longitude)


def frame(points: Sequence[Point], width: float, height: float) -> View:
    """Return the view of `points` in a plot of that size; the world when there are none or they lie around it."""
    world = View(*_WORLD_MIDDLE, width / WORLD_WIDTH, width, height)
    if not points:
        return world
    longitude = _middle([longitude for _, longitude in points])
    spots = [project(point, longitude) for point in points]
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    low, high = min(y for _, y in spots), max(y for _, y in spots)
    closest = width / (radians(_CLOSEST) * 0.87)
    free = 1 - 2 * _AIR
    radius = min(closest, width * free / max(right - left, 1e-6), height * free / max(high - low, 1e-6))
    if radius < world.radius * _NEARLY_ALL:
        return world
    # y grows almost evenly with latitude, so its middle is near enough that of the latitudes.
    latitude = (min(latitude for latitude, _ in points) + max(latitude for latitude, _ in points)) / 2
    return View(latitude, longitude + _degrees((left + right) / 2), radius, width, height)


def project(point: Point, middle: float) -> tuple[float, float]:
    """Return x and y of a point in radii from where the meridian `middle` crosses the equator."""
    latitude = radians(point[0])
    square = latitude * latitude
    fourth = square * square
    x = 0.8707 - 0.131979 * square + fourth * (-0.013791 + fourth * (0.003971 * square - 0.001529 * fourth))
    y = 1.007226 + square * (0.015085 + fourth * (-0.044475 + 0.028874 * square - 0.005916 * fourth))
    return radians(_turned(point[1], middle)) * x, latitude * y


def _latitude(y: float) -> float:
    """Return the latitude in degrees that lies `y` radii above the equator."""
    low, high = 0.0, 90.0
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (middle, high) if project((middle, 0), 0)[1] < y else (low, middle)
    return low


def _turned(longitude: float, middle: float) -> float:
    """Return a longitude as degrees from a meridian, from -180 up to 180."""
    return (longitude - middle + 180) % 360 - 180


def _degrees(x: float) -> float:
    """Return about how many degrees of longitude `x` radii are in the latitudes where most places lie."""
    return x * 180 / pi / 0.8


def _middle(longitudes: Sequence[float]) -> float:
    """Return the middle of the shortest stretch that holds all longitudes, across the antimeridian or not."""
    around = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(after - before, after) for before, after in zip(around, around[1:], strict=False)]
    gaps.append((around[0] + 360 - around[-1], around[0]))
    widest, west = max(gaps)
    return _turned(west + (360 - widest) / 2, 0)
