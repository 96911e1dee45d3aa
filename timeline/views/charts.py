"""What every address that answers with a figure reads from its request, and the answer."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

DEFAULT, NARROWEST, WIDEST = 1376, 280, 2400  # px


def chart_width(request: HttpRequest) -> int:
    """Return the width in px that the browser has for the figure, kept within reason; the page's full width when not told."""
    try:
        asked = int(request.GET.get("width", DEFAULT))
    except ValueError:
        return DEFAULT
    return min(max(asked, NARROWEST), WIDEST)


def figure_response(payload: Mapping[str, Any]) -> HttpResponse:
    """Answer with a figure's payload as JSON; written by orjson, for a figure is a hundred kilobytes."""
    return HttpResponse(orjson.dumps(payload), content_type="application/json")
