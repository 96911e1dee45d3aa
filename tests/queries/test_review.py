"""One article under review: facts numbered as its words are, what is new, what others say; and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, make_article, make_country, make_editor
from tests.record.reviewed import TEXT, VALUES, claim_of, instead, make_read, told_of
from timeline.extraction.types import Candidate, Extraction, FieldValue, Span
from timeline.ingest.store import Reading, store
from timeline.models import Article, Person
from timeline.queries.review import ORDER, ReviewFact, ReviewPage, review_page
from timeline.record import NameBook, Names, Ruling, accept, version_of
from timeline.record.waiting import weigh
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db


def page_of(article: Article) -> ReviewPage:
    page = review_page(article.pk)
    assert page is not None
    return page


def facts(article: Article) -> dict[Field, ReviewFact]:
    return {fact.field: fact for fact in page_of(article).engagements[0].facts}


def test_the_facts_stand_in_order_and_the_silent_among_them() -> None:
    found = facts(make_read())
    assert list(found) == [field for field in ORDER if field not in (Field.WITHIN, Field.SUMMARY)]
    assert (found[Field.START].words, found[Field.PLACE].words) == ("26 June 2025", "Qingdao, China")
    assert (found[Field.SERIES].words, found[Field.SERIES].number) == ("", 0)
    assert [said.words for said in found[Field.PERSON].values] == ["Rajnath Singh", "Andrei Belousov"]


def test_the_words_carry_the_numbers_of_the_facts_that_rest_on_them() -> None:
    article = make_read()
    numbers = {mark.text: mark.numbers for paragraph in page_of(article).paragraphs for mark in paragraph if mark.claims}
    found = facts(article)
    assert numbers["26 June 2025"] == (found[Field.START].number,)
    assert numbers["Rajnath Singh"] == (found[Field.PARTY].number, found[Field.PERSON].number)
    assert "".join(mark.text for paragraph in page_of(article).paragraphs for mark in paragraph) == TEXT


def test_what_articles_alone_named_is_new_until_somebody_accepts_it() -> None:
    first, other = make_read(), make_read(source="TASS")
    assert [said.is_new for said in facts(other)[Field.PERSON].values] == [True, True]
    ruling = Ruling(engagement=told_of(first).pk, rejected=frozenset({claim_of(first, Field.PERSON, "Belousov")}))
    accept(first, [ruling], seen=version_of(first.pk), reviewer=make_editor(), at=NOW + timedelta(days=1))
    assert set(Person.objects.filter(is_confirmed=True)) == {Person.objects.get(name="Rajnath Singh")}
    weigh([other.pk], at=NOW + timedelta(days=1))
    assert [said.is_new for said in facts(other)[Field.PERSON].values] == [False, True]


def test_what_another_source_says_stands_beside() -> None:
    make_read()
    article = make_read(instead((Field.END, "2025-06-27", "met")), source="TASS")
    assert facts(article)[Field.START].others.startswith("ANI says 26 June 2025")


def test_an_older_version_is_not_open() -> None:
    article = make_read()
    Article.objects.filter(pk=article.pk).update(is_current=False)
    page = page_of(article)
    assert (page.is_open, page.engagements, page.paragraphs) == (False, (), ())


def test_the_page_costs_the_same_however_much_an_article_tells() -> None:
    for code in ("IN", "RU", "CN"):
        make_country(code)
    counts = []
    for number in (1, 5):
        article = make_article(TEXT, source=f"Outlet {number}")
        told = []
        for each in range(number):
            values = [value for value in VALUES if value[0] not in (Field.START, Field.END)]
            read = [FieldValue(field, value, Span(0, 13), Span(0, len(TEXT)), "by hand") for field, value, _ in values]
            day = FieldValue(Field.START, f"20{number}{each}-01-01", Span(0, 13), Span(0, len(TEXT)), "by hand")
            told.append(Candidate(f"c{each}", (*read, day)))
        store([Reading(article, Extraction(tuple(told), engine="hand-1"))], names=NameBook(Names.READ), at=NOW)
        with CaptureQueriesContext(connection) as queries:
            assert len(page_of(article).engagements) == number
        counts.append(len(queries))
    assert counts[0] == counts[1]
