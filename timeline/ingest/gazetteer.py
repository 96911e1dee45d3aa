"""Where towns lie: the project's own places first, then GeoNames' (CC BY 4.0), read when first asked for."""

from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

from timeline.extraction.knowledge import PlaceRecord
from timeline.extraction.seed_files import gazetteer
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
        return _towns().get(key) or _other_names().get(key) or (None, None, None)

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
def _towns() -> dict[tuple[str, str], Located]:
    return _largest((town.name, town) for town in gazetteer())


@cache
def _other_names() -> dict[tuple[str, str], Located]:
    return _largest((name, town) for town in gazetteer() for name in town.names)


def _largest(named: Iterable[tuple[str, PlaceRecord]]) -> dict[tuple[str, str], Located]:
    """Return by name and country where the largest town of that name lies."""
    ranked: dict[tuple[str, str], PlaceRecord] = {}
    for name, town in named:
        key = (fold(name), town.country)
        if key not in ranked or ranked[key].population < town.population:
            ranked[key] = town
    return {key: (town.lat, town.lon, town.geoname) for key, town in ranked.items()}
