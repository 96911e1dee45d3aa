"""What is answered where a view refuses a request."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class RefusalMiddleware:
    """Answers BadRequest with a page that says why, before Django would log it as if something were broken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say what the view said; anything else is not for this middleware."""
        if isinstance(exception, BadRequest):
            return render(request, "400.html", {"problems": [str(exception)]}, status=400)
        return None
