"""Knowledge in the admin: other names beside the thing, history, search by any name, no deletion while in use."""

import json

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.admin.helpers import errors, save
from timeline.models import Country, CountryAlias, Organisation, PersonAlias, Place, PlaceAlias, Series, SeriesAlias, Topic, Venue

pytestmark = pytest.mark.django_db


def autocomplete(client: Client, model: str, field: str, term: str) -> list[str]:
    """Return what a choice of another thing offers for the letters typed."""
    query = {"app_label": "timeline", "model_name": model, "field_name": field, "term": term}
    answer = client.get("/admin/autocomplete/", query)
    return [row["text"] for row in json.loads(answer.content)["results"]]


def test_other_names_are_edited_with_the_thing(client: Client, editor: User) -> None:
    make.make_country("RU")
    address = "/admin/timeline/country/RU/change/"
    assert save(client, address, aliases__0__text="Rossiya", aliases__0__use="name").status_code == 302
    assert CountryAlias.objects.get().folded == "rossiya"
    save(client, address, aliases__0__DELETE="on")
    assert not CountryAlias.objects.exists()


def test_a_name_twice_is_told(client: Client, editor: User) -> None:
    place = make.make_place("Saint Petersburg", "RU")
    PlaceAlias.objects.create(place=place, text="Leningrad")
    answer = save(client, f"/admin/timeline/place/{place.pk}/change/", aliases__1__text="Leningrad")
    assert answer.status_code == 200
    assert "Leningrad" in answer.content.decode()


@pytest.mark.parametrize(
    ("model", "field", "term", "found"),
    [
        ("engagement", "place", "lenin", "Saint Petersburg, Russia"),
        ("engagement", "country", "rossi", "Russia"),
        ("engagement", "series", "sco dmm", "SCO Defence Ministers' Meeting"),
        ("attendance", "person", "radj", "Rajnath Singh"),
        ("engagement", "venue", "cafe", "Café Centre"),
        ("participation", "organisation", "shang", "SCO"),
        ("engagement", "within", "talks", "Talks in Tashkent"),
    ],
)
def test_choices_are_found_by_any_of_their_names(
    client: Client, editor: User, model: str, field: str, term: str, found: str
) -> None:
    place = make.make_place("Saint Petersburg", "RU")
    PlaceAlias.objects.create(place=place, text="Leningrad")
    CountryAlias.objects.create(country=make.make_country("RU"), text="Rossiya")
    SeriesAlias.objects.create(series=make.make_series("SCO Defence Ministers' Meeting"), text="SCO DMM")
    PersonAlias.objects.create(person=make.make_person(), text="Radjnath Singh")
    Venue.objects.create(name="Café Centre", place=place)
    make.make_organisation("SCO", name="Shanghai Cooperation Organisation")
    make.make_engagement("Talks in Tashkent", search_text="talks in tashkent")
    assert autocomplete(client, model, field, term) == [found]


def test_every_change_is_kept_and_can_be_gone_back_to(client: Client, editor: User) -> None:
    country = make.make_country("RU")
    save(client, "/admin/timeline/country/RU/change/", capital="Moscow")
    save(client, "/admin/timeline/country/RU/change/", capital="Sankt-Peterburg")
    page = client.get("/admin/timeline/country/RU/history/").content.decode()
    assert "Sankt-Peterburg" in page
    assert page.count("editor") >= 2
    version = country.history.filter(capital="Moscow").latest()
    assert client.get(f"/admin/timeline/country/RU/history/{version.pk}/").status_code == 200


def test_what_is_in_use_is_not_deleted(client: Client, editor: User) -> None:
    engagement = make.make_engagement(
        topics=["Arctic"], parties=["IN"], series=make.make_series("AUSMIN"), place=make.make_place()
    )
    topic = Topic.objects.get()
    for address in (f"topic/{topic.pk}", "country/IN", f"series/{engagement.series_id}", f"place/{engagement.place_id}"):
        answer = client.post(f"/admin/timeline/{address}/delete/", {"post": "yes"})
        assert answer.status_code in (200, 403)
    assert Topic.objects.exists()
    assert Series.objects.exists()
    assert Place.objects.exists()
    assert Country.objects.filter(code="IN").exists()
    assert "1 engagement with “Arctic”" in client.get(f"/admin/timeline/topic/{topic.pk}/delete/").content.decode()


def test_what_is_not_in_use_can_be_deleted(client: Client, editor: User) -> None:
    topic = Topic.objects.create(name="Arctic")
    client.post(f"/admin/timeline/topic/{topic.pk}/delete/", {"post": "yes"})
    assert not Topic.objects.exists()


def test_a_series_is_never_inside_itself(client: Client, editor: User) -> None:
    outer = make.make_series("Commission")
    inner = make.make_series("Working group", parent=outer)
    answer = save(client, f"/admin/timeline/series/{outer.pk}/change/", parent=inner.pk)
    assert "lies within it" in errors(answer)["parent"][0]


def test_members_and_posts_take_partial_dates(client: Client, editor: User) -> None:
    organisation, country = make.make_organisation("SCO"), make.make_country("IN")
    address = f"/admin/timeline/organisation/{organisation.pk}/change/"
    wrong = save(client, address, memberships__0__country="IN", memberships__0__since="2017 June")
    assert "is not a date" in errors(wrong)["memberships-0-since"][0]
    assert save(client, address, memberships__0__country="IN", memberships__0__since="2017-06").status_code == 302
    assert Organisation.objects.get().members.get() == country


def test_two_places_of_one_name_in_one_country_are_refused(client: Client, editor: User) -> None:
    make.make_place("Qingdao", "CN")
    answer = save(client, "/admin/timeline/place/add/", name="QINGDAO", country="CN", exactness="town")
    assert errors(answer)["name"] == ["“Qingdao, China” is on record already: open it and add this spelling as another name."]
    assert save(client, "/admin/timeline/place/add/", name="Qingdao", country="", exactness="town").status_code == 302
    again = save(client, "/admin/timeline/place/add/", name="qingdao", country="", exactness="town")
    assert "is on record already" in errors(again)["name"][0]


@pytest.mark.parametrize("model", ["place", "venue", "person", "post", "membership", "series", "country"])
def test_queries_of_the_lists_do_not_grow(client: Client, editor: User, model: str) -> None:
    counts = []
    for size in (2, 9):
        for n in range(size):
            place = make.make_place(f"Town {size} {n}", "CN")
            make.make_venue(f"Hall {size} {n}", place)
            make.make_post(make.make_person(f"Person {size} {n}"))
            make.make_membership(make.make_organisation(f"O{size}{n}"), "IN")
            make.make_series(f"Series {size} {n}", parent=make.make_series(), parties=["IN"])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/admin/timeline/{model}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_what_an_article_named_is_confirmed_by_whoever_saves_it(client: Client, editor: User) -> None:
    place = make.make_place("Qingdao", "CN", is_confirmed=False)
    assert "Qingdao" in client.get("/admin/timeline/place/?is_confirmed__exact=0").content.decode()
    assert save(client, f"/admin/timeline/place/{place.pk}/change/").status_code == 302
    place.refresh_from_db()
    assert place.is_confirmed
