from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_article, make_compiled, make_engagement, make_place, make_quote, make_series
from timeline.queries.overview import overview, sources_read
from timeline.rows import WindowRow
from timeline.vocabulary import Field, Kind, Status

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 14)  # as tests.settings say
YEAR = WindowRow(date(2025, 1, 1), date(2025, 12, 31))


def day(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def test_the_headline_says_what_is_under_way_and_what_is_next() -> None:
    make_engagement(start=day(-3), end=day(4), status=Status.ONGOING, kind=Kind.EXERCISE)
    place = make_place("Delhi", "IN")
    make_engagement("Visit", start="2025-12-04", status=Status.PLANNED, short_title="Belousov", place=place, importance=90)
    make_engagement("Call", start="2025-12-05", status=Status.PLANNED, importance=10)
    page = overview()
    assert page.headline == "One engagement is under way; Belousov is due in Delhi on 4 December"
    assert (page.figures.under_way, page.figures.announced, page.figures.this_year) == (1, 2, 3)


@pytest.mark.parametrize(
    ("start", "headline"),
    [("2026-03", "Talks is due in March 2026"), ("2026", "Talks is due in 2026"), ("2026-03-01", "Talks is due on 1 March 2026")],
)
def test_the_headline_claims_no_day_that_is_not_known(start: str, headline: str) -> None:
    make_engagement("Talks", start=start, status=Status.PLANNED, short_title="Talks")
    assert overview().headline == headline


def test_an_empty_record_says_what_the_site_is() -> None:
    page = overview()
    assert page.headline == "Who met whom, when and where, and who says so"
    assert page.standfirst.startswith("Nothing is on record yet.")


def test_plans_whose_day_has_passed_stand_apart() -> None:
    make_engagement("passed", start=day(-10), status=Status.PLANNED)
    make_engagement("coming", start=day(10), status=Status.PLANNED)
    make_engagement("long ago", start="2015-01-01", status=Status.PLANNED)
    page = overview()
    assert [row.title for row in page.announced] == ["coming"]
    assert [(row.title, row.is_unconfirmed) for row in page.unconfirmed] == [("passed", True)]


def test_what_is_due_follows_the_pace_of_a_series() -> None:
    yearly = make_series("Dialogue")
    for year in range(2020, 2025):
        make_engagement(series=yearly, start=f"{year}-12-08", edition=year - 1990, place=make_place())
    asleep = make_series("Asleep")
    for year in range(2000, 2005):
        make_engagement(series=asleep, start=f"{year}-12-08")
    (due,) = overview().due
    assert (due.name, due.edition, due.when, due.is_announced) == ("Dialogue", "35th", "December 2025", False)
    assert due.detail == "Last met 8 Dec 2024, Qingdao; usually 12 months apart"


def test_an_announced_edition_is_given_with_its_day() -> None:
    yearly = make_series("Dialogue")
    for year in range(2020, 2025):
        make_engagement(series=yearly, start=f"{year}-12-08", edition=year - 1990)
    make_engagement(series=yearly, start="2025-12-08", edition=35, status=Status.PLANNED)
    (due,) = overview().due
    assert (due.edition, due.when, due.is_announced) == ("35th", "8 December 2025", True)


def test_just_read_counts_the_engagements_an_article_speaks_of() -> None:
    article = make_article()
    make_article("withdrawn", withdrawn_at="2025-11-01T00:00Z")
    engagement = make_engagement()
    make_quote(engagement, Field.PLACE, {"name": "Qingdao"}, "in Qingdao", article=article)
    make_quote(engagement, Field.START, "2025-06-26", "on Thursday", article=article)
    (read,) = overview().read
    assert (read.count, read.detail) == (1, "ANI, 26 Jun 2025 · 1 engagement")


def test_sources_are_counted_once() -> None:
    make_article()
    make_article()
    make_compiled(make_engagement(), Field.START, "2025-06-25")
    assert sources_read() == 2


def test_queries_do_not_grow_with_the_record(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            series = make_series()
            for year in range(2020, 2025):
                make_engagement(series=series, start=f"{year}-12-08", parties=["IN"], topics=["cyber"])
            make_engagement(start=day(5), status=Status.PLANNED, parties=["IN"])
            make_engagement(start=day(-5), status=Status.PLANNED, parties=["IN"])

    fill(1)
    with CaptureQueriesContext(connection) as few:
        overview()
    fill(4)
    with django_assert_num_queries(len(few)):
        overview()
