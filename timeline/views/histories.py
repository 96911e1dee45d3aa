"""Where sources differ, and how what is shown of one engagement came about."""

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.clock import today
from timeline.queries.disagreements import MATTERS, disagreement_page, parse_key
from timeline.record.history import history_of, known_of
from timeline.views.known import asof_of, then
from timeline.views.moved import redirect_or_404


@require_safe
def disagreement_list(request: HttpRequest) -> HttpResponse:
    """List the engagements whose sources differ, or differed on an earlier day, both values side by side."""
    matter = request.GET.get("matter", "")
    if matter and matter not in MATTERS:
        raise BadRequest(f"“{matter[:40]}” is nothing to differ on: choose {', '.join(MATTERS)}.")
    try:
        after = parse_key(request.GET["after"]) if request.GET.get("after") else None
    except ValueError as error:
        raise BadRequest(str(error)) from None
    page = disagreement_page(matter, after, asof=asof_of(request), recall=known_of)
    context = {"page": page, "matter": matter, "is_further": after is not None}
    return render(request, "disagreements/list.html", context)


@require_safe
def engagement_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every change of what is shown of an engagement up to a day, newest first, and what changed between two days."""
    asof = asof_of(request)
    first, last = days_of(request, asof)
    history = history_of(pk, asof)
    if history is None:
        return redirect_or_404("engagement", pk, asof)
    if history.is_hidden:
        return redirect(then(reverse("engagement-detail", args=[pk]), asof))
    is_asked = first is not None or last is not None
    until = last or asof or today()
    context = {
        "history": history,
        "first": first,
        "last": until if is_asked else None,
        "is_asked": is_asked,
        "between": history.between(first, until) if is_asked else (),
    }
    return render(request, "engagements/history.html", context)


def days_of(request: HttpRequest, asof: date | None) -> tuple[date | None, date | None]:
    """Return the two days to compare, None where the address gives none; refuse a sequence that makes no sense in a sentence."""
    first, last = day_of(request, "from"), day_of(request, "to")
    if first and first > (last or asof or date.max):
        raise BadRequest("The first of the two days lies after the second.")
    if asof and last and last > asof:
        raise BadRequest(f"{wording.sentence(wording.day(last))} lies after {wording.day(asof)}: nothing of it was known then.")
    return first, last


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
