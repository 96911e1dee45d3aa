"""What the database itself refuses, whoever writes."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.factories import NOW, make_article, make_country, make_engagement, make_organisation, make_quote
from timeline.models import Article, Claim, Engagement, Participation, Redirect
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
TEXT = "The ministers met in Qingdao on Thursday. They spoke of trade."


def test_a_true_quotation_is_taken() -> None:
    claim = make_quote(make_engagement(), Field.PLACE, {"name": "Qingdao"}, "Qingdao", article=make_article(TEXT))
    assert TEXT[claim.span_start : claim.span_end] == "Qingdao"


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "Beijing"},
        {"span_start": 20, "sentence_start": 0},
        {"sentence_end": 5000},
        {"span_end": 10},
        {"quote": ""},
        {"sentence_start": 30},
        {"confidence": 1.5},
        {"denies": True},
    ],
)
def test_a_false_quotation_is_refused(changes: dict[str, object]) -> None:
    engagement, article = make_engagement(), make_article(TEXT)
    with pytest.raises(DatabaseError), transaction.atomic():
        make_quote(engagement, Field.PLACE, {"name": "Qingdao"}, "Qingdao", **{"article": article, **changes})
    assert not Claim.objects.exists()


def test_raw_sql_can_not_bend_evidence_either() -> None:
    claim = make_quote(make_engagement(), Field.PLACE, {"name": "Qingdao"}, "Qingdao", article=make_article(TEXT))
    for statement in (
        f"UPDATE timeline_claim SET quote = 'Beijing' WHERE id = {claim.pk}",
        f"UPDATE timeline_claim SET span_start = span_start + 1 WHERE id = {claim.pk}",
        f"UPDATE timeline_article SET text = 'They met elsewhere.' WHERE id = {claim.article_id}",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_an_article_may_still_be_withdrawn() -> None:
    article = make_article(TEXT)
    Article.objects.filter(pk=article.pk).update(withdrawn_at=NOW)
    assert not Article.objects.current().exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"start": "2025-6-25"},
        {"start": "25 June 2025"},
        {"start": "2025-13"},
        {"end": "soon"},
        {"start": "", "end": "2025"},
        {"earliest": None},
        {"earliest": 20, "latest": 10},
        {"importance": 101},
        {"kind": "party"},
        {"status": "maybe"},
    ],
)
def test_a_malformed_engagement_is_refused(changes: dict[str, object]) -> None:
    engagement = make_engagement(start="2025-06-25")
    with pytest.raises(DatabaseError), transaction.atomic():
        Engagement.objects.filter(pk=engagement.pk).update(**changes)


def test_nothing_lies_within_itself() -> None:
    engagement = make_engagement()
    with pytest.raises(IntegrityError), transaction.atomic():
        Engagement.objects.filter(pk=engagement.pk).update(within=engagement)


def test_a_party_is_a_country_or_an_organisation() -> None:
    engagement = make_engagement()
    for party in ({}, {"country": make_country("IN"), "organisation": make_organisation("SCO")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Participation.objects.create(engagement=engagement, **party)


def test_a_redirect_leads_elsewhere_and_only_once() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(thing="engagement", old_id=1, new_id=1, created_at=NOW)
    Redirect.objects.create(thing="engagement", old_id=1, new_id=2, created_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(thing="engagement", old_id=1, new_id=3, created_at=NOW)
