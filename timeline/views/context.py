"""What base.html needs on every page: the sections, today, the record's last change, who is looking."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from timeline import __version__
from timeline.clock import today
from timeline.queries.site import last_change


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the masthead."""

    name: str
    url: str
    is_current: bool
    in_tabs: bool  # also at the foot of a phone's screen


@dataclass(frozen=True, slots=True)
class Site:
    """What base.html shows around every page; `last_change` is asked only where the template prints it."""

    sections: tuple[Section, ...]
    today: date
    is_staff: bool
    is_signed_in: bool
    version: str
    outlines_url: str
    last_change: Callable[[], datetime | None]


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
    user = getattr(request, "user", None)  # missing when the request failed before the middleware that names the user
    return {
        "site": Site(
            sections=tuple(_section(request.path, *section) for section in SECTIONS),
            today=today(),
            is_staff=bool(user and user.is_active and user.is_staff),
            is_signed_in=bool(user and user.is_authenticated),
            version=__version__,
            outlines_url=settings.OUTLINES_URL,
            last_change=last_change,
        )
    }


def _section(path: str, name: str, view: str, in_tabs: bool) -> Section:
    url = reverse(view)
    current = path == url if view == "home" else path.startswith(url)
    return Section(name, url, current, in_tabs)
