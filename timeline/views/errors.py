"""What is answered where a view refuses a request."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why in the sentence of BadRequest; of what Django itself refuses, such as a strange host, nothing is told."""
    if not isinstance(exception, BadRequest):
        return defaults.bad_request(request, exception)
    return render(request, "400.html", {"problems": [str(exception)]}, status=400)
