"""The scorecard: how well the extractor reads the corpus, the open articles and the check half apart.

`python -m tests.corpus.scorecard` prints detection and slot F1, both per slot and per kind, whether the people found have the
right office and party, how well confidence is calibrated, and the open articles read worst. Of the check half nothing but
figures is shown. `--html` reads the articles that have a page from that page.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.corpus.score import MULTI, SINGLE, align, fold, inherit, same, score, shared_names
from tests.corpus.split import is_check
from timeline.documents import Document
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.pipeline import extract, to_line
from timeline.extraction.types import Candidate, FieldValue
from timeline.vocabulary import Field

ARTICLES = Path(__file__).parent / "dev"
SAMPLES = Path(__file__).parent / "samples"  # the articles of seeds/articles with records; learnt from, not scored
_SLOTS = {
    Field.KIND: "kind", Field.STATUS: "status", Field.START: "start", Field.END: "end", Field.PLACE: "city", Field.COUNTRY: "country",
    Field.VENUE: "venue", Field.SERIES: "series", Field.EDITION: "edition", Field.WITHIN: "within", Field.PARTY: "parties",
    Field.PERSON: "people", Field.TOPIC: "topics",
}  # fmt: skip
_BINS = 10
Record = dict[str, Any]


def articles(folder: Path = ARTICLES) -> list[Record]:
    """Return the articles of the corpus, by name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def open_articles() -> list[Record]:
    """Return the articles that may be opened and learnt from."""
    return [article for article in articles() if not is_check(article["id"])]


