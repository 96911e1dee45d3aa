"""Typed rows handed from queries to charts, exports and templates; standard library only.

Days are day numbers (`datetime.date.toordinal()`), coordinates degrees, dates partial dates.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party of an engagement. `code` is an ISO code or an acronym."""

    code: str
    name: str
    is_organisation: bool
    role: str
    url: str


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """One engagement as lists, timelines and maps show it."""

    id: int
    url: str
    title: str
    short_title: str
    kind: str
    status: str
    start: str
    end: str
    earliest: int | None
    latest: int | None
    place_id: int | None
    place: str
    country: str
    country_name: str
    latitude: float | None
    longitude: float | None
    venue: str
    series_id: int | None
    series: str
    edition: int | None
    within_id: int | None
    importance: int
    source_count: int
    is_unconfirmed: bool  # planned, its day has passed, and no source says what became of it
    parties: tuple[PartyRow, ...] = ()
    topics: tuple[str, ...] = ()
    office: str = ""  # that the person whose page it stands on held then


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A span of days, both included, that a page shows; `is_default` when the address did not choose it."""

    first: date
    last: date
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class MonthRow:
    """How many engagements can first mean a day of one month (`month` = year * 12 + month - 1)."""

    month: int
    count: int


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One lane of a timeline and how many engagements of the window stand in it.

    `key` is a group of kinds, a country's code, a series' id, an organisation's acronym or a pair such as IN-RU; empty for the
    lane of what stands in none of the others.
    """

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class CellRow:
    """How many engagements of one lane begin from day `first` to day `last`, both included; never 0.

    What began before the window and reaches into it counts in the first cell of its lane.
    """

    lane: str
    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class PlaceCountRow:
    """One place and what a window holds there; `kind` is the commonest, `planned` how many are still to come."""

    place_id: int
    name: str
    country: str
    latitude: float
    longitude: float
    count: int
    planned: int
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class CountryCountRow:
    """One country and how many engagements of a window it takes part in."""

    code: str
    alpha3: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """What one claim rests on: words in a sentence of an article, a compiled report's address, or a person."""

    claim_id: int
    origin: str
    value: str  # the claim's own value, in words
    before: str  # the sentence up to the words
    words: str
    after: str
    outlet: str
    published: date | None
    url: str  # page of the article at the words, or the report's address
    is_external: bool
    note: str
    rule: str
    confidence: float | None
    agrees: bool  # with the shown value


@dataclass(frozen=True, slots=True)
class FactRow:
    """One field of an engagement: the shown value, why it was chosen, and every live claim behind it."""

    field: str
    label: str  # When, Where, Parties …
    question: str  # who, when, where or what: colours the evidence
    value: str
    reason: str
    is_disputed: bool
    quotes: tuple[QuoteRow, ...]


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One stretch of an article's text for display: plain when `claims` is empty, else evidence."""

    text: str
    question: str = ""
    claims: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()  # as numbered beside the text: the engagements whose evidence ends with this stretch
    label: str = ""  # what it says, for the tooltip and screen readers
    anchors: tuple[int, ...] = ()  # the claims whose words begin here
    url: str = ""  # of the fact that it supports


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A name that leads somewhere, with a count: an entry of an index page, a facet, a neighbour."""

    name: str
    url: str
    count: int = 0
    detail: str = ""
    code: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """What can overlap one week: `count` is known to the day, `vague` only to the month or year; `monday` is a day number."""

    monday: int
    count: int
    vague: int = 0


@dataclass(frozen=True, slots=True)
class YearCountRow:
    """What can overlap one calendar year; `vague` is the part of `count` whose day is not known."""

    year: int
    count: int
    vague: int = 0


@dataclass(frozen=True, slots=True)
class PairRow:
    """What two countries did together; their ISO codes stand in alphabetical order."""

    one: str
    other: str
    count: int


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One country, pair of countries, organisation or series that a comparison sets beside others.

    `key` and `value` are the filter's, `code` is what a chip shows, `url` leads to its own page.
    """

    key: str
    value: str
    name: str
    code: str
    url: str


@dataclass(frozen=True, slots=True)
class SpanRow:
    """How much runs from one month to another (year * 12 + month - 1); `is_vague` when only the year is known."""

    first: int
    last: int
    count: int
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """One engagement as a mark on an axis; `earliest` and `latest` are day numbers."""

    id: int
    url: str
    title: str
    kind: str
    status: str
    start: str
    end: str
    earliest: int
    latest: int
