"""Finds every mention of an article once: actors, people, places, venues, series and dates."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from timeline.extraction.actors import find_actors
from timeline.extraction.date_cursor import Words
from timeline.extraction.dates import DateMention, read_dates
from timeline.extraction.gazetteer import PlaceRecord
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.labels import Label, find_labels
from timeline.extraction.mentions import (
    ActorMention,
    Mentions,
    Person,
    PersonMention,
    PlaceMention,
    SeriesMention,
    VenueMention,
)
from timeline.extraction.people import find_people
from timeline.extraction.places import PlaceFinder
from timeline.extraction.series import SeriesFinder
from timeline.extraction.text import Reading, Sentence
from timeline.extraction.tokens import split
from timeline.extraction.venues import VenueFinder

_NOTE = 3  # sentences
_DISPATCH = 60  # characters
_CONTAINER = 2  # tokens between a town and the country it is in (`Qingdao, China`)


@dataclass(slots=True)
class Article:
    """All mentions of one article, found once."""

    reading: Reading
    knowledge: KnowledgeBase
    published: str
    actors: Mentions[ActorMention]
    people: list[Person]
    named: Mentions[PersonMention]
    places: Mentions[PlaceMention]
    venues: Mentions[VenueMention]
    series: Mentions[SeriesMention]
    dates: Mentions[DateMention]
    home: str  # the country the article is written from or mostly about
    title_codes: frozenset[str]  # countries and bodies that the headline names
    title_words: frozenset[str]  # its capitalised words
    title_nouns: frozenset[str]  # its words for engagements
    mentioned: Counter[str]  # how often the text names each country and body
    seen: Counter[int]  # how often it speaks of each person
    head: PlaceMention | None  # the dateline's town
    times: Mentions[DateMention]  # dates, and durations and vague references beside them
    labels: dict[int, Label]  # the headings of paragraphs
    _vocabularies: dict[int, frozenset[str]] = field(default_factory=dict)
    _verbs: dict[int, list[str]] = field(default_factory=dict)

    def lasting(self, sentence: Sentence) -> list[DateMention]:
        """Return the durations and dates of a sentence."""
        return self.times.between(sentence.first, sentence.last)

    @property
    def short(self) -> bool:
        """Say whether the text is a note of a few sentences, which has no background to tell."""
        return len(self.reading.sentences) <= _NOTE

    def sides(self, people: Iterable[int]) -> set[str]:
        """Return the parties for which some people speak."""
        return {self.people[number].party for number in people} - {""}

    def words(self, sentence: Sentence) -> list[str]:
        """Return the lower-case words of a sentence."""
        return self.reading.lower[sentence.first : sentence.last]

    def vocabulary(self, sentence: Sentence) -> frozenset[str]:
        """Return the different lower-case words of a sentence."""
        found = self._vocabularies.get(sentence.number)
        if found is None:
            found = self._vocabularies[sentence.number] = frozenset(self.words(sentence))
        return found

    def verbs(self, sentence: Sentence) -> list[str]:
        """Return the classes of the verbs of a sentence (`verb.social`), each once, sorted."""
        found = self._verbs.get(sentence.number)
        if found is None:
            told = {entry.verb for entry in self.reading.book[sentence.first : sentence.last]}
            found = self._verbs[sentence.number] = sorted(told - {""})
        return found


def survey(reading: Reading, knowledge: KnowledgeBase, published: str, title: str = "", outlet: str = "") -> Article:
    """Find every mention in the text."""
    actors = find_actors(reading, knowledge)
    home = _home(reading, knowledge, actors, outlet)
    people, named = find_people(reading, knowledge, actors, published, home)
    sure = (mention for mention in named if not people[mention.person].bare)
    tokens = {token for mention in sure for token in range(mention.title_first, mention.last)}
    series = SeriesFinder(reading, knowledge, actors, int(published[:4] or 0)).find(tokens)
    covered = {token for mention in series if mention.kind == "exercise" for token in range(mention.first, mention.last)}
    named = [mention for mention in named if not (people[mention.person].bare and mention.first in covered)]
    covered |= {token for mention in named for token in range(mention.first, mention.last)}
    actors = [mention for mention in actors if mention.first not in covered]
    finder = PlaceFinder(reading, knowledge, actors, named)
    series_tokens = {token for mention in series for token in range(mention.first, mention.last)}
    places_found = finder.places()
    containers = {place.last + n for place in places_found if place.rule == "place.container" for n in range(1, _CONTAINER + 1)}
    actors = [_located(mention, containers) for mention in actors]
    summits = {mention.first for mention in series if mention.kind == "summit" and mention.record is None}
    places = [mention for mention in places_found if mention.first not in series_tokens - summits]
    found = VenueFinder(reading, knowledge, actors, named, finder).venues()
    venues = [mention for mention in found if mention.first not in series_tokens]
    in_venue = {token for mention in venues for token in range(mention.first, mention.last)}
    places = [mention for mention in places if mention.first not in in_venue]
    sentences = [(sentence.first, sentence.last) for sentence in reading.sentences]
    times = read_dates(Words(reading.text, reading.starts, reading.ends, reading.lower), sentences, published)
    times = [mention for mention in times if not _is_of_dispatch(reading, mention)]
    dates = [mention for mention in times if mention.start]
    headline = split(title)
    telling = knowledge.words("event_noun") | knowledge.words("event_verb") if headline else frozenset()
    marks: dict[str, dict[int, Any]] = {}
    knowledge.cased.mark(headline, marks)
    return Article(
        reading, knowledge, published, Mentions(actors), people, Mentions(named), Mentions(places), Mentions(venues),
        Mentions(series), Mentions(dates), home,
        title_codes=frozenset(actor.code for _, found in marks.get("actors", {}).values() for actor in found),
        title_words=frozenset(word for word in headline if word[0].isupper()),
        title_nouns=frozenset(word for word in map(str.lower, headline) if word in telling),
        mentioned=Counter(mention.code for mention in actors),
        seen=Counter(mention.person for mention in named),
        head=_head(reading, finder.head),
        times=Mentions(times),
        labels=find_labels(reading, finder, finder.actor_at),
    )  # fmt: skip


def _head(reading: Reading, town: PlaceRecord | None) -> PlaceMention | None:
    """Return the dateline's town where the text names it."""
    first, last = reading.tokens_of(reading.head)
    return PlaceMention(first, last, town, "place.dateline") if town and first < last else None


