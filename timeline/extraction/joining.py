"""Says how a telling stands to the engagements told before: the signals by which it continues one, founds one, or is skipped."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from timeline import partial_dates
from timeline.extraction.days import completes, main_date, overlap
from timeline.extraction.events import HOSTED, PAIRS, Event, Telling
from timeline.extraction.founding import Founder
from timeline.extraction.frames import Signals
from timeline.extraction.kinds import MEET, OPEN
from timeline.extraction.matching import best_fit
from timeline.extraction.series import is_part
from timeline.extraction.survey import Article
from timeline.extraction.text import Sentence
from timeline.extraction.tokens import word_set

ATTACH, FOUND = "attach", "found"
_SAME_SESSION = "series=same"
_SAME_CALL = ("definite:call", "rule=this")
_INNER = frozenset({"inner", "rule=found"})
_OTHER_SESSION = frozenset(
    {"edition=other", "when=far", "when=near", "when=disjoint-loose", "where=other", "sibling", "who=disjoint"}
)
_REFERRING = word_set("it this")
_OFFICIALS = word_set("ministers chiefs leaders commanders officials delegations")
_GROUPS = word_set(
    "two both three four five six seven eight nine ten ministers minister colleagues colleague counterparts counterpart chiefs"
    " commanders leaders officials delegations delegation partners allies host guest group same"
)
_WORTH = -0.5  # log-odds
_NEAR_DAYS = 4
_NEAR_WORDS = 5
_NEAR_PEOPLE = 24  # tokens between two people, their offices included
_SAID = word_set("said told met says was had")
_WITH = word_set("with by to on")


class Option(NamedTuple):
    """One way to go on: `event` to continue, or None to found a new engagement, with the signals for it."""

    event: Event | None
    signals: Signals
    odds: float = 0.0

    @property
    def decision(self) -> str:
        """Name the decision whose weights count."""
        return FOUND if self.event is None else ATTACH


class Joiner:
    """Weighs the tellings of one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reading = article.reading
        self.codes = article.knowledge.codes
        self.weights = article.knowledge.weights
        self.founder = Founder(article)
        self._lists = {name: article.reading.list(name) for name in ("denied", "foreign", "anaphor", "org_anaphor", "split")}

    def choose(self, options: list[Option]) -> Option | None:
        """Return the best option, or None when skipping is clearly better: what is unlikely is weighed again later."""
        call = next((option for option in options if all(each in option.signals for each in _SAME_CALL)), None)
        if call is not None:
            return call  # `the call`, after they talked
        same = next((option for option in options if _SAME_SESSION in option.signals), None)
        if same is not None and _OTHER_SESSION.isdisjoint(same.signals):
            return same  # one format told of twice, with nothing that tells its sessions apart
        best = max(options, key=lambda option: option.odds)
        if best.odds <= _WORTH:
            inner = (option for option in options if option.event is None and _INNER.issubset(option.signals))
            return next(inner, None)  # what a wording sets inside a larger engagement is one of its own where the rules say so
        return best

    def founded(self, event: Event) -> None:
        """Be told that a new engagement was founded."""

    def options(self, sentence: Sentence, telling: Telling, events: list[Event], current: Event | None) -> list[Option]:
        """Return what can be done with a telling."""
        common = list(self._common(sentence, telling))
        # What rules alone would do is one signal more: the strongest where little was learnt.
        by_rule = best_fit(events, telling, current, self.codes) if telling.kind != OPEN else None
        rule = "attach" if by_rule is not None else "found" if self._founds(sentence, telling, events) else "skip"
        rule = "open" if telling.kind == OPEN else rule
        found = [*common, f"rule={rule}", f"rule={rule}:{telling.family}", *self._found(sentence, telling, events)]
        options = [Option(None, found, self.weights.odds(FOUND, found))]
        for event in events:
            if telling.apart and any(other.apart and other.sentence == telling.sentence for other in event.tellings):
                continue
            told = "this" if event is by_rule else rule
            signals = [*common, f"rule={told}", f"rule={told}:{telling.family}", *self._attach(event, telling, current)]
            options.append(Option(event, signals, self.weights.odds(ATTACH, signals)))
        return options

    def _founds(self, sentence: Sentence, telling: Telling, events: list[Event]) -> bool:
        return telling.kind != OPEN and self.founder.founds(sentence, telling, events)

    def _common(self, sentence: Sentence, telling: Telling) -> Iterator[str]:
        trigger = telling.triggers[0]
        family = telling.family
        yield f"kind={telling.kind}"
        yield f"{'verb' if trigger.verb else 'series' if trigger.series else 'noun'}:{family}"
        yield f"weight={telling.weight:.1f}"
        if telling.definite:
            yield f"definite:{family}"
        for name, marks in self._lists.items():
            if marks.any(sentence.first, sentence.last):
                yield name
        first, last = max(sentence.first, trigger.first - 12), min(sentence.last, trigger.last + 4)
        if self._lists["denied"].any(first, last):
            yield "denied-near"
        for value in sorted({cue.value for cue in telling.cues}):
            yield f"cue={value}"
        if self.article.short:
            yield from ("short", f"short:{family}")
        if telling.inner_of:
            yield "inner"
        if telling.outer_of:
            yield "outer"

    def _found(self, sentence: Sentence, telling: Telling, events: list[Event]) -> Iterator[str]:
        yield from self._words(sentence, telling)
        family = telling.family
        beside = [event for event in events if event.last_sentence == telling.sentence]
        for event in beside[:2]:
            same = set(telling.parties) <= set(event.parties)
            yield from (f"beside={event.family}", f"beside={event.family}<{family}", f"beside:{family}:same={same}")
            yield f"beside:inner={telling.inner_of or telling.apart}"
        who = set(telling.parties) | (set(telling.hosts) if telling.kind in HOSTED else set())
        sides = self.article.sides(telling.people)
        date = main_date(telling)
        day = "no" if date is None else len(date.start)
        grounded = bool(telling.dates or telling.places or telling.venues or telling.hosts or telling.closing)
        yield from (f"who={min(len(who), 3)}", f"{family}:who={min(len(who), 3)}", f"people={min(len(telling.people), 3)}")
        yield from (f"sides={min(len(sides), 2)}", f"date={day}", f"{family}:date={day}")
        yield f"grounded={grounded}:{family}:{min(len(who), 2)}"
        yield from (f"sentence={min(sentence.number, 3)}", f"events={min(len(events), 3)}")
        where = "venue" if telling.venues else "town" if telling.places else "host" if telling.hosts else "no"
        bodies = "body" if who - self.codes else "no-body"
        yield from (f"{day}@{where}", f"{family}:{day}@{where}", f"{day}@{where}:who={min(len(who), 2)}:{bodies}")
        yield from (f"who={min(len(who), 2)}:sides={min(len(sides), 2)}:{day}", f"{bodies}:{family}:{day}")
        yield from self._together(telling)
        groups = sorted(_GROUPS & self.article.vocabulary(sentence))
        for word in groups:
            yield f"group={word}"
        yield f"groups={bool(groups)}:{family}:{day}@{where}"
        for name, holds in (
            ("place", telling.places), ("venue", telling.venues), ("host", telling.hosts), ("series", telling.series),
            ("edition", telling.edition), ("sibling", telling.sibling), ("ending", telling.ending), ("body", who - self.codes),
            ("known-series", telling.series and telling.series.record), ("larger", any(event.many for event in events)),
            ("officials", _OFFICIALS & self.article.vocabulary(sentence)), ("invited", self._invited(telling, sentence)),
            ("had", any(event.family == family for event in events)),
            ("had-pair", telling.kind in PAIRS and len(who) >= 2
             and any(who <= set(event.parties) and event.kind in PAIRS for event in events)),
        ):  # fmt: skip
            if holds:
                yield from (name, f"{name}:{family}")

    def _together(self, telling: Telling) -> Iterator[str]:
        """Yield how people of two sides are put together: `A and B talked`, `with B he talked`."""
        met = sorted((evidence.tokens, number) for number, evidence in telling.people.items())
        for (first, number), (second, other) in pairwise(met):
            sides = self.article.sides((number, other))
            between = self.reading.lower[first[1] : second[0]]
            if len(sides) == 2 and len(between) <= _NEAR_PEOPLE:
                joint = "and" in between and not any(word.endswith("ed") or word in _SAID for word in between)
                yield f"together={'and' if joint else 'with' if _WITH & set(between) else 'apart'}"
                return
        if met and self.reading.lower[met[0][0][0] - 1] == "with":
            yield "together=leading-with"

    def _words(self, sentence: Sentence, telling: Telling) -> Iterator[str]:
        """Yield the words of the telling and the classes of those around it."""
        trigger, lower, book = telling.triggers[0], self.reading.lower, self.reading.book
        yield f"word={lower[trigger.first]}"
        yield f"before={lower[trigger.first - 1] if trigger.first > sentence.first else 'START'}"
        yield f"class={book[trigger.first].category or 'none'}:{telling.family}"
        near = range(max(sentence.first, trigger.first - _NEAR_WORDS), min(sentence.last, trigger.last + _NEAR_WORDS))
        for each in sorted({book[at].category for at in near} - {""}):
            yield f"near={each}"
            if each.startswith("verb") and not trigger.verb:
                yield f"noun:near={each}"

    def _attach(self, event: Event, telling: Telling, current: Event | None) -> Iterator[str]:
        same = "same" if event.family == telling.family else f"{event.family}<{telling.family}"
        yield f"family={same}"
        sides = self.article.sides(telling.people)
        yield f"family={same}:sides={min(len(sides), 2)}:{'verb' if telling.triggers[0].verb else 'noun'}"
        if event.kind == telling.kind:
            yield "same-kind"
        yield from self._who(event, telling)
        when, where = self._when(event, telling), self._where(event, telling)
        yield f"when={when}"
        yield f"where={where}"
        yield f"when={when}:where={where}"
        yield from self._format(event, telling)
        shared = len(telling.people.keys() & event.people.keys())
        yield f"shared-people={min(shared, 3)}"
        if telling.people and event.people and not shared:
            yield "other-people"
        gap = telling.sentence - event.last_sentence
        yield f"gap={min(gap, 5)}"
        paragraphs = self.reading.sentences[telling.sentence].paragraph - event.paragraph
        yield f"paragraphs={min(paragraphs, 3)}"
        if event is current:
            yield "current"
            yield f"current:gap={min(gap, 3)}"
            if telling.definite:
                yield "current-definite"
        if event.within is not None:
            yield "event-within"
        if event.many:
            yield f"event-many:{telling.kind}"
        if telling.inner_of and event.many:
            yield "inner-of-many"
        if not (telling.parties or telling.dates or telling.places or telling.series):
            yield "bare"
        planned = {cue.value for cue in telling.cues}
        if ("planned" in planned) != any(cue.value == "planned" for cue in event.cues):
            yield "other-time"

    def _who(self, event: Event, telling: Telling) -> Iterator[str]:
        told, known = self.codes.intersection(telling.parties), self.codes.intersection(event.parties)
        if not told:
            relation = "untold"
        elif told == known:
            relation = "same"
        elif told <= known:
            relation = "fewer"
        elif known <= told:
            relation = "more"
        else:
            relation = "crossing" if told & known else "disjoint"
        yield f"who={relation}"
        yield f"who={relation}:{telling.family}"
        yield f"who={relation}:{min(len(told), 3)}/{min(len(known), 3)}"
        bodies = telling.parties.keys() - told, event.parties.keys() - known
        if bodies[0] and bodies[1]:
            yield f"bodies={'same' if bodies[0] & bodies[1] else 'other'}"

    def _when(self, event: Event, telling: Telling) -> str:
        date = main_date(telling)
        if date is None or event.date is None:
            return ("none" if date is None else "told") + ("" if event.date is None else "-known")
        if (date.start, date.end) == (event.start, event.end or event.start):
            return "equal"
        if overlap(date, event):
            return "overlap-loose" if date.loose or event.date.loose else "overlap"
        if date.loose or event.date.loose:
            return "disjoint-loose"
        if completes(date, telling, event):
            return "completes"
        days = abs(partial_dates.earliest(date.start) - partial_dates.earliest(event.date.start))
        return "near" if days <= _NEAR_DAYS else "far"

    def _where(self, event: Event, telling: Telling) -> str:
        place = telling.places[0].place.name if telling.places else ""
        known = event.place.place.name if event.place else ""
        if place and known:
            return "same" if place == known else "other"
        if len(telling.hosts) == 1 and event.country:
            return "same-country" if event.country in telling.hosts else "other-country"
        return "told" if place else "known" if known else "none"

    def _format(self, event: Event, telling: Telling) -> Iterator[str]:
        if telling.series and event.series:
            kin = is_part(telling.series, event.series)
            yield f"series={'same' if telling.series.name == event.series.name else 'part' if kin else 'other'}"
            if kin and self.reading.lower[self.reading.sentences[telling.sentence].first] in _REFERRING:
                yield "series=part:it"
        elif telling.series or event.series:
            yield f"series={'told' if telling.series else 'known'}:{telling.kind == MEET}"
        if telling.edition and event.edition:
            yield f"edition={'same' if telling.edition[0] == event.edition[0] else 'other'}"
        elif telling.edition or event.edition:
            yield f"edition={'told' if telling.edition else 'known'}"
        if telling.sibling:
            yield "sibling"

    def _invited(self, telling: Telling, sentence: Sentence) -> bool:
        words = self.reading.lower[max(sentence.first, telling.triggers[0].first - 9) : telling.triggers[0].first]
        return any(word.startswith(("invit", "ask")) for word in words)
