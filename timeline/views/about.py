"""The About page: method, coverage, codebook, credits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.queries.coverage import coverage
from timeline.vocabulary import TOPICS


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Show how the record is made, what it covers, and whose work it builds on."""
    return render(request, "pages/about.html", {"coverage": coverage(), "topics": TOPICS})
