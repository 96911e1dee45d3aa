"""Claims: the list under an engagement and its history, and a page to look through all of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.urls import reverse

from timeline import wording
from timeline.admin.base import ViewOnlyAdmin
from timeline.models import Claim, Engagement
from timeline.queries.facts import claim_words
from timeline.vocabulary import Field, Kind, Origin, Status


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim as the admin lists it."""

    id: int
    field: str
    value: str
    denies: bool
    is_shown: bool
    origin: str
    said_by: str
    quote: str
    url: str
    is_external: bool
    how: str  # rule and confidence, or what it was derived from
    note: str
    recorded: datetime
    retracted: datetime | None
    reason: str


def claim_lines(engagement: Engagement, *, newest_first: bool = False) -> list[ClaimLine]:
    """Return every claim about an engagement, the retracted too: by field, or as they came, newest first."""
    claims = Claim.objects.filter(engagement=engagement).select_related("article__source", "source", "author")
    claims = claims.defer("article__text")
    order = {field.value: position for position, field in enumerate(Field)}
    chosen = {choice.get("claim") for choice in engagement.choices.values() if isinstance(choice, dict)}
    lines = [_line(claim, claim.pk in chosen) for claim in claims]
    if newest_first:
        return sorted(lines, key=lambda line: line.id, reverse=True)
    return sorted(lines, key=lambda line: (order[line.field], line.id))


def reasons(engagement: Engagement) -> list[tuple[str, str]]:
    """Return why each shown value was chosen, in words."""
    found = ((field, choice.get("reason", "")) for field, choice in engagement.choices.items() if isinstance(choice, dict))
    return [(wording.sentence(field), wording.sentence(str(reason))) for field, reason in found if reason]


def value_words(field: str, value: Any) -> str:
    """Write a claim's value with all it holds: role of a party, office of a person, country of a place."""
    match field:
        case Field.PARTY:
            return f"{value['code']}, {value.get('role') or 'participant'}"
        case Field.PERSON:
            return ", ".join(str(part) for part in (value["name"], value.get("role"), value.get("party")) if part)
        case Field.PLACE:
            return ", ".join(str(part) for part in (value["name"], value.get("country")) if part)
        case Field.WITHIN:
            return f"engagement {value}"
        case Field.KIND if value not in list(Kind):
            return str(value)
        case Field.STATUS if value not in list(Status):
            return str(value)
    return claim_words(field, value)


def _line(claim: Claim, is_shown: bool) -> ClaimLine:
    article, url = claim.article, claim.report_url
    said_by = claim.source.name if claim.source else ""
    if article is not None:
        said_by, url = article.source.name, f"{reverse('article-detail', args=[article.pk])}#claim-{claim.pk}"
    elif claim.author is not None:
        said_by = claim.author.get_username()
    sure = "" if claim.confidence is None else f"{claim.confidence:.0%}"
    return ClaimLine(
        id=claim.pk,
        field=claim.field,
        value=value_words(claim.field, claim.value),
        denies=claim.denies,
        is_shown=is_shown and claim.retracted_at is None,
        origin=claim.origin,
        said_by=said_by,
        quote=claim.quote,
        url=url,
        is_external=article is None,
        how=", ".join(part for part in (claim.rule, sure, claim.derived) if part),
        note=claim.note,
        recorded=claim.recorded_at,
        retracted=claim.retracted_at,
        reason=claim.retracted_reason,
    )


@admin.register(Claim)
class ClaimAdmin(ViewOnlyAdmin):
    """All claims, to look through: they only ever grow."""

    list_display = ("id", "engagement", "field", "words", "origin", "recorded_at", "retracted_at")
    list_select_related = ("engagement",)
    list_filter = ("origin", "field", "denies", ("retracted_at", admin.EmptyFieldListFilter))
    date_hierarchy = "recorded_at"
    search_fields = ("engagement__title", "quote", "report_url", "source__name")
    ordering = ("-id",)

    @admin.display(description="value")
    def words(self, claim: Claim) -> str:
        """Write the value."""
        return value_words(claim.field, claim.value) + (" (denied)" if claim.denies else "")

    def view_on_site(self, obj: Claim) -> str:
        """Lead to the words in their article, else to the engagement."""
        if obj.article_id and obj.origin == Origin.EXTRACTED:
            return f"{reverse('article-detail', args=[obj.article_id])}#claim-{obj.pk}"
        return reverse("engagement-detail", args=[obj.engagement_id])
