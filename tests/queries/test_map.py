from datetime import date

import pytest

from tests.factories import make_country, make_engagement, make_place
from timeline.queries.filter import Filter
from timeline.queries.map import BESIDE_MAP, arc_rows, around_map, map_rows
from timeline.rows import WindowRow
from timeline.vocabulary import Kind, Status

pytestmark = pytest.mark.django_db
YEAR = WindowRow(date(2025, 1, 1), date(2025, 12, 31))


def test_places_carry_their_count_commonest_kind_and_plans() -> None:
    place = make_place()
    for kind in (Kind.VISIT, Kind.VISIT, Kind.CALL):
        make_engagement(place=place, kind=kind)
    make_engagement(place=place, kind=Kind.VISIT, status=Status.PLANNED, start="2025-12-01")
    make_engagement(place=make_place("Ladoga", "RU"), start="2019-01-01")
    rows = map_rows(Filter(), YEAR)
    (found,) = rows.places
    assert (found.name, found.count, found.planned, found.kind) == ("Qingdao", 4, 1, "visit")
    assert rows.total == rows.pinned == 4


def test_a_country_alone_is_never_pinned() -> None:
    make_engagement(country=make_country("CL"))
    make_engagement(place=make_place("Nowhere", "CL", latitude=None, longitude=None), country=make_country("CL"))
    make_engagement("at sea")
    rows = map_rows(Filter(), YEAR)
    assert (rows.places, rows.country_only, rows.nowhere, rows.total) == ((), 2, 1, 3)
    assert len(around_map(Filter(), YEAR, None).off) == 3


def test_the_list_beside_the_map_is_the_most_important_or_the_selected_place() -> None:
    place = make_place()
    make_engagement("there", place=place, importance=1)
    for number in range(BESIDE_MAP):
        make_engagement(start=f"2025-06-{number + 1:02}", importance=50)
    assert "there" not in [row.title for row in around_map(Filter(), YEAR, None).beside]
    assert [row.title for row in around_map(Filter(), YEAR, place.pk).beside] == ["there"]


def test_countries_are_those_that_took_part_in_the_window() -> None:
    make_engagement(parties=["IN", "RU"])
    make_engagement(parties=["IN", "SCO"])
    make_engagement(parties=["FR"], start="2019-01-01")
    assert [(row.code, row.count) for row in map_rows(Filter(), YEAR).countries] == [("IN", 2), ("RU", 1)]


def test_ways_lead_from_the_capitals_that_are_known_places() -> None:
    make_country("RU", capital="Moscow")
    make_country("FR", capital="Paris")
    make_place("Moscow", "RU", latitude=55.8, longitude=37.6)
    make_place("Paris", "US", latitude=33.7, longitude=-95.6)  # Paris, Texas
    place = make_place()
    make_engagement(place=place, parties=["RU", "FR"])
    assert arc_rows(Filter(), YEAR, place.pk) == (("Moscow", 55.8, 37.6),)
