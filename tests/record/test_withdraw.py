"""Taking a withdrawal back: what returns, and what was settled otherwise meanwhile."""

from datetime import timedelta

import pytest

from tests.factories import NOW, make_article, make_country
from tests.record.telling import compiled, make_told, quoted
from timeline.models import Article, Claim, Engagement
from timeline.record import merge, restore_article, restore_engagement, withdraw_article
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
LATEST = NOW + timedelta(hours=2)


@pytest.fixture
def article() -> Article:
    make_country("IN")
    return make_article("India and Russia met in Qingdao on Thursday.")


def test_withdrawn_twice_and_restored_twice_says_everything_once(article: Article) -> None:
    engagement = make_told(*quoted(article))
    for hours in (1, 3):
        withdraw_article(article, reason="A hoax.", at=NOW + timedelta(hours=hours))
        restore_article(article, at=NOW + timedelta(hours=hours + 1))
    assert engagement.claims.live().count() == 3
    assert Claim.objects.count() == 9, "what was retracted stays as history"
    assert Engagement.objects.shown().get() == engagement


def test_an_old_version_comes_back_as_a_text_alone(article: Article) -> None:
    make_told(*quoted(article))
    withdraw_article(article, reason="A hoax.", at=LATER)
    Article.objects.filter(pk=article.pk).update(is_current=False)
    assert restore_article(article, at=LATEST) == []
    article.refresh_from_db()
    assert article.withdrawn_at is None
    assert not Claim.objects.live().exists()


def test_claims_return_to_what_their_engagement_was_merged_into(article: Article) -> None:
    keep = make_told()
    drop = make_told(*quoted(article), compiled(Field.START, "2025-06-26"))
    withdraw_article(article, reason="", at=LATER)
    merge(keep, drop, at=LATER)
    assert restore_article(article, at=LATEST) == [keep]
    assert article.claims.live().count() == keep.claims.live().filter(article=article).count() == 3
    assert not drop.claims.live().exists()


def test_a_merged_engagement_is_not_restored() -> None:
    keep, drop = make_told(), make_told()
    merge(keep, drop, at=LATER)
    with pytest.raises(ValueError, match=f"merged into engagement {keep.pk}"):
        restore_engagement(drop, at=LATEST)
    assert list(Engagement.objects.shown()) == [keep]
