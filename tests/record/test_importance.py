"""Importance: who makes an engagement weigh more, and that it stays within 0 and 100."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.models import Office
from timeline.record.importance import UNNAMED_LEVEL, Levels, importance

PLAIN = {"kind_weight": 20, "levels": [50], "parties": 2, "sources": 1, "series_weight": 30}


@pytest.mark.parametrize(
    "changes",
    [{"kind_weight": 40}, {"levels": [50, 100]}, {"parties": 10}, {"sources": 3}, {"series_weight": 90}],
)
def test_each_ground_adds(changes: dict[str, object]) -> None:
    assert importance(**{**PLAIN, **changes}) > importance(**PLAIN)  # type: ignore[arg-type]


@given(
    st.integers(0, 100), st.lists(st.integers(0, 100), max_size=5), st.integers(0, 200), st.integers(0, 200), st.integers(0, 100)
)
def test_it_stays_on_its_scale(kind: int, levels: list[int], parties: int, sources: int, series: int) -> None:
    points = importance(kind_weight=kind, levels=levels, parties=parties, sources=sources, series_weight=series)
    assert 0 <= points <= 100


@pytest.mark.django_db
@pytest.mark.parametrize(
    "office, level",
    [
        ("Minister of Defence", 85),
        ("Raksha Mantri", 85),
        ("RAKSHA MANTRI", 85),
        ("Deputy Minister of Defence", 70),
        ("Acting Minister of Defence of Tajikistan", 85),
        ("Poet laureate", UNNAMED_LEVEL),
    ],
)
def test_an_office_is_as_high_as_the_longest_wording_in_it(office: str, level: int) -> None:
    Office.objects.create(title="Minister of Defence", level=85, wordings="Raksha Mantri\nDefence Minister")
    Office.objects.create(title="Deputy Minister of Defence", level=70)
    assert Levels().of(office) == level
