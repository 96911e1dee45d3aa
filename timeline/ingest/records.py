"""Records that came with an article, in the codebook's format (tests/corpus/README.md), in place of what the extractor reads."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from timeline.extraction.pipeline import NOTHING_FOUND
from timeline.extraction.types import Candidate, Extraction, FieldValue, Span
from timeline.readers import ReadError
from timeline.vocabulary import Field

ENGINE = "records"
_PLAIN = {
    Field.KIND: "kind", Field.STATUS: "status", Field.START: "start", Field.END: "end", Field.COUNTRY: "country",
    Field.VENUE: "venue", Field.SERIES: "series", Field.EDITION: "edition",
}  # fmt: skip


def read_records(file: Path, text: str) -> Extraction:
    """Return the records of an article's file as if they had been read from `text`, its article's text.

    Raises ReadError with a sentence when the file holds no records, or one that is not written as the codebook asks.
    """
    try:
        records = json.loads(file.read_bytes())["engagements"]
        candidates = tuple(_Record(text, record).candidate() for record in records)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadError(f"{file.name}: its “engagements” are not written as the codebook asks ({error!r}).") from error
    return Extraction(candidates, ENGINE, () if candidates else (NOTHING_FOUND,))


class _Record:
    """One record beside the text that it was made from."""

    def __init__(self, text: str, record: Mapping[str, Any]) -> None:
        self.text, self.record = text, record
        quotes = [quote for quote in record.get("evidence") or () if quote and quote in text]
        # A record without a quotation that can be found rests on the whole text.
        self.sentences = [self._span(quote) for quote in quotes] or [Span(0, len(text))]

    def candidate(self) -> Candidate:
        """Build the candidate; it is named by the record's uid."""
        return Candidate(str(self.record["uid"]), tuple(self._values()))

    def _values(self) -> Iterator[FieldValue]:
        record = self.record
        for field, name in _PLAIN.items():
            if record.get(name):
                yield self._value(field, record[name])
        if record.get("city"):
            place = {"name": record["city"], "country": record.get("country"), "lat": None, "lon": None, "geoname": None}
            yield self._value(Field.PLACE, place, record["city"])
        for code in record.get("parties") or ():
            role = "host" if code == record.get("country") else "participant"
            yield self._value(Field.PARTY, {"code": code, "role": role})
        for person in record.get("people") or ():
            said = {"name": person["name"], "role": person.get("role") or "", "party": person.get("party") or ""}
            yield self._value(Field.PERSON, said, person["name"])
        for topic in record.get("topics") or ():
            yield self._value(Field.TOPIC, topic)
        if record.get("within"):
            yield self._value(Field.WITHIN, str(record["within"]))

    def _value(self, field: Field, value: Any, words: str = "") -> FieldValue:
        found = ((each, each.of(self.text).find(words)) for each in self.sentences) if words else ()
        sentence, at = next(((each, at) for each, at in found if at >= 0), (self.sentences[0], -1))
        span = Span(sentence.start + at, sentence.start + at + len(words)) if at >= 0 else sentence
        return FieldValue(field, value, span, sentence, rule="record", confidence=1.0)

    def _span(self, quote: str) -> Span:
        start = self.text.find(quote)
        return Span(start, start + len(quote))
