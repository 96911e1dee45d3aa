"""Articles as read: the list by source, one article with its evidence, what a withdrawal would take away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf.locale import LANG_INFO
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from timeline import rules, wording
from timeline.models import Article, Claim, Country, Engagement
from timeline.queries.engagement_row import engagement_row, with_row_relations
from timeline.queries.facts import FACTS, claim_words
from timeline.queries.marks import Evidence, marks, paragraphs
from timeline.rows import EngagementRow, LinkRow, MarkRow
from timeline.vocabulary import Field, Origin

# By field: the fact of the engagement page that shows it, the question it answers, what the fact is called.
FACT_OF: dict[str, tuple[str, str, str]] = {
    field: (fields[0], question, label) for label, question, fields in FACTS for field in fields
}
TITLE_LABEL = FACT_OF[Field.TITLE][2]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One engagement read out of an article, as numbered beside its text."""

    number: int
    row: EngagementRow
    depth: int  # 0, or deeper for what was on the sidelines of one above it
    is_new: bool  # this article brought it into the record
    other_sources: int
    parent: LinkRow | None  # the larger engagement, when this article does not tell of it
    claims: tuple[int, ...]  # the ids of what this article says of it, to light up its words


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One claim: the words, what they were read as, and by which rule."""

    claim_id: int
    number: int
    label: str
    words: str
    value: str
    rule: str
    how: str  # what the rule does, in a sentence
    confidence: int | None  # in per cent
    derived: str
    url: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything the page of one article shows."""

    id: int
    title: str
    outlet: str
    outlet_url: str
    original_url: str
    published: date | None
    dateline: str
    language: str
    words: int
    is_read: bool
    paragraphs: tuple[tuple[MarkRow, ...], ...]
    found: tuple[FoundRow, ...]
    readings: tuple[ReadingRow, ...]
    notes: tuple[str, ...]
    recorded_at: datetime
    fingerprint: str
    engine: str
    version: int
    versions: tuple[LinkRow, ...]  # the others of the same article, newest first
    newer_url: str
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def new(self) -> int:
        """How many engagements this article brought into the record."""
        return sum(found.is_new for found in self.found)

    @property
    def linked(self) -> int:
        """How many engagements were on record before."""
        return len(self.found) - self.new

    @property
    def standing(self) -> str:
        """Say how many of them this article brought and how many it only adds to."""
        if not self.linked:
            return "new to the record" if self.new == 1 else "all new to the record"
        if not self.new:
            return "on record already; this article is now one of its sources" if self.linked == 1 else "all on record already"
        return f"{wording.number(self.new)} new to the record, {wording.number(self.linked)} on record before"

    @property
    def heading(self) -> str:
        """How many engagements were read out, in words."""
        return wording.sentence(wording.count(len(self.found), "engagement", words=True))

    @property
    def derived(self) -> tuple[ReadingRow, ...]:
        """The readings whose value no words state outright, one row for the same words and value."""
        told = (reading for reading in self.readings if reading.derived and reading.label != TITLE_LABEL)
        once = {(reading.words, reading.value): reading for reading in told}
        return tuple(once.values())


def article_page(pk: int) -> ArticlePage | None:
    """Return the page of article `pk`, or None when there never was one; a withdrawn one comes without text and findings."""
    article = Article.objects.select_related("source").filter(pk=pk).first()
    if article is None:
        return None
    claims = [] if article.withdrawn_at else list(_claims(article))
    found = found_rows(article, claims)
    numbers = {row.row.id: row.number for row in found}
    claims = [claim for claim in claims if claim.engagement_id in numbers]
    said = sayings(claims)
    versions = Article.objects.filter(identity=article.identity).exclude(pk=pk).order_by("-version")
    others = list(versions.only("id", "version", "recorded_at", "withdrawn_at", "is_current"))
    newer = [other for other in others if other.version > article.version and not other.withdrawn_at]
    return ArticlePage(
        id=article.pk,
        title=article.title or "Untitled article",
        outlet=article.source.name,
        outlet_url=article.source.get_absolute_url(),
        original_url=article.url,
        published=article.published,
        dateline=article.dateline,
        language=language_name(article.language),
        words=len(article.text.split()),
        is_read=article.reading == Article.Reading.READ,
        paragraphs=() if article.withdrawn_at else paragraphs(marks(article.text, _evidence(claims, numbers, said))),
        found=found,
        readings=tuple(_reading(claim, numbers[claim.engagement_id], said[claim.pk]) for claim in claims),
        notes=tuple(str(note) for note in article.notes),
        recorded_at=article.recorded_at,
        fingerprint=article.content_hash,
        engine=article.engine,
        version=article.version,
        versions=tuple(_version(other) for other in others),
        newer_url=newer[0].get_absolute_url() if newer else "",
        withdrawn_at=article.withdrawn_at,
        withdrawn_reason=article.withdrawn_reason,
    )


def language_name(code: str) -> str:
    """Return the English name of an ISO 639-1 code, the code itself when unknown, nothing for nothing."""
    return str(LANG_INFO.get(code, {}).get("name", code))


def article_by_pk(pk: int) -> Article | None:
    """Return the stored article, for the record to act on."""
    return Article.objects.filter(pk=pk).first()


