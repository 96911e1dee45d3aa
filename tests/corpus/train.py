"""The recipe of the learned weights: `python -m tests.corpus.train` writes timeline/extraction/weights.json.

Articles are read beside their gold records, three times. First every mention near a trigger is labelled by the record that
the sentence tells of (took part or not, its day or not). Then engagements are put together with the right choice taken at
each telling, so that what the reader could have done instead is learnt too. Last, finished engagements are compared with the
records, kind by kind and value by value; for that each article is read with weights learnt from the others, since on the
articles it learnt from a reader looks better than it is. The articles of the check half are never used.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.corpus.fitting import fit_binary, fit_choice, fit_classes
from tests.corpus.labels import Gold, Record, is_right, same_name
from tests.corpus.score import align, same
from timeline.extraction.build import Builder
from timeline.extraction.events import Event, Telling
from timeline.extraction.finish import finish
from timeline.extraction.following import PARTY, PERSON, VENUE
from timeline.extraction.joining import Joiner, Option
from timeline.extraction.judging import Judge, Judged
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.survey import Article, survey
from timeline.extraction.text import Sentence, read
from timeline.extraction.weights import Weights
from timeline.folding import fold
from timeline.vocabulary import Kind, Status

FOLLOWING = (PERSON, PARTY, VENUE)
# What is believed before anything is learnt: what stands in the trigger's own part of the sentence belongs to it.
_FIRST = Weights(
    {
        "party": {"": -1.0, "in-region": 2.0, "role=topic": -4.0, "role=place": -4.0},
        "host": {"": -1.0, "in-region": 2.0, "role=topic": -4.0, "role=actor": -4.0},
        "person": {"": -1.0, "in-region": 2.0, "bystander": -5.0},
        "date": {"": -1.0, "in-region": 2.0, "reporting": -4.0, "history": -4.0},
        "place": {"": -1.0, "in-region": 2.0},
        "venue": {"": -1.0, "in-region": 2.0},
        "found": {"": 2.0},
        **{decision: {"": -9.0} for decision in FOLLOWING},
    }
)
# The rules' own choices as weights: with some hundred articles to learn from they still tell the mentions that belong to a
# telling better than what was learnt does (by cross-validation). What founds an engagement is better learnt.
_BY_RULE: dict[str, dict[str, float]] = {
    "party": {"": -3.0, "plainly=actor": 6.0},
    "host": {"": -3.0, "plainly=place": 6.0, "prep=from": -6.0},
    "person": {"": -3.0, "in-region": 6.0, "bystander": -6.0, "bare": -6.0},
    "date": {"": -3.0, "plainly=10": 6.0, "plainly=7": 6.0, "plainly=4": 6.0},
    "place": {"": -3.0, "in-region": 6.0},
    "venue": {"": -3.0, "in-region": 6.0},
}
# How far the rules are believed beyond what was learnt of them: the articles know more wordings than the corpus has.
_PRIOR = {"found": ("rule=found", 1.0), "attach": ("rule=this", 1.0)}
PLAIN_TEXTS = 300
_PARTS = 4  # an article is judged by a reader that learnt from the other parts


@dataclass(slots=True)
class Examples:
    """What one pass over articles gathers: mentions by decision, and choices among options."""

    mentions: dict[str, list[tuple[Sequence[str], bool]]] = field(default_factory=dict)
    choices: list[tuple[list[tuple[str, Sequence[str]]], int]] = field(default_factory=list)


class _Teacher(Joiner):
    """Takes the right option at each telling and notes all of them."""

    gold: Gold
    examples: Examples

    def __init__(self, article: Article) -> None:
        super().__init__(article)
        self._known: dict[int, int] = {}  # event -> record
        self._kept: list[Event] = []  # keeps the ids of `_known` from being used again

    def options(self, sentence: Sentence, telling: Telling, events: list[Event], current: Event | None) -> list[Option]:
        """Return the options; the label is looked up here, where the telling is known."""
        found = super().options(sentence, telling, events, current)
        self._right = self._label(telling, found)
        self._telling = telling
        return found

    def _label(self, telling: Telling, options: list[Option]) -> int | None:
        """Return the number of the right option, -1 when none is, None when that cannot be told."""
        self._record = self.gold.of(telling)
        if self._record is None:
            return -1
        if self._record == -1:
            if len(self.gold.records) > 1:
                return None
            self._record = 0  # of the only record
        number = self._record
        at = next((n for n, o in enumerate(options) if o.event is not None and self._known.get(id(o.event)) == number), None)
        return 0 if at is None else at

    def choose(self, options: list[Option]) -> Option | None:
        """Take the right option."""
        if self._right is None:
            return None
        self.examples.choices.append(([(option.decision, option.signals) for option in options], self._right))
        return options[self._right] if self._right >= 0 else None

    def record_of(self, event: Event) -> int | None:
        """Return the number of the record that an engagement is."""
        return self._known.get(id(event))

    def founded(self, event: Event) -> None:
        """Remember which record a new engagement is."""
        if self._record is not None:
            self._known[id(event)] = self._record
            self._kept.append(event)


def gather_mentions(articles: Iterable[Record], knowledge: KnowledgeBase, examples: Examples) -> None:
    """Label the mentions near every telling that speaks of a record."""
    for source in articles:
        article = _survey(source, knowledge)
        builder = Builder(article)
        gold = Gold(source["engagements"], article)
        for sentence in article.reading.sentences:
            for telling in builder.reader.read(sentence):
                number = gold.of(telling)
                if number is None or number < 0:
                    continue
                for weighed in telling.weighed:
                    right = is_right(weighed, gold.records[number], article)
                    examples.mentions.setdefault(weighed.decision, []).append((weighed.signals, right))


def gather_choices(articles: Iterable[Record], knowledge: KnowledgeBase, examples: Examples) -> None:
    """Put the engagements together with the right choice at each telling, and note the options."""
    for source in articles:
        article = _survey(source, knowledge)
        gold = Gold(source["engagements"], article)
        builder = Builder(article, type("Teacher", (_Teacher,), {"gold": gold, "examples": examples}))
        for event in builder.build():
            number = builder.joiner.record_of(event)  # type: ignore[attr-defined]
            for weighed in event.later if number is not None else ():
                right = is_right(weighed, gold.records[number], article)
                examples.mentions.setdefault(weighed.decision, []).append((weighed.signals, right))


def _survey(source: Record, knowledge: KnowledgeBase) -> Article:
    return survey(read(source["text"], knowledge), knowledge, source["published"], source["title"])


_CLASSES = {"kind": [kind.value for kind in Kind], "status": [status.value for status in Status]}


@dataclass(slots=True)
class Verdicts:
    """What finished engagements teach: yes-or-no judgements by decision, classes by decision, and larger engagements."""

    binary: dict[str, list[tuple[Sequence[str], bool]]] = field(default_factory=dict)
    classes: dict[str, list[tuple[Sequence[str], str]]] = field(default_factory=dict)
    within: list[tuple[list[tuple[str, Sequence[str]]], int]] = field(default_factory=list)


def gather_verdicts(articles: Iterable[Record], knowledge: KnowledgeBase, verdicts: Verdicts) -> None:
    """Compare finished engagements with the records."""
    for source in articles:
        article = _survey(source, knowledge)
        judge = Judge(article)
        events = Builder(article).build()
        finish(article, events, judge)
        golds = source["engagements"]
        matched = dict(align([_record(article, event) for event in events], golds))
        record_of = {id(event): golds[matched[n]] if n in matched else None for n, event in enumerate(events)}
        _within_gold(source, article, judge, verdicts)
        for event in events:
            own = [judged for owner, judged in judge.judged if owner is event]
            _learn(article, event, record_of[id(event)], own, verdicts)
            _learn_within(event, record_of, own, verdicts)


def _learn(article: Article, event: Event, gold: Record | None, judged: list[Judged], verdicts: Verdicts) -> None:
    for each in judged:
        if each.decision == "real":
            verdicts.binary.setdefault("real", []).append((each.signals, gold is not None))
        elif each.decision in _CLASSES and gold is not None:
            verdicts.classes.setdefault(each.decision, []).append((each.signals, gold[each.decision]))
        elif each.decision.startswith("keep-"):
            right = gold is not None and _holds(article, each, gold)
            verdicts.binary.setdefault(each.decision, []).append((each.signals, right))


def _holds(article: Article, judged: Judged, gold: Record) -> bool:
    slot, value = judged.decision.removeprefix("keep-"), judged.value
    if slot == "party":
        return value in gold["parties"]
    if slot == "topic":
        return value in gold["topics"]
    if slot == "person":
        name = " ".join(article.people[value].name)
        return any(same_name(name, person["name"]) for person in gold["people"])
    return same({"place": "city"}.get(slot, slot), gold[{"place": "city"}.get(slot, slot)] or None, value) and bool(value)


def _learn_within(event: Event, record_of: dict[int, Record | None], judged: list[Judged], verdicts: Verdicts) -> None:
    gold = record_of[id(event)]
    options = [each for each in judged if each.decision == "within"]
    if gold is None or not options:
        return
    outers = [record_of.get(id(each.value)) for each in options]
    right = next((n for n, outer in enumerate(outers) if outer is not None and outer["uid"] == gold["within"]), -1)
    verdicts.within.append(([("within", each.signals) for each in options], right))


def _within_gold(source: Record, article: Article, judge: Judge, verdicts: Verdicts) -> None:
    """Learn from the gold records themselves which engagement is part of which: extraction's noise left out."""
    records = source["engagements"]
    events = [_as_event(record, article) for record in records]
    for inner, record in zip(events, records, strict=True):
        outers = [(event, other) for event, other in zip(events, records, strict=True) if event is not inner]
        options = [("within", list(judge._within_signals(inner, event))) for event, _ in outers]
        right = next((n for n, (_, other) in enumerate(outers) if other["uid"] == record["within"]), -1)
        if options:
            verdicts.within.append((options, right))


