"""What two reports have in common and what sets them apart, weighed as evidence that they tell of one engagement.

Fellegi and Sunter's model (1969): each field adds bits for or against, the base-two logarithm of how much likelier such an
agreement is between two reports of one engagement than between two of different ones. Two things no evidence outweighs: another
number of an edition, and first and last days that are known and apart.
"""

from dataclasses import dataclass, replace
from math import log2

from timeline import partial_dates, wording
from timeline.linking.names import Alike, alike, same_person
from timeline.linking.reports import Named, Report
from timeline.vocabulary import Kind, Status

PRIOR = -4.0  # bits: two reports that have anything in common mostly tell of different engagements
MATCH = 3.0  # bits from which they are taken for one
PROPOSE = 0.0  # bits from which a person is asked

_MEETINGS = frozenset({Kind.SUMMIT, Kind.MINISTERIAL, Kind.BILATERAL, Kind.DIALOGUE, Kind.WORKING_GROUP, Kind.CONFERENCE})
_DRILLS = frozenset({Kind.EXERCISE, Kind.TRAINING})
_TRIPS = frozenset({Kind.VISIT, Kind.PORT_CALL})
_ON_A_MEETING = frozenset({Kind.VISIT, Kind.SIGNING})
_PAIRS = frozenset({Kind.BILATERAL, Kind.CALL, Kind.SIGNING})
# Bits from which a field says which of many meetings is meant.
_TELLING = {"series": 5.0, "edition": 4.0, "place": 3.0, "people": 2.5, "dates": 3.5}
_PERSONAL = frozenset({Kind.BILATERAL, Kind.CALL, Kind.VISIT})  # who took part makes it what it is


@dataclass(frozen=True, slots=True)
class Part:
    """What one field says: in words, and in bits for (or, below zero, against) one engagement."""

    field: str
    words: str
    bits: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that two reports say of each other; `forbids` is a sentence when nothing can make them one."""

    parts: tuple[Part, ...]
    forbids: str = ""

    @property
    def bits(self) -> float:
        """The sum of the evidence, the prior included."""
        return round(PRIOR + sum(part.bits for part in self.parts), 3)

    @property
    def is_match(self) -> bool:
        """Whether the two are taken for one engagement: what is of two kinds only a person can say to be one."""
        return not self.forbids and self.bits >= MATCH and not any(part.field == "kind" and part.bits < 0 for part in self.parts)


def compare(one: Report, other: Report) -> Comparison:
    """Weigh two reports against each other; the order does not matter."""
    parts = [
        _kind(one, other),
        _format(one, other),
        _edition(one, other),
        _when(one, other),
        _where(one, other),
        _who(one, other),
    ]
    parts += [_people(one, other), _venue(one, other), _within(one, other)]
    told = tuple(_weighed(part, one, other) for part in parts if part)
    return Comparison((*told, *_ordinary(told)), _forbids(one, other))


def _weighed(part: Part, one: Report, other: Report) -> Part:
    """Let what speaks against count as far as both sides were read rightly: a misread place sets nothing apart."""
    read = getattr(one.sure, part.field, 1.0) * getattr(other.sure, part.field, 1.0)
    if part.bits >= 0 or read >= 1:
        return part
    return replace(part, bits=round(log2(read * 2**part.bits + 1 - read), 1))


def _ordinary(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Two countries meet often: without a series, a town, a person or exact days in common nothing tells their meetings apart."""
    telling = any(part.bits >= _TELLING.get(part.field, 99.0) for part in parts)
    return () if telling else (Part("particulars", "no town, person, format or exact day in common", -2.0),)


def _forbids(one: Report, other: Report) -> str:
    if one.article == other.article:
        return "One article tells them apart"
    if _is_other_edition(one, other):
        return f"Editions {min(one.edition or 0, other.edition or 0)} and {max(one.edition or 0, other.edition or 0)} are two"
    if one.is_exact and other.is_exact and _are_apart(one, other):
        return "Their days are known and apart"
    return ""


def _is_other_edition(one: Report, other: Report) -> bool:
    return one.edition is not None and other.edition is not None and one.edition != other.edition


def _are_apart(one: Report, other: Report) -> bool:
    days, others = one.days, other.days
    return days is not None and others is not None and (days[1] < others[0] or others[1] < days[0])


def _kind(one: Report, other: Report) -> Part:
    if one.kind == other.kind:
        return Part("kind", "of one kind", 2.0)
    both = {one.kind, other.kind}
    if both <= _MEETINGS or both <= _DRILLS:
        return Part("kind", "of kinds that sources confuse", 0.0)
    # A visit and the talks held on it, or talks and what was signed there, are two engagements that one article may tell as one.
    told_as_one = all(both & kinds for kinds in (_MEETINGS, _ON_A_MEETING))
    differ = f"kinds differ: {wording.listing(sorted(Kind(kind).label.lower() for kind in both))}"
    return Part("kind", differ, -9.0 if told_as_one else -12.0)


def _format(one: Report, other: Report) -> Part | None:
    if not one.series and not other.series:
        return None
    if one.series == other.series:
        return Part("series", "of one series", 5.0)
    if not one.series or not other.series:
        return Part("series", "a series is named by one alone", -1.0)
    if one.series in other.formats or other.series in one.formats:
        # Sources name the body above for the one that met; but two of them may meet in one town on one day.
        is_session = one.edition is not None and one.edition == other.edition or _in_common(one, other)
        return Part("series", "one series lies within the other", -3.0 if is_session else -7.0)
    return Part("series", "of different series", -8.0)


def _edition(one: Report, other: Report) -> Part | None:
    if one.edition is None or other.edition is None:
        return None
    if one.edition == other.edition:
        return Part("edition", f"both number {one.edition}", 4.0)
    return Part("edition", "other numbers", -12.0)


