"""Lists what the finders see in a text, engagement or none: dates, places, parties and people with their characters."""

from collections.abc import Iterator
from typing import Any

from timeline.documents import Document
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.places import PlaceFinder
from timeline.extraction.survey import Article, survey
from timeline.extraction.text import read
from timeline.extraction.types import Span
from timeline.extraction.units import DAYTIME


def list_mentions(document: Document, knowledge: KnowledgeBase) -> dict[str, Any]:
    """Return the mentions of one article: each with `start` and `end` in characters of the text.

    A date's `value` is TIMEX3 (`2025-06-25`, `2025-W26`, `P3D`), a range being listed as its two days; a place has `name`,
    `lat`, `lon` (degrees, null when not known) and `country`; a party its `code`; a person `name`, `role` and `party`.
    """
    reading = read(document.text, knowledge)
    if not reading.sentences:
        return {"id": document.external_id, "dates": [], "places": [], "parties": [], "people": []}
    article = survey(reading, knowledge, document.published, document.title)
    return {
        "id": document.external_id,
        "dates": list(_dates(article)),
        "places": list(_places(article)),
        "parties": [
            {**_span(reading.span(mention.first, mention.last)), "code": mention.code}
            for mention in article.actors
            if mention.role == "actor"
        ],
        "people": list(_people(article)),
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _dates(article: Article) -> Iterator[dict[str, Any]]:
    for mention in article.times:
        if mention.rule == DAYTIME:
            continue  # a time of day is no date
        if mention.parts:
            for span, value in zip(mention.parts, (mention.start, mention.end), strict=True):
                yield {**_span(span), "value": value}
        else:
            yield {**_span(mention.span), "value": mention.value}


def _places(article: Article) -> Iterator[dict[str, Any]]:
    for mention in PlaceFinder(article.reading, article.knowledge, article.actors, article.named).toponyms():
        yield {
            **_span(article.reading.span(mention.first, mention.last)),
            "name": mention.place.name,
            "lat": mention.place.lat,
            "lon": mention.place.lon,
            "country": mention.place.country or None,
        }


def _people(article: Article) -> Iterator[dict[str, Any]]:
    """Yield the people by name, as often as they are named."""
    for mention in article.named:
        words = article.reading.words[mention.first : mention.last]
        person = article.people[mention.person]
        if words[0][0].isupper() and words[-1] in person.name:
            yield {
                **_span(article.reading.span(mention.first, mention.last)),
                "name": " ".join(person.name),
                "role": person.office,
                "party": person.party or None,
            }
