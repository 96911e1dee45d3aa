from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_country, make_engagement, make_organisation, make_series
from tests.queries.counted import spans_of
from tests.queries.dates import scatter
from tests.queries.test_selection import FILTERS, fill
from timeline.models import CountryAlias, Engagement
from timeline.queries.comparison import (
    COMMON,
    MARKED,
    SharedRow,
    _counted,
    _marked,
    common_rows,
    compared_rows,
    subject,
    subjects_of,
)
from timeline.queries.filter import Filter, matching
from timeline.queries.subjects import find_subjects, proposals
from timeline.rows import SpanRow
from timeline.vocabulary import Counting

pytestmark = pytest.mark.django_db
INDIA, RUSSIA, SCO = subject("country", "IN", "India"), subject("country", "RU", "Russia"), subject("org", "SCO", "SCO")


def test_a_filter_names_its_subjects() -> None:
    series = make_series("AUSMIN")
    names = {"country": {"IN": "India", "IN-RU": "India and Russia"}, "org": {"SCO": "SCO"}, "series": {str(series.pk): "AUSMIN"}}
    found = subjects_of(Filter(country=("IN", "IN-RU"), org=("SCO",), series=(series.pk,)), names)
    assert [(one.name, one.code, one.url) for one in found] == [
        ("India", "IN", "/countries/IN/"),
        ("India and Russia", "IN-RU", "/countries/IN/RU/"),
        ("SCO", "SCO", "/organisations/SCO/"),
        ("AUSMIN", "", f"/series/{series.pk}/"),
    ]
    assert subject("country", "CN-IN-RU", "").url == "/engagements/?country=CN-IN-RU"


def test_each_subject_has_the_months_its_engagements_run_over() -> None:
    make_engagement(start="2025-06-30", end="2025-07-01", parties=["IN"])
    make_engagement(start="2025-07", parties=["IN"])
    make_engagement(start="2025", parties=["IN", "RU"])
    make_engagement(start="", parties=["IN"])
    india, russia = compared_rows(Filter(country=("IN", "RU")), [INDIA, RUSSIA], Counting.ENGAGEMENTS)
    july, june, december, january = (2025 * 12 + number for number in (6, 5, 11, 0))
    assert set(india.spans) == {SpanRow(june, july, 1), SpanRow(july, july, 1), SpanRow(january, december, 1, True)}
    assert (india.total, india.undated, len(india.marked)) == (4, 1, 1)
    assert (russia.total, russia.undated, russia.marked) == (1, 0, ())


def test_the_rest_of_the_filter_narrows_every_subject() -> None:
    make_engagement(start="2025-06-25", kind="visit", parties=["IN", "RU"])
    make_engagement(start="2025-06-25", kind="call", parties=["IN"])
    make_engagement(start="2019-06-25", kind="visit", parties=["IN", "RU"])
    wanted = Filter(first=date(2025, 1, 1), kind=("visit",), country=("IN", "RU"))
    assert [row.total for row in compared_rows(wanted, [INDIA, RUSSIA], Counting.ENGAGEMENTS)] == [1, 1]
    assert common_rows(wanted, [INDIA, RUSSIA]).total == 1


def test_in_a_country_s_row_only_its_own_pairs_count() -> None:
    make_engagement(parties=["IN", "RU", "CN", "SCO"])
    together = subject("country", "IN-RU", "India and Russia")
    rows = compared_rows(Filter(), [INDIA, SCO, together], Counting.PAIRS)
    assert [row.total for row in rows] == [2, 3, 1]


def test_what_is_shared_is_counted_by_two_and_listed_with_most_first() -> None:
    make_engagement("Two", start="2025-10-01", parties=["IN", "RU"])
    make_engagement("All", start="2020-10-01", parties=["IN", "RU", "SCO"])
    make_engagement("One", parties=["IN"])
    make_engagement("None of them", parties=["FR"])
    found = common_rows(Filter(), [INDIA, RUSSIA, SCO])
    assert found.pairs == (SharedRow(0, 1, 2), SharedRow(0, 2, 1), SharedRow(1, 2, 1))
    assert found.total == 2
    assert [(entry.row.title, entry.subjects) for entry in found.listed] == [("All", (0, 1, 2)), ("Two", (0, 1))]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=FILTERS, counting=st.sampled_from(Counting))
def test_the_columns_count_what_the_database_counts(wanted: Filter, counting: Counting) -> None:
    if not Engagement.objects.exists():
        fill()
        scatter(60)
        for start, end in (("2025-06-30", "2025-07"), ("2024-02-29", "2024"), ("2024-02", "2024"), ("2015-01-01", "2027")):
            make_engagement(start=start, end=end, parties=["IN", "RU"])
    for countries in ((), ("IN",), ("IN", "RU")):
        asked = replace(wanted, country=("-".join(countries),)) if countries else wanted
        spans, undated = _counted(asked, counting, countries)
        expected, without = spans_of(asked, counting, countries)
        assert (sorted(spans, key=str), undated) == (sorted(expected, key=str), without)
        known = [
            row for row in matching(asked).order_by("-importance", "-earliest", "pk") if len(row.start) == len(row.end) == 10
        ]
        assert _marked(asked) == [row.pk for row in known[:MARKED]]


def test_one_subject_shares_nothing() -> None:
    make_engagement(parties=["IN", "RU"])
    assert common_rows(Filter(), [INDIA]).pairs == ()


def test_shared_numbers_are_those_of_the_list() -> None:
    scatter(80)
    found = common_rows(Filter(), [INDIA, RUSSIA, SCO])
    counts = [pair.count for pair in found.pairs]
    listed = [Filter(country=("IN-RU",)), Filter(country=("IN",), org=("SCO",)), Filter(country=("RU",), org=("SCO",))]
    assert counts == [matching(wanted).count() for wanted in listed]
    assert len(found.listed) == min(COMMON, found.total)


@pytest.mark.parametrize("counting", Counting)
def test_the_number_of_queries_does_not_grow(counting: Counting) -> None:
    numbers = []
    for seed in (1, 2):
        scatter(30, seed)
        for _ in range(2):  # the first time, the columns are read
            with CaptureQueriesContext(connection) as asked:
                compared_rows(Filter(), [INDIA, RUSSIA, SCO], counting)
                common_rows(Filter(), [INDIA, RUSSIA, SCO])
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


def test_a_subject_is_found_by_name_code_or_alias() -> None:
    india = make_country("IN")
    make_country("ID", name="Indonesia")
    CountryAlias.objects.create(country=india, text="Bharat")
    make_organisation("SCO", name="Shanghai Cooperation Organisation")
    make_series("India–US 2+2 Ministerial Dialogue")
    assert [one.name for one in find_subjects("india")] == ["India"]
    assert [one.name for one in find_subjects("BHARAT")] == ["India"]
    assert [one.value for one in find_subjects("sco")] == ["SCO"]
    assert [one.key for one in find_subjects("ind")] == ["country", "country", "series"]
    assert find_subjects("Atlantis") == find_subjects(" ") == find_subjects("\x00%") == ()


def test_proposals_are_of_who_is_most_on_record() -> None:
    assert proposals() == ()
    make_engagement(parties=["IN", "RU"])
    assert proposals() == (("India and Russia", "country=IN&country=RU"),)
    make_engagement(parties=["IN", "US", "CN"])
    assert len(proposals()) == 2
