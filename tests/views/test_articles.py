"""The pages of what was read, from address to answer."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories as make
from timeline.documents import Document
from timeline.extraction.types import Candidate, Extraction, FieldValue, Span
from timeline.ingest import run
from timeline.models import Article, Engagement
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
TEXT = (
    "The defence ministers of India and Russia met in Qingdao on 26 June 2025. They spoke about trade and training for an hour."
)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read one bilateral out of every text that says `met`."""

    def extract(document: Document, knowledge: Any) -> Extraction:
        return Extraction(tuple(_candidates(document.text)), "test-1")

    monkeypatch.setattr(run, "read_engagements", extract)
    monkeypatch.setattr(run, "knowledge_base", lambda: None)
    monkeypatch.setattr(run, "signature", lambda knowledge, engine: engine)
    for code in ("IN", "RU", "CN"):
        make.make_country(code)


def _candidates(text: str) -> Sequence[Candidate]:
    if " met " not in text:
        return ()
    stop = text.index(".") + 1

    def value(field: Field, said: Any, words: str) -> FieldValue:
        start = text.index(words)
        return FieldValue(field, said, Span(start, start + len(words)), Span(0, stop), "test")

    values = (
        value(Field.KIND, "bilateral", "met"),
        value(Field.STATUS, "held", "met"),
        value(Field.START, "2025-06-26", "26 June 2025"),
        value(Field.PARTY, {"code": "IN", "role": "participant"}, "India"),
        value(Field.PARTY, {"code": "RU", "role": "participant"}, "Russia"),
    )
    return (Candidate("one", values),)


