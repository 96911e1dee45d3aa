from datetime import date

from timeline.charts.density import PROFILE, density, extent, lens, profiles, year_ticks
from timeline.charts.lanes import Lane
from timeline.rows import CellRow, MonthRow, WindowRow

WINDOW = WindowRow(date(2025, 1, 1), date(2025, 12, 31))


def test_the_strip_counts_months_and_leaves_empty_ones_out() -> None:
    strip = density([MonthRow(2025 * 12 + 1, 3), MonthRow(2025 * 12 + 2, 0), MonthRow(2025 * 12 + 3, 1)])
    assert strip["x"] == ["2025-02-01", "2025-02-01", "2025-02-26", "2025-04-01", "2025-04-27"]
    assert strip["y"] == [0, 3, 0, 1, 0]


def test_neighbouring_cells_share_an_edge_and_lanes_stand_apart() -> None:
    day = date(2025, 1, 1).toordinal()
    cells = [
        CellRow("b", day, day, 1),
        *(CellRow("a", first, first, count) for first, count in ((day + 1, 4), (day, 1), (day + 5, 4))),
    ]
    (profile,) = profiles(cells, [(Lane("A", 9, (), "a"), 0.0, 80.0), (Lane("B", 1, (), "b"), 80.0, 160.0)], 10)
    ends = profile["x"].index(None)
    assert profile["x"][:ends] == ["2025-01-01", "2025-01-01", "2025-01-02"]
    assert profile["x"][ends + 1 :] == [f"2025-01-0{number}" for number in (1, 1, 2, 3, 6, 7)]
    high = PROFILE - 6
    assert profile["y"][:ends] == [120, 120 - high / 2, 120]
    assert profile["y"][ends + 1 :] == [40, 40 - high / 2, 40 - high, 40, 40 - high, 40]


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
