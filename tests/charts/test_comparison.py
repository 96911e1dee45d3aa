from datetime import date

from timeline.charts.comparison import BAR_HEIGHT, YEARS, Comparison, comparison
from timeline.rows import MarkedRow, SpanRow
from timeline.vocabulary import Counting, Kind, Status

TODAY = date(2025, 11, 14)


def month(year: int, number: int) -> int:
    return year * 12 + number - 1


def drawn(
    spans: list[list[SpanRow]], marks: list[MarkedRow] | None = None, first: date | None = None, last: date | None = None
) -> Comparison:
    marked = [marks or [], *([] for _ in spans[1:])]
    return comparison(spans, marked, first=first, last=last, today=TODAY, counting=Counting.PAIRS)


def mark(day: str, **fields: str) -> MarkedRow:
    number = date.fromisoformat(day).toordinal()
    return MarkedRow(1, "/engagements/1/", fields.get("title", "Talks"), Kind.VISIT, Status.HELD, day, day, number, number)


def test_rows_share_one_axis_and_one_scale() -> None:
    found = drawn([[SpanRow(month(2025, 3), month(2025, 3), 10)], [SpanRow(month(2024, 1), month(2024, 2), 5)]])
    assert (found.window.first, found.window.last, found.unit) == (date(2024, 1, 1), date(2025, 3, 31), "a month")
    (tall,) = found.lanes[0].bars
    first, second = found.lanes[1].bars
    assert (tall.height, tall.top, tall.words) == (BAR_HEIGHT, 0, "March 2025: 10 pairs")
    assert (first.height, first.top) == (BAR_HEIGHT / 2, BAR_HEIGHT / 2)
    assert (first.bin.left, second.bin.first) == (0, date(2024, 2, 1))
    assert found.today is None


def test_what_is_known_only_to_the_year_is_in_no_month() -> None:
    spans = [SpanRow(month(2025, 1), month(2025, 12), 3, is_vague=True), SpanRow(month(2025, 6), month(2025, 6), 1)]
    (lane,) = drawn([spans]).lanes
    assert lane.vague == 3
    assert [bar.words for bar in lane.bars] == ["June 2025: 1 pair, 3 more whose month is not known"]
    wide = drawn([[*spans, SpanRow(month(1985, 1), month(1985, 1), 1)]])
    assert wide.unit == "a year"
    assert [bar.words for bar in wide.lanes[0].bars] == ["1985: 1 pair", "2025: 4 pairs"]


def test_the_window_of_the_address_holds_and_cuts_the_bars() -> None:
    found = drawn([[SpanRow(month(2020, 1), month(2025, 12), 1)]], first=date(2025, 10, 10), last=date(2025, 12, 5))
    days = [(bar.bin.first, bar.bin.last) for bar in found.lanes[0].bars]
    assert days[0] == (date(2025, 10, 10), date(2025, 10, 31))
    assert days[-1] == (date(2025, 12, 1), date(2025, 12, 5))
    assert [bar.is_ahead for bar in found.lanes[0].bars] == [False, False, True]
    assert found.today is not None
    assert [line.year for line in found.years] == [2025]


def test_one_bound_beyond_the_record_draws_something_sane() -> None:
    found = drawn([[]], first=date(2090, 1, 1))
    assert found.window.first <= found.window.last


def test_marks_stand_apart_the_most_important_first() -> None:
    spans = [SpanRow(month(2016, 1), month(2025, 12), 1)]
    marks = [mark("2025-06-25", title="Summit"), mark("2025-06-27", title="Talks"), mark("2025-02-01"), mark("2016-02-01")]
    placed = drawn([spans], marks).lanes[0].marks
    assert [one.words for one in placed] == ["1 Feb 2016: Talks", "1 Feb 2025: Talks", "25 Jun 2025: Summit"]
    assert [one.is_minor for one in placed] == [False, True, False]


def test_years_are_counted_once_for_each_subject() -> None:
    spans = [[SpanRow(month(2024, 12), month(2025, 1), 2), SpanRow(month(2025, 6), month(2025, 6), 1)], []]
    assert [(line.year, line.counts) for line in drawn(spans).years] == [(2025, (3, 0)), (2024, (2, 0))]


def test_a_long_table_ends_and_says_where() -> None:
    found = drawn([[SpanRow(month(year, 1), month(year, 1), 1) for year in range(1980, 2026)]])
    assert len(found.years) == YEARS
    assert found.before == date(2025 - YEARS, 12, 31)


def test_years_beside_today_give_way_to_it() -> None:
    found = drawn([[SpanRow(month(2006, 1), month(2026, 4), 1)]])
    assert [tick.name for tick in found.ticks][-1] == "2024"


def test_nothing_to_compare_is_an_empty_figure() -> None:
    found = drawn([[]])
    assert (found.lanes[0].bars, found.tallest, found.years) == ((), 0, ())