@pytest.fixture
def editor(client: Client) -> User:
    """Sign in a member of staff who may add and change articles, and no more."""
    user = User.objects.create_user("ed", password="correct horse", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_article", "change_article"]))
    client.force_login(user)
    return user


def add(client: Client, **data: Any) -> Any:
    return client.post("/articles/add/", {"text": TEXT, "outlet": "ANI", "published": "2025-06-27", **data})


# Looking


def test_the_list_says_what_was_not_read(client: Client) -> None:
    make.make_article("Министры встретились.", reading=Article.Reading.NOT_ENGLISH, language="ru", title="Встреча")
    page = client.get("/articles/").content.decode()
    assert "Not read" in page
    assert "1 of them not read" in page


@pytest.mark.parametrize(("query", "status"), [("source=x", 400), ("source=99", 404), ("after=nonsense", 400), ("after=_5", 200)])
def test_a_bad_address_gets_an_answer(client: Client, query: str, status: int) -> None:
    assert client.get(f"/articles/?{query}").status_code == status


def test_an_article_shows_its_words_its_evidence_and_how_it_was_kept(client: Client) -> None:
    article = make.make_article(
        "They met in Qingdao on Thursday.", url="https://example.org/a", notes=["A position was left out."]
    )
    engagement = make.make_engagement("Talks in Qingdao")
    claim = make.make_quote(engagement, Field.START, "2025-06-26", "on Thursday", article=article, derived="the publication date")
    page = client.get(article.get_absolute_url()).content.decode()
    assert f'id="claim-{claim.pk}"' in page
    assert page.count(f'data-claim="{claim.pk}"') == 4  # the words, the engagement, the derived reading, the table of claims
    assert f'href="/engagements/{engagement.pk}/#fact-start"' in page
    assert "the publication date" in page
    assert "A position was left out." in page
    assert "One engagement read out" in page
    assert article.content_hash in page


def test_a_text_that_is_not_english_says_so(client: Client) -> None:
    article = make.make_article("Министры встретились.", reading=Article.Reading.NOT_ENGLISH, language="ru")
    assert "Kept, not read." in client.get(article.get_absolute_url()).content.decode()


def test_text_is_escaped(client: Client) -> None:
    article = make.make_article("<script>alert(1)</script> met", title="<b>Bold</b>")
    page = client.get(article.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "<b>Bold" not in page


def test_a_withdrawn_article_says_why(client: Client) -> None:
    article = make.make_article(withdrawn_at=make.NOW, withdrawn_reason="Retracted by its outlet.")
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == 410
    assert "Retracted by its outlet." in answer.content.decode()


def test_no_article_of_that_number(client: Client) -> None:
    assert client.get("/articles/99/").status_code == 404


# Adding


def test_a_stranger_is_led_to_the_log_in(client: Client) -> None:
    answer = client.get("/articles/add/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/admin/login/?next=/articles/add/"


def test_staff_without_the_right_are_refused(client: Client) -> None:
    client.force_login(User.objects.create_user("other", is_staff=True))
    assert client.get("/articles/add/").status_code == 403


def test_a_pasted_article_leads_to_what_was_found(client: Client, editor: User, reader: None) -> None:
    answer = add(client)
    article = Article.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{article.get_absolute_url()}?added=new"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "One engagement read out, new to the record." in page
    assert "Undo (withdraw)" in page
    assert Engagement.objects.shown().get().get_absolute_url() in page


def test_the_same_article_again_leads_to_the_one_on_record(client: Client, editor: User, reader: None) -> None:
    add(client)
    answer = add(client)
    assert answer.headers["Location"].endswith("?added=unchanged")
    assert Article.objects.count() == 1
    assert "on record already, word for word" in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", f"Title: Talks\nOutlet: TASS\n\n{TEXT}"),
        ("a.html", f"<html><head><title>Talks</title></head><body><article><h1>Talks</h1><p>{TEXT}</p></article></body></html>"),
    ],
)
def test_an_uploaded_file_is_read(client: Client, editor: User, reader: None, name: str, data: str) -> None:
    answer = add(client, text="", upload=SimpleUploadedFile(name, data.encode()))
    assert answer.status_code == 302, answer.content.decode()
    article = Article.objects.get()
    assert article.title == "Talks"
    assert article.source.name == "ANI"  # what the form says wins over what the file says
    assert "The defence ministers of India" in article.text


BAD = [
    ({"text": ""}, "Paste the article’s text, or choose a file."),
    ({"upload": SimpleUploadedFile("a.txt", b"words")}, "not both"),
    ({"text": "", "upload": SimpleUploadedFile("a.pdf", b"%PDF")}, "is none of .txt"),
    ({"text": "", "upload": SimpleUploadedFile("a.txt", b"")}, "is empty"),
    ({"text": "", "upload": SimpleUploadedFile("a.txt", b"\x00\x01\x02" * 50)}, "no text"),
    ({"text": "", "upload": SimpleUploadedFile("a.json", b"{]")}, "a.json"),
    ({"published": "soon"}, "This is no day"),
    ({"published": "2025-11-15"}, "This day has not come yet."),
    ({"url": "not an address"}, "This is no address"),
    ({"text": "…!"}, "no words"),
]


@pytest.mark.parametrize(("data", "sentence"), BAD, ids=[sentence for _, sentence in BAD])
def test_bad_input_gets_a_sentence_and_nothing_is_lost(
    client: Client, editor: User, reader: None, data: dict[str, Any], sentence: str
) -> None:
    for value in data.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    answer = add(client, title="Kept headline", **data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept headline" in page
    assert data.get("text", TEXT) in page
    assert not Article.objects.exists()


def test_htmx_gets_the_form_alone_or_a_way_on(client: Client, editor: User, reader: None) -> None:
    headers = {"HX-Request": "true"}
    wrong = client.post("/articles/add/", {"text": ""}, headers=headers).content.decode()
    assert wrong.lstrip().startswith("<form")
    right = client.post("/articles/add/", {"text": TEXT}, headers=headers)
    assert right.headers["HX-Redirect"].endswith("?added=new")


# Withdrawing


def test_withdrawing_asks_first_then_hides_what_rested_on_it(client: Client, editor: User, reader: None) -> None:
    add(client)
    article, engagement = Article.objects.get(), Engagement.objects.shown().get()
    address = f"/articles/{article.pk}/withdraw/"
    asked = client.post(address, {"step": "ask"}).content.decode()
    assert engagement.title in asked
    assert Article.objects.current().exists()
    answer = client.post(address, {"step": "do", "reason": "A test."}, follow=True)
    assert answer.status_code == 410
    assert "No longer shown" in answer.content.decode()
    assert not Engagement.objects.shown().exists()
    assert client.get(engagement.get_absolute_url()).status_code == 410


def test_an_engagement_with_another_source_stays(client: Client, editor: User, reader: None) -> None:
    add(client)
    article, engagement = Article.objects.get(), Engagement.objects.shown().get()
    make.make_compiled(engagement, Field.KIND, "bilateral", key="bilateral")
    page = client.post(f"/articles/{article.pk}/withdraw/", {"step": "do"}, follow=True).content.decode()
    assert "has other sources and stays" in page
    assert Engagement.objects.shown().count() == 1


def test_a_withdrawn_article_can_be_restored(client: Client, editor: User, reader: None) -> None:
    add(client)
    address = f"/articles/{Article.objects.get().pk}/withdraw/"
    client.post(address, {"step": "do"})
    assert "Restore this article?" in client.get(address).content.decode()
    client.post(address, {"step": "do"})
    assert Article.objects.current().exists()
    assert Engagement.objects.shown().count() == 1


def test_only_who_may_change_articles_withdraws(client: Client) -> None:
    article = make.make_article()
    address = f"/articles/{article.pk}/withdraw/"
    assert client.post(address, {"step": "do"}).headers["Location"].startswith("/admin/login/")
    client.force_login(User.objects.create_user("other", is_staff=True))
    assert client.post(address, {"step": "do"}).status_code == 403
    assert "Withdraw" not in client.get(article.get_absolute_url()).content.decode()
