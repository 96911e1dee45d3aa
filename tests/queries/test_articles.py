"""What the page of an article shows, and what goes with it when it is withdrawn."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from timeline.models import Article, Engagement
from timeline.queries.articles import ArticlePage, article_page, language_name, resting_on
from timeline.vocabulary import Field, Kind

pytestmark = pytest.mark.django_db
TEXT = "Ministers of the SCO met in Qingdao. Rajnath Singh met Andrey Belousov there on Thursday.\n\nTalks went on."


def article_with(count: int = 2) -> tuple[Article, list[Engagement]]:
    """Make an article that tells first of a bilateral, then of the meeting it was within."""
    article = make.make_article(TEXT)
    meeting = make.make_engagement("SCO meeting", kind=Kind.MINISTERIAL, parties=["CN", "SCO"], source_count=3)
    earlier = make.make_article("Earlier.", source="TASS")
    make.make_quote(meeting, Field.KIND, "ministerial", "Earlier", article=earlier)
    parts = [make.make_engagement(f"Bilateral {n}", within=meeting, parties=["IN", "RU"]) for n in range(count - 1)]
    for part in parts:
        make.make_quote(
            part, Field.PERSON, {"name": "Rajnath Singh", "role": "", "party": "IN"}, "Rajnath Singh", article=article
        )
        make.make_quote(part, Field.WITHIN, meeting.pk, "there", article=article, derived="told in one sentence")
    make.make_quote(meeting, Field.PARTY, {"code": "CN", "role": "host"}, "SCO", article=article)
    make.make_quote(meeting, Field.COUNTRY, "CN", "Qingdao", article=article, derived="the country of the place")
    return article, [meeting, *parts]


def page_of(article: Article) -> ArticlePage:
    page = article_page(article.pk)
    assert page is not None
    return page


def test_engagements_are_numbered_in_the_order_of_the_text_each_before_its_parts() -> None:
    article, (meeting, part) = article_with()
    found = page_of(article).found
    assert [(row.number, row.row.id, row.depth) for row in found] == [(1, meeting.pk, 0), (2, part.pk, 1)]


def test_what_the_article_brought_is_told_from_what_it_adds_to() -> None:
    article, _ = article_with()
    linked, new = page_of(article).found
    assert (linked.is_new, linked.other_sources) == (False, 2)
    assert (new.is_new, new.other_sources) == (True, 0)
    assert (page_of(article).new, page_of(article).linked) == (1, 1)
    assert page_of(article).standing == "one new to the record, one on record before"


def test_the_text_is_whole_and_evidence_leads_to_its_fact() -> None:
    article, (meeting, _) = article_with()
    parts = page_of(article).paragraphs
    assert "\n\n".join("".join(mark.text for mark in part) for part in parts) == TEXT
    place = next(mark for part in parts for mark in part if mark.text == "Qingdao")
    assert place.url == f"/engagements/{meeting.pk}/#fact-place"
    assert place.question == "where"
    assert place.label == "1, Where: China"


def test_derived_values_say_what_they_were_derived_from() -> None:
    article, _ = article_with()
    assert [(row.words, row.value, row.derived) for row in page_of(article).derived] == [
        ("Qingdao", "China", "the country of the place"),
        ("there", "part of a larger engagement", "told in one sentence"),
    ]


def test_a_larger_engagement_the_article_does_not_tell_of_is_named() -> None:
    meeting = make.make_engagement("SCO meeting")
    part = make.make_engagement("Bilateral", within=meeting)
    article = make.make_article(TEXT)
    make.make_quote(part, Field.KIND, "bilateral", "met", article=article)
    row = page_of(article).found[0]
    assert row.parent is not None
    assert row.parent.name == "SCO meeting"


def test_a_ring_of_engagements_is_listed_once_each() -> None:
    article, (meeting, part) = article_with()
    Engagement.objects.filter(pk=meeting.pk).update(within=part)
    assert sorted(row.row.id for row in page_of(article).found) == sorted([meeting.pk, part.pk])


def test_hidden_engagements_and_retracted_claims_leave_no_mark() -> None:
    article, (meeting, part) = article_with()
    Engagement.objects.filter(pk=part.pk).update(withdrawn_at=make.NOW)
    article.claims.filter(field=Field.COUNTRY).update(retracted_at=make.NOW)
    page = page_of(article)
    assert [row.row.id for row in page.found] == [meeting.pk]
    assert [mark.text for part in page.paragraphs for mark in part if mark.claims] == ["SCO"]


def test_a_withdrawn_article_comes_without_text() -> None:
    article, _ = article_with()
    Article.objects.filter(pk=article.pk).update(withdrawn_at=make.NOW, withdrawn_reason="Taken back.")
    page = page_of(article)
    assert (page.paragraphs, page.found, page.withdrawn_reason) == ((), (), "Taken back.")


def test_versions_know_each_other() -> None:
    old = make.make_article("Old.", identity="one", is_current=False)
    new = make.make_article("New.", identity="one", version=2)
    assert page_of(old).newer_url == new.get_absolute_url()
    assert page_of(new).newer_url == ""
    assert [link.name for link in page_of(new).versions] == ["Version 1"]


def test_no_page_for_a_number_never_given() -> None:
    assert article_page(99) is None


def test_only_engagements_without_another_source_go_with_an_article() -> None:
    article, (meeting, part) = article_with()
    assert [row.id for row in resting_on(article.pk)] == [part.pk]
    assert meeting.pk not in [row.id for row in resting_on(article.pk)]


@pytest.mark.parametrize(
    ("code", "name"), [("en", "English"), ("ru", "Russian"), ("zh", "Chinese"), ("tl", "Tagalog"), ("xx", "xx"), ("", "")]
)
def test_languages_are_named(code: str, name: str) -> None:
    assert language_name(code) == name


def test_queries_do_not_grow_with_the_engagements() -> None:
    counts = []
    for size in (2, 8):
        article, _ = article_with(size)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page_of(article)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
