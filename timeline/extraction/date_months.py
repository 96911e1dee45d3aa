"""Reads the dates around a month's or a weekday's name: days, ranges, years."""

from timeline.extraction.date_cursor import Cursor
from timeline.extraction.date_words import (
    COUNTED,
    DOUBTFUL_MONTHS,
    JOINS,
    LAST,
    LEADING,
    MONTHS,
    SHIFTS,
    SHORT_MONTHS,
    TO,
    WEEKDAYS,
)
from timeline.extraction.units import DateUnit


class MonthReader(Cursor):
    """Reads months and weekdays."""

    def month(self, at: int) -> DateUnit | None:
        """Read the date around a month name, and the range that it may open."""
        unit = self._one_month(at)
        if unit is None:
            return None
        if not unit.days and self.is_last_day(unit.first):
            return unit.replace(first=unit.first - 3, rule="date.last_day")
        joined = self._to_month(unit)
        return self._with_weekday(joined or unit)

    def _one_month(self, at: int) -> DateUnit | None:
        """Read `25 June 2025`, `June 25-27`, `in May`, without what may follow a dash."""
        month = MONTHS[self.lower[at]]
        before = at - 2 if self.word(at - 1) == "of" else at - 1
        if self.day(before):
            first, days, parts = self._days_before(before)
            return self._with_year(DateUnit(first, at + 1, "date.day.dm", month=month, days=days, parts=parts))
        day = self.day(at + 1)
        if day and self.word(at + 2) not in COUNTED and not self._is_count(at + 1):
            last, days, parts = self._days_after(at + 1)
            return self._with_year(DateUnit(at, last, "date.day.md", month=month, days=days, parts=parts))
        return self._whole_month(at, month)

    def _is_count(self, at: int) -> bool:
        """`June 2025`, `in May 12,000 troops`: a number that is no day."""
        return (
            self.word(at + 1) in ("-", "–")
            and self.words.touching(at + 1)
            and not self.day(at + 2)
            and self.word(at + 2)[:1].isalpha()
            and self.word(at + 2) not in MONTHS
        )

    def _days_before(self, at: int) -> tuple[int, tuple[int, int], tuple[int, int] | None]:
        """Read `25`, `25-27`, `25 and 26`, `the 25th to the 27th` that ends at token `at`.

        Return its first token, the days, and where its parts end and begin.
        """
        last = first = self.day(at)
        left = at - (2 if self.word(at - 1) == "the" else 1)
        begin, first_end = at if left == at - 1 else at - 1, 0
        while self.word(left) in TO or (self.word(left) == "," and self.day(left - 1)):
            day = self.day(left - 1)
            if not day or day >= first or self.word(left - 2) in MONTHS:
                break
            first, begin, first_end = day, left - 1, left
            left -= 2
            if self.word(left) == "the":
                begin, left = left, left - 1
        return begin, (first, last), (first_end, at) if first_end else None

    def _days_after(self, at: int) -> tuple[int, tuple[int, int], tuple[int, int] | None]:
        """Read `25`, `25-27`, `25 to 27`, `25, 26 and 27` that starts at token `at`.

        Return the token after it, the days, and where its parts end and begin.
        """
        first = last = self.day(at)
        end = at + 1
        while self.word(end) in TO or (self.word(end) == "," and self.day(end + 1)):
            next_at = end + 1 + (self.word(end + 1) == "the")
            day = self.day(next_at)
            follows = self.word(next_at + 1)
            if not day or day <= last or follows in MONTHS or (follows == "of" and self.word(next_at + 2) in MONTHS):
                break
            if follows in COUNTED or (self.word(end) == "," and not (follows in TO or follows == ",")) or follows.endswith("ers"):
                break
            last, end = day, next_at + 1
        return end, (first, last), (at + 1, end - 1) if last > first else None

    def _whole_month(self, at: int, month: int) -> DateUnit | None:
        """Read a month without a day."""
        doubtful = self.lower[at] in DOUBTFUL_MONTHS
        before = self.word(at - 1)
        dashed = before in ("-", "–") and self.word(at - 2) in ("mid", "early", "late")
        lead = self.word(at - 2) if dashed else before
        unit = self._with_year(DateUnit(at, at + 1, "date.month", month=month))
        if self.lower[at].rstrip(".") in SHORT_MONTHS and not unit.year:
            return None  # `Dong Jun`: a short name alone is no month
        if doubtful and not unit.year and not unit.shift_known and lead not in LEADING:
            return None
        first = at - 2 if dashed else at - 1 if before in ("early", "mid", "late", "last", "this", "next") else at
        shift = -1 if before in LAST else 1 if before in ("next", "coming") else 0 if before == "this" else None
        rule = "date.month_year" if unit.year else "date.month_rel" if lead in LEADING else "date.month_bare"
        return unit.replace(first=first, rule=rule, shift=unit.shift if unit.shift_known else shift)

    def _with_year(self, unit: DateUnit) -> DateUnit:
        """Add a year behind: `, 2025`, `2025`, `of 2025`, `last year`."""
        at = unit.last
        skipped = at + 1 if self.word(at) in (",", "of", "in") else at
        year = self.year(skipped)
        if year and self.word(skipped + 1) not in COUNTED:
            return unit.replace(last=skipped + 1, year=year)
        relative = at + (self.word(at) == "of")
        if self.word(relative) in SHIFTS and self.word(relative + 1) == "year":
            return unit.replace(last=relative + 2, shift=SHIFTS[self.word(relative)], of_year=True)
        if self.word(at) == "of" and self.word(at + 1) in ("that", "the") and self.word(at + 2) in ("year", "same"):
            return unit.replace(last=at + 3)
        return unit

    def _to_month(self, unit: DateUnit) -> DateUnit | None:
        """Read the second half of `30 June-2 July` or `May to June 2024`."""
        at = unit.last
        if self.word(at) == "," and self.word(at + 1) in JOINS:
            at += 1
        if self.word(at) not in TO:
            return None
        start = at + 1
        while self.word(start) in ("the", ",") or self.word(start) in WEEKDAYS:
            start += 1
        month_at = next((t for t in range(start, start + 4) if self.word(t) in MONTHS and self.words.capital(t)), None)
        other = self._one_month(month_at) if month_at is not None else None
        if other is None or other.first not in (start, start - 1) or bool(other.days) != bool(unit.days):
            return None
        apart = self.word(at) in ("and", "or", "/")
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
            if self.word(at) == word:
                at -= 1
        if unit.days and self.word(at) in WEEKDAYS and self.words.capital(at):
            return unit.replace(first=at, weekdays=(WEEKDAYS[self.word(at)],) * 2)
        return unit

    def weekday(self, at: int) -> DateUnit | None:
        """Read `Monday`, `last Monday`, `Monday to Wednesday`; a weekday before a full date belongs to that."""
        follow = at + 1
        for word in (",", "the", "on"):
            if self.word(follow) == word:
                follow += 1
        month_at = next((t for t in range(follow, follow + 6) if self.word(t) in MONTHS and self.words.capital(t)), None)
        if month_at is not None:
            unit = self.month(month_at)
            if unit is not None and unit.first <= at:
                return unit
        before = self.word(at - 1)
        first = at - 1 if before in ("last", "next", "this", "coming") else at
        shift = -1 if before == "last" else 1 if before in ("next", "coming") else 0 if before == "this" else None
        unit = DateUnit(first, at + 1, "date.weekday", weekdays=(WEEKDAYS[self.lower[at]],) * 2, shift=shift)
        joint, second = self.word(at + 1), at + 2
        if joint in TO and self.word(second) in WEEKDAYS:
            days = (WEEKDAYS[self.lower[at]], WEEKDAYS[self.lower[second]])
            if joint in JOINS or (days[1] - days[0]) % 7 == 1:
                return unit.replace(last=second + 1, weekdays=days, rule="date.range.weekdays", parts=(at + 1, second))
        if self.word(at + 1) in ("last", "this", "next") and self.word(at + 2) == "week":
            return unit.replace(last=at + 3, shift=SHIFTS[self.word(at + 1)], of_year=True)
        return unit
