"""Reviewing beside others: two at once, what is one engagement and what is not, warnings, names and scores."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_editor, make_person, make_place, make_venue
from tests.record.reviewed import VALUES, instead, make_read, told_of
from tests.views.reviewing import address, fields_of, send, text_of
from tests.views.test_bad_input import ODD
from timeline.clock import now
from timeline.models import Article, Claim, Score, Verdict
from timeline.record import decide
from timeline.views import review
from timeline.vocabulary import Field, Origin

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor("mira"))
    return client


# ---- Two reviewers ----


def test_the_second_of_two_reviewers_is_told_who_and_keeps_the_rest(editor: Client) -> None:
    article = make_read()
    opened = editor.get(address(article)).content.decode()
    noor = Client()
    noor.force_login(make_editor("noor"))
    assert send(noor, article, f1__kind__say="visit").status_code == 302
    answer = send(editor, article, opened=opened, f1__start__say="2025-06-25", note="As the ministry says")
    text = text_of(answer)
    assert answer.status_code == 409
    assert "noor accepted this article on 14 November 2025" in text
    assert "noor gave “Visit” for “Kind” of “" in text
    assert "The record shows Visit." in text
    assert 'value="2025-06-25"' in text
    assert "As the ministry says" in text
    assert told_of(article).start == "2025-06-26"
    # Sent again, now that it was seen, it stands beside the other's: the tick at the kind was given before the correction.
    again = send(editor, article, opened=answer.content.decode())
    assert again.status_code == 302
    engagement = told_of(article)
    assert (engagement.start, engagement.kind) == ("2025-06-25", "visit")
    assert Verdict.objects.get(claim__field=Field.KIND).finding == "corrected"
    assert Score.objects.get(subject="field", name="kind").corrected == 1


def test_what_was_entered_is_shown_when_the_article_has_gone(editor: Client) -> None:
    article = make_read()
    opened = editor.get(address(article)).content.decode()
    noor = Client()
    noor.force_login(make_editor("noor"))
    send(noor, article, step="reject", reason="A hoax")
    answer = send(editor, article, opened=opened, f1__start__say="2025-06-25", note="As the ministry says")
    assert answer.status_code == 409
    for words in ("noor rejected it", "A hoax", "2025-06-25", "As the ministry says"):
        assert words in text_of(answer)


def test_a_decision_in_the_admin_is_noticed_too(editor: Client) -> None:
    article = make_read()
    opened = editor.get(address(article)).content.decode()
    decide(told_of(article), Field.KIND, "visit", author=make_editor("noor"), at=now())
    assert send(editor, article, opened=opened).status_code == 409


def test_one_who_writes_at_the_same_moment_is_noticed(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_read()
    opened = editor.get(address(article)).content.decode()
    look = review.review_page

    def overtaken(pk: int) -> Any:
        """Read the page; before it is accepted, somebody else decides."""
        page = look(pk)
        if not Claim.objects.filter(origin=Origin.MANUAL).exists():
            decide(told_of(article), Field.KIND, "visit", author=make_editor("noor"), at=now())
        return page

    monkeypatch.setattr(review, "review_page", overtaken)
    assert send(editor, article, opened=opened).status_code == 409
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("odd", ODD)
def test_whatever_is_typed_gets_an_answer(editor: Client, odd: str) -> None:
    article = make_read()
    opened = editor.get(address(article)).content.decode()
    fields = {name for name in fields_of(opened) if "-say" in name} | {"1-other", "note", "1-kind-verdict", "warned"}
    answer = editor.post(address(article), {**fields_of(opened), **dict.fromkeys(fields, odd), "step": "accept"})
    assert answer.status_code in (302, 422)
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("seen", ["", "x", "1.2", "99999999999999999999.a", "²."])
def test_a_form_that_was_never_opened_writes_nothing(editor: Client, seen: str) -> None:
    article = make_read()
    assert send(editor, article, seen=seen).status_code == 409
    assert not Verdict.objects.exists()


# ---- Warnings, suggestions, scores ----


def test_a_warning_is_shown_before_saving_and_forbids_nothing(editor: Client) -> None:
    article = make_read()
    make_venue("Pentagon", make_place("Arlington", "US", latitude=1, longitude=1))
    answer = send(editor, article, f1__venue__say="Pentagon", f1__venue__new="1")
    assert answer.status_code == 422
    assert "1 warning below" in text_of(answer)
    assert "a venue of that name stands in Arlington, United States" in text_of(answer)
    assert not Verdict.objects.exists()
    assert send(editor, article, opened=answer.content.decode()).status_code == 302


def test_a_warning_that_stood_on_the_page_needs_no_second_look(editor: Client) -> None:
    article = make_read(instead((Field.END, "2025-06-24", "met")))
    assert "before it begins on 26 June 2025" in text_of(editor.get(address(article)))
    assert send(editor, article).status_code == 302


def test_names_on_record_are_offered(editor: Client) -> None:
    make_read()
    make_person("Singh Sidhu")
    found = editor.get("/review/names.json?field=person&q=sin").json()["names"]
    assert found == ["Rajnath Singh |  | IN", "Singh Sidhu |  | IN"]
    assert editor.get("/review/names.json?field=place&q=QING").json()["names"] == ["Qingdao, CN"]
    assert editor.get("/review/names.json?field=party&q=chi").json()["names"] == ["CN"]
    assert editor.get("/review/names.json?field=venue&q=centre").json()["names"] == ["Conference Centre"]
    assert editor.get("/review/names.json?field=series&q=").json()["names"] == []
    assert editor.get("/review/names.json?field=shoe&q=a").status_code == 400


def test_the_scorecard_counts_what_was_found(editor: Client) -> None:
    assert "Nothing has been reviewed yet" in text_of(editor.get("/review/scorecard/"))
    article = make_read()
    send(editor, article, f1__kind__say="visit", f1__venue__verdict="reject")
    card = editor.get("/review/scorecard/").context["card"]
    number = len(VALUES)
    assert (card.total.seen, card.total.accepted, card.total.corrected, card.total.rejected) == (number, number - 2, 1, 1)
    assert [(row.name, row.seen) for row in card.sources] == [("ANI", number)]
    assert [(row.name, row.seen) for row in card.engines] == [("hand-1", number)]
    assert {row.name: row.share for row in card.fields}["Kind"] == 0


# ---- Identity ----


def two_apart() -> tuple[Article, Article]:
    """Two articles on two engagements, proposed as one."""
    one = make_read()
    other = make_read(instead((Field.KIND, "visit", "met")), source="TASS")
    assert told_of(one) != told_of(other)
    return one, other


def test_a_likely_double_stands_above_the_button_and_is_linked(editor: Client) -> None:
    stored, article = two_apart()
    text = text_of(editor.get(address(article)))
    assert text.index("May be the same as a stored engagement") < text.index("Accept and next")
    answer = send(editor, article, **{f"f1__double__{told_of(stored).pk}": "same"})
    assert answer.status_code == 302
    assert told_of(article) == told_of(stored)


def test_a_likely_double_is_kept_apart_for_good(editor: Client) -> None:
    stored, article = two_apart()
    send(editor, article, **{f"f1__double__{told_of(stored).pk}": "apart"})
    assert told_of(article) != told_of(stored)
    assert "May be the same" not in text_of(editor.get(address(article)))


def test_it_is_linked_by_number_and_parted_again(editor: Client) -> None:
    stored = make_read()
    article = make_read(instead((Field.START, "2024-01-05", "met"), (Field.END, "2024-01-05", "met")), source="TASS")
    older = told_of(stored)
    assert send(editor, article, f1__other=f"#{older.pk}").status_code == 302
    assert told_of(article) == older
    assert "That is this very engagement" in text_of(send(editor, article, f1__other=str(older.pk)))
    assert send(editor, article, f1__parts="1").status_code == 302
    assert told_of(article) != older
