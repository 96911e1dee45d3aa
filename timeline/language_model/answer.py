"""Turns a model's answer into candidates: what it can't quote from the text, or what is no value of its field, is dropped."""

from collections.abc import Callable, Iterator
from typing import Any

from timeline import partial_dates
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.types import Candidate, FieldValue, Span
from timeline.vocabulary import TOPICS, Field, Kind, Status

RULE = "model.quote"
_CONFIDENCE = 0.7  # until somebody has measured a given model on the corpus
_MOST_ENGAGEMENTS = 40
_LONGEST_NAME = 200  # characters
_SENTENCE_ENDS = ".?!\n"


def candidates(answer: Any, text: str, knowledge: KnowledgeBase) -> tuple[list[Candidate], int]:
    """Return the candidates of an answer and how many values were dropped."""
    engagements = answer.get("engagements") if isinstance(answer, dict) else None
    found, dropped = [], 0
    keys: dict[str, str] = {}
    rows = [row for row in engagements if isinstance(row, dict)] if isinstance(engagements, list) else []
    for number, row in enumerate(rows[:_MOST_ENGAGEMENTS], 1):
        keys.setdefault(str(row.get("key")), f"e{number}")
    for number, row in enumerate(rows[:_MOST_ENGAGEMENTS], 1):
        reading = _Row(row, text, knowledge, keys, f"e{number}")
        values = tuple(reading.values())
        dropped += reading.dropped
        if any(value.field is Field.KIND for value in values) and any(value.field is Field.PARTY for value in values):
            found.append(Candidate(f"e{number}", values))
    kept = {candidate.key for candidate in found}
    return [_without_lost_parents(candidate, kept) for candidate in found], dropped


def _without_lost_parents(candidate: Candidate, kept: set[str]) -> Candidate:
    values = tuple(value for value in candidate.values if value.field is not Field.WITHIN or value.value in kept)
    return Candidate(candidate.key, values)


class _Row:
    """One engagement of an answer."""

    def __init__(self, row: dict[str, Any], text: str, knowledge: KnowledgeBase, keys: dict[str, str], key: str) -> None:
        self.row = row
        self.text = text
        self.knowledge = knowledge
        self.keys = keys
        self.key = key
        self.dropped = 0

    def values(self) -> Iterator[FieldValue]:
        """Yield the values that hold."""
        readers: tuple[tuple[str, Field, Callable[[Any], Any]], ...] = (
            ("kind", Field.KIND, _member(Kind)),
            ("status", Field.STATUS, _member(Status)),
            ("start", Field.START, _date),
            ("end", Field.END, _date),
            ("city", Field.PLACE, self._place),
            ("country", Field.COUNTRY, lambda value: value if value in self.knowledge.codes else None),
            ("venue", Field.VENUE, _name),
            ("series", Field.SERIES, _name),
            ("edition", Field.EDITION, lambda value: value if isinstance(value, int) and 0 < value < 1000 else None),
            ("parties", Field.PARTY, self._party),
            ("people", Field.PERSON, self._person),
            ("topics", Field.TOPIC, lambda value: value if value in TOPICS else None),
            ("within", Field.WITHIN, self._within),
        )
        for name, field, reader in readers:
            told = self.row.get(name)
            for each in told if isinstance(told, list) else [told]:
                if each is not None:
                    yield from self._value(field, each, reader)

    def _value(self, field: Field, told: Any, reader: Callable[[Any], Any]) -> Iterator[FieldValue]:
        quote = told.get("quote") if isinstance(told, dict) else None
        at = self.text.find(quote) if isinstance(quote, str) and quote.strip() else -1
        value = reader(told.get("value")) if at >= 0 else None
        if value is None or not isinstance(quote, str):
            self.dropped += 1
            return
        span = Span(at, at + len(quote))
        yield FieldValue(field, value, span, _sentence(self.text, span), RULE, _CONFIDENCE)

    def _place(self, value: Any) -> Any:
        name = _name(value)
        if name is None:
            return None
        country = self.row.get("country")
        code = country.get("value") if isinstance(country, dict) else None
        towns = [*self.knowledge.places.get(tuple(name.split())), *self.knowledge.gazetteer.find(name)]
        town = next((town for town in towns if not code or town.country == code), None)
        if town is None:
            return {
                "name": name,
                "country": code if code in self.knowledge.codes else None,
                "lat": None,
                "lon": None,
                "geoname": None,
            }
        return {"name": town.name, "country": town.country, "lat": town.lat, "lon": town.lon, "geoname": town.geoname}

    def _party(self, value: Any) -> Any:
        return {"code": value, "role": "participant"} if isinstance(value, str) and value in self.knowledge.names else None

    def _person(self, value: Any) -> Any:
        if not isinstance(value, dict) or _name(value.get("name")) is None or value["name"] not in self.text:
            return None
        party = value.get("party")
        return {
            "name": value["name"],
            "role": _name(value.get("role")) or "",
            "party": party if party in self.knowledge.names else "",
        }

    def _within(self, value: Any) -> Any:
        other = self.keys.get(str(value))
        return other if other != self.key else None


def _member(kind: type[Kind] | type[Status]) -> Callable[[Any], Any]:
    return lambda value: value if value in {member.value for member in kind} else None


def _name(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_NAME else None


def _date(value: Any) -> str | None:
    try:
        return partial_dates.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _sentence(text: str, span: Span) -> Span:
    start = max((text.rfind(mark, 0, span.start) for mark in _SENTENCE_ENDS), default=-1) + 1
    ends = [end for mark in _SENTENCE_ENDS if (end := text.find(mark, span.end)) >= 0]
    end = min(ends, default=len(text) - 1) + 1
    while start < span.start and text[start].isspace():
        start += 1
    return Span(start, max(span.end, min(end, len(text))))
