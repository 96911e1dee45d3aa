"""Who was present at what a filter asks for: attendances, and on an earlier day the states of what has changed since."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Case, Count, F, Q, When
from django.db.models.functions import Coalesce

from timeline.models import Attendance, Person
from timeline.queries.filter import Filter, matching
from timeline.queries.held import Attended
from timeline.queries.selection import select

_FIELDS = ("engagement_id", "person_id", "office", "party")


def times_met(wanted: Filter, *, party: str = "") -> Counter[int]:
    """Count by person how often each was present; with a party, where they spoke for it."""
    standing = _standing(wanted, [party] if party else ())
    found = Counter(dict(standing.values_list("person").annotate(number=Count("pk"))))
    found.update(one.person for one, spoke_for in _then(wanted) if not party or spoke_for == party)
    return found


def numbers_present(wanted: Filter, countries: Collection[str] = ()) -> Counter[int]:
    """Count by engagement who was present; with countries (ISO codes), who spoke for one of them."""
    standing = _standing(wanted, countries)
    found = Counter(dict(standing.values_list("engagement").annotate(number=Count("pk"))))
    found.update(one.engagement for one, spoke_for in _then(wanted) if not countries or spoke_for in countries)
    return found


def speakers(wanted: Filter, countries: Collection[str]) -> Counter[tuple[int, str]]:
    """Count by engagement and country who spoke for each of a few countries."""
    standing = _standing(wanted, countries).values_list("engagement", "spoke_for").annotate(number=Count("pk"))
    found = Counter({(engagement, code): number for engagement, code, number in standing})
    found.update((one.engagement, spoke_for) for one, spoke_for in _then(wanted) if spoke_for in countries)
    return found


def attended(
    wanted: Filter, people: Collection[int] = (), *, party: str = "", engagements: Collection[int] = ()
) -> list[Attended]:
    """Return who was present, by the first day of the engagement; with people, a party or engagements, only of these."""
    standing = _standing(wanted, [party] if party else ()).order_by("pk")
    if people:
        standing = standing.filter(person__in=people)
    if engagements:
        standing = standing.filter(engagement__in=engagements)
    found = [Attended(*values) for values in standing.values_list(*_FIELDS, Coalesce("engagement__earliest", 0))]
    found += [
        one
        for one, spoke_for in _then(wanted)
        if (not people or one.person in people)
        and (not party or spoke_for == party)
        and (not engagements or one.engagement in engagements)
    ]
    return sorted(found, key=lambda one: one.day)


def _standing(wanted: Filter, countries: Collection[str] = ()) -> Any:
    """Select who was present at what shows the same since, each with the party `spoke_for`, which no type of a queryset tells of.

    Where a source names none, it is the country that the person is from.
    """
    spoke_for = Case(When(~Q(party=""), then=F("party")), default=F("person__country_id"))
    found: Any = Attendance.objects.filter(engagement__in=matching(wanted)).order_by().annotate(spoke_for=spoke_for)
    return found.filter(spoke_for__in=countries) if countries else found


def _then(wanted: Filter) -> Iterator[tuple[Attended, str | None]]:
    """Return who was present at what has changed since the day asked for, each with whom they spoke for; nobody without a day."""
    if wanted.asof is None:
        return
    chosen = select(wanted)
    inside = set(chosen.ids(chosen.at(0, len(chosen))))
    earlier = chosen.held.earlier
    there = [one for one in earlier.attended if one.engagement in inside] if earlier else []
    unnamed = {one.person for one in there if not one.party}
    home = dict(Person.objects.filter(pk__in=unnamed).values_list("pk", "country_id"))
    for one in there:
        yield one, one.party or home.get(one.person)
