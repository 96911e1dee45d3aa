"""The side panel of pages that list engagements: `selected` in their address opens it."""

from django.http import HttpResponse

from timeline.forms import FilterForm
from timeline.queries.panel import PanelRow, engagement_panel
from timeline.views.htmx import HtmxHttpRequest, aims_at, render_page

ELEMENT = "panel"  # its id in the page


def panel_of(form: FilterForm) -> PanelRow | None:
    """Return what the panel shows; None when the address selects nothing."""
    return engagement_panel(form.asked, form.selected, form.filter.asof) if form.asked else None


def panel_alone(request: HtmxHttpRequest, form: FilterForm) -> HttpResponse | None:
    """Answer a request for the panel and nothing else; None when the page or its list is asked for."""
    if not aims_at(request, ELEMENT):
        return None
    context = {"panel": panel_of(form), "form": form}
    return render_page(request, "engagements/_panel.html", context, region="engagements/_panel.html")