def _home(reading: Reading, knowledge: KnowledgeBase, actors: list[ActorMention], outlet: str) -> str:
    """Return the country that the outlet is named for, else the dateline's, else the one the article names most."""
    if named := _named_in(outlet, knowledge):
        return named
    head = PlaceFinder(reading, knowledge, actors, []).head if reading.dateline else None
    votes = Counter(mention.code for mention in actors if mention.code in knowledge.codes)
    return head.country if head else (votes.most_common(1)[0][0] if votes else "")


def _named_in(outlet: str, knowledge: KnowledgeBase) -> str:
    """Return the one country that an outlet's name tells: `Norwegian Ministry of Defence`, `The Jerusalem Post`."""
    marks: dict[str, dict[int, Any]] = {}
    knowledge.cased.mark(split(outlet), marks)
    codes = {actor.code for _, found in marks.get("actors", {}).values() for actor in found} & knowledge.codes
    return codes.pop() if len(codes) == 1 else ""


def _is_of_dispatch(reading: Reading, mention: DateMention) -> bool:
    """`BISHKEK (Sputnik - 9th October, 2022)`: the day that stands in brackets behind the dateline is the article's own."""
    text, start, end = reading.text, mention.span.start, mention.span.end
    opening = text.rfind("(", 0, start)
    inside = 0 <= opening < _DISPATCH and ")" not in text[opening:start]
    return inside and ")" in text[end : end + _DISPATCH] and "\n" not in text[:end] and ". " not in text[:opening]


def _located(actor: ActorMention, containers: set[int]) -> ActorMention:
    """`in Qingdao, China`: the country behind a town says where, not who."""
    named = actor.how == "name" and actor.role == "actor"
    return actor._replace(role="place") if named and actor.first in containers else actor
