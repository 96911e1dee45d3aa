"""The record as known on an earlier day is the very record that stood then."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from tests.factories import NOW, make_country, make_editor, make_person, make_place, make_series
from tests.record.story import STEPS, Story
from tests.record.telling import make_told
from timeline.models import EarlierState
from timeline.queries import actors, people, places, series, tallies
from timeline.queries.calendar import calendar_rows
from timeline.queries.comparison import common_rows, compared_rows, subject
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.engagements import engagement_rows, every_row, facets
from timeline.queries.filter import Filter
from timeline.queries.matrix import matrix_rows
from timeline.queries.ordering import Order
from timeline.queries.selection import select
from timeline.queries.timeline import kinds_in, month_rows
from timeline.record import NewClaim, choose, decide, record_claims
from timeline.record.things import merge_things
from timeline.rows import EngagementRow, WindowRow
from timeline.vocabulary import Counting, Field, Origin

pytestmark = pytest.mark.django_db
ALL_DATES = WindowRow(date(2000, 1, 1), date(2030, 1, 1))


def shown(row: EngagementRow) -> tuple[Any, ...]:
    """Return all values of a row; its address and lateness depend on the day it is looked at."""
    parties = [(party.code, party.name, party.role) for party in row.parties]
    place = (row.place_id, row.place, row.country, row.country_name, row.venue)
    said = (row.id, row.title, row.short_title, row.kind, row.status, row.start, row.end, row.earliest, row.latest)
    return (*said, *place, row.series_id, row.edition, row.within_id, row.importance, row.source_count, parties, row.topics)


def looks(asof: date | None = None) -> dict[str, Any]:
    """Return what the calendar, the matrix and a comparison show of the whole record, by every rule."""
    both = [subject("country", "IN", "India"), subject("country", "RU", "Russia")]
    everything, common = Filter(asof=asof), common_rows(Filter(asof=asof), both)
    compared = [compared_rows(everything, both, counting) for counting in Counting]
    return {
        "calendar": [calendar_rows(everything, counting) for counting in Counting],
        "matrix": [matrix_rows(everything, counting) for counting in Counting],
        "compared": [[(sorted(row.spans, key=str), row.total, row.undated) for row in rows] for rows in compared],
        "marked": [[(mark.id, mark.title, mark.kind, mark.start) for mark in row.marked] for row in compared[0]],
        "common": (common.pairs, common.total, [(shown(entry.row), entry.subjects) for entry in common.listed]),
    }


def pages(ids: list[int], asof: date | None = None) -> dict[str, Any]:
    """Return what the looks, the indexes and the pages about one thing show."""
    wanted = [Filter(country=("IN",), asof=asof), *(Filter(person=(one,), asof=asof) for one in ids)]
    counted = (tallies.tally, tallies.countries, tallies.series, tallies.people)
    india = tallies.people(wanted[0], party="IN"), tallies.counterparts(wanted[0], "IN")
    listed = [[shown(row) for row in (*tallies.upcoming(one), *tallies.latest(one))] for one in wanted]
    indexes = actors.country_index(asof)[0], people.person_index("", 1, asof)[1], places.place_index("", 1, asof)[1]
    pair = actors.pair_page("IN", "RU", asof)
    assert pair is not None
    return {
        "counted": [[count(one) for count in counted] for one in wanted],
        "india": india,
        "listed": [sorted(rows) for rows in listed],  # which of them are past depends on the day they are looked at
        "indexes": [[link for link in index if link.count] for index in indexes],  # the rest may be known only since
        "series": series.series_tree(asof=asof),
        "pair": (pair.alone, pair.hosting),
        **looks(asof),
    }


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


def replay(steps: list[tuple[str, int, int]], dump: Callable[..., dict[str, Any]]) -> None:
    """Let things happen to a record, and see that each day gives back what stood at its end."""
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


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_every_day_gives_back_what_stood_at_its_end(steps: list[tuple[str, int, int]]) -> None:
    replay(steps, dump)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_so_do_the_looks_and_the_pages_about_one_thing(steps: list[tuple[str, int, int]]) -> None:
    replay(steps, pages)


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


def test_what_is_one_by_now_is_found_as_one_on_an_earlier_day_too() -> None:
    engagement, author, at = make_told(), make_editor(), NOW + timedelta(days=1)
    decide(engagement, Field.PLACE, {"name": "Tsingtao", "country": "CN"}, author=author, at=NOW)
    decide(engagement, Field.SERIES, "Talks at sea", author=author, at=NOW)
    decide(engagement, Field.PERSON, {"name": "A. Belousov", "role": "Minister", "party": "RU"}, author=author, at=NOW)
    drops = engagement.place, engagement.series, engagement.attendances.get(person__name="A. Belousov").person
    keeps = make_place("Qingdao"), make_series("Sea talks"), make_person("Andrey Belousov", "RU")
    for keep, drop in zip(keeps, drops, strict=True):
        merge_things(keep, drop, author=author, at=at)
    then = NOW.date()
    place, form, person = keeps
    assert ids(Filter(place=(place.pk,), asof=then)) == [engagement.pk]
    assert [row.id for row in series.series_editions(form.pk, then)] == [engagement.pk]
    assert [link.name for link in tallies.people(Filter(asof=then)) if "Belousov" in link.name] == ["Andrey Belousov"]
    assert tallies.tally(Filter(person=(person.pk,), asof=then)).total == 1
