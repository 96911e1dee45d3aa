from datetime import date

from timeline.charts.calendar import WEEKS, Calendar, WeekCell, calendar
from timeline.rows import WeekRow, WindowRow, YearCountRow
from timeline.vocabulary import Counting

TODAY = date(2025, 11, 14)
ALL = WindowRow(date(1985, 1, 1), date(2027, 12, 31))


def monday(year: int, week: int) -> int:
    return date.fromisocalendar(year, week, 1).toordinal()


def drawn(weeks: list[WeekRow], years: list[YearCountRow], window: WindowRow = ALL, **more: int) -> Calendar:
    return calendar(weeks, years, window=window, today=TODAY, counting=Counting.ENGAGEMENTS, **more)


def cell(found: Calendar, year: int, week: int) -> WeekCell:
    row = next(row for row in found.years if row.year == year)
    one = row.cells[week - 1]
    assert one is not None
    return one


def test_a_week_has_its_days_its_shade_and_its_words() -> None:
    found = drawn([WeekRow(monday(2025, 26), 12, 2), WeekRow(monday(2025, 27), 0, 2)], [YearCountRow(2025, 14, 2)])
    one = cell(found, 2025, 26)
    assert (one.first, one.last, one.count) == (date(2025, 6, 23), date(2025, 6, 29), 12)
    assert one.words == "23–29 Jun 2025: 12 engagements, 2 more whose day is not known"
    assert (cell(found, 2025, 27).step, cell(found, 2025, 27).words) == (0, "")
    assert found.fullest == one
    assert found.years[0].words == "2025: 14 engagements, 2 of them without a day"


def test_every_row_has_all_weeks_and_a_year_of_52_lacks_the_last() -> None:
    found = drawn([], [YearCountRow(2025, 1), YearCountRow(2026, 1)])
    assert [(row.year, len(row.cells)) for row in found.years] == [(2026, WEEKS), (2025, WEEKS)]
    assert found.years[1].cells[52] is None
    assert found.years[0].cells[52] is not None
    assert sum(width for width, _ in found.months) == WEEKS


def test_what_is_to_come_and_the_week_of_today_are_marked() -> None:
    found = drawn([], [YearCountRow(2025, 1)])
    assert [cell(found, 2025, week).is_ahead for week in (45, 46, 47)] == [False, False, True]
    assert [cell(found, 2025, week).is_now for week in (45, 46, 47)] == [False, True, False]


def test_the_last_days_of_december_have_their_row() -> None:
    found = drawn([WeekRow(monday(2026, 1), 3)], [YearCountRow(2025, 3)], WindowRow(date(2025, 1, 1), date(2025, 12, 31)))
    one = cell(found, 2026, 1)
    assert (one.first, one.last, one.count) == (date(2025, 12, 29), date(2025, 12, 31), 3)


def test_cells_are_cut_at_the_window_and_none_lie_outside() -> None:
    window = WindowRow(date(2025, 6, 25), date(2025, 7, 1))
    found = drawn([WeekRow(monday(2025, 26), 1)], [YearCountRow(2025, 1)], window)
    cells = [one for one in found.years[0].cells if one]
    assert [(one.first.day, one.last.day) for one in cells] == [(25, 29), (30, 1)]


def test_the_newest_years_are_shown_and_the_others_told_of() -> None:
    found = drawn([], [YearCountRow(year, 1) for year in (1985, 1990, 1991, 2025)], most=2)
    assert [(row.year, row.skipped) for row in found.years] == [(2025, "1992–2024"), (1991, "")]
    assert (found.earlier, found.before) == (2, date(1990, 12, 31))


def test_an_empty_record_has_no_rows() -> None:
    found = drawn([], [])
    assert (found.years, found.key, found.fullest, found.before) == ((), (), None, None)
