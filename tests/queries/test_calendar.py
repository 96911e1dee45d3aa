from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_engagement
from tests.queries.counted import calendar_of
from tests.queries.dates import scatter
from tests.queries.test_selection import FILTERS, fill
from timeline.charts.calendar import calendar
from timeline.models import Engagement
from timeline.queries.calendar import calendar_rows
from timeline.queries.filter import Filter, matching
from timeline.rows import WeekRow, WindowRow, YearCountRow
from timeline.vocabulary import Counting

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 6, 23).toordinal()


def test_weeks_hold_what_touches_them() -> None:
    make_engagement(start="2025-06-25")
    make_engagement(start="2025-06-29", end="2025-06-30")
    found = calendar_rows(Filter())
    assert found.weeks == (WeekRow(MONDAY, 2), WeekRow(MONDAY + 7, 1))
    assert (found.years, found.total, found.undated) == ((YearCountRow(2025, 2),), 2, 0)


def test_a_month_is_vague_in_its_weeks_and_no_date_is_in_none() -> None:
    make_engagement(start="2025-06")
    make_engagement(start="")
    found = calendar_rows(Filter())
    assert {(week.count, week.vague) for week in found.weeks} == {(0, 1)}
    assert len(found.weeks) == 6  # 26 May, with 1 June, to 30 June
    assert (found.years, found.total, found.undated) == ((YearCountRow(2025, 1, 1),), 2, 1)


def test_a_rule_weighs_the_weeks() -> None:
    make_engagement(start="2025-06-25", parties=["IN", "RU", "CN"])
    make_engagement(start="2025-06-26", parties=["IN"])
    assert calendar_rows(Filter(), Counting.PAIRS).weeks == (WeekRow(MONDAY, 3),)
    assert calendar_rows(Filter(), Counting.PAIRS).total == 3


@pytest.mark.parametrize(
    "window",
    [(None, None), (date(2020, 6, 10), date(2023, 2, 28)), (date(2021, 1, 2), date(2021, 1, 3)), (None, date(2022, 12, 31))],
)
def test_every_number_is_that_of_the_list_it_leads_to(window: tuple[date | None, date | None]) -> None:
    scatter(120)
    wanted = Filter(first=window[0], last=window[1])
    rows = calendar_rows(wanted)
    vague = {row.monday: row.vague for row in rows.weeks}
    bounds = WindowRow(window[0] or date(2018, 1, 1), window[1] or date(2028, 12, 31))
    drawn = calendar(rows.weeks, rows.years, window=bounds, today=date(2025, 11, 14), counting=Counting.ENGAGEMENTS)
    assert rows.total == matching(wanted).count()
    for year in drawn.years:
        if year.count:
            assert year.count == matching(wanted.between(year.first, year.last)).count(), year.year
        for cell in year.cells:
            if cell and cell.count:
                monday = cell.first - timedelta(days=cell.first.weekday())
                listed = matching(wanted.between(cell.first, cell.last)).count()
                assert cell.count + vague[monday.toordinal()] == listed, cell.words


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=FILTERS, counting=st.sampled_from(Counting))
def test_the_columns_count_what_the_database_counts(wanted: Filter, counting: Counting) -> None:
    if not Engagement.objects.exists():
        fill()
        scatter(60)
        for start, end in (
            ("2025-06-30", "2025-07"),
            ("2025-06-30", "2025-07-31"),
            ("2024-02-29", "2024"),
            ("2015-01-01", "2027"),
        ):
            make_engagement(start=start, end=end, parties=["IN", "RU"])
    assert calendar_rows(wanted, counting) == calendar_of(wanted, counting)


@pytest.mark.parametrize("counting", Counting)
def test_the_number_of_queries_does_not_grow(counting: Counting, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number, seed in ((4, 1), (40, 2)):
        scatter(number, seed)
        calendar_rows(Filter(country=("IN",)), counting)
        with django_assert_num_queries(2 if counting is Counting.PEOPLE else 1):
            calendar_rows(Filter(country=("IN",)), counting)
