"""What a calendar shows: how much can overlap each week and each year, in one grouped query over the spans engagements run."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Length, Substr

from timeline.queries.counting import weighed
from timeline.queries.filter import Filter, matching
from timeline.rows import WeekRow, YearCountRow
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
