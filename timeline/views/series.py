"""The pages of series: the tree of all, one with its register, and its figure."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.charts.payload import payload
from timeline.charts.series import editions_figure
from timeline.forms import FilterForm
from timeline.queries.series import series_editions as edition_rows
from timeline.queries.series import series_page, series_tree
from timeline.views.charts import chart_width, figure_response
from timeline.views.known import asof_of
from timeline.views.looks import strip_of
from timeline.views.moved import redirect_or_404


@require_safe
def series_list(request: HttpRequest) -> HttpResponse:
    """Show the series on record as a tree, all of them when asked, or the branches that a name picks."""
    words = request.GET.get("q", "").strip()[:200]
    everything = bool(request.GET.get("all"))
    tree = series_tree(words, everything=everything, asof=asof_of(request))
    return render(request, "series/list.html", {"tree": tree, "words": words, "everything": everything})


@require_safe
def series_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one series: what is due, who hosted, every edition."""
    asof = asof_of(request)
    page = series_page(pk, asof)
    if page is None:
        return redirect_or_404("series", pk, asof)
    return render(request, "series/detail.html", {"page": page, **strip_of("series", pk, asof)})


@require_safe
def series_editions(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the figure of a series' editions by year and host."""
    form = FilterForm(request.GET)
    if form.problems:
        return JsonResponse({"problems": form.problems}, status=400)
    rows = edition_rows(pk, form.filter.asof)
    if not rows:
        raise Http404(f"Series {pk} has no editions on record.")
    figure = editions_figure(rows, today=form.filter.today, width=chart_width(request))
    summary = f"{wording.count(len(rows), 'edition')} by year and host"
    return figure_response(payload(figure, window=None, count=len(rows), summary=summary))
