"""Countries, organisations and series side by side: what each did month by month, and what several of them did together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
from django.urls import reverse

from timeline.queries.counting import weights
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.filter import Filter
from timeline.queries.held import Held
from timeline.queries.precision import months_of, not_known_to
from timeline.queries.selection import matches, select
from timeline.rows import EngagementRow, MarkedRow, SpanRow, SubjectRow
from timeline.summaries.columns import DAY, MONTH, Array
from timeline.vocabulary import Counting

SUBJECTS = 8
MARKED = 40  # engagements of one subject that may become marks
COMMON = 25  # engagements listed that several share
KEYS = ("country", "org", "series")
_MOST_MONTHS = 120_001  # up to the year 9999


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One subject: what it did, by the months engagements run over, and the most important of them."""

    subject: SubjectRow
    spans: tuple[SpanRow, ...]
    total: int
    undated: int  # of the total: no date at all
    marked: tuple[MarkedRow, ...]


@dataclass(frozen=True, slots=True)
class SharedRow:
    """How many engagements two subjects share; places in the order of the subjects."""

    one: int
    other: int
    count: int


@dataclass(frozen=True, slots=True)
class CommonRow:
    """One engagement that several subjects share, with their places."""

    row: EngagementRow
    subjects: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CommonRows:
    """What the subjects share, in engagements whatever the counting rule."""

    pairs: tuple[SharedRow, ...]  # every two of them, 0 too
    total: int  # engagements with at least two of them
    listed: tuple[CommonRow, ...]  # those with most of them first, then the newest


def subjects_of(wanted: Filter, names: Mapping[str, Mapping[str, str]]) -> tuple[SubjectRow, ...]:
    """Return what the filter sets side by side; `names` are those of its values, by key."""
    return tuple(subject(key, str(value), names[key][str(value)]) for key in KEYS for value in getattr(wanted, key))


def subject(key: str, value: str, name: str) -> SubjectRow:
    """Return one subject by the filter's key and value: two codes are a pair."""
    if key == "org":
        return SubjectRow(key, value, name, value, reverse("organisation-detail", args=[value]))
    if key == "series":
        return SubjectRow(key, value, name, "", reverse("series-detail", args=[int(value)]))
    codes = value.split("-")
    pages = {1: "country-detail", 2: "pair-detail"}
    url = reverse(pages[len(codes)], args=codes) if len(codes) in pages else f"{reverse('engagement-list')}?country={value}"
    return SubjectRow(key, value, name, value, url)


def compared_rows(wanted: Filter, subjects: Sequence[SubjectRow], counting: Counting) -> tuple[ComparedRow, ...]:
    """Return each subject's row within what else `wanted` asks for; at most a query or two a subject."""
    chosen = [_marked(_only(wanted, one)) for one in subjects]
    marks = {row.id: _mark(row) for row in rows_with_ids(sorted({pk for ids in chosen for pk in ids}), wanted.asof)}
    return tuple(
        _compared(_only(wanted, one), one, counting, tuple(marks[pk] for pk in ids if pk in marks))
        for one, ids in zip(subjects, chosen, strict=True)
    )


def common_rows(wanted: Filter, subjects: Sequence[SubjectRow]) -> CommonRows:
    """Return what the subjects share within what else `wanted` asks for."""
    if len(subjects) < 2:
        return CommonRows((), 0, ())
    base = select(_without_subjects(wanted))
    positions = base.at(0, len(base))
    present = np.zeros(len(positions), dtype="i8")
    for place, one in enumerate(subjects):
        present |= matches(base.held, _only(Filter(), one))[positions].astype("i8") << place
    masks, numbers = np.unique(present, return_counts=True)
    counted = [(_members(mask), number) for mask, number in zip(masks.tolist(), numbers.tolist(), strict=True)]
    pairs = [
        SharedRow(one, other, sum(number for members, number in counted if one in members and other in members))
        for one, other in combinations(range(len(subjects)), 2)
    ]
    total = sum(number for members, number in counted if len(members) > 1)
    return CommonRows(tuple(pairs), total, _listed(base.held, positions, present, wanted.asof))


def _only(wanted: Filter, subject: SubjectRow) -> Filter:
    """Return the filter with one subject in place of all."""
    chosen: dict[str, Any] = {subject.key: (int(subject.value) if subject.key == "series" else subject.value,)}
    return replace(_without_subjects(wanted), **chosen)


def _without_subjects(wanted: Filter) -> Filter:
    return replace(wanted, country=(), org=(), series=())


def _compared(wanted: Filter, subject: SubjectRow, counting: Counting, marked: tuple[MarkedRow, ...]) -> ComparedRow:
    countries = tuple(subject.value.split("-")) if subject.key == "country" else ()
    spans, undated = _counted(wanted, counting, countries)
    total = sum(span.count for span in spans) + undated
    return ComparedRow(subject, tuple(spans), total, undated, marked)


def _counted(wanted: Filter, counting: Counting, countries: Sequence[str]) -> tuple[list[SpanRow], int]:
    """Count by the months that engagements run over, and those without a date."""
    chosen = select(wanted)
    held, positions, split = chosen.held, chosen.at(0, len(chosen)), chosen.below(chosen.held.dated)
    weight = weights(chosen, wanted, counting, countries)
    dated = positions[split:]
    first, last = (months_of(days[dated]) for days in (held.columns.earliest, held.columns.latest))
    key = (first * _MOST_MONTHS + last) * 2 + not_known_to(held, MONTH)[dated]
    keys, places = np.unique(key, return_inverse=True)
    sums = np.bincount(places, weights=weight[split:], minlength=len(keys))
    spans = [
        SpanRow(key // 2 // _MOST_MONTHS, key // 2 % _MOST_MONTHS, int(count), bool(key % 2))
        for key, count in zip(keys.tolist(), sums.tolist(), strict=True)
    ]
    return spans, int(weight[:split].sum())


def _marked(wanted: Filter) -> list[int]:
    """Return the ids of the most important engagements whose days are known, the most important first."""
    chosen = select(wanted)
    columns, positions = chosen.held.columns, chosen.at(0, len(chosen))
    known = positions[~not_known_to(chosen.held, DAY)[positions]]
    importance = columns.importance[known].astype("i2")
    if len(known) > MARKED:
        known = known[importance >= np.partition(importance, -MARKED)[-MARKED]]
    order = np.lexsort((columns.id[known], -columns.earliest[known], -columns.importance[known].astype("i2")))[:MARKED]
    return chosen.ids(known[order])


def _mark(row: EngagementRow) -> MarkedRow:
    days = row.earliest or 0, row.latest or 0
    return MarkedRow(row.id, row.url, row.title, row.kind, row.status, row.start, row.end, *days)


def _members(mask: int) -> tuple[int, ...]:
    """Return the places whose bits are set."""
    return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)


def _listed(held: Held, positions: Array, present: Array, asof: date | None) -> tuple[CommonRow, ...]:
    shared = np.bitwise_count(present)
    several = np.flatnonzero(shared >= 2)
    there = positions[several]
    order = np.lexsort((-held.columns.id[there], -held.columns.earliest[there], -shared[several]))[:COMMON]
    members = dict(zip(held.columns.id[there[order]].tolist(), present[several[order]].tolist(), strict=True))
    return tuple(CommonRow(row, _members(members[row.id])) for row in rows_with_ids(list(members), asof))
