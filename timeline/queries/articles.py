"""Articles as read: the list by source, one article with its evidence, what a withdrawal would take away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf.locale import LANG_INFO
from django.db.models import QuerySet
from django.urls import reverse

from timeline import rules, wording
from timeline.clock import end_of
from timeline.models import Article, Claim, Country, Engagement
from timeline.queries.engagement_row import engagement_row, rows_with_ids, with_row_relations
from timeline.queries.facts import FACTS, claim_words
from timeline.queries.marks import Evidence, marks, paragraphs
from timeline.rows import EngagementRow, LinkRow, MarkRow
from timeline.vocabulary import Field, Origin

# By field: the fact of the engagement page that shows it, the question it answers, what the fact is called.
FACT_OF: dict[str, tuple[str, str, str]] = {
    field: (fields[0], question, label) for label, question, fields in FACTS for field in fields
}
TITLE_LABEL = FACT_OF[Field.TITLE][2]
# Languages of the press that Django's list leaves out.
_LANGUAGES = {
    "am": "Amharic", "ary": "Moroccan Arabic", "arz": "Egyptian Arabic", "as": "Assamese", "dz": "Dzongkha",
    "gu": "Gujarati", "ha": "Hausa", "jv": "Javanese", "ku": "Kurdish", "la": "Latin", "lo": "Lao", "mg": "Malagasy",
    "mt": "Maltese", "om": "Oromo", "or": "Odia", "pcm": "Nigerian Pidgin", "ps": "Pashto", "rw": "Kinyarwanda",
    "sa": "Sanskrit", "si": "Sinhala", "so": "Somali", "tl": "Tagalog", "xh": "Xhosa", "yo": "Yoruba", "yue": "Cantonese",
    "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class NotYet:
    """An article that was not on record yet on an earlier day."""

    id: int


def article_page(pk: int, asof: date | None = None) -> ArticlePage | NotYet | None:
    """Return the page of article `pk`, or None when there never was one; a withdrawn one comes without text and findings.

    With a day it is what was on record at its end: the versions known then, and what was read out by then.
    """
    article = Article.objects.select_related("source").filter(pk=pk).first()
    if article is None:
        return None
    end = end_of(asof) if asof else None
    if end and article.recorded_at > end:
        return NotYet(article.pk)
    withdrawn_at = _by(article.withdrawn_at, end)
    versions = Article.objects.filter(identity=article.identity, **({"recorded_at__lte": end} if end else {}))
    others = list(versions.exclude(pk=pk).order_by("-version").only("id", "version", "recorded_at", "withdrawn_at", "is_current"))
    newer = [other for other in others if other.version > article.version]
    claims = [] if withdrawn_at else list(_claims(article, end, is_current=not newer))
    found = found_rows(article, claims, asof)
    numbers = {row.row.id: row.number for row in found}
    claims = [claim for claim in claims if claim.engagement_id in numbers]
    said = sayings(claims)
    standing = [other for other in newer if not _by(other.withdrawn_at, end)]
    newest = max(other.version for other in (article, *others))
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
        paragraphs=() if withdrawn_at else paragraphs(marks(article.text, _evidence(claims, numbers, said))),
        found=found,
        readings=tuple(_reading(claim, numbers[claim.engagement_id], said[claim.pk]) for claim in claims),
        notes=tuple(str(note) for note in article.notes),
        recorded_at=article.recorded_at,
        fingerprint=article.content_hash,
        engine=article.engine if end is None else claims[0].engine if claims else "",
        version=article.version,
        versions=tuple(_version(other, end, is_newest=other.version == newest) for other in others),
        newer_url=standing[0].get_absolute_url() if standing else "",
        withdrawn_at=withdrawn_at,
        withdrawn_reason=article.withdrawn_reason,
    )


def language_name(code: str) -> str:
    """Return the English name of a language's ISO 639 code, the code itself when unknown, nothing for nothing."""
    return _LANGUAGES.get(code) or str(LANG_INFO.get(code, {}).get("name", code))


def article_by_pk(pk: int) -> Article | None:
    """Return the stored article, for the record to act on."""
    return Article.objects.filter(pk=pk).first()


def resting_on(pk: int) -> tuple[EngagementRow, ...]:
    """Return the shown engagements whose every live claim rests on article `pk`: they go when it is withdrawn."""
    theirs = Claim.objects.live().filter(article_id=pk).values("engagement_id")
    supported = Claim.objects.live().filter(engagement_id__in=theirs).exclude(article_id=pk).values("engagement_id")
    alone = Engagement.objects.shown().filter(pk__in=theirs).exclude(pk__in=supported).order_by("earliest", "id")
    return tuple(engagement_row(engagement) for engagement in with_row_relations(alone))


def _by(at: datetime | None, end: datetime | None) -> datetime | None:
    """Return when something happened; None where it had not by the end of a day."""
    return None if at and end and at > end else at


def _claims(article: Article, end: datetime | None, *, is_current: bool) -> QuerySet[Claim]:
    """Return what the article says, or said at a moment; of an earlier version also what was retracted when it was corrected."""
    claims = Claim.objects.filter(article=article, origin=Origin.EXTRACTED)
    if end is None:
        return (claims.live() if is_current else claims).order_by("span_start", "id")
    return (claims.live_at(end) if is_current else claims.filter(recorded_at__lte=end)).order_by("span_start", "id")


def found_rows(article: Article, claims: Sequence[Claim], asof: date | None = None) -> tuple[FoundRow, ...]:
    """Number the engagements in the order of the text, each followed by those within it; with a day, as known at its end."""
    told: dict[int, list[int]] = {}
    for claim in claims:
        told.setdefault(claim.engagement_id, []).append(claim.pk)
    rows = rows_with_ids(list(told), asof)
    first = dict(Claim.objects.filter(engagement__in=told).order_by("-id").values_list("engagement_id", "article_id"))
    within = {row.within_id for row in rows if row.within_id} - set(told)
    parents = {row.id: LinkRow(row.title, row.url) for row in rows_with_ids(sorted(within), asof)}
    return tuple(
        FoundRow(
            number=number,
            row=row,
            depth=depth,
            is_new=first[row.id] == article.pk,
            other_sources=max(row.source_count - 1, 0),
            parent=None if depth else parents.get(row.within_id or 0),
            claims=tuple(told[row.id]),
        )
        for number, (row, depth) in enumerate(_nested(rows), start=1)
    )


def _nested(engagements: Sequence[EngagementRow]) -> list[tuple[EngagementRow, int]]:
    """Order engagements so that each follows the larger one it is within, with its depth; a ring in the data ends nothing."""
    here = {engagement.id for engagement in engagements}
    result: list[tuple[EngagementRow, int]] = []
    placed: set[int] = set()

    def place(engagement: EngagementRow, depth: int) -> None:
        if engagement.id in placed:
            return
        placed.add(engagement.id)
        result.append((engagement, depth))
        for part in engagements:
            if part.within_id == engagement.id:
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


def _version(article: Article, end: datetime | None, *, is_newest: bool) -> LinkRow:
    state = "withdrawn" if _by(article.withdrawn_at, end) else "current" if is_newest else ""
    return LinkRow(
        name=f"Version {article.version}",
        url=article.get_absolute_url(),
        detail=", ".join(part for part in (wording.day(article.recorded_at.date()), state) if part),
    )
