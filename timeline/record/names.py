"""Names in claims to things on record: who `Dong Jun` is, where `Leningrad` lies. Makes what is new."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model, Q

from timeline import partial_dates
from timeline.folding import fold
from timeline.models import (
    Country,
    Engagement,
    Organisation,
    Person,
    PersonAlias,
    Place,
    PlaceAlias,
    Redirect,
    Series,
    SeriesAlias,
    Topic,
    Venue,
    VenueAlias,
)
from timeline.record.redirects import follow
from timeline.vocabulary import TOPICS, Field, Kind, Status

_Thing = TypeVar("_Thing", Person, Place, Venue, Series)
_FREE_TEXT = frozenset({Field.TITLE, Field.SUMMARY})
_MOST_EDITIONS = 2_000_000_000  # what the column holds


class UnknownName(ValueError):
    """A code or an id that the record does not hold; the message is a sentence for people."""


class NewName(UnknownName):
    """A name that the record would have to make."""


class NameBook:
    """Looks names up and remembers the answers; make one per batch, since it does not see what others write meanwhile.

    `made` are the keys of what it brought to the record. One that `makes` nothing raises NewName for a name that is new.
    """

    def __init__(self, *, makes: bool = True) -> None:
        self._known: dict[tuple[Any, ...], Any] = {}
        self._makes = makes
        self.made: list[str] = []

    def key(self, field: Field, value: Any, beside: Mapping[Field, Any]) -> str:
        """Return the canonical form of a claim's value; `beside` holds the engagement's other values, for context.

        Two claims agree when their keys do. Raises UnknownName for a code or an id that is not on record.
        """
        match field:
            case Field.PARTY:
                return self._party(value["code"])
            case Field.PERSON:
                return f"person:{self._person(value).pk}"
            case Field.PLACE:
                return f"place:{self._place(value).pk}"
            case Field.VENUE:
                place = beside.get(Field.PLACE)
                return f"venue:{self._venue(value, self._place(place) if place else None, beside.get(Field.COUNTRY) or '').pk}"
            case Field.SERIES:
                return f"series:{self._series(value, beside.get(Field.KIND, Kind.DIALOGUE)).pk}"
            case Field.COUNTRY:
                return self._country(value)
            case Field.TOPIC:
                return self._topic(value)
            case Field.WITHIN:
                return self._engagement(value)
        return _word(field, value)

    def formats(self, series: str) -> frozenset[str]:
        """Return the keys of a series and of those it stands under, for `series:12`; nothing for an empty key."""
        parents = self._once(("parents of series",), lambda: dict(Series.objects.values_list("pk", "parent")))
        pk = int(series.partition(":")[2]) if series else None
        above: list[int] = []
        while pk is not None and pk not in above:
            above.append(pk)
            pk = parents.get(pk)
        return frozenset(f"series:{each}" for each in above)

    def _once(self, key: tuple[Any, ...], find: Any) -> Any:
        if key not in self._known:
            self._known[key] = find()
        return self._known[key]

    def _new(self, table: type[_Thing], **values: Any) -> _Thing:
        """Bring a thing to the record."""
        noun = str(table._meta.verbose_name)
        if not self._makes:
            raise NewName(f"No {noun} called “{values['name']}” is on record.")
        thing = table._default_manager.create(**values)
        self.made.append(f"{noun}:{thing.pk}")
        return thing

    def _country(self, code: str) -> str:
        if not self._once(("country", code), lambda: Country.objects.filter(code=code).exists()):
            raise UnknownName(f"“{code}” is no country on record.")
        return code

    def _party(self, code: str) -> str:
        def find() -> str:
            if Country.objects.filter(code=code).exists():
                return f"country:{code}"
            found = Organisation.objects.filter(acronym=code).first() or Organisation.objects.filter(aliases__text=code).first()
            if found is None:
                raise UnknownName(f"“{code}” is neither a country’s code nor an organisation’s acronym on record.")
            return f"organisation:{found.pk}"

        return str(self._once(("party", code), find))

    def _topic(self, name: str) -> str:
        def find() -> Topic:
            found = Topic.objects.filter(name=name).first()
            if found is None and name not in TOPICS:
                raise UnknownName(f"“{name}” is no topic of the codebook.")
            return found or Topic.objects.create(name=name)

        return f"topic:{self._once(('topic', name), find).pk}"

    def _engagement(self, pk: int) -> str:
        # Not remembered: ids are few, and merges move them.
        if not Engagement.objects.filter(pk=pk).exists():
            raise UnknownName(f"No engagement has the number {pk}.")
        return f"engagement:{follow(Redirect.Thing.ENGAGEMENT, pk) or pk}"

    def _person(self, value: Mapping[str, Any]) -> Person:
        folded, party = _folded(Person, value["name"]), value.get("party") or ""

        def find() -> Person:
            named = list(Person.objects.filter(folded=folded).order_by("pk"))
            named += [a.person for a in PersonAlias.objects.filter(folded=folded).select_related("person").order_by("person_id")]
            home = self._party(party) if party else ""
            for person in named:
                if _belongs(person, home):
                    return person
            kind, _, pk = home.partition(":")
            return self._new(
                Person,
                name=value["name"],
                country_id=pk if kind == "country" else None,
                organisation_id=int(pk) if kind == "organisation" else None,
            )

        found: Person = self._once(("person", folded, party), find)
        return found

    def _place(self, value: Mapping[str, Any]) -> Place:
        folded, code = _folded(Place, value["name"]), value.get("country") or None
        if code:
            self._country(code)

        def find() -> Place:
            places = Place.objects.filter(country_id=code) if code else Place.objects.all()
            found = places.filter(folded=folded).order_by("pk").first()
            if found is None:
                alias = (
                    PlaceAlias.objects.filter(folded=folded, place__in=places)
                    .select_related("place")
                    .order_by("place_id")
                    .first()
                )
                found = alias.place if alias else None
            return found or self._new(
                Place,
                name=value["name"],
                country_id=code,
                latitude=value.get("lat"),
                longitude=value.get("lon"),
                geoname_id=value.get("geoname"),
            )

        found: Place = self._once(("place", folded, code), find)
        return found

    def _venue(self, name: str, place: Place | None, country: str) -> Venue:
        folded = _folded(Venue, name)

        def find() -> Venue:
            here = Venue.objects.filter(place=place)
            if place is None:
                # `at the Pentagon`, with no city named, is the one Pentagon on record, if there is only one.
                placed = Venue.objects.filter(Q(folded=folded) | Q(aliases__folded=folded), place__isnull=False).distinct()
                placed = placed.filter(place__country=country) if country else placed
                if len(only := list(placed[:2])) == 1:
                    return only[0]
            found = here.filter(folded=folded).first()
            if found is None:
                alias = VenueAlias.objects.filter(folded=folded, venue__in=here).select_related("venue").first()
                found = alias.venue if alias else None
            return found or self._new(Venue, name=name, place=place)

        found: Venue = self._once(("venue", folded, place.pk if place else None, country), find)
        return found

    def _series(self, name: str, kind: str) -> Series:
        folded = _folded(Series, name)

        def find() -> Series:
            if not self._known.get(("all series",)):
                everything = {fold(text): pk for text, pk in SeriesAlias.objects.values_list("text", "series_id")}
                everything |= {fold(text): pk for text, pk in Series.objects.values_list("name", "pk")}
                self._known[("all series",)] = everything
            pk = self._known[("all series",)].get(folded)
            if pk is not None:
                return Series.objects.get(pk=pk)
            return self._new(Series, name=name, kind=kind)

        found: Series = self._once(("series", folded), find)
        return found


def _word(field: Field, value: Any) -> str:
    """Return the canonical form of a value that names nothing on record; raise UnknownName for what the codebook lacks."""
    if field in (Field.START, Field.END):
        try:
            return partial_dates.parse(value)
        except ValueError as error:
            raise UnknownName(str(error)) from None
    if field is Field.EDITION and (isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= _MOST_EDITIONS):
        raise UnknownName(f"“{value}” is no number of an edition.")
    codebook: dict[Field, list[str]] = {Field.KIND: list(Kind), Field.STATUS: list(Status)}
    if value not in codebook.get(field, [value]):
        raise UnknownName(f"“{value}” is no {field} of the codebook.")
    return (fold(str(value)) if field in _FREE_TEXT else str(value))[:200]


def _folded(table: type[Model], name: str) -> str:
    """Return the form a name is looked up by; raise UnknownName for one without letters or too long for its table."""
    longest: int = table._meta.get_field("name").max_length  # type: ignore[union-attr, assignment]
    folded = fold(name)
    if not folded:
        raise UnknownName(f"“{name}” is no name.")
    if len(name) > longest or len(folded) > longest:
        raise UnknownName(f"“{name[:40]}…” is too long for the name of a {table._meta.verbose_name}.")
    return folded


def _belongs(person: Person, home: str) -> bool:
    """Say whether the person may speak for `home`; who has no home on record, or is named without one, may."""
    homes = {f"country:{person.country_id}"} if person.country_id else set()
    homes |= {f"organisation:{person.organisation_id}"} if person.organisation_id else set()
    return not home or not homes or home in homes
