"""The grammar of dates: finds the words of a date around a month, a weekday, a number or a unit of time."""

from bisect import bisect_left
from collections.abc import Callable, Iterator

from timeline.extraction.date_cursor import Words
from timeline.extraction.date_months import MonthReader
from timeline.extraction.date_periods import PeriodReader
from timeline.extraction.date_words import (
    CALLED_OFF,
    DAYS_FROM_NOW,
    DAYTIMES,
    FUTURE,
    MONTHS,
    PAST,
    REFERENCES,
    SEASONS,
    UNITS,
    WEEKDAYS,
)
from timeline.extraction.units import DateUnit

# Words a date is found by.
_OPENINGS = frozenset({*MONTHS, *WEEKDAYS, *UNITS, *SEASONS, *DAYS_FROM_NOW, *DAYTIMES, *REFERENCES, "eve"})
_FUTURE_REACH, _CLAUSE_REACH, _AFTER_REACH = 60, 90, 30  # characters


class DateGrammar:
    """Reads the dates of one text."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._months = MonthReader(words)
        self._periods = PeriodReader(words)
        self._openings = [at for at, word in enumerate(words.lower) if word in _OPENINGS or word[0].isdigit()]

    def units(self, first: int, last: int) -> Iterator[DateUnit]:
        """Yield the dates in tokens `first` to `last`, from the left and never overlapping."""
        self._months.move(first, last)
        self._periods.move(first, last)
        reached = first
        for at in self._openings[bisect_left(self._openings, first) : bisect_left(self._openings, last)]:
            if at < reached:
                continue
            reader = self._reader(at)
            unit = reader(at) if reader else None
            if unit is not None and unit.first >= reached:
                reached = unit.last
                yield unit

    def is_future(self, unit: DateUnit, first: int, last: int) -> bool:
        """Say whether the verb before a date is future."""
        text, begin = self.words.text, self.words.starts[unit.first]
        opening, end = self.words.starts[first], self.words.ends[unit.last - 1]
        near = text[max(opening, begin - _FUTURE_REACH) : begin]
        if text[end : end + 2] in ("'s", "’s") and CALLED_OFF.search(near):
            return True  # `has called off Wednesday's meeting`
        future, past = _tenses(near)
        if future and (not past or past[-1] < future[-1]):
            return True
        clause = text[max(opening, begin - _CLAUSE_REACH) : min(self.words.ends[last - 1], end + _AFTER_REACH)]
        future, past = _tenses(clause)
        return bool(future) and not past

    def is_past(self, unit: DateUnit, first: int, last: int) -> bool:
        """Say whether the verbs around a date are past, and none is future."""
        begin, end = self.words.starts[unit.first], self.words.ends[unit.last - 1]
        opening, closing = self.words.starts[first], self.words.ends[last - 1]
        clause = self.words.text[max(opening, begin - _CLAUSE_REACH) : min(closing, end + _AFTER_REACH)]
        return bool(PAST.search(clause)) and not FUTURE.search(clause) and not CALLED_OFF.search(clause)

    def _reader(self, at: int) -> Callable[[int], DateUnit | None] | None:
        word = self.words.lower[at]
        if word in MONTHS and self.words.capital(at):
            return self._months.month
        if word in WEEKDAYS and self.words.capital(at):
            return self._months.weekday
        if word[0].isdigit():
            return self._periods.number
        if word in UNITS or word in SEASONS:
            return self._periods.period
        if word in DAYTIMES or word == "eve":
            return self._periods.daytime
        if word in DAYS_FROM_NOW or word in REFERENCES:
            return self._periods.deictic
        return None


def _tenses(text: str) -> tuple[list[int], list[int]]:
    """Return where future verbs stand and, if there are any, past ones; the participle of `were to have rehearsed` is none."""
    future = list(FUTURE.finditer(text))
    if not future:
        return [], []
    past = [verb.start() for verb in PAST.finditer(text) if not any(f.start() <= verb.start() < f.end() for f in future)]
    return [verb.start() for verb in future], past
