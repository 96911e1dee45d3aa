"""The columns follow the record: once per batch, only where something changed, and never what was rolled back."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings

from tests.factories import NOW, make_country, make_engagement
from tests.record.story import STEPS, Story
from tests.summaries.test_columns import Said, said
from timeline.models import Engagement, MonthColumns
from timeline.record import batch, withdraw_engagement
from timeline.summaries import keeping
from timeline.summaries.columns import country_number, month_of, unpack

pytestmark = pytest.mark.django_db
JUNE, JULY = 2025 * 12 + 5, 2025 * 12 + 6


def kept() -> dict[int, list[Said]]:
    """Return what every month's columns say."""
    return {row.month: said(unpack(bytes(row.data))) for row in MonthColumns.objects.order_by("month") if row.count}


def counted() -> dict[int, dict[int, tuple[object, ...]]]:
    """Count the record plainly: by month, what is shown of each engagement."""
    found: dict[int, dict[int, tuple[object, ...]]] = {}
    for engagement in Engagement.objects.shown().prefetch_related("participations", "topics"):
        countries = sorted(country_number(part.country_id) for part in engagement.participations.all() if part.country_id)
        topics = sorted(topic.pk for topic in engagement.topics.all())
        days = (engagement.earliest or 0, -1 if engagement.latest is None else engagement.latest)
        place = (engagement.place_id or 0, engagement.series_id or 0, engagement.source_count, engagement.importance)
        row = (*days, *place, tuple(countries) or (0,), tuple(topics) or (0,))
        found.setdefault(month_of(engagement.earliest), {})[engagement.pk] = row
    return found


def agree() -> None:
    """Assert that columns, plain count and a rebuild say the same."""
    before = kept()
    assert {
        month: {row[0]: (*row[1:5], *row[6:8], row[11], row[13]) for row in rows} for month, rows in before.items()
    } == counted()
    keeping.rebuild()
    assert kept() == before


def stamps() -> dict[int, int]:
    return dict(MonthColumns.objects.values_list("month", "stamp"))


def test_only_the_months_that_change_are_written() -> None:
    engagement = make_engagement(start="2025-06-25")
    make_engagement(start="2025-07-02")
    before = stamps()
    withdraw_engagement(engagement, reason="", at=NOW)
    after = stamps()
    assert {month for month in before if before[month] != after[month]} == {JUNE}
    assert set(kept()) == {JULY}


def test_a_change_outside_a_batch_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside a batch"):
        keeping.changed([(1, None)])


def test_a_batch_writes_once_at_its_end() -> None:
    engagement = make_engagement(start="2025-06-25")
    before = stamps()
    with batch():
        for _ in range(3):
            withdraw_engagement(engagement, reason="", at=NOW)
        assert stamps() == before
    assert stamps() != before


def test_what_is_rolled_back_is_not_counted() -> None:
    engagement = make_engagement(start="2025-06-25")

    def fails() -> None:
        with batch():
            withdraw_engagement(engagement, reason="", at=NOW)
            raise IntegrityError

    with batch(), pytest.raises(IntegrityError):
        fails()
    assert [row[0] for row in kept()[JUNE]] == [engagement.pk]
    with pytest.raises(IntegrityError):
        fails()
    with batch():
        pass
    agree()


@pytest.mark.parametrize("size", [2, 60])
def test_a_batch_costs_the_same_for_few_and_for_many(size: int, django_assert_max_num_queries: Any) -> None:
    many = [(make_engagement(start="2025-06-25").pk, JUNE) for _ in range(size)]
    with django_assert_max_num_queries(7), batch():  # type: ignore[operator]
        keeping.changed(many)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_columns_stay_right_whatever_happens(steps: list[tuple[str, int, int]]) -> None:
    for code in ("IN", "RU", "CN"):
        make_country(code)
    story = Story()
    for number, (step, one, other) in enumerate(steps):
        story.do(step, one, other, NOW + timedelta(minutes=number + 1))
    agree()


def test_the_migration_adds_the_sources_to_columns_that_had_none() -> None:
    for number in range(3):
        make_engagement(start="2025-06-25", source_count=number, parties=["IN"], topics=["cyber"])
    make_engagement(start="", source_count=70_000)
    whole, migration = kept(), import_module("timeline.migrations.0013_sorting")
    sizes = {row.month: len(row.data) for row in MonthColumns.objects.all()}
    migration.shorten(apps, None)
    assert {row.month: sizes[row.month] - len(row.data) for row in MonthColumns.objects.all()} == {0: 2, JUNE: 6}
    migration.lengthen(apps, None)
    assert kept() == whole
    assert [row[6] for row in whole[JUNE]] == [0, 1, 2]
