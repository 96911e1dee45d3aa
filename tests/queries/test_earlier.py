"""The record as known on an earlier day is the very record that stood then."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from tests.factories import NOW, make_country, make_editor, make_person
from tests.record.story import STEPS, Story
from tests.record.telling import make_told
from timeline.models import EarlierState
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.engagements import engagement_rows, every_row, facets
from timeline.queries.filter import Filter
from timeline.queries.ordering import Order
from timeline.queries.selection import select
from timeline.queries.timeline import kinds_in, month_rows
from timeline.record import NewClaim, choose, decide, record_claims
from timeline.rows import EngagementRow, WindowRow
from timeline.vocabulary import Field, Origin

pytestmark = pytest.mark.django_db
ALL_DATES = WindowRow(date(2000, 1, 1), date(2030, 1, 1))


def shown(row: EngagementRow) -> tuple[Any, ...]:
    """Return all values of a row; its address and lateness depend on the day it is looked at."""
    parties = [(party.code, party.name, party.role) for party in row.parties]
    place = (row.place_id, row.place, row.country, row.country_name, row.venue)
    said = (row.id, row.title, row.short_title, row.kind, row.status, row.start, row.end, row.earliest, row.latest)
    return (*said, *place, row.series_id, row.edition, row.within_id, row.importance, row.source_count, parties, row.topics)


def dump(people: list[int], asof: date | None = None) -> dict[str, Any]:
    """Return what pages show of the whole record: rows, counts, and what filters find."""
    everything = Filter(asof=asof)
    found = facets(everything)
    pages = [(order, engagement_rows(everything, order=order)) for order in Order]
    return {
        "rows": [shown(row) for row in every_row(everything)],
        "orders": {order: [listed.row.id for month in page.months for listed in month.rows] for order, page in pages},
        "months": month_rows(everything),
        "kinds": kinds_in(everything, ALL_DATES),
        "facets": [found.kind, found.status, found.country, found.topic, found.certainty],
        "people": [ids(Filter(person=(one,), asof=asof)) for one in people],
        "words": [ids(Filter(q=words, asof=asof)) for words in ("talks one", "talks th", "singh", "india", "visit", "cyber")],
        "parties": [ids(Filter(country=(code,), asof=asof)) for code in ("IN", "RU", "IN-RU")],
    }


def ids(wanted: Filter) -> list[int]:
    found = select(wanted)
    return found.ids(found.at(0, len(found)))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_every_day_gives_back_what_stood_at_its_end(steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():  # each story begins with an empty record
        for code in ("IN", "RU", "CN"):
            make_country(code)
        people = [make_person(name).pk for name in ("Rajnath Singh", "Andrey Belousov", "Dong Jun")]
        story, stood = Story(), {NOW.date(): dump(people)}
        for number, (step, one, other) in enumerate(steps, 1):
            # Two steps a day: what stood between them for an hour is nobody's end of a day.
            at = NOW + timedelta(days=(number + 1) // 2, hours=number % 2)
            story.do(step, one, other, at)
            stood[at.date()] = dump(people)
        for day, before in stood.items():
            assert dump(people, day) == before
        assert ids(Filter(asof=NOW.date() - timedelta(days=1))) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("beside", [(), ((Field.START, "2025-06-26"),)], ids=["alone", "with a value that another says too"])
def test_a_role_is_a_change_even_where_no_column_changes(beside: tuple[tuple[Field, str], ...]) -> None:
    engagement, at = make_told(), NOW + timedelta(days=1)
    said = [*beside, (Field.PARTY, {"code": "IN", "role": "observer"})]
    author = make_editor()
    claims = [NewClaim(field=field, value=value, origin=Origin.MANUAL, author=author) for field, value in said]
    record_claims(engagement, claims, at=at)
    choose(engagement, at=at)
    roles = [rows_with_ids([engagement.pk], day)[0].parties[0].role for day in (NOW.date(), at.date(), None)]
    assert roles == ["host", "observer", "observer"]
    assert ids(Filter(asof=NOW.date())) == ids(Filter()) == [engagement.pk]


def test_a_clock_that_was_set_back_breaks_nothing() -> None:
    engagement = make_told()
    decide(engagement, Field.KIND, "visit", author=make_editor(), at=NOW - timedelta(days=3))
    assert [row.kind for row in rows_with_ids([engagement.pk], NOW.date())] == ["visit"]
    assert rows_with_ids([engagement.pk], NOW.date() - timedelta(days=1)) == ()
    assert not EarlierState.objects.exists()
