"""What the columns select is what the database selects, whatever is asked for and whoever changed it meanwhile."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, make_engagement, make_organisation, make_person, make_place, make_series
from timeline.models import Person, Place, Series
from timeline.queries.filter import Filter, matching
from timeline.queries.held import held
from timeline.queries.selection import select
from timeline.record import withdraw_engagement
from timeline.vocabulary import Kind, Status

pytestmark = pytest.mark.django_db
STARTS = ("", "2024", "2025", "2025-06", "2025-06-25", "2025-07-01", "2019-12-31")
COUNTRIES = ("IN", "RU", "CN", "FR", "JP")


def fill() -> None:
    """Make a few dozen engagements that differ in everything."""
    places, series = [make_place(), make_place("Nice", "FR")], [make_series("One"), make_series("Two")]
    series[0].organisation = make_organisation("SCO")
    series[0].save()
    person = make_person()
    for number in range(36):
        start = STARTS[number % len(STARTS)]
        make_engagement(
            f"Talks {number}",
            kind=list(Kind)[number % 12],
            status=list(Status)[number % 5],
            start=start,
            end="2025-08-02" if number % 9 == 4 and len(start) == 10 and start > "2025" else "",
            parties=[COUNTRIES[number % 5], COUNTRIES[(number + 1 + number % 3) % 5], *(["SCO"] if number % 6 == 0 else [])],
            people=[person] if number % 7 == 0 else (),
            topics=["cyber", "space"][number % 3 : number % 3 + 1],
            place=places[number % 3] if number % 3 < 2 else None,
            series=series[number % 4] if number % 4 < 2 else None,
            importance=number % 10,
            search_text=f"talks {number} words",
        )


DAYS = st.one_of(st.none(), st.sampled_from([date(2018, 1, 1), date(2025, 6, 25), date(2025, 7, 15), date(2026, 1, 1)]))


def some(*values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


FILTERS = st.builds(
    Filter,
    first=DAYS,
    last=DAYS,
    country=some("IN", "FR", "IN-RU", "ZZ"),
    org=some("SCO", "NATO"),
    person=some(0, 1),
    place=some(0, 1, 2**40),
    kind=some("visit", "summit"),
    series=some(0, 1),
    topic=some("cyber", "space"),
    status=some("held", "planned"),
    q=st.sampled_from(["", "talks 1", "nothing"]),
)


@pytest.fixture(params=["few", "many"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count a few engagements in both ways: one by one, and as if they were very many."""
    if request.param == "many":
        for name, value in (("held._FEW", 0), ("held._BLOCK", 4), ("held._BITS", 2), ("held._WIDE", 40), ("lanes._FEW", 0)):
            monkeypatch.setattr(f"timeline.queries.{name}", value)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=FILTERS)
def test_the_columns_select_what_the_database_selects(ways: None, wanted: Filter) -> None:
    if not len(held()):
        fill()
    wanted = _with_real_ids(wanted)
    chosen = select(wanted)
    found = list(matching(wanted).order_by("pk").values_list("pk", flat=True))
    assert sorted(chosen.ids(chosen.at(0, len(chosen)))) == found
    assert len(chosen) == len(found)
    kinds = Counter(matching(wanted).values_list("kind", flat=True))
    assert chosen.count("kind").tolist() == [kinds[kind] for kind in Kind][: len(chosen.count("kind"))]
    assert [chosen.below(position) for position in range(len(chosen.held))] == [
        sum(one < position for one in chosen.at(0, len(chosen)).tolist()) for position in range(len(chosen.held))
    ]
    ranked = list(matching(wanted).values_list("importance", "earliest", "pk"))
    for limit in (1, 5, 50):
        first = sorted(ranked, key=lambda row: (-row[0], row[1] or 0, row[2]))[:limit]
        last = sorted(ranked, key=lambda row: (-row[0], -(row[1] or 0), row[2]))[:limit]
        assert chosen.ids(chosen.top(limit)) == [pk for *_, pk in first]
        assert chosen.ids(chosen.top(limit, newest=True)) == [pk for *_, pk in last]


def _with_real_ids(wanted: Filter) -> Filter:
    people, places, series = (list(m.objects.order_by("pk").values_list("pk", flat=True)) for m in (Person, Place, Series))
    ids = {"person": people, "place": places, "series": series}
    changes = {
        key: tuple(known[value] if value < len(known) else value for value in getattr(wanted, key)) for key, known in ids.items()
    }
    return replace(wanted, **changes)


def test_the_id_0_is_nobody_s() -> None:
    make_engagement()
    for wanted in (Filter(series=(0,)), Filter(place=(0,)), Filter(person=(0,))):
        assert len(select(wanted)) == matching(wanted).count() == 0


def test_a_change_is_seen_at_once_and_only_its_month_is_read(django_assert_num_queries: Any) -> None:
    fill()
    gone = make_engagement("gone", start="2025-06-26")
    before = held()
    with django_assert_num_queries(1):
        assert held() is before
    withdraw_engagement(gone, reason="", at=NOW)
    with django_assert_num_queries(2):
        after = held()
    assert len(after) == len(before) - 1
    for name in ("kind", "country", "place"):
        assert after.count(name, 0, len(after)).sum() == after.values(name, 0, len(after)).size


def test_counts_carried_over_are_those_counted_anew() -> None:
    fill()
    now = held()
    now.count("country", 0, len(now))
    make_engagement("more", start="2025-06-02", parties=["US", "AU"])
    after = held()
    assert after is not now
    assert after.count("country", 0, len(after)).tolist() == after._month_counts("country", {}).sum(axis=0).tolist()
