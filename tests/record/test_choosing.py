"""Choosing: tables of claims and the value that shows, and that the order they come in never matters."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import partial_dates
from timeline.record.choosing import Said, as_of, choose_end, choose_many, choose_value, standing
from timeline.vocabulary import Field, Origin

NOW = datetime(2025, 11, 14, tzinfo=UTC)


def said(value: Any, source: str = "a", published: str = "2025-06-26", **changes: Any) -> Said:
    values = {
        "id": 1, "field": Field.START, "key": str(value), "value": value, "origin": Origin.EXTRACTED, "denies": False, "source": source,
        "published": date.fromisoformat(published) if published else None, "recorded_at": NOW,
    }  # fmt: skip
    return Said(**{**values, **changes})


def by_person(value: Any, hours: int = 0, *, denies: bool = False) -> Said:
    return said(value, "me", "", origin=Origin.MANUAL, recorded_at=NOW + timedelta(hours=hours), id=100 + hours, denies=denies)


@pytest.mark.parametrize(
    "claims, shown, reason",
    [
        ([], None, ""),
        ([said("2025-06-25")], "2025-06-25", "The only source"),
        ([said("2025-06", "a"), said("2025-06-25", "b")], "2025-06-25", "The most precise of 2 sources, which agree"),
        ([said("2025-06-25", "a"), said("2025-06-25", "b")], "2025-06-25", "Both sources agree"),
        # Two sources for the 25th, one of them vaguely, against one for the 26th.
        (
            [said("2025-06-25", "a"), said("2025-06-25", "b"), said("2025-06-26", "c", "2025-07-01")],
            "2025-06-25",
            "Said by 2 of 3",
        ),
        ([said("2025-06-25", "a"), said("2025-06-26", "b", "2025-07-01")], "2025-06-26", "As many sources say otherwise"),
        # One source that repeats itself is still one source.
        ([said("2025-06-25", "a"), said("2025-06-25", "a"), said("2025-06-26", "b", "2025-07-01")], "2025-06-26", "As many"),
        ([said("2025-06-25", "a"), said("2025-06-25", "b"), by_person("2025-06-24")], "2025-06-24", "A person’s decision"),
        ([by_person("2025-06-23", 0), by_person("2025-06-24", 1)], "2025-06-24", "A person’s decision"),
        ([said("2025-06-25", "a"), by_person("2025-06-25", denies=True)], None, ""),
        (
            [said("2025-06-25", "a"), by_person("2025-06-25", 0, denies=True), by_person("2025-06-25", 1)],
            "2025-06-25",
            "A person’s",
        ),
    ],
)
def test_a_date_is_chosen(claims: list[Said], shown: str | None, reason: str) -> None:
    choice = choose_value(Field.START, claims)
    assert (choice.claim.key if choice else None) == shown
    if choice:
        assert choice.reason.startswith(reason)


def test_the_runner_up_is_the_best_that_says_otherwise() -> None:
    claims = [said("2025-06-25", "a"), said("2025-06-25", "b"), said("2025-06-26", "c"), said("2025-06", "d")]
    choice = choose_value(Field.START, claims)
    assert choice is not None
    assert choice.runner_up is not None
    assert choice.runner_up.key == "2025-06-26"


@pytest.mark.parametrize(
    "claims, shown",
    [
        ([("planned", "2025-06-20"), ("held", "2025-06-26")], "held"),
        ([("held", "2025-06-26"), ("planned", "2025-06-20")], "held"),
        ([("planned", "2025-06-20"), ("planned", "2025-06-21"), ("postponed", "2025-06-22")], "postponed"),
        ([("ongoing", "2025-06-26"), ("held", "2025-06-26")], "held"),
    ],
)
def test_the_newest_published_status_shows(claims: list[tuple[str, str]], shown: str) -> None:
    choice = choose_value(Field.STATUS, [said(v, f"s{i}", day, field=Field.STATUS) for i, (v, day) in enumerate(claims)])
    assert choice is not None
    assert choice.claim.key == shown


def test_a_report_without_a_date_can_only_say_held_once_it_is_over() -> None:
    undated = as_of(said("held", "report", "", field=Field.STATUS), date(2025, 6, 26))
    announced = said("planned", "news", "2025-06-20", field=Field.STATUS)
    choice = choose_value(Field.STATUS, [announced, undated])
    assert choice is not None
    assert choice.claim.key == "held"


@pytest.mark.parametrize(
    "ends, shown",
    [
        ([], "2025-06-25"),
        ([said("2025-06-27")], "2025-06-27"),
        ([said("2025-06-20")], "2025-06-25"),
        ([said("2025-06-26", "a"), said("2025-06-28", "b", "2025-08-01")], "2025-06-26"),  # the source of the start goes first
        ([said("2025-06-20", "a"), said("2025-06-28", "b")], "2025-06-28"),
        ([said("2025-06-27", "a"), by_person("2025-06-30")], "2025-06-30"),
    ],
)
def test_the_end_is_never_before_the_start(ends: list[Said], shown: str) -> None:
    start = choose_value(Field.START, [said("2025-06-25", "a")])
    assert start is not None
    assert choose_end(start, ends).claim.key == shown


def test_an_end_decided_before_the_start_is_not_shown_and_the_reason_says_so() -> None:
    start = choose_value(Field.START, [said("2025-06-25", "a")])
    assert start is not None
    end = choose_end(start, [said("2025-06-27", "a"), by_person("2025-06-20")])
    assert end.claim.key == "2025-06-25"
    assert end.reason.startswith("The end that a person decided lies before the start")


def test_every_party_that_holds_shows_with_its_fullest_role() -> None:
    claims = [
        said({"code": "IN", "role": "participant"}, "a", key="country:IN"),
        said({"code": "IN", "role": "host"}, "b", key="country:IN"),
        said({"code": "RU", "role": "participant"}, "a", key="country:RU"),
        said({"code": "CN", "role": "participant"}, "a", key="country:CN"),
        by_person({"code": "CN"}, denies=True),
    ]
    claims[-1] = said({"code": "CN"}, "me", "", key="country:CN", origin=Origin.MANUAL, denies=True)
    chosen = choose_many(claims)
    assert sorted(chosen) == ["country:IN", "country:RU"]
    assert chosen["country:IN"].claim.value["role"] == "host"


DATES = st.sampled_from(["2025", "2025-06", "2025-06-24", "2025-06-25", "2025-06-26", "2025-07", "2025-07-01"])
CLAIMS = st.lists(
    st.tuples(DATES, st.sampled_from("abcd"), st.sampled_from(["2025-06-26", "2025-07-02", ""])),
    min_size=1,
    max_size=8,
    unique=True,
)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(rows: list[tuple[str, str, str]], random: Any) -> None:
    claims = [said(value, source, published, id=number) for number, (value, source, published) in enumerate(rows)]
    shuffled = claims[:]
    random.shuffle(shuffled)

    def shown(order: list[Said]) -> tuple[object, ...]:
        start = choose_value(Field.START, order)
        assert start is not None
        end = choose_end(start, order)
        assert partial_dates.earliest(start.claim.key) <= partial_dates.latest(end.claim.key)
        return start.claim, start.runner_up, start.reason, end.claim, end.runner_up, end.reason

    assert shown(claims) == shown(shuffled)


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_a_persons_newest_word_on_a_value_counts(words: list[bool]) -> None:
    claims = [by_person("2025", hour, denies=denies) for hour, denies in enumerate(words)]
    assert bool(standing(claims)) is not words[-1]
