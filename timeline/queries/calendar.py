"""What a calendar shows: how much can overlap each week and each year, over the spans engagements run."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from django.db.models import F
from django.db.models.functions import Length, Substr

from timeline.queries.counting import weighed
from timeline.queries.filter import Filter, matching
from timeline.queries.meetings import pairs_met
from timeline.queries.precision import months_of, not_known_to
from timeline.queries.selection import select
from timeline.rows import WeekRow, YearCountRow
from timeline.summaries.columns import DAY, Array
from timeline.vocabulary import Counting

_DAY = 10  # characters of a date known to the day
_MOST_WEEKS = 530  # of one span: one of ten years and more is most likely a slip, and shows in its years


@dataclass(frozen=True, slots=True)
class CalendarRows:
    """The rows of one calendar, oldest first; weeks and years with nothing in them are left out."""

    weeks: tuple[WeekRow, ...]
    years: tuple[YearCountRow, ...]
    total: int
    undated: int  # of the total: no date at all


@dataclass(frozen=True, slots=True)
class _Span:
    """How much runs from one week to another and from one year to another; weeks count from day 1, a Monday."""

    weeks: tuple[int, int]
    years: tuple[int, int]
    number: int
    is_vague: bool


def calendar_rows(wanted: Filter, counting: Counting = Counting.ENGAGEMENTS) -> CalendarRows:
    """Count what `wanted` asks for by the weeks and years that it can overlap, so that a cell's number is its list's.

    An engagement known only to the month or year is vague in each of its weeks.
    """
    return _by_spans(wanted, counting) if counting is Counting.PEOPLE else _by_columns(wanted, counting)


def _by_columns(wanted: Filter, counting: Counting) -> CalendarRows:
    """Count engagements, or the pairs of countries in each, as what begins less what has ended."""
    chosen = select(wanted)
    held, columns = chosen.held, chosen.held.columns
    positions = chosen.at(0, len(chosen))
    weight = np.ones(len(positions), dtype="i8") if counting is Counting.ENGAGEMENTS else pairs_met(held, positions)
    split = chosen.below(held.dated)
    undated, positions, weight = int(weight[:split].sum()), positions[split:], weight[split:]
    days = columns.earliest[positions], columns.latest[positions]
    vague = not_known_to(held, DAY)[positions]
    first, last = ((day - 1) // 7 for day in days)
    every = _running(first, np.minimum(last, first + _MOST_WEEKS), np.ones(len(first), dtype="i8"))
    weeks = _running(first, np.minimum(last, first + _MOST_WEEKS), weight * ~vague)
    vague_weeks = _running(first, np.minimum(last, first + _MOST_WEEKS), weight * vague)
    first, last = (months_of(day) // 12 for day in days)
    every_year = _running(first, last, np.ones(len(first), dtype="i8"))
    years, vague_years = _running(first, last, weight), _running(first, last, weight * vague)
    return CalendarRows(
        tuple(WeekRow(7 * week + 1, int(weeks[week]), int(vague_weeks[week])) for week in np.flatnonzero(every).tolist()),
        tuple(YearCountRow(year, int(years[year]), int(vague_years[year])) for year in np.flatnonzero(every_year).tolist()),
        int(weight.sum()) + undated,
        undated,
    )


def _running(first: Array, last: Array, weight: Array) -> Array:
    """Add up by number what runs from one number to another, both included."""
    width = int(last.max(initial=0)) + 2
    begun = np.bincount(first, weights=weight, minlength=width)
    ended = np.bincount(last + 1, weights=weight, minlength=width)
    found: Array = np.cumsum(begun - ended).round().astype("i8")
    return found


def _by_spans(wanted: Filter, counting: Counting) -> CalendarRows:
    """Count by any rule in one grouped query: who was present, the columns don't hold."""
    dated, undated = _spans(wanted, counting)
    weeks: Counter[int] = Counter()
    vague_weeks: Counter[int] = Counter()
    years: Counter[int] = Counter()
    vague_years: Counter[int] = Counter()
    for span in dated:
        first, last = span.weeks
        for week in range(first, min(last, first + _MOST_WEEKS) + 1):
            (vague_weeks if span.is_vague else weeks)[week] += span.number
        for year in range(span.years[0], span.years[1] + 1):
            years[year] += span.number
            vague_years[year] += span.number if span.is_vague else 0
    return CalendarRows(
        tuple(WeekRow(7 * week + 1, weeks[week], vague_weeks[week]) for week in sorted(weeks.keys() | vague_weeks.keys())),
        tuple(YearCountRow(year, years[year], vague_years[year]) for year in sorted(years)),
        sum(span.number for span in dated) + undated,
        undated,
    )


def _spans(wanted: Filter, counting: Counting) -> tuple[list[_Span], int]:
    """Return what runs from week to week, and how much has no date at all."""
    found, number = weighed(matching(wanted), counting)
    spans = found.order_by().annotate(
        first_week=(F("earliest") - 1) / 7,
        last_week=(F("latest") - 1) / 7,
        first_year=Substr("start", 1, 4),
        last_year=Substr("end", 1, 4),
        first_known=Length("start"),
        last_known=Length("end"),
    )
    columns = ("first_week", "last_week", "first_year", "last_year", "first_known", "last_known")
    dated: list[_Span] = []
    undated = 0
    for first, last, first_year, last_year, *known, counted in spans.values_list(*columns).annotate(number=number).iterator():
        if first is None:
            undated += counted
        else:
            dated.append(_Span((first, last), (int(first_year), int(last_year)), counted, min(known) < _DAY))
    return dated, undated
