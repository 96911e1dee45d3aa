"""What the extractor would read, without writing anything."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from timeline import rules
from timeline.documents import Document
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.listing import list_mentions
from timeline.extraction.pipeline import to_line
from timeline.extraction.types import FieldValue
from timeline.ingest.engine import read_engagements
from timeline.ingest.knowledge import knowledge_base, seed_knowledge
from timeline.readers import ReadError, article_files, read_file
from timeline.readers.dateline import with_dateline

Preview = Callable[[Document, KnowledgeBase], dict[str, Any]]


def engagement_lines(paths: Iterable[Path], *, seeds: Path | None, today: date) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield (file, the codebook's JSON, "") per article, or (file, {}, a sentence) for one that can't be read.

    Knowledge comes from the `seeds` folder, or from the tables when that is None. `today` dates a dateline without a year, as
    ingest does.
    """
    return _lines(paths, seeds, today, lambda document, knowledge: to_line(document, read_engagements(document, knowledge)))


def mention_lines(paths: Iterable[Path], *, seeds: Path | None, today: date) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield per article what the finders see: dates, places, parties and people with their characters in the text."""
    return _lines(paths, seeds, today, list_mentions)


def explained_lines(paths: Iterable[Path], *, seeds: Path | None, today: date) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield per article why each value was read: the rule in a sentence, the words, the confidence, the day counted from."""
    return _lines(paths, seeds, today, _explained)


def _lines(paths: Iterable[Path], seeds: Path | None, today: date, preview: Preview) -> Iterator[tuple[str, dict[str, Any], str]]:
    knowledge = seed_knowledge(seeds) if seeds else knowledge_base()
    for path in paths:
        for file in article_files(path):
            try:
                document = with_dateline(read_file(file), today)
            except ReadError as error:
                yield str(file), {}, str(error)
                continue
            document = replace(document, external_id=document.external_id or file.stem)
            yield str(file), preview(document, knowledge), ""


def _explained(document: Document, knowledge: KnowledgeBase) -> dict[str, Any]:
    extraction = read_engagements(document, knowledge)
    return {
        "id": document.external_id,
        "published": document.published,
        "engine": extraction.engine,
        "notes": list(extraction.notes),
        "engagements": [
            {"key": found.key, "values": [_why(value, document.text) for value in found.values]}
            for found in extraction.candidates
        ],
    }


def _why(value: FieldValue, text: str) -> dict[str, Any]:
    return {
        "field": value.field.value,
        "value": value.value,
        "words": value.span.of(text),
        "rule": value.rule,
        "how": rules.sentence(value.rule),
        "derived": value.derived,
        "confidence": round(value.confidence, 2),
    }
