"""The day as of which the address of a page asks for the record."""

from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from timeline.forms import LONGEST, known_day


def then(address: str, asof: date | None) -> str:
    """Return the address of a page, without a query string, as of a day; without one, as it is."""
    return f"{address}?asof={asof}" if asof else address


def asof_of(request: HttpRequest) -> date | None:
    """Return the day that the address gives, None where it gives none; refuse what is no day up to today in a sentence."""
    text = request.GET.get("asof", "").strip()[:LONGEST]
    try:
        return known_day(text) if text else None
    except ValueError as error:
        raise BadRequest(str(error)) from None
