"""An area of the map, as the filter asks for it."""

import re
from typing import NamedTuple, Self

from django.db.models import Q

from timeline import wording

_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,6})?")


class Area(NamedTuple):
    """What lies between two meridians and two parallels, in degrees; `west` is larger than `east` across the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `68,6,97,36`: west, south, east and north.

        Raises:
            ValueError: with a sentence on what is wrong.
        """
        parts = [part.strip() for part in text.split(",")]
        if len(parts) != 4 or not all(map(_DEGREES.fullmatch, parts)):
            raise ValueError(f"“{text}” is no area of the map: write west, south, east and north in degrees, such as 68,6,97,36.")
        area = cls(*map(float, parts))
        if abs(area.west) > 180 or abs(area.east) > 180 or not -90 <= area.south <= area.north <= 90:
            raise ValueError(f"“{text}” is no area of the map: it lies outside the globe, or its south above its north.")
        return area

    def __str__(self) -> str:
        return wording.area(*self)

    @property
    def of_places(self) -> Q:
        """The condition that a place lies in the area."""
        east, west = Q(longitude__lte=self.east), Q(longitude__gte=self.west)
        between = west & east if self.west <= self.east else west | east
        return Q(latitude__range=(self.south, self.north)) & between
