"""Judges finished engagements: kind, status, the larger engagement around it, and how likely each value is right."""

from collections.abc import Iterable, Iterator, Sequence
from math import exp
from typing import Any, NamedTuple

from timeline.extraction.events import NEAR_EVENTS, Event, Evidence
from timeline.extraction.frames import Signals
from timeline.extraction.kinds import MEET, MEETING_KINDS, OPEN, settle
from timeline.extraction.status import StatusCue, by_dates, decide
from timeline.extraction.survey import Article
from timeline.extraction.tokens import word_set
from timeline.extraction.weights import probability
from timeline.vocabulary import Kind, Status

_KINDS = tuple(kind.value for kind in Kind)
_STATUSES = tuple(status.value for status in Status)
_LEADERS, _MINISTERS, _OFFICERS = 95, 70, 40
_PLURALS = word_set(
    "ministers chiefs leaders presidents commanders officials experts officers delegations navies armies ships students cadets"
    " soldiers troops"
)
_NEAR = 6
_TAKES_DAYS = frozenset(("exercise", "port_call", "training", "visit"))
_ALL_BUT_SURE = 0.9
_INSIDE = -0.7  # log-odds from which one engagement is taken to be part of another
_TOLD = 0.6  # how sure a wording like `on the sidelines of` is at least
# What the days leave possible: what is to come can't have been held.
_POSSIBLE = {
    Status.PLANNED: (Status.PLANNED.value, Status.POSTPONED.value, Status.CANCELLED.value),
    Status.HELD: (Status.HELD.value, Status.POSTPONED.value, Status.CANCELLED.value),
    None: _STATUSES,
}
_UNDER_WAY = (Status.ONGOING.value, Status.POSTPONED.value, Status.CANCELLED.value)
# What engagements are to one another: a talk may be part of a gathering or a trip.
_CLASSES = {
    "bilateral": "talk", "call": "talk", "signing": "talk", "ministerial": "gathering", "summit": "gathering",
    "conference": "gathering", "dialogue": "session", "working_group": "session", "visit": "trip", "port_call": "port",
    "exercise": "drill", "training": "drill",
}  # fmt: skip
_TENSES = word_set(
    "will would was were has had is are met held to after ended concluded due scheduled expected next last ends finishes closes"
    " concludes leaves winds runs today tomorrow until still continues began opened opens begins now currently not planned"
)


