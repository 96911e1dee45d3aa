"""Partial dates: what is one, and which days it can mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import partial_dates
from timeline.vocabulary import Precision


@pytest.mark.parametrize(
    "text, precision, first, last",
    [
        ("2025", Precision.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", Precision.MONTH, date(2025, 12, 1), date(2025, 12, 31)),
        (" 2025-06-25 ", Precision.DAY, date(2025, 6, 25), date(2025, 6, 25)),
        ("9999-12", Precision.MONTH, date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_partial_date_spans_the_days_it_can_mean(text: str, precision: Precision, first: date, last: date) -> None:
    value = partial_dates.parse(text)
    assert partial_dates.precision(value) is precision
    assert partial_dates.earliest(value) == first.toordinal()
    assert partial_dates.latest(value) == last.toordinal()


@pytest.mark.parametrize(
    "text", ["", "June", "25-06-2025", "2025-13", "2025-02-30", "2025-6", "0000", "2025-06-25T10:00", "２０２５"]
)
def test_what_is_no_partial_date_gets_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a (date|day)"):
        partial_dates.parse(text)


@given(st.dates(min_value=date(1, 1, 1)))
def test_less_precise_forms_of_a_day_are_compatible_with_it(day: date) -> None:
    full = day.isoformat()
    for shorter in (full[:4], full[:7], full):
        assert partial_dates.compatible(shorter, full)
        assert partial_dates.earliest(shorter) <= day.toordinal() <= partial_dates.latest(shorter)


@given(st.dates(), st.dates())
def test_bounds_hold_exactly_when_the_end_is_not_before_the_start(one: date, other: date) -> None:
    bounds = partial_dates.bounds(one.isoformat(), other.isoformat())
    assert bounds is not None
    assert (bounds[0] <= bounds[1]) == (one <= other)


def test_bounds_without_a_start_are_unknown() -> None:
    assert partial_dates.bounds("", "2025") is None
    assert partial_dates.bounds("2025-06", "") == partial_dates.bounds("2025-06", "2025-06")


@pytest.mark.parametrize(
    ("value", "recent"),
    [("2025-06-25", True), ("2025-06-22", True), ("2025-06-21", False), ("2025-06-26", False), ("2025-06", False), ("", False)],
)
def test_recent_is_a_whole_day_not_long_before(value, recent):
    assert partial_dates.is_recent(value, "2025-06-25", 3) is recent
