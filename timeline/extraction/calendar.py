"""Places the words of a date in the calendar, against the day of publication."""

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from timeline.extraction.units import DAYTIME, DateUnit

_LONGEST_RANGE = timedelta(days=200)
_YEARS_AROUND = (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5)  # where a weekday may put a day without a year
_YEARS_NEAR = 3  # of those, how many are looked at without a weekday
_SOON = 60  # days within which a past verb may still stand beside a day to come (`asked about the talks on 17 October`)
_SOON_MONTHS = 2
_JUST_OVER = 20  # days since what a future verb may still speak of (`said it would end on 3 May`)
_AHEAD = 7  # an ordinal day further ahead than this was last month's, unless the verb is future
_SEASON_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
_MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "E": 120}


class Placed(NamedTuple):
    """A date in the calendar: partial dates (empty for what is none), and its TIMEX3 value."""

    start: str
    end: str
    timex: str


class Calendar:
    """Places the dates of one text; a date may depend on those before it."""

    def __init__(self, anchor: date | None) -> None:
        self.anchor = anchor
        self._day: date | None = None  # the day spoken of last
        self._month: tuple[int, int] | None = None  # the year and month named last

    def remember(self, placed: Placed, unit: DateUnit) -> None:
        """Keep a date for those that refer to it."""
        if len(placed.end) == 10:
            self._day = date.fromisoformat(placed.end)
            if unit.rule not in ("date.weekday", "date.relative"):
                self._month = self._day.year, self._day.month
        elif len(placed.start) == 7 and unit.rule != "date.period":
            self._month = int(placed.start[:4]), int(placed.start[5:])

    def value(self, unit: DateUnit, future: bool, past: bool = False) -> Placed | None:
        """Return where a date stands; None when it is no day of the calendar, or has nothing to be counted from.

        `future` and `past` say of the verb what a day or month without a year is placed by.
        """
        try:
            return self._value(unit, future, past)
        except (ValueError, OverflowError):
            return None

    def _value(self, unit: DateUnit, future: bool, past: bool) -> Placed | None:
        if unit.rule == "date.duration":
            return Placed("", "", _duration(unit))
        if unit.rule in ("date.reference", "date.decade"):
            return Placed("", "", unit.timex)
        if unit.month:
            return self._of_month(unit, future, past)
        if unit.year:
            return self._of_year(unit)
        return self._counted(unit, self.anchor, future) if self.anchor else None

    def _counted(self, unit: DateUnit, anchor: date, future: bool) -> Placed | None:
        """Place what is counted from the day of publication, or from the day spoken of last."""
        if unit.weekdays:
            return _days(*self._weekdays(unit, anchor, future))
        if unit.days:
            return self._ordinal(unit, anchor, future)
        if unit.rule in ("date.same_day", DAYTIME):
            day = self._day + timedelta(days=unit.count) if self._day else None
            return _days(day, day) if day else None
        if unit.rule == "date.relative":
            day = anchor + timedelta(days=unit.count)
            return _days(day, day)
        if unit.rule in ("date.ago", "date.offset"):
            return self._ago(unit, anchor)
        return self._period(unit, anchor)

    def _of_month(self, unit: DateUnit, future: bool, past: bool) -> Placed | None:
        last = unit.to or unit
        year = unit.year or last.year
        if unit.shift_known and not year and self.anchor:
            year = self.anchor.year + (unit.shift or 0)
        if not unit.days:
            whole = self._whole_months(unit, last, year, future, past)
            if whole and unit.rule == "date.last_day":
                day = date(int(whole.end[:4]) + unit.month // 12, unit.month % 12 + 1, 1) - timedelta(days=1)
                return _days(day, day)
            return whole
        spans = list(self._spans(unit, last, last.year or year))
        if not spans:
            return None
        anchor = self.anchor or spans[0][1]
        named = [span for span in spans if unit.weekdays and span[0].weekday() == unit.weekdays[0]]
        near = [span for span in spans if not past or (span[0] - anchor).days <= _SOON]
        if future and not past:
            near = [span for span in spans if (span[1] - anchor).days >= -_JUST_OVER] or near
        start, end = min(named or near[:_YEARS_NEAR] or spans[:_YEARS_NEAR], key=lambda span: abs((span[1] - anchor).days))
        return _days(start, end) if timedelta(0) <= end - start < _LONGEST_RANGE else None

    def _spans(self, unit: DateUnit, last: DateUnit, told: int) -> Iterator[tuple[date, date]]:
        """Yield the first and last day in the year told; without one, in the years around publication, the nearest first."""
        if not told and self.anchor is None:
            return
        around = [told] if told else [self.anchor.year + away for away in _YEARS_AROUND]  # type: ignore[union-attr]
        for year in around:
            try:
                end = date(year, last.month, (last.days or unit.days or (0, 0))[1])
                first_year = unit.year if unit.year and last.year and unit.to else year - (unit.month > last.month)
                yield date(first_year, unit.month, (unit.days or (0, 0))[0]), end
            except ValueError:
                if told:
                    raise

    def _whole_months(self, unit: DateUnit, last: DateUnit, year: int, future: bool, past: bool) -> Placed | None:
        if not year:
            if self.anchor is None:
                return None
            year = self._year_of_month(unit, self.anchor, future, past)
        start = f"{year - (unit.month > last.month and unit.to is not None):04}-{unit.month:02}"
        end = f"{year:04}-{last.month:02}"
        return Placed(start, end, start)

    def _year_of_month(self, unit: DateUnit, anchor: date, future: bool, past: bool) -> int:
        if unit.shift == -1:
            return anchor.year - (unit.month >= anchor.month)
        if unit.shift == 1:
            return anchor.year + (unit.month <= anchor.month)
        if past and 12 * (unit.month < anchor.month) + unit.month - anchor.month > _SOON_MONTHS:
            return max(anchor.year - (unit.month > anchor.month), MINYEAR)
        if future and unit.month < anchor.month:
            return min(anchor.year + 1, MAXYEAR)
        if future and unit.month >= anchor.month:
            return anchor.year
        middle = anchor.replace(day=15)
        years = [y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if MINYEAR <= y <= MAXYEAR]
        return min(years, key=lambda y: abs((date(y, unit.month, 15) - middle).days))

    def _of_year(self, unit: DateUnit) -> Placed:
        if unit.rule == "date.quarter":
            return self._quarter(unit, unit.year)
        end = unit.to.year if unit.to else unit.year
        if unit.rule == "date.year_span":
            end = unit.year + 1
        return Placed(f"{unit.year:04}", f"{end:04}", unit.timex or f"{unit.year:04}")

    def _quarter(self, unit: DateUnit, year: int) -> Placed:
        start = f"{year:04}-{3 * unit.count - 2:02}"
        return Placed(start, f"{year:04}-{3 * unit.count:02}", f"{year:04}-Q{unit.count}")

    def _weekdays(self, unit: DateUnit, anchor: date, future: bool) -> tuple[date, date]:
        first, last = unit.weekdays or (0, 0)
        if unit.of_year:  # `Tuesday last week`
            monday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * (unit.shift or 0))
            return monday + timedelta(days=first), monday + timedelta(days=last)
        day = anchor - timedelta(days=(anchor.weekday() - last) % 7)
        if unit.shift == 1 or (day < anchor and future):
            day += timedelta(days=7)
        if unit.shift == -1 and day == anchor:
            day -= timedelta(days=7)
        return day - timedelta(days=(last - first) % 7), day

    def _ordinal(self, unit: DateUnit, anchor: date, future: bool) -> Placed | None:
        """Place `the 14th` in the month spoken of last, else in the month of publication or the one before it."""
        first, last = unit.days or (1, 1)
        year, month = anchor.year, anchor.month
        if unit.shift is not None:
            year, month = year + (month + unit.shift - 1) // 12, (month + unit.shift - 1) % 12 + 1
        elif self._month:
            year, month = self._month
        elif first > anchor.day + _AHEAD and not future:
            year, month = year - (month == 1), 12 if month == 1 else month - 1
        return _days(date(year, month, first), date(year, month, last))

    def _ago(self, unit: DateUnit, anchor: date) -> Placed | None:
        base = anchor if unit.rule == "date.ago" else self._day
        if base is None:
            return None
        if unit.letter in "DWF":
            day = base + timedelta(days=unit.count * {"D": 1, "W": 7, "F": 14}[unit.letter])
            if unit.letter == "D":
                return _days(day, day)
            month = day.isoformat()[:7]
            return Placed(month, month, day.isoformat() if unit.letter == "W" else _week(day))
        return _months(base, unit.count * _MONTHS_OF[unit.letter], "M" if unit.letter == "Q" else unit.letter)

    def _period(self, unit: DateUnit, anchor: date) -> Placed | None:
        shift = unit.shift or 0
        if unit.rule == "date.quarter":
            return self._quarter(unit, anchor.year + shift)
        if unit.rule == "date.season":
            year = anchor.year + (
                shift if shift > 0 else -1 if shift < 0 and anchor.month <= _SEASON_MONTH[unit.timex] + 1 else 0
            )
            return Placed(f"{year:04}", f"{year:04}", f"{year:04}-{unit.timex}")
        if unit.letter in ("W", "WE"):
            day = anchor + timedelta(days=7 * shift)
            month = day.isoformat()[:7]
            return Placed(month, month, _week(day) + ("-WE" if unit.letter == "WE" else ""))
        if unit.letter == "Q":
            number = anchor.year * 4 + (anchor.month - 1) // 3 + shift
            return self._quarter(unit.replace(count=number % 4 + 1), number // 4)
        if unit.letter in _MONTHS_OF:
            return _months(anchor, shift * _MONTHS_OF[unit.letter], unit.letter)
        return None


def _days(start: date, end: date) -> Placed:
    return Placed(start.isoformat(), end.isoformat(), start.isoformat())


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _months(base: date, months: int, letter: str) -> Placed:
    number = base.year * 12 + base.month - 1 + months
    year, month = number // 12, number % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError
    if letter == "M":
        return Placed(f"{year:04}-{month:02}", f"{year:04}-{month:02}", f"{year:04}-{month:02}")
    if letter == "E":
        return Placed(f"{year:04}", f"{year:04}", f"{year // 10:03}")
    return Placed(f"{year:04}", f"{year:04}", f"{year:04}")


def _duration(unit: DateUnit) -> str:
    if unit.shift is not None:
        return f"P1{unit.letter}"
    letter, count = unit.letter, unit.count
    if letter == "F":
        return f"P{2 * count}W"
    if letter == "C":
        return f"P{100 * count}Y"
    if letter == "E":
        return f"P{10 * count}Y"
    if letter == "Q":
        return f"P{3 * count}M"
    return f"PT{count}{'M' if letter == 'T' else letter}" if letter in ("H", "T") else f"P{count}{letter}"
