"""Reckoning over a series' editions, without a database."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import partial_dates
from timeline.queries import cadence
from timeline.rows import EngagementRow, PartyRow
from timeline.vocabulary import Kind, Role, Status

TODAY = date(2025, 11, 14)
AU, US = (PartyRow(code, code, False, Role.PARTICIPANT, "/") for code in ("AU", "US"))


def edition(start: str, number: int | None = None, *, host: str = "", status: str = Status.HELD, **fields: Any) -> EngagementRow:
    days = partial_dates.bounds(start, "")
    values: dict[str, Any] = {
        "id": hash((start, number)), "url": "/", "title": f"Edition {number}", "short_title": "", "kind": Kind.DIALOGUE,
        "status": status, "start": start, "end": start, "earliest": days and days[0], "latest": days and days[1],
        "place_id": None, "place": "", "country": host, "country_name": "", "latitude": None, "longitude": None, "venue": "",
        "series_id": 1, "series": "AUSMIN", "edition": number, "within_id": None, "importance": 0, "source_count": 1,
        "is_unconfirmed": False, "parties": (AU, US),
    }  # fmt: skip
    return EngagementRow(**{**values, **fields})


YEARLY = (edition("2020-07-28", 30, host="US"), edition("2021-09-16", 31, host="US"), edition("2022-12-06", 32, host="US"),
          edition("2023-07-29", 33, host="AU"), edition("2024-08-06", 34, host="US"))  # fmt: skip


def test_the_host_is_named_or_else_the_party_at_home() -> None:
    assert [party.code for party in cadence.hosts(edition("2024-08-06", host="US"))] == ["US"]
    said = PartyRow("AU", "Australia", False, Role.HOST, "/")
    assert cadence.hosts(edition("2024-08-06", host="US", parties=(said, US))) == (said,)
    assert cadence.hosts(edition("2024-08-06", host="MY")) == ()


def test_usual_gap_is_the_median_of_months() -> None:
    assert cadence.usual_gap(YEARLY) == 13


def test_two_gaps_are_too_few_and_year_only_editions_tell_none() -> None:
    assert cadence.usual_gap(YEARLY[:3]) is None
    assert cadence.usual_gap(tuple(edition(str(year)) for year in range(2000, 2010))) is None


def test_months_need_both_months() -> None:
    assert cadence.months_between(edition("2023-07-29"), edition("2024-08-06")) == 12
    assert cadence.months_between(edition("2023"), edition("2024-08-06")) is None


@pytest.mark.parametrize(
    ("gap", "words"),
    [(1, "about twelve a year"), (6, "about two a year"), (12, "about one a year"), (15, "about one a year"),
     (24, "about one every two years"), (19, "usually 19 months apart")],
)  # fmt: skip
def test_pace(gap: int, words: str) -> None:
    assert cadence.pace(gap) == words


def test_an_announced_edition_is_due_and_late() -> None:
    planned = edition("2025-12-08", 35, host="US", status=Status.PLANNED)
    due = cadence.due((*YEARLY, planned), 12, TODAY)
    assert due is not None
    assert (due.when, due.announced, due.since_last, due.months_late, due.is_past) == ("8 December 2025", planned, 16, 4, False)


def test_without_an_announcement_the_usual_gap_says_when() -> None:
    due = cadence.due(YEARLY, 12, TODAY)
    assert due is not None
    assert (due.when, due.announced, due.months_late, due.is_past) == ("August 2025", None, 3, True)


def test_a_plan_whose_day_has_passed_was_due() -> None:
    due = cadence.due((*YEARLY, edition("2025-10-01", status=Status.PLANNED)), 12, TODAY)
    assert due is not None
    assert due.is_past


def test_nothing_is_due_without_a_gap_or_an_edition() -> None:
    assert cadence.due(YEARLY[:2], None, TODAY) is None
    assert cadence.due((), 12, TODAY) is None


def test_register_runs_newest_first_with_gaps_in_sequence() -> None:
    rows = (edition("2015-10-13", 26, host="US"), edition("2017-06-05", 27, host="AU"), edition("2018-07-23", 28, host="US"))
    entries = cadence.register(rows, {rows[0].id: ("Bishop", "Kerry")}, 12)
    assert [type(entry).__name__ for entry in entries] == ["EditionRow", "EditionRow", "GapRow", "EditionRow"]
    gap = entries[2]
    assert isinstance(gap, cadence.GapRow)
    assert (gap.years, gap.known) == ("2016", "no edition found; numbering runs on, so none is thought missing")
    last = entries[3]
    assert isinstance(last, cadence.EditionRow)
    assert last.people == ("Bishop", "Kerry")


def test_missing_numbers_are_named_even_in_a_slow_series() -> None:
    entries = cadence.register((edition("2010-05", 4), edition("2018-05", 7)), {}, 30)
    assert [entry.known for entry in entries if isinstance(entry, cadence.GapRow)] == ["the 5th to 6th are not on record"]


def test_a_slow_series_has_no_empty_years_to_show() -> None:
    entries = cadence.register((edition("2010-05"), edition("2014-05")), {}, 48)
    assert not [entry for entry in entries if isinstance(entry, cadence.GapRow)]


def test_a_shared_number_is_flagged_on_both_rows() -> None:
    entries = cadence.register((edition("2019-05-01", 5), edition("2019-09-01", 5), edition("2020-05-01", 6)), {}, 12)
    assert [entry.shares_number for entry in entries if isinstance(entry, cadence.EditionRow)] == [False, True, True]


def test_hosting_again_is_noticed() -> None:
    entries = cadence.register(YEARLY, {}, 12)
    assert [entry.hosts_again for entry in entries if isinstance(entry, cadence.EditionRow)] == [False, False, True, True, False]


def test_host_counts_leave_out_what_did_not_take_place() -> None:
    counts = cadence.host_counts((*YEARLY, edition("2025-12-08", host="US", status=Status.PLANNED)))
    assert [(party.code, number) for party, number in counts] == [("US", 4), ("AU", 1)]


def test_empty_years_lie_between_the_first_and_the_last() -> None:
    assert cadence.empty_years((edition("1990"), edition("1992-05"), edition("1995-01-01"))) == 3


@given(st.lists(st.tuples(st.integers(1990, 2030), st.integers(1, 12), st.one_of(st.none(), st.integers(1, 60))), max_size=12))
def test_the_register_keeps_every_edition(dates: list[tuple[int, int, int | None]]) -> None:
    rows = tuple(edition(f"{year}-{month:02}", number) for year, month, number in sorted(dates, key=lambda one: one[:2]))
    kept = [entry.engagement for entry in cadence.register(rows, {}, 12) if isinstance(entry, cadence.EditionRow)]
    assert kept == list(reversed(rows))
