"""One article's extraction into the record: candidates are linked, their values become claims. Runs inside a transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from timeline import partial_dates
from timeline.extraction.types import Candidate, Extraction, FieldValue
from timeline.ingest.linking import Decision, Likeness, link
from timeline.models import Article, Engagement
from timeline.record import NameBook, NewClaim, UnknownName, choose_all, new_engagement, record_claims
from timeline.vocabulary import Field, Origin


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one candidate."""

    engagement: int
    decision: Decision

    @property
    def is_new(self) -> bool:
        """Whether it entered the record with this article."""
        return self.decision.engagement is None


def store(article: Article, extraction: Extraction, *, names: NameBook, at: datetime) -> list[Stored]:
    """Record every candidate's values as claims of `article` and choose anew; return what became of each, in their order."""
    ids: dict[str, int] = {}
    stored = []
    notes: list[str] = []
    for candidate in _larger_first(extraction.candidates):
        alike = _likeness(candidate, names)
        decision = link(alike, _block(alike))
        known = decision.engagement
        engagement = new_engagement(at=at) if known is None else Engagement.objects.get(pk=known)
        ids[candidate.key] = engagement.pk
        claims = list(_claims(article, candidate, ids, extraction.engine))
        # One value that names nothing on record must not cost the article: it is left out and said.
        record_claims(engagement, claims, at=at, names=names, left_out=notes)
        stored.append((candidate.key, Stored(engagement.pk, decision)))
        # The next candidate may be the same engagement told again: it is found by what this one says.
        choose_all([engagement.pk], at=at)
    if notes:
        article.notes = [*article.notes, *dict.fromkeys(notes)]
        article.save(update_fields=["notes"])
    by_key = dict(stored)
    return [by_key[candidate.key] for candidate in extraction.candidates]


def _larger_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Order candidates so that each comes after the one it lies within."""
    by_key = {candidate.key: candidate for candidate in candidates}

    def depth(candidate: Candidate) -> int:
        steps, outer = 0, candidate.first(Field.WITHIN)
        while outer in by_key and steps <= len(candidates):
            outer, steps = by_key[outer].first(Field.WITHIN), steps + 1
        return steps

    return sorted(candidates, key=depth)


def _claims(article: Article, candidate: Candidate, ids: dict[str, int], engine: str) -> Iterable[NewClaim]:
    for value in candidate.values:
        if value.field is Field.TITLE:
            continue  # put together from the values chosen from all sources, not from what one article gives
        said = ids.get(value.value) if value.field is Field.WITHIN else value.value
        if said is None or said == ids[candidate.key]:
            continue  # within a candidate that was not stored before it: a circle
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


def _likeness(candidate: Candidate, names: NameBook) -> Likeness:
    """Return what linking compares of a candidate. Looks names up as storing them will, so both agree who is meant."""
    kind = candidate.first(Field.KIND) or ""
    beside = {Field.KIND: kind} if kind else {}

    def keys(field: Field) -> frozenset[str]:
        found = set()
        for value in candidate.all(field):
            try:
                found.add(names.key(field, value.value, beside))
            except UnknownName:
                continue  # storing it says so; here it only can't help to find the engagement
        return frozenset(found)

    return Likeness(
        id=None,
        kind=kind,
        start=candidate.first(Field.START) or "",
        end=candidate.first(Field.END) or candidate.first(Field.START) or "",
        series=next(iter(keys(Field.SERIES)), ""),
        edition=candidate.first(Field.EDITION),
        place=next(iter(keys(Field.PLACE)), ""),
        parties=keys(Field.PARTY),
        people=keys(Field.PERSON),
    )


def _block(alike: Likeness) -> list[Likeness]:
    """Return the engagements that the exact rules could match: of its series and edition, or of its kind and day."""
    within = Q(pk__in=[])
    if alike.series and alike.edition is not None:
        within |= Q(series=_id(alike.series), edition=alike.edition)
    if alike.series and len(alike.start) == 10:
        within |= Q(series=_id(alike.series), start=alike.start, end=alike.end)
    if len(alike.start) == 10 and alike.people:
        within |= Q(kind=alike.kind, start=alike.start, earliest=partial_dates.earliest(alike.start))
    rows = Engagement.objects.shown().filter(within).prefetch_related("participations", "attendances")
    return [_on_record(row) for row in rows]


def _id(key: str) -> int:
    return int(key.partition(":")[2])


def _on_record(row: Engagement) -> Likeness:
    return Likeness(
        id=row.pk,
        kind=row.kind,
        start=row.start,
        end=row.end,
        series=f"series:{row.series_id}" if row.series_id else "",
        edition=row.edition,
        place=f"place:{row.place_id}" if row.place_id else "",
        parties=frozenset(
            f"country:{p.country_id}" if p.country_id else f"organisation:{p.organisation_id}" for p in row.participations.all()
        ),
        people=frozenset(f"person:{a.person_id}" for a in row.attendances.all()),
    )
