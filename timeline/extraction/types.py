"""What extraction hands out: candidates whose every value is tied to a span of the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from timeline.vocabulary import Field


class Span(NamedTuple):
    """Characters `start` (included) to `end` (excluded) of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of this span in `text`."""
        return text[self.start : self.end]

    def within(self, other: "Span") -> bool:
        """Say whether this span lies inside `other`."""
        return other.start <= self.start and self.end <= other.end


class FieldValue(NamedTuple):
    """One value for one field of a candidate, and the words that say so.

    `value` has the JSON shape that `vocabulary.Field` gives. `span` are the words, `sentence` the sentence around them.
    `rule` names the rule that read it; `confidence` is 0 to 1; `derived` says, for a value no words state outright
    (`within`, an inherited place), what it was derived from.
    """

    field: Field
    value: Any
    span: Span
    sentence: Span
    rule: str
    confidence: float = 0.9
    derived: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One engagement as one article tells it. `key` is unique in the article; WITHIN values name another candidate's key."""

    key: str
    values: tuple[FieldValue, ...]

    def all(self, name: Field) -> Iterator[FieldValue]:
        """Iterate over the values of one field."""
        return (value for value in self.values if value.field is name)

    def first(self, name: Field) -> Any:
        """Return the first value of a field, or None."""
        return next((value.value for value in self.all(name)), None)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read out of one document. `notes` are sentences on what was seen and not recorded."""

    candidates: tuple[Candidate, ...]
    engine: str
    notes: tuple[str, ...] = field(default=())
