"""Pages on which of two people, places, venues and series are one: what they show, who may decide, what a decision does."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_editor, make_person, make_place, make_post, make_series, make_venue
from tests.record.test_things import person, place, tell
from timeline.management.roles import ensure_roles
from timeline.models import Person, Place, ThingDecision
from timeline.record import hear_new

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    user = User.objects.create_user("member", is_staff=True)
    user.groups.add(ensure_roles())
    client.force_login(user)
    return client


def two() -> tuple[Person, Person]:
    tell(person("Andrey Belousov"))
    tell(person("Andrej Belousow"), day="2025-08-14")
    one, other = Person.objects.order_by("pk")
    return one, other


def page_of(one: Person) -> str:
    return f"/same/person/{one.pk}/"


def test_what_is_likely_stands_with_its_reason_and_readers_decide_nothing(client: Client) -> None:
    two()
    text = client.get("/same/").content.decode()
    assert "One name in two spellings, both of Russia, both Defence Minister." in text
    assert "by ANI" in text
    assert 'Editors decide which are one. <a class="link" href="/admin/login/?next=/same/">Sign in</a>' in text
    assert "<button" not in text.partition("<main")[2].partition("</main>")[0]
    for kind in ("place", "venue", "series"):
        assert "Nothing to decide" in client.get(f"/same/{kind}/").content.decode()
    assert client.get("/same/ship/").status_code == 404


def test_merged_its_address_leads_on_and_undone_it_stands_again(editor: Client) -> None:
    one, other = two()
    said = editor.post(page_of(one), {"step": "merge", "other": other.pk, "note": "One man"}, follow=True).content.decode()
    assert "address leads there" in said
    assert "One man" in said
    moved = editor.get(f"/people/{other.pk}/")
    assert (moved.status_code, moved["Location"]) == (301, f"/people/{one.pk}/")
    assert moved["Cache-Control"] == "no-cache", "a browser that kept it would never see the merge taken back"
    assert editor.get(page_of(other))["Location"] == page_of(one)
    assert "Andrej Belousow" in editor.get(f"/people/{one.pk}/").content.decode()
    assert f"/people/{other.pk}/" not in editor.get("/people/").content.decode()
    said = editor.post(page_of(one), {"step": "undo", "other": other.pk}, follow=True).content.decode()
    assert "stands for itself again" in said
    assert editor.get(f"/people/{other.pk}/").status_code == 200


def test_kept_apart_two_are_listed_no_more(editor: Client) -> None:
    one, other = two()
    said = editor.post(page_of(one), {"step": "apart", "other": other.pk, "back": "list"}, follow=True).content.decode()
    assert "proposed no more" in said
    assert "Nothing to decide" in said
    assert "Kept apart" in editor.get(page_of(other)).content.decode()


@pytest.mark.parametrize(("step", "listed"), [("merge", "Merged into it"), ("apart", "Kept apart")])
@pytest.mark.parametrize("page", ["/same/person/", "its own"])
def test_why_is_asked_beside_the_buttons_and_kept_with_the_decision(editor: Client, page: str, step: str, listed: str) -> None:
    one, other = two()
    text = editor.get(page_of(one) if page == "its own" else page).content.decode()
    form = next(form for form in re.findall(r"<form class=\"deciding\".*?</form>", text, re.S) if f'value="{other.pk}"' in form)
    (field,) = re.findall(
        r'<label for="([^"]+)">Why, for those who come after</label><input class="input" id="\1" name="note"', form
    )
    assert text.count(f'id="{field}"') == 1
    assert form.index("disabled hidden") < form.index('value="merge"'), "Enter in the note decides nothing"
    editor.post(page_of(one), {"step": step, "other": other.pk, "note": "  Named <b>together</b> in June "})
    said = editor.get(page_of(one)).content.decode().partition(f">{listed}</h3>")[2].partition("</section>")[0]
    assert ": Named &lt;b&gt;together&lt;/b&gt; in June</span>" in said


def test_a_decision_needs_no_note_and_a_refused_one_is_not_lost(editor: Client) -> None:
    one, other = two()
    refused = editor.post(page_of(one), {"step": "merge", "other": one.pk, "note": "One man"})
    assert (refused.status_code, 'value="One man"' in refused.content.decode()) == (422, True)
    editor.post(page_of(one), {"step": "apart", "other": other.pk})
    assert ThingDecision.objects.get().note == ""


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"step": "merge"},
        {"step": "merge", "other": "²"},
        {"step": "merge", "other": "9" * 40},
        {"step": "merge", "other": "self"},
    ]
    + [{"step": "undo", "other": "1"}, {"step": "apart", "other": "self"}, {"step": "merge", "other": "9", "note": "\x00"}],
)
def test_what_makes_no_sense_is_answered_with_a_sentence(editor: Client, asked: dict[str, str]) -> None:
    one, _ = two()
    answer = editor.post(page_of(one), {key: str(one.pk) if value == "self" else value for key, value in asked.items()})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert Person.objects.filter(merged_into=None).count() == 2


@pytest.mark.parametrize("kind", ["person", "place", "venue", "series"])
def test_only_who_may_change_a_kind_decides_of_it(client: Client, kind: str) -> None:
    rows = {
        "person": make_person, "place": make_place, "venue": make_venue, "series": make_series,
    }  # fmt: skip
    row = rows[kind]()  # type: ignore[operator]
    address = f"/same/{kind}/{row.pk}/"
    assert client.post(address, {"step": "merge"})["Location"].startswith("/admin/login/")
    reader = User.objects.create_user("reader")
    client.force_login(reader)
    assert client.post(address, {"step": "merge"}).status_code == 403
    assert "Merge into this one" not in client.get(address).content.decode()
    client.force_login(make_editor())
    assert client.post(address, {"step": "merge"}).status_code == 422
    assert "Merge into this one" in client.get(address).content.decode()


def test_unknown_numbers_are_not_found(editor: Client) -> None:
    for address in ("/same/person/999/", f"/same/person/{'9' * 30}/", "/same/ship/1/"):
        assert editor.get(address).status_code == 404


def test_where_each_spelling_came_from(client: Client) -> None:
    tell(place("Kiev"))
    where = Place.objects.get()
    where.aliases.create(text="Kyiv")
    text = client.get(f"/same/place/{where.pk}/").content.decode()
    assert "By ANI" in text
    assert "On record, met in no source" in text


def test_pages_cost_the_same_however_many_are_alike(client: Client) -> None:
    asked = []
    for numbers in (range(2), range(2, 12)):
        for number in numbers:
            make_person(f"Andrey{'a' * (number % 2)} Belousov{'v' * number}", "RU")
        hear_new()
        for address in ("/same/", page_of(Person.objects.order_by("pk")[0])):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked.append(len(queries))
    assert asked[:2] == asked[2:]


def test_an_office_that_no_source_names_is_that_of_the_post_then_held(client: Client) -> None:
    told = tell(person("Andrey Belousov", role=""))
    who = Person.objects.get()
    make_post(who, "First Deputy Prime Minister", "2020-01", "2024-05")
    make_post(who, "Minister of Defence", "2024-05-14")
    text = client.get(f"/engagements/{told.pk}/").content.decode()
    assert "Minister of Defence" in text
    assert "First Deputy Prime Minister" not in text
