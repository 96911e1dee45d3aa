"""Two more ways to look at what a filter asks for: a calendar of weeks, and countries against countries."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.charts.calendar import Calendar
from timeline.charts.calendar import calendar as lay_out
from timeline.charts.matrix import matrix as set_out
from timeline.forms import FilterForm
from timeline.queries.calendar import CalendarRows, calendar_rows
from timeline.queries.engagements import facets
from timeline.queries.filter import Filter
from timeline.queries.matrix import matrix_rows
from timeline.queries.overview import sources_read
from timeline.queries.timeline import month_rows, window_of
from timeline.rows import LinkRow, WindowRow
from timeline.views.engagements import bad_filter
from timeline.views.htmx import HtmxHttpRequest, render_page
from timeline.vocabulary import Counting

STRIP_YEARS = 10  # of the small calendar on a page about one thing


@require_safe
def calendar(request: HtmxHttpRequest) -> HttpResponse:
    """Show the years by week, each week a way to its engagements."""
    form = FilterForm(request.GET)
    if form.problems:
        return bad_filter(request, form)
    rows = calendar_rows(form.filter, form.counting)
    first, last = extent(rows, form.filter.today)
    window = WindowRow(form.filter.first or first, form.filter.last or last)
    shown = lay_out(rows.weeks, rows.years, window=window, today=form.filter.today, counting=form.counting)
    context = {
        "form": form,
        "rows": rows,
        "window": window,
        "calendar": shown,
        "base": base_of(form),
        "earlier": form.address(to=shown.before.isoformat()) if shown.before else "",
        "countings": countings(form),
        "facets": facets(form.filter),
        "sources": sources_read,
    }
    return render_page(request, "looks/calendar.html", context, region="looks/_calendar_region.html")


@require_safe
def matrix(request: HtmxHttpRequest) -> HttpResponse:
    """Show the most active countries against each other, each pair a way to what they did together."""
    form = FilterForm(request.GET)
    if form.problems:
        return bad_filter(request, form)
    rows = matrix_rows(form.filter, form.counting)
    context = {
        "form": form,
        "rows": rows,
        "window": window_of(form.filter) if form.filter.has_window else recorded(form.filter),
        "matrix": set_out(rows.countries, rows.pairs, counting=form.counting, within=form.filter.country),
        "base": base_of(form, {"country": ""}, dates=True),
        "countings": countings(form),
        "facets": facets(form.filter),
        "sources": sources_read,
    }
    return render_page(request, "looks/matrix.html", context, region="looks/_matrix_region.html")


def recorded(wanted: Filter) -> WindowRow:
    """Return the months that the record spans, as of the day that `wanted` asks for."""
    months, year = month_rows(Filter(asof=wanted.asof)), wanted.today.year
    numbers = (months[0].month, months[-1].month) if months else (12 * year, 12 * year + 11)
    first, last = (date(number // 12, number % 12 + 1, 1) for number in numbers)
    return WindowRow(first, last.replace(day=monthrange(last.year, last.month)[1]))


def extent(rows: CalendarRows, today: date) -> tuple[date, date]:
    """Return the first and last day of the years that hold anything; this year's when none does."""
    years = [row.year for row in rows.years] or [today.year]
    return date(min(years), 1, 1), date(max(years), 12, 31)


def strip_of(key: str, value: str | int, asof: date | None) -> dict[str, object]:
    """Return what the small calendar of a page about one thing needs, by the filter's key and value."""
    query = urlencode({key: value, "asof": asof} if asof else {key: value})
    chosen: dict[str, Any] = {key: (value,)}
    return {"strip": _strip(Filter(**chosen, asof=asof)), "base": f"?{query}&", "all_url": f"{reverse('calendar')}?{query}"}


def _strip(wanted: Filter) -> Calendar:
    """Lay out the last years of what `wanted` asks for, and what is announced for the next."""
    year = wanted.today.year
    window = WindowRow(date(year - STRIP_YEARS + 1, 1, 1), date(year + 1, 12, 31))
    rows = calendar_rows(wanted.between(window.first, window.last))
    return lay_out(rows.weeks, rows.years, window=window, today=wanted.today, counting=Counting.ENGAGEMENTS, most=STRIP_YEARS)


def base_of(form: FilterForm, changes: Mapping[str, str] = MappingProxyType({}), *, dates: bool = False) -> str:
    """Return the query string of the list behind a figure, open for more: `?kind=visit&`; without its dates unless they stay."""
    own = dict.fromkeys(("add", "at", "lanes", "order", "count"), "")
    window = {} if dates else {"from": "", "to": ""}
    address = form.address(**{**own, **window, **changes})
    return address if address == "?" else f"{address}&"


def countings(form: FilterForm) -> tuple[LinkRow, ...]:
    """Return the counting rules, each leading to the same page counted so; the rule in use is marked."""
    return tuple(
        LinkRow(
            rule.label,
            form.address(count="" if rule is Counting.ENGAGEMENTS else rule.value),
            extra={"is_current": rule is form.counting},
        )
        for rule in Counting
    )
