"""What puts an article before another in the queue."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.record.worth import Tally, doubt, trust, worth

PLAIN: dict[str, Any] = {"doubts": [0.2] * 8, "differences": 0, "doubles": 0, "new_names": 0, "importance": 50}
NEW, GOOD, BAD = Tally(), Tally(95, 100), Tally(20, 100)


def weigh(**changes: Any) -> float:
    values = {**PLAIN, **changes}
    return worth(values.pop("doubts"), **values)


@pytest.mark.parametrize(
    "changes",
    [{"doubts": [0.2] * 7 + [0.9]}, {"differences": 1}, {"doubles": 1}, {"new_names": 1}, {"importance": 60}],
    ids=lambda changes: next(iter(changes)),
)
def test_each_reason_puts_an_article_further_ahead(changes: dict[str, Any]) -> None:
    assert weigh(**changes) > weigh()


def test_of_two_as_doubtful_the_shorter_comes_first() -> None:
    assert weigh(doubts=[0.8, 0.8]) > weigh(doubts=[0.1] * 16)


def test_where_nothing_is_doubted_nothing_is_expected() -> None:
    assert weigh(doubts=[0.0] * 5) == 0


@pytest.mark.parametrize(
    ("field", "source", "engine"), [(BAD, NEW, NEW), (NEW, BAD, NEW), (NEW, NEW, BAD)], ids=["field", "source", "engine"]
)
def test_what_was_often_wrong_is_trusted_less(field: Tally, source: Tally, engine: Tally) -> None:
    assert trust(field, source, engine, NEW) < trust(NEW, NEW, NEW, NEW) < trust(GOOD, NEW, NEW, NEW)


def test_one_verdict_says_little() -> None:
    assert trust(Tally(0, 1), NEW, NEW, NEW) > 0.8


tallies = st.integers(0, 1000).flatmap(lambda seen: st.integers(0, seen).map(lambda accepted: Tally(accepted, seen)))


@given(st.none() | st.floats(0, 1), tallies, tallies, tallies, tallies)
def test_a_doubt_is_a_chance(confidence: float | None, field: Tally, source: Tally, engine: Tally, everything: Tally) -> None:
    assert 0 <= doubt(confidence, trust(field, source, engine, everything)) <= 1
