"""The list of articles and outlets."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from timeline.models import Article
from timeline.queries import sources
from timeline.queries.sources import article_list_page, parse_key
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db


def test_newest_first_and_undated_last() -> None:
    old = make.make_article(published=date(2024, 1, 1))
    undated = make.make_article(published=None)
    new = make.make_article(published=date(2025, 1, 1))
    assert [row.id for row in article_list_page().articles] == [new.pk, old.pk, undated.pk]


def test_every_article_stands_on_one_page_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PAGE", 3)
    day = date(2025, 6, 1)
    made = {make.make_article(published=day + timedelta(days=n // 3) if n < 8 else None).pk for n in range(11)}
    seen: list[int] = []
    key = ""
    while True:
        page = article_list_page(None, parse_key(key) if key else None)
        seen += [row.id for row in page.articles]
        key = page.next_key
        if not key:
            break
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(made)


@pytest.mark.parametrize("text", ["", "x", "2025-13-01_4", "2025-01-01_", "2025-01-01"])
def test_a_key_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="no place in the list"):
        parse_key(text)


def test_a_source_narrows_the_list_and_shows_what_was_compiled_from_it() -> None:
    make.make_article(source="TASS")
    mine = make.make_article(source="ANI")
    engagement = make.make_engagement("AUSMIN")
    make.make_compiled(engagement, Field.KIND, "dialogue", source=mine.source)
    page = article_list_page(mine.source_id)
    assert [row.id for row in page.articles] == [mine.pk]
    assert [row.title for row in page.reported] == ["AUSMIN"]
    assert [(link.name, link.count) for link in page.outlets] == [("ANI", 1), ("TASS", 1)]
    assert [(link.name, link.count) for link in page.report_outlets] == [("ANI", 1)]


def test_earlier_versions_and_withdrawn_articles_are_not_listed() -> None:
    make.make_article(is_current=False)
    make.make_article(withdrawn_at=make.NOW)
    assert article_list_page().total == 0


def test_engagements_are_counted_once_per_article_and_unread_ones_told() -> None:
    article = make.make_article("They met in Qingdao on Thursday.")
    engagement = make.make_engagement()
    make.make_quote(engagement, Field.KIND, "bilateral", "met", article=article)
    make.make_quote(engagement, Field.START, "2025-06-26", "Thursday", article=article)
    make.make_article(reading=Article.Reading.NOT_ENGLISH, language="ru")
    page = article_list_page()
    assert {row.id: row.engagements for row in page.articles}[article.pk] == 1
    assert page.unread == 1


def test_queries_do_not_grow_with_the_articles() -> None:
    counts = []
    for size in (2, 12):
        for _ in range(size):
            make.make_article()
        with CaptureQueriesContext(connection) as queries:
            article_list_page()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6
