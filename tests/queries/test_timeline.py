from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_engagement
from timeline.queries.filter import Filter
from timeline.queries.timeline import AHEAD, ENOUGH, LENGTHS, default_window, kinds_in, month_rows, timeline_rows, window_of
from timeline.rows import MonthRow, WindowRow
from timeline.vocabulary import Kind

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 14)  # as tests.settings say
JUNE = WindowRow(date(2025, 6, 1), date(2025, 6, 30))


def test_the_rows_are_the_most_important_of_the_window() -> None:
    make_engagement("low", importance=10)
    make_engagement("high", importance=90)
    make_engagement("outside", start="2025-07-09", importance=99)
    shown = timeline_rows(Filter(), JUNE, limit=1)
    assert [row.title for row in shown.rows] == ["high"]
    assert shown.total == 2


def test_the_legend_names_the_kinds_in_view() -> None:
    make_engagement(kind=Kind.VISIT)
    make_engagement(kind=Kind.SUMMIT)
    make_engagement(kind=Kind.CALL, start="2019-01-01")
    assert kinds_in(Filter(), JUNE) == (Kind.SUMMIT, Kind.VISIT)


def test_months_of_all_count_what_can_first_mean_a_day_of_them() -> None:
    make_engagement(kind=Kind.VISIT, start="2025-06")
    make_engagement(kind=Kind.CALL, start="2025-06-30", end="2025-07-02")
    make_engagement(start="")
    assert month_rows(Filter()) == (MonthRow(2025 * 12 + 5, 2),)


def test_months_of_a_filter_are_counted_over_all_dates() -> None:
    make_engagement(kind=Kind.VISIT, start="2025-06-25")
    make_engagement(kind=Kind.VISIT, start="2025-06")
    make_engagement(kind=Kind.VISIT, start="2019-01-01")
    make_engagement(kind=Kind.VISIT, start="")
    make_engagement(kind=Kind.CALL)
    wanted = Filter(kind=("visit",), first=date(2025, 1, 1), last=date(2025, 12, 31))
    assert month_rows(wanted) == (MonthRow(2019 * 12, 1), MonthRow(2025 * 12 + 5, 2))


def test_the_default_window_is_the_shortest_that_holds_enough() -> None:
    for number in range(ENOUGH - 1):
        make_engagement(start=(TODAY - timedelta(days=number % 40)).isoformat())
    make_engagement(start=(TODAY - timedelta(days=100)).isoformat())
    window = default_window()
    assert (window.last - window.first).days + 1 == LENGTHS[1]
    assert window.is_default
    assert window.first < TODAY < window.last


def test_a_long_default_window_looks_back_more_than_ahead() -> None:
    for _ in range(ENOUGH):
        make_engagement(start=(TODAY - timedelta(days=480)).isoformat())
    assert default_window().last == TODAY + timedelta(days=AHEAD)


def test_an_empty_record_shows_the_weeks_around_today() -> None:
    window = window_of(Filter())
    assert (window.last - window.first).days + 1 == LENGTHS[0]


def test_the_url_chooses_the_window() -> None:
    wanted = Filter(first=JUNE.first, last=JUNE.last, kind=("visit",))
    assert window_of(wanted) == JUNE


def test_a_filter_without_dates_shows_all_of_what_it_finds() -> None:
    make_engagement(start="2010-05-22", kind=Kind.VISIT)
    make_engagement(start="2025-10-28", kind=Kind.VISIT)
    make_engagement(start="1985")
    window = window_of(Filter(kind=("visit",)))
    assert window.first < date(2010, 5, 22)
    assert window.last > date(2025, 10, 28)
    assert window.first > date(2008, 1, 1)


def test_one_bound_is_kept_and_the_other_follows_the_record() -> None:
    make_engagement(start="2025-06-25")
    window = window_of(Filter(first=date(2025, 6, 1)))
    assert window.first == date(2025, 6, 1)
    assert window.last > date(2025, 6, 25)
    assert window_of(Filter(last=date(2001, 1, 1))).last == date(2001, 1, 1)


def test_where_nothing_is_found_one_bound_is_drawn_up_to_today() -> None:
    long_ago, to_come = date(2001, 1, 1), TODAY + timedelta(days=900)
    since = window_of(Filter(first=long_ago, q="nothing of that name"))
    assert since.first == long_ago
    assert since.last > TODAY
    assert window_of(Filter(first=to_come)).last > to_come
    until = window_of(Filter(last=to_come))
    assert until.first < TODAY
    assert until.last == to_come


def test_queries_do_not_grow_with_the_window(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(2):
        make_engagement(parties=["IN", "RU"], topics=["cyber"])
    with CaptureQueriesContext(connection) as few:
        timeline_rows(Filter(), window_of(Filter()))
    for _ in range(30):
        make_engagement(parties=["IN", "SCO"], topics=["space"])
    with django_assert_num_queries(len(few)):
        timeline_rows(Filter(), window_of(Filter()))
