"""The pages of where: the index of places, and one place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.queries.places import place_index, place_page
from timeline.views.known import asof_of
from timeline.views.moved import redirect_or_404


@require_safe
def place_list(request: HttpRequest) -> HttpResponse:
    """Show places, a hundred to a page, or those whose name is asked for."""
    words = request.GET.get("q", "").strip()[:200]
    page, links = place_index(words, request.GET.get("page", "1"), asof_of(request))
    return render(request, "places/list.html", {"page": page, "places": links, "words": words})


@require_safe
def place_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one place: its map, its venues, what was held there."""
    asof = asof_of(request)
    page = place_page(pk, asof)
    if page is None:
        return redirect_or_404("place", pk, asof)
    return render(request, "places/detail.html", {"page": page})
