"""What a language model is asked, and the JSON schema its answer must follow."""

from typing import Any

from timeline.documents import Document
from timeline.vocabulary import TOPICS, Kind, Status

LONGEST_TEXT = 24_000  # characters of an article that are sent

SYSTEM = """You read news articles about defence diplomacy and list the engagements they report: concrete meetings, visits,
talks, commission sessions, exercises, port calls, courses, conferences, signings and calls between two or more countries or
international organisations. List an engagement when the article says who took part and at least when or where. Statements,
purely national events and civilian diplomacy are none. Every value comes with a quotation: words copied character by character
from the article that say so. Leave out what the article does not say. Dates are ISO (2025-06-25, 2025-06, 2025), resolved
against the day of publication. Countries are ISO 3166-1 alpha-2 codes, organisations are named by their acronym."""


def question(document: Document) -> str:
    """Return the article as it is sent."""
    published = document.published or "unknown"
    return f"Published: {published}\nTitle: {document.title}\n\n{document.text[:LONGEST_TEXT]}"


def _quoted(value: dict[str, Any]) -> dict[str, Any]:
    return _object({"value": value, "quote": {"type": "string"}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _maybe(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


_TEXT = {"type": "string"}
_PERSON = _object({"name": _TEXT, "role": _TEXT, "party": _TEXT})
_ENGAGEMENT = _object(
    {
        "key": _TEXT,
        "kind": _quoted({"type": "string", "enum": [kind.value for kind in Kind]}),
        "status": _quoted({"type": "string", "enum": [status.value for status in Status]}),
        "start": _maybe(_quoted(_TEXT)),
        "end": _maybe(_quoted(_TEXT)),
        "city": _maybe(_quoted(_TEXT)),
        "country": _maybe(_quoted(_TEXT)),
        "venue": _maybe(_quoted(_TEXT)),
        "series": _maybe(_quoted(_TEXT)),
        "edition": _maybe(_quoted({"type": "integer"})),
        "parties": {"type": "array", "items": _quoted(_TEXT)},
        "people": {"type": "array", "items": _quoted(_PERSON)},
        "topics": {"type": "array", "items": _quoted({"type": "string", "enum": list(TOPICS)})},
        "within": _maybe(_quoted(_TEXT)),
    }
)
SCHEMA: dict[str, Any] = _object({"engagements": {"type": "array", "items": _ENGAGEMENT}})
