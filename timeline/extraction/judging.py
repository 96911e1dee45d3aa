"""Judges finished engagements: kind, status, the larger engagement around it, and how likely each value is right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Any

from timeline.extraction.events import Event, Evidence
from timeline.extraction.frames import Signals
from timeline.extraction.kinds import MEET, settle
from timeline.extraction.status import StatusCue, by_dates, decide
from timeline.extraction.survey import Article
from timeline.extraction.tokens import word_set
from timeline.extraction.weights import probability
from timeline.vocabulary import Kind, Status

_KINDS = tuple(kind.value for kind in Kind)
_STATUSES = tuple(status.value for status in Status)
_LEADERS, _MINISTERS, _OFFICERS = 95, 70, 40
_PLURALS = word_set(
    "ministers chiefs leaders presidents commanders officials experts officers delegations navies armies ships students cadets soldiers troops"
)
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Judged:
    """A value that was judged: its decision, what it is, the signals, and how likely it is right."""

    decision: str
    value: Any
    signals: Signals
    chance: float


class Judge:
    """Judges the engagements of one article; `judged` keeps every judgement by engagement, for the training recipe."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reading = article.reading
        self.codes = article.knowledge.codes
        self.weights = article.knowledge.weights
        self.judged: list[tuple[Event, Judged]] = []

    # Choices among classes

    def _best(self, event: Event, decision: str, classes: Sequence[str], signals: Signals) -> tuple[str, float]:
        odds = [self.weights.odds(f"{decision}:{each}", signals) for each in classes]
        top = max(odds)
        powers = [exp(each - top) for each in odds]
        best = max(range(len(classes)), key=lambda n: powers[n])
        chance = powers[best] / sum(powers)
        self.judged.append((event, Judged(decision, classes[best], signals, chance)))
        return classes[best], chance

    def kind(self, event: Event) -> None:
        """Set the kind, from the words that tell of the engagement and from who took part."""
        signals = list(self._kind_signals(event))
        if f"kind:{_KINDS[0]}" in self.weights.decisions:
            event.kind, event.kind_chance = self._best(event, "kind", _KINDS, signals)
        else:
            self._best(event, "kind", _KINDS, signals)
            event.kind = signals[0].partition("=")[2]

    def _kind_signals(self, event: Event) -> Iterator[str]:
        people = [self.article.people[number] for number in event.people]
        levels = [person.level for person in people]
        bodies = {party for party in event.parties if party not in self.codes}
        words = [word for t in event.tellings for word in self.article.words(self.reading.sentences[t.sentence])]
        yield f"rule={settle(event.kind, levels, set(event.parties), bodies, words, event.series is not None)}"
        first = event.tellings[0]
        yield f"first={first.kind}"
        yield f"word={self.reading.lower[first.triggers[0].first]}"
        for telling in event.tellings[:4]:
            for trigger in telling.triggers:
                yield f"trigger={trigger.kind}"
                if not trigger.verb:
                    yield f"noun={self.reading.lower[trigger.last - 1]}"
        if event.series:
            yield f"series={event.series.kind}"
            yield f"series-word={self.reading.lower[event.series.last - 1]}"
            yield f"series-rule={event.series.rule}"
        countries = len(event.parties) - len(bodies)
        yield f"countries={min(countries, 4)}"
        yield f"bodies={min(len(bodies), 2)}"
        yield f"countries={min(countries, 4)}:bodies={min(len(bodies), 2)}"
        sides = {person.party for person in people} - {""}
        yield f"sides={min(len(sides), 3)}"
        for name, floor in (("leaders", _LEADERS), ("ministers", _MINISTERS), ("officers", _OFFICERS)):
            count = sum(level >= floor for level in levels)
            yield f"{name}={min(count, 3)}"
            yield f"{name}={min(count, 3)}:sides={min(len(sides), 3)}"
        for word in sorted(_PLURALS & set(words)):
            yield f"says={word}"
        if event.place and event.place.place.country:
            yield "abroad" if event.place.place.country not in event.parties else "at-a-party"
        if event.venue:
            yield "venue"
        for word in sorted(self.article.title_nouns):
            yield f"title={word}"

    def status(self, event: Event) -> None:
        """Set the status, from wording and dates."""
        trigger = event.trigger
        told, cue = decide(event.cues, (trigger.first, trigger.last), event.start, event.end, self.article.published)
        signals = list(self._status_signals(event, told.value))
        chosen, chance = self._best(event, "status", _STATUSES, signals)
        if f"status:{_STATUSES[0]}" not in self.weights.decisions:
            chosen, chance = told.value, 0.8
        event.status, event.status_chance = chosen, chance
        event.status_cue = cue if cue and _means(cue, chosen) else self._cue_for(event, chosen)

    def _cue_for(self, event: Event, chosen: str) -> StatusCue | None:
        trigger = event.trigger
        fitting = [cue for cue in event.cues if _means(cue, chosen)]
        return min(fitting, key=lambda cue: abs(cue.first - trigger.first), default=None)

    def _status_signals(self, event: Event, told: str) -> Iterator[str]:
        yield f"rule={told}"
        by_date = by_dates(event.start, event.end, self.article.published)
        yield f"dates={by_date.value if by_date else 'open'}"
        yield f"rule={told}:dates={by_date.value if by_date else 'open'}"
        yield f"precision={len(event.start)}"
        if event.start and self.article.published:
            same = event.start == self.article.published
            yield "starts-on-publication" if same else "other-day"
            yield f"{event.kind}:{'starts-on-publication' if same else 'other-day'}"
        if event.end and event.end == self.article.published:
            yield "ends-on-publication"
        yield f"kind={event.kind}"
        trigger = event.trigger
        yield f"form={self.reading.lower[trigger.first]}" if trigger.verb else "noun"
        before = self.reading.lower[trigger.first - 1] if trigger.first else ""
        if trigger.verb:
            yield f"before={before}"
        for cue in event.cues:
            near = min(abs(cue.first - t.triggers[0].first) for t in event.tellings) <= _NEAR
            yield f"cue={cue.value}"
            if near:
                yield f"near={cue.value}"
            yield f"cue={cue.value}:dates={by_date.value if by_date else 'open'}"
        first = event.tellings[0]
        if first.sibling:
            yield "sibling"
        if event.within is not None:
            yield "inside"
        for cue in first.cues:
            yield f"first={cue.value}"
        text = set(self.article.words(self.reading.sentences[first.sentence]))
        for word in sorted(text & _TENSES):
            yield f"says={word}"

    def within(self, events: list[Event]) -> None:
        """Say for each engagement which of the others it is part of."""
        for inner in events:
            outers = [outer for outer in events if outer is not inner]
            options = [(outer, list(self._within_signals(inner, outer))) for outer in outers]
            odds = [self.weights.odds("within", signals) for _, signals in options]
            total = 1 + sum(exp(min(each, 30)) for each in odds)
            for (outer, signals), each in zip(options, odds, strict=True):
                self.judged.append((inner, Judged("within", outer, signals, exp(min(each, 30)) / total)))
            inner.within, best = None, 0.0
            for (outer, signals), each in zip(options, odds, strict=True):
                if each > best and not _is_inside(outer, inner):
                    best, inner.within = each, outer
                    phrase = "phrase" in signals
                    tokens = inner.within_tokens if phrase and inner.within_tokens else (inner.trigger.first, inner.trigger.last)
                    inner.within_evidence = Evidence(
                        tokens,
                        "within.phrase" if phrase else "within.same_time_and_place",
                        exp(min(each, 30)) / total,
                        "" if phrase else "days, place and parties that fit the larger engagement",
                    )

    def _within_signals(self, inner: Event, outer: Event) -> Iterator[str]:
        if inner.told_within is outer:
            yield "phrase"
        elif inner.told_within is not None:
            yield "phrase-of-another"
        if outer.told_within is inner:
            yield "reverse-phrase"
        yield f"{inner.kind}<{outer.kind}"
        yield f"inner={inner.kind}"
        yield f"outer={outer.kind}"
        yield f"when={_span_relation(inner, outer)}"
        here, there = (e.place.place.name if e.place else "" for e in (inner, outer))
        where = "same" if here and here == there else "other" if here and there else "untold"
        if where == "untold" and inner.country and outer.country:
            where = "same-country" if inner.country == outer.country else "other-country"
        elif where == "other" and inner.country and inner.country == outer.country:
            where = "other-town"
        yield f"where={where}"
        yield f"when={_span_relation(inner, outer)}:where={where}"
        a = set(inner.parties)
        wide = set(outer.parties) | {c for body in outer.parties for c in self.article.knowledge.members.get(body, ())}
        relation = "all" if a <= wide else "some" if a & wide else "none"
        yield f"who={relation}"
        yield f"who={relation}:{min(len(outer.parties), 4)}"
        if set(inner.parties) == set(outer.parties):
            yield "same-parties"
            yield f"same-parties:{outer.kind}"
        shared = set(inner.people) & set(outer.people)
        yield f"people={min(len(shared), 2)}"
        yield "after" if inner.tellings[0].sentence > outer.tellings[0].sentence else "before"
        if outer.series:
            yield "outer-series"
        if inner.series:
            yield "inner-series"
        if any(telling.inner_of for telling in inner.tellings):
            yield "inner-cue"
        if any(telling.outer_of for telling in outer.tellings):
            yield "outer-cue"
        if outer.many:
            yield "outer-many"
        gap = abs(inner.tellings[0].sentence - outer.last_sentence)
        yield f"gap={min(gap, 4)}"

    # How likely a value is right

    def weigh(self, event: Event) -> None:
        """Set the confidence of every value; what is more likely wrong than right is dropped."""
        real = self._judge(event, "real", None, list(self._real_signals(event)))
        event.chance = real
        base = [f"real={int(real * 5)}", f"kind={event.kind}"]
        for code, evidence in list(event.parties.items()):
            chance = self._judge(event, "keep-party", code, [*base, *self._party_signals(event, code, evidence)])
            _settle(event.parties, code, evidence, chance)
        for number, evidence in list(event.people.items()):
            chance = self._judge(event, "keep-person", number, [*base, *self._person_signals(event, number, evidence)])
            _settle(event.people, number, evidence, chance)
        for topic, evidence in list(event.topics.items()):
            chance = self._judge(event, "keep-topic", topic, [*base, *self._topic_signals(event, topic, evidence)])
            _settle(event.topics, topic, evidence, chance)
        self._weigh_when(event, base)
        self._weigh_where(event, base)
        self._weigh_format(event, base)

    def _judge(self, event: Event, decision: str, value: Any, signals: Signals) -> float:
        known = decision in self.weights.decisions
        chance = probability(self.weights.odds(decision, signals)) if known else 1.0
        self.judged.append((event, Judged(decision, value, signals, chance)))
        return chance

    def _real_signals(self, event: Event) -> Iterator[str]:
        trigger = event.trigger
        yield f"kind={event.kind}"
        yield f"word={self.reading.lower[trigger.first]}"
        yield f"{'verb' if trigger.verb else 'series' if trigger.series else 'noun'}:{event.family}"
        yield f"weight={trigger.weight:.1f}"
        yield f"tellings={min(len(event.tellings), 4)}"
        yield f"sentence={min(event.tellings[0].sentence, 4)}"
        countries = [code for code in event.parties if code in self.codes]
        yield f"countries={min(len(countries), 3)}:bodies={min(len(event.parties) - len(countries), 1)}"
        sides = {self.article.people[n].party for n in event.people} - {""}
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
        if self.reading.list("denied").any(sentence.first, sentence.last):
            yield "denied"
        if self.article.title_codes & set(event.parties):
            yield "title-party"
        if event.founding_odds is not None:
            yield f"founded={max(-1, min(5, int(event.founding_odds)))}"

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
        level = next(
            (
                n
                for limit, n in ((_LEADERS, "leader"), (_MINISTERS, "minister"), (_OFFICERS, "officer"), (1, "low"))
                if person.level >= limit
            ),
            "none",
        )
        yield f"level={level}:{event.kind}"
        yield f"level={level}"
        yield f"party={person.rule or 'none'}"
        yield "own-party" if person.party in event.parties else "other-party"
        yield f"people={min(len(event.people), 5)}"
        yield f"seen={min(self.article.seen[number], 4)}"
        yield f"name={min(len(person.name), 4)}"
        if person.bystander:
            yield "bystander"
        rivals = [n for n in event.people if n != number and self.article.people[n].party == person.party]
        if rivals:
            yield "not-alone"
            if any(self.article.people[n].level > person.level for n in rivals):
                yield "outranked"
        if any(word in self.article.title_words for word in person.name):
            yield "in-title"

    def _topic_signals(self, event: Event, topic: str, evidence: Evidence) -> Iterator[str]:
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
        yield f"topics={min(len(event.topics), 5)}"
        yield f"before={self.reading.lower[first - 1] if first > sentence.first else 'START'}"
        yield f"after={self.reading.lower[last] if last < sentence.last else 'END'}"
        window = self.reading.lower[max(sentence.first, first - 15) : first]
        for word in _DEALT:
            if word in window:
                yield f"dealt={word}"
        cues = sum(1 for b, _, rows in self.reading.list("topic_cue").all(*event.scope) if any(r.value == topic for r in rows))
        yield f"cues={min(cues, 3)}"
        others = [e for e in event.siblings if topic in e.topics]
        yield f"others={min(len(others), 2)}"

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
            event.place_chance = self._judge(event, "keep-place", event.place.place.name, signals)
        if event.country and event.country_evidence:
            signals = [
                *base,
                f"rule={event.country_evidence.rule}",
                f"place={int(event.place_chance * 5) if event.place else 'none'}",
            ]
            signals.append("party" if event.country in event.parties else "third")
            chance = self._judge(event, "keep-country", event.country, signals)
            event.country_evidence = replace(event.country_evidence, confidence=chance)
        if event.venue:
            chances = [
                w.probability for t in event.tellings for w in t.weighed if w.decision == "venue" and w.value is event.venue
            ]
            signals = [
                *base,
                f"rule={event.venue.rule}",
                f"chance={int(max(chances, default=0.0) * 8)}",
                f"noun={self.reading.lower[event.venue.last - 1]}",
                f"city={bool(event.venue.city)}",
            ]
            event.venue_chance = self._judge(event, "keep-venue", event.venue.name, signals)

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


