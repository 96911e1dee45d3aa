"""An engagement while it is being put together from the sentences that tell of it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.extraction.dates import DateMention
from timeline.extraction.kinds import MEET, MEETING_KINDS, Trigger
from timeline.extraction.mentions import PlaceMention, SeriesMention, VenueMention
from timeline.extraction.status import StatusCue
from timeline.extraction.tokens import word_set

# Kinds in which two sides meet, and kinds that have a host.
PAIRS = frozenset({MEET, "bilateral", "call"})
HOSTED = word_set("exercise visit port_call training conference dialogue working_group ministerial summit")

NEAR_EVENTS = 16  # of an article's engagements so many may have to do with one another: those told of in one stretch

_PAIR = 2
_CODE = 2  # letters of a country's code

Tokens = tuple[int, int]


class Evidence(NamedTuple):
    """Why a value stands: the tokens that say so and the rule that read them; `derived` for what no words state outright."""

    tokens: Tokens
    rule: str
    confidence: float = 0.9
    derived: str = ""


class Weighed(NamedTuple):
    """A mention that was considered for a telling: the decision, its value, the signals and the probability they gave."""

    decision: str
    value: object
    signals: list[str]
    probability: float
    tokens: Tokens = (0, 0)


@dataclass(slots=True, eq=False)
class Telling:
    """What one sentence tells of one engagement."""

    sentence: int
    kind: str
    triggers: list[Trigger]
    dates: list[DateMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    venues: list[VenueMention] = field(default_factory=list)
    parties: dict[str, Evidence] = field(default_factory=dict)
    hosts: dict[str, Evidence] = field(default_factory=dict)
    people: dict[int, Evidence] = field(default_factory=dict)
    closing: DateMention | None = None  # `until the 28th`
    series: SeriesMention | None = None
    edition: tuple[int, Tokens] | None = None
    cues: list[StatusCue] = field(default_factory=list)
    inner_of: bool = False  # stands before `on the sidelines of`
    outer_of: bool = False  # stands after it
    definite: bool = False
    apart: bool = False  # one of several meetings that its sentence tells of, clause by clause or guest by guest
    sibling: bool = False  # another edition of a series told of before
    pair: Tokens | None = None  # `the two ministers`, who are those told of last
    ending: bool = False  # its day is the last one (`came to an end on Monday`)
    weight: float = 0.0
    region: Tokens = (0, 0)
    weighed: list[Weighed] = field(default_factory=list)

    @property
    def family(self) -> str:
        """Group of kinds that may be told of by one another's words."""
        return "meeting" if self.kind in MEETING_KINDS else self.kind


@dataclass(slots=True, eq=False)
class Event:
    """One engagement of the article, as told so far."""

    kind: str
    tellings: list[Telling]
    date: DateMention | None = None
    end_date: tuple[str, Tokens] | None = None
    dated_by_end: bool = False  # only its last day is known so far
    place: PlaceMention | None = None
    country: str = ""
    country_evidence: Evidence | None = None
    venue: VenueMention | None = None
    parties: dict[str, Evidence] = field(default_factory=dict)
    people: dict[int, Evidence] = field(default_factory=dict)
    series: SeriesMention | None = None
    edition: tuple[int, Tokens] | None = None
    topics: dict[str, Evidence] = field(default_factory=dict)
    cues: list[StatusCue] = field(default_factory=list)
    within: "Event | None" = None
    within_evidence: Evidence | None = None
    told_within: "Event | None" = None  # what a wording like `on the sidelines of` names
    within_tokens: Tokens | None = None
    status: str = ""
    status_cue: StatusCue | None = None
    paragraph: int = 0  # the paragraph that last spoke of it
    later: list[Weighed] = field(default_factory=list)  # what sentences after its tellings name
    siblings: "list[Event]" = field(default_factory=list)  # the other engagements of the article
    founding_odds: float | None = None
    chance: float = 1.0  # how likely it is an engagement at all
    kind_chance: float = 0.8
    status_chance: float = 0.8
    date_chance: float = 0.9
    end_chance: float = 0.9
    place_chance: float = 0.9
    venue_chance: float = 0.9
    series_chance: float = 0.9
    edition_chance: float = 0.9

    @property
    def family(self) -> str:
        """Group of kinds that may be told of by one another's words."""
        return "meeting" if self.kind in MEETING_KINDS else self.kind

    @property
    def sides(self) -> set[str]:
        """The parties, and the country it takes place in."""
        place = self.place.place.country if self.place else ""
        return set(self.parties) | ({place or self.country} - {""})

    @property
    def many(self) -> bool:
        """Say whether it can hold other meetings: more than two sides, a body, or a trip."""
        if self.kind == "visit":
            return True
        if self.kind not in MEETING_KINDS:
            return False
        return self.series is not None or len(self.parties) > _PAIR or any(len(code) != _CODE for code in self.parties)

    @property
    def scope(self) -> Tokens:
        """The tokens from the first to the last of its tellings."""
        return min(t.region[0] for t in self.tellings), max(t.region[1] for t in self.tellings)

    @property
    def trigger(self) -> Trigger:
        """The first trigger, where the article begins to tell of it."""
        return self.tellings[0].triggers[0]

    @property
    def last_sentence(self) -> int:
        """The number of the last sentence that tells of it."""
        return self.tellings[-1].sentence

    @property
    def start(self) -> str:
        """The partial date it starts on, or an empty string."""
        return self.date.start if self.date else ""

    @property
    def end(self) -> str:
        """The partial date it ends on, or an empty string."""
        if self.end_date:
            return self.end_date[0]
        return self.date.end if self.date else ""
