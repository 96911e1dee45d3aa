"""One article under review: its text with the words behind every value, and what it tells of each engagement, fact by fact."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from timeline import rules, wording
from timeline.models import Article, Claim, Difference, Report
from timeline.models.differences import MATTER_OF
from timeline.queries.articles import FACT_OF, FoundRow, found_rows, language_name, sayings
from timeline.queries.facts import FACTS, claim_words
from timeline.queries.identity import ProposalRow, proposals_for
from timeline.queries.marks import Evidence, marks, paragraphs
from timeline.rows import EngagementRow, MarkRow
from timeline.vocabulary import Field, Kind, Origin, Role, Status

# The facts in the order in which they are looked at; the last two only where the article tells of them.
ORDER = (
    Field.KIND, Field.STATUS, Field.START, Field.PLACE, Field.VENUE, Field.SERIES, Field.EDITION, Field.PARTY, Field.PERSON,
    Field.TOPIC, Field.WITHIN, Field.SUMMARY,
)  # fmt: skip
_IF_TOLD = frozenset({Field.WITHIN, Field.SUMMARY})
_FIELDS = {fields[0]: (label, question, fields) for label, question, fields in FACTS}


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One value that the article gives, with what an earlier look found of it (empty for nothing)."""

    claim: int
    field: Field
    value: Any
    key: str
    words: str
    detail: str  # the office of a person, the role of a party
    is_new: bool  # this article brought the name to the record
    finding: str


@dataclass(frozen=True, slots=True)
class ReviewFact:
    """One fact of an engagement as the article tells it; without values where it is silent, and numbered where it is not."""

    name: str  # unique on the page: `2-place`
    number: int
    field: Field
    label: str
    question: str
    values: tuple[SaidRow, ...]
    words: str
    why: str
    how: tuple[str, ...]  # what the rules do that read it, a sentence each
    shown: str  # what the record shows, where that is something else
    others: str  # what another source says
    rule: str

    @property
    def claims(self) -> tuple[int, ...]:
        """The ids of the claims, to light up their words."""
        return tuple(value.claim for value in self.values)


