"""One address serves a page and its region: the typed request, who gets which, and the rendering of either."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

# Every header that the choice between page and region looks at.
VARY = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request", "HX-Request-Type", "HX-Target")


class HtmxHttpRequest(HttpRequest):
    """A request that passed django-htmx's middleware."""

    htmx: HtmxDetails


def wants_partial(request: HtmxHttpRequest) -> bool:
    """Say whether the answer is the region alone: never for a boosted link, a restored history entry or a whole-page target."""
    htmx = request.htmx
    return bool(htmx) and not (htmx.boosted or htmx.history_restore_request or htmx.request_type == "full")


def aims_at(request: HtmxHttpRequest, element_id: str) -> bool:
    """Say whether the answer fills one element of the page: htmx names it as `aside#panel`."""
    return wants_partial(request) and (request.htmx.target or "").endswith(f"#{element_id}")


def render_page(
    request: HtmxHttpRequest, page: str, context: Mapping[str, Any], *, region: str = "", status: int = 200
) -> HttpResponse:
    """Render the template `page`, or `region` (the one the page includes) when that is all the browser asked for."""
    template = region if region and wants_partial(request) else page
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, VARY)
    return response
