"""How what is shown of one engagement came about: recomputed from its claims, which only grow, for each moment they changed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

from timeline import partial_dates, wording
from timeline.clock import end_of
from timeline.models import Claim, Country, EarlierState, Engagement, Organisation, Person, Place, Series, Topic, Venue
from timeline.record.lookup import homes_of
from timeline.record.placing import Homes
from timeline.record.shown import Shown, said, shown
from timeline.vocabulary import Field, Origin, Status

_LABELS = {
    "When": (Field.START, Field.END), "Status": (Field.STATUS,), "Kind": (Field.KIND,), "Where": (Field.PLACE, Field.COUNTRY),
    "Venue": (Field.VENUE,), "Series": (Field.SERIES,), "Edition": (Field.EDITION,), "Parties": (Field.PARTY,),
    "People": (Field.PERSON,), "Topics": (Field.TOPIC,), "Within": (Field.WITHIN,), "Title": (Field.TITLE,),
    "Summary": (Field.SUMMARY,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One shown value that became another, in words, empty where none was stated; `why` names who said so."""

    label: str
    before: str
    after: str
    why: str
    slip: str = ""  # how far the first day moved


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment at which claims came or went, and the values that changed with them."""

    at: datetime
    changes: tuple[Change, ...]
    came: int
    gone: int
    is_first: bool

    @property
    def asof(self) -> str:
        """The day of the moment as the address of a page of that day has it."""
        return self.at.astimezone(UTC).date().isoformat()


@dataclass(frozen=True, slots=True)
class Known:
    """What was shown of an engagement at a moment, and the claims that were live."""

    values: Shown | None
    claims: tuple[Claim, ...]

    @property
    def choices(self) -> dict[str, dict[str, Any]]:
        """By field: the chosen claim, the runner-up, the reason."""
        return self.values.choices if self.values else {}


@dataclass(frozen=True, slots=True)
class History:
    """One engagement with the moments of its record, newest first."""

    id: int
    title: str
    is_hidden: bool  # withdrawn or merged on that day, or not on record yet
    moments: tuple[Moment, ...]
    claims: tuple[Claim, ...]
    names: "Names"
    homes: Homes

    def between(self, first: date | None, last: date) -> tuple[Change, ...]:
        """Return what differs between the ends of two days; without a first one, from nothing."""
        before = shown_at(self.claims, end_of(first), self.homes) if first else None
        after = shown_at(self.claims, end_of(last), self.homes)
        return tuple(changes_of(before, after, self.names))


def live_at(claims: Iterable[Claim], at: datetime) -> list[Claim]:
    """Return the claims that were on record and not retracted at a moment."""
    return [one for one in claims if one.recorded_at <= at and (one.retracted_at is None or one.retracted_at > at)]


def shown_at(claims: Iterable[Claim], at: datetime, homes: Homes) -> Shown | None:
    """Return what an engagement with these claims showed at a moment; where venues lie is as it is known now."""
    return shown([said(claim) for claim in live_at(claims, at)], homes)


def known_on(pk: int, day: date) -> Known:
    """Return what the record showed of an engagement at the end of a day."""
    return known_of([pk], day)[pk]


def known_of(ids: Collection[int], day: date) -> dict[int, Known]:
    """Return what the record showed of engagements at the end of a day, by id: two queries."""
    live: dict[int, list[Claim]] = {pk: [] for pk in ids}
    for claim in Claim.objects.live_at(end_of(day)).filter(engagement__in=ids).select_related("source").order_by("id"):
        live[claim.engagement_id].append(claim)
    sayings = {pk: [said(claim) for claim in claims] for pk, claims in live.items()}
    homes = homes_of(chain.from_iterable(sayings.values()))
    return {pk: Known(shown(sayings[pk], homes), tuple(claims)) for pk, claims in live.items()}


def history_of(pk: int, asof: date | None = None) -> History | None:
    """Return the history of an engagement, with a day up to its end; None when there never was one."""
    engagement = Engagement.objects.filter(pk=pk).first()
    if engagement is None:
        return None
    claims = tuple(Claim.objects.filter(engagement=pk).select_related("source", "author").order_by("id"))
    end = end_of(asof) if asof else None
    every = {at for claim in claims for at in (claim.recorded_at, claim.retracted_at) if at}
    moments = sorted(at for at in every if end is None or at <= end)
    homes = homes_of(map(said, claims))
    states = [shown_at(claims, at, homes) for at in moments]
    names = Names([one for one in states if one])
    rows: list[Moment] = []
    before: Shown | None = None
    for at, after in zip(moments, states, strict=True):
        came = [claim for claim in claims if claim.recorded_at == at and claim.retracted_at != at]
        gone = [claim for claim in claims if claim.retracted_at == at and claim.recorded_at != at]
        changes = _told(before, after, names, came, gone)
        rows.append(Moment(at, tuple(changes), len(came), len(gone), not rows))
        before = after
    title = _title(engagement, end)
    return History(pk, title or engagement.title, title is None, tuple(reversed(rows)), claims, names, homes)


def _title(engagement: Engagement, end: datetime | None) -> str | None:
    """Return the title under which an engagement was shown at a moment, or is; None when it was hidden."""
    if engagement.withdrawn_at is None and (end is None or engagement.changed_at <= end):
        return engagement.title
    state = EarlierState.objects.at(end).filter(engagement=engagement).first() if end else None
    return state.title if state else None


class Names:
    """The names of everything that the states of one engagement speak of: one query for each sort of thing."""

    def __init__(self, states: Sequence[Shown]) -> None:
        parties = {key for one in states for key in one.parties}
        codes = {key.removeprefix("country:") for key in parties if key.startswith("country:")}
        codes |= {one.country for one in states if one.country}
        bodies = {int(key.rpartition(":")[2]) for key in parties if key.startswith("organisation:")}
        self.countries = {one.pk: one.name for one in Country.objects.filter(pk__in=codes)}
        self.organisations = {one.pk: one.acronym for one in Organisation.objects.filter(pk__in=bodies)}
        self.places = dict(Place.objects.filter(pk__in={one.place for one in states if one.place}).values_list("pk", "name"))
        self.venues = dict(Venue.objects.filter(pk__in={one.venue for one in states if one.venue}).values_list("pk", "name"))
        self.series = dict(Series.objects.filter(pk__in={one.series for one in states if one.series}).values_list("pk", "name"))
        within = {one.within for one in states if one.within}
        self.within = dict(Engagement.objects.filter(pk__in=within).values_list("pk", "title"))
        self.people = dict(Person.objects.filter(pk__in={pk for one in states for pk in one.people}).values_list("pk", "name"))
        self.topics = dict(Topic.objects.filter(pk__in={pk for one in states for pk in one.topics}).values_list("pk", "name"))

    def words(self, one: Shown | None) -> dict[str, str]:
        """Return the values of one state in words, by label."""
        if one is None:
            return {}
        parties = [self._party(key) for key in one.parties]
        return {
            "When": wording.date_range(one.start, one.end) if one.start else "",
            "Status": one.status.label if Field.STATUS in one.choices else "",
            "Kind": one.kind.label if Field.KIND in one.choices else "",
            "Where": self.places.get(one.place or 0, "") or self.countries.get(one.country or "", ""),
            "Venue": self.venues.get(one.venue or 0, ""),
            "Series": self.series.get(one.series or 0, ""),
            "Edition": wording.ordinal(one.edition) if one.edition else "",
            "Parties": wording.listing(sorted(parties)),
            "People": wording.listing(sorted(self.people.get(pk, f"person {pk}") for pk in one.people)),
            "Topics": wording.listing(sorted(self.topics.get(pk, "") for pk in one.topics)),
            "Within": self.within.get(one.within or 0, ""),
            "Title": one.title,
            "Summary": one.summary,
        }

    def _party(self, key: str) -> str:
        sort, _, pk = key.partition(":")
        return self.countries.get(pk, pk) if sort == "country" else self.organisations.get(int(pk), key)


def _told(
    before: Shown | None, after: Shown | None, names: Names, came: Sequence[Claim], gone: Sequence[Claim]
) -> Iterable[Change]:
    for change in changes_of(before, after, names):
        fields = _LABELS[change.label]
        said = [claim for claim in came if claim.field in fields]
        left = [claim for claim in gone if claim.field in fields]
        yield Change(change.label, change.before, change.after, _why(said, left), change.slip)


def changes_of(before: Shown | None, after: Shown | None, names: Names) -> Iterable[Change]:
    """Yield what differs between two states, in words."""
    old, new = names.words(before), names.words(after)
    for label in _LABELS:
        one, other = old.get(label, ""), new.get(label, "")
        if one != other:
            slip = _slip(before, after) if label == "When" else ""
            yield Change(label, one, other, "", slip)


def _slip(before: Shown | None, after: Shown | None) -> str:
    """Say by how many days a first day moved; nothing where either is no whole day."""
    if before is None or after is None or not len(before.start) == len(after.start) == len("2025-06-25"):
        return ""
    days = partial_dates.earliest(after.start) - partial_dates.earliest(before.start)
    moved = f"{wording.count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}" if days else ""
    postponed = Status.POSTPONED in (before.status, after.status)
    return f"postponed, {moved}" if moved and postponed else moved


def _why(came: Sequence[Claim], gone: Sequence[Claim]) -> str:
    """Say who brought the values in, and why others went."""
    speakers = list(dict.fromkeys(_speaker(claim) for claim in came))
    reasons = list(dict.fromkeys(claim.retracted_reason.rstrip(".") for claim in gone if claim.retracted_reason))
    parts = [wording.listing(speakers, limit=3), *reasons]
    return "; ".join(part for part in parts if part) or "Chosen anew from what other sources said"


def _speaker(claim: Claim) -> str:
    if claim.origin == Origin.MANUAL:
        note = f", “{claim.note}”" if claim.note else ""
        name = claim.author.get_full_name() or claim.author.get_username() if claim.author else "a person"
        return f"{name} decided so{note}"
    name = claim.source.name if claim.source else "a report"
    day = f", {wording.day(claim.published, short=True)}" if claim.published else ""
    return f"{name}{day}"
