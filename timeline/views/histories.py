"""Where sources differ, and how what is shown of one engagement came about."""

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from timeline.clock import today
from timeline.queries.disagreements import MATTERS, disagreement_page, parse_key
from timeline.record.history import history_of
from timeline.views.moved import redirect_or_404


@require_safe
def disagreement_list(request: HttpRequest) -> HttpResponse:
    """List the engagements whose sources differ, both values side by side."""
    matter = request.GET.get("matter", "")
    if matter and matter not in MATTERS:
        raise BadRequest(f"“{matter[:40]}” is nothing to differ on: choose {', '.join(MATTERS)}.")
    try:
        after = parse_key(request.GET["after"]) if request.GET.get("after") else None
    except ValueError as error:
        raise BadRequest(str(error)) from None
    context = {"page": disagreement_page(matter, after), "matter": matter, "is_further": after is not None}
    return render(request, "disagreements/list.html", context)


@require_safe
def engagement_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every change of what is shown of an engagement, newest first, and what changed between two days."""
    first, last = day_of(request, "from"), day_of(request, "to")
    history = history_of(pk)
    if history is None:
        return redirect_or_404("engagement", pk)
    if history.is_withdrawn:
        return redirect("engagement-detail", pk=pk)
    if first and last and first > last:
        raise BadRequest("The first of the two days lies after the second.")
    is_asked = first is not None or last is not None
    until = last or today()
    context = {
        "history": history,
        "first": first,
        "last": until if is_asked else None,
        "is_asked": is_asked,
        "between": history.between(first, until) if is_asked else (),
    }
    return render(request, "engagements/history.html", context)


def day_of(request: HttpRequest, key: str) -> date | None:
    """Return the day that the address gives under `key`, None where it gives none; refuse what is no day in a sentence."""
    text = request.GET.get(key, "").strip()
    if not text:
        return None
    try:
        if len(text) != len("2025-06-25"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequest(f"“{text[:40]}” is not a day of the calendar: write it like 2025-06-25.") from None
