"""Counts over a selection of engagements."""

import pytest

from timeline.queries.tallies import READABLE, KindYears, Tally

YEARS = (2021, 2022, 2023, 2024, 2025, 2026)


@pytest.mark.parametrize(
    "by_year, earlier, day",
    [
        ((10, 10, 10, 10, 10, 10), 0, ""),  # all of them stay readable
        ((10, 10, 10, 10, 10, 10), 5, "2021-01-01"),
        ((40, 40, 40, 40, 40, 5), 0, "2025-01-01"),
        ((1, 1, 1, 1, READABLE + 1, 0), 0, "2025-01-01"),
    ],
)
def test_a_timeline_opens_on_as_many_new_years_as_stay_readable(by_year: tuple[int, ...], earlier: int, day: str) -> None:
    total = sum(by_year) + earlier
    assert Tally(total, YEARS, (KindYears("visit", "visits", by_year, earlier, total),), "").opens_on == day
