from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.charts.axis import MOST_BINS, Axis, month_window
from timeline.rows import WindowRow


@pytest.mark.parametrize(
    ("first", "last", "unit", "bins", "words"),
    [
        ("2025-06-10", "2025-06-20", "a month", 1, "10–20 June 2025"),
        ("2020-01-01", "2025-12-31", "a month", 72, "January 2020"),
        ("2020-01-01", "2026-01-31", "a quarter", 25, "January–March 2020"),
        ("1985-07-15", "2027-01-31", "a year", 43, "15 July – 31 December 1985"),
        ("1000-01-01", "9990-12-31", "fifty years", 180, "1000–1049"),
    ],
)
def test_bins_are_as_fine_as_the_window_allows(first: str, last: str, unit: str, bins: int, words: str) -> None:
    axis = Axis.of(WindowRow(date.fromisoformat(first), date.fromisoformat(last)))
    found = axis.bins()
    assert (axis.unit, len(found), found[0].words) == (unit, bins, words)


@given(st.dates(date(1000, 1, 1), date(9990, 12, 31)), st.integers(min_value=0, max_value=60_000))
def test_bins_fill_the_axis_without_a_gap(first: date, days: int) -> None:
    window = WindowRow(first, date.fromordinal(min(first.toordinal() + days, date(9990, 12, 31).toordinal())))
    axis = Axis.of(window)
    bins = axis.bins()
    assert (bins[0].first, bins[-1].last) == (window.first, window.last)
    assert all(one.last.toordinal() + 1 == other.first.toordinal() for one, other in zip(bins, bins[1:], strict=False))
    assert len(bins) <= 3 * MOST_BINS
    assert sum(one.width for one in bins) == pytest.approx(100, abs=0.2)
    assert [axis.place(one.first.year * 12 + one.first.month - 1) for one in bins] == list(range(len(bins)))


def test_years_are_named_where_they_begin_and_fewer_on_a_phone() -> None:
    ticks = Axis.of(WindowRow(date(2006, 1, 1), date(2025, 12, 31))).ticks()
    assert [tick.name for tick in ticks] == [str(year) for year in range(2006, 2026, 2)]
    assert [tick.name for tick in ticks if not tick.is_minor] == ["2010", "2020"]
    assert ticks[0].left == 0


def test_one_year_is_named_even_when_it_begins_before_the_window() -> None:
    (tick,) = Axis.of(WindowRow(date(2025, 6, 1), date(2025, 6, 30))).ticks()
    assert (tick.left, tick.name, tick.is_minor) == (0, "2025", False)


def test_months_as_days() -> None:
    assert month_window(2025 * 12 + 1, 2025 * 12 + 11).last == date(2025, 12, 31)
    assert month_window(2024 * 12 + 1, 2024 * 12 + 1).last == date(2024, 2, 29)