def _when(one: Report, other: Report) -> Part | None:
    days, others = one.days, other.days
    if days is None or others is None:
        return _published(one, other)
    if _are_apart(one, other):
        moved = Status.POSTPONED in (one.status, other.status) and one.edition is not None and one.edition == other.edition
        return Part(
            "dates", "the days differ, and one was postponed" if moved else "the dates are apart", -4.0 if moved else -10.0
        )
    if one.is_exact and other.is_exact:
        if days == others:
            return Part("dates", "the same days", 5.0)
        return Part("dates", "days that overlap", 3.5 if days[0] == others[0] or days[1] == others[1] else 2.5)
    vaguest = min(len(each) for each in (one.start, other.start))
    if vaguest == 10:
        return Part("dates", "the same first day, as far as it is known", 3.5 if one.start == other.start else 2.0)
    if vaguest == 7:
        return Part("dates", "dates that can mean one day of a month", 2.0)
    return Part("dates", "dates that can mean one day of a year", 0.5)


def _published(one: Report, other: Report) -> Part | None:
    """Without a date, that two articles appeared together says a little, and that they lie far apart a lot."""
    if not one.published or not other.published:
        return None
    apart = abs(partial_dates.earliest(one.published) - partial_dates.earliest(other.published))
    if apart <= 4:
        return Part("published", "published within days of each other", 1.5)
    return None if apart <= 31 else Part("published", "published weeks apart, and a date is missing", -3.0)


def _where(one: Report, other: Report) -> Part | None:
    if one.place and other.place:
        if one.place == other.place:
            return Part("place", "in one place", 3.0)
        elsewhere = bool(one.country and other.country and one.country != other.country)
        return Part("place", "in different countries" if elsewhere else "in different places", -6.0 if elsewhere else -3.0)
    if not one.country or not other.country:
        return None
    return Part("place", "in one country", 1.0) if one.country == other.country else Part("place", "in different countries", -5.0)


def _venue(one: Report, other: Report) -> Part | None:
    return Part("venue", "at one venue", 2.0) if one.venue and one.venue == other.venue else None


def _who(one: Report, other: Report) -> Part | None:
    if not one.parties or not other.parties:
        return None
    shared, fewer, more = one.parties & other.parties, *sorted((one.parties, other.parties), key=len)
    if not shared:
        return Part("parties", "no party in common", -8.0)
    if one.parties == other.parties:
        return Part("parties", "the same parties", 3.5 if len(shared) > 1 else 1.5)
    pairs = {one.kind, other.kind} & _PAIRS
    if pairs and len(one.countries) == 2 == len(other.countries) and one.countries != other.countries:
        return Part("parties", "other pairs of countries", -8.0)
    if pairs and len(fewer) <= 2 < len(more):
        return Part("parties", "two sides, and more than two", -3.0)
    if shared == fewer:
        if {one.kind, other.kind} & _TRIPS and len(fewer) > 1 and not (one.place and one.place == other.place):
            return Part("parties", "a journey, and one that went further", -3.0)
        return Part("parties", "the parties of one are among the other’s", 2.0 if len(shared) > 1 else 0.5)
    return Part("parties", "some parties in common", 1.0 if 2 * len(shared) >= len(fewer) else -1.5)


def _people(one: Report, other: Report) -> Part | None:
    if not one.people or not other.people:
        return None
    shared = _in_common(one, other)
    if not shared and not _speak_for_one(one, other):
        return None
    if not shared:
        alone = {one.kind, other.kind} & _PERSONAL
        return Part("people", "nobody in common", -6.0 if alone else -1.0)
    fewer, more = sorted((len(one.people), len(other.people)))
    if {one.kind, other.kind} & _PAIRS and one.kind != other.kind and fewer == 2 and more >= 4:
        return Part("people", "two people, and a larger round", -4.0)
    if shared >= 2:
        return Part("people", f"{shared} people in common", 4.0)
    if shared == min(len(one.people), len(other.people)):
        return Part("people", "a person in common", 2.5)
    if one.kind in _PAIRS and other.kind in _PAIRS and _other_partner(one, other):
        return Part("people", "one person in common, met with someone else", -9.0)
    return Part("people", "one of several people in common", 1.0)


def _speak_for_one(one: Report, other: Report) -> bool:
    """Whether both name somebody of one party: that one names India's minister alone and one Russia's sets nothing apart."""
    sides, others = ({person.party for person in report.people} for report in (one, other))
    return bool(sides & others) or "" in sides | others or min(len(one.people), len(other.people)) > 1


def _in_common(one: Report, other: Report) -> int:
    """Return how many people both name."""
    free, shared, parties = list(other.people), 0, one.parties & other.parties
    for person in one.people:
        found = next((each for each in free if same_person(person, each) or _on_the_other_side(person, each, parties)), None)
        if found is not None:
            free.remove(found)
            shared += 1
    return shared


def _on_the_other_side(one: Named, other: Named, parties: frozenset[str]) -> bool:
    """Whether a full name stands on one side in one report and on the other in the other: one of them was misread."""
    return {one.party, other.party} <= parties and alike(one.name, other.name) is Alike.SAME


def _other_partner(one: Report, other: Report) -> bool:
    """`A met B`, `A met C`: both name the other side's person, and it is not the same."""
    rest = [p for p in one.people if not any(same_person(p, q) for q in other.people)]
    others = [q for q in other.people if not any(same_person(p, q) for p in one.people)]
    return any(p.party and p.party == q.party for p in rest for q in others)


def _within(one: Report, other: Report) -> Part | None:
    if not one.within or not other.within:
        return None
    return Part("within", "within one larger engagement", 1.0) if one.within == other.within else None
