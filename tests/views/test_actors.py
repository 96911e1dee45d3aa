"""The pages of countries, pairs, organisations and people."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from timeline.models import OrganisationAlias, PersonAlias
from timeline.vocabulary import Kind, Status

pytestmark = pytest.mark.django_db


def record() -> None:
    """Make a small record around India: four with Russia, one of them planned, one with Australia, one withdrawn."""
    singh, belousov = make.make_person("Rajnath Singh", "IN"), make.make_person("Andrey Belousov", "RU")
    moscow, delhi = make.make_place("Moscow", "RU"), make.make_place("New Delhi", "IN")
    series = make.make_series("IRIGC-M&MTC", Kind.WORKING_GROUP, parties=("IN", "RU"))
    make.make_engagement(
        "Moscow talks", start="2024-12-10", parties=("IN", "RU"), place=moscow, country=moscow.country, people=[singh, belousov]
    )
    make.make_engagement(
        "Delhi session",
        start="2025-10-29",
        kind=Kind.WORKING_GROUP,
        parties=("IN", "RU"),
        place=delhi,
        country=delhi.country,
        series=series,
    )
    make.make_engagement(
        "Qingdao meeting",
        start="2025-06-25",
        end="2025-06-26",
        kind=Kind.MINISTERIAL,
        parties=("IN", "RU", "CN", "SCO"),
        people=[singh],
    )
    make.make_engagement(
        "Belousov in Delhi",
        start="2025-12-04",
        kind=Kind.VISIT,
        status=Status.PLANNED,
        people=[singh],
        parties=("IN", "RU"),
        place=delhi,
        country=delhi.country,
    )
    make.make_engagement("Canberra visit", start="2025-10-09", kind=Kind.VISIT, parties=("IN", "AU"), people=[singh])
    make.make_engagement("Drill", start="2026-05-01", kind=Kind.EXERCISE, status=Status.PLANNED, parties=("CN", "SCO"))
    make.make_engagement("Withdrawn talks", start="2025-10-10", parties=("IN", "RU"), withdrawn_at=make.NOW)
    sco = make.make_organisation("SCO", name="Shanghai Cooperation Organisation")
    make.make_membership(sco, "IN", since="2017")
    make.make_membership(sco, "IN", since="2005", until="2017", standing="observer")
    make.make_membership(sco, "CN", since="2001")


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_country_in_words(client: Client) -> None:
    record()
    page = text_of(client, "/countries/IN/")
    assert "5 engagements on record, most often with Russia (4), Australia (1) and China (1)." in page
    assert "4 fall in 2025: 2 visits, 1 ministerial and 1 working group." in page


def test_a_year_without_engagements_is_not_mentioned(client: Client) -> None:
    make.make_engagement(start="1988-06-28", parties=("AU", "US"))
    assert "1 engagement on record, most often with the United States (1).</p>" in text_of(client, "/countries/AU/")


def test_counterparts_lead_to_the_pair(client: Client) -> None:
    record()
    page = text_of(client, "/countries/IN/")
    assert 'href="/countries/IN/RU/">Russia</a>' in page
    assert 'href="/countries/AU/IN/">Australia</a>' in page


def test_memberships_are_dated_and_people_counted(client: Client) -> None:
    record()
    page = text_of(client, "/countries/IN/")
    assert "member since 2017" in page
    assert "observer 2005–2017" in page
    people = page[page.index('id="people"') :]
    assert "Rajnath Singh" in people
    assert "Andrey Belousov" not in people


def test_what_is_announced_stands_apart_from_what_is_past(client: Client) -> None:
    record()
    page = text_of(client, "/countries/IN/")
    announced = page[page.index('id="upcoming"') : page.index('id="latest"')]
    assert "Belousov in Delhi" in announced
    assert "Delhi session" not in announced
    assert "Withdrawn talks" not in page


def test_the_timeline_is_the_countrys_own(client: Client) -> None:
    record()
    assert 'data-url="/engagements/timeline.json?country=IN"' in text_of(client, "/countries/IN/")
    assert 'data-url="/engagements/timeline.json?country=IN-RU"' in text_of(client, "/countries/IN/RU/")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/countries/in/", "/countries/IN/"),
        ("/countries/RU/IN/", "/countries/IN/RU/"),
        ("/countries/in/ru/", "/countries/IN/RU/"),
        ("/countries/IN/IN/", "/countries/IN/"),
        ("/organisations/sco/", "/organisations/SCO/"),
        ("/organisations/Shanghai Five/", "/organisations/SCO/"),
    ],
)
def test_other_spellings_lead_to_the_one_address(client: Client, address: str, leads_to: str) -> None:
    record()
    OrganisationAlias.objects.create(organisation=make.make_organisation("SCO"), text="Shanghai Five")
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, leads_to)


@pytest.mark.parametrize("address", ["/countries/ZZ/", "/countries/IN/ZZ/", "/organisations/NOBODY/", "/people/424242/"])
def test_unknown_names_are_not_found(client: Client, address: str) -> None:
    make.make_country("IN")
    assert client.get(address).status_code == 404


def test_a_pair_in_words(client: Client) -> None:
    record()
    page = text_of(client, "/countries/IN/RU/")
    assert "Four engagements on record, three of them between the two alone. India hosted two and Russia one." in page
    assert "IRIGC-M&amp;MTC" in page
    assert "Canberra visit" not in page


def test_a_pair_that_never_met_has_a_page(client: Client) -> None:
    make.make_country("FR"), make.make_country("JP")
    assert "No engagement of these two is on record." in text_of(client, "/countries/FR/JP/")


def test_the_country_index_ranks_those_on_record(client: Client) -> None:
    record()
    make.make_country("FR")
    page = text_of(client, "/countries/")
    assert "5 countries" not in page
    assert page.index("India</a>") < page.index("Russia</a>") < page.index("Australia</a>") < page.index("France</a>")
    assert "1 more country without an engagement" in page


def test_an_organisation_with_members_over_time(client: Client) -> None:
    record()
    page = text_of(client, "/organisations/SCO/")
    assert "Two members. 2 engagements on record." in page
    members, former = page[page.index('id="members"') : page.index('id="former"')], page[page.index('id="former"') :]
    assert "member since 2001" in members
    assert "observer 2005–2017" in former


def test_engagements_of_its_series_count_for_an_organisation(client: Client) -> None:
    sco = make.make_organisation("SCO")
    series = make.make_series("SCO Defence Ministers' Meeting", organisation=sco)
    make.make_engagement(series=series, parties=("IN", "SCO"))
    make.make_engagement(series=series, parties=("IN",))
    page = text_of(client, "/organisations/SCO/")
    assert "2 engagements on record." in page
    assert "SCO" in text_of(client, "/organisations/")


def test_a_person_with_posts_and_company(client: Client) -> None:
    record()
    singh = make.make_person("Rajnath Singh")
    make.make_post(singh, "Minister of Home Affairs", since="2014-05-26", until="2019-05")
    make.make_post(singh, "Minister of Defence", since="2019-05-31")
    PersonAlias.objects.create(person=singh, text="Raj Nath Singh")
    page = text_of(client, singh.get_absolute_url())
    assert "Minister of Defence, India, since 31 May 2019. Four engagements on record." in page
    assert "26 May 2014 – May 2019" in page
    assert "Also spelt Raj Nath Singh." in page
    company = page[page.index('id="with-whom"') :]
    assert "Andrey Belousov" in company
    assert ">Rajnath Singh</a>" not in company


@pytest.mark.parametrize("words", ["singh", "raj nath", "SINGH rajnath"])
def test_people_are_found_by_name_and_alias(client: Client, words: str) -> None:
    record()
    PersonAlias.objects.create(person=make.make_person("Rajnath Singh"), text="Raj Nath Singh")
    page = text_of(client, f"/people/?q={words}")
    assert "1 person whose name holds" in page
    assert "Andrey Belousov" not in page


def test_people_come_a_hundred_to_a_page(client: Client) -> None:
    for number in range(101):
        make.make_person(f"Person {number:03}", None)
    first, second = text_of(client, "/people/"), text_of(client, "/people/?page=2")
    assert "Person 099" in first
    assert "Person 100" not in first
    assert "Person 100" in second
    assert 'href="?page=2"' in first


@pytest.mark.parametrize("page", ["0", "-3", "99", "two", ""])
def test_a_page_out_of_range_is_the_nearest(client: Client, page: str) -> None:
    make.make_person("Rajnath Singh")
    assert "Rajnath Singh" in text_of(client, f"/people/?page={page}")


def test_nobody_found_offers_ways_on(client: Client) -> None:
    assert "Nobody of that name" in text_of(client, "/people/?q=zzz")


def test_queries_do_not_grow_with_the_record(client: Client) -> None:
    record()
    make.make_engagement(parties=("IN", "SCO"), series=make.make_series())
    singh = make.make_person("Rajnath Singh")
    addresses = (
        "/countries/",
        "/countries/IN/",
        "/countries/IN/RU/",
        "/organisations/",
        "/organisations/SCO/",
        "/people/",
        singh.get_absolute_url(),
    )

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                text_of(client, address)
            counts.append(len(captured))
        return counts

    small = queries()
    for number in range(10):
        person = make.make_person(f"Person {number}", "IN")
        make.make_post(person)
        series = make.make_series(parties=("IN", "RU"))
        parties = ("IN", "RU", "SCO", "AU")
        make.make_engagement(
            start=f"2025-0{number % 9 + 1}-10", parties=parties, people=[singh, person], series=series, topics=["cyber"]
        )
        make.make_engagement(start=f"2026-0{number % 9 + 1}-10", parties=parties, people=[singh], status=Status.PLANNED)
        make.make_membership(make.make_organisation(f"ORG{number}"), "IN")
        make.make_membership(make.make_organisation("SCO"), f"X{number}")
    assert queries() == small
