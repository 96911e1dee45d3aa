"""The pages of places."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from timeline.models import PlaceAlias
from timeline.queries.places import coordinates

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_place_with_venues_and_visitors(client: Client) -> None:
    place = make.make_place("Qingdao", "CN", geoname_id=1797929)
    PlaceAlias.objects.create(place=place, text="Tsingtao")
    hall = make.make_venue("Qingdao International Conference Centre", place)
    make.make_venue("Olympic Sailing Centre", place)
    make.make_engagement("Ministers meet", place=place, country=place.country, venue=hall, parties=("CN", "IN"))
    make.make_engagement("Withdrawn talks", place=place, withdrawn_at=make.NOW)
    page = text_of(client, place.get_absolute_url())
    assert "One engagement on record here. 1 falls in 2025: 1 bilateral." in page
    assert "Also Tsingtao." in page
    assert "36.1° N, 120.4° E" in page
    assert "Qingdao International Conference Centre" in page
    assert "Olympic Sailing Centre" not in page  # known, but nothing on record took place in it
    assert f'data-url="/engagements/map.json?place={place.pk}"' in page
    assert "GeoNames 1797929" in page
    assert "Withdrawn talks" not in page


def test_a_place_without_coordinates_has_no_map(client: Client) -> None:
    place = make.make_place("Auli", "IN", latitude=None, longitude=None)
    make.make_engagement(place=place)
    assert 'data-chart="map"' not in text_of(client, place.get_absolute_url())


def test_a_place_at_sea_says_so(client: Client) -> None:
    assert "At sea" in text_of(client, make.make_place("Bay of Bengal", None).get_absolute_url())
    assert "at sea" in text_of(client, "/places/")


@pytest.mark.parametrize(("words", "found"), [("qing", True), ("tsingtao", True), ("moscow", False)])
def test_places_are_found_by_name_and_alias(client: Client, words: str, found: bool) -> None:
    place = make.make_place("Qingdao", "CN")
    PlaceAlias.objects.create(place=place, text="Tsingtao")
    assert (f'href="{place.get_absolute_url()}"' in text_of(client, f"/places/?q={words}")) is found


def test_an_unknown_place_is_not_found(client: Client) -> None:
    assert client.get("/places/424242/").status_code == 404


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [(36.07, 120.38, "36.1° N, 120.4° E"), (-35.3, -70.0, "35.3° S, 70.0° W"), (0.0, 0.0, "0.0° N, 0.0° E"), (None, None, "")],
)
def test_coordinates(latitude: float | None, longitude: float | None, words: str) -> None:
    assert coordinates(latitude, longitude) == words


def test_queries_do_not_grow_with_the_record(client: Client) -> None:
    place = make.make_place("Qingdao", "CN")
    make.make_engagement(place=place, country=place.country, parties=("CN", "IN"), series=make.make_series())
    with CaptureQueriesContext(connection) as first:
        text_of(client, place.get_absolute_url())
        text_of(client, "/places/")
    for number in range(12):
        make.make_place(f"Town {number}", "IN")
        venue = make.make_venue(f"Hall {number}", place)
        make.make_engagement(place=place, venue=venue, parties=("CN", "RU", "SCO"), series=make.make_series(), topics=["cyber"])
    with CaptureQueriesContext(connection) as second:
        text_of(client, place.get_absolute_url())
        text_of(client, "/places/")
    assert len(second) == len(first)
