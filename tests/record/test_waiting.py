"""Which articles wait for a reviewer, and in what order."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, make_editor, make_person
from tests.record.reviewed import VALUES, claim_of, instead, make_read, told_of
from timeline.models import Article, Review
from timeline.record import Ruling, accept, decide, restore_article, silence, version_of, withdraw_article
from timeline.record.waiting import weigh, weigh_some
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def waiting() -> list[Article]:
    return [
        row.article for row in Review.objects.filter(is_waiting=True).order_by("-worth", "article_id").select_related("article")
    ]


def reviewed(article: Article, *wrong: Field) -> None:
    claims = frozenset(claim_of(article, field) for field in wrong)
    ruling = Ruling(engagement=told_of(article).pk, rejected=claims)
    accept(article, [ruling], seen=version_of(article.pk), reviewer=make_editor(), at=LATER)


def test_an_article_waits_once_it_is_read() -> None:
    make_person("Rajnath Singh")
    article = make_read()
    row = Review.objects.get(article=article)
    assert row.is_waiting
    assert row.reasons == {"found": 1, "doubts": 0, "differ": [], "doubles": 0}
    assert {key.partition(":")[0] for key in row.new_names} == {"person", "place", "venue"}
    assert sum(key.startswith("person:") for key in row.new_names) == 1, "one of the two was on record"


def test_one_that_tells_nothing_waits_for_nobody() -> None:
    make_read(())
    assert waiting() == []


def test_the_doubtful_comes_first_and_the_reviewed_goes() -> None:
    sure, unsure = make_read(confidence=0.95), make_read(confidence=0.4, source="TASS")
    assert waiting() == [unsure, sure]
    assert Review.objects.get(article=unsure).reasons["doubts"] == len(VALUES)
    reviewed(unsure)
    assert waiting() == [sure]


def test_a_difference_that_arrives_moves_what_waited() -> None:
    first = make_read()
    before = Review.objects.get(article=first).worth
    make_read(instead((Field.END, "2025-06-27", "met")), source="TASS")
    row = Review.objects.get(article=first)
    assert row.worth > before
    assert row.reasons["differ"] == ["date"]


def test_a_likely_double_moves_both() -> None:
    make_read()
    make_read(instead((Field.KIND, "visit", "met")), source="TASS")
    assert [row.reasons["doubles"] for row in Review.objects.all()] == [1, 1]


def test_withdrawn_it_leaves_and_restored_it_waits_again() -> None:
    article = make_read()
    withdraw_article(article, reason="", at=LATER)
    assert waiting() == []
    restore_article(article, at=LATER)
    assert waiting() == [article]


def test_a_version_that_was_corrected_leaves() -> None:
    article = make_read()
    silence(article)
    assert waiting() == []


def test_accepted_once_a_restored_article_waits_no_more() -> None:
    article = make_read()
    reviewed(article)
    withdraw_article(article, reason="", at=LATER)
    restore_article(article, at=LATER)
    assert waiting() == []


def test_a_source_that_was_often_wrong_is_looked_at_sooner() -> None:
    words = ("2024-01-0", "2024-02-0", "2024-03-0")
    wrong = [make_read(instead((Field.START, f"{day}{n}", "met")), source="TASS") for n, day in enumerate(words, start=1)]
    good, bad = make_read(source="ANI"), make_read(source="TASS")
    assert Review.objects.get(article=good).worth == Review.objects.get(article=bad).worth
    for article in wrong:
        reviewed(article, *dict.fromkeys(field for field, _, _ in VALUES if field not in (Field.PARTY, Field.PERSON)))
    weigh_some(at=LATER)
    assert waiting().index(bad) < waiting().index(good)


def test_a_decision_weighs_the_article_anew() -> None:
    article = make_read()
    Review.objects.update(worth=0)
    decide(told_of(article), Field.KIND, "visit", author=make_editor(), at=LATER)
    assert Review.objects.get(article=article).worth > 0


def test_weighing_costs_the_same_however_many_wait() -> None:
    counts = []
    for number in (2, 6):
        while Review.objects.count() < number:
            make_read(source=f"Outlet {Review.objects.count()}")
        with CaptureQueriesContext(connection) as queries:
            weigh(set(Review.objects.values_list("article", flat=True)), at=LATER)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 13
