"""Countries, organisations and series side by side: what each did month by month, and what several of them did together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import Length, Substr
from django.urls import reverse

from timeline.models.engagements import EngagementQuerySet
from timeline.queries.counting import weighed
from timeline.queries.engagement_row import rows_of
from timeline.queries.filter import Filter, countries_met, matching, organisations_met
from timeline.rows import EngagementRow, MarkedRow, SpanRow, SubjectRow
from timeline.vocabulary import Counting

SUBJECTS = 8
MARKED = 40  # engagements of one subject that may become marks
COMMON = 25  # engagements listed that several share
KEYS = ("country", "org", "series")
_MARK_FIELDS = tuple(one.name for one in fields(MarkedRow) if one.name != "url")
_MONTH, _DAY = 7, 10  # characters of a date known so far


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
    """Return each subject's row within what else `wanted` asks for; two queries a subject."""
    return tuple(_compared(_only(wanted, one), one, counting) for one in subjects)


def common_rows(wanted: Filter, subjects: Sequence[SubjectRow]) -> CommonRows:
    """Return what the subjects share within what else `wanted` asks for."""
    if len(subjects) < 2:
        return CommonRows((), 0, ())
    flagged, flags = _flagged(wanted, subjects)
    counted = [
        ([place for place, is_in in enumerate(members) if is_in], number)
        for *members, number in flagged.order_by().values_list(*flags).annotate(number=Count("pk"))
    ]
    pairs = [
        SharedRow(one, other, sum(number for members, number in counted if one in members and other in members))
        for one, other in combinations(range(len(subjects)), 2)
    ]
    total = sum(number for members, number in counted if len(members) > 1)
    return CommonRows(tuple(pairs), total, _listed(flagged, flags) if total else ())


def _only(wanted: Filter, subject: SubjectRow) -> Filter:
    """Return the filter with one subject in place of all."""
    chosen: dict[str, Any] = {subject.key: (int(subject.value) if subject.key == "series" else subject.value,)}
    return replace(_without_subjects(wanted), **chosen)


def _without_subjects(wanted: Filter) -> Filter:
    return replace(wanted, country=(), org=(), series=())


def _compared(wanted: Filter, subject: SubjectRow, counting: Counting) -> ComparedRow:
    countries = tuple(subject.value.split("-")) if subject.key == "country" else ()
    found, number = weighed(matching(wanted), counting, countries)
    columns = {"first": Substr("start", 1, _MONTH), "last": Substr("end", 1, _MONTH)}
    spans: list[SpanRow] = []
    undated = 0
    for first, last, counted in found.order_by().annotate(**columns).values_list(*columns).annotate(number=number):
        if first:
            is_vague = min(len(first), len(last)) < _MONTH
            spans.append(SpanRow(_month(first, 1), _month(last, 12), counted, is_vague))
        else:
            undated += counted
    total = sum(span.count for span in spans) + undated
    return ComparedRow(subject, tuple(spans), total, undated, _marked(wanted))


def _month(text: str, month: int) -> int:
    """Return the number of a month; of a year alone its first or last, as `month` says."""
    return int(text[:4]) * 12 + (int(text[5:7]) if len(text) == _MONTH else month) - 1


def _marked(wanted: Filter) -> tuple[MarkedRow, ...]:
    """Return the most important engagements whose days are known, the most important first."""
    known = matching(wanted).annotate(start_known=Length("start"), end_known=Length("end"))
    found = known.filter(start_known=_DAY, end_known=_DAY).order_by("-importance", "-earliest", "pk")
    return tuple(
        MarkedRow(**values, url=reverse("engagement-detail", args=[values["id"]]))
        for values in found.values(*_MARK_FIELDS)[:MARKED]
    )


def _flagged(wanted: Filter, subjects: Sequence[SubjectRow]) -> tuple[EngagementQuerySet, list[str]]:
    """Select what any of the subjects took part in, with a 0 or 1 for each of them."""
    conditions = [_condition(one) for one in subjects]
    names = [f"with_{place}" for place in range(len(subjects))]
    flags: dict[str, Any] = {
        name: Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
        for name, condition in zip(names, conditions, strict=True)
    }
    anyone = Q()
    for condition in conditions:
        anyone |= condition
    return matching(_without_subjects(wanted)).filter(anyone).annotate(**flags), names


def _condition(subject: SubjectRow) -> Q:
    """Return what the filter asks for of one subject."""
    if subject.key == "country":
        return countries_met(subject.value)
    return organisations_met([subject.value]) if subject.key == "org" else Q(series=int(subject.value))


def _listed(flagged: EngagementQuerySet, flags: Sequence[str]) -> tuple[CommonRow, ...]:
    shared: Any = sum((F(name) for name in flags[1:]), start=F(flags[0]))
    found = flagged.annotate(shared=shared).filter(shared__gte=2).order_by("-shared", F("earliest").desc(nulls_last=True), "-pk")
    members = {pk: flags for pk, *flags in found.values_list("pk", *flags)[:COMMON]}
    return tuple(
        CommonRow(row, tuple(place for place, is_in in enumerate(members[row.id]) if is_in))
        for row in sorted(rows_of(matching(Filter()).filter(pk__in=members)), key=lambda row: list(members).index(row.id))
    )
