"""Reads dates, ranges and durations out of a text against its day of publication.

How the year and the week are chosen follows counts on news with known dates: a bare weekday is the most recent one, the
publication day included, unless the verb is future; a month and day without a year is the nearest to publication.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from timeline.extraction.calendar import Calendar
from timeline.extraction.date_cursor import Words
from timeline.extraction.date_grammar import DateGrammar
from timeline.extraction.date_words import CLOSING, CLOSING_ENDS, REPORTING
from timeline.extraction.tokens import plain, tokenize
from timeline.extraction.types import Span

_CONTEXT = 60  # characters before a date that may say what it is


class DateMention(NamedTuple):
    """A date, range or duration read at `span` (tokens `first` to `last`), and the rule that read it.

    `start` and `end` are partial dates, empty for a duration or a vague reference; `value` is its TIMEX3 notation (a range's
    is its first day's).
    """

    span: Span
    start: str
    end: str
    rule: str
    value: str = ""
    first: int = 0
    last: int = 0
    parts: tuple[Span, Span] | None = None  # of a range: the words of its first and of its last date
    closing: bool = False  # `until the 28th`: only the end is told
    reporting: bool = False  # `said on Saturday`: when it was said, not when it was

    @property
    def loose(self) -> bool:
        """Say whether no day is known."""
        return len(self.start) < 10


def find_dates(text: str, published: str) -> list[DateMention]:
    """Return the calendar dates of a text in order; without a `published` day only dates that name their year are read."""
    starts, ends, words = tokenize(text)
    lower = [plain(word).lower() for word in words]
    return [m for m in read_dates(Words(text, starts, ends, lower), [(0, len(lower))], published) if m.start]


def read_dates(words: Words, sentences: Sequence[tuple[int, int]], published: str) -> list[DateMention]:
    """Return dates, ranges, durations and vague references in order; `sentences` are ranges of tokens."""
    text, starts, ends = words.text, words.starts, words.ends
    calendar = Calendar(_anchor(published))
    grammar = DateGrammar(words)
    found: list[DateMention] = []
    for first, last in sentences:
        for unit in grammar.units(first, last):
            past = bool(unit.month) and not unit.year and grammar.is_past(unit, first, last)
            future = unit.leans_on_verb and grammar.is_future(unit, first, last)
            value = calendar.value(unit, future, past)
            if value is None:
                continue
            calendar.remember(value, unit)
            begin, end = starts[unit.first], ends[unit.last - 1]
            parts = (Span(begin, ends[unit.parts[0] - 1]), Span(starts[unit.parts[1]], end)) if unit.parts else None
            before = text[max(starts[first], begin - _CONTEXT) : begin]
            found.append(
                DateMention(
                    Span(begin, end),
                    value.start,
                    value.end,
                    unit.rule,
                    value.timex,
                    unit.first,
                    unit.last,
                    parts,
                    before.endswith(CLOSING_ENDS) and bool(CLOSING.search(before)),
                    bool(REPORTING.search(before)),
                )  # fmt: skip
            )
    return found


def _anchor(published: str) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def length_in_days(mentions: Sequence[DateMention]) -> int | None:
    """Return the number of days that the first duration among the mentions says (`a three-day visit`, `for two weeks`)."""
    return next(_lengths(mentions), None)


def _lengths(mentions: Sequence[DateMention]) -> Iterator[int]:
    for mention in mentions:
        if mention.rule == "date.duration" and mention.value[-1:] in "DW" and mention.value[1:-1].isdigit():
            yield int(mention.value[1:-1]) * (7 if mention.value.endswith("W") else 1)
