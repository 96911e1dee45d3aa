"""The grammar of dates: finds the words of a date around a month, a weekday, a year or a unit of time."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from timeline.extraction.calendar import Calendar
from timeline.extraction.date_words import (
    COUNTED,
    DAYS_FROM_NOW,
    DOUBTFUL_MONTHS,
    FUTURE,
    JOINS,
    LAST,
    LEADING,
    MONTHS,
    NEXT,
    NOT_YEARS_AFTER,
    NUMBERS,
    ORDINALS,
    PARTS,
    PAST,
    REFERENCES,
    SEASONS,
    THIS,
    TO,
    UNITS,
    WEEKDAYS,
)
from timeline.extraction.units import DateUnit

_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(st|nd|rd|th)?")
_NTH = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DECADE = re.compile(r"((?:19|20)\d)0s")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)")
_SHIFTS = {"last": -1, "this": 0, "next": 1}
_FUTURE_REACH, _AFTER_REACH = 60, 30


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens that are read: their characters and their lower-case words, in parallel."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    lower: Sequence[str]

    def capital(self, at: int) -> bool:
        """Say whether a token begins with a capital."""
        return self.text[self.starts[at]].isupper()

    def touching(self, at: int) -> bool:
        """Say whether no blank stands before token `at`."""
        return at > 0 and self.ends[at - 1] == self.starts[at]


class DateGrammar:
    """Reads the dates of one text."""

    def __init__(self, words: Words, calendar: Calendar) -> None:
        self.words = words
        self.lower = words.lower
        self.calendar = calendar
        self._begin = self._end = 0

    def units(self, first: int, last: int) -> Iterator[DateUnit]:
        """Yield the dates in tokens `first` to `last`, from the left and never overlapping."""
        self._begin, self._end = first, last
        reached = first
        for at in range(first, last):
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
        future, past = list(FUTURE.finditer(near)), list(PAST.finditer(near))
        if future and (not past or past[-1].start() < future[-1].start()):
            return True
        clause = text[max(opening, begin - 90) : min(self.words.ends[last - 1], end + _AFTER_REACH)]
        return bool(FUTURE.search(clause)) and not PAST.search(clause)

    def _reader(self, at: int) -> Callable[[int], DateUnit | None] | None:
        word = self.lower[at]
        if word in MONTHS and self.words.capital(at):
            return self._month
        if word in WEEKDAYS and self.words.capital(at):
            return self._weekday
        if word[0].isdigit():
            return self._number
        if word in UNITS or word in SEASONS:
            return self._period
        if word in DAYS_FROM_NOW or word in REFERENCES:
            return self._deictic
        return None

    def _word(self, at: int) -> str:
        return self.lower[at] if self._begin <= at < self._end else ""

    def _day(self, at: int) -> int:
        match = _DAY.fullmatch(self._word(at))
        return int(match[1]) if match else 0

    def _year(self, at: int) -> int:
        return int(self._word(at)) if _YEAR.fullmatch(self._word(at)) else 0

    # Months

    def _month(self, at: int) -> DateUnit | None:
        """Read the date around a month name, and the range that it may open."""
        unit = self._one_month(at)
        if unit is None:
            return None
        if not unit.days and self._is_last_day(unit.first):
            return unit.replace(first=unit.first - 3, rule="date.last_day")
        joined = self._to_month(unit)
        return self._with_weekday(joined or unit)

    def _is_last_day(self, at: int) -> bool:
        return (self._word(at - 3), self._word(at - 2), self._word(at - 1)) == ("last", "day", "of")

    def _one_month(self, at: int) -> DateUnit | None:
        """Read `25 June 2025`, `June 25-27`, `in May`, without what may follow a dash."""
        month = MONTHS[self.lower[at]]
        before = at - 2 if self._word(at - 1) == "of" else at - 1
        if self._day(before):
            first, days, parts = self._days_before(before)
            return self._with_year(DateUnit(first, at + 1, "date.day.dm", month=month, days=days, parts=parts))
        day = self._day(at + 1)
        if day and self._word(at + 2) not in COUNTED and not self._is_count(at + 1):
            last, days, parts = self._days_after(at + 1)
            return self._with_year(DateUnit(at, last, "date.day.md", month=month, days=days, parts=parts))
        return self._whole_month(at, month)

    def _is_count(self, at: int) -> bool:
        """`June 2025`, `in May 12,000 troops`: a number that is no day."""
        return (
            self._word(at + 1) in ("-", "–")
            and self.words.touching(at + 1)
            and not self._day(at + 2)
            and self._word(at + 2)[:1].isalpha()
            and self._word(at + 2) not in MONTHS
        )

    def _days_before(self, at: int) -> tuple[int, tuple[int, int], tuple[int, int] | None]:
        """Read `25`, `25-27`, `25 and 26`, `the 25th to the 27th` that ends at token `at`.

        Return its first token, the days, and where its parts end and begin.
        """
        last = first = self._day(at)
        left = at - (2 if self._word(at - 1) == "the" else 1)
        begin, first_end = at if left == at - 1 else at - 1, 0
        while self._word(left) in TO or (self._word(left) == "," and self._day(left - 1)):
            day = self._day(left - 1)
            if not day or day >= first or self._word(left - 2) in MONTHS:
                break
            first, begin, first_end = day, left - 1, left
            left -= 2
            if self._word(left) == "the":
                begin, left = left, left - 1
        return begin, (first, last), (first_end, at) if first_end else None

    def _days_after(self, at: int) -> tuple[int, tuple[int, int], tuple[int, int] | None]:
        """Read `25`, `25-27`, `25 to 27`, `25, 26 and 27` that starts at token `at`.

        Return the token after it, the days, and where its parts end and begin.
        """
        first = last = self._day(at)
        end = at + 1
        while self._word(end) in TO or (self._word(end) == "," and self._day(end + 1)):
            next_at = end + 1 + (self._word(end + 1) == "the")
            day = self._day(next_at)
            follows = self._word(next_at + 1)
            if not day or day <= last or follows in MONTHS or (follows == "of" and self._word(next_at + 2) in MONTHS):
                break
            if (
                follows in COUNTED
                or (self._word(end) == "," and not (follows in TO or follows == ","))
                or follows.endswith("ers")
            ):
                break
            last, end = day, next_at + 1
        return end, (first, last), (at + 1, end - 1) if last > first else None

    def _whole_month(self, at: int, month: int) -> DateUnit | None:
        """Read a month without a day."""
        doubtful = self.lower[at] in DOUBTFUL_MONTHS
        before = self._word(at - 1)
        dashed = before in ("-", "–") and self._word(at - 2) in ("mid", "early", "late")
        lead = self._word(at - 2) if dashed else before
        unit = self._with_year(DateUnit(at, at + 1, "date.month", month=month))
        if doubtful and not unit.year and not unit.shift_known and lead not in LEADING:
            return None
        first = at - 2 if dashed else at - 1 if before in ("early", "mid", "late", "last", "this", "next") else at
        shift = -1 if before in LAST else 1 if before in ("next", "coming") else 0 if before == "this" else None
        rule = "date.month_year" if unit.year else "date.month_rel" if lead in LEADING else "date.month_bare"
        return unit.replace(first=first, rule=rule, shift=unit.shift if unit.shift_known else shift)

    def _with_year(self, unit: DateUnit) -> DateUnit:
        """Add a year behind: `, 2025`, `2025`, `of 2025`, `last year`."""
        at = unit.last
        skipped = at + 1 if self._word(at) in (",", "of", "in") else at
        year = self._year(skipped)
        if year and self._word(skipped + 1) not in COUNTED:
            return unit.replace(last=skipped + 1, year=year)
        relative = at + (self._word(at) == "of")
        if self._word(relative) in _SHIFTS and self._word(relative + 1) == "year":
            return unit.replace(last=relative + 2, shift=_SHIFTS[self._word(relative)], of_year=True)
        if self._word(at) == "of" and self._word(at + 1) in ("that", "the") and self._word(at + 2) in ("year", "same"):
            return unit.replace(last=at + 3)
        return unit

    def _to_month(self, unit: DateUnit) -> DateUnit | None:
        """Read the second half of `30 June-2 July` or `May to June 2024`."""
        at = unit.last
        if self._word(at) == "," and self._word(at + 1) in JOINS:
            at += 1
        if self._word(at) not in TO:
            return None
        start = at + 1
        while self._word(start) in ("the", ",") or self._word(start) in WEEKDAYS:
            start += 1
        month_at = next((t for t in range(start, start + 4) if self._word(t) in MONTHS and self.words.capital(t)), None)
        other = self._one_month(month_at) if month_at is not None else None
        if other is None or other.first not in (start, start - 1) or bool(other.days) != bool(unit.days):
            return None
        apart = self._word(at) in ("and", "or", "/")
        if apart and (not unit.days or other.month - unit.month not in (0, 1, -11)):
            return None
        if apart and unit.days and unit.days[0] == unit.days[1] and other.month != unit.month and unit.days[0] < 25:
            return None  # `on 3 May and 9 June`: two days
        rule = "date.range" if unit.days else "date.range.month"
        return unit.replace(
            last=other.last,
            rule=rule,
            to=other,
            parts=(unit.last, other.first),
            year=unit.year,
            shift=other.shift if unit.shift is None else unit.shift,
            of_year=other.of_year or unit.of_year,
        )

    def _with_weekday(self, unit: DateUnit) -> DateUnit:
        """Take the weekday before a date into it (`Monday, 23 June`)."""
        at = unit.first - 1
        for word in (",", "the", "on"):
            if self._word(at) == word:
                at -= 1
        if unit.days and self._word(at) in WEEKDAYS and self.words.capital(at):
            return unit.replace(first=at)
        return unit

    # Weekdays

    def _weekday(self, at: int) -> DateUnit | None:
        """Read `Monday`, `last Monday`, `Monday to Wednesday`; a weekday before a full date belongs to that."""
        follow = at + 1
        for word in (",", "the", "on"):
            if self._word(follow) == word:
                follow += 1
        month_at = next((t for t in range(follow, follow + 6) if self._word(t) in MONTHS and self.words.capital(t)), None)
        if month_at is not None:
            unit = self._month(month_at)
            if unit is not None and unit.first <= at:
                return unit
        before = self._word(at - 1)
        first = at - 1 if before in ("last", "next", "this", "coming") else at
        shift = -1 if before == "last" else 1 if before in ("next", "coming") else 0 if before == "this" else None
        unit = DateUnit(first, at + 1, "date.weekday", weekdays=(WEEKDAYS[self.lower[at]],) * 2, shift=shift)
        joint, second = self._word(at + 1), at + 2
        if joint in TO and self._word(second) in WEEKDAYS:
            days = (WEEKDAYS[self.lower[at]], WEEKDAYS[self.lower[second]])
            if joint in JOINS or (days[1] - days[0]) % 7 == 1:
                return unit.replace(last=second + 1, weekdays=days, rule="date.range.weekdays", parts=(at + 1, second))
        if self._word(at + 1) in ("last", "this", "next") and self._word(at + 2) == "week":
            return unit.replace(last=at + 3, shift=_SHIFTS[self._word(at + 1)], of_year=True)
        return unit

    # Numbers

    def _number(self, at: int) -> DateUnit | None:
        """Read ISO dates, numeric dates, years, decades, ordinal days, quarters."""
        lower = self.lower
        word = lower[at]
        dotted = _DOTTED.fullmatch(word)
        if dotted:
            return _numeric(at, at + 1, int(dotted[1]), int(dotted[2]), int(dotted[3]))
        if self._year(at):
            return self._from_year(at)
        decade = _DECADE.fullmatch(word)
        if decade:
            return DateUnit(at, at + 1, "date.decade", timex=decade[1])
        if self._day(at) and self._word(at + 1) == "/" and self._word(at + 3) == "/" and self._year(at + 4):
            return _numeric(
                at, at + 5, self._day(at), int(self._word(at + 2)) if self._word(at + 2).isdigit() else 0, self._year(at + 4)
            )
        if _NTH.fullmatch(word) and self._word(at - 1) == "the":
            return self._nth(at)
        if word.isdigit() or word in NUMBERS:
            return self._of_units(at)
        return None

    def _from_year(self, at: int) -> DateUnit | None:
        """Read `2025-06-25`, `2018-2020`, `2024-25`, or a year alone."""
        word, touching = self._word, self.words.touching
        if (
            word(at + 1) == "-"
            and word(at + 3) == "-"
            and touching(at + 1)
            and touching(at + 3)
            and word(at + 2).isdigit()
            and word(at + 4).isdigit()
        ):
            return _numeric(at, at + 5, int(word(at + 4)), int(word(at + 2)), self._year(at), "date.iso")
        before = word(at - 1)
        if self._is_last_day(at):
            return DateUnit(at - 3, at + 1, "date.last_day", month=12, year=self._year(at))
        if (
            before in NOT_YEARS_AFTER
            or word(at + 1) in COUNTED
            or (before.isalpha() and before[0].isalpha() and before in ("project", "agenda"))
        ):
            return None
        year = self._year(at)
        if word(at + 1) in ("-", "–", "/") and touching(at + 1):
            if self._year(at + 2) > year:
                return DateUnit(
                    at,
                    at + 3,
                    "date.range.year",
                    year=year,
                    to=DateUnit(at + 2, at + 3, "", year=self._year(at + 2)),
                    parts=(at + 1, at + 2),
                )
            if word(at + 2).isdigit() and len(word(at + 2)) == 2:
                return DateUnit(at, at + 3, "date.year_span", year=year)
            if word(at + 2)[:1].isalpha():
                return None  # `a 2025-strong force`
        if before in ("-", "–") and touching(at) and self._word(at - 2)[:1].isalpha():
            return DateUnit(at, at + 1, "date.year_name", year=year)
        season = SEASONS.get(before) or (SEASONS.get(word(at - 2)) if before == "of" else None)
        if season:
            return DateUnit(at - (2 if before == "of" else 1), at + 1, "date.season", year=year, timex=f"{year}-{season}")
        led = before in (
            "in",
            "of",
            "since",
            "during",
            "(",
            "by",
            "from",
            "until",
            "till",
            "to",
            "early",
            "mid",
            "late",
            "–",
            "-",
            "through",
            "for",
        )
        return DateUnit(at, at + 1, "date.year" if led else "date.year_bare", year=year)

    def _nth(self, at: int) -> DateUnit | None:
        """Read `the 14th`, `the 14th to the 16th`, `the 14th of this month`."""
        day = self._day(at)
        following = self._word(at + 1)
        unit = DateUnit(at - 1, at + 1, "date.ordinal", days=(day, day))
        other = at + 2 + (self._word(at + 2) == "the")
        if following in TO and _NTH.fullmatch(self._word(other)) and self._day(other) > day:
            if self._word(other + 1).isalpha() and self._word(other + 1) not in _AFTER_NTH:
                return None
            return unit.replace(last=other + 1, days=(day, self._day(other)), rule="date.ordinals", parts=(at + 1, other))
        if following == "of" and self._word(at + 2) in MONTHS:
            return None  # `the 2nd of March`: the month reads it
        if following == "of" and self._word(at + 2) in ("this", "last", "next", "the") and self._word(at + 3) == "month":
            shift = {"last": -1, "next": 1}.get(self._word(at + 2), 0)
            return unit.replace(last=at + 4, shift=shift, rule="date.ordinal_month")
        if following.isalpha() and following not in _AFTER_NTH:
            return None  # `the 45th session`
        led = self._word(at - 2) in ("on", "from", "until", "till", "by", "through", "between", "of", ",", "and", "since")
        return unit if led else None

    # Units of time

    def _of_units(self, at: int) -> DateUnit | None:
        """Read `three days ago`, `three-day`, `two weeks` that starts with a number at `at`."""
        word = self.lower[at]
        count = int(word) if word.isdigit() else NUMBERS.get(word, 0)
        unit_at = at + 1 + (self._word(at + 1) in ("-", "–", "‑"))
        if word == "couple" and self._word(at + 1) == "of":
            unit_at = at + 2
        letter = UNITS.get(self._word(unit_at))
        if not letter or not 0 < count < 400:
            return None
        return self._counted(at, unit_at, count, letter)

    def _counted(self, first: int, unit_at: int, count: int, letter: str) -> DateUnit | None:
        after = self._word(unit_at + 1)
        if after in ("ago", "earlier", "before", "later", "after", "hence") and letter in "DWMYFQE":
            sign = -1 if after in ("ago", "earlier", "before") else 1
            if after in ("before", "after") and self._word(unit_at + 2) in ("the", "his", "her", "a", "its", "their"):
                return DateUnit(first, unit_at + 1, "date.duration", count=count, letter=letter)
            rule = "date.ago" if after == "ago" else "date.offset"
            return DateUnit(first, unit_at + 2, rule, count=sign * count, letter=letter)
        if self._word(first) in ("a", "an") and letter in ("D", "Q", "WE", "H", "T"):
            return None
        return DateUnit(first, unit_at + 1, "date.duration", count=count, letter=letter)

    def _period(self, at: int) -> DateUnit | None:
        """Read `last week`, `this summer`, `the following day`, `the second quarter of 2025`, `three days`."""
        word, before = self.lower[at], self._word(at - 1)
        letter = UNITS.get(word, "")
        number_at = at - 2 if before in ("-", "–", "‑") else at - 1
        number = self._word(number_at)
        if number in NUMBERS or (number.isdigit() and len(number) < 4):
            found = self._of_units(number_at - (number == "couple" and 0))
            if found is not None:
                return found
        if before in ORDINALS and letter in ("Q", "C"):
            return self._quarter(at, letter)
        if word == "half" or (before in ORDINALS and word == "half"):
            return None
        if letter == "D" and (
            before in ("following", "next", "previous", "same", "that")
            or self._word(at + 1) in ("before", "after", "earlier", "later")
        ):
            return self._other_day(at)
        if word in SEASONS:
            return self._season(at)
        shift = -1 if before in LAST else 1 if before in NEXT else 0 if before in THIS else None
        if shift is None or letter in ("", "H", "T", "D", "C"):
            return self._end_of(at, letter)
        if before == "same" or (
            before in ("past", "following", "current", "previous") and self._word(at - 2) not in ("the", "this")
        ):
            return None
        first = at - 1
        if self._word(first - 1) in PARTS:
            first -= 1
        rule = "date.period" if self.lower[at] in ("week", "month", "year", "quarter", "weekend", "decade") else "date.duration"
        return DateUnit(first, at + 1, rule, shift=shift, letter=letter)

    def _end_of(self, at: int, letter: str) -> DateUnit | None:
        """`the end of the year`: this one."""
        if (
            letter in ("W", "M", "Y", "Q")
            and self._word(at - 1) == "the"
            and self._word(at - 2) == "of"
            and self._word(at - 3) in PARTS
        ):
            return DateUnit(at - 3, at + 1, "date.period", shift=0, letter=letter)
        return None

    def _other_day(self, at: int) -> DateUnit | None:
        before, after = self._word(at - 1), self._word(at + 1)
        if before in ("following", "next") or after in ("after", "later"):
            count = 1
        elif before in ("same", "that"):
            count = 0
        else:
            count = -1
        if after in ("before", "after") and self._word(at + 2) in ("yesterday", "tomorrow"):
            count = -2 if self._word(at + 2) == "yesterday" else 2
            return DateUnit(at - 1, at + 3, "date.relative", count=count)
        last = at + 2 if after in ("before", "after", "earlier", "later") and before in ("the", "a") else at + 1
        if before not in ("following", "next", "previous", "same", "that") and last == at + 1:
            return None
        return DateUnit(at - 1, last, "date.same_day", count=count)

    def _quarter(self, at: int, letter: str) -> DateUnit | None:
        number = ORDINALS[self._word(at - 1)]
        if letter == "C":
            return None
        skip = at + 1 + (self._word(at + 1) in ("of", "in"))
        year = self._year(skip)
        shift = _SHIFTS.get(self._word(skip)) if self._word(skip + 1) == "year" else None
        last = skip + 1 if year else skip + 2 if shift is not None else at + 1
        return DateUnit(at - 1, last, "date.quarter", year=year, shift=shift, count=number) if 1 <= number <= 4 else None

    def _season(self, at: int) -> DateUnit | None:
        before = self._word(at - 1)
        shift = -1 if before in LAST else 1 if before in NEXT else 0 if before in THIS else None
        season = SEASONS[self.lower[at]]
        skip = at + 1 + (self._word(at + 1) == "of")
        year = self._year(skip)
        if year:
            return DateUnit(at, skip + 1, "date.season", year=year, timex=f"{year}-{season}")
        if shift is None:
            return None
        return DateUnit(at - 1, at + 1, "date.season", shift=shift, timex=season)

    def _deictic(self, at: int) -> DateUnit | None:
        """Read `today`, `yesterday`, `now`."""
        word = self.lower[at]
        if word in REFERENCES:
            return DateUnit(at, at + 1, "date.reference", timex=REFERENCES[word])
        if self._word(at - 1) in ("before", "after") and self._word(at - 2) == "day":
            return None
        return DateUnit(at, at + 1, "date.relative", count=DAYS_FROM_NOW[word])


_AFTER_NTH = frozenset(
    ("of", "and", "to", "for", "in", "at", "on", "with", "when", "until", "the", "by", "after", "before", "as", "this")
)


def _numeric(first: int, last: int, day: int, month: int, year: int, rule: str = "date.numeric") -> DateUnit | None:
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return DateUnit(first, last, rule, month=month, days=(day, day), year=year)
