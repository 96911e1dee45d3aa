"""Withdrawal instead of deletion: what was on record stays findable, with the reason it went."""

from datetime import datetime

from timeline.models import Article, Claim, Engagement, Redirect
from timeline.record.apply import choose_all
from timeline.record.claims import retract
from timeline.record.redirects import follow
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
        choose_all(retract(article.claims.all(), reason=_ARTICLE_WITHDRAWN, at=at), at=at)
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
        touched = copy_claims(again, at=at)
        choose_all(touched, at=at)
        return list(Engagement.objects.filter(pk__in=touched).order_by("pk"))


def copy_claims(claims: list[Claim], *, at: datetime, engagement: Engagement | None = None) -> set[int]:
    """Make claims anew at this moment, of another engagement when one is given; return the engagements they speak of."""
    for claim in claims:
        target = engagement or _survivor(claim.engagement)
        claim.pk, claim._state.adding = None, True
        claim.engagement = target
        claim.recorded_at, claim.retracted_at, claim.retracted_reason = at, None, ""
    Claim.objects.bulk_create(claims)
    return {claim.engagement_id for claim in claims}


def _survivor(engagement: Engagement) -> Engagement:
    """Return what the engagement was merged into meanwhile, or itself."""
    if engagement.merged_into_id is None:
        return engagement
    return Engagement.objects.get(pk=follow(Redirect.Thing.ENGAGEMENT, engagement.pk) or engagement.merged_into_id)


def withdraw_engagement(engagement: Engagement, *, reason: str, at: datetime) -> None:
    """Hide an engagement behind a tombstone that says why; its claims stay."""
    _hide(engagement, at, reason[:300])


def restore_engagement(engagement: Engagement, *, at: datetime) -> None:
    """Show a withdrawn engagement again; one without claims stays hidden until it has some.

    Raises ValueError with a sentence for a merged one.
    """
    engagement.refresh_from_db()
    if engagement.merged_into_id is not None:
        raise ValueError(f"It was merged into engagement {engagement.merged_into_id}, which stands for it.")
    _hide(engagement, None, "")
    choose_all([engagement.pk], at=at)
    engagement.refresh_from_db()


def _hide(engagement: Engagement, at: datetime | None, reason: str) -> None:
    with keeping.batch():
        row = Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
        keeping.changed([(row.pk, keeping.held_in(row))])
        row.withdrawn_at, row.withdrawn_reason = at, reason
        row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    engagement.refresh_from_db()
