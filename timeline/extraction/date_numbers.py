"""Reads dates in figures, years, decades, ordinal days and numbers of days, weeks, months and years."""

import re

from timeline.extraction.date_cursor import Cursor
from timeline.extraction.date_words import COUNTED, MONTHS, NOT_YEARS_AFTER, NUMBERS, SEASONS, TO, UNITS
from timeline.extraction.tokens import word_set
from timeline.extraction.units import DateUnit

_BEFORE_YEARS = word_set("in of since during ( by from until till to early mid late – - through for")
_NTH = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)")
_DECADE = re.compile(r"((?:19|20)\d)0s")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)")
_AFTER_NTH = frozenset(
    ("of", "and", "to", "for", "in", "at", "on", "with", "when", "until", "the", "by", "after", "before", "as", "this")
)


class NumberReader(Cursor):
    """Reads what begins with a number."""

    def number(self, at: int) -> DateUnit | None:
        """Read ISO dates, numeric dates, years, decades, ordinal days, quarters."""
        lower = self.lower
        word = lower[at]
        dotted = _DOTTED.fullmatch(word)
        if dotted:
            return _numeric(at, at + 1, int(dotted[1]), int(dotted[2]), int(dotted[3]))
        if self.year(at):
            return self._from_year(at)
        decade = _DECADE.fullmatch(word)
        if decade:
            return DateUnit(at, at + 1, "date.decade", timex=decade[1])
        if self.day(at) and self.word(at + 1) == "/" and self.word(at + 3) == "/" and self.year(at + 4):
            return _numeric(
                at, at + 5, self.day(at), int(self.word(at + 2)) if self.word(at + 2).isdigit() else 0, self.year(at + 4)
            )
        if _NTH.fullmatch(word) and self.word(at - 1) == "the":
            return self._nth(at)
        if word.isdigit() or word in NUMBERS:
            return self.of_units(at)
        return None

    def _from_year(self, at: int) -> DateUnit | None:
        """Read `2025-06-25`, `2018-2020`, `2024-25`, or a year alone."""
        word = self.word
        if self._dashed(at) and self._dashed(at + 2) and word(at + 2).isdigit() and word(at + 4).isdigit():
            return _numeric(at, at + 5, int(word(at + 4)), int(word(at + 2)), self.year(at), "date.iso")
        if self.is_last_day(at):
            return DateUnit(at - 3, at + 1, "date.last_day", month=12, year=self.year(at))
        if word(at - 1) in NOT_YEARS_AFTER or word(at + 1) in COUNTED:
            return None
        if word(at + 1) in ("-", "–", "/") and self.words.touching(at + 1):
            if word(at + 2)[:1].isalpha():
                return None  # `a 2025-strong force`
            span = self._years(at)
            if span is not None:
                return span
        return self._one_year(at)

    def _dashed(self, at: int) -> bool:
        """Say whether a hyphen joins token `at` to the next, with no blank before it."""
        return self.word(at + 1) == "-" and self.words.touching(at + 1)

    def _years(self, at: int) -> DateUnit | None:
        """Read `2018-2020` and `2024-25`."""
        year, other = self.year(at), self.year(at + 2)
        if other > year:
            last = DateUnit(at + 2, at + 3, "", year=other)
            return DateUnit(at, at + 3, "date.range.year", year=year, to=last, parts=(at + 1, at + 2))
        if self.word(at + 2).isdigit() and len(self.word(at + 2)) == 2:
            return DateUnit(at, at + 3, "date.year_span", year=year)
        return None

    def _one_year(self, at: int) -> DateUnit:
        """Read a year alone, with its season where one is named, and say whether a preposition leads to it."""
        year, before = self.year(at), self.word(at - 1)
        if before in ("-", "–") and self.words.touching(at) and self.word(at - 2)[:1].isalpha():
            return DateUnit(at, at + 1, "date.year_name", year=year)
        of = before == "of"
        season = SEASONS.get(self.word(at - 2) if of else before)
        if season:
            return DateUnit(at - 1 - of, at + 1, "date.season", year=year, timex=f"{year}-{season}")
        return DateUnit(at, at + 1, "date.year" if before in _BEFORE_YEARS else "date.year_bare", year=year)

    def _nth(self, at: int) -> DateUnit | None:
        """Read `the 14th`, `the 14th to the 16th`, `the 14th of this month`."""
        day = self.day(at)
        following = self.word(at + 1)
        unit = DateUnit(at - 1, at + 1, "date.ordinal", days=(day, day))
        other = at + 2 + (self.word(at + 2) == "the")
        if following in TO and _NTH.fullmatch(self.word(other)) and self.day(other) > day:
            if self.word(other + 1).isalpha() and self.word(other + 1) not in _AFTER_NTH:
                return None
            return unit.replace(last=other + 1, days=(day, self.day(other)), rule="date.ordinals", parts=(at + 1, other))
        if following == "of" and self.word(at + 2) in MONTHS:
            return None  # `the 2nd of March`: the month reads it
        if following == "of" and self.word(at + 2) in ("this", "last", "next", "the") and self.word(at + 3) == "month":
            shift = {"last": -1, "next": 1}.get(self.word(at + 2), 0)
            return unit.replace(last=at + 4, shift=shift, rule="date.ordinal_month")
        if following.isalpha() and following not in _AFTER_NTH:
            return None  # `the 45th session`
        led = self.word(at - 2) in ("on", "from", "until", "till", "by", "through", "between", "of", ",", "and", "since")
        return unit if led else None

    def of_units(self, at: int) -> DateUnit | None:
        """Read `three days ago`, `three-day`, `two weeks` that starts with a number at `at`."""
        word = self.lower[at]
        count = int(word) if word.isdigit() else NUMBERS.get(word, 0)
        unit_at = at + 1 + (self.word(at + 1) in ("-", "–", "‑"))
        if word == "couple" and self.word(at + 1) == "of":
            unit_at = at + 2
        letter = UNITS.get(self.word(unit_at))
        if not letter or not 0 < count < 400:
            return None
        return self._counted(at, unit_at, count, letter)

    def _counted(self, first: int, unit_at: int, count: int, letter: str) -> DateUnit | None:
        after = self.word(unit_at + 1)
        if after in ("ago", "earlier", "before", "later", "after", "hence") and letter in "DWMYFQE":
            sign = -1 if after in ("ago", "earlier", "before") else 1
            if after in ("before", "after") and self.word(unit_at + 2) in ("the", "his", "her", "a", "its", "their"):
                return DateUnit(first, unit_at + 1, "date.duration", count=count, letter=letter)
            rule = "date.ago" if after == "ago" else "date.offset"
            return DateUnit(first, unit_at + 2, rule, count=sign * count, letter=letter)
        if self.word(first) in ("a", "an") and letter in ("D", "Q", "WE", "H", "T"):
            return None
        return DateUnit(first, unit_at + 1, "date.duration", count=count, letter=letter)


def _numeric(first: int, last: int, day: int, month: int, year: int, rule: str = "date.numeric") -> DateUnit | None:
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return DateUnit(first, last, rule, month=month, days=(day, day), year=year)