def resting_on(pk: int) -> tuple[EngagementRow, ...]:
    """Return the shown engagements whose every live claim rests on article `pk`: they go when it is withdrawn."""
    theirs = Claim.objects.live().filter(article_id=pk).values("engagement_id")
    supported = Claim.objects.live().filter(engagement_id__in=theirs).exclude(article_id=pk).values("engagement_id")
    alone = Engagement.objects.shown().filter(pk__in=theirs).exclude(pk__in=supported).order_by("earliest", "id")
    return tuple(engagement_row(engagement) for engagement in with_row_relations(alone))


def _claims(article: Article) -> QuerySet[Claim]:
    """Return what the article says; of an earlier version also what was retracted when it was corrected."""
    claims = Claim.objects.filter(article=article, origin=Origin.EXTRACTED)
    return (claims.live() if article.is_current else claims).order_by("span_start", "id")


def found_rows(article: Article, claims: Sequence[Claim]) -> tuple[FoundRow, ...]:
    """Number the engagements in the order of the text, each followed by those within it."""
    told: dict[int, list[int]] = {}
    for claim in claims:
        told.setdefault(claim.engagement_id, []).append(claim.pk)
    first_claims = Prefetch("claims", queryset=Claim.objects.order_by("id").only("id", "engagement_id", "article_id"))
    loaded = with_row_relations(Engagement.objects.shown().filter(pk__in=told)).prefetch_related(first_claims)
    engagements = {e.pk: e for e in loaded.select_related("place", "country", "venue", "series", "within")}
    ordered = _nested([engagements[pk] for pk in told if pk in engagements])
    return tuple(
        FoundRow(
            number=number,
            row=engagement_row(engagement),
            depth=depth,
            is_new=engagement.claims.all()[0].article_id == article.pk,
            other_sources=max(engagement.source_count - 1, 0),
            parent=None if depth else _parent(engagement.within),
            claims=tuple(told[engagement.pk]),
        )
        for number, (engagement, depth) in enumerate(ordered, start=1)
    )


def _parent(larger: Engagement | None) -> LinkRow | None:
    return LinkRow(larger.title, larger.get_absolute_url()) if larger and not larger.withdrawn_at else None


def _nested(engagements: Sequence[Engagement]) -> list[tuple[Engagement, int]]:
    """Order engagements so that each follows the larger one it is within, with its depth; a ring in the data ends nothing."""
    here = {engagement.pk for engagement in engagements}
    result: list[tuple[Engagement, int]] = []
    placed: set[int] = set()

    def place(engagement: Engagement, depth: int) -> None:
        if engagement.pk in placed:
            return
        placed.add(engagement.pk)
        result.append((engagement, depth))
        for part in engagements:
            if part.within_id == engagement.pk:
                place(part, depth + 1)

    for engagement in engagements:
        if engagement.within_id not in here:
            place(engagement, 0)
    for engagement in engagements:
        place(engagement, 0)
    return result


def _evidence(claims: Iterable[Claim], numbers: dict[int, int], said: dict[int, str]) -> Iterable[Evidence]:
    for claim in claims:
        _, question, label = FACT_OF[claim.field]
        number = numbers[claim.engagement_id]
        yield Evidence(
            claim_id=claim.pk,
            start=claim.span_start or 0,
            end=claim.span_end or 0,
            question=question,
            number=number,
            label=f"{number}, {label}: {said[claim.pk]}",
            url=fact_url(claim),
        )


def sayings(claims: Sequence[Claim]) -> dict[int, str]:
    """Write what each claim says, countries by name; of the larger engagement only that it is one: it stands beside the text."""
    codes = {claim.value for claim in claims if claim.field == Field.COUNTRY}
    codes |= {claim.value["code"] for claim in claims if claim.field == Field.PARTY}
    names = dict(Country.objects.filter(code__in=codes).values_list("code", "name"))

    def words(claim: Claim) -> str:
        if claim.field == Field.WITHIN:
            return "part of a larger engagement"
        text = claim_words(claim.field, claim.value)
        return names.get(text, text) if claim.field in (Field.COUNTRY, Field.PARTY) else text

    return {claim.pk: words(claim) for claim in claims}


def fact_url(claim: Claim) -> str:
    """Return the address of the fact that the claim supports."""
    return f"{reverse('engagement-detail', args=[claim.engagement_id])}#fact-{FACT_OF[claim.field][0]}"


def _reading(claim: Claim, number: int, said: str) -> ReadingRow:
    return ReadingRow(
        claim_id=claim.pk,
        number=number,
        label=FACT_OF[claim.field][2],
        words=claim.quote,
        value=said,
        rule=claim.rule,
        how=rules.sentence(claim.rule),
        confidence=None if claim.confidence is None else round(claim.confidence * 100),
        derived=claim.derived,
        url=fact_url(claim),
    )


def _version(article: Article) -> LinkRow:
    state = "withdrawn" if article.withdrawn_at else "current" if article.is_current else ""
    return LinkRow(
        name=f"Version {article.version}",
        url=article.get_absolute_url(),
        detail=", ".join(part for part in (wording.day(article.recorded_at.date()), state) if part),
    )
