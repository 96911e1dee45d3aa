"""What every address that answers with a figure reads from its request."""

from django.http import HttpRequest

DEFAULT, NARROWEST, WIDEST = 1376, 280, 2400  # px


def chart_width(request: HttpRequest) -> int:
    """Return the width in px that the browser has for the figure, kept within reason; the page's full width when not told."""
    try:
        asked = int(request.GET.get("width", DEFAULT))
    except ValueError:
        return DEFAULT
    return min(max(asked, NARROWEST), WIDEST)
