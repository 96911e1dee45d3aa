from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_engagement, make_series
from timeline.queries.engagements import ListPage, engagement_rows, facets
from timeline.queries.filter import Filter
from timeline.queries.ordering import PAGE, Cursor, Order
from timeline.vocabulary import Kind, Status

pytestmark = pytest.mark.django_db


def titles(page: ListPage) -> list[str]:
    return [listed.row.title for month in page.months for listed in month.rows]


def test_the_list_is_grouped_by_month_with_the_undated_last() -> None:
    for title, start in (("nov", "2025-11-02"), ("oct", "2025-10-31"), ("year", "2024"), ("none", ""), ("october", "2025-10")):
        make_engagement(title, start=start)
    page = engagement_rows(Filter())
    assert [(month.name, month.count) for month in page.months] == [
        ("November 2025", 1),
        ("October 2025", 2),
        ("2024, month not stated", 1),
        ("Date not stated", 1),
    ]
    assert titles(engagement_rows(Filter(), order=Order.OLDEST)) == ["year", "october", "oct", "nov", "none"]


def test_a_year_and_its_first_days_stay_in_groups_of_their_own() -> None:
    for start in ("2025-01-01", "2025", "2025-01", "2025"):
        make_engagement(start=start)
    assert [(month.name, len(month.rows)) for month in engagement_rows(Filter()).months] == [
        ("2025, month not stated", 2),
        ("January 2025", 2),
    ]


@pytest.mark.parametrize("order", list(Order))
def test_pages_hold_everything_once(order: Order) -> None:
    for number in range(2 * PAGE + 7):
        make_engagement(f"{number:03}", start=f"2025-06-{number % 5 + 1:02}" if number % 9 else "")
    seen: list[str] = []
    after: Cursor | None = None
    while True:
        page = engagement_rows(Filter(), order=order, after=after)
        assert page.total == 2 * PAGE + 7
        seen += titles(page)
        if not page.next:
            break
        after = Cursor.parse(page.next, order)
    assert len(seen) == len(set(seen)) == 2 * PAGE + 7


def test_a_month_cut_by_the_page_still_says_its_whole_count() -> None:
    for _ in range(PAGE + 5):
        make_engagement(start="2025-06-10")
    (month,) = engagement_rows(Filter()).months
    assert (month.count, len(month.rows)) == (PAGE + 5, PAGE)


def test_parts_stand_under_their_whole() -> None:
    visit = make_engagement("visit", start="2025-10-08", end="2025-10-10", kind=Kind.VISIT)
    make_engagement("late", start="2025-10-10", within=visit)
    make_engagement("early", start="2025-10-09", within=visit)
    make_engagement("other", start="2025-10-09")
    (month,) = engagement_rows(Filter()).months
    assert [(listed.row.title, listed.is_inside) for listed in month.rows] == [
        ("other", False),
        ("visit", False),
        ("early", True),
        ("late", True),
    ]


@pytest.mark.parametrize("text", ["", "x", "1.x", "x.1", "12345678.1", "1.-1", "1." + "9" * 30, "١.١"])
def test_a_cursor_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a place in the list"):
        Cursor.parse(text)


def test_facets_count_with_their_own_key_left_out() -> None:
    make_engagement(kind=Kind.VISIT, parties=["IN"], topics=["cyber"])
    make_engagement(kind=Kind.VISIT, parties=["RU"], start="2025-06")
    make_engagement(kind=Kind.EXERCISE, parties=["IN", "RU"], status=Status.PLANNED, series=make_series("INDRA"))
    found = facets(Filter(kind=("visit",)))
    kinds = {value.code: value.count for value in found.kind.values}
    assert (kinds["visit"], kinds["exercise"], kinds["call"]) == (2, 1, 0)
    assert found.kind.chosen == ("Visit",)
    assert {value.name: value.count for value in found.country.values} == {"India": 1, "Russia": 1}
    assert [value.count for value in found.certainty.values] == [1, 1, 0, 0]
    assert found.series.values == ()
    assert [value.name for value in found.topic.values] == ["cyber"]


def test_a_chosen_pair_or_person_stays_in_the_form() -> None:
    make_engagement(parties=["IN", "RU"])
    found = facets(Filter(country=("IN-RU",)))
    assert [(value.name, value.count) for value in found.country.values][0] == ("India and Russia", 1)
    assert found.country.chosen == ("India and Russia",)


@pytest.mark.parametrize("wanted", [Filter(), Filter(country=("IN",), q="meeting")])
def test_queries_do_not_grow_with_the_list(wanted: Filter, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            make_engagement(parties=["IN", "SCO"], topics=["cyber"], series=make_series(), search_text="meeting")

    def read() -> Any:
        return engagement_rows(wanted), facets(wanted)

    fill(2)
    with CaptureQueriesContext(connection) as few:
        read()
    fill(12)
    with django_assert_num_queries(len(few)):
        read()
