"""Subjects side by side: one row each on a shared time axis, with bars on one scale and marks, and a table of their years."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline import wording
from timeline.charts.axis import Axis, AxisTick, Bin, month_window
from timeline.rows import MarkedRow, SpanRow, WindowRow
from timeline.vocabulary import Counting

BAR_HEIGHT = 44  # px of the tallest bar
YEARS = 25  # of the table; the address leads to those before
_NEAREST, _NEAREST_NARROW = 1.5, 4.6  # percent of the axis between two marks on a wide page and on a phone
_BESIDE, _BESIDE_NARROW = 5.0, 16.0  # percent of the axis that a year's name and today's need side by side
_SHORTEST = 2.0  # px, so that one of a thousand can be seen


@dataclass(frozen=True, slots=True)
class CountBar:
    """What one subject holds in one bin; px from the top of the bars."""

    bin: Bin
    top: float
    height: float
    words: str
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """One engagement at the middle of its days, in percent; `is_minor` ones give way where the page is narrow."""

    left: float
    row: MarkedRow
    words: str
    is_minor: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One subject's row, in the order of the subjects."""

    bars: tuple[CountBar, ...]
    marks: tuple[PlacedMark, ...]
    vague: int  # known only to the year, so in no bar


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year of the table, with each subject's count; its days are cut at the window, as their lists are."""

    year: int
    first: date
    last: date
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole figure and its table."""

    window: WindowRow
    lanes: tuple[Lane, ...]
    ticks: tuple[AxisTick, ...]
    today: float | None  # percent; None outside the window
    unit: str
    tallest: int
    years: tuple[YearLine, ...]  # newest first; those of nothing are left out
    before: date | None  # the last day of earlier years that have no line
    counting: Counting


def comparison(
    spans: Sequence[Sequence[SpanRow]],
    marked: Sequence[Sequence[MarkedRow]],
    *,
    first: date | None,
    last: date | None,
    today: date,
    counting: Counting,
) -> Comparison:
    """Lay out the subjects' spans and marks; `first` and `last` are the days the address chose, else the spans say."""
    window = _window(spans, first, last, today)
    axis = Axis.of(window)
    bins = axis.bins()
    counts = [_by_bin(row, axis, len(bins)) for row in spans]
    vague = [_by_bin(row, axis, len(bins), vague=True) for row in spans]
    tallest = max((number for row in counts for number in row), default=0)
    lanes = tuple(
        Lane(
            tuple(_bar(*cell, tallest, today, counting) for cell in zip(bins, numbers, unsure, strict=True) if cell[1]),
            _marks(marks, axis),
            sum(span.count for span in row if _is_vague(span, axis)),
        )
        for numbers, unsure, marks, row in zip(counts, vague, marked, spans, strict=True)
    )
    years = _years(spans, window)
    shown = years[:YEARS]
    before = date(shown[-1].year - 1, 12, 31) if len(years) > len(shown) else None
    now = axis.share(today.toordinal() + 0.5)
    line = now if 0 <= now <= 100 else None
    return Comparison(window, lanes, _beside_today(axis.ticks(), line), line, axis.unit, tallest, shown, before, counting)


def _window(spans: Sequence[Sequence[SpanRow]], first: date | None, last: date | None, today: date) -> WindowRow:
    this_month = today.year * 12 + today.month - 1
    months = [month for row in spans for span in row for month in (span.first, span.last)] or [this_month]
    whole = month_window(min(months), max(months))
    start, end = first or whole.first, last or whole.last
    return WindowRow(min(start, end), max(start, end), is_default=first is None and last is None)


def _beside_today(ticks: Sequence[AxisTick], today: float | None) -> tuple[AxisTick, ...]:
    """Leave out the names that today's would run into; on a phone those farther off give way, too."""
    if today is None:
        return tuple(ticks)
    named = [tick for tick in ticks if not -_BESIDE < tick.left - today < _BESIDE / 2]
    return tuple(replace(tick, is_minor=True) if abs(tick.left - today) < _BESIDE_NARROW else tick for tick in named)


def _is_vague(span: SpanRow, axis: Axis) -> bool:
    """Say whether a span has no place in the bins: known only to the year where they are shorter."""
    return span.is_vague and axis.size < 12


def _by_bin(spans: Sequence[SpanRow], axis: Axis, bins: int, *, vague: bool = False) -> list[int]:
    """Count a subject's spans in every bin they touch: those that have a place there, or the `vague` others."""
    counts = [0] * bins
    for span in spans:
        if _is_vague(span, axis) is vague:
            for place in range(axis.place(span.first), axis.place(span.last) + 1):
                counts[place] += span.count
    return counts


def _bar(one: Bin, number: int, vague: int, tallest: int, today: date, counting: Counting) -> CountBar:
    height = round(max(BAR_HEIGHT * number / tallest, _SHORTEST), 1)
    more = f", {vague:,} more whose month is not known" if vague else ""
    words = f"{one.words}: {wording.count(number, counting.noun)}{more}"
    return CountBar(one, round(BAR_HEIGHT - height, 1), height, words, one.first > today)


def _marks(rows: Sequence[MarkedRow], axis: Axis) -> tuple[PlacedMark, ...]:
    """Place the marks, the most important first, none on another; from left to right for who tabs through them."""
    placed: list[PlacedMark] = []
    for row in rows:
        left = axis.share((row.earliest + row.latest + 1) / 2)
        if not 0 <= left <= 100 or any(abs(left - other.left) < _NEAREST for other in placed):
            continue
        is_minor = any(abs(left - other.left) < _NEAREST_NARROW for other in placed if not other.is_minor)
        words = f"{wording.date_range(row.start, row.end, short=True)}: {row.title}"
        placed.append(PlacedMark(left, row, words, is_minor))
    return tuple(sorted(placed, key=lambda mark: mark.left))


def _years(spans: Sequence[Sequence[SpanRow]], window: WindowRow) -> tuple[YearLine, ...]:
    counts: list[Counter[int]] = [Counter() for _ in spans]
    for row, counter in zip(spans, counts, strict=True):
        for span in row:
            for year in range(span.first // 12, span.last // 12 + 1):
                counter[year] += span.count
    found = sorted(
        {year for counter in counts for year in counter if window.first.year <= year <= window.last.year}, reverse=True
    )
    return tuple(
        YearLine(
            year,
            max(date(year, 1, 1), window.first),
            min(date(year, 12, 31), window.last),
            tuple(counter[year] for counter in counts),
        )
        for year in found
    )
