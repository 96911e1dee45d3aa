"""The calendar and the matrix, and the small calendar on pages about one thing."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.queries.dates import scatter
from timeline.vocabulary import Kind

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split()).replace("&amp;", "&")


def number_of_queries(client: Client, address: str) -> int:
    text_of(client, address)  # what a process remembers of a state of the record is asked for once
    with CaptureQueriesContext(connection) as asked:
        text_of(client, address)
    return len(asked)


def test_a_week_leads_to_its_engagements_and_keeps_the_filter(client: Client) -> None:
    make.make_engagement(start="2025-06-25", kind=Kind.VISIT)
    make.make_engagement(start="2025-06-26")
    page = text_of(client, "/calendar/?kind=visit&count=pairs&lanes=country")
    assert 'href="/engagements/?kind=visit&from=2025-06-23&to=2025-06-29" title="23–29 Jun 2025:' not in page  # no two met
    page = text_of(client, "/calendar/?kind=visit&lanes=country")
    link = 'href="/engagements/?kind=visit&from=2025-06-23&to=2025-06-29" title="23–29 Jun 2025: 1 engagement"'
    assert link in page
    assert 'href="/engagements/?kind=visit&from=2025-01-01&to=2025-12-31"' in page
    assert "<h1>The fullest week began on 23 June 2025</h1>" in page
    assert "1 engagement" in text_of(client, "/engagements/?kind=visit&from=2025-06-23&to=2025-06-29")


def test_the_counting_rule_is_said_and_can_be_switched(client: Client) -> None:
    make.make_engagement(start="2025-06-25", parties=["IN", "RU", "CN"], people=[make.make_person()])
    for path in ("/calendar/", "/matrix/", "/compare/?country=IN"):
        page = text_of(client, path)
        assert re.search(r'aria-label="Counting rule">.*aria-current="true">engagements</a>', page)
        assert "<summary>What each counts</summary>" in page
    assert "23–29 Jun 2025: 3 pairs" in text_of(client, "/calendar/?count=pairs")
    assert "Person-meetings a week" in text_of(client, "/calendar/?count=people")
    assert "Pairs of two countries" in text_of(client, "/matrix/?count=pairs")
    assert 'href="?country=IN&count=people"' in text_of(client, "/calendar/?country=IN")
    assert 'name="count" value="pairs"' in text_of(client, "/calendar/?count=pairs")


def test_earlier_years_are_a_link_on(client: Client) -> None:
    for year in range(1990, 2026):
        make.make_engagement(start=f"{year}-06-25")
    page = text_of(client, "/calendar/")
    assert '<a class="link" href="?to=2000-12-31" data-stay>11 earlier years</a>' in page
    assert '<th scope="row">2000</th>' in text_of(client, "/calendar/?to=2000-12-31")


def test_a_cell_leads_to_what_two_countries_did_together(client: Client) -> None:
    make.make_engagement(kind=Kind.VISIT, parties=["IN", "RU", "CN"])
    make.make_engagement(kind=Kind.CALL, parties=["IN", "RU"])
    page = text_of(client, "/matrix/?kind=visit&from=2025&to=2025")
    assert 'href="/engagements/?kind=visit&from=2025&to=2025&country=IN-RU" title="India and Russia: 1 engagement">1</a>' in page
    assert '<a href="/countries/IN/" title="India">IN</a>' in page
    assert '<th scope="row"><a href="/countries/RU/">Russia</a></th>' in page
    assert "All 3 countries that took part" in page
    assert 'country=CN-IN-RU" title="China and India' not in page
    assert "country=CN-IN-RU" in text_of(client, "/matrix/?country=IN")


def test_empty_states_offer_a_way_on(client: Client) -> None:
    for path in ("/calendar/?q=zzzz", "/matrix/?q=zzzz"):
        assert "Nothing matches" in text_of(client, path)
    make.make_engagement(parties=["IN"])
    assert "Only India took part" in text_of(client, "/matrix/")


def test_htmx_gets_the_figure_and_the_parts_that_follow_it(client: Client) -> None:
    make.make_engagement(parties=["IN", "RU"])
    for path in ("/calendar/", "/matrix/"):
        text = client.get(path, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in text
        assert "data-cells" in text
        for part in ("#heading", "#chips", "#ways"):
            assert f'hx-target="{part}"' in text


@pytest.mark.parametrize(
    "query",
    ["count=votes", "from=2026&to=2025", "country=ZZ", "kind=party", "series=x", "org=%F0%9F%98%80"],
)
def test_bad_addresses_get_a_sentence(client: Client, query: str) -> None:
    for path in ("/calendar/", "/matrix/", "/compare/"):
        page = text_of(client, f"{path}?{query}", 400)
        assert re.search(r"<li>(“|The dates)", page)


@pytest.mark.parametrize(
    "query", ["from=1000&to=9990", "to=1000", "from=9990", "q=%00", "add=%00", "count=", "from=2025-06-25&to=2025-06-25"]
)
def test_no_address_breaks_the_pages(client: Client, query: str) -> None:
    scatter(6)
    make.make_engagement(start="1000", end="9990", parties=["IN", "RU"])
    for path in ("/calendar/?", "/matrix/?", "/compare/?", "/compare/?country=IN&org=SCO&"):
        assert client.get(path + query).status_code == 200


def test_pages_about_one_thing_have_their_last_years_by_week(client: Client) -> None:
    series = make.make_series("AUSMIN")
    for start in ("2025-06-25", "2014-06-25", "2026-02-03"):
        make.make_engagement(start=start, parties=["IN", "SCO"], series=series)
    for path, query in (
        ("/countries/IN/", "country=IN"),
        ("/organisations/SCO/", "org=SCO"),
        (f"/series/{series.pk}/", f"series={series.pk}"),
    ):
        page = text_of(client, path)
        assert f'href="/engagements/?{query}&from=2025-06-23&to=2025-06-29"' in page
        assert f'href="/calendar/?{query}"' in page
        assert f'href="/compare/?{query}"' in page
        assert '<th scope="row">2026</th>' in page
        assert '<th scope="row">2014</th>' not in page


@pytest.mark.parametrize(
    "path", ["/calendar/", "/matrix/", "/compare/?country=IN&country=RU&org=SCO", "/calendar/?country=IN&count=people"]
)
def test_the_number_of_queries_does_not_grow(client: Client, path: str) -> None:
    scatter(30)
    few = number_of_queries(client, path)
    scatter(60, seed=2)
    assert number_of_queries(client, path) == few
