"""Writes what is shown of engagements: `choose` after every change of their claims. Nothing else sets a shown value."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from timeline.models import Attendance, Engagement, Participation
from timeline.record.claims import NOTHING_SAID
from timeline.record.contested import write_differences
from timeline.record.earlier import keep, states_of
from timeline.record.importance import importance
from timeline.record.lookup import Lookup, homes_of
from timeline.record.many import insert, upsert
from timeline.record.shown import Shown, live_sayings, shown
from timeline.record.titles import short_title, title
from timeline.record.waiting import weigh_telling_of
from timeline.summaries import keeping

_COLUMNS = (
    "title", "short_title", "kind", "status", "start", "end", "earliest", "latest", "place_id", "country_id", "venue_id",
    "within_id", "series_id", "edition", "summary", "importance", "source_count", "search_text", "withdrawn_at",
    "withdrawn_reason",
)  # fmt: skip
_WRITTEN = (*(name.removesuffix("_id") for name in _COLUMNS), "choices", "changed_at")
# What lies inside an engagement takes over: its words for the search, its days and place where it has none of its own.
_FOR_PARTS = ("title", "series_id", "start", "end", "place_id", "country_id")
_BATCH = 500


def choose(engagement: Engagement, *, at: datetime) -> None:
    """Choose an engagement's shown values anew from its live claims, and refresh the instance."""
    choose_all([engagement.pk], at=at)
    engagement.refresh_from_db()


def choose_all(ids: Iterable[int], *, at: datetime) -> None:
    """Choose for many engagements, a few queries per five hundred of them. Doing it twice changes nothing.

    An engagement left without claims is hidden, and shown again when claims return; one withdrawn or merged by a person stays so.
    """
    wanted = sorted(set(ids))
    with keeping.batch():
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            moved = _choose_batch(batch, at)
            parts = Engagement.objects.filter(within__in=moved).exclude(pk__in=batch).values_list("pk", flat=True)
            if parts:
                choose_all(list(parts), at=at)


def _choose_batch(ids: list[int], at: datetime) -> list[int]:
    # Locked so that two writers can't each choose from claims the other has not seen.
    engagements = list(Engagement.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    claims = live_sayings(ids)
    homes = homes_of(chain.from_iterable(claims.values()))
    values = {engagement.pk: shown(claims.get(engagement.pk, ()), homes) for engagement in engagements}
    lookup = Lookup([one for one in values.values() if one])
    before = {engagement.pk: keeping.held_in(engagement) for engagement in engagements}
    states = states_of(engagements, at=at)
    changed, moved, told_anew = [], [], set()
    for engagement in lookup.outermost_first(engagements, values):
        old = {name: getattr(engagement, name) for name in _COLUMNS}
        choices = engagement.choices
        _fill(engagement, values[engagement.pk], lookup, at)
        if old != {name: getattr(engagement, name) for name in _COLUMNS}:
            engagement.changed_at = max(at, engagement.changed_at)
            changed.append(engagement)
            told_anew.add(engagement.pk)
            if any(old[name] != getattr(engagement, name) for name in _FOR_PARTS):
                moved.append(engagement.pk)
        elif choices != engagement.choices:
            changed.append(engagement)
    upsert(Engagement, changed, _WRITTEN)
    links = _write_links({e: values[e.pk] for e in engagements})
    write_differences(engagements, claims, at=at)
    Engagement.objects.filter(pk__in=links - told_anew, changed_at__lt=at).update(changed_at=at)
    keep(states, told_anew | links)
    weigh_telling_of(ids, at=at)
    keeping.changed((pk, before[pk]) for pk in {e.pk for e in changed} | links)
    return moved


def _fill(engagement: Engagement, values: Shown | None, lookup: Lookup, at: datetime) -> None:
    if values is None:
        if engagement.withdrawn_at is None:
            engagement.withdrawn_at, engagement.withdrawn_reason = at, NOTHING_SAID
        return
    if engagement.withdrawn_reason == NOTHING_SAID and engagement.merged_into_id is None:
        engagement.withdrawn_at, engagement.withdrawn_reason = None, ""
    engagement.within_id = lookup.safe_parent(engagement.pk, values.within)
    values = lookup.with_outer(values, engagement.within_id)
    days = values.days
    place = lookup.places.get(values.place or 0)
    engagement.kind, engagement.status = values.kind, values.status
    engagement.start, engagement.end = values.start, values.end
    engagement.earliest, engagement.latest = days or (None, None)
    engagement.place_id = values.place
    engagement.country_id = (place.country_id if place else None) or values.country
    engagement.venue_id, engagement.series_id, engagement.edition = values.venue, values.series, values.edition
    engagement.summary, engagement.choices, engagement.source_count = values.summary, values.choices, values.sources
    named = lookup.named(values)
    engagement.title = (values.title or title(named))[:300]
    engagement.short_title = short_title(named, engagement.title)[:120]
    engagement.search_text = lookup.search_text(values, engagement.title, engagement.within_id)
    engagement.importance = importance(
        kind_weight=lookup.levels.kinds.get(values.kind, 20),
        levels=[lookup.levels.of(office) for office, _ in values.people.values() if office],
        parties=len(values.parties),
        sources=values.sources,
        series_weight=lookup.series_weight(values.series),
    )


def _write_links(values: dict[Engagement, Shown | None]) -> set[int]:
    """Bring participations, attendances and topics in step; return the ids of engagements where any changed."""
    ids = [engagement.pk for engagement in values]
    touched = _sync(
        Participation,
        Participation.objects.filter(engagement__in=ids),
        [row for engagement, one in values.items() if one for row in _participations(engagement, one)],
        ("engagement_id", "country_id", "organisation_id"),
        ("role", "earliest", "latest", "importance"),
    )
    touched |= _sync(
        Attendance,
        Attendance.objects.filter(engagement__in=ids),
        [
            Attendance(engagement_id=engagement.pk, person_id=person, office=office[:200], party=party[:20])
            for engagement, one in values.items()
            if one
            for person, (office, party) in one.people.items()
        ],
        ("engagement_id", "person_id"),
        ("office", "party"),
    )
    through = Engagement.topics.through
    return touched | _sync(
        through,
        through.objects.filter(engagement__in=ids),
        [
            through(engagement_id=engagement.pk, topic_id=topic)
            for engagement, one in values.items()
            if one
            for topic in one.topics
        ],
        ("engagement_id", "topic_id"),
        (),
    )


def _participations(engagement: Engagement, values: Shown) -> Iterable[Participation]:
    for key, role in values.parties.items():
        kind, _, pk = key.partition(":")
        yield Participation(
            engagement_id=engagement.pk,
            country_id=pk if kind == "country" else None,
            organisation_id=int(pk) if kind == "organisation" else None,
            role=role,
            earliest=engagement.earliest,
            latest=engagement.latest,
            importance=engagement.importance,
        )


def _sync(model: Any, present: Any, wanted: list[Any], identity: tuple[str, ...], values: tuple[str, ...]) -> set[int]:
    """Make the rows of `present` equal `wanted` with the fewest writes; return the engagements touched."""

    def key(row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in identity)

    standing = {key(row): row for row in present}
    new, changed = [], []
    for row in wanted:
        old = standing.pop(key(row), None)
        if old is None:
            new.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in values):
            for name in values:
                setattr(old, name, getattr(row, name))
            changed.append(old)
    if standing:
        model.objects.filter(pk__in=[row.pk for row in standing.values()]).delete()
    if changed:
        upsert(model, changed, values)
    if new:
        insert(new)
    return {row.engagement_id for row in (*new, *changed, *standing.values())}
