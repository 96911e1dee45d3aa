"""Downloads of what a page shows."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from timeline.exports import table
from timeline.forms import FilterForm
from timeline.queries.engagements import every_row
from timeline.views.engagements import bad_filter
from timeline.views.htmx import HtmxHttpRequest


@require_safe
def engagement_csv(request: HtmxHttpRequest) -> HttpResponseBase:
    """Return all that the filter asks for as a CSV file."""
    form = FilterForm(request.GET)
    if form.problems:
        return bad_filter(request, form)
    if request.method == "HEAD":
        return HttpResponse(content_type="text/csv; charset=utf-8")
    lines = table.engagement_csv(every_row(form.filter, order=form.order), request.build_absolute_uri("/").rstrip("/"))
    asof = f"-as-known-{form.filter.asof}" if form.filter.asof else ""
    headers = {"Content-Disposition": f'attachment; filename="engagements{asof}.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
