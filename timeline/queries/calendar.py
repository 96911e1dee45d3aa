"""What a calendar shows: how much can overlap each week and each year, over the spans engagements run."""

from dataclasses import dataclass

import numpy as np

from timeline.queries.counting import weights
from timeline.queries.filter import Filter
from timeline.queries.precision import months_of, not_known_to
from timeline.queries.selection import select
from timeline.rows import WeekRow, YearCountRow
from timeline.summaries.columns import DAY, Array
from timeline.vocabulary import Counting

_MOST_WEEKS = 530  # of one span: one of ten years and more is most likely a slip, and shows in its years


@dataclass(frozen=True, slots=True)
class CalendarRows:
    """The rows of one calendar, oldest first; weeks and years with nothing in them are left out."""

    weeks: tuple[WeekRow, ...]
    years: tuple[YearCountRow, ...]
    total: int
    undated: int  # of the total: no date at all


def calendar_rows(wanted: Filter, counting: Counting = Counting.ENGAGEMENTS) -> CalendarRows:
    """Count what `wanted` asks for by the weeks and years that it can overlap, so that a cell's number is its list's.

    An engagement known only to the month or year is vague in each of its weeks. What runs in one is what has begun less what
    has ended.
    """
    chosen = select(wanted)
    held, columns = chosen.held, chosen.held.columns
    positions, weight = chosen.at(0, len(chosen)), weights(chosen, wanted, counting)
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
