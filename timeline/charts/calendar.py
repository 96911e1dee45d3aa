"""A calendar of years by ISO weeks, each week shaded by how much it holds: rows of cells that a template writes as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline import wording
from timeline.charts.shades import Shades
from timeline.rows import WeekRow, WindowRow, YearCountRow
from timeline.vocabulary import Counting

WEEKS = 53
YEARS = 25  # of one calendar; the address leads to those before
_MONTH_COLUMNS = (1, 5, 9, 14, 18, 22, 27, 31, 36, 40, 44, 49)  # the week in which a month begins, give or take one


@dataclass(frozen=True, slots=True)
class WeekCell:
    """One week of a year: its days (cut at the window, as its list is), its shade and what it says in words."""

    first: date
    last: date
    count: int
    step: int  # 0 when nothing is known to the day
    words: str  # empty then, too
    is_ahead: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One row; `cells` has WEEKS entries, None where the year or the window has no such week."""

    year: int
    first: date
    last: date
    cells: tuple[WeekCell | None, ...]
    count: int
    vague: int
    words: str
    skipped: str  # the years before it that hold nothing and have no row: `1991–1994`; empty when there are none


@dataclass(frozen=True, slots=True)
class Calendar:
    """The whole calendar, newest year first."""

    years: tuple[CalendarYear, ...]
    key: tuple[tuple[int, str], ...]  # shades and the counts they stand for
    months: tuple[tuple[int, str], ...]  # columns spanned by each month's name, and the name
    earlier: int  # years with something in them that have no row
    before: date | None  # the last day of those
    counting: Counting
    fullest: WeekCell | None  # the newest of the fullest weeks; None when nothing is known to the day
    most: int  # what it holds


def calendar(
    weeks: Sequence[WeekRow],
    years: Sequence[YearCountRow],
    *,
    window: WindowRow,
    today: date,
    counting: Counting,
    most: int = YEARS,
) -> Calendar:
    """Lay out the newest years that hold anything in `window`, both days included."""
    bounds = (window.first, window.last)
    by_year = _with_iso_years(years, weeks)
    chosen = [row for row in by_year if bounds[0].year <= row.year and date.fromisocalendar(row.year, 1, 1) <= bounds[1]]
    shown = chosen[-most:]
    by_monday = {row.monday: row for row in weeks}
    inside = {row.year for row in shown}
    shades = Shades.of(row.count for row in weeks if date.fromordinal(row.monday).isocalendar().year in inside)
    rows = []
    for place, row in enumerate(shown):
        first, last = max(date(row.year, 1, 1), bounds[0]), min(date(row.year, 12, 31), bounds[1])
        cells = tuple(_cells(row.year, by_monday, bounds, shades, today, counting))
        gap = (shown[place - 1].year + 1, row.year - 1) if place else (row.year, row.year - 1)
        rows.append(CalendarYear(row.year, first, last, cells, row.count, row.vague, _year_words(row, counting), _years(*gap)))
    earlier = len(chosen) - len(shown)
    before = date(shown[0].year - 1, 12, 31) if earlier else None
    fullest = next(
        (cell for row in reversed(rows) for cell in reversed(row.cells) if cell and cell.count and cell.count == shades.most),
        None,
    )
    return Calendar(tuple(reversed(rows)), shades.key(), _months(), earlier, before, counting, fullest, shades.most)


def _with_iso_years(years: Sequence[YearCountRow], weeks: Sequence[WeekRow]) -> list[YearCountRow]:
    """Add the years that hold a week but no day of the record: the last days of December may lie in week 1 of the next."""
    rows = {row.year: row for row in years}
    for week in weeks:
        year = date.fromordinal(week.monday).isocalendar().year
        if week.count:
            rows.setdefault(year, YearCountRow(year, 0))
    return [rows[year] for year in sorted(rows)]


def _cells(
    year: int,
    weeks: Mapping[int, WeekRow],
    bounds: tuple[date, date],
    shades: Shades,
    today: date,
    counting: Counting,
) -> Iterator[WeekCell | None]:
    for number in range(1, WEEKS + 1):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:  # a year of 52 weeks
            yield None
            continue
        first, last = max(monday, bounds[0]), min(monday + timedelta(days=6), bounds[1])
        if first > last:
            yield None
            continue
        row = weeks.get(monday.toordinal(), WeekRow(monday.toordinal(), 0))
        is_now = monday <= today <= monday + timedelta(days=6)
        yield WeekCell(first, last, row.count, shades.step(row.count), _words(row, first, last, counting), monday > today, is_now)


def _words(row: WeekRow, first: date, last: date, counting: Counting) -> str:
    """Write `3–9 Nov 2025: 12 engagements, 2 more whose day is not known`."""
    if not row.count:
        return ""
    days = wording.date_range(first.isoformat(), last.isoformat(), short=True)
    stated = wording.count(row.count, counting.noun)
    return f"{days}: {stated}" + (f", {row.vague:,} more whose day is not known" if row.vague else "")


def _year_words(row: YearCountRow, counting: Counting) -> str:
    """Write `2025: 113 engagements, 6 of them without a day`."""
    vague = f", {row.vague:,} of them without a day" if row.vague else ""
    return f"{row.year}: {wording.count(row.count, counting.noun)}{vague}"


def _years(first: int, last: int) -> str:
    return "" if first > last else wording.date_range(str(first), str(last))


def _months() -> tuple[tuple[int, str], ...]:
    ends = (*_MONTH_COLUMNS[1:], WEEKS + 1)
    return tuple(
        (end - start, wording.month_name(number, short=True))
        for number, (start, end) in enumerate(zip(_MONTH_COLUMNS, ends, strict=True), 1)
    )
