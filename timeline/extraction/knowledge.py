"""What the extractor knows of the world: plain records in, an immutable compiled KnowledgeBase out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from spacy.lang.en import English

from timeline.extraction.inflection import noun_forms, verb_forms
from timeline.extraction.phrases import PhraseTable
from timeline.extraction.text import plain


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
    """A recurring format: its usual name and aliases, its parties (codes), the body that convenes it, its parent's name."""

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
    """One wording of one cue list: `list` names the list (`rank`, `venue_noun`, `topic_cue`, ...), `value` what it means."""

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


@dataclass(frozen=True, slots=True)
class Actor:
    """What a word can stand for as an acting party: `how` is name, demonym, capital, organisation or metonym (`Pentagon`)."""

    code: str
    how: str


_VERB_LISTS = frozenset({"event_verb", "light_verb", "sign_verb", "part_verb", "change_verb"})
_NOUN_LISTS = frozenset({"event_noun", "force_noun", "delegate_noun", "ship_noun"})
_EDGE_WORDS = frozenset(
    {"of", "the", "al", "la", "de", "man", "san", "new", "port", "saint", "central", "city", "north", "south"}
)


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """All knowledge, compiled for look-up by tokens. Tables keep case and drop accents, except series, offices and lists."""

    nlp: English
    actors: PhraseTable[Actor]
    series: PhraseTable[SeriesRecord]
    formats: tuple[SeriesRecord, ...]  # every series, to be found by its parties or body
    places: PhraseTable[PlaceRecord]
    venues: PhraseTable[VenueRecord]
    offices: PhraseTable[OfficeRecord]
    people: PhraseTable[PersonRecord]
    lists: Mapping[str, PhraseTable[LexiconRecord]]
    names: Mapping[str, str]  # country code or acronym -> name
    codes: frozenset[str]  # country codes
    members: Mapping[str, frozenset[str]]  # acronym -> country codes of present and former members
    sets: Mapping[str, frozenset[str]]  # list -> its single words

    @classmethod
    def compile(cls, records: KnowledgeRecords) -> "KnowledgeBase":
        """Build the look-up tables from plain records."""
        nlp = English()
        words = _Splitter(nlp)
        lexicon: dict[str, list[tuple[tuple[str, ...], LexiconRecord]]] = {}
        for row in records.lexicon:
            lexicon.setdefault(row.list, []).extend((key, row) for form in _forms(row) for key in _keys(form, words))
        plain_words = {key[0] for rows in lexicon.values() for key, _ in rows if len(key) == 1} | nlp.Defaults.stop_words
        metonyms = [(words(row.text), Actor(row.value, "metonym")) for row in records.lexicon if row.list == "metonym"]
        blocked = plain_words | _EDGE_WORDS
        return cls(
            nlp=nlp,
            actors=PhraseTable([*_actors(records, words), *metonyms]),
            # `Defence` and `Defense` make one key: a series that is listed twice under it is still one.
            series=PhraseTable(
                dict.fromkeys((series_key(words(name.lower())), s) for s in records.series for name in _distinct(s.name, s.names))
            ),
            formats=records.series,
            places=PhraseTable(
                (key, place)
                for place in records.places
                for name in _distinct(place.name, place.names)
                if len(key := words(name)) > 1 or (key and key[0][:1].isupper() and key[0].lower() not in blocked)
            ),
            venues=PhraseTable((words(name), v) for v in records.venues for name in _distinct(v.name, v.names)),
            offices=PhraseTable((words(name.lower()), o) for o in records.offices for name in _distinct(o.title, o.names)),
            people=PhraseTable((words(name), p) for p in records.people for name in _distinct(p.name, p.names)),
            lists=MappingProxyType({name: PhraseTable(rows) for name, rows in lexicon.items()}),
            names=MappingProxyType(
                {c.code: c.name for c in records.countries}
                | {o.acronym: o.names[0] if o.names else o.acronym for o in records.organisations}
            ),
            codes=frozenset(country.code for country in records.countries),
            members=MappingProxyType({o.acronym: frozenset(code for code, _, _ in o.members) for o in records.organisations}),
            sets=MappingProxyType(
                {name: frozenset(key[0] for key, _ in rows if len(key) == 1) for name, rows in lexicon.items()}
            ),
        )

    def list(self, name: str) -> PhraseTable[LexiconRecord]:
        """Return a wording list; an empty one when the lexicon does not have it."""
        return self.lists.get(name, _NO_ROWS)

    def words(self, name: str) -> frozenset[str]:
        """Return the single words of a wording list, lower-case."""
        return self.sets.get(name, frozenset())


_SPELLINGS = {
    "defense": "defence", "organization": "organisation", "centers": "centres", "center": "centre", "maneuvers": "manoeuvres",
    "meet": "meeting", "conclave": "meeting", "ministerial": "meeting",
}  # fmt: skip
_SILENT = frozenset("-–—'’()[]\"“”&,./") | {"'s", "the", "and"}


def series_key(words: Iterable[str]) -> tuple[str, ...]:
    """Return lower-case words as series are looked up: British spelling, no punctuation, no `the` and `and`."""
    return tuple(_SPELLINGS.get(word, word) for word in words if word not in _SILENT)


_NO_ROWS: PhraseTable[LexiconRecord] = PhraseTable(())


class _Splitter:
    """Cuts a name into the tokens a text would have; plain words take a short way."""

    def __init__(self, nlp: English) -> None:
        self._tokenizer = nlp.tokenizer

    def __call__(self, name: str) -> tuple[str, ...]:
        pieces = name.split()
        if all(piece.isalpha() for piece in pieces):
            return tuple(plain(piece) for piece in pieces)
        return tuple(plain(token.text) for token in self._tokenizer(name) if not token.is_space)


def _keys(form: str, words: _Splitter) -> set[tuple[str, ...]]:
    """Return the token sequences of a wording: the tokenizer keeps `Mr.` whole and cuts `mr.`."""
    forms = {form, form.replace("defence", "defense"), form.replace("centre", "center"), form.replace("organis", "organiz")}
    if "." not in form:
        return {words(each.lower()) for each in forms}
    return {words(form.lower()), tuple(word.lower() for word in words(form.title()))}


def _forms(row: LexiconRecord) -> tuple[str, ...]:
    if row.list in _VERB_LISTS:
        return verb_forms(row.text)
    return noun_forms(row.text) if row.list in _NOUN_LISTS else (row.text,)


def _distinct(name: str, names: Iterable[str]) -> list[str]:
    return [each for each in dict.fromkeys((name, *names)) if each]


def _actors(records: KnowledgeRecords, words: _Splitter) -> Iterator[tuple[tuple[str, ...], Actor]]:
    for country in records.countries:
        for name in _distinct(country.name, country.names):
            yield words(name), Actor(country.code, "name")
        for name in dict.fromkeys(country.demonyms):
            yield words(name), Actor(country.code, "demonym")
        if country.capital:
            yield words(country.capital), Actor(country.code, "capital")
    for body in records.organisations:
        for name in _distinct(body.acronym, body.names):
            yield words(name), Actor(body.acronym, "organisation")
