"""The columns follow the record: once per batch, only where something changed, and never what was rolled back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, make_article, make_country, make_editor, make_engagement, make_quote
from tests.summaries.test_columns import Said, said
from timeline.models import Engagement, MonthColumns
from timeline.record import (
    NameBook,
    NewClaim,
    batch,
    choose,
    choose_all,
    decide,
    deny,
    merge,
    new_engagement,
    record_claims,
    restore_article,
    restore_engagement,
    withdraw_article,
    withdraw_engagement,
)
from timeline.summaries import keeping
from timeline.summaries.columns import country_number, month_of, unpack
from timeline.vocabulary import Field, Origin

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
        place = (engagement.place_id or 0, engagement.series_id or 0, engagement.importance)
        row = (*days, *place, tuple(countries) or (0,), tuple(topics) or (0,))
        found.setdefault(month_of(engagement.earliest), {})[engagement.pk] = row
    return found


def agree() -> None:
    """Assert that columns, plain count and a rebuild say the same."""
    before = kept()
    assert {
        month: {row[0]: (row[1], row[2], row[3], row[4], row[6], row[10], row[12]) for row in rows}
        for month, rows in before.items()
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


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["add", "import", "article", "date", "undate", "kind", "party", "place", "within", "withdraw", "restore", "merge"]
            + ["withdraw_article", "restore_article"]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_columns_stay_right_whatever_happens(steps: list[tuple[str, int, int]]) -> None:
    for code in ("IN", "RU", "CN"):
        make_country(code)
    story = _Story()
    for number, (step, one, other) in enumerate(steps):
        story.do(step, one, other, NOW + timedelta(minutes=number + 1))
    agree()


class _Story:
    """A record to which things happen."""

    def __init__(self) -> None:
        self.editor, self.names, self.mine, self.articles = make_editor(), NameBook(), [], []
        self.add(NOW)

    def add(self, at: Any) -> None:
        engagement = new_engagement(at=at)
        said = [(Field.KIND, "visit"), (Field.START, "2025-06-25"), (Field.PARTY, {"code": "IN", "role": "host"})]
        record_claims(engagement, [self._claim(field, value) for field, value in said], at=at)
        choose(engagement, at=at)
        self.mine.append(engagement.pk)

    def _claim(self, field: Field, value: object) -> NewClaim:
        return NewClaim(field=field, value=value, origin=Origin.MANUAL, author=self.editor)

    def do(self, step: str, one: int, other: int, at: Any) -> None:
        engagement = Engagement.objects.get(pk=self.mine[one % len(self.mine)])
        second = Engagement.objects.get(pk=self.mine[other % len(self.mine)])
        getattr(self, f"_{step}")(engagement, second, other, at)

    def _add(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self.add(at)

    def _import(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        with batch():
            for one in (engagement, second):
                record_claims(one, [self._claim(Field.START, f"2024-0{other + 1}")], at=at)
            self.add(at)
            choose_all([engagement.pk, second.pk], at=at)

    def _article(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        article = make_article(f"They met in Oslo in 202{other}.")
        told = new_engagement(at=at)
        make_quote(told, Field.START, f"202{other}", f"202{other}", article=article)
        choose(told, at=at)
        self.mine.append(told.pk)
        self.articles.append(article)

    def _decide(self, engagement: Engagement, field: Field, value: object, at: Any) -> None:
        decide(engagement, field, value, author=self.editor, at=at)

    def _date(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self._decide(engagement, Field.START, f"2025-0{other + 1}", at)

    def _undate(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        deny(engagement, Field.START, engagement.start or "2025-06-25", author=self.editor, at=at)

    def _kind(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self._decide(engagement, Field.KIND, ("visit", "call", "summit")[other % 3], at)

    def _party(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self._decide(engagement, Field.PARTY, {"code": ("IN", "RU", "CN")[other % 3], "role": "participant"}, at)

    def _place(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        self._decide(engagement, Field.PLACE, {"name": f"Town {other}", "country": "IN"}, at)

    def _within(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        if engagement != second:
            self._decide(engagement, Field.WITHIN, second.pk, at)

    def _withdraw(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        withdraw_engagement(engagement, reason="", at=at)

    def _restore(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        if not engagement.merged_into_id:
            restore_engagement(engagement, at=at)

    def _merge(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        if engagement != second and not engagement.merged_into_id and not second.merged_into_id:
            merge(engagement, second, at=at)

    def _withdraw_article(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        for article in self.articles[:1]:
            withdraw_article(article, reason="", at=at)

    def _restore_article(self, engagement: Engagement, second: Engagement, other: int, at: Any) -> None:
        for article in self.articles[:1]:
            restore_article(article, at=at)
