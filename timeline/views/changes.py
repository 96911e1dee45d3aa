"""What changed on record between two days."""

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.clock import today
from timeline.record.changes import changes_between, parse_key
from timeline.views.histories import days_of
from timeline.views.known import asof_of

USUAL = 30  # days looked back where the address gives no first day


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """List what was recorded, changed, merged or withdrawn between the ends of two days, newest change first.

    As of an earlier day, up to that.
    """
    asof = asof_of(request)
    begin, end = days_of(request, asof)
    last = end or asof or today()
    first = begin or date.fromordinal(max(last.toordinal() - USUAL, 1))
    if last > today():
        raise BadRequest("The last of the two days is still to come: the record is known up to today.")
    if first > last:
        raise BadRequest("The first of the two days lies after the second.")
    try:
        after = parse_key(request.GET["after"]) if request.GET.get("after") else None
    except ValueError as error:
        raise BadRequest(str(error)) from None
    page = changes_between(first, last, after)
    context = {"page": page, "first": first, "last": last, "is_today": last == today(), "is_further": after is not None}
    context["end"] = asof or today()
    return render(request, "changes/list.html", context)
