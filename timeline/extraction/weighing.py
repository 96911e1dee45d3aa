"""Weighs finished engagements: how likely each is one, and how likely each of its values is right."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from timeline.extraction.events import Event, Evidence
from timeline.extraction.frames import Signals
from timeline.extraction.judging import Judge
from timeline.extraction.text import Sentence
from timeline.extraction.tokens import word_set
from timeline.extraction.tone import DEFENCE, tone

_DEALT = (
    "discussed",
    "discussions",
    "focus",
    "focused",
    "agenda",
    "including",
    "covered",
    "on",
    "about",
    "cooperation",
    "against",
    "said",
    "signed",
)
_SAYS = word_set("said says told stressed noted added emphasised emphasized underlined agreed raised discussed exchanged")
_KEPT = 0.2
_FEWEST = 2  # parties


def _settle(values: dict[Any, Evidence], key: Any, evidence: Evidence, chance: float) -> None:
    if chance < _KEPT:
        del values[key]
    else:
        values[key] = evidence._replace(confidence=chance)


class Weigher:
    """Weighs the engagements of one article by what the judge has learnt."""

    def __init__(self, judge: Judge) -> None:
        self.article = judge.article
        self.reading = judge.article.reading
        self.codes = judge.codes
        self._judge = judge.judge
        self._topic_cues = self.reading.list("topic_cue")
        self._denied = self.reading.list("denied")

    def weigh(self, event: Event) -> None:
        """Set the confidence of every value; what is more likely wrong than right is dropped."""
        real = self._judge(event, "real", None, list(self._real_signals(event)))
        event.chance = real
        base = [f"real={int(real * 10)}", f"kind={event.kind}"]
        self._weigh_parties(event, base)
        for number, evidence in list(event.people.items()):
            chance = self._judge(event, "keep-person", number, [*base, *self._person_signals(event, number, evidence)])
            _settle(event.people, number, evidence, chance)
        cues = self._topic_cues.all(*event.scope) if event.topics else []
        told = Counter(value for _, _, rows in cues for value in {row.value for row in rows})
        for topic, evidence in list(event.topics.items()):
            signals = [*base, *self._topic_signals(event, topic, evidence, told[topic])]
            chance = self._judge(event, "keep-topic", topic, signals)
            _settle(event.topics, topic, evidence, chance)
        self._weigh_when(event, base)
        self._weigh_where(event, base)
        self._weigh_format(event, base)

    def _weigh_parties(self, event: Event, base: Signals) -> None:
        """Drop unlikely parties, but never so many that nobody is left to have met."""
        chances = {
            code: self._judge(event, "keep-party", code, [*base, *self._party_signals(event, code, evidence)])
            for code, evidence in event.parties.items()
        }
        ranked = sorted(chances, key=lambda code: -chances[code])
        for rank, code in enumerate(ranked):
            if rank >= _FEWEST and chances[code] < _KEPT:
                del event.parties[code]
            else:
                event.parties[code] = event.parties[code]._replace(confidence=chances[code])

    def _real_signals(self, event: Event) -> Iterator[str]:
        trigger = event.trigger
        yield f"kind={event.kind}"
        yield f"word={self.reading.lower[trigger.first]}"
        yield f"{'verb' if trigger.verb else 'series' if trigger.series else 'noun'}:{event.family}"
        yield f"weight={trigger.weight:.1f}"
        if self.article.short:
            yield "short"
        yield f"tellings={min(len(event.tellings), 4)}"
        yield f"sentence={min(event.tellings[0].sentence, 4)}"
        countries = [code for code in event.parties if code in self.codes]
        yield f"countries={min(len(countries), 3)}:bodies={min(len(event.parties) - len(countries), 1)}"
        sides = self.article.sides(event.people)
        yield f"sides={min(len(sides), 2)}"
        yield f"people={min(len(event.people), 3)}"
        yield f"date={len(event.start)}"
        yield f"place={bool(event.place)}:country={bool(event.country)}"
        for name, there in (
            ("venue", event.venue),
            ("series", event.series),
            ("edition", event.edition),
            ("within", event.within),
        ):
            yield f"{name}={bool(there)}"
        yield f"date={len(event.start)}:place={bool(event.place or event.country)}:{event.family}"
        yield f"status={event.status}"
        yield f"status={event.status}:date={len(event.start)}"
        sentence = self.reading.sentences[event.tellings[0].sentence]
        if self._denied.any(sentence.first, sentence.last):
            yield "denied"
        if self.article.title_codes & set(event.parties):
            yield "title-party"
        yield from self._wording_signals(event)
        if event.founding_odds is not None:
            yield f"founded={max(-1, min(5, int(event.founding_odds)))}"

    def _wording_signals(self, event: Event) -> Iterator[str]:
        """Yield what the first sentence that tells of an engagement says of its being one, and one of defence."""
        telling, trigger = event.tellings[0], event.trigger
        sentence = self.reading.sentences[telling.sentence]
        offices = " ".join(self.article.people[number].office.lower() for number in event.people)
        yield from tone(self.reading, sentence, trigger, event.family)
        yield f"offices={'defence' if any(word in offices for word in DEFENCE) else 'other' if offices else 'none'}"
        for name, there in (
            ("definite", telling.definite), ("apart", telling.apart),
            ("inner", telling.inner_of), ("outer", telling.outer_of), ("sibling", telling.sibling),
            ("title-noun", self.article.title_nouns),
        ):  # fmt: skip
            if there:
                yield from (name, f"{name}:{event.family}")
        yield f"class={self.reading.book[trigger.first].category or 'none'}"
        yield f"events={min(len(event.siblings), 5)}"
        for decision in ("date", "party", "place"):
            chance = max((w.probability for w in telling.weighed if w.decision == decision), default=0.0)
            yield f"{decision}-chance={int(chance * 4)}"

    def _party_signals(self, event: Event, code: str, evidence: Evidence) -> Iterator[str]:
        yield f"rule={evidence.rule}"
        yield f"rule={evidence.rule}:{event.kind}"
        yield f"chance={int(evidence.confidence * 8)}"
        told = sum(code in telling.parties for telling in event.tellings)
        yield f"told={min(told, 3)}/{min(len(event.tellings), 3)}"
        body = code not in self.codes
        if body:
            yield f"body:{event.kind}"
            yield "convenes" if event.series and event.series.record and event.series.record.organisation == code else "body"
        if code in self.article.title_codes:
            yield "in-title"
        if code == event.country:
            yield "host"
            yield f"host:{event.kind}"
        if code == self.article.home:
            yield "home"
        people = [n for n in event.people if self.article.people[n].party == code]
        yield f"people={min(len(people), 2)}"
        yield f"parties={min(len(event.parties), 6)}"
        yield f"mentions={min(self.article.mentioned[code], 4)}"
        if event.series and event.series.record and code in event.series.record.parties:
            yield "of-series"
        if any(code in self.article.knowledge.members.get(body, ()) for body in event.parties):
            yield "member"

    def _person_signals(self, event: Event, number: int, evidence: Evidence) -> Iterator[str]:
        person = self.article.people[number]
        yield f"rule={evidence.rule}"
        yield f"rule={evidence.rule}:{event.kind}"
        yield f"chance={int(evidence.confidence * 8)}"
        told = sum(number in telling.people for telling in event.tellings)
        yield f"told={min(told, 3)}/{min(len(event.tellings), 3)}"
        level = person.standing
        yield f"level={level}:{event.kind}"
        yield f"level={level}"
        yield f"party={person.rule or 'none'}"
        yield "own-party" if person.party in event.parties else "other-party"
        yield f"people={min(len(event.people), 5)}"
        yield f"seen={min(self.article.seen[number], 4)}"
        yield f"name={min(len(person.name), 4)}"
        if person.bystander:
            yield "bystander"
        if person.bare:
            yield "bare"
            yield f"bare:party={person.rule or 'none'}"
        rivals = [n for n in event.people if n != number and self.article.people[n].party == person.party]
        if rivals:
            yield "not-alone"
            if any(self.article.people[n].level > person.level for n in rivals):
                yield "outranked"
        if any(word in self.article.title_words for word in person.name):
            yield "in-title"

    def _topic_signals(self, event: Event, topic: str, evidence: Evidence, cues: int) -> Iterator[str]:
        first, last = evidence.tokens
        sentence = self.reading.sentence_of(first)
        yield f"topic={topic}"
        yield f"{topic}:{event.kind}"
        yield f"cue={' '.join(self.reading.lower[first:last])}"
        yield f"rule={evidence.rule}"
        own = [t for t in event.tellings if t.sentence == sentence.number]
        yield "in-telling" if own else "in-later"
        trigger = own[0].triggers[0] if own else None
        yield f"side={'none' if trigger is None else 'before' if first < trigger.first else 'after'}"
        yield f"gap={min(sentence.number - event.tellings[0].sentence, 5)}"
        paragraphs = sentence.paragraph - self.reading.sentences[event.last_sentence].paragraph
        yield f"paragraphs={max(0, min(paragraphs, 4))}:events={min(len(event.siblings), 2)}"
        yield f"quoted={self._quotes(sentence)}"
        yield f"topics={min(len(event.topics), 5)}"
        yield f"before={self.reading.lower[first - 1] if first > sentence.first else 'START'}"
        yield f"after={self.reading.lower[last] if last < sentence.last else 'END'}"
        window = set(self.reading.lower[max(sentence.first, first - 15) : first])
        for word in _DEALT:
            if word in window:
                yield f"dealt={word}"
        yield f"cues={min(cues, 3)}"
        others = [e for e in event.siblings if topic in e.topics]
        yield f"others={min(len(others), 2)}"

    def _quotes(self, sentence: Sentence) -> bool:
        """Say whether the sentence reports words: what somebody spoke of was dealt with."""
        words = self.article.vocabulary(sentence)
        return not words.isdisjoint(_SAYS) or "“" in words or '"' in words

    def _weigh_when(self, event: Event, base: Signals) -> None:
        if event.date is None:
            return
        dated = [t for t in event.tellings if event.date in t.dates]
        chances = [w.probability for t in event.tellings for w in t.weighed if w.decision == "date" and w.value is event.date]
        signals = [
            *base,
            f"rule={event.date.rule}",
            f"precision={len(event.start)}",
            f"chance={int(max(chances, default=0.0) * 8)}",
            f"told={min(len(dated), 2)}",
            f"status={event.status}",
            "range" if event.start != event.end else "single",
            f"range:{event.kind}" if event.start != event.end else f"single:{event.kind}",
        ]
        if event.start == self.article.published:
            signals.append("published")
        if event.end_date:
            signals.append("end-apart")
        event.date_chance = self._judge(event, "keep-start", event.start, signals)
        event.end_chance = self._judge(event, "keep-end", event.end, signals)

    def _weigh_where(self, event: Event, base: Signals) -> None:
        if event.place:
            signals = [
                *base,
                f"rule={event.place.rule}",
                "known" if event.place.place.lat is not None else "unknown",
                f"precision={len(event.start)}",
                "capital" if event.place.first in self.reading.actors else "town",
            ]
            towns = {w.value.place.name for t in event.tellings for w in t.weighed if w.decision == "place"}  # type: ignore[attr-defined]
            chances = [
                w.probability for t in event.tellings for w in t.weighed if w.decision == "place" and w.value is event.place
            ]
            signals += [f"towns={min(len(towns), 4)}", f"chance={int(max(chances, default=0.0) * 8)}"]
            if event.place.place.name == self.reading.dateline:
                signals.append("dateline")
            if event.place.rule == "place.dateline":
                home = "at-home" if event.place.place.country in event.parties else "elsewhere"
                opening = min(event.tellings[0].sentence, 3)
                signals += [
                    f"head:{event.kind}",
                    f"head:{home}",
                    f"head:sentence={opening}",
                    f"head:status={event.status}",
                    f"head:{home}:{event.kind}",
                ]
                signals += [f"head:within={event.within is not None}", f"head:{self._has_here(event)}"]
            event.place_chance = self._judge(event, "keep-place", event.place.place.name, signals)
        if event.country and event.country_evidence:
            signals = [
                *base,
                f"rule={event.country_evidence.rule}",
                f"place={int(event.place_chance * 5) if event.place else 'none'}",
            ]
            signals.append("party" if event.country in event.parties else "third")
            chance = self._judge(event, "keep-country", event.country, signals)
            event.country_evidence = event.country_evidence._replace(confidence=chance)
        if event.venue:
            chances = [
                w.probability for t in event.tellings for w in t.weighed if w.decision == "venue" and w.value is event.venue
            ]
            signals = [
                *base,
                f"rule={event.venue.rule}",
                f"chance={int(max(chances, default=0.0) * 8)}",
                f"noun={self.reading.lower[event.venue.last - 1]}",
                f"city={bool(event.venue.town)}",
            ]
            event.venue_chance = self._judge(event, "keep-venue", event.venue.name, signals)

    def _has_here(self, event: Event) -> str:
        lower = self.reading.lower
        return "here" if any("here" in lower[t.region[0] : t.region[1]] for t in event.tellings) else "no-here"

    def _weigh_format(self, event: Event, base: Signals) -> None:
        if event.series:
            signals = [
                *base,
                f"rule={event.series.rule}",
                f"rule={event.series.rule}:{event.kind}",
                f"words={min(event.series.last - event.series.first, 6)}",
                f"last={self.reading.lower[event.series.last - 1]}",
                f"edition={bool(event.edition)}",
                f"same-kind={event.series.kind == event.kind}",
            ]
            event.series_chance = self._judge(event, "keep-series", event.series.name, signals)
        if event.edition:
            first, last = event.edition[1]
            signals = [
                *base,
                f"series={bool(event.series)}",
                f"word={self.reading.lower[first]}",
                f"after={self.reading.lower[last] if last < len(self.reading.lower) else 'END'}",
                f"large={event.edition[0] > 3}",
            ]
            event.edition_chance = self._judge(event, "keep-edition", event.edition[0], signals)
