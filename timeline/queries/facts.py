"""The facts of one engagement, each with every live claim behind it: what the engagement page shows as evidence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse

from timeline import partial_dates, wording
from timeline.models import Article, Claim, Engagement
from timeline.rows import FactRow, QuoteRow
from timeline.vocabulary import MANY_VALUED, Field, Kind, Origin, Status

# What one fact of the page is called, the question it answers, the fields it is made of.
FACTS: tuple[tuple[str, str, tuple[Field, ...]], ...] = (
    ("When", "when", (Field.START, Field.END)),
    ("Where", "where", (Field.PLACE, Field.COUNTRY)),
    ("Venue", "where", (Field.VENUE,)),
    ("Kind", "what", (Field.KIND,)),
    ("Status", "what", (Field.STATUS,)),
    ("Series", "what", (Field.SERIES,)),
    ("Edition", "what", (Field.EDITION,)),
    ("Parties", "who", (Field.PARTY,)),
    ("People", "who", (Field.PERSON,)),
    ("Topics", "what", (Field.TOPIC,)),
    ("Within", "what", (Field.WITHIN,)),
    ("Title", "what", (Field.TITLE,)),
    ("Summary", "what", (Field.SUMMARY,)),
)
WORDINGS = frozenset({Field.TITLE, Field.SUMMARY})  # ours or a report's: two wordings are no disagreement about what happened
NEIGHBOURING = 12  # characters between two spans of one sentence that still read as one run of words: ", " or " and "


def fact_rows(engagement: Engagement, claims: Sequence[Claim], articles: Mapping[int, Article]) -> tuple[FactRow, ...]:
    """Return the facts that have a value or a claim; `claims` are the live ones, `articles` those they quote, with text."""
    rows = []
    noted: set[tuple[str, str]] = set()
    for label, question, fields in FACTS:
        said = [claim for claim in claims if claim.field in fields]
        value = _SHOWN[fields[0]](engagement)
        if not value and not said:
            continue
        agrees = _agreement(engagement, fields, said)
        quotes = _noted_once(_quotes(said, agrees, articles, are_dates=fields[0] == Field.START), noted)
        rows.append(
            FactRow(
                field=fields[0],
                label=label,
                question=question,
                value=value or "not stated",
                reason=_reason(engagement, fields, len(quotes)),
                is_disputed=any(not quote.agrees for quote in quotes),
                quotes=tuple(sorted(quotes, key=lambda quote: (not quote.agrees, quote.origin != Origin.EXTRACTED))),
            )
        )
    return tuple(rows)


def quotation(claim: Claim, article: Article | None) -> QuoteRow:
    """Return what one claim rests on by itself; `article` is the one it quotes, with its source."""
    if article is None:
        return _unquoted([claim], lambda _: True, are_dates=False)
    return _quoted([claim], article, lambda _: True, are_dates=False)


def told_together(claim: Claim, beside: Sequence[Claim], articles: Mapping[int, Article]) -> QuoteRow:
    """Return what one claim rests on, with the value that it makes together with those `beside` it of the same source."""
    article = articles.get(claim.article_id or 0)
    are_dates = claim.field in (Field.START, Field.END)
    row = _quoted([claim], article, lambda _: True, are_dates=False) if article else quotation(claim, None)
    order = (Field.PLACE, Field.COUNTRY)
    told = sorted(beside or [claim], key=lambda one: order.index(Field(one.field)) if one.field in order else 0)
    return replace(row, value=_value(told, are_dates=are_dates))


def claim_words(field: str, value: Any) -> str:
    """Write a claim's JSON value as a reader would: a person by name, a party by code, a date in words."""
    match field:
        case Field.START | Field.END:
            return wording.partial_date(value)
        case Field.PLACE | Field.PERSON:
            return str(value["name"])
        case Field.PARTY:
            return str(value["code"])
        case Field.KIND:
            return Kind(value).label
        case Field.STATUS:
            return Status(value).label
        case Field.EDITION:
            return wording.ordinal(value)
    return str(value)


