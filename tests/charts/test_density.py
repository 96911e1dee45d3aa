from datetime import date

from timeline.charts.density import density, extent, lens, year_ticks
from timeline.rows import MonthRow, WindowRow

WINDOW = WindowRow(date(2025, 1, 1), date(2025, 12, 31))


def test_the_strip_counts_months_and_leaves_empty_ones_out() -> None:
    strip = density([MonthRow(2025 * 12 + 1, 3), MonthRow(2025 * 12 + 2, 0)])
    assert strip["x"] == ["2025-02-01"]
    assert strip["y"] == [3]
    assert strip["width"] == [round(28 * 0.9 * 86_400_000)]


def test_the_strip_spans_whole_years_around_counts_and_window() -> None:
    found = extent([MonthRow(2019 * 12 + 5, 1)], WINDOW)
    assert (found.first, found.last) == (date(2019, 1, 1), date(2025, 12, 31))


def test_the_lens_leads_from_the_window_to_the_corners() -> None:
    left, right = lens(WINDOW, WindowRow(date(2024, 1, 1), date(2025, 12, 31)), 0.9, 0.8)
    assert 0.5 < left["x0"] < 0.51
    assert left["x1"] == 0.0
    assert right["x0"] == right["x1"] == 1.0


def test_years_are_named_as_closely_as_they_fit() -> None:
    strip = WindowRow(date(1985, 1, 1), date(2027, 12, 31))
    assert year_ticks(strip, 1244)["ticktext"][:2] == ["1986", "1988"]
    assert year_ticks(strip, 358)["ticktext"][:2] == ["1985", "1990"]