def document(article: Record) -> Document:
    """Return an article as a reader would hand it over."""
    return Document(
        text=article["text"], title=article["title"], external_id=article["id"], outlet=article["outlet"],
        published=article["published"], dateline=article["dateline"] or "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Belief:
    """One value that was read: its slot, how sure the extractor was, and whether it was right."""

    slot: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The figures of a set of articles."""

    figures: Record
    kinds: dict[str, tuple[int, int, int]]  # kind -> gold, read, both
    beliefs: list[Belief]
    read: dict[str, list[Record]]  # what was read, by article


def read_card(chosen: Sequence[Record], knowledge: KnowledgeBase) -> Card:
    """Read articles and compare them with their gold records."""
    predictions: dict[str, list[Record]] = {}
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    beliefs: list[Belief] = []
    for article in chosen:
        extraction = extract(document(article), knowledge)
        read = to_line(document(article), extraction)["engagements"]
        predictions[article["id"]] = read
        gold = inherit(article["engagements"])
        pairs = align(gold, inherit(read))
        for number, record in enumerate(gold):
            kinds[record["kind"]][0] += 1
            kinds[record["kind"]][2] += number in dict(pairs)
        for record in read:
            kinds[record["kind"]][1] += 1
        matched = {j: gold[i] for i, j in pairs}
        keys = {read[j]["uid"]: gold[i]["uid"] for i, j in pairs}
        for number, candidate in enumerate(extraction.candidates):
            beliefs += _beliefs(candidate, matched.get(number), keys)
    return Card(score(chosen, predictions), {kind: (a, b, c) for kind, (a, b, c) in sorted(kinds.items())}, beliefs, predictions)


def _beliefs(candidate: Candidate, gold: Record | None, keys: dict[str, str]) -> Iterable[Belief]:
    for value in candidate.values:
        slot = _SLOTS.get(value.field)
        if slot is not None:
            yield Belief(slot, value.confidence, gold is not None and _is_right(slot, value, gold, keys))


def _is_right(slot: str, value: FieldValue, gold: Record, keys: dict[str, str]) -> bool:
    if slot == "parties":
        return value.value["code"] in gold["parties"] or (value.value["code"] == "African Union" and "AU" in gold["parties"])
    if slot == "people":
        return any(shared_names([fold(person["name"])], [fold(value.value["name"])]) for person in gold["people"])
    if slot == "topics":
        return value.value in gold["topics"]
    if slot == "within":
        return gold["within"] is not None and keys.get(value.value) == gold["within"]
    found = value.value["name"] if slot == "city" else value.value
    return bool(gold[slot]) and same(slot, gold[slot], found)


def calibration_error(beliefs: Sequence[Belief]) -> float:
    """Return the expected calibration error over ten bins: the mean gap between confidence and share of right values."""
    bins: list[list[Belief]] = [[] for _ in range(_BINS)]
    for belief in beliefs:
        bins[min(int(belief.confidence * _BINS), _BINS - 1)].append(belief)
    gaps = (
        abs(sum(b.confidence for b in group) - sum(b.right for b in group)) for group in bins if group
    )
    return sum(gaps) / len(beliefs) if beliefs else 0.0


def brier(beliefs: Sequence[Belief]) -> tuple[float, float]:
    """Return the mean squared error of the confidences, and that of always saying each slot's share of right values."""
    shares: dict[str, float] = {}
    for slot in {belief.slot for belief in beliefs}:
        own = [belief.right for belief in beliefs if belief.slot == slot]
        shares[slot] = sum(own) / len(own)
    ours = sum((b.confidence - b.right) ** 2 for b in beliefs) / len(beliefs)
    return ours, sum((shares[b.slot] - b.right) ** 2 for b in beliefs) / len(beliefs)


def lines(name: str, found: Card) -> Iterable[str]:
    """Yield the card as text."""
    figures = found.figures
    detection, slots = figures["detection"], figures["slots"]
    yield f"{name}: detection P {detection['p']:.3f} R {detection['r']:.3f} F1 {detection['f1']:.3f}; " \
          f"slots P {slots['p']:.3f} R {slots['r']:.3f} F1 {slots['f1']:.3f}"
    for slot in (*SINGLE, *MULTI):
        each = figures["per_slot"][slot]
        yield f"  {slot:10} P {each['p']:.3f}  R {each['r']:.3f}  F1 {each['f1']:.3f}  ({each['gold']})"
    yield f"  of the people found: right party {figures['people_party']:.3f}, right office {figures['people_role']:.3f}"
    for kind, (gold, read, both) in found.kinds.items():
        yield f"  {kind:13} {gold:4} in gold, {read:4} read, {both:4} of gold found"
    ours, constant = brier(found.beliefs)
    yield f"  calibration error {calibration_error(found.beliefs):.3f}; Brier score {ours:.3f}, each slot's constant {constant:.3f}"


def table(open_card: Card, check_card: Card) -> Iterable[str]:
    """Yield both cards as a table in Markdown: what the README shows."""
    cards = [open_card, check_card]
    yield "| | open articles | check half |"
    yield "|---|---|---|"
    for name in ("detection", "slots"):
        cells = [f"{c.figures[name]['p']:.3f} / {c.figures[name]['r']:.3f} / **{c.figures[name]['f1']:.3f}**" for c in cards]
        yield f"| {'engagements found' if name == 'detection' else 'slots'}: precision / recall / F1 | {' | '.join(cells)} |"
    for slot in (*SINGLE, *MULTI):
        yield f"| {slot}, F1 | {' | '.join(format(c.figures['per_slot'][slot]['f1'], '.3f') for c in cards)} |"
    for name, key in (("right party", "people_party"), ("right office", "people_role")):
        yield f"| of the people found, {name} | {' | '.join(format(c.figures[key], '.3f') for c in cards)} |"
    for kind in sorted({kind for c in cards for kind in c.kinds}):
        counts = [c.kinds.get(kind, (0, 0, 0)) for c in cards]
        yield f"| found of kind {kind.replace('_', ' ')} | {' | '.join(f'{both} of {gold}' for gold, _, both in counts)} |"
    yield f"| expected calibration error | {' | '.join(format(calibration_error(c.beliefs), '.3f') for c in cards)} |"
    scores = [brier(c.beliefs) for c in cards]
    yield f"| Brier score (each slot's constant) | {' | '.join(f'{ours:.3f} ({constant:.3f})' for ours, constant in scores)} |"


def main() -> None:
    """Print the card."""
    from timeline.extraction.__main__ import load

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worst", type=int, default=10, help="list the N open articles read worst")
    parser.add_argument("--table", action="store_true", help="print the README's table instead")
    arguments = parser.parse_args()
    knowledge = load(Path("seeds"), Path(".data"))
    everything = articles()
    open_card, check_card = (
        read_card([article for article in everything if is_check(article["id"]) == half], knowledge) for half in (False, True)
    )
    if arguments.table:
        print("\n".join(table(open_card, check_card)))
        return
    print("\n".join((*lines("open articles", open_card), *lines("check half", check_card))))
    for share, name, gold, read, both in open_card.figures["worst"][: arguments.worst]:
        print(f"worst {name}: {both} found of {gold}, {read} read ({share:.2f})")


if __name__ == "__main__":
    main()