@dataclass(frozen=True, slots=True)
class ReviewedEngagement:
    """What the article tells of one engagement."""

    number: int
    row: EngagementRow
    is_new: bool
    tellings: int  # reports of it, this article's among them
    facts: tuple[ReviewFact, ...]
    proposals: tuple[ProposalRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the page of an article under review shows."""

    id: int
    title: str
    outlet: str
    published: date | None
    dateline: str
    language: str
    paragraphs: tuple[tuple[MarkRow, ...], ...]
    engagements: tuple[ReviewedEngagement, ...]
    claims: tuple[Claim, ...]
    notes: tuple[str, ...]
    outcome: str
    reviewer: str
    reviewed_at: datetime | None
    withdrawn_reason: str
    is_open: bool  # it can be reviewed: current, not withdrawn, and it tells of something


def review_page(pk: int) -> ReviewPage | None:
    """Return what article `pk` tells for a reviewer; None when there never was one. As many queries however much it tells."""
    article = Article.objects.select_related("source", "review__reviewer").filter(pk=pk).first()
    if article is None:
        return None
    is_standing = article.is_current and article.withdrawn_at is None
    live = Claim.objects.live().filter(article=article, origin=Origin.EXTRACTED).select_related("verdict")
    claims = list(live.order_by("span_start", "id")) if is_standing else []
    engagements = _engagements(article, claims)
    facts = {claim: fact for one in engagements for fact in one.facts for claim in fact.claims}
    review = getattr(article, "review", None)
    evidence = [_evidence(claim, facts[claim.pk]) for claim in claims if claim.pk in facts]
    return ReviewPage(
        id=article.pk,
        title=str(article),
        outlet=article.source.name,
        published=article.published,
        dateline=article.dateline,
        language=language_name(article.language),
        paragraphs=paragraphs(marks(article.text, evidence)) if is_standing else (),
        engagements=engagements,
        claims=tuple(claims),
        notes=tuple(str(note) for note in article.notes),
        outcome=review.outcome if review else "",
        reviewer=_name(review.reviewer) if review else "",
        reviewed_at=review.reviewed_at if review else None,
        withdrawn_reason=article.withdrawn_reason,
        is_open=bool(engagements),
    )


def changes_since(pk: int, claim: int) -> tuple[str, ...]:
    """Say who said what of the article's engagements after claim `claim`: a sentence each, the newest first."""
    told = Claim.objects.filter(article=pk).order_by().values("engagement")
    later = Claim.objects.filter(engagement__in=told, pk__gt=claim).select_related("author", "source", "engagement")
    return tuple(
        f"{_name(one.author) or (one.source.name if one.source else 'A report')} {'ruled out' if one.denies else 'gave'}"
        f" “{claim_words(one.field, one.value)}” for “{FACT_OF[one.field][2]}” of “{one.engagement}”."
        for one in later.order_by("-pk")[:8]
    )


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def _engagements(article: Article, claims: Sequence[Claim]) -> tuple[ReviewedEngagement, ...]:
    found = found_rows(article, claims)
    ids = [one.row.id for one in found]
    proposals, others, words = proposals_for(ids), _others(article, ids), sayings(claims)
    titles = {one.row.id: f"“{one.row.title}”" for one in found}
    words |= {c.pk: titles.get(c.value, f"engagement {c.value}") for c in claims if c.field == Field.WITHIN}
    tellings = list(Report.objects.live().filter(engagement__in=ids).values_list("engagement", flat=True))
    review = getattr(article, "review", None)
    new = frozenset(review.new_names if review else ())
    result, number = [], 0
    for one in found:
        told = [claim for claim in claims if claim.engagement_id == one.row.id]
        facts = []
        for field in ORDER:
            said = [claim for claim in told if claim.field in _FIELDS[field][2]]
            if said or field not in _IF_TOLD:
                number += bool(said)
                facts.append(_fact(one, field, number if said else 0, said, words, new, others.get((one.row.id, field), "")))
        result.append(
            ReviewedEngagement(one.number, one.row, one.is_new, tellings.count(one.row.id), tuple(facts), proposals[one.row.id])
        )
    return tuple(result)


def _fact(
    one: FoundRow, field: Field, number: int, said: Sequence[Claim], words: Mapping[int, str], new: Collection[str], others: str
) -> ReviewFact:
    label, question, fields = _FIELDS[field]
    told = sorted(said, key=lambda claim: fields.index(Field(claim.field)))
    values = tuple(_said(claim, words[claim.pk], new) for claim in told)
    in_words = _words(field, values)
    shown = _SHOWN[field](one.row) if field in _SHOWN else ""
    return ReviewFact(
        name=f"{one.number}-{field}",
        number=number,
        field=field,
        label=label,
        question=question,
        values=values,
        words=in_words,
        why=_quotes(told) if told else "",
        how=tuple(dict.fromkeys(rules.sentence(claim.rule) for claim in told)),
        shown=shown if shown != in_words else "",
        others=others,
        rule=told[0].rule if told else "",
    )


def _said(claim: Claim, words: str, new: Collection[str]) -> SaidRow:
    detail = ""
    if claim.field in (Field.PARTY, Field.PERSON):
        role = claim.value.get("role") or ""
        detail = "" if role == Role.PARTICIPANT else role
    verdict = getattr(claim, "verdict", None)
    return SaidRow(
        claim.pk, Field(claim.field), claim.value, claim.key, words, detail, claim.key in new, verdict.finding if verdict else ""
    )


def _words(field: Field, values: Sequence[SaidRow]) -> str:
    """Write what is said of a fact in one line: the days as a range, a place with its country."""
    if field is Field.START:
        days = {value.field: str(value.value) for value in values}
        start = days.get(Field.START, "")
        return wording.date_range(start or days.get(Field.END, ""), days.get(Field.END, start)) if days else ""
    if field is Field.PLACE:
        return ", ".join(value.words for value in values)
    return wording.listing([value.words for value in values])


# What the record shows of the facts with one value, written as `_words` writes what the article says.
_SHOWN: dict[Field, Callable[[EngagementRow], str]] = {
    Field.KIND: lambda row: Kind(row.kind).label,
    Field.STATUS: lambda row: Status(row.status).label,
    Field.START: lambda row: wording.date_range(row.start, row.end) if row.start else "",
    Field.PLACE: lambda row: ", ".join(part for part in (row.place, row.country_name) if part),
    Field.VENUE: lambda row: row.venue,
    Field.SERIES: lambda row: row.series,
    Field.EDITION: lambda row: wording.ordinal(row.edition) if row.edition else "",
}


def _quotes(claims: Sequence[Claim]) -> str:
    """Write the words that a fact was read from, and what a value that no words state was derived from."""
    quotes = dict.fromkeys(f"“{claim.quote[:80]}{'…' if len(claim.quote) > 80 else ''}”" for claim in claims)
    derived = dict.fromkeys(claim.derived for claim in claims if claim.derived)
    return ", ".join([wording.listing(list(quotes), limit=3), *list(derived)[:1]])


def _others(article: Article, engagements: Collection[int]) -> dict[tuple[int, Field], str]:
    """Return by engagement and fact what another source says otherwise."""
    differing = Difference.objects.filter(engagement__in=engagements)
    fact_of = {str(matter): field for field, matter in reversed(MATTER_OF.items()) if field in ORDER}
    found = {}
    for one in differing.select_related("claim__source", "other__source"):
        claim = one.other if one.claim.article_id == article.pk else one.claim
        if claim.author_id:
            continue  # what a person decided is what the record shows
        speaker = claim.source.name if claim.source else "A report"
        found[one.engagement_id, fact_of[one.matter]] = f"{speaker} says {claim_words(claim.field, claim.value)}."
    return found


def _evidence(claim: Claim, fact: ReviewFact) -> Evidence:
    return Evidence(
        claim_id=claim.pk,
        start=claim.span_start or 0,
        end=claim.span_end or 0,
        question=fact.question,
        number=fact.number,
        label=f"{fact.number}, {fact.label}: {fact.words}",
        url=f"#fact-{fact.name}",
    )
