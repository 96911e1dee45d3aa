"""The review pages: who may see them, what a form that is sent writes, and what keeps it from writing."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_editor, make_place, make_series, make_venue
from tests.record.reviewed import make_read, told_of
from tests.views.reviewing import address, fields_of, send, text_of
from timeline.management.roles import ensure_roles
from timeline.models import Article, Claim, Person, Review, Series, Topic, Verdict
from timeline.vocabulary import Field, Origin

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor("mira"))
    return client


# ---- Who may ----


@pytest.mark.parametrize("path", ["/review/", "/review/1/", "/review/scorecard/", "/review/names.json?field=person&q=a"])
def test_reviewers_sign_in_and_need_the_right_to(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.url.startswith("/admin/login/?next=/review/")
    client.force_login(User.objects.create_user("reader"))
    answer = client.get(path)
    assert answer.status_code == 403
    assert "This page is for editors" in text_of(answer)


def test_editors_find_it_in_the_masthead(client: Client) -> None:
    assert 'href="/review/"' not in text_of(client.get("/about/"))
    user = User.objects.create_user("member")
    user.groups.add(ensure_roles())
    client.force_login(user)
    assert 'href="/review/"' in text_of(client.get("/about/"))
    assert 'href="/review/" aria-current="page">Review' in text_of(client.get("/review/"))


# ---- The queue ----


def test_it_opens_the_hardest_article(editor: Client) -> None:
    make_read(confidence=0.95)
    hard = make_read(confidence=0.4, source="TASS")
    answer = editor.get("/review/")
    assert answer.url == address(hard)
    text = text_of(editor.get(answer.url))
    assert "2 articles, hardest first" in text
    assert text.index(hard.title) < text.index(Article.objects.exclude(pk=hard.pk).get().title)


def test_an_empty_queue_says_so(editor: Client) -> None:
    assert "Nothing to review" in text_of(editor.get("/review/"))


def test_the_queue_pages_by_key_without_a_gap(editor: Client) -> None:
    articles = [make_read(source=f"Outlet {number}", confidence=0.5 + number / 50) for number in range(15)]
    first = editor.get(address(articles[0])).context["queue"]
    second = editor.get(f"{address(articles[0])}?after={first.next_key}").context["queue"]
    assert [row.id for row in (*first.rows, *second.rows)] == list(
        Review.objects.order_by("-worth", "article_id").values_list("article", flat=True)
    )
    assert editor.get(f"{address(articles[0])}?after=nonsense").status_code == 400
    assert editor.get(f"{address(articles[0])}?after=nan_1").status_code == 400


def test_an_article_that_is_not_to_review_leads_to_its_page(editor: Client) -> None:
    assert editor.get("/review/999/").status_code == 404
    assert editor.get(f"/review/{'9' * 30}/").status_code == 404
    assert editor.post("/review/999/").status_code == 404
    silent = make_read(())
    assert editor.get(address(silent)).url == silent.get_absolute_url()


def test_the_page_costs_the_same_however_much_waits(editor: Client) -> None:
    article = make_read()
    editor.get(address(article))
    counts = []
    for number in (3, 8):
        while Review.objects.count() < number:
            make_read(source=f"Outlet {Review.objects.count()}")
        with CaptureQueriesContext(connection) as queries:
            editor.get(address(article))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 30


# ---- What is written ----


def test_accepted_as_it_stands_nothing_changes(editor: Client) -> None:
    article, behind = make_read(confidence=0.5), make_read(source="TASS")
    before = list(Claim.objects.values())
    answer = send(editor, article)
    assert (answer.status_code, answer.url) == (302, address(behind))
    assert list(Claim.objects.values()) == before
    assert set(Verdict.objects.filter(claim__article=article).values_list("finding", flat=True)) == {"accepted"}


TYPED: list[tuple[dict[str, str], Field, Any]] = [
    ({"f1__start__say": "2025-06-25"}, Field.START, "2025-06-25"),
    ({"f1__start__say": "2025-06-25..27"}, Field.END, "2025-06-27"),
    ({"f1__kind__say": "visit"}, Field.KIND, "visit"),
    ({"f1__venue__say": "Old Palace"}, Field.VENUE, "Old Palace"),
    ({"f1__series__say": "Land Talks"}, Field.SERIES, "Land Talks"),
    ({"f1__edition__say": "3rd"}, Field.EDITION, 3),
    ({"f1__party__say__3": "CN (observer)"}, Field.PARTY, {"code": "CN", "role": "observer"}),
    ({"f1__topic__say__1": "cyber"}, Field.TOPIC, "cyber"),
]


@pytest.mark.parametrize(("typed", "field", "value"), TYPED, ids=[row[1] for row in TYPED])
def test_what_is_typed_is_stored_as_the_reviewers_word(editor: Client, typed: dict[str, str], field: Field, value: Any) -> None:
    article = make_read()
    make_series("Land Talks")
    make_venue("Old Palace", make_place())
    Topic.objects.get_or_create(name="cyber")
    assert send(editor, article, **typed).status_code == 302
    claim = Claim.objects.get(origin=Origin.MANUAL, field=field, denies=False)
    assert (claim.value, claim.author) == (value, make_editor("mira"))


def test_a_rejected_field_is_shown_no_more(editor: Client) -> None:
    article = make_read()
    send(editor, article, f1__venue__verdict="reject", **{"f1__party__say__2": ""})
    engagement = told_of(article)
    assert engagement.venue is None
    assert set(engagement.participations.values_list("country", flat=True)) == {"IN"}


def test_only_a_country_is_told(editor: Client) -> None:
    article = make_read()
    send(editor, article, f1__place__say="RU", f1__venue__say="")
    engagement = told_of(article)
    assert (engagement.place, engagement.country_id) == (None, "RU")


BAD = [
    ({"f1__start__say": "June"}, "is not a date"),
    ({"f1__start__say": "2025-06-27..25"}, "lies before the first"),
    ({"f1__place__say": "Jinan, CN"}, "“Jinan” is not on record: check its spelling, or tick “new place”."),
    ({"f1__place__say": "Nowhere"}, "is no country on record"),
    ({"f1__person__say__3": "Nobody Atall"}, "tick “new person”"),
    ({"f1__person__say__3": "Nobody Atall", "f1__person__new": "1"}, "needs an office and a party"),
    ({"f1__party__say__1": "ZZ"}, "neither a country’s code"),
    ({"f1__edition__say": "none"}, "is no edition"),
    ({"f1__other": "999"}, "is no engagement"),
    ({"f1__parts": "1"}, "No other source tells of it"),
    ({"f1__series__say": "!!!"}, "is no name"),
    ({"f1__kind__say": "party"}, "is no kind"),
]


@pytest.mark.parametrize(("typed", "sentence"), BAD, ids=[row[1][:24] for row in BAD])
def test_what_cannot_be_read_writes_nothing_and_loses_nothing(editor: Client, typed: dict[str, str], sentence: str) -> None:
    article = make_read()
    before = list(Claim.objects.values()), Person.objects.count()
    answer = send(editor, article, note="Seen on the ministry’s page", **typed)
    text = text_of(answer)
    assert answer.status_code == 422
    assert sentence in text
    assert "nothing you typed is lost" in text or "Nothing is saved" in text
    assert "Seen on the ministry’s page" in text
    for value in typed.values():
        assert f'value="{value}"' in text or "no kind" in sentence
    assert (list(Claim.objects.values()), Person.objects.count()) == before
    assert Review.objects.get(article=article).is_waiting


def test_new_people_places_and_series_are_made_in_place(editor: Client) -> None:
    article = make_read()
    answer = send(
        editor, article,
        f1__place__say="Jinan, CN", f1__place__new="1",
        f1__venue__say="Spring Palace", f1__venue__new="1",
        f1__person__say__3="Anil Chauhan | Chief of Defence Staff | IN", f1__person__new="1",
        f1__series__say="India–Russia Land Talks", f1__series__new="1",
    )  # fmt: skip
    assert answer.status_code == 302
    engagement = told_of(article)
    assert engagement.place is not None
    assert (engagement.place.name, engagement.place.country_id) == ("Jinan", "CN")
    assert engagement.venue is not None
    assert engagement.venue.place == engagement.place
    assert engagement.attendances.get(person__name="Anil Chauhan").office == "Chief of Defence Staff"
    assert Series.objects.get().name == "India–Russia Land Talks"


def test_rejecting_the_article_takes_a_reason(editor: Client) -> None:
    article = make_read()
    assert "A rejection needs a reason" in text_of(send(editor, article, step="reject"))
    assert send(editor, article, step="reject", reason="Not about defence").status_code == 302
    article.refresh_from_db()
    assert article.withdrawn_reason == "Not about defence"


def test_a_step_that_is_none_is_refused(editor: Client) -> None:
    assert send(editor, make_read(), step="dance").status_code == 400


def test_looking_through_saves_nothing(editor: Client) -> None:
    article = make_read()
    answer = send(editor, article, step="look", f1__kind__say="visit")
    assert (answer.status_code, "Looked through, not saved" in text_of(answer)) == (200, True)
    assert Claim.objects.filter(origin=Origin.MANUAL).count() == 0
    assert fields_of(answer.content.decode())["1-kind-say"] == "visit"
