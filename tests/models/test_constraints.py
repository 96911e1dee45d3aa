"""What the database itself refuses, whoever writes."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.factories import NOW, make_article, make_country, make_engagement, make_organisation
from timeline.models import Article, Engagement, Participation, Redirect

pytestmark = pytest.mark.django_db
TEXT = "The ministers met in Qingdao on Thursday. They spoke of trade."


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
