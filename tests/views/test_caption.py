"""The words around a saved picture."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_compiled, make_engagement, make_source
from timeline.vocabulary import Field, Kind

pytestmark = pytest.mark.django_db


def caption(client: Client, query: str) -> dict[str, Any]:
    response = client.get(f"/engagements/caption.json?{query}")
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def test_it_says_what_is_filtered_when_and_how_many_sources_say_so(client: Client) -> None:
    june = make_engagement("Naval talks in June", start="2025-06-10", parties=["IN"], search_text="naval talks")
    july = make_engagement("Naval talks in July", start="2025-07-10", parties=["IN"], search_text="naval talks")
    for name in ("ANI", "TASS"):
        make_compiled(june, Field.KIND, "bilateral", source=make_source(name))
        make_compiled(june, Field.STATUS, "held", source=make_source(name))
    make_compiled(july, Field.KIND, "bilateral", source=make_source("Reuters"))
    assert caption(client, "country=IN&q=naval&from=2025-06-01&to=2025-06-30&lanes=country&at=&selected=3") == {
        "filter": "India, “naval”",
        "dates": "1–30 June 2025",
        "counted": "1 engagement from 2 sources",
        "made": "14 November 2025",
    }
    assert caption(client, "from=2025-06&to=2025-07")["counted"] == "2 engagements from 3 sources"
    assert caption(client, "from=2025-06&to=2025-07")["filter"] == ""


def test_retracted_claims_and_other_engagements_count_for_nothing(client: Client) -> None:
    visit = make_engagement("Visit", kind=Kind.VISIT, start="2025-06-10")
    make_compiled(visit, Field.KIND, "visit", retracted_at="2025-07-01T00:00Z", recorded_at="2025-06-01T00:00Z")
    make_compiled(make_engagement("Talks", start="2025-06-10"), Field.KIND, "bilateral")
    assert caption(client, "kind=visit&from=2025&to=2025")["counted"] == "1 engagement from 0 sources"


def test_a_filter_that_cannot_be_used_gets_its_sentence(client: Client) -> None:
    response = client.get("/engagements/caption.json?from=June")
    assert response.status_code == 400
    assert response.json()["problems"]


def test_it_asks_twice(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        client.get("/engagements/caption.json?from=2025&to=2025")
