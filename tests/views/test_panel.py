"""The side panel in its two pages, and alone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_engagement
from timeline.models import Engagement

pytestmark = pytest.mark.django_db
PAGES = ("/", "/engagements/")
ALONE = {"HX-Request": "true", "HX-Target": "aside#panel"}


@pytest.fixture
def talks() -> Engagement:
    return make_engagement("Naval talks", start="2025-11-10", parties=["IN", "RU"])


@pytest.mark.parametrize("path", PAGES)
def test_an_address_opens_the_panel_without_scripts(client: Client, talks: Engagement, path: str) -> None:
    closed = client.get(path).content.decode()
    assert 'tabindex="-1" hidden>' in closed
    assert f'href="?selected={talks.pk}" data-look' in closed
    opened = client.get(f"{path}?kind=bilateral&selected={talks.pk}").content.decode()
    assert f'<h2 class="panel-title"><a href="/engagements/{talks.pk}/">Naval talks</a></h2>' in opened
    assert 'href="?kind=bilateral" data-panel-close' in opened
    assert f'aria-current="true" data-engagement="{talks.pk}"' in opened
    assert f'name="selected" value="{talks.pk}"' in opened


@pytest.mark.parametrize("path", PAGES)
def test_htmx_gets_the_panel_alone(client: Client, talks: Engagement, path: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"{path}?selected={talks.pk}", headers=ALONE)
    text = response.content.decode()
    assert text.startswith('<div class="panel-top">')
    assert "Naval talks" in text
    assert "hx-partial" not in text
    assert "HX-Target" in response["Vary"]
    assert len(queries) < 10
    assert client.get(path, headers=ALONE).content.strip() == b""


@pytest.mark.parametrize("path", PAGES)
def test_the_list_alone_comes_without_a_panel(client: Client, talks: Engagement, path: str) -> None:
    text = client.get(f"{path}?selected={talks.pk}", headers={"HX-Request": "true"}).content.decode()
    assert "panel-title" not in text
    assert 'aria-current="true"' in text


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("999999", "No engagement has the number 999999."),
        ("99999999999999999999", "is no engagement’s number."),
        ("-1", "“-1” is no engagement’s number."),
        ("²", "“²” is no engagement’s number."),
        ("<b>x</b>", "“&lt;b&gt;x&lt;/b&gt;” is no engagement’s number."),
    ],
)
def test_an_engagement_that_is_not_there_gets_a_sentence_beside_the_list(
    client: Client, talks: Engagement, path: str, asked: str, sentence: str
) -> None:
    for headers in ({}, ALONE):
        response = client.get(path, {"selected": asked}, headers=headers)
        assert response.status_code == 200
        assert sentence in response.content.decode()
    assert "Naval talks" in client.get(path, {"selected": asked}).content.decode()


def test_a_selection_narrows_nothing_and_leads_into_no_other_list(client: Client, talks: Engagement) -> None:
    text = client.get(f"/?selected={talks.pk}&from=2025-11-01&to=2025-11-30").content.decode()
    assert '<a class="link" href="/engagements/?from=2025-11-01&amp;to=2025-11-30">The same 1 as a list</a>' in text
    figure = client.get(f"/engagements/timeline.json?selected={talks.pk}")
    assert figure.status_code == 200
