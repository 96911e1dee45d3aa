"""The enumerations every part shares: the codebook's kinds and statuses, date precision, roles, claim origins and fields."""

from enum import StrEnum


class Kind(StrEnum):
    """What an engagement is; the codebook's twelve kinds (tests/corpus/README.md)."""

    SUMMIT = "summit"
    MINISTERIAL = "ministerial"
    BILATERAL = "bilateral"
    CALL = "call"
    DIALOGUE = "dialogue"
    WORKING_GROUP = "working_group"
    CONFERENCE = "conference"
    VISIT = "visit"
    PORT_CALL = "port_call"
    EXERCISE = "exercise"
    TRAINING = "training"
    SIGNING = "signing"

    @property
    def label(self) -> str:
        """The kind as shown to a reader: `Working group`."""
        return self.value.replace("_", " ").capitalize()


class Status(StrEnum):
    """Where an engagement stands as of the newest article that says so; the codebook's five statuses."""

    HELD = "held"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The status as shown to a reader: `Held`."""
        return self.value.capitalize()


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Role(StrEnum):
    """What a party was in an engagement."""

    HOST = "host"
    PARTICIPANT = "participant"
    OBSERVER = "observer"
    CHAIR = "chair"


class Origin(StrEnum):
    """Where a claim comes from."""

    EXTRACTED = "extracted"  # read from an article: carries a span and its words
    COMPILED = "compiled"  # taken over from a report by hand: carries an address, no quotation
    MANUAL = "manual"  # a person's decision: wins over both


class ReviewState(StrEnum):
    """Whether a person has looked at an engagement."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"


class Field(StrEnum):
    """The fields of an engagement that a claim can speak about.

    The JSON value of a claim, by field:
    TITLE, SUMMARY, VENUE, SERIES, TOPIC: text · KIND, STATUS: the enum's value · START, END: a partial date (`2025-06-25`,
    `2025-06`, `2025`) · EDITION: whole number · COUNTRY: ISO 3166-1 alpha-2 code ·
    PLACE: `{"name", "country", "lat", "lon", "geoname"}` (the last three may be null) ·
    PARTY: `{"code", "role"}` (country code or organisation acronym) ·
    PERSON: `{"name", "role", "party"}` (role = office then held) ·
    WITHIN: the id of the larger engagement (inside `extraction`: the key of another candidate).
    """

    TITLE = "title"
    KIND = "kind"
    STATUS = "status"
    START = "start"
    END = "end"
    PLACE = "place"
    COUNTRY = "country"
    VENUE = "venue"
    PARTY = "party"
    PERSON = "person"
    SERIES = "series"
    EDITION = "edition"
    TOPIC = "topic"
    WITHIN = "within"
    SUMMARY = "summary"


MANY_VALUED = frozenset({Field.PARTY, Field.PERSON, Field.TOPIC})


class Lanes(StrEnum):
    """What a timeline's lanes stand for."""

    KIND = "kind"
    COUNTRY = "country"
    SERIES = "series"
    ORGANISATION = "organisation"
    PAIR = "pair"


class Counting(StrEnum):
    """What a figure counts one for."""

    ENGAGEMENTS = "engagements"  # each engagement, however many took part
    PAIRS = "pairs"  # each two countries that took part in one engagement
    PEOPLE = "people"  # each person named as present at one engagement

    @property
    def noun(self) -> str:
        """One of what is counted: `person-meeting`."""
        return {"engagements": "engagement", "pairs": "pair", "people": "person-meeting"}[self.value]

    @property
    def label(self) -> str:
        """What is counted, in the plural: `person-meetings`."""
        return f"{self.noun}s"


LANE_GROUPS: dict[str, tuple[Kind, ...]] = {
    "Summits & ministerials": (Kind.SUMMIT, Kind.MINISTERIAL),
    "Bilaterals & calls": (Kind.BILATERAL, Kind.CALL),
    "Dialogues & groups": (Kind.DIALOGUE, Kind.WORKING_GROUP),
    "Visits & port calls": (Kind.VISIT, Kind.PORT_CALL),
    "Exercises & training": (Kind.EXERCISE, Kind.TRAINING),
    "Conferences & signings": (Kind.CONFERENCE, Kind.SIGNING),
}

TOPICS: tuple[str, ...] = (
    "unmanned systems", "counter-UAS", "electronic warfare", "logistics", "air defence", "missiles", "artillery", "armour",
    "naval shipbuilding", "submarines", "combat aircraft", "helicopters", "space", "cyber", "nuclear and arms control",
    "counter-terrorism", "border security", "maritime security", "peacekeeping", "disaster relief", "search and rescue",
    "military medicine", "training and education", "joint exercises", "intelligence sharing", "defence industry",
    "arms procurement", "research and technology", "regional security", "mine action", "Arctic", "Indo-Pacific",
    "women, peace and security", "military history",
)  # fmt: skip
