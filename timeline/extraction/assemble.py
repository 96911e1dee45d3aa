"""Turns finished engagements into candidates: every value with its span, its sentence and its rule."""

from collections.abc import Iterator
from typing import Any

from timeline.extraction.events import Event, Evidence, Tokens
from timeline.extraction.mentions import Person
from timeline.extraction.survey import Article
from timeline.extraction.types import Candidate, FieldValue, Span
from timeline.vocabulary import Field

_KIND_WORDS = {
    "working_group": "working group", "port_call": "port call", "bilateral": "meeting", "ministerial": "ministerial meeting",
    "signing": "signing", "call": "call",
}  # fmt: skip
_KEPT = 0.3  # a value less likely is not given


def assemble(article: Article, events: list[Event]) -> tuple[Candidate, ...]:
    """Return one candidate per engagement, keyed `e1`, `e2`, ..."""
    keys = {id(event): f"e{number}" for number, event in enumerate(events, 1)}
    return tuple(_Assembler(article, event, keys).candidate() for event in events)


class _Assembler:
    def __init__(self, article: Article, event: Event, keys: dict[int, str]) -> None:
        self.article = article
        self.event = event
        self.keys = keys
        self.reading = article.reading

    def candidate(self) -> Candidate:
        """Build the candidate."""
        return Candidate(self.keys[id(self.event)], tuple(self._values()))

    def _value(
        self, field: Field, value: Any, tokens: Tokens, rule: str, confidence: float = 0.9, derived: str = ""
    ) -> FieldValue:
        span = self.reading.span(*tokens)
        opening = self.reading.sentence_of(tokens[0])
        first = opening.span
        last = first if tokens[1] <= opening.last else self.reading.sentence_of(tokens[1] - 1).span
        sentence = (
            Span(min(first.start, span.start), max(first.end, span.end)) if first == last or span.end <= first.end else last
        )
        if not span.within(sentence):
            sentence = span
        return FieldValue(field, value, span, sentence, rule, confidence, derived)

    def _from(self, field: Field, value: Any, evidence: Evidence) -> FieldValue:
        return self._value(field, value, evidence.tokens, evidence.rule, evidence.confidence, evidence.derived)

    def _values(self) -> Iterator[FieldValue]:
        event = self.event
        trigger = (event.trigger.first, event.trigger.last)
        yield self._value(Field.TITLE, self._title(), trigger, "title.composed", 0.6, "composed of kind, series and parties")
        yield self._value(
            Field.KIND,
            event.kind,
            trigger,
            f"kind.{'verb' if event.trigger.verb else 'noun'}",
            event.kind_chance,
        )
        cue = event.status_cue
        yield self._value(
            Field.STATUS,
            event.status,
            (cue.first, cue.last) if cue else trigger,
            "status.wording" if cue else "status.dates",
            event.status_chance,
            "" if cue else "the days, against the day of publication",
        )
        yield from self._when()
        yield from self._where()
        for code, evidence in event.parties.items():
            role = "host" if code == event.country and code in self.article.knowledge.codes else "participant"
            yield self._from(Field.PARTY, {"code": code, "role": role}, evidence)
        for number, evidence in event.people.items():
            person = self.article.people[number]
            value = {"name": self._name(person), "role": person.office, "party": person.party}
            yield self._from(Field.PERSON, value, self._by_name(person, evidence))
        yield from self._format()

    def _when(self) -> Iterator[FieldValue]:
        event = self.event
        if event.date is None or event.date_chance < _KEPT:
            return
        tokens = self.reading.tokens_of(event.date.span)
        yield self._value(Field.START, event.date.start, tokens, event.date.rule, event.date_chance)
        end, where = event.end_date or (event.date.end, tokens)
        yield self._value(Field.END, end, where, event.date.rule, event.end_chance)

    def _where(self) -> Iterator[FieldValue]:
        event = self.event
        if event.place and event.place_chance >= _KEPT:
            place = event.place.place
            value = {
                "name": place.name,
                "country": place.country or event.country or None,
                "lat": place.lat,
                "lon": place.lon,
                "geoname": place.geoname,
            }
            yield self._value(Field.PLACE, value, (event.place.first, event.place.last), event.place.rule, event.place_chance)
        if event.country and event.country_evidence and event.country_evidence.confidence >= _KEPT:
            yield self._from(Field.COUNTRY, event.country, event.country_evidence)
        if event.venue and event.venue_chance >= _KEPT:
            tokens = (event.venue.first, event.venue.last)
            yield self._value(Field.VENUE, event.venue.name, tokens, event.venue.rule, event.venue_chance)

    def _format(self) -> Iterator[FieldValue]:
        event = self.event
        if event.series and event.series_chance >= _KEPT:
            tokens = (event.series.first, event.series.last)
            yield self._value(Field.SERIES, self._series_name(), tokens, event.series.rule, event.series_chance)
        if event.edition and event.edition_chance >= _KEPT:
            yield self._value(Field.EDITION, event.edition[0], event.edition[1], "edition.number", event.edition_chance)
        for topic, evidence in event.topics.items():
            yield self._from(Field.TOPIC, topic, evidence)
        if event.within is not None and event.within_evidence:
            yield self._from(Field.WITHIN, self.keys[id(event.within)], event.within_evidence)

    def _series_name(self) -> str:
        """Put the pair before a name that does not say whose format it is (`India–Sri Lanka Defence Dialogue`)."""
        series = self.event.series
        if series is None:
            return ""
        countries = [code for code in self.event.parties if code in self.article.knowledge.codes]
        if series.record is not None or series.kind == "exercise" or len(countries) != 2:
            return series.name
        names = [self.article.knowledge.names[code] for code in countries]
        return series.name if any(name in series.name for name in names) else f"{names[0]}–{names[1]} {series.name}"

    def _by_name(self, person: Person, evidence: Evidence) -> Evidence:
        """Point to the name where the sentence that tells of the engagement has only `he` or an office."""
        words = self.reading.words[slice(*evidence.tokens)]
        if any(word in person.name for word in words):
            return evidence
        return evidence._replace(tokens=person.span, derived=evidence.derived or f"spoken of as “{' '.join(words)}”")

    def _name(self, person: Person) -> str:
        """Return the name as written, without the spaces between tokens that stand together."""
        first, last = person.span
        return " ".join(self.reading.text[self.reading.starts[first] : self.reading.ends[last - 1]].split())

    def _title(self) -> str:
        event = self.event
        names = [self.article.knowledge.names.get(code, code) for code in event.parties]
        word = _KIND_WORDS.get(event.kind, event.kind)
        if event.series:
            number = f", no. {event.edition[0]}" if event.edition else ""
            return f"{self._series_name()}{number}"
        who = "–".join(names[:2]) if len(names) <= 2 else f"{names[0]} and {len(names) - 1} others"
        where = f", {event.place.place.name}" if event.place else ""
        return f"{who} {word}{where}"
