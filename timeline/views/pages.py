"""The overview, and the page about the site."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from timeline.charts.map import shades
from timeline.forms import FilterForm
from timeline.queries.engagements import facets
from timeline.queries.map import MOST_IN_TABLE, around_map, map_rows
from timeline.queries.overview import overview, sources_read
from timeline.queries.timeline import kinds_in, window_of
from timeline.views.about import about
from timeline.views.engagements import bad_filter
from timeline.views.htmx import HtmxHttpRequest, render_page, wants_partial
from timeline.views.panel import panel_alone, panel_of

__all__ = ["about", "home"]


@require_safe
def home(request: HtmxHttpRequest) -> HttpResponse:
    """Show who met whom, when and where, around today or for what the filter asks."""
    form = FilterForm(request.GET)
    if form.problems:
        return bad_filter(request, form)
    if alone := panel_alone(request, form):
        return alone
    window = window_of(form.filter)
    around = around_map(form.filter, window, form.at)
    places = map_rows(form.filter, window, limit=MOST_IN_TABLE)
    context = {
        "form": form,
        "window": window,
        "map": places,
        "shades": shades(max((country.count for country in places.countries), default=0)),
        "off_map": around.off,
        "rows": around.beside,
        "facets": facets(form.filter),
        "kinds": kinds_in(form.filter, window),
        "in_list": form.list_of(window),
        "sources": sources_read,
    }
    if not wants_partial(request):
        context |= {"page": overview(form.filter.asof), "panel": panel_of(form)}
    return render_page(request, "pages/home.html", context, region="pages/_home_region.html")
