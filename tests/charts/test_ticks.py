from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.charts.labels import text_width
from timeline.charts.scale import Scale
from timeline.charts.ticks import ticks
from timeline.rows import WindowRow


def names(first: date, last: date, width: float) -> list[str]:
    return [tick.name for tick in ticks(Scale(WindowRow(first, last), width)) if tick.name]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2025, 11, 1), date(2025, 11, 14), ["November 2025", "3", "4"]),
        (date(2025, 10, 6), date(2025, 12, 21), ["6 October 2025", "13", "20", "27", "November 2025"]),
        (date(2025, 3, 1), date(2026, 2, 28), ["Mar 2025", "May", "Jun"]),
        (date(2015, 1, 1), date(2024, 12, 31), ["2015", "2016"]),
        (date(1985, 1, 1), date(2027, 12, 31), ["1986", "1988"]),
    ],
)
def test_the_calendar_suits_the_zoom(first: date, last: date, expected: list[str]) -> None:
    found = names(first, last, 1244)
    assert [name for name in expected if name in found] == expected


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(1, 30_000), st.integers(280, 2400))
def test_names_never_touch(first: date, days: int, width: int) -> None:
    scale = Scale(WindowRow(first, first + timedelta(days=days)), width)
    spans = []
    for tick in ticks(scale):
        if tick.name:
            left = scale.x(tick.day.toordinal())
            spans.append((left, left + text_width(tick.name, 12 if tick.is_strong else 11)))
    spans.sort()
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))
