"""Linking by the exact rules: what joins, and what never does."""

from dataclasses import replace

import pytest

from timeline.ingest.linking import Likeness, link

SERIES = Likeness(
    None, "dialogue", "2025-12-08", "2025-12-08", "series:1", 35, "place:1", frozenset({"country:AU", "country:US"}), frozenset()
)
PAIR = frozenset({"country:IN", "country:RU"})
MEETING = Likeness(None, "bilateral", "2025-06-26", "2025-06-26", "", None, "", PAIR, frozenset({"person:1", "person:2"}))


@pytest.mark.parametrize(
    "candidate, changes, reason",
    [
        (SERIES, {}, "Same series, edition and year"),
        (SERIES, {"start": "2025", "kind": "ministerial"}, "Same series, edition and year"),
        (SERIES, {"edition": 34}, None),
        (SERIES, {"edition": None}, "Same series and days"),
        (SERIES, {"edition": None, "place": ""}, "Same series and days"),
        (SERIES, {"edition": None, "place": "place:2"}, None),
        (SERIES, {"edition": None, "end": "2025-12-09"}, None),
        (SERIES, {"edition": None, "start": "2025", "end": "2025"}, None),
        (SERIES, {"series": "series:2"}, None),
        (SERIES, {"start": "2024-12-08"}, None),
        (MEETING, {}, "Same kind, parties, day and people"),
        (MEETING, {"start": "2025-06-27"}, None),
        (MEETING, {"start": "2025-06"}, None),
        (MEETING, {"people": frozenset({"person:1"})}, None),
        (MEETING, {"people": frozenset()}, None),
        (MEETING, {"parties": frozenset({"country:IN"})}, None),
        (MEETING, {"kind": "call"}, None),
    ],
)
def test_the_exact_rules(candidate: Likeness, changes: dict[str, object], reason: str | None) -> None:
    decision = link(candidate, [replace(candidate, id=7, **changes)])  # type: ignore[arg-type]
    assert decision.engagement == (7 if reason else None)
    assert decision.reason == (reason or "No engagement on record fits by the exact rules")


def test_two_editions_are_never_one_meeting() -> None:
    other = replace(MEETING, id=7, edition=3)
    assert link(replace(MEETING, edition=4), [other]).engagement is None


def test_the_oldest_wins() -> None:
    block = [replace(MEETING, id=9), replace(MEETING, id=3), replace(MEETING, id=5)]
    assert link(MEETING, block).engagement == link(MEETING, block[::-1]).engagement == 3