class Judged(NamedTuple):
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
        self._signing = self.reading.list("sign_verb"), self.reading.list("sign_own")
        self.judged: list[tuple[Event, Judged]] = []

    def _best(self, event: Event, decision: str, classes: Sequence[str], signals: Signals, rule: str = "") -> tuple[str, float]:
        """Return the likeliest class and how likely it is; the one that the `rule` says, unless another is all but sure."""
        odds = self.weights.odds_of(decision, classes, signals)
        top = max(odds)
        powers = [exp(each - top) for each in odds]
        best = max(range(len(classes)), key=lambda n: powers[n])
        if rule in classes and powers[best] / sum(powers) < _ALL_BUT_SURE:
            best = classes.index(rule)
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
        if event.series and event.series.record and event.family == "meeting" and event.series.kind in MEETING_KINDS:
            event.kind = event.series.kind  # what the knowledge says of a format goes before what its session looks like

    def _kind_signals(self, event: Event) -> Iterator[str]:
        levels = [self.article.people[number].level for number in event.people]
        bodies = {party for party in event.parties if party not in self.codes}
        words = [word for t in event.tellings for word in self.article.words(self.reading.sentences[t.sentence])]
        told = MEET if event.kind == OPEN else event.kind
        yield f"rule={settle(told, levels, set(event.parties), bodies, words, event.series is not None)}"
        yield from self._wording_signals(event)
        yield from self._people_signals(event, levels, bodies)
        if event.place and event.place.place.country:
            yield "abroad" if event.place.place.country not in event.parties else "at-a-party"
        if event.venue:
            yield "venue"
        for word in sorted(_PLURALS & set(words)):
            yield f"says={word}"
        for word in sorted(self.article.title_nouns):
            yield f"title={word}"

    def _wording_signals(self, event: Event) -> Iterator[str]:
        """Yield what the words that tell of the engagement say of its kind."""
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
            if event.series.record and event.family == "meeting":
                yield f"known-series={event.series.kind}"
            yield f"series-word={self.reading.lower[event.series.last - 1]}"
            yield f"series-rule={event.series.rule}"
        for telling in event.tellings[:3]:
            sentence = self.reading.sentences[telling.sentence]
            signs, papers = (marks.any(sentence.first, sentence.last) for marks in self._signing)
            yield f"signs={signs}:{papers}"
            yield f"signs={signs}:{papers}:{telling.family}"
        for each in self.article.verbs(self.reading.sentences[first.sentence]):
            yield f"does={each}"

    def _people_signals(self, event: Event, levels: list[int], bodies: set[str]) -> Iterator[str]:
        """Yield what the number and height of those who took part say of its kind."""
        countries = len(event.parties) - len(bodies)
        yield f"countries={min(countries, 4)}"
        yield f"bodies={min(len(bodies), 2)}"
        yield f"countries={min(countries, 4)}:bodies={min(len(bodies), 2)}"
        sides = self.article.sides(event.people)
        yield f"sides={min(len(sides), 3)}"
        for name, floor in (("leaders", _LEADERS), ("ministers", _MINISTERS), ("officers", _OFFICERS)):
            count = sum(level >= floor for level in levels)
            yield f"{name}={min(count, 3)}"
            yield f"{name}={min(count, 3)}:sides={min(len(sides), 3)}"

    def status(self, event: Event) -> None:
        """Set the status, from wording and dates."""
        trigger = event.trigger
        lasts = event.kind in _TAKES_DAYS
        told, cue = decide(event.cues, (trigger.first, trigger.last), event.start, event.end, self.article.published, lasts)
        signals = list(self._status_signals(event, told.value))
        by_date = by_dates(event.start, event.end, self.article.published)
        possible = _POSSIBLE.get(by_date, _STATUSES)
        if by_date is Status.ONGOING and event.start < self.article.published < event.end:
            possible = _UNDER_WAY
        if told.value not in possible:
            possible = (*possible, told.value)
        chosen, chance = self._best(event, "status", possible, signals, told.value)
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
        for word in sorted(_TENSES & self.article.vocabulary(self.reading.sentences[first.sentence])):
            yield f"says={word}"

    def within(self, events: list[Event]) -> None:
        """Say for each engagement which of the others it is part of."""
        for number, inner in enumerate(events):
            near = events[max(0, number - NEAR_EVENTS) : number + NEAR_EVENTS]
            outers = [outer for outer in near if outer is not inner]
            if not outers:
                inner.within = None
                continue
            options = [(outer, list(self._within_signals(inner, outer))) for outer in outers]
            odds = [self.weights.odds("within", signals) for _, signals in options]
            powers = [exp(min(each, 30)) for each in odds]
            total = 1 + sum(powers)
            for (outer, signals), power in zip(options, powers, strict=True):
                self.judged.append((inner, Judged("within", outer, signals, power / total)))
            inner.within = None
            chances = [(power / total, -number) for number, power in enumerate(powers)]
            told = next((n for n, (outer, _) in enumerate(options) if outer is inner.told_within), None)
            if told is not None and _span_relation(inner, options[told][0]) != "outside":
                # A wording that names the larger engagement is not outweighed, only made less sure.
                self._put(inner, options[told][0], max(chances[told][0], _TOLD), phrase=True)
            elif chances:
                chance, number = max(chances)
                if odds[-number] > _INSIDE:
                    self._put(inner, options[-number][0], chance, phrase=False)

    def _put(self, inner: Event, outer: Event, chance: float, *, phrase: bool) -> None:
        """Make one engagement part of another, unless that is part of it."""
        if _is_inside(outer, inner):
            return
        tokens = inner.within_tokens if phrase and inner.within_tokens else (inner.trigger.first, inner.trigger.last)
        rule = "within.phrase" if phrase else "within.same_time_and_place"
        derived = "" if phrase else "days, place and parties that fit the larger engagement"
        inner.within, inner.within_evidence = outer, Evidence(tokens, rule, chance, derived)

    def _within_signals(self, inner: Event, outer: Event) -> Iterator[str]:
        if inner.told_within is not None:
            yield "phrase" if inner.told_within is outer else "phrase-of-another"
        if outer.told_within is inner:
            yield "reverse-phrase"
        when, where, who = _span_relation(inner, outer), _where_relation(inner, outer), self._who_relation(inner, outer)
        classes = f"{_CLASSES.get(inner.kind, 'other')}<{_CLASSES.get(outer.kind, 'other')}"
        shared = min(len(inner.people.keys() & outer.people.keys()), 2)
        yield from (
            f"{inner.kind}<{outer.kind}",
            f"inner={inner.kind}",
            f"outer={outer.kind}",
            classes,
            f"when={when}",
            f"where={where}",
            f"when={when}:where={where}",
            f"who={who}",
            f"who={who}:{min(len(outer.parties), 4)}",
            f"people={shared}",
            f"{classes}:{when}:{where}",
            f"{classes}:{when}:{where}:{who}",
            f"{classes}:{who}",
            f"{classes}:people={shared}",
        )
        yield f"holds={_holds(inner, outer, when, where)}"
        if inner.parties.keys() == outer.parties.keys():
            yield from ("same-parties", f"same-parties:{outer.kind}")
        yield "after" if inner.tellings[0].sentence > outer.tellings[0].sentence else "before"
        for name, holds in (
            ("outer-series", outer.series), ("inner-series", inner.series), ("outer-many", outer.many),
            ("inner-cue", any(telling.inner_of for telling in inner.tellings)),
            ("outer-cue", any(telling.outer_of for telling in outer.tellings)),
        ):  # fmt: skip
            if holds:
                yield name
        yield f"gap={min(abs(inner.tellings[0].sentence - outer.last_sentence), 4)}"

    def _who_relation(self, inner: Event, outer: Event) -> str:
        members = self.article.knowledge.members
        told, wide = inner.parties.keys(), set(outer.parties)
        for body in outer.parties.keys() & members.keys():
            wide |= members[body]
        return "all" if told <= wide else "none" if wide.isdisjoint(told) else "some"

    def judge(self, event: Event, decision: str, value: Any, signals: Signals) -> float:
        """Return how likely a value with these signals is right; 1 where nothing was learnt of such values."""
        known = decision in self.weights.decisions
        chance = probability(self.weights.odds(decision, signals)) if known else 1.0
        self.judged.append((event, Judged(decision, value, signals, chance)))
        return chance


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


