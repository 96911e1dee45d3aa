"""Error pages look like the rest and need no request."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.csrf import csrf_failure
from django.views.defaults import bad_request, server_error

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def request() -> HttpRequest:
    return RequestFactory().get("/engagements/?from=yesterday")


@pytest.mark.django_db
def test_an_unknown_address_is_answered_in_our_look(client: Client) -> None:
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert "Nothing is recorded here" in response.content.decode()
    assert "Overview" in response.content.decode()


def test_a_fault_is_told_without_asking_the_database() -> None:
    response = server_error(request())
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


@pytest.mark.django_db
def test_a_bad_request_is_answered_in_our_look() -> None:
    response = bad_request(request(), ValueError())
    assert response.status_code == 400
    assert "This address does not work as written" in response.content.decode()


@pytest.mark.django_db
def test_an_expired_form_gets_a_sentence() -> None:
    response = csrf_failure(request())
    assert response.status_code == 403
    assert "The form had expired" in response.content.decode()


def test_every_problem_of_an_address_is_said() -> None:
    page = render_to_string("400.html", {"problems": ["“yesterday” is not a date.", "<b> is no country."]})
    assert "“yesterday” is not a date." in page
    assert "&lt;b&gt; is no country." in page


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_holds_what_the_policy_forbids(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|\|safe|autoescape off", text), path
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag, path


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/articles/?source=x", "/articles/?after=x", "/changes/?from=soon", "/disagreements/?matter=x"]
)
def test_what_a_view_refuses_is_said_in_a_sentence(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert "One thing in it could not be understood" in response.content.decode()


@pytest.mark.django_db
def test_what_django_refuses_is_not_told(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "elsewhere" not in response.content.decode()
