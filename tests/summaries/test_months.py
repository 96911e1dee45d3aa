"""Counts per month and kind: one cell per engagement, moved when it moves."""

import pytest

from tests.factories import NOW, make_engagement
from timeline.models import Engagement, MonthCount
from timeline.summaries import months

pytestmark = pytest.mark.django_db
JUNE = 2025 * 12 + 5


@pytest.mark.parametrize(
    "start, kind, expected",
    [
        ("2025-06-25", "visit", (JUNE, "visit")),
        ("2025-06", "call", (JUNE, "call")),
        ("2025", "call", (2025 * 12, "call")),
        ("", "call", None),
    ],
)
def test_an_engagement_counts_under_the_first_month_it_can_mean(start: str, kind: str, expected: months.Cell | None) -> None:
    assert months.cell(make_engagement(start=start, kind=kind)) == expected


def test_a_hidden_engagement_counts_nowhere() -> None:
    assert months.cell(make_engagement(withdrawn_at=NOW)) is None


def test_adjusting_moves_counts_and_rebuilding_agrees() -> None:
    engagement = make_engagement(start="2025-06-25", kind="visit")
    months.adjust([None], [months.cell(engagement)])
    months.adjust([], [])
    before = months.cell(engagement)
    Engagement.objects.filter(pk=engagement.pk).update(kind="call")
    engagement.refresh_from_db()
    months.adjust([before], [months.cell(engagement)])
    assert dict(MonthCount.objects.filter(count__gt=0).values_list("kind", "count")) == {"call": 1}
    months.rebuild()
    assert list(MonthCount.objects.values_list("month", "kind", "count")) == [(JUNE, "call", 1)]


@pytest.mark.parametrize("size", [1, 40])
def test_adjusting_costs_the_same_for_one_cell_and_for_many(size: int, django_assert_num_queries: object) -> None:
    cells = [(JUNE + number, "visit") for number in range(size)]
    with django_assert_num_queries(3):  # type: ignore[operator]
        months.adjust([], cells)
