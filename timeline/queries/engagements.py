"""The list of engagements: pages of rows, grouped by month where they stand by date, and the counts beside the filter."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Q

from timeline import wording
from timeline.models import Series, Topic
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.filter import Filter, names_of
from timeline.queries.once import countries
from timeline.queries.ordering import Cursor, Order, every_id, stretch
from timeline.queries.selection import Selection, select
from timeline.queries.titles import titled_stretch
from timeline.rows import EngagementRow, LinkRow
from timeline.summaries.columns import DAY, KINDS, MONTH, NO_DATE, STATUSES, YEAR, Array, country_code
from timeline.vocabulary import Kind, Status

_READ = 500  # rows of a whole list read at a time
LONGEST_FACET = 12  # values of one key offered, beside those chosen


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row of the list; inside when it stands under the larger engagement it was part of."""

    row: EngagementRow
    is_inside: bool
    has_year: bool = False

    @property
    def when(self) -> str:
        """Its dates, without the year where the heading of the month gives it."""
        return wording.date_range(self.row.start, self.row.end, short=True, year=self.has_year)


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """The rows of one month of a page, with how many engagements the whole list has in it; no name where months don't matter."""

    name: str
    count: int
    rows: tuple[ListedRow, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list."""

    months: tuple[MonthGroup, ...]
    total: int
    shown: int
    previous: str  # the cursor of the page before; empty on the first
    next: str  # of the page that follows; empty on the last


@dataclass(frozen=True, slots=True)
class Facet:
    """One key of the filter with how many engagements each value would leave, the other keys staying as they are."""

    key: str  # of the URL; empty when it only informs
    title: str
    values: tuple[LinkRow, ...]  # `code` is the value in the URL

    @property
    def most(self) -> int:
        """The largest count, for the length of the bars."""
        return max((value.count for value in self.values), default=0) or 1

    @property
    def is_cut(self) -> bool:
        """Whether as many values are offered as there is room for: others may exist."""
        return len(self.values) >= LONGEST_FACET

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the values that the filter asks for."""
        return tuple(value.name for value in self.values if value.extra.get("is_chosen"))


@dataclass(frozen=True, slots=True)
class Facets:
    """The counts beside the filter."""

    kind: Facet
    status: Facet
    country: Facet
    series: Facet
    topic: Facet
    certainty: Facet
    others: tuple[Facet, ...]  # keys without a list of their own, while something of them is chosen

    @property
    def menus(self) -> tuple[Facet, ...]:
        """The facets that filter, in the order pages show them."""
        return (self.kind, self.country, self.series, self.topic, self.status, *self.others)


def engagement_rows(
    wanted: Filter, *, order: Order = Order.NEWEST, after: Cursor | None = None, before: Cursor | None = None
) -> ListPage:
    """Return a page of what `wanted` asks for: by month where the list is sorted by date, else row by row."""
    found = select(wanted)
    if order.key == "title":
        page = titled_stretch(wanted, found, order, after=after, before=before)
    else:
        page = stretch(found, order, after=after, before=before)
    rows = rows_with_ids(page.ids, wanted.asof)
    if order.key == "date":
        groups = _by_month(rows, _month_counts(found, rows))
    else:
        groups = (MonthGroup("", len(found), tuple(ListedRow(row, is_inside=False, has_year=True) for row in rows)),)
    return ListPage(groups, len(found), len(rows), page.previous, page.next)


def every_row(wanted: Filter, *, order: Order = Order.NEWEST) -> Iterator[EngagementRow]:
    """Yield all that `wanted` asks for by date, the newest first unless asked otherwise, a few hundred read at a time."""
    ids = every_id(select(wanted), order)
    for first in range(0, len(ids), _READ):
        yield from rows_with_ids(ids[first : first + _READ], wanted.asof, with_topics=True)


def facets(wanted: Filter) -> Facets:
    """Count the values of the filter's keys."""
    return Facets(
        kind=_enum_facet(wanted, "kind", "Kind", Kind),
        status=_enum_facet(wanted, "status", "Status", Status),
        country=_country_facet(wanted),
        series=_ranked_facet(wanted, "series", "Series", Series),
        topic=_ranked_facet(wanted, "topic", "Topic", Topic),
        certainty=_certainty_facet(wanted),
        others=tuple(
            _chosen_facet(wanted, key, title)
            for key, title in (("org", "Organisation"), ("person", "Person"), ("place", "Place"))
            if getattr(wanted, key)
        ),
    )


def _value(name: str, count: int, code: object, chosen: Container[object]) -> LinkRow:
    return LinkRow(name, "", count, code=str(code), extra={"is_chosen": code in chosen})


def _enum_facet(wanted: Filter, key: str, title: str, values: type[Kind] | type[Status]) -> Facet:
    numbers = KINDS if values is Kind else STATUSES
    counts = select(wanted.without(key)).count(key)
    chosen = getattr(wanted, key)
    return Facet(key, title, tuple(_value(one.label, _at(counts, numbers[one.value]), one.value, chosen) for one in values))


def _certainty_facet(wanted: Filter) -> Facet:
    """Count by how much of the first day is known."""
    counts = select(wanted).count("known")
    names = {DAY: "Day stated", MONTH: "Month only", YEAR: "Year only", NO_DATE: "Date not stated"}
    return Facet("", "Certainty", tuple(LinkRow(name, "", _at(counts, known)) for known, name in names.items()))


def _country_facet(wanted: Filter) -> Facet:
    counts = select(wanted.without("country")).count("country")
    by_code = {country_code(value): int(counts[value]) for value in np.flatnonzero(counts).tolist() if value}
    names = countries()
    named = [(code, names[code][0], count) for code, count in by_code.items() if code in names]
    ranked = sorted(named, key=lambda entry: (-entry[2], entry[1]))
    pairs = [value for value in wanted.country if "-" in value]
    together = [
        _value(name, len(select(replace(wanted, country=(pair,)))), pair, wanted.country)
        for pair, name in names_of("country", pairs).items()
    ]
    return Facet("country", "Country", (*together, *_most(ranked, wanted.country)))


def _ranked_facet(wanted: Filter, key: str, title: str, model: type[Series] | type[Topic]) -> Facet:
    counts = select(wanted.without(key)).count(key)
    chosen = getattr(wanted, key)
    order = [int(value) for value in np.argsort(-counts, kind="stable") if value and counts[value]]
    # Twice as many as are offered, since of equals the first by name are; and whatever is chosen.
    likely = Q(pk__in=[value for value in order if counts[value] >= counts[order[: 2 * LONGEST_FACET][-1]]]) if order else Q(pk=0)
    picked = Q(pk__in=chosen) if model is Series else Q(name__in=chosen)
    found = model._default_manager.filter(likely | picked).values_list("pk", "name")
    ranked = sorted(((pk, name, _at(counts, pk)) for pk, name in found), key=lambda entry: (-entry[2], entry[1]))
    named = [(pk if model is Series else name, name, number) for pk, name, number in ranked if number]
    return Facet(key, title, _most(named, chosen))


def _at(counts: Array, value: int) -> int:
    return int(counts[value]) if value < len(counts) else 0


def _chosen_facet(wanted: Filter, key: str, title: str) -> Facet:
    """Return what is chosen of a key; all of it together leaves what the page shows."""
    chosen = getattr(wanted, key)
    names, count = names_of(key, [str(value) for value in chosen]), len(select(wanted))
    return Facet(key, title, tuple(_value(name, count, value, names) for value, name in names.items()))


def _most(ranked: Iterable[tuple[Any, str, int]], chosen: Container[object]) -> tuple[LinkRow, ...]:
    """Keep the chosen values and those with most engagements."""
    entries = list(ranked)
    kept = [entry for entry in entries if entry[0] in chosen]
    kept += [entry for entry in entries if entry[0] not in chosen][: max(LONGEST_FACET - len(kept), 0)]
    return tuple(_value(name, number, value, chosen) for value, name, number in kept)


def _month_counts(found: Selection, rows: Sequence[EngagementRow]) -> Counter[str]:
    """Count the whole list by month, for the months of a page."""
    days = [row.earliest for row in rows if row.earliest is not None]
    counts: Counter[str] = Counter()
    undated = found.below(found.held.dated)
    if days:
        held = found.held.columns
        # A month may run on past the page: a month's length on either side is enough.
        first, last = max(min(days) - 31, 0), max(days) + 32
        edges = [max(found.below(int(position)), undated) for position in held.begins([first, last])]
        near = found.at(*edges)
        begun = (held.earliest[near] - first) * 2 + (held.known[near] == YEAR)
        numbers = np.bincount(begun)
        for day in np.flatnonzero(numbers).tolist():
            counts[date.fromordinal(first + day // 2).isoformat()[: 4 if day % 2 else 7]] += int(numbers[day])
    counts[""] = undated if len(days) < len(rows) else 0
    return counts


def _month(start: str) -> str:
    """Return the month a partial date opens in, as a heading key; a year alone stays a year."""
    return start[:7]


def _by_month(rows: Sequence[EngagementRow], counts: Counter[str]) -> tuple[MonthGroup, ...]:
    groups: dict[str, list[EngagementRow]] = {}
    for row in rows:  # a year and its January begin on one day and come mixed, so neighbours alone don't make a group
        groups.setdefault(_month(row.start), []).append(row)
    return tuple(MonthGroup(_heading(month), counts[month], _nested(members)) for month, members in groups.items())


def _heading(month: str) -> str:
    if len(month) == 7:
        return wording.partial_date(month)
    return f"{month}, month not stated" if month else "Date not stated"


def _nested(rows: Sequence[EngagementRow]) -> tuple[ListedRow, ...]:
    """Put each row under the larger engagement it was part of, when both stand in the same group."""
    here = {row.id for row in rows}
    inside: dict[int, list[EngagementRow]] = {}
    for row in rows:
        if row.within_id in here and row.within_id != row.id:
            inside.setdefault(row.within_id or 0, []).append(row)
    listed: list[ListedRow] = []
    placed: set[int] = set()

    def put(row: EngagementRow, *, is_inside: bool) -> None:
        if row.id in placed:
            return
        placed.add(row.id)
        listed.append(ListedRow(row, is_inside))
        for part in sorted(inside.get(row.id, ()), key=lambda part: (part.earliest or 0, part.id)):
            put(part, is_inside=True)

    for row in rows:
        if row.within_id not in here:
            put(row, is_inside=False)
    for row in rows:  # a loop of engagements within each other has no outermost one
        put(row, is_inside=False)
    return tuple(listed)