def _holds(inner: Event, outer: Event, when: str, where: str) -> str:
    """Say by rule whether a trip or a gathering holds a meeting: on its days, in its place, with who was there."""
    if not when.startswith("inside") or where in ("other", "other-country"):
        return "no"
    if outer.kind == "visit" and (inner.start, inner.end) != (outer.start, outer.end):
        return "trip" if set(inner.people) & set(outer.people) or set(inner.parties) == set(outer.parties) else "other-trip"
    gathers = outer.many and outer.kind != "visit" and inner.kind in ("bilateral", "call", "signing", "visit")
    return "gathering" if gathers and len(inner.parties) < len(outer.parties) else "same-days"


def _where_relation(inner: Event, outer: Event) -> str:
    here, there = (event.place.place.name if event.place else "" for event in (inner, outer))
    if here and there:
        return "same" if here == there else "other-town" if inner.country and inner.country == outer.country else "other"
    if inner.country and outer.country:
        return "same-country" if inner.country == outer.country else "other-country"
    return "untold"


def _span_relation(inner: Event, outer: Event) -> str:
    if not inner.start or not outer.start:
        return f"{bool(inner.start)}/{bool(outer.start)}"
    size = min(len(inner.start), len(outer.start))
    first, last = outer.start, outer.end or outer.start
    inside = first[:size] <= inner.start[:size] and (inner.end or inner.start)[:size] <= last[:size]
    if not inside:
        return "outside"
    return "inside" if size == 10 else f"inside-{len(inner.start)}/{len(outer.start)}"