# How the chosen value of a fact's first field is written; the caller has loaded what it relates to.
_SHOWN: dict[Field, Callable[[Engagement], str]] = {
    Field.START: lambda one: wording.date_range(one.start, one.end) if one.start else "",
    Field.PLACE: lambda one: ", ".join(str(part) for part in (one.place and one.place.name, one.country) if part),
    Field.VENUE: lambda one: str(one.venue or ""),
    Field.KIND: lambda one: Kind(one.kind).label,
    Field.STATUS: lambda one: Status(one.status).label,
    Field.SERIES: lambda one: str(one.series or ""),
    Field.EDITION: lambda one: wording.ordinal(one.edition) if one.edition else "",
    Field.PARTY: lambda one: wording.listing([str(row.country or row.organisation) for row in one.participations.all()]),
    Field.PERSON: lambda one: wording.listing([row.person.name for row in one.attendances.all()]),
    Field.TOPIC: lambda one: wording.sentence(wording.listing([topic.name for topic in one.topics.all()])),
    Field.WITHIN: lambda one: str(one.within or ""),
    Field.TITLE: lambda one: one.title,
    Field.SUMMARY: lambda one: one.summary,
}


def _agreement(engagement: Engagement, fields: Sequence[Field], claims: Sequence[Claim]) -> Callable[[Claim], bool]:
    """Return the test whether a claim supports the shown value."""
    if fields[0] in MANY_VALUED or fields[0] in WORDINGS:
        return lambda claim: not claim.denies
    chosen = {engagement.choices.get(field, {}).get("claim") for field in fields}
    keys = {(claim.field, claim.key) for claim in claims if claim.pk in chosen}
    settled = max((claim.published for claim in claims if claim.pk in chosen and claim.published), default=None)
    dates = {Field.START: engagement.start, Field.END: engagement.end}

    def agrees(claim: Claim) -> bool:
        if claim.denies or _is_passed_over(engagement, claim.field):
            return False
        shown = dates.get(Field(claim.field))
        if shown:
            return partial_dates.compatible(str(claim.value), shown)
        if _was_so_then(claim, settled):
            return True
        of_field = {key for field, key in keys if field == claim.field}
        return claim.key in of_field if of_field else True

    return agrees


def _is_passed_over(engagement: Engagement, field: str) -> bool:
    """Say whether no claim of a field is shown though there are some, for they do not go with what is shown beside it."""
    choice = engagement.choices.get(field, {})
    return choice.get("claim") is None and choice.get("runner_up") is not None


def _was_so_then(claim: Claim, settled: date | None) -> bool:
    """Say whether it gives a status from before the shown one was reported: planned, then held, is no disagreement."""
    return claim.field == Field.STATUS and (settled is not None and (claim.published is None or claim.published < settled))


def _reason(engagement: Engagement, fields: Sequence[Field], count: int) -> str:
    reason = str(engagement.choices.get(fields[0], {}).get("reason", ""))
    missing = wording.missing_precision(engagement.start, engagement.end) if fields[0] == Field.START else ""
    # One claim alone needs no reason; several do, and a value taken over from elsewhere does.
    needed = count != 1 or _is_passed_over(engagement, fields[0])
    said = wording.sentence(reason) if reason and needed and fields[0] not in WORDINGS else ""
    return "; ".join(part for part in (wording.sentence(missing), said) if part)


def _quotes(
    claims: Sequence[Claim], agrees: Callable[[Claim], bool], articles: Mapping[int, Article], *, are_dates: bool
) -> Iterable[QuoteRow]:
    """Group claims that rest on the same words, or on the same report or decision, into one quotation each."""
    extracted = [claim for claim in claims if claim.origin == Origin.EXTRACTED]
    extracted.sort(key=lambda claim: (_age(claim), claim.article_id or 0, claim.sentence_start or 0, claim.span_start or 0))
    for _, of_sentence in groupby(extracted, key=lambda claim: (claim.article_id, claim.sentence_start)):
        for together in _runs(list(of_sentence), one_run=are_dates):
            yield _quoted(together, articles[together[0].article_id or 0], agrees, are_dates=are_dates)
    others = [claim for claim in claims if claim.origin != Origin.EXTRACTED]
    for _, group in groupby(sorted(others, key=_said_by), key=_said_by):
        yield _unquoted(list(group), agrees, are_dates=are_dates)


