"""What the pages on which people decide read from a request."""

from django.contrib.auth.models import User
from django.http import HttpRequest

from timeline.forms import id_in
from timeline.values import note_of


def author_of(request: HttpRequest) -> User:
    """Return who decides."""
    assert isinstance(request.user, User)  # nobody else gets past the permission that these pages ask for
    return request.user


def number_of_other(request: HttpRequest, kind: str) -> int:
    """Return the number of the other one of a `kind` that was typed; raise ValueError with a sentence where it is none."""
    number = id_in(request.POST.get("other", "").strip().lstrip("#"))
    if number is None:
        raise ValueError(f"Write the number of the other {kind}: it stands in its page’s address.")
    return number


def note_in(request: HttpRequest) -> str:
    """Return the note for those who come after."""
    return note_of(request.POST.get("note", ""))
