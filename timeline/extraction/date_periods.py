"""Reads weeks, months, years, quarters and seasons, and words like today, as counted from a day."""

from timeline.extraction.date_numbers import NumberReader
from timeline.extraction.date_words import (
    DAYS_FROM_NOW,
    LAST,
    NEXT,
    NUMBERS,
    ORDINALS,
    PARTS,
    REFERENCES,
    SEASONS,
    SHIFTS,
    THIS,
    UNITS,
)
from timeline.extraction.units import DAYTIME, DateUnit


class PeriodReader(NumberReader):
    """Reads units of time and what begins with a number."""

    def period(self, at: int) -> DateUnit | None:
        """Read `last week`, `this summer`, `the following day`, `the second quarter of 2025`, `three days`."""
        word, before = self.lower[at], self.word(at - 1)
        letter = UNITS.get(word, "")
        number_at = at - 2 if before in ("-", "–", "‑") else at - 1
        number = self.word(number_at)
        if number in NUMBERS or (number.isdigit() and len(number) < 4):
            found = self.of_units(number_at - (number == "couple" and 0))
            if found is not None:
                return found
        if before in ORDINALS and letter in ("Q", "C"):
            return self._quarter(at, letter)
        if word == "half" or (before in ORDINALS and word == "half"):
            return None
        if letter == "D" and (
            before in ("following", "next", "previous", "same", "that")
            or self.word(at + 1) in ("before", "after", "earlier", "later")
        ):
            return self._other_day(at)
        if word in SEASONS:
            return self._season(at)
        shift = -1 if before in LAST else 1 if before in NEXT else 0 if before in THIS else None
        if shift is None or letter in ("", "H", "T", "D", "C"):
            return self._end_of(at, letter)
        if before == "same" or (
            before in ("past", "following", "current", "previous") and self.word(at - 2) not in ("the", "this")
        ):
            return None
        first = at - 1
        if self.word(first - 1) in PARTS:
            first -= 1
        rule = "date.period" if self.lower[at] in ("week", "month", "year", "quarter", "weekend", "decade") else "date.duration"
        return DateUnit(first, at + 1, rule, shift=shift, letter=letter)

    def _end_of(self, at: int, letter: str) -> DateUnit | None:
        """`the end of the year`: this one."""
        if (
            letter in ("W", "M", "Y", "Q")
            and self.word(at - 1) == "the"
            and self.word(at - 2) == "of"
            and self.word(at - 3) in PARTS
        ):
            return DateUnit(at - 3, at + 1, "date.period", shift=0, letter=letter)
        return None

    def _other_day(self, at: int) -> DateUnit | None:
        before, after = self.word(at - 1), self.word(at + 1)
        if before in ("following", "next") or after in ("after", "later"):
            count = 1
        elif before in ("same", "that"):
            count = 0
        else:
            count = -1
        if after in ("before", "after") and self.word(at + 2) in ("yesterday", "tomorrow"):
            count = -2 if self.word(at + 2) == "yesterday" else 2
            return DateUnit(at - 1, at + 3, "date.relative", count=count)
        last = at + 2 if after in ("before", "after", "earlier", "later") and before in ("the", "a") else at + 1
        if before not in ("following", "next", "previous", "same", "that") and last == at + 1:
            return None
        return DateUnit(at - 1, last, "date.same_day", count=count)

    def daytime(self, at: int) -> DateUnit | None:
        """Read `the next morning`, `the evening before`, `on the eve`: the day it is part of, counted from the day told last."""
        before, after = self.word(at - 1), self.word(at + 1)
        if self.lower[at] == "eve":
            alone = (self.word(at - 2), before) == ("on", "the") and after != "of"
            return DateUnit(at - 1, at + 1, DAYTIME, count=-1) if alone else None
        counts = {"next": 1, "following": 1, "same": 0, "that": 0, "previous": -1}
        if before in counts:
            return DateUnit(at - 1, at + 1, DAYTIME, count=counts[before])
        if before == "the" and after in ("before", "after"):
            return DateUnit(at - 1, at + 2, DAYTIME, count=-1 if after == "before" else 1)
        return None

    def _quarter(self, at: int, letter: str) -> DateUnit | None:
        number = ORDINALS[self.word(at - 1)]
        if letter == "C":
            return None
        skip = at + 1 + (self.word(at + 1) in ("of", "in"))
        year = self.year(skip)
        shift = SHIFTS.get(self.word(skip)) if self.word(skip + 1) == "year" else None
        last = skip + 1 if year else skip + 2 if shift is not None else at + 1
        return DateUnit(at - 1, last, "date.quarter", year=year, shift=shift, count=number) if 1 <= number <= 4 else None

    def _season(self, at: int) -> DateUnit | None:
        before = self.word(at - 1)
        shift = -1 if before in LAST else 1 if before in NEXT else 0 if before in THIS else None
        season = SEASONS[self.lower[at]]
        skip = at + 1 + (self.word(at + 1) == "of")
        year = self.year(skip)
        if year:
            return DateUnit(at, skip + 1, "date.season", year=year, timex=f"{year}-{season}")
        if shift is None:
            return None
        return DateUnit(at - 1, at + 1, "date.season", shift=shift, timex=season)

    def deictic(self, at: int) -> DateUnit | None:
        """Read `today`, `yesterday`, `now`."""
        word = self.lower[at]
        if word in REFERENCES:
            return DateUnit(at, at + 1, "date.reference", timex=REFERENCES[word])
        if self.word(at - 1) in ("before", "after") and self.word(at - 2) == "day":
            return None
        return DateUnit(at, at + 1, "date.relative", count=DAYS_FROM_NOW[word])
