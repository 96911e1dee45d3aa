"""The scorecard: verdicts counted by source, by field and by version of the extractor, kept in step with every verdict."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from timeline.models import Claim, Score
from timeline.record.worth import Tally

Name = tuple[str, str]  # subject, name
_FINDINGS = ("accepted", "corrected", "rejected")


def count(changes: Iterable[tuple[Claim, str, str]]) -> None:
    """Count verdicts, each a claim, what was found of it before (empty for nothing) and what is found now."""
    moved: dict[Name, Counter[str]] = {}
    for claim, before, now in changes:
        for name in names_of(claim.source_id, claim.field, claim.engine):
            counts = moved.setdefault(name, Counter())
            counts[now] += 1
            counts[before] -= 1
    Score.objects.bulk_create([Score(subject=subject, name=name) for subject, name in moved], ignore_conflicts=True)
    rows = list(_rows(moved).select_for_update())
    for row in rows:
        for finding in _FINDINGS:
            setattr(row, finding, getattr(row, finding) + moved[row.subject, row.name][finding])
    Score.objects.bulk_update(rows, _FINDINGS)


def tallies(names: Iterable[Name]) -> Mapping[Name, Tally]:
    """Return how those of these names that were looked at did, with all of them under `("", "")`: one query."""
    fields = Q(subject=Score.Subject.FIELD)
    found = Score.objects.filter(fields | Q(pk__in=_rows(names).values("pk")))
    by_name = {(row.subject, row.name): Tally(row.accepted, row.accepted + row.corrected + row.rejected) for row in found}
    all_fields = [tally for (subject, _), tally in by_name.items() if subject == Score.Subject.FIELD]
    by_name["", ""] = Tally(sum(tally.accepted for tally in all_fields), sum(tally.seen for tally in all_fields))
    return by_name


def names_of(source: int | None, field: str, engine: str) -> tuple[Name, Name, Name]:
    """Return what a claim counts for: its field, its source, the version that read it."""
    return (Score.Subject.FIELD, field), (Score.Subject.SOURCE, str(source or "")), (Score.Subject.ENGINE, engine)


def _rows(names: Iterable[Name]) -> QuerySet[Score]:
    wanted = Q(pk__in=())
    by_subject: dict[str, set[str]] = {}
    for subject, name in names:
        by_subject.setdefault(subject, set()).add(name)
    for subject, these in by_subject.items():
        wanted |= Q(subject=subject, name__in=these)
    return Score.objects.filter(wanted).order_by("pk")
