"""The way through: document and knowledge in, extraction out, and the codebook's JSON for it."""

from typing import Any

from timeline.documents import Document
from timeline.extraction.assemble import assemble
from timeline.extraction.build import Builder
from timeline.extraction.finish import finish
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.memory import resting
from timeline.extraction.survey import survey
from timeline.extraction.text import read
from timeline.extraction.types import Candidate, Extraction, FieldValue, Span
from timeline.vocabulary import Field

ENGINE = "rules-2"
NOTHING_FOUND = "No engagement was found."

_SINGLE = {
    "title": Field.TITLE, "kind": Field.KIND, "status": Field.STATUS, "start": Field.START, "end": Field.END,
    "country": Field.COUNTRY, "venue": Field.VENUE, "series": Field.SERIES, "edition": Field.EDITION,
}  # fmt: skip
_MOST_EVIDENCE = 3
_CODEBOOK = {"African Union": "AU"}  # the codebook's acronym where ours would be a country's code


def extract(document: Document, knowledge: KnowledgeBase) -> Extraction:
    """Read the engagements that `document` tells of. Pure: the same document and knowledge give the same result."""
    with resting():
        return _extract(document, knowledge)


def _extract(document: Document, knowledge: KnowledgeBase) -> Extraction:
    reading = read(document.text, knowledge)
    if not reading.sentences:
        return Extraction((), ENGINE, ("The text has no sentences.",))
    article = survey(reading, knowledge, document.published, document.title, document.outlet)
    told = Builder(article).build()
    events = finish(article, told)
    notes = () if events else (NOTHING_FOUND,)
    extraction = Extraction(assemble(article, events), ENGINE, notes)
    for event in told:
        event.siblings = []  # events that know one another would stay for the collector to find
    return extraction


def to_record(candidate: Candidate, text: str, prefix: str = "") -> dict[str, Any]:
    """Return the codebook's record of a candidate (tests/corpus/README.md), with the spans of its values; keys get `prefix`."""
    record: dict[str, Any] = {"uid": prefix + candidate.key}
    record.update((name, candidate.first(field)) for name, field in _SINGLE.items())
    place = candidate.first(Field.PLACE)
    record["city"] = place["name"] if place else None
    record["country"] = record["country"] or (place["country"] if place else None)
    record["parties"] = [_CODEBOOK.get(value.value["code"], value.value["code"]) for value in candidate.all(Field.PARTY)]
    record["people"] = [value.value for value in candidate.all(Field.PERSON)]
    record["topics"] = [value.value for value in candidate.all(Field.TOPIC)]
    within = candidate.first(Field.WITHIN)
    record["within"] = prefix + within if within else None
    record["evidence"] = [sentence.of(text) for sentence in evidence(candidate)]
    record["spans"] = _spans(candidate.values)
    return record


def evidence(candidate: Candidate) -> list[Span]:
    """Return up to three sentences that support who, when and where, in order of the text."""
    wanted = (Field.START, Field.PLACE, Field.KIND, Field.PARTY)
    sentences = [value.sentence for field in wanted for value in list(candidate.all(field))[:1]]
    return sorted(dict.fromkeys(sentences), key=lambda span: span.start)[:_MOST_EVIDENCE]


def _spans(values: tuple[FieldValue, ...]) -> dict[str, list[list[int]]]:
    spans: dict[str, list[list[int]]] = {}
    for value in values:
        spans.setdefault(value.field.value, []).append([value.span.start, value.span.end])
    return spans


def to_line(document: Document, extraction: Extraction) -> dict[str, Any]:
    """Return what `extract` prints for one article: its id and its records."""
    return {
        "id": document.external_id,
        "engagements": [to_record(candidate, document.text) for candidate in extraction.candidates],
    }