_TENSES = word_set("will would was were has had is are met held to after ended concluded due scheduled expected next last")
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
_KEPT = 0.4


def _settle(values: dict[Any, Evidence], key: Any, evidence: Evidence, chance: float) -> None:
    if chance < _KEPT:
        del values[key]
    else:
        values[key] = replace(evidence, confidence=chance)


def _means(cue: StatusCue, status: str) -> bool:
    return cue.value == status or (cue.value == "ended" and status == "held") or (cue.value == "began" and status == "ongoing")


def _is_inside(event: Event, other: Event) -> bool:
    """Say whether `event` is already part of `other`."""
    seen: Iterable[Event] = ()
    at: Event | None = event
    while at is not None and at not in seen:
        if at is other:
            return True
        seen = (*seen, at)
        at = at.within
    return False


def _span_relation(inner: Event, outer: Event) -> str:
    if not inner.start or not outer.start:
        return f"{bool(inner.start)}/{bool(outer.start)}"
    size = min(len(inner.start), len(outer.start))
    first, last = outer.start, outer.end or outer.start
    inside = first[:size] <= inner.start[:size] and (inner.end or inner.start)[:size] <= last[:size]
    if not inside:
        return "outside"
    return "inside" if size == 10 else f"inside-{len(inner.start)}/{len(outer.start)}"


MEETING = MEET