def _noted_once(quotes: Iterable[QuoteRow], noted: set[tuple[str, str]]) -> tuple[QuoteRow, ...]:
    """Keep a report's note with the first fact it stands behind: it is about the report, not about one field."""
    kept = []
    for quote in quotes:
        key = (quote.url, quote.note)
        repeated = quote.origin == Origin.COMPILED and key in noted
        kept.append(replace(quote, note="") if repeated else quote)
        noted.add(key)
    return tuple(kept)


def _age(claim: Claim) -> int:
    """Order by publication, newest first, undated last."""
    return -claim.published.toordinal() if claim.published else 0


def _said_by(claim: Claim) -> tuple[str, str, bool, str]:
    day = claim.recorded_at.date().isoformat() if claim.origin == Origin.MANUAL else ""
    return claim.origin, claim.report_url or day, claim.denies, claim.note


def _runs(claims: list[Claim], *, one_run: bool) -> list[list[Claim]]:
    """Split the claims of one sentence where their words stand apart."""
    runs: list[list[Claim]] = []
    for claim in claims:
        ends = max((other.span_end or 0 for other in runs[-1]), default=0) if runs else 0
        if runs and (one_run or (claim.span_start or 0) - ends <= NEIGHBOURING):
            runs[-1].append(claim)
        else:
            runs.append([claim])
    return runs


def _value(claims: Sequence[Claim], *, are_dates: bool) -> str:
    if are_dates:
        ends = {claim.field: str(claim.value) for claim in claims}
        start, end = ends.get(Field.START, ""), ends.get(Field.END, "")
        return wording.date_range(start or end, end or start)
    names = dict.fromkeys(claim_words(claim.field, claim.value) for claim in claims)
    return ("not " if claims[0].denies else "") + wording.listing(list(names))


def _quoted(claims: list[Claim], article: Article, agrees: Callable[[Claim], bool], *, are_dates: bool) -> QuoteRow:
    first = claims[0]
    begin, end = first.sentence_start or 0, max(claim.sentence_end or 0 for claim in claims)
    start, stop = min(claim.span_start or 0 for claim in claims), max(claim.span_end or 0 for claim in claims)
    return QuoteRow(
        claim_id=first.pk,
        origin=Origin.EXTRACTED,
        value=_value(claims, are_dates=are_dates),
        before=article.text[begin:start],
        words=article.text[start:stop],
        after=article.text[stop:end],
        outlet=article.source.name,
        published=article.published,
        url=f"{reverse('article-detail', args=[article.pk])}#claim-{first.pk}",
        is_external=False,
        note=first.derived or first.note,
        rule=first.rule,
        confidence=first.confidence,
        agrees=all(agrees(claim) for claim in claims),
    )


def _unquoted(claims: list[Claim], agrees: Callable[[Claim], bool], *, are_dates: bool) -> QuoteRow:
    first = claims[0]
    by_person = first.origin == Origin.MANUAL
    return QuoteRow(
        claim_id=first.pk,
        origin=first.origin,
        value=_value(claims, are_dates=are_dates),
        before="",
        words="",
        after="",
        outlet=first.source.name if first.source else "",
        published=first.recorded_at.date() if by_person else first.published,
        url=first.report_url,
        is_external=bool(first.report_url),
        note=_as_sentence(first.note),
        rule=first.rule,
        confidence=first.confidence,
        agrees=all(agrees(claim) for claim in claims),
    )


def _as_sentence(note: str) -> str:
    return f"{wording.sentence(note).rstrip('.')}." if note else ""
