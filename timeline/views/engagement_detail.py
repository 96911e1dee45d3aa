"""The page of one engagement and the small map on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.charts.map import place_figure
from timeline.charts.payload import payload
from timeline.clock import today
from timeline.exports import citation
from timeline.queries.detail import Tombstone, Unshown, engagement_map, engagement_page, engagement_page_then
from timeline.record.history import known_on
from timeline.views.charts import chart_width, figure_response
from timeline.views.known import asof_of
from timeline.views.moved import moved_to, redirect_or_404


@require_safe
def engagement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is known of an engagement and who says so; a merged one leads on, a withdrawn one says why."""
    asof = asof_of(request)
    page = engagement_page_then(pk, asof, known_on(pk, asof)) if asof else engagement_page(pk)
    if page is None:
        return redirect_or_404("engagement", pk, asof)
    if isinstance(page, Tombstone):
        if page.merged_into:
            return moved_to(page.merged_into)
        return render(request, "engagements/withdrawn.html", {"tombstone": page}, status=410)
    if isinstance(page, Unshown):
        return render(request, "engagements/unknown.html", {"page": page, "asof": asof})
    address = request.build_absolute_uri(page.row.url)
    context = {
        "page": page,
        "asof": asof,
        "row": page.row,
        "address": address,
        "citation": citation.plain(page.row, address, today()),
        "bibtex": citation.bibtex(page.row, address, today()),
    }
    return render(request, "engagements/detail.html", context)


@require_safe
def engagement_detail_map(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the figure of where the engagement took place and whose land its parties are."""
    shown = engagement_map(pk)
    if shown is None:
        raise Http404(f"No engagement has the number {pk}.")
    figure = place_figure(shown.row, shown.alpha3s, width=chart_width(request))
    return figure_response(payload(figure, window=None, count=1, summary=shown.summary))
