"""Where a page went: merged things keep their old address and lead on."""

from datetime import date

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

from timeline.record import follow
from timeline.views.known import then


def redirect_or_404(thing: str, pk: int, asof: date | None = None) -> HttpResponsePermanentRedirect:
    """Lead from the id of a merged `thing` (engagement, series, place, person) to its survivor; raise Http404 when unknown.

    With a day, to what was known of it then.
    """
    return moved_to(then(reverse(f"{thing}-detail", args=[survivor_or_404(thing, pk)]), asof))


def survivor_or_404(thing: str, pk: int) -> int:
    """Return the id that the id of a merged `thing` leads to; raise Http404 when unknown."""
    survivor = follow(thing, pk)
    if survivor is None:
        raise Http404(f"No {thing} has the number {pk}.")
    return survivor


def moved_to(address: str) -> HttpResponsePermanentRedirect:
    """Lead on for good, as far as is known now: a browser asks again, for a merge can be taken back."""
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": "no-cache"})
