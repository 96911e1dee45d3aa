"""What the database says an engagement counts, and the weeks, months and years it runs over, one by one: the columns must agree."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Q

from timeline.models import Engagement
from timeline.queries.calendar import CalendarRows
from timeline.queries.filter import Filter, matching
from timeline.rows import SpanRow, WeekRow, YearCountRow
from timeline.vocabulary import Counting


def weighed(wanted: Filter, counting: Counting, countries: Collection[str] = ()) -> list[tuple[Engagement, int]]:
    """Return each engagement with what it counts by a rule, in the figure of the countries if there are any."""
    own = Q(participations__country__isnull=False)
    rest = own & ~Q(participations__country__in=countries)
    present = Q(attendances__party__in=countries) | Q(attendances__party="", attendances__person__country__in=countries)
    if len(countries) > 1:
        own &= Q(participations__country__in=countries)
    found: Any = (
        matching(wanted)
        .order_by()
        .annotate(
            met=Count("participations", filter=own, distinct=True),
            others=Count("participations", filter=rest, distinct=True),
            there=Count("attendances", filter=present if countries else Q(attendances__isnull=False), distinct=True),
        )
    )
    rules = {
        Counting.ENGAGEMENTS: lambda one: 1,
        Counting.PAIRS: lambda one: one.others if len(countries) == 1 else one.met * (one.met - 1) // 2,
        Counting.PEOPLE: lambda one: one.there,
    }
    return [(one, rules[counting](one)) for one in found]


def calendar_of(wanted: Filter, counting: Counting) -> CalendarRows:
    """Return the rows of a calendar."""
    weeks, vague_weeks, years, vague_years = Counter[int](), Counter[int](), Counter[int](), Counter[int]()
    total = undated = 0
    for one, number in weighed(wanted, counting):
        total += number
        if one.earliest is None or one.latest is None:
            undated += number
            continue
        is_vague = min(len(one.start), len(one.end)) < len("2025-06-25")
        first, last = (one.earliest - 1) // 7, (one.latest - 1) // 7
        for week in range(first, min(last, first + 530) + 1):
            (vague_weeks if is_vague else weeks)[week] += number
        for year in range(int(one.start[:4]), int(one.end[:4]) + 1):
            years[year] += number
            vague_years[year] += number if is_vague else 0
    mondays = sorted(weeks.keys() | vague_weeks.keys())
    return CalendarRows(
        tuple(WeekRow(7 * week + 1, weeks[week], vague_weeks[week]) for week in mondays),
        tuple(YearCountRow(year, years[year], vague_years[year]) for year in sorted(years)),
        total,
        undated,
    )


def spans_of(wanted: Filter, counting: Counting, countries: Collection[str]) -> tuple[list[SpanRow], int]:
    """Return what runs from month to month, and how much has no date."""
    found: Counter[tuple[int, int, bool]] = Counter()
    undated = 0
    for one, number in weighed(wanted, counting, countries):
        if one.start:
            is_vague = min(len(one.start), len(one.end)) < len("2025-06")
            found[_month(one.start, 1), _month(one.end, 12), is_vague] += number
        else:
            undated += number
    return [SpanRow(first, last, number, is_vague) for (first, last, is_vague), number in found.items()], undated


def _month(text: str, month: int) -> int:
    """Return the number of a month; of a year alone its first or last, as `month` says."""
    return int(text[:4]) * 12 + (int(text[5:7]) if len(text) >= len("2025-06") else month) - 1