def _as_event(record: Record, article: Article) -> Any:
    """Return a gold record with the attributes of an engagement that `within` looks at."""
    text, reading = article.reading.text, article.reading
    tokens = [reading.token_at(text.find(quote)) for quote in record["evidence"] if quote in text]
    sentences = sorted(reading.sentence_of(token).number for token in tokens) or [0]
    marks = reading.list("within")
    cue = any(marks.any(reading.sentences[n].first, reading.sentences[n].last) for n in sentences) if reading.sentences else False
    told = [SimpleNamespace(sentence=n, inner_of=cue and record["within"] is not None, outer_of=False) for n in sentences]
    countries = [code for code in record["parties"] if code in article.knowledge.codes]
    return SimpleNamespace(
        kind=record["kind"], start=record["start"] or "", end=record["end"] or "", country=record["country"] or "",
        place=SimpleNamespace(place=SimpleNamespace(name=record["city"])) if record["city"] else None,
        parties=dict.fromkeys(record["parties"]), people=dict.fromkeys(fold(person["name"]) for person in record["people"]),
        series=record["series"], many=len(countries) > 2 or len(countries) < len(record["parties"]) or record["kind"] == "visit",
        told_within=None, tellings=told, last_sentence=sentences[-1],
    )  # fmt: skip


