"""Where towns lie: the project's own places first, then GeoNames' (CC BY 4.0), read when first asked for."""

from functools import cached_property
from pathlib import Path

from timeline.extraction.seed_files import gazetteer
from timeline.folding import fold
from timeline.ingest.seed_table import Row, parts, rows_of

Located = tuple[float | None, float | None, int | None]


class Towns:
    """Coordinates of towns by name and country code."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, name: str, country: str) -> Located:
        """Return latitude and longitude in degrees and the GeoNames id; Nones where the town is not known."""
        return self._own.get((fold(name), country)) or self._towns.get((fold(name), country)) or (None, None, None)

    def located(self, row: Row) -> dict[str, str]:
        """Return the coordinates of a row of places.csv as cells: its own, else the gazetteer's."""
        if row.get("lat") and row.get("lon"):
            return {"geoname": ""}
        lat, lon, geoname = self._towns.get((fold(row["name"]), row["country"])) or (None, None, None)
        return {"lat": str(lat or ""), "lon": str(lon or ""), "geoname": str(geoname or "")}

    @cached_property
    def _own(self) -> dict[tuple[str, str], Located]:
        found: dict[tuple[str, str], Located] = {}
        for row in rows_of(self._folder, "places"):
            if row.get("lat") and row.get("lon"):
                for name in (row["name"], *parts(row, "aliases")):
                    found.setdefault((fold(name), row["country"]), (float(row["lat"]), float(row["lon"]), None))
        return found

    @cached_property
    def _towns(self) -> dict[tuple[str, str], Located]:
        ranked: dict[tuple[str, str], tuple[int, Located]] = {}
        for town in gazetteer():
            for rank, name in enumerate((town.name, *town.names)):
                # A town's own name goes before another's alias, and a large one before a small one.
                size = town.population + (10**9 if rank == 0 else 0)
                key = (fold(name), town.country)
                if key not in ranked or ranked[key][0] < size:
                    ranked[key] = (size, (town.lat, town.lon, town.geoname))
        return {key: located for key, (_, located) in ranked.items()}
