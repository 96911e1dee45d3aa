"""Keeps what was shown of an engagement until it changes: whoever changes one takes its state before and keeps it after."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from timeline.models import Attendance, EarlierState, Engagement, Participation
from timeline.models.earlier import SHOWN
from timeline.record.shown import Shown
from timeline.vocabulary import Field, Kind, Role, Status

_ALWAYS: dict[str, dict[str, Any]] = {Field.KIND: {}, Field.STATUS: {}}


def states_of(engagements: Sequence[Engagement], *, at: datetime) -> dict[int, EarlierState]:
    """Return what each shown engagement has shown from an instant before `at` until then, by id; nothing is written.

    One that was hidden, such as a new one, has no such state, and costs no query.
    """
    lasting = [one for one in engagements if one.withdrawn_at is None and one.changed_at < at]
    if not lasting:
        return {}
    ids = [engagement.pk for engagement in lasting]
    parties, people, topics = _parties(ids), _people(ids), _topics(ids)
    return {
        one.pk: EarlierState(
            engagement_id=one.pk,
            since=one.changed_at,
            until=at,
            parties=parties[one.pk],
            people=people[one.pk],
            topics=topics[one.pk],
            **{name: getattr(one, name) for name in SHOWN},
        )
        for one in lasting
    }


def keep(before: Mapping[int, EarlierState], changed: Collection[int]) -> None:
    """Write the states before a change of the engagements that did change."""
    EarlierState.objects.bulk_create([before[pk] for pk in sorted(changed) if pk in before], batch_size=500)


def as_shown(state: EarlierState) -> Shown:
    """Return a state as the values that were chosen."""
    return Shown(
        title=state.title,
        kind=Kind(state.kind),
        status=Status(state.status),
        start=state.start,
        end=state.end,
        place=state.place_id,
        country=state.country_id,
        venue=state.venue_id,
        within=state.within_id,
        series=state.series_id,
        edition=state.edition,
        summary=state.summary,
        parties={f"{'country' if isinstance(key, str) else 'organisation'}:{key}": Role(role) for key, role in state.parties},
        people={person: (office, party) for person, office, party in state.people},
        topics=tuple(state.topics),
        choices=_ALWAYS,
        sources=state.source_count,
    )


def _parties(ids: Sequence[int]) -> Mapping[int, list[list[Any]]]:
    rows = Participation.objects.filter(engagement__in=ids).order_by("pk")
    read = rows.values_list("engagement_id", "country_id", "organisation_id", "role")
    return _grouped((engagement, [country or organisation, role]) for engagement, country, organisation, role in read)


def _people(ids: Sequence[int]) -> Mapping[int, list[list[Any]]]:
    rows = Attendance.objects.filter(engagement__in=ids).order_by("pk")
    read = rows.values_list("engagement_id", "person_id", "office", "party")
    return _grouped((engagement, values) for engagement, *values in read)


def _topics(ids: Sequence[int]) -> Mapping[int, list[int]]:
    rows = Engagement.topics.through.objects.filter(engagement__in=ids).order_by("topic_id")
    return _grouped(rows.values_list("engagement_id", "topic_id"))


def _grouped(rows: Iterable[tuple[int, Any]]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for engagement, value in rows:
        found[engagement].append(value)
    return found
