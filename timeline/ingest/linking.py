"""Does a candidate describe an engagement already on record? Exact rules only; nothing is matched by likeness."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline import partial_dates
from timeline.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class Likeness:
    """What linking compares, of a candidate or of an engagement: keys as `record.NameBook` gives them."""

    id: int | None
    kind: str
    start: str
    end: str
    series: str
    edition: int | None
    place: str
    parties: frozenset[str]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Decision:
    """The engagement a candidate belongs to, None for a new one, and the reason in words."""

    engagement: int | None
    reason: str


def link(candidate: Likeness, block: Sequence[Likeness]) -> Decision:
    """Decide among the engagements of `block`; the oldest wins where several fit."""
    for other in sorted(block, key=lambda one: one.id or 0):
        if _same_edition(candidate, other):
            return Decision(other.id, "Same series, edition and year")
        if _same_session(candidate, other):
            return Decision(other.id, "Same series and days")
        if _same_meeting(candidate, other):
            return Decision(other.id, "Same kind, parties, day and people")
    return Decision(None, "No engagement on record fits by the exact rules")


def _same_edition(one: Likeness, other: Likeness) -> bool:
    numbered = one.series and one.series == other.series and one.edition is not None and one.edition == other.edition
    return bool(numbered and one.start and one.start[:4] == other.start[:4])


def _same_session(one: Likeness, other: Likeness) -> bool:
    """Say whether two tellings of one series name the same days; what only one of them gives is no conflict."""
    if not one.series or one.series != other.series or not _same_days(one, other):
        return False
    if one.place and other.place and one.place != other.place:
        return False
    return one.edition is None or other.edition is None or one.edition == other.edition


def _same_days(one: Likeness, other: Likeness) -> bool:
    days = {(one.start, one.end), (other.start, other.end)}
    return len(days) == 1 and all(day and partial_dates.precision(day) is Precision.DAY for day in next(iter(days)))


def _same_meeting(one: Likeness, other: Likeness) -> bool:
    if one.kind != other.kind or not one.people or one.people != other.people or one.parties != other.parties or not one.parties:
        return False
    if one.edition is not None and other.edition is not None and one.edition != other.edition:
        return False
    days = {one.start, other.start}
    return len(days) == 1 and all(day and partial_dates.precision(day) is Precision.DAY for day in days)
