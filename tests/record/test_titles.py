"""Titles that no source gives, and the short ones beside chart marks."""

from dataclasses import replace

import pytest

from timeline.record.titles import Named, short_title, title
from timeline.vocabulary import Kind

PAIR = Named(
    kind=Kind.BILATERAL, series="", edition=None, people=("Rajnath Singh", "Dong Jun"), surnames=("Singh", "Dong"), parties=("India", "China"),
    place="Qingdao", country="China", venue="", year="2025",
)  # fmt: skip


@pytest.mark.parametrize(
    "changes, full, short",
    [
        ({}, "Rajnath Singh–Dong Jun meeting", "Singh–Dong"),
        ({"people": (), "surnames": ()}, "India–China meeting", "India–China meeting"),
        ({"people": (), "surnames": (), "parties": ()}, "Meeting", "Meeting"),
        ({"people": (), "surnames": (), "parties": ("A", "B", "C", "D")}, "Four-party meeting", "Four-party meeting"),
        ({"series": "AUSMIN", "edition": 35}, "35th AUSMIN", "35th AUSMIN"),
        ({"series": "Exercise Malabar", "kind": Kind.EXERCISE}, "Exercise Malabar, 2025", "Malabar"),
        (
            {"kind": Kind.VISIT, "people": ("Pete Hegseth",), "surnames": ("Hegseth",), "place": "", "country": "United States"},
            "Visit of Pete Hegseth to the United States",
            "Hegseth in United States",
        ),
        (
            {"kind": Kind.VISIT, "people": (), "surnames": (), "parties": ("India", "China"), "venue": "Naval Academy"},
            "Visit of India to Naval Academy",
            "Visit of India to Naval Academy",
        ),
        ({"kind": Kind.CALL}, "Rajnath Singh–Dong Jun call", "Singh–Dong"),
    ],
)
def test_titles(changes: dict[str, object], full: str, short: str) -> None:
    named = replace(PAIR, **changes)  # type: ignore[arg-type]
    assert title(named) == full
    assert short_title(named, full) == short


def test_a_long_title_is_cut_between_words() -> None:
    text = short_title(
        replace(PAIR, people=(), surnames=()), "Meeting of the committee of the chiefs of staff of the armed forces"
    )
    assert len(text) <= 44
    assert text.endswith("staff of…") or text.endswith("chiefs of…")
