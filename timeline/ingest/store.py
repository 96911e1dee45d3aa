"""Extractions into the record: their reports are filed, their values become claims. Runs inside a transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from timeline.extraction.types import Candidate, Extraction, FieldValue
from timeline.ingest.telling import Teller, context
from timeline.linking.reports import Report
from timeline.models import Article
from timeline.record import (
    Filed,
    Filing,
    NameBook,
    NewClaim,
    Saying,
    choose_all,
    enter_queue,
    file_reports,
    hear_new,
    named_as_before,
    record_sayings,
)
from timeline.vocabulary import Field, Origin


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of an article; `corrected` is the version that it replaces: the article itself where it is read anew."""

    article: Article
    extraction: Extraction
    corrected: Article | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one candidate: its engagement, whether that entered the record with it, and why it belongs there."""

    engagement: int
    is_new: bool
    reason: str


def store(readings: Sequence[Reading], *, names: NameBook, at: datetime) -> list[list[Stored]]:
    """File every candidate, record its values as claims and choose anew; return what became of each, article by article."""
    candidates = [candidate for reading in readings for candidate in reading.extraction.candidates]
    names.read_ahead([(said.field, said.value, context(one)) for one in candidates for said in one.values])
    anew = [reading.article for reading in readings if reading.article == reading.corrected]
    reports = [_reports(reading, names) for reading in readings]
    filed = file_reports(
        [
            Filing(reading.article, list({one.key: one for one in told.values()}.values()), reading.corrected)
            for reading, told in zip(readings, reports, strict=True)
        ],
        at=at,
    )
    sayings: list[Saying] = []
    notes: list[list[str]] = [[] for _ in readings]
    for reading, told, left_out in zip(readings, reports, notes, strict=True):
        ids = {key: filed.engagements[report.key] for key, report in told.items()}
        # One value that names nothing on record must not cost the article: it is left out and said.
        sayings += [Saying(ids[one.key], list(_claims(reading, one, ids)), left_out) for one in reading.extraction.candidates]
    names.meet(filed.engagements.values())
    touched = filed.touched | record_sayings(sayings, at=at, names=names, anew=anew)
    choose_all(touched, at=at)
    enter_queue([reading.article.pk for reading in readings], at=at)
    hear_new()
    for reading, left_out in zip(readings, notes, strict=True):
        if left_out:
            reading.article.notes = [*reading.article.notes, *dict.fromkeys(left_out)]
            reading.article.save(update_fields=["notes"])
    return [
        [_stored(filed, told[candidate.key].key) for candidate in reading.extraction.candidates]
        for reading, told in zip(readings, reports, strict=True)
    ]


def _stored(filed: Filed, key: str) -> Stored:
    return Stored(filed.engagements[key], key in filed.founding, filed.reasons[key])


def _reports(reading: Reading, names: NameBook) -> dict[str, Report]:
    """Return the report of each candidate by its key; what an article tells twice in the same words is one report."""
    told = Teller(reading.article, names).reports(reading.extraction.candidates)
    same: dict[Report, Report] = {}
    found = {key: same.setdefault(replace(report, key=""), report) for key, report in told.items()}
    if reading.article != reading.corrected:
        return found
    names_before = named_as_before(reading.article, same.values())
    return {key: names_before[report.key] for key, report in found.items()}


def _claims(reading: Reading, candidate: Candidate, ids: Mapping[str, int]) -> Iterable[NewClaim]:
    for value in candidate.values:
        if value.field is Field.TITLE:
            continue  # put together from the values chosen from all sources, not from what one article gives
        said = value.value
        if value.field is Field.WITHIN:
            said = ids.get(value.value)
            if said is None or said == ids[candidate.key]:
                continue  # within itself, or within what the article does not tell of
        yield _claim(reading.article, value, said, reading.extraction.engine)


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
