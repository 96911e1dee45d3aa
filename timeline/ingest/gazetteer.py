"""Where towns lie: the project's own places first, then GeoNames' (CC BY 4.0), read when first asked for."""

from functools import cache, cached_property
from pathlib import Path

from django.conf import settings

from timeline.extraction.gazetteer import Gazetteer
from timeline.extraction.seed_files import read_gazetteer
from timeline.folding import fold
from timeline.ingest.seed_table import Row, parts, rows_of

Located = tuple[float | None, float | None, int | None]
_GEONAMES = "GeoNames "


def geoname_of(row: Row) -> int | None:
    """Return the GeoNames id that the `source` of a row of places.csv names."""
    source = row["source"]
    return int(source.removeprefix(_GEONAMES)) if source.startswith(_GEONAMES) else None


class Towns:
    """Coordinates of towns by name and country code (empty for a sea)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, name: str, country: str) -> Located:
        """Return latitude and longitude in degrees and the GeoNames id; Nones where it is not known or too wide for a point."""
        key = (fold(name), country)
        if key in self._own:
            return self._own[key]
        towns = [town for town in gazetteer().find(name) if town.country == country]
        exact = [town for town in towns if fold(town.name) == key[0]]
        return next(((town.lat, town.lon, town.geoname) for town in (*exact, *towns)), (None, None, None))

    def area(self, name: str, country: str) -> str | None:
        """Return the country code of the sea (empty), island or province of that name; None when it is no such thing."""
        return next((code for code in (country, "") if (fold(name), code) in self._areas), None)

    @cached_property
    def _own(self) -> dict[tuple[str, str], Located]:
        found: dict[tuple[str, str], Located] = {}
        for row in rows_of(self._folder, "places"):
            lat, lon = (float(row[axis]) if row[axis] else None for axis in ("lat", "lon"))
            for name in (row["name"], *parts(row, "aliases")):
                found.setdefault((fold(name), row["country"]), (lat, lon, geoname_of(row)))
        return found

    @cached_property
    def _areas(self) -> set[tuple[str, str]]:
        return {(fold(row["name"]), row["country"]) for row in rows_of(self._folder, "places") if row["exactness"] == "area"}


@cache
def gazetteer() -> Gazetteer:
    """Return the towns of the world, from the file that set-up compiles."""
    return read_gazetteer(settings.SEEDS_DIR, settings.DATA_DIR)
