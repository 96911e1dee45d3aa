"""One engagement as the record showed it on an earlier day: its row in memory takes the values of then; nothing is written."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from timeline.models import Attendance, Claim, Country, Engagement, Organisation, Participation, Person, Place, Topic


class _Values(Protocol):
    """The values then shown. Queries and record do not import each other, so their shape is said here."""

    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str: ...
    @property
    def place(self) -> int | None: ...
    @property
    def country(self) -> str | None: ...
    @property
    def venue(self) -> int | None: ...
    @property
    def within(self) -> int | None: ...
    @property
    def series(self) -> int | None: ...
    @property
    def edition(self) -> int | None: ...
    @property
    def summary(self) -> str: ...
    @property
    def parties(self) -> Mapping[str, str]: ...
    @property
    def people(self) -> Mapping[int, tuple[str, str]]: ...
    @property
    def topics(self) -> Sequence[int]: ...
    @property
    def choices(self) -> dict[str, dict[str, Any]]: ...
    @property
    def sources(self) -> int: ...
    @property
    def days(self) -> tuple[int, int] | None: ...


class Known(Protocol):
    """What record/ recomputed for a day."""

    @property
    def values(self) -> _Values | None:
        """What was shown; None where nothing was on record yet."""

    @property
    def claims(self) -> Sequence[Claim]:
        """The claims that were live."""


def put_back(engagement: Engagement, values: _Values) -> None:
    """Give a loaded engagement the values it showed then. It must not be saved."""
    place = Place.objects.select_related("country").filter(pk=values.place).first() if values.place else None
    engagement.title = values.title or engagement.title
    engagement.kind, engagement.status, engagement.summary = values.kind, values.status, values.summary
    engagement.start, engagement.end = values.start, values.end
    engagement.earliest, engagement.latest = values.days or (None, None)
    engagement.place = place
    engagement.country_id = (place.country_id if place else None) or values.country
    engagement.venue_id, engagement.series_id, engagement.edition = values.venue, values.series, values.edition
    engagement.within_id, engagement.source_count, engagement.choices = values.within, values.sources, values.choices
    engagement._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "participations": _participations(engagement, values),
        "attendances": _attendances(engagement, values),
        "topics": list(Topic.objects.filter(pk__in=values.topics)),
    }


def _participations(engagement: Engagement, values: _Values) -> list[Participation]:
    keys = [(key.partition(":")[0], key.partition(":")[2], role) for key, role in values.parties.items()]
    countries = Country.objects.in_bulk([pk for sort, pk, _ in keys if sort == "country"])
    organisations = Organisation.objects.in_bulk([int(pk) for sort, pk, _ in keys if sort == "organisation"])
    return [
        Participation(
            engagement=engagement,
            country=countries.get(pk) if sort == "country" else None,
            organisation=organisations.get(int(pk)) if sort == "organisation" else None,
            role=role,
        )
        for sort, pk, role in keys
        if (pk in countries if sort == "country" else int(pk) in organisations)
    ]


def _attendances(engagement: Engagement, values: _Values) -> list[Attendance]:
    people = Person.objects.in_bulk(list(values.people))
    return [
        Attendance(engagement=engagement, person=people[pk], office=office, party=party)
        for pk, (office, party) in values.people.items()
        if pk in people
    ]
