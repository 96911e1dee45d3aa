"""Articles withdrawn and restored: their claims are retracted or made again, and what stood beside their reports is regrouped."""

from datetime import datetime

from timeline.models import Article, Engagement
from timeline.record.apply import choose_all
from timeline.record.claims import retract
from timeline.record.redirects import lead_on
from timeline.record.reports import heed, regroup, silence
from timeline.record.shelf import NAMEABLE
from timeline.record.waiting import come_back
from timeline.record.withdraw import copy_claims
from timeline.summaries import keeping

_ARTICLE_WITHDRAWN = "Its article was withdrawn"


def withdraw_article(article: Article, *, reason: str, at: datetime) -> list[Engagement]:
    """Withdraw an article: its claims are retracted; return the engagements that are hidden now, having no other source."""
    with keeping.batch():
        article = Article.objects.select_for_update().get(pk=article.pk)
        if article.withdrawn_at is not None:
            return []
        article.withdrawn_at, article.withdrawn_reason = at, reason[:300]
        article.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        shown_before = Engagement.objects.shown().filter(claims__article=article).distinct()
        before = set(shown_before.values_list("pk", flat=True))
        beside = silence(article)
        touched = retract(article.claims.all(), reason=_ARTICLE_WITHDRAWN, at=at)
        choose_all(touched | regroup(beside, at=at), at=at)
        return list(Engagement.objects.filter(pk__in=before, withdrawn_at__isnull=False).order_by("pk"))


def restore_article(article: Article, *, at: datetime) -> list[Engagement]:
    """Take a withdrawal back: the claims it retracted are made again; return the engagements they speak of.

    An old version comes back as a text alone: what it said was replaced by the newer one.
    """
    with keeping.batch():
        article = Article.objects.select_for_update().get(pk=article.pk)
        if article.withdrawn_at is None:
            return []
        gone = article.claims.filter(retracted_at__gte=article.withdrawn_at, retracted_reason=_ARTICLE_WITHDRAWN)
        again = list(gone.select_related("engagement")) if article.is_current else []
        article.withdrawn_at, article.withdrawn_reason = None, ""
        article.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        # Claims are append-only: what held before and holds again is said a second time, at this moment.
        lead_on(again, NAMEABLE)
        touched = copy_claims(again, at=at)
        touched |= regroup(heed(article), at=at) if article.is_current else set()
        choose_all(touched, at=at)
        if article.is_current:
            come_back(article, at=at)
        return list(Engagement.objects.filter(pk__in=touched, withdrawn_at__isnull=True).order_by("pk"))
