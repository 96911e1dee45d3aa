"""The one filter all pages share, and what it selects; its form in the URL (KEYS) is frozen."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.db.models import Q

from timeline.clock import end_of, today
from timeline.folding import fold
from timeline.models import (
    Attendance,
    Country,
    Engagement,
    Organisation,
    Participation,
    Person,
    Place,
    Series,
    Topic,
)
from timeline.models.engagements import EngagementQuerySet
from timeline.queries.area import Area
from timeline.vocabulary import Kind, Status

KEYS = ("from", "to", "country", "org", "person", "place", "kind", "series", "topic", "status", "q", "box", "asof")


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the record a page shows. Several values of one key mean any of them; different keys narrow each other.

    `first` and `last` are the URL's `from` and `to`, both days included; an engagement is in when it can overlap them.
    `country` holds ISO codes, `org` acronyms, `person`, `place` and `series` ids, `kind`, `status` and `topic` the codebook's
    words. A country may also be a pair, `IN-RU`: both took part. `box` is an area of the map: the place lies in it. `asof` asks
    for the record as it was known at the end of that day; it narrows nothing.
    """

    first: date | None = None
    last: date | None = None
    country: tuple[str, ...] = ()
    org: tuple[str, ...] = ()
    person: tuple[int, ...] = ()
    place: tuple[int, ...] = ()
    kind: tuple[str, ...] = ()
    series: tuple[int, ...] = ()
    topic: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    q: str = ""
    box: Area | None = None
    asof: date | None = None

    @property
    def today(self) -> date:
        """The day from which plans are looked at: the one as of which the record is asked for, else this one."""
        return self.asof or today()

    @property
    def has_window(self) -> bool:
        """Whether the URL chose dates."""
        return self.first is not None or self.last is not None

    @property
    def narrows(self) -> bool:
        """Whether anything but dates is chosen."""
        return any(getattr(self, one.name) for one in fields(self) if one.name not in ("first", "last", "asof"))

    def between(self, first: date | None, last: date | None) -> "Filter":
        """Return the same filter over other dates."""
        return replace(self, first=first, last=last)

    def without(self, key: str) -> "Filter":
        """Return the filter without one key of the URL (`from` and `to` go together)."""
        if key in ("from", "to"):
            return self.between(None, None)
        if key in ("q", "box"):
            return replace(self, q="") if key == "q" else replace(self, box=None)
        emptied: dict[str, Any] = {key: ()}
        return replace(self, **emptied)


def matching(wanted: Filter) -> EngagementQuerySet:
    """Select the shown engagements that a filter asks for; each once, whatever it matches by.

    Of the record of an earlier day they are those that are the same since: the rest stands in `EarlierState`.
    """
    found = _in_window(wanted)
    if wanted.country:
        found = found.filter(_any(countries_met(value) for value in wanted.country))
    if wanted.org:
        found = found.filter(organisations_met(wanted.org))
    if wanted.person:
        found = found.filter(pk__in=Attendance.objects.filter(person__in=wanted.person).values("engagement"))
    if wanted.topic:
        about = Engagement.topics.through.objects.filter(topic__name__in=wanted.topic)
        found = found.filter(pk__in=about.values("engagement"))
    for name, values in (("place", wanted.place), ("kind", wanted.kind), ("series", wanted.series), ("status", wanted.status)):
        if values:
            found = found.filter(**{f"{name}__in": values})
    if wanted.box:
        found = found.filter(place__in=Place.objects.filter(wanted.box.of_places))
    if words := fold(wanted.q):
        found = found.filter(search_text__words=words)
    return found


def standing(asof: date | None) -> EngagementQuerySet:
    """Select the shown engagements; with a day, those that show what they showed at its end."""
    shown = Engagement.objects.shown()
    return shown.filter(changed_at__lte=end_of(asof)) if asof else shown


def _in_window(wanted: Filter) -> EngagementQuerySet:
    found = standing(wanted.asof).defer("choices", "search_text", "summary")  # long, and no row shows them
    if wanted.first is not None:
        found = found.filter(latest__gte=wanted.first.toordinal())
    if wanted.last is not None:
        found = found.filter(earliest__lte=wanted.last.toordinal())
    return found


def countries_met(value: str) -> Q:
    """Return the condition of one country or of a pair: every country named took part."""
    condition = Q()
    for code in value.split("-"):
        condition &= Q(pk__in=Participation.objects.filter(country=code).values("engagement"))
    return condition


def organisations_met(acronyms: Iterable[str]) -> Q:
    """Return the condition of organisations: one took part, or the series is one's own."""
    took_part = Participation.objects.filter(organisation__acronym__in=acronyms).values("engagement")
    return Q(pk__in=took_part) | Q(series__organisation__acronym__in=acronyms)


def names_of(key: str, values: Iterable[str]) -> dict[str, str]:
    """Return the name of each value of a key of the URL, as the record writes it; unknown ones are missing."""
    asked = set(values)
    if not asked:
        return {}
    if key == "country":
        codes = {code for value in asked for code in value.split("-")}
        names = dict(Country.objects.filter(code__in=codes).values_list("code", "name"))
        return {
            value: " and ".join(names[code] for code in value.split("-"))
            for value in asked
            if set(value.split("-")) <= set(names)
        }
    if key == "org":
        return {acronym: acronym for acronym in Organisation.objects.filter(acronym__in=asked).values_list("acronym", flat=True)}
    if key == "topic":
        return {name: name for name in Topic.objects.filter(name__in=asked).values_list("name", flat=True)}
    if key == "kind":
        return {kind.value: kind.label for kind in Kind if kind.value in asked}
    if key == "status":
        return {status.value: status.label for status in Status if status.value in asked}
    return _names_by_id(key, [int(value) for value in asked])


def _names_by_id(key: str, ids: list[int]) -> dict[str, str]:
    models: dict[str, type[Person] | type[Place] | type[Series]] = {"person": Person, "place": Place, "series": Series}
    return {str(pk): name for pk, name in models[key]._default_manager.filter(pk__in=ids).values_list("pk", "name")}


def _any(conditions: Iterable[Q]) -> Q:
    joined = Q()
    for condition in conditions:
        joined |= condition
    return joined
