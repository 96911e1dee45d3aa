"""What the extractor knows of the world: plain records in, an immutable compiled KnowledgeBase out."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from timeline.extraction.gazetteer import Gazetteer, PlaceRecord
from timeline.extraction.inflection import noun_forms, verb_forms
from timeline.extraction.memory import lasting
from timeline.extraction.phrases import Index, PhraseTable, Words
from timeline.extraction.tokens import plain, split, word_set
from timeline.extraction.weights import Weights
from timeline.extraction.wordbook import Sources, WordBook


@dataclass(frozen=True, slots=True)
class CountryRecord:
    """A country: `names` include the name itself and aliases, `demonyms` adjectives and nouns (`Indian`, `Indians`).

    `lat` and `lon` are those of its middle, in degrees.
    """

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str = ""
    lat: float | None = None
    lon: float | None = None


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
    word_classes: Mapping[str, str] = field(default_factory=dict)  # `met` -> `verb.social`


class Actor(NamedTuple):
    """What a word can stand for as an acting party: `how` is name, demonym, capital, organisation, metonym (`Pentagon`) or group.

    A group (`the Baltic states`) has the codes of its countries, with blanks between.
    """

    code: str
    how: str


_CODE = 2  # letters of a country code
_WORD = 4  # letters of an acronym that British papers write like a word
_VERB_LISTS = frozenset({"event_verb", "light_verb", "sign_verb", "part_verb", "change_verb"})
_NOUN_LISTS = frozenset({"event_noun", "force_noun", "delegate_noun", "ship_noun"})
# The lists of the lexicon whose wordings are marked in every text; of the others only single words are asked for.
MARKED = word_set(
    "anaphor attend_cue began counterpart delegate_noun denied ended event_noun event_verb force_noun foreign history honorific"
    " led_by not_actor not_participant office_verb org_anaphor part_cue rank ship_noun ship_prefix sign_own sign_verb split"
    " status topic_cue topic_veto venue_noun within"
)
_EDGE_WORDS = frozenset(
    {"of", "the", "al", "la", "de", "man", "san", "new", "port", "saint", "central", "city", "north", "south"}
)


@dataclass(frozen=True, slots=True, repr=False)
class KnowledgeBase:
    """All knowledge, compiled for look-up by tokens. Tables drop accents; `lower` ones drop case too."""

    cased: Index  # actors, places, venues, people, regions
    gazetteer: Gazetteer
    book: WordBook  # of `cased`, the gazetteer's towns, offices and the marked lists
    series: Index  # by `series_key`
    formats: Mapping[str | frozenset[str], tuple[SeriesRecord, ...]]  # series by their body, or by their set of parties
    places: PhraseTable[PlaceRecord]
    offices: PhraseTable[OfficeRecord]
    people: PhraseTable[PersonRecord]
    lists: Mapping[str, PhraseTable[LexiconRecord]]
    names: Mapping[str, str]  # country code or acronym -> name
    common: frozenset[str]  # lower-case words that, capitalised, are no town's name
    codes: frozenset[str]  # country codes
    capitals: Mapping[str, str]  # country code -> its capital's name
    middles: Mapping[str, tuple[float, float]]  # country code -> latitude and longitude of its middle
    members: Mapping[str, frozenset[str]]  # acronym -> country codes of present and former members
    sets: Mapping[str, frozenset[str]]  # list -> its single words
    word_classes: Mapping[str, str]
    weights: Weights
    stamp: str  # fingerprint of what it was compiled from

    @classmethod
    @lasting()
    def compile(cls, records: KnowledgeRecords, gazetteer: Gazetteer | None = None) -> "KnowledgeBase":
        """Build the look-up tables from plain records; without a gazetteer only the records' own places are known."""
        gazetteer = gazetteer or Gazetteer([], Index({}), [])
        lexicon: dict[str, list[tuple[Words, LexiconRecord]]] = {}
        for row in records.lexicon:
            lexicon.setdefault(row.list, []).extend((key, row) for form in _forms(row) for key in _keys(form))
        lists = {name: PhraseTable(rows) for name, rows in lexicon.items()}
        blocked = _EDGE_WORDS | {key[0] for rows in lexicon.values() for key, _ in rows if len(key) == 1}
        metonyms = [
            (split(row.text), Actor(row.value, "group" if _is_group(row.value) else "metonym"))
            for row in records.lexicon
            if row.list == "metonym"
        ]
        places = PhraseTable(
            (key, place)
            for place in records.places
            for name in _distinct(place.name, place.names)
            if len(key := split(name)) > 1 or (key and key[0][:1].isupper() and key[0].lower() not in blocked)
        )
        people = PhraseTable((split(name), p) for p in records.people for name in _distinct(p.name, p.names))
        offices = PhraseTable((split(name.lower()), o) for o in records.offices for name in _distinct(o.title, o.names))
        venues = PhraseTable((split(name), v) for v in records.venues for name in _distinct(v.name, v.names))
        # `Defence` and `Defense` make one key: a series that is listed twice under it is still one.
        series = dict.fromkeys(
            (series_key(split(name.lower())), s) for s in records.series for name in _distinct(s.name, s.names)
        )
        actors = PhraseTable([*_actors(records), *metonyms])
        cased = Index({"actors": actors, "places": places, "venues": venues, "people": people, "regions": gazetteer.regions})
        sets = {name: frozenset(key[0] for key, _ in rows if len(key) == 1) for name, rows in lexicon.items()}
        nameless = sets.get("not_name", frozenset()) | sets.get("not_person", frozenset())
        marked = {name: table for name, table in lists.items() if name in MARKED}
        return cls(
            cased=cased,
            gazetteer=gazetteer,
            book=WordBook(
                Sources(cased, gazetteer.index, Index({"offices": offices, **marked}), records.word_classes, blocked, nameless)
            ),
            series=Index({"series": PhraseTable(series)}),
            formats=_formats(records.series),
            places=places,
            offices=offices,
            people=people,
            lists=MappingProxyType(lists),
            names=MappingProxyType(
                {c.code: c.name for c in records.countries}
                | {o.acronym: o.names[0] if o.names else o.acronym for o in records.organisations}
            ),
            common=blocked,
            codes=frozenset(country.code for country in records.countries),
            capitals=MappingProxyType({c.code: c.capital for c in records.countries if c.capital}),
            middles=MappingProxyType(
                {c.code: (c.lat, c.lon) for c in records.countries if c.lat is not None and c.lon is not None}
            ),
            members=MappingProxyType({o.acronym: frozenset(code for code, _, _ in o.members) for o in records.organisations}),
            sets=MappingProxyType(sets),
            word_classes=dict(records.word_classes),  # asked for every word: a proxy would double the cost
            weights=Weights.load(),
            stamp=hashlib.blake2b(repr(records).encode(), digest_size=8).hexdigest(),
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


def _is_group(value: str) -> bool:
    codes = value.split()
    return len(codes) > 1 and all(len(code) == _CODE for code in codes)


def series_words(words: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return which of the lower-case words of a text a series may be looked up by, and as what."""
    tokens = [at for at, word in enumerate(words) if word not in _SILENT]
    return tokens, [_SPELLINGS.get(words[at], words[at]) for at in tokens]


def series_key(words: Iterable[str]) -> tuple[str, ...]:
    """Return lower-case words as series are looked up: British spelling, no punctuation, no `the` and `and`."""
    return tuple(_SPELLINGS.get(word, word) for word in words if word not in _SILENT)


_NO_ROWS: PhraseTable[LexiconRecord] = PhraseTable(())


def _keys(form: str) -> set[Words]:
    """Return the token sequences of a wording in British and American spelling."""
    spellings = {form, form.replace("defence", "defense"), form.replace("centre", "center"), form.replace("organis", "organiz")}
    return {split(spelling.lower()) for spelling in spellings}


def _forms(row: LexiconRecord) -> tuple[str, ...]:
    if row.list in _VERB_LISTS:
        return verb_forms(row.text)
    return noun_forms(row.text) if row.list in _NOUN_LISTS else (row.text,)


def _formats(series: Iterable[SeriesRecord]) -> Mapping[str | frozenset[str], tuple[SeriesRecord, ...]]:
    found: dict[str | frozenset[str], list[SeriesRecord]] = {}
    for record in series:
        key = record.organisation or frozenset(record.parties)
        if key:
            found.setdefault(key, []).append(record)
    return MappingProxyType({key: tuple(records) for key, records in found.items()})


def _distinct(name: str, names: Iterable[str]) -> list[str]:
    return [each for each in dict.fromkeys((name, *names)) if each]


def _actors(records: KnowledgeRecords) -> Iterator[tuple[Words, Actor]]:
    for country in records.countries:
        for name in _distinct(country.name, country.names):
            yield split(name), Actor(country.code, "name")
        for name in dict.fromkeys(country.demonyms):
            yield split(name), Actor(country.code, "demonym")
        if country.capital:
            yield split(country.capital), Actor(country.code, "capital")
    yield from _other_names_of_capitals(records)
    for body in records.organisations:
        for name in _distinct(body.acronym, body.names):
            yield split(name), Actor(body.acronym, "organisation")
        if body.acronym.isalpha() and body.acronym.isupper() and len(body.acronym) >= _WORD:
            yield (body.acronym.capitalize(),), Actor(body.acronym, "organisation")  # `Nato`


def _other_names_of_capitals(records: KnowledgeRecords) -> Iterator[tuple[Words, Actor]]:
    """`Kiev` acts like Kyiv."""
    seats = {(country.code, country.capital) for country in records.countries}
    for place in records.places:
        for name in place.names if (place.country, place.name) in seats else ():
            if plain(name) != plain(place.name):
                yield split(name), Actor(place.country, "capital")
