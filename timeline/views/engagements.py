"""The list of engagements with its timeline and map; the page of one engagement stands in engagement_detail.py."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.charts.map import map_figure
from timeline.charts.payload import payload
from timeline.charts.timeline import timeline_figure
from timeline.forms import FilterForm
from timeline.queries.engagements import engagement_rows, facets
from timeline.queries.map import arc_rows, map_rows
from timeline.queries.overview import sources_read
from timeline.queries.timeline import kinds_in, timeline_rows, window_of
from timeline.rows import WindowRow
from timeline.views.caption import engagement_caption
from timeline.views.charts import chart_width, figure_response
from timeline.views.engagement_detail import engagement_detail, engagement_detail_map
from timeline.views.htmx import HtmxHttpRequest, render_page, wants_partial
from timeline.views.panel import panel_alone, panel_of

__all__ = [
    "engagement_caption",
    "engagement_detail",
    "engagement_detail_map",
    "engagement_list",
    "engagement_map",
    "engagement_timeline",
]


@require_safe
def engagement_list(request: HtmxHttpRequest) -> HttpResponse:
    """List what the filter asks for, fifty to a page, under its timeline."""
    form = FilterForm(request.GET)
    if form.problems:
        return bad_filter(request, form)
    if alone := panel_alone(request, form):
        return alone
    page = engagement_rows(form.filter, order=form.order, after=form.after, before=form.before)
    window = window_of(form.filter)
    context = {
        "form": form,
        "window": window,
        "kinds": kinds_in(form.filter, window),
        "page": page,
        "previous_page": form.address(before=page.previous),
        "next_page": form.address(after=page.next),
        "facets": facets(form.filter),
        "sources": sources_read,
        "panel": None if wants_partial(request) else panel_of(form),
    }
    return render_page(request, "engagements/list.html", context, region="engagements/_list_region.html")


@require_safe
def engagement_timeline(request: HttpRequest) -> HttpResponse:
    """Return the timeline's figure of the window that the filter asks for."""
    form = FilterForm(request.GET)
    if form.problems:
        return JsonResponse({"problems": form.problems}, status=400)
    shown = timeline_rows(form.filter, window_of(form.filter), by=form.lanes)
    drawn = timeline_figure(
        shown.rows,
        window=shown.window,
        months=shown.months,
        today=form.filter.today,
        width=chart_width(request),
        by=form.lanes,
        chosen=form.filter.country,
        total=shown.total,
        counted=shown.lanes,
        cells=shown.cells,
    )
    summary = f"{_counted(shown.total, shown.window)}. {drawn.note}".strip()
    return figure_response(payload(drawn.figure, window=shown.window, count=shown.total, summary=summary))


@require_safe
def engagement_map(request: HttpRequest) -> HttpResponse:
    """Return the map's figure of the window that the filter asks for; `at` is the place whose visitors' ways are drawn."""
    form = FilterForm(request.GET)
    if form.problems:
        return JsonResponse({"problems": form.problems}, status=400)
    window = window_of(form.filter)
    rows = map_rows(form.filter, window)
    arcs = arc_rows(form.filter, window, form.at) if form.at is not None else ()
    width = chart_width(request)
    figure = map_figure(rows.places, rows.countries, width=width, selected=form.at, arcs=arcs, globe=form.globe)
    where = wording.count(rows.place_count, "place")
    summary = f"{_counted(rows.pinned, window)}, at {where}; {rows.off_map} are not on the map"
    return figure_response(payload(figure, window=window, count=rows.pinned, summary=summary))


def bad_filter(request: HtmxHttpRequest, form: FilterForm) -> HttpResponse:
    """Answer an address whose filter can't be used with the sentences that say why."""
    return render_page(request, "400.html", {"problems": form.problems}, region="engagements/_problems.html", status=400)


def _counted(number: int, window: WindowRow) -> str:
    """Write `52 engagements, 6 October – 21 December 2025`."""
    return f"{wording.count(number, 'engagement')}, {wording.window(window.first, window.last)}"
