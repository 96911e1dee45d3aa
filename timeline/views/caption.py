"""The words around a saved picture of a chart."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.clock import today
from timeline.forms import FilterForm
from timeline.queries.caption import caption_row
from timeline.queries.timeline import window_of


def as_known(form: FilterForm) -> list[str]:
    """Say as of which day the record is shown, where that is not today."""
    return [f"as known on {wording.day(form.filter.asof)}"] if form.filter.asof else []


@require_safe
def engagement_caption(request: HttpRequest) -> JsonResponse:
    """Return what a picture of the filter and window says over and under its chart."""
    form = FilterForm(request.GET)
    if form.problems:
        return JsonResponse({"problems": form.problems}, status=400)
    window = window_of(form.filter)
    row = caption_row(form.filter, window)
    counted = f"{wording.count(row.engagements, 'engagement')} from {wording.count(row.sources, 'source')}"
    return JsonResponse(
        {
            "filter": ", ".join([*form.words, *as_known(form)]),
            "dates": wording.window(window.first, window.last),
            "counted": counted,
            "made": wording.day(today()),
        }
    )
