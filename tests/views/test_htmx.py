"""Who gets a page and who a region."""

from typing import cast

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from timeline.views.htmx import HtmxHttpRequest, render_page, wants_partial


def request(**headers: str) -> HtmxHttpRequest:
    made = RequestFactory().get("/engagements/", headers={name.replace("_", "-"): value for name, value in headers.items()})
    made.htmx = HtmxDetails(made)  # type: ignore[attr-defined]
    return cast(HtmxHttpRequest, made)


@pytest.mark.parametrize(
    ("headers", "partial"),
    [
        ({}, False),
        ({"HX_Request": "true"}, True),
        ({"HX_Request": "true", "HX_Request_Type": "partial"}, True),
        ({"HX_Request": "true", "HX_Request_Type": "full"}, False),
        ({"HX_Request": "true", "HX_Boosted": "true"}, False),
        ({"HX_Request": "true", "HX_History_Restore_Request": "true"}, False),
    ],
)
def test_wants_partial(headers: dict[str, str], partial: bool) -> None:
    assert wants_partial(request(**headers)) is partial


@pytest.mark.django_db
def test_the_answer_varies_by_what_decides_it() -> None:
    whole = render_page(request(), "404.html", {}, region="components/ways_on.html")
    part = render_page(request(HX_Request="true"), "404.html", {}, region="components/ways_on.html")
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert b"All engagements" in part.content
    for response in (whole, part):
        assert "HX-Request" in response["Vary"]
        assert "HX-History-Restore-Request" in response["Vary"]


@pytest.mark.django_db
def test_a_page_without_a_region_stays_a_page() -> None:
    response = render_page(request(HX_Request="true"), "400.html", {"problems": ["Not a date."]}, status=400)
    assert b"<html" in response.content
    assert response.status_code == 400


def test_the_typed_request_is_a_request() -> None:
    assert issubclass(HtmxHttpRequest, HttpRequest)
