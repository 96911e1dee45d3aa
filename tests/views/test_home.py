import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_article, make_engagement, make_place
from timeline.folding import fold
from timeline.vocabulary import Kind, Status

pytestmark = pytest.mark.django_db


def test_an_empty_record_is_a_page_with_two_ways_on(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    text = response.content.decode()
    assert "Nothing is on record yet" in text
    assert "0 sources on record were read" in text


def test_an_empty_record_of_an_earlier_day_speaks_of_that_day(client: Client) -> None:
    make_engagement("Naval talks", start="2025-11-10")
    make_article(title="An article")
    text = client.get("/?asof=2020-01-01").content.decode()
    assert "Nothing was on record yet at the end of 1 January 2020 (UTC)." in text
    assert "The record as known on 1 January 2020 holds no such engagement." in text
    assert "No article was on record that day." in text
    assert 'href="?">look at what is known now</a>' in text
    for untrue in ("No article has been added", "on record were read", "Every engagement of these dates is on the map"):
        assert untrue not in text


def test_a_menu_that_has_no_room_for_all_leads_to_all(client: Client) -> None:
    codes = ["IN", "RU", "CN", "US", "JP", "AU", "FR", "DE", "GB", "KZ", "UZ"]
    make_engagement(parties=codes)
    all_of_them = '<a class="link" href="/countries/">all countries</a>'
    assert all_of_them not in client.get("/").content.decode()
    make_engagement(parties=["NP"])
    text = client.get("/").content.decode()
    assert all_of_them in text
    assert "all series</a>" not in text


def test_the_page_is_complete_without_scripts(client: Client) -> None:
    make_engagement("Naval talks", start="2025-11-10", place=make_place(), parties=["IN"])
    make_engagement("At sea", start="2025-11-11", kind=Kind.EXERCISE)
    make_engagement("Passed plan", start="2025-11-01", status=Status.PLANNED)
    make_article(title="An article")
    text = client.get("/").content.decode()
    assert "Friday 14 November 2025" in text
    assert 'data-url="/engagements/timeline.json"' in text
    assert 'data-url="/engagements/map.json"' in text
    assert "Naval talks" in text
    assert "Not on the map: 2." in text
    assert "The map as a table" in text
    assert '<a class="link" href="/engagements/?from=' in text
    assert "Planned, unconfirmed" in text
    assert "An article" in text


def test_a_search_finds_engagements_wherever_they_are_in_time(client: Client) -> None:
    make_engagement("22nd IRIGC", start="2011-06-25", search_text=fold("22nd IRIGC"))
    make_engagement("Other", start="2025-11-10", search_text="other")
    text = client.get("/?q=IRIGC").content.decode()
    beside = text[text.index('id="in-window"') :]
    assert "22nd IRIGC" in beside[: beside.index("</section>")]
    assert "Other" not in beside[: beside.index("</section>")]
    assert "<b>1</b> engagement" in text


def test_htmx_gets_the_region_and_the_parts_that_follow_it(client: Client) -> None:
    response = client.get("/?kind=visit", headers={"HX-Request": "true"})
    text = response.content.decode()
    assert "<html" not in text
    assert 'id="beside"' in text
    for part in ("#chips", "#counts", "#as-list", "#legends", "#off-map"):
        assert f'hx-target="{part}"' in text
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_a_restored_or_boosted_page_is_whole(client: Client, header: str) -> None:
    assert "<html" in client.get("/", headers={"HX-Request": "true", header: "true"}).content.decode()


def test_a_bad_filter_gets_its_sentences(client: Client) -> None:
    response = client.get("/?kind=party&from=June")
    assert response.status_code == 400
    assert "“party” is no kind of engagement" in response.content.decode()
    region = client.get("/?kind=party", headers={"HX-Request": "true"})
    assert region.status_code == 400
    assert "<html" not in region.content.decode()


def test_a_title_with_markup_stays_text(client: Client) -> None:
    make_engagement("<script>alert(1)</script>", start="2025-11-10")
    assert "<script>alert" not in client.get("/").content.decode()


def test_queries_do_not_grow_with_the_record(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            make_engagement(start="2025-11-10", place=make_place(), parties=["IN", "SCO"], topics=["cyber"])
            make_engagement(start="2025-11-20", status=Status.PLANNED, parties=["IN"])
            make_article()

    fill(2)
    with CaptureQueriesContext(connection) as few:
        client.get("/?country=IN")
    fill(8)
    with django_assert_num_queries(len(few)):
        client.get("/?country=IN")
