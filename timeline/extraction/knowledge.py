"""What the extractor knows of the world: plain records in, an immutable compiled KnowledgeBase out."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CountryRecord:
    """A country: `names` include the name itself and aliases, `demonyms` adjectives and nouns (`Indian`, `Indians`)."""

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """An organisation: `members` are (country code, since, until) with partial dates, empty where open."""

    acronym: str
    names: tuple[str, ...]
    members: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """A recurring format: its usual name and aliases, its parties (codes), the organisation that convenes it, its parent's name."""

    name: str
    kind: str
    names: tuple[str, ...]
    parties: tuple[str, ...] = ()
    organisation: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A city or other place with coordinates in degrees; `names` are all spellings; `population` ranks ambiguous names."""

    name: str
    country: str
    lat: float | None
    lon: float | None
    names: tuple[str, ...]
    population: int = 0
    geoname: int | None = None


@dataclass(frozen=True, slots=True)
class VenueRecord:
    """A named building, base, institution or ship and the city it stands in (empty when mobile or unknown)."""

    name: str
    names: tuple[str, ...]
    place: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """An office people hold: `level` 0-100 ranks it (100 head of state), `names` are its wordings."""

    title: str
    level: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person known by name: `posts` are (office, party code, since, until)."""

    name: str
    names: tuple[str, ...]
    posts: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LexiconRecord:
    """One wording of one cue list: `list` names the list (`rank`, `venue_noun`, `kind_cue`, `topic_cue`, ...), `value` what it means."""

    list: str
    text: str
    value: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class KnowledgeRecords:
    """All that a KnowledgeBase is compiled from, as plain rows."""

    countries: tuple[CountryRecord, ...] = ()
    organisations: tuple[OrganisationRecord, ...] = ()
    series: tuple[SeriesRecord, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    venues: tuple[VenueRecord, ...] = ()
    offices: tuple[OfficeRecord, ...] = ()
    people: tuple[PersonRecord, ...] = ()
    lexicon: tuple[LexiconRecord, ...] = field(default=())
