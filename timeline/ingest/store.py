"""One article's extraction into the record: its reports are filed, their values become claims. Runs inside a transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from timeline.extraction.types import Candidate, Extraction, FieldValue
from timeline.ingest.telling import Teller
from timeline.linking.reports import Report
from timeline.models import Article, Engagement
from timeline.record import NameBook, NewClaim, choose_all, enter_queue, file_reports, record_claims
from timeline.vocabulary import Field, Origin


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one candidate: its engagement, whether that entered the record with it, and why it belongs there."""

    engagement: int
    is_new: bool
    reason: str


def store(
    article: Article, extraction: Extraction, *, names: NameBook, at: datetime, corrected: Article | None = None
) -> list[Stored]:
    """File every candidate, record its values as claims of `article` and choose anew; return what became of each, in order.

    `corrected` is the version of the article that this one replaces.
    """
    reports = _reports(article, extraction.candidates, names)
    told = {report.key: report for report in reports.values()}
    filed = file_reports(list(told.values()), article=article, at=at, corrected=corrected)
    ids = {key: filed.engagements[report.key] for key, report in reports.items()}
    engagements = Engagement.objects.in_bulk(set(ids.values()))
    notes: list[str] = []
    for candidate in extraction.candidates:
        claims = list(_claims(article, candidate, ids, extraction.engine))
        # One value that names nothing on record must not cost the article: it is left out and said.
        record_claims(engagements[ids[candidate.key]], claims, at=at, names=names, left_out=notes)
    choose_all(filed.touched, at=at)
    enter_queue(article, new_names=names.made, at=at)
    if notes:
        article.notes = [*article.notes, *dict.fromkeys(notes)]
        article.save(update_fields=["notes"])
    found = [(ids[candidate.key], reports[candidate.key].key) for candidate in extraction.candidates]
    return [Stored(engagement, key in filed.founding, filed.reasons[key]) for engagement, key in found]


def _reports(article: Article, candidates: Iterable[Candidate], names: NameBook) -> dict[str, Report]:
    """Return the report of each candidate by its key; what an article tells twice in the same words is one report."""
    by_key = {candidate.key: candidate for candidate in candidates}
    teller = Teller(article, names)
    found: dict[str, Report] = {}
    same: dict[Report, Report] = {}
    for number, candidate in enumerate(by_key.values()):
        report = teller.report(number, candidate, by_key.get(candidate.first(Field.WITHIN) or ""))
        found[candidate.key] = same.setdefault(replace(report, key=""), report)
    return found


def _claims(article: Article, candidate: Candidate, ids: Mapping[str, int], engine: str) -> Iterable[NewClaim]:
    for value in candidate.values:
        if value.field is Field.TITLE:
            continue  # put together from the values chosen from all sources, not from what one article gives
        said = value.value
        if value.field is Field.WITHIN:
            said = ids.get(value.value)
            if said is None or said == ids[candidate.key]:
                continue  # within itself, or within what the article does not tell of
        yield _claim(article, value, said, engine)


def _claim(article: Article, value: FieldValue, said: object, engine: str) -> NewClaim:
    return NewClaim(
        field=value.field,
        value=said,
        origin=Origin.EXTRACTED,
        article=article,
        span=(value.span.start, value.span.end),
        sentence=(value.sentence.start, value.sentence.end),
        quote=value.span.of(article.text),
        rule=value.rule[:60],
        engine=engine,
        confidence=value.confidence,
        derived=value.derived,
    )
