"""Names in claims to things on record: who `Dong Jun` is, where `Leningrad` lies. Makes what is new."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from django.db.models import Model

from timeline import partial_dates
from timeline.folding import fold
from timeline.linking.names import Alike, alike, same_office, tokens
from timeline.linking.reports import Named
from timeline.models import (
    Country,
    Engagement,
    Organisation,
    OrganisationAlias,
    Person,
    Place,
    Redirect,
    Series,
    SeriesAlias,
    Topic,
    Venue,
)
from timeline.record.redirects import follow
from timeline.record.shelf import Names, Shelf, UnknownName, confirm, may_enter
from timeline.vocabulary import TOPICS, Field, Kind, Status

_FREE_TEXT = frozenset({Field.TITLE, Field.SUMMARY})
_Found = TypeVar("_Found")
_MOST_EDITIONS = 2_000_000_000  # what the column holds


class NameBook:
    """Looks names up and remembers the answers; one per lot of articles: it does not see what others write."""

    def __init__(self, names: Names = Names.GIVEN) -> None:
        """Make a book for names that are given, read or only looked up."""
        self._known: dict[tuple[Any, ...], Any] = {}
        self._names = names
        self._offices: dict[int, set[str]] = {}  # of people met by a surname alone or with accents, as far as they were asked for
        self._people, self._places, self._venues = Shelf(Person, names), Shelf(Place, names), Shelf(Venue, names, beside="place")

    def read_ahead(self, values: Sequence[tuple[Field, Any, Mapping[Field, Any]]]) -> None:
        """Look many values up at once, each with those beside it, and make what is new: a few queries for all of them."""
        shelves: dict[Field, Shelf[Any]] = {Field.PLACE: self._places, Field.VENUE: self._venues, Field.PERSON: self._people}
        for field, shelf in shelves.items():
            asked = [(value, beside) for each, value, beside in values if each is field]
            names = (value if field is Field.VENUE else value["name"] for value, _ in asked)
            with shelf.at_once(fold(name) for name in names):
                for value, beside in asked:
                    with suppress(UnknownName):  # whoever records it says so
                        self.key(field, value, beside)

    def meet(self, engagements: Iterable[int]) -> None:
        """Take ids of engagements on record that were not merged, so that claims may name them unasked."""
        self._known |= {("engagement", pk): pk for pk in engagements}

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
                return f"series:{self._series(value, beside.get(Field.KIND, Kind.DIALOGUE))}"
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

    def _once(self, key: tuple[Any, ...], find: Callable[[], _Found]) -> _Found:
        if key not in self._known:
            self._known[key] = find()
        found: _Found = self._known[key]
        return found

    def _country(self, code: str) -> str:
        if code not in self._once(("countries",), lambda: set(Country.objects.values_list("code", flat=True))):
            raise UnknownName(f"“{code}” is no country on record.")
        return code

    def _party(self, code: str) -> str:
        with suppress(UnknownName):
            return f"country:{self._country(code)}"
        found = self._once(("organisations",), _organisations).get(code)
        if found is None:
            raise UnknownName(f"“{code}” is neither a country’s code nor an organisation’s acronym on record.")
        return f"organisation:{found}"

    def _topic(self, name: str) -> str:
        every = self._once(("topics",), lambda: dict(Topic.objects.values_list("name", "pk")))
        if name not in every and name not in TOPICS:
            raise UnknownName(f"“{name}” is no topic of the codebook.")
        if name not in every:
            every[name] = Topic.objects.create(name=name).pk
        return f"topic:{every[name]}"

    def _engagement(self, pk: int) -> str:
        def find() -> int:
            if not Engagement.objects.filter(pk=pk).exists():
                raise UnknownName(f"No engagement has the number {pk}.")
            return follow(Redirect.Thing.ENGAGEMENT, pk) or pk

        return f"engagement:{self._once(('engagement', pk), find)}"

    def _person(self, value: Mapping[str, Any]) -> Person:
        folded, party = _folded(Person, value["name"]), value.get("party") or ""
        told = Named(value["name"], office=value.get("role") or "")
        # A surname alone may be another's who holds another office; accents tell names apart that fold into one.
        is_doubtful = len(tokens(told.name)) == 1 or not told.name.isascii()

        def find() -> Person:
            home = self._party(party) if party else ""
            named = self._people.named(folded)
            for person in named.own:
                if _belongs(person, home) and (not is_doubtful or self._may_be(person, told)):
                    return self._people.met(person)
            for person in named.others:
                if _belongs(person, home):
                    return self._people.met(person)
            kind, _, pk = home.partition(":")
            return self._people.enter(
                Person(
                    name=value["name"],
                    folded=folded,
                    country_id=pk if kind == "country" else None,
                    organisation_id=int(pk) if kind == "organisation" else None,
                )
            )

        person = self._once(("person", folded, party, told if is_doubtful else None), find)
        if is_doubtful and told.office:
            self._offices.setdefault(id(person), set()).add(told.office)
        return person

    def _may_be(self, person: Person, told: Named) -> bool:
        """Say whether a namesake of one country, as written and by office, can be the one who is told of."""
        if alike(told.name, person.name) is Alike.SAME:
            return True
        standing = self._people.standing(person)
        known = self._offices.setdefault(id(standing), set())
        if standing.pk and not known:
            known |= set(standing.posts.values_list("office", flat=True))
            known |= set(standing.attendances.exclude(office="").values_list("office", flat=True))
        return not known or any(same_office(told.office, office) for office in known)

    def _place(self, value: Mapping[str, Any]) -> Place:
        folded, code = _folded(Place, value["name"]), value.get("country") or None
        if code:
            self._country(code)

        def find() -> Place:
            named = self._places.named(folded)
            for place in (*named.own, *named.others):
                if not code or place.country_id == code:
                    return self._places.met(place)
            return self._places.enter(
                Place(
                    name=value["name"],
                    folded=folded,
                    country_id=code,
                    latitude=value.get("lat"),
                    longitude=value.get("lon"),
                    geoname_id=value.get("geoname"),
                )
            )

        return self._once(("place", folded, code), find)

    def _venue(self, name: str, place: Place | None, country: str) -> Venue:
        folded = _folded(Venue, name)

        def find() -> Venue:
            named = self._venues.named(folded)
            every = [*named.own, *named.others]
            if place is None:
                # `at the Pentagon`, with no city named, is the one Pentagon on record, if there is only one.
                standing = {venue.pk: venue for venue in map(self._venues.standing, every)}
                placed = {pk: venue for pk, venue in standing.items() if venue.place and country in ("", venue.place.country_id)}
                if len(placed) == 1:
                    return self._venues.met(placed.popitem()[1])
            for venue in every:
                if venue.place_id == (place.pk if place else None):
                    return self._venues.met(venue)
            return self._venues.enter(Venue(name=name, folded=folded, place=place))

        return self._once(("venue", folded, place.pk if place else None, country), find)

    def _series(self, name: str, kind: str) -> int:
        folded = _folded(Series, name)
        every = self._once(("all series",), _series_by_name)
        if folded not in every:
            row = Series(name=name, kind=kind, is_confirmed=may_enter(self._names, Series, name))
            row.save()
            every[folded] = row.pk
        elif self._names is Names.GIVEN and every[folded] in self._once(("named series",), _unconfirmed_series):
            confirm(Series, [every[folded]])
        return every[folded]


def _organisations() -> dict[str, int]:
    """Return organisations by acronym, and by alias where that is no other's acronym."""
    aliases = OrganisationAlias.objects.order_by("-organisation_id").values_list("text", "organisation_id")
    return dict(aliases) | dict(Organisation.objects.values_list("acronym", "pk"))


def _unconfirmed_series() -> set[int]:
    return set(Series.objects.filter(is_confirmed=False).values_list("pk", flat=True))


def _series_by_name() -> dict[str, int]:
    found = {fold(text): pk for text, pk in SeriesAlias.objects.values_list("text", "series_id")}
    found |= {fold(text): pk for text, pk in Series.objects.values_list("name", "pk")}
    leads = dict(Redirect.objects.filter(thing=Redirect.Thing.SERIES).values_list("old_id", "new_id"))
    return {text: leads.get(pk, pk) for text, pk in found.items()}


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
