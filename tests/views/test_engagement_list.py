import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.charts.figures import validate
from tests.factories import make_engagement, make_place
from timeline.queries.ordering import PAGE
from timeline.vocabulary import Kind, Status

pytestmark = pytest.mark.django_db


def answer(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_the_list_leads_to_every_page(client: Client) -> None:
    engagement = make_engagement("Naval talks", start="2025-11-10", parties=["IN"], status=Status.PLANNED)
    text = client.get("/engagements/").content.decode()
    assert f'href="/engagements/{engagement.pk}/"' in text
    assert "November 2025" in text
    assert "Planned, unconfirmed" in text


def test_pages_follow_by_link_and_keep_the_filter(client: Client) -> None:
    for number in range(PAGE + 3):
        make_engagement(f"Talks {number:03}", kind=Kind.VISIT)
    page = client.get("/engagements/?kind=visit").content.decode()
    start = page.index('rel="next" href="') + len('rel="next" href="')
    following = page[start : page.index('"', start)].replace("&amp;", "&")
    assert "kind=visit" in following
    second = client.get(f"/engagements/{following}").content.decode()
    assert second.count("data-engagement=") == 3
    assert 'rel="next"' not in second


@pytest.mark.parametrize(
    ("query", "said", "sorted_by"),
    [
        ("", "date, newest first", [("Dates", "descending")]),
        ("order=oldest", "date, oldest first", [("Dates", "ascending")]),
        ("order=-importance", "importance, highest first", [("Importance", "descending")]),
        ("order=place", "place, A to Z", [("Place", "ascending")]),
    ],
)
def test_the_order_is_said_in_words_and_in_one_heading(
    client: Client, query: str, said: str, sorted_by: list[tuple[str, str]]
) -> None:
    make_engagement("Naval talks")
    text = client.get(f"/engagements/?{query}").content.decode()
    assert f"Sorted by {said}" in text
    headings = re.findall(r'<th [^>]*aria-sort="(\w+)"[^>]*><a [^>]*>(\w+)</a>', text)
    assert [(name, state) for state, name in headings] == sorted_by
    assert f"selected>{said[0].upper()}{said[1:]}</option>" in text


def test_headings_lead_to_the_list_sorted_by_them_and_keep_the_filter(client: Client) -> None:
    make_engagement("Beta", kind=Kind.VISIT, source_count=1)
    make_engagement("Alpha", kind=Kind.VISIT, source_count=3)
    make_engagement("Call", kind=Kind.CALL)

    def follow(address: str, name: str) -> tuple[str, list[str]]:
        text = client.get(address).content.decode()
        href = re.findall(rf'<a class="sort" href="([^"]*)"[^>]*>{name}</a>', text)[0].replace("&amp;", "&")
        page = client.get(f"/engagements/{href}").context["page"]
        return href, [listed.row.title for month in page.months for listed in month.rows]

    assert follow("/engagements/?kind=visit&after=1.1", "Engagement") == ("?kind=visit&order=title", ["Alpha", "Beta"])
    assert follow("/engagements/?kind=visit&order=title", "Engagement") == ("?kind=visit&order=-title", ["Beta", "Alpha"])
    assert follow("/engagements/?kind=visit&order=title", "Sources") == ("?kind=visit&order=-sources", ["Alpha", "Beta"])
    assert follow("/engagements/?kind=visit&order=title", "Dates") == ("?kind=visit", ["Alpha", "Beta"])


def test_pages_go_back_by_link(client: Client) -> None:
    for number in range(2 * PAGE + 3):
        make_engagement(f"Talks {number:03}")
    seen = []
    address = "/engagements/?order=title"
    for way in ("next", "next", "prev", "prev"):
        text = client.get(address).content.decode()
        seen.append(re.findall(r"Talks (\d+)</a>", text)[0])
        found = re.findall(rf'rel="{way}" href="([^"]*)"', text)
        address = f"/engagements/{found[0].replace('&amp;', '&')}"
    assert seen == ["000", "050", "100", "050"]
    text = client.get(address).content.decode()
    assert re.findall(r"Talks (\d+)</a>", text)[0] == "000"
    assert 'rel="prev"' not in text


def test_an_order_lasts_while_nothing_is_found(client: Client) -> None:
    text = client.get("/engagements/?q=nothing&order=-title").content.decode()
    assert '<input type="hidden" name="order" value="-title" form="filters">' in text


def test_an_empty_result_says_what_was_read(client: Client) -> None:
    text = client.get("/engagements/?q=nothing&from=2025&to=2025").content.decode()
    assert "Nothing in these dates" in text
    assert "none reports such an engagement from 1 January 2025 to 31 December 2025." in text
    assert 'href="?q=nothing"' in text


@pytest.mark.parametrize(("asked", "said"), [("from=2025", "from 1 January 2025 on."), ("to=2025", "until 31 December 2025.")])
def test_an_empty_result_of_one_bound_claims_no_other(client: Client, asked: str, said: str) -> None:
    assert f"none reports such an engagement {said}" in client.get(f"/engagements/?q=nothing&{asked}").content.decode()


def test_htmx_gets_the_list_and_the_parts_that_follow_it(client: Client) -> None:
    make_engagement("Naval talks")
    text = client.get("/engagements/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert "Naval talks" in text
    for part in ("#heading", "#chips", "#facets", "#legends"):
        assert f'hx-target="{part}"' in text


@pytest.mark.parametrize(
    "query",
    [
        "after=x",
        "before=1.2",
        "after=1.2&before=1.2",
        "order=best",
        "order=-title&after=.%00.1",
        "order=sources&before=1.9.2",
        "country=ZZ",
        "from=2026&to=2025",
        "q=%00",
        "person=%F0%9F%98%80",
    ],
)
def test_no_address_breaks_the_pages(client: Client, query: str) -> None:
    for path in ("/engagements/", "/engagements/timeline.json", "/engagements/map.json", "/"):
        assert client.get(f"{path}?{query}").status_code in (200, 400)


def test_the_timeline_answers_a_valid_bounded_figure(client: Client) -> None:
    for number in range(1, 29):
        make_engagement(start=f"2025-11-{number:02}", parties=["IN"])
    found = answer(client, "/engagements/timeline.json?from=2025-11&to=2025-11-20&width=900&lanes=country")
    assert found["window"] == {"from": "2025-11-01", "to": "2025-11-20"}
    assert found["count"] == 20
    assert found["summary"].startswith("20 engagements, 1–20 November 2025")
    validate(found["figure"])


def test_the_map_answers_a_valid_figure_with_what_is_not_on_it(client: Client) -> None:
    place = make_place()
    make_engagement(place=place, parties=["IN"])
    make_engagement()
    found = answer(client, f"/engagements/map.json?from=2025&to=2025&at={place.pk}&width=abc")
    assert (found["count"], found["summary"][-25:]) == (1, "place; 1 are not on the map"[-25:])
    validate(found["figure"])


def test_a_chart_says_what_is_wrong_with_its_address(client: Client) -> None:
    response = client.get("/engagements/timeline.json?kind=party")
    assert response.status_code == 400
    assert json.loads(response.content)["problems"][0].startswith("“party” is no kind")
