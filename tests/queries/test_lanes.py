"""Density: every engagement of the window once in its lane and bin, within the limits whatever the window."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import make_country, make_engagement, make_organisation, make_series
from tests.queries.test_selection import fill, ways
from timeline.queries.filter import Filter
from timeline.queries.lanes import MOST_BINS, MOST_CELLS, MOST_LANES, bins_of, lanes_and_cells
from timeline.queries.selection import select
from timeline.queries.timeline import timeline_rows
from timeline.rows import CellRow, LaneRow, WindowRow
from timeline.vocabulary import LANE_GROUPS, Kind, Lanes

__all__ = ["ways"]
YEAR = WindowRow(date(2025, 1, 1), date(2025, 12, 31))
LENGTHS = (1, 2, 30, 48, 120, 121, 400, 850, 1800, 4000, 9500, 40_000, 400_000, 3_200_000)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("lanes", [6, MOST_LANES + 1])
def test_bins_are_few_and_cover_the_window(length: int, lanes: int) -> None:
    first = date(1000, 1, 1)
    window = WindowRow(first, first + timedelta(days=length - 1))
    bins = bins_of(window, lanes)
    ends = bins.ends()
    assert len(ends) <= MOST_BINS
    assert len(ends) * lanes <= MOST_CELLS
    assert (ends[0][0], ends[-1][1]) == (window.first.toordinal(), window.last.toordinal())
    assert all(one[1] + 1 == other[0] for one, other in zip(ends, ends[1:], strict=False))
    assert all(begin <= end for begin, end in ends)


@pytest.mark.django_db
@pytest.mark.parametrize("by", list(Lanes))
@pytest.mark.parametrize("wanted", [Filter(), Filter(country=("IN", "FR")), Filter(kind=("visit", "summit", "call"))])
@pytest.mark.parametrize("last", [date(2025, 7, 3), date(2025, 12, 31)])
def test_cells_are_the_plain_count(ways: None, by: Lanes, wanted: Filter, last: date) -> None:
    fill()
    window = WindowRow(date(2025, 6, 20), last)
    shown = timeline_rows(wanted, window, by=by, limit=0)
    rows = timeline_rows(wanted, window, by=by).rows
    assert shown.total == len(rows)
    expected: dict[tuple[str, int], int] = {}
    keys = {lane.key for lane in shown.lanes}
    ends = sorted({(cell.first, cell.last) for cell in shown.cells})
    for row in rows:
        begun = max(row.earliest or 0, window.first.toordinal())
        lanes = {lane for lane in _lanes_of(row, by) if lane in keys} or {""}
        for lane in lanes:
            (column,) = [first for first, end in ends if first <= begun <= end]
            expected[lane, column] = expected.get((lane, column), 0) + 1
    assert {(cell.lane, cell.first): cell.count for cell in shown.cells} == expected
    assert {lane.key: lane.count for lane in shown.lanes} == {
        key: sum(count for (lane, _), count in expected.items() if lane == key) for key in keys
    }


def _lanes_of(row: Any, by: Lanes) -> set[str]:
    countries = sorted(party.code for party in row.parties if not party.is_organisation)
    match by:
        case Lanes.KIND:
            return {name for name, kinds in LANE_GROUPS.items() if row.kind in kinds}
        case Lanes.COUNTRY:
            return set(countries)
        case Lanes.SERIES:
            return {str(row.series_id)}
        case Lanes.ORGANISATION:
            return {party.code for party in row.parties if party.is_organisation}
    return {f"{one}-{other}" for one in countries for other in countries if one < other}


@pytest.mark.django_db
def test_many_countries_share_the_last_lane_and_chosen_ones_come_first() -> None:
    codes = [f"{one}{other}" for one in "ABCDEFG" for other in "ABCDEF"]
    for code in codes:
        make_country(code)
        make_engagement(parties=[code])
    make_engagement(parties=["AA"])
    lanes, cells, days = lanes_and_cells(select(Filter(first=YEAR.first, last=YEAR.last)), Lanes.COUNTRY, YEAR, ("GF", "ZZ"))
    assert [lane.key for lane in lanes[:2]] == ["GF", "AA"]
    assert (len(lanes), lanes[-1]) == (MOST_LANES + 1, LaneRow("", "Other countries", len(codes) - MOST_LANES))
    assert sum(cell.count for cell in cells) == len(codes) + 1
    assert days == 30


@pytest.mark.django_db
def test_what_fits_has_no_cells_and_what_does_not_has() -> None:
    for _ in range(3):
        make_engagement(kind=Kind.VISIT)
    assert timeline_rows(Filter(), YEAR).cells == ()
    shown = timeline_rows(Filter(), YEAR, limit=2)
    assert (len(shown.rows), shown.total, shown.bin_days) == (2, 3, 7)
    (cell,) = shown.cells
    assert (cell.lane, cell.count) == ("Visits & port calls", 3)
    assert CellRow(cell.lane, date(2025, 6, 23).toordinal(), date(2025, 6, 29).toordinal(), 3) == cell


@pytest.mark.django_db
@pytest.mark.parametrize("by", list(Lanes))
def test_queries_do_not_grow(by: Lanes, django_assert_max_num_queries: Any) -> None:
    for number in range(40):
        make_organisation(f"ORG{number}")
        parties = ["IN", "RU", "CN"][: number % 3 + 1]
        make_engagement(parties=[*parties, f"ORG{number}"], series=make_series() if number % 2 else None)
    with django_assert_max_num_queries(6):
        timeline_rows(Filter(), YEAR, by=by, limit=10)