def _record(article: Article, event: Event) -> Record:
    people = [{"name": " ".join(article.people[number].name)} for number in event.people]
    return {
        "start": event.start or None, "end": event.end or None, "parties": list(event.parties), "people": people,
        "city": event.place.place.name if event.place else None, "kind": event.kind,
    }  # fmt: skip


def train(articles: Sequence[Record], knowledge: KnowledgeBase, plain_texts: Sequence[Record] = ()) -> Weights:
    """Return the weights learnt from articles with gold records.

    The `plain_texts` teach kinds and statuses only, of which the articles have few examples each; what tells of an engagement,
    and of whom, is better learnt from articles alone (by cross-validation).
    """
    verdicts, plain_verdicts = Verdicts(), Verdicts()
    for part in range(_PARTS):
        apart = [article for number, article in enumerate(articles) if number % _PARTS == part]
        others = [article for number, article in enumerate(articles) if number % _PARTS != part]
        reader = replace(knowledge, weights=_reader(others, knowledge))
        gather_verdicts(apart, reader, verdicts)
        gather_verdicts(plain_texts[part::_PARTS], reader, plain_verdicts)
    decisions = dict(_reader(articles, knowledge).decisions)
    decisions.update({decision: fit_binary(found) for decision, found in sorted(verdicts.binary.items())})
    decisions.update(fit_choice(verdicts.within))
    for decision, rows in verdicts.classes.items():
        learnt = fit_classes([*rows, *plain_verdicts.classes.get(decision, ())])
        for name in _CLASSES[decision]:
            decisions[f"{decision}:{name}"] = learnt.get(name, {"": -9.0})
    return Weights(decisions)


def _reader(articles: Sequence[Record], knowledge: KnowledgeBase) -> Weights:
    """Return the weights for mentions and choices: all that putting engagements together needs."""
    examples = Examples()
    gather_mentions(articles, replace(knowledge, weights=_FIRST), examples)
    decisions = {decision: fit_binary(found) for decision, found in sorted(examples.mentions.items())}
    decisions.update({decision: _FIRST.decisions[decision] for decision in FOLLOWING})
    gather_choices(articles, replace(knowledge, weights=Weights(decisions)), examples)
    decisions.update({decision: fit_binary(examples.mentions.get(decision, [])) for decision in FOLLOWING})
    choices = fit_choice(examples.choices)
    for decision, (signal, prior) in _PRIOR.items():
        choices[decision][signal] = round(choices[decision].get(signal, 0.0) + prior, 3)
    return Weights({**decisions, **choices, **_BY_RULE})


def main() -> None:
    """Learn from the open articles and write the weights."""
    from tests.corpus.scorecard import SAMPLES, articles, open_articles
    from tests.corpus.sentences import sentences
    from timeline.extraction.__main__ import load

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=Path("timeline/extraction/weights.json"))
    arguments = parser.parse_args()
    chosen = open_articles() + articles(SAMPLES)
    weights = train(chosen, load(Path("seeds"), Path(".data")), sentences(PLAIN_TEXTS))
    rounded = json.dumps(weights.decisions, ensure_ascii=False, sort_keys=True, separators=(",\n", ": "))
    arguments.output.write_text(rounded + "\n", encoding="utf-8")
    print(f"{sum(map(len, weights.decisions.values()))} weights for {len(weights.decisions)} decisions", file=sys.stderr)


if __name__ == "__main__":
    main()
