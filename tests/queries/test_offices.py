"""The office that a person held at an engagement, on the person's own page."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_editor, make_engagement, make_person, make_post
from tests.views.test_asof import BEFORE, CHANGED, THEN, told
from timeline.models import Attendance, Person, Post
from timeline.queries.offices import office_then
from timeline.queries.people import person_page
from timeline.record import decide
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db


def attending(title: str, start: str, *, office: str = "", **fields: str) -> None:
    engagement = make_engagement(title, start=start, people=[make_person()], **fields)
    Attendance.objects.filter(engagement=engagement).update(office=office)


def offices(asof: str = "") -> dict[str, str]:
    page = person_page(Person.objects.get(name="Rajnath Singh").pk, date.fromisoformat(asof) if asof else None)
    assert page is not None
    return {row.title: row.office for row in (*page.upcoming, *page.latest)}


def test_each_row_says_the_office_then_held() -> None:
    singh = make_person()
    make_post(singh, "Home Minister", "2014-05-26", "2019-05-30")
    make_post(singh, "Minister of Defence", "2019-05-31")
    attending("Named", "2025-06-25", office="Raksha Mantri")
    attending("Home", "2016-03-01")
    attending("Defence", "2020-03-01")
    attending("Handover", "2019-05")
    attending("Before", "2010-01-01")
    attending("Undated", "")
    attending("Due", "2025-12-01", status="planned")
    assert offices() == {
        "Named": "Raksha Mantri", "Home": "Home Minister", "Defence": "Minister of Defence", "Handover": "", "Before": "",
        "Undated": "", "Due": "Minister of Defence",
    }  # fmt: skip


def test_of_two_posts_held_at_once_the_later_begun_counts() -> None:
    singh = make_person()
    make_post(singh, "Member of Parliament", "2014")
    make_post(singh, "Minister of Defence", "2019-05-31")
    make_post(singh, "Nothing known")
    day = make_engagement(start="2020-01-01").earliest
    assert office_then(Post.objects.all(), day, day) == "Minister of Defence"


def test_the_page_writes_it_and_other_pages_do_not(client: Client) -> None:
    attending("Talks", "2025-06-25", office="Minister of Defence")
    page = client.get(make_person().get_absolute_url()).content.decode()
    assert re.search(r"place not stated · as Minister of Defence", page)
    assert "as Minister of Defence" not in client.get("/countries/IN/").content.decode()


def test_on_an_earlier_day_it_is_the_office_named_by_then() -> None:
    editor = make_editor()
    changed, same = told("Changed"), told("Same")
    for engagement, office, at in (
        (changed, "Minister", BEFORE),
        (same, "Minister", BEFORE),
        (changed, "Former Minister", CHANGED),
    ):
        said = {"name": make_person().name, "role": office, "party": "IN"}
        decide(engagement, Field.PERSON, said, author=editor, at=at)
    assert offices() == {"Changed": "Former Minister", "Same": "Minister"}
    assert offices(THEN) == {"Changed": "Minister", "Same": "Minister"}


def test_more_engagements_cost_no_more_queries() -> None:
    singh = make_person()
    make_post(singh, "Minister of Defence", "2019-05-31")
    counts = []
    for number in (2, 6):
        for one in range(number):
            attending(f"Talks {number} {one}", f"2025-0{one + 1}-01")
        with CaptureQueriesContext(connection) as asked:
            assert set(offices().values()) == {"Minister of Defence"}
        counts.append(len(asked))
    assert counts[0] == counts[1]
