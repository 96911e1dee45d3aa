"""What base.html needs on every page: the sections, today, the record's last change, who is looking."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import reverse

from timeline import __version__
from timeline.clock import today
from timeline.queries.earlier import changed_since
from timeline.queries.site import last_change
from timeline.views.known import asof_of, then


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the masthead."""

    name: str
    url: str
    is_current: bool
    in_tabs: bool  # also at the foot of a phone's screen


@dataclass(frozen=True, slots=True)
class Site:
    """What base.html shows around every page; `last_change` and `changed_since` are asked only where a template prints them."""

    sections: tuple[Section, ...]
    today: date
    asof: date | None  # the day as of which the address asks for the record
    is_staff: bool
    is_signed_in: bool
    version: str
    outlines_url: str
    last_change: Callable[[], datetime | None]

    @property
    def changed_since(self) -> int:
        """How many engagements were recorded, changed or hidden after that day."""
        return changed_since(self.asof)

    @property
    def then(self) -> str:
        """What keeps a link at that day, where its address has no query string of its own."""
        return then("", self.asof)

    @property
    def and_then(self) -> str:
        """What keeps a link at that day, behind a query string."""
        return f"&asof={self.asof}" if self.asof else ""


SECTIONS = (
    ("Overview", "home", True),
    ("Engagements", "engagement-list", True),
    ("Series", "series-list", True),
    ("Countries", "country-list", False),
    ("Organisations", "organisation-list", False),
    ("People", "person-list", False),
    ("Places", "place-list", False),
    ("Sources", "article-list", False),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Return `site` for the templates."""
    asof = _asof(request)
    user = getattr(request, "user", None)  # missing when the request failed before the middleware that names the user
    return {
        "site": Site(
            sections=tuple(_section(request.path, asof, *section) for section in SECTIONS),
            today=today(),
            asof=asof,
            is_staff=bool(user and user.is_active and user.is_staff),
            is_signed_in=bool(user and user.is_authenticated),
            version=__version__,
            outlines_url=settings.OUTLINES_URL,
            last_change=last_change,
        )
    }


def _asof(request: HttpRequest) -> date | None:
    try:
        return asof_of(request)
    except BadRequest:  # the page itself says so, where it knows other days
        return None


def _section(path: str, asof: date | None, name: str, view: str, in_tabs: bool) -> Section:
    url = reverse(view)
    current = path == url if view == "home" else path.startswith(url)
    return Section(name, then(url, asof), current, in_tabs)
