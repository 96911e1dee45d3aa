"""Engagements as the record showed them on an earlier day: what is loaded takes the values of then; nothing is written."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

from timeline.clock import end_of
from timeline.models import Attendance, Claim, Country, EarlierState, Engagement, Organisation, Participation, Person, Topic
from timeline.models.earlier import SHOWN
from timeline.models.engagements import EngagementQuerySet


class Known(Protocol):
    """What record/ recomputed for a day. Queries and record do not import each other, so its shape is said here."""

    @property
    def choices(self) -> dict[str, dict[str, Any]]:
        """By field: the chosen claim, the runner-up, the reason."""

    @property
    def claims(self) -> Sequence[Claim]:
        """The claims that were live."""


Recall = Callable[[Collection[int], date], Mapping[int, Known]]  # of engagements by id, at the end of a day


def shown_on(asof: date | None) -> EngagementQuerySet:
    """Select the engagements that were shown at the end of a day, whatever they show now; without one, those that are."""
    if asof is None:
        return Engagement.objects.shown()
    then = EarlierState.objects.at(end_of(asof)).filter(engagement=OuterRef("pk"))
    return Engagement.objects.filter(Q(withdrawn_at__isnull=True, changed_at__lte=end_of(asof)) | Exists(then))


def first_day(asof: date | None) -> Case | F:
    """Return the first day number of engagements that are shown as an expression; with a day, as it was known at its end."""
    if asof is None:
        return F("earliest")
    then = EarlierState.objects.at(end_of(asof)).filter(engagement=OuterRef("pk")).values("earliest")[:1]
    same = When(withdrawn_at__isnull=True, changed_at__lte=end_of(asof), then=F("earliest"))
    return Case(same, default=Subquery(then))


def put_back(engagements: Sequence[Engagement], asof: date) -> list[Engagement]:
    """Give loaded engagements what they showed at the end of a day; return those that were shown then. They must not be saved.

    It costs the same few queries however many there are.
    """
    moment = end_of(asof)
    same = {one.pk for one in engagements if one.withdrawn_at is None and one.changed_at <= moment}
    found = EarlierState.objects.at(moment).filter(engagement__in=[one.pk for one in engagements if one.pk not in same])
    related = found.select_related("place__country", "country", "venue", "series", "within")
    states = {state.engagement_id: state for state in related.order_by()}
    things = _Things(states.values())
    for engagement in engagements:
        if engagement.pk in states:
            _fill(engagement, states[engagement.pk], things)
    return [one for one in engagements if one.pk in same or one.pk in states]


def parts_then(pk: int, asof: date) -> list[int]:
    """Return the ids of what lay within an engagement, as known at the end of a day."""
    moment = end_of(asof)
    same = Engagement.objects.shown().filter(within=pk, changed_at__lte=moment).values_list("pk", flat=True)
    return [*same, *EarlierState.objects.at(moment).filter(within=pk).values_list("engagement_id", flat=True)]


class _Things:
    """What the lists of some states name: one query for each sort of thing."""

    def __init__(self, states: Iterable[EarlierState]) -> None:
        keys = {key for state in states for key, _ in state.parties}
        self.countries = Country.objects.in_bulk([key for key in keys if isinstance(key, str)])
        self.organisations = Organisation.objects.in_bulk([key for key in keys if isinstance(key, int)])
        self.people = Person.objects.in_bulk({person for state in states for person, *_ in state.people})
        self.topics = Topic.objects.in_bulk({topic for state in states for topic in state.topics})


def _fill(engagement: Engagement, state: EarlierState, things: _Things) -> None:
    engagement.withdrawn_at = engagement.merged_into = None
    for name in SHOWN:
        setattr(engagement, name, getattr(state, name))
    for name in ("place", "country", "venue", "series", "within"):
        setattr(engagement, name, getattr(state, name))
    engagement._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "participations": [
            Participation(
                engagement=engagement, country=things.countries.get(key), organisation=things.organisations.get(key), role=role
            )
            for key, role in state.parties
            if key in things.countries or key in things.organisations
        ],
        "attendances": [
            Attendance(engagement=engagement, person=things.people[person], office=office, party=party)
            for person, office, party in state.people
            if person in things.people
        ],
        "topics": sorted((things.topics[pk] for pk in state.topics if pk in things.topics), key=lambda topic: topic.name),
    }
