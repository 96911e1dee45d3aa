"""The looks, the indexes and the pages about one thing, of the record as known on an earlier day."""

import re
from collections.abc import Mapping

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, make_country, make_editor, make_organisation
from tests.views.test_asof import BEFORE, CHANGED, THEN, told
from timeline.models import Engagement, Organisation, Person, Place, Series
from timeline.record import decide, deny, merge_things, withdraw_engagement
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
SINGH = {"name": "Rajnath Singh", "role": "Defence Minister", "party": "IN"}
DONG = {"name": "Dong Jun", "role": "Defence Minister", "party": "CN"}
DELHI, QINGDAO = {"name": "New Delhi", "country": "IN"}, {"name": "Qingdao", "country": "CN"}


def session(title: str, start: str) -> Engagement:
    """Make a session of the Sea Talks that India and Russia held in New Delhi, with the SCO and Singh there."""
    engagement, editor = told(title, start=start), make_editor()
    make_country("RU"), make_country("CN"), make_organisation("SCO")
    for field, value in (
        (Field.PLACE, DELHI), (Field.SERIES, "Sea Talks"), (Field.PERSON, SINGH), (Field.STATUS, "planned"),
        (Field.PARTY, {"code": "RU", "role": "participant"}), (Field.PARTY, {"code": "SCO", "role": "observer"}),
    ):  # fmt: skip
        decide(engagement, field, value, author=editor, at=BEFORE)
    return engagement


def changed(title: str = "Talks") -> Engagement:
    """Make a session planned for June 2025, found later to have been held in October in Qingdao, with China and Dong Jun."""
    engagement, editor = session(title, "2025-06-25"), make_editor()
    for field, value in (
        (Field.START, "2025-10-20"), (Field.TITLE, f"{title} in October"), (Field.STATUS, "held"), (Field.PLACE, QINGDAO),
        (Field.SERIES, "Land Talks"), (Field.PARTY, {"code": "CN", "role": "host"}), (Field.PERSON, DONG),
    ):  # fmt: skip
        decide(engagement, field, value, author=editor, at=CHANGED)
    for field, value in (
        (Field.PARTY, {"code": "RU", "role": "participant"}), (Field.PARTY, {"code": "SCO", "role": "observer"}),
        (Field.PERSON, SINGH),
    ):  # fmt: skip
        deny(engagement, field, value, author=editor, at=CHANGED)
    return engagement


def record() -> dict[str, str]:
    """Make one session that was changed since THEN, one recorded since and one withdrawn since; return pages by what they are of."""
    changed()
    told("Later", CHANGED, start="2025-01-02")
    withdraw_engagement(session("Gone", "2025-03-05"), reason="A hoax", at=CHANGED)
    return {
        "country": "/countries/IN/",
        "pair": "/countries/IN/RU/",
        "organisation": Organisation.objects.get(acronym="SCO").get_absolute_url(),
        "person": Person.objects.get(name="Rajnath Singh").get_absolute_url(),
        "place": Place.objects.get(name="New Delhi").get_absolute_url(),
        "series": Series.objects.get(name="Sea Talks").get_absolute_url(),
    }


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return " ".join(answer.content.decode().split()).replace("&amp;", "&")


@pytest.mark.parametrize("thing", ["country", "pair", "organisation", "person", "place", "series"])
def test_a_page_about_one_thing_shows_what_was_known_then(client: Client, thing: str) -> None:
    address = record()[thing]
    now, then = (client.get(f"{address}{query}").context["page"] for query in ("", f"?asof={THEN}"))
    if thing == "series":
        assert [(row.title, row.start, row.place, row.status) for row in then.editions] == [
            ("Gone", "2025-03-05", "New Delhi", "planned"),
            ("Talks", "2025-06-25", "New Delhi", "planned"),
        ]
        assert now.editions == ()
    else:
        assert [row.title for row in then.latest] == ["Talks", "Gone"]
        assert [row.title for row in now.latest] == (["Talks in October", "Later"] if thing == "country" else [])
        assert then.tally.total == 2
        assert all(row.is_unconfirmed and row.url.endswith(f"?asof={THEN}") for row in then.latest)


def test_what_stands_beside_the_engagements_is_of_that_day_too(client: Client) -> None:
    pages = record()

    def counts(page: str, name: str) -> Mapping[str, int]:
        links = getattr(client.get(f"{pages[page]}?asof={THEN}").context["page"], name)
        return {link.name: link.count for link in links}

    assert counts("country", "counterparts") == {"Russia": 2}
    assert counts("country", "people") == {"Rajnath Singh": 2}
    assert counts("country", "series") == {"Sea Talks": 2}
    assert counts("pair", "hosting") == {"India": 2}
    assert counts("person", "countries") == {"India": 2, "Russia": 2}
    assert counts("place", "series") == {"Sea Talks": 2}
    register = client.get(f"{pages['series']}?asof={THEN}").context["page"].register
    assert [(entry.people, [host.code for host in entry.hosts]) for entry in register] == [(("Singh",), ["IN"])] * 2


@pytest.mark.parametrize(
    ("index", "name", "then", "now"),
    [
        ("/countries/", "met", {"India": 2, "Russia": 2}, {"India": 2, "China": 1}),
        ("/people/", "people", {"Rajnath Singh": 2}, {"Dong Jun": 1}),
        ("/places/", "places", {"New Delhi": 2}, {"Qingdao": 1}),
        ("/organisations/", "organisations", {"Organisation SCO": 2}, {}),
    ],
)
def test_an_index_counts_what_was_known_then(
    client: Client, index: str, name: str, then: dict[str, int], now: dict[str, int]
) -> None:
    record()
    for query, counts in (("", now), (f"?asof={THEN}", then)):
        links = client.get(f"{index}{query}").context[name]
        assert {link.name: link.count for link in links if link.count} == counts


def test_the_tree_of_series_is_of_that_day(client: Client) -> None:
    record()
    for query, tree in (("", [("Land Talks", 1, "2025")]), (f"?asof={THEN}", [("Sea Talks", 2, "2025")])):
        assert [(node.name, node.count, node.years) for node in client.get(f"/series/{query}").context["tree"]] == tree


def test_the_figure_of_a_series_has_the_editions_of_that_day(client: Client) -> None:
    figure = f"{record()['series']}editions.json"
    assert client.get(figure).status_code == 404
    answer = client.get(f"{figure}?asof={THEN}").json()
    assert answer["count"] == 2
    assert f"?asof={THEN}" in str(answer["figure"]["layout"]["meta"]["items"])


@pytest.mark.parametrize(("counting", "then", "now"), [("engagements", 1, 1), ("pairs", 1, 1), ("people", 1, 1)])
def test_the_calendar_shows_the_weeks_of_that_day(client: Client, counting: str, then: int, now: int) -> None:
    record()
    page = client.get(f"/calendar/?count={counting}&asof={THEN}").context["rows"]
    march, june, october = (day.toordinal() for day in map(NOW.date().replace, (2025,) * 3, (3, 6, 10), (3, 23, 20)))
    assert [(week.monday, week.count) for week in page.weeks] == [(march, then), (june, then)]
    today = {week.monday: week.count for week in client.get(f"/calendar/?count={counting}").context["rows"].weeks}
    assert today[october] == now
    assert june not in today


@pytest.mark.parametrize(("counting", "number"), [("engagements", 2), ("pairs", 2), ("people", 2)])
def test_the_matrix_and_a_comparison_are_of_that_day(client: Client, counting: str, number: int) -> None:
    record()
    rows = client.get(f"/matrix/?count={counting}&asof={THEN}").context["rows"]
    assert [(pair.one, pair.other, pair.count) for pair in rows.pairs] == [("IN", "RU", number)]
    beside = client.get(f"/compare/?country=IN&country=CN&count={counting}&asof={THEN}").context
    assert [row.total for row, *_ in beside["compared"]] == [number, 0]
    assert [mark.title for mark in beside["compared"][0][0].marked] == ["Talks", "Gone"]
    assert beside["common"].total == 0


def test_a_comparison_proposes_who_was_most_on_record_then(client: Client) -> None:
    record()
    assert "India and Russia" in text_of(client, f"/compare/?asof={THEN}")
    assert "India and China" in text_of(client, "/compare/")


ADDRESSES = (
    "/calendar/",
    "/matrix/",
    "/compare/?country=IN&country=RU",
    "/series/",
    "/countries/",
    "/organisations/",
    "/people/",
    "/places/",
)


def test_every_page_says_so_leads_back_and_keeps_the_day(client: Client) -> None:
    shown = re.compile(r'href="(/(?:engagements|series|countries|organisations|people|places|calendar|matrix|compare)?/[^"]*)"')
    for address in (*ADDRESSES, *record().values()):
        also = "&" if "?" in address else "?"
        page = text_of(client, f"{address}{also}asof={THEN}")
        assert page.count("<b>As known on 30 October 2025.</b> 3 engagements were recorded, changed or hidden since.") == 1
        (back,) = re.findall(r'href="([^"]*)">Back to today</a>', page)
        assert back == address
        links = [link for link in shown.findall(page) if link != back]
        assert [link for link in links if f"asof={THEN}" not in link] == []
        assert "asof=" not in text_of(client, address)


def test_a_name_looked_for_and_another_page_keep_the_day(client: Client) -> None:
    record()
    for address in ("/people/", "/places/", "/series/"):
        assert page_form(text_of(client, f"{address}?q=sea&asof={THEN}")) == THEN
    for number in range(101):
        Person.objects.create(name=f"Person {number}", folded=f"person {number}")
    assert f'href="?asof={THEN}&page=2"' in text_of(client, f"/people/?asof={THEN}")


def page_form(page: str) -> str:
    """Return the day that the search on a page asks for."""
    form = page[page.index('<form class="find"') :]
    (day,) = re.findall(r'name="asof" value="([^"]*)"', form[: form.index("</form>")])
    return str(day)


def test_a_merged_thing_leads_on_to_that_day(client: Client) -> None:
    pages = record()
    keep, drop = Place.objects.get(name="Qingdao"), Place.objects.get(name="New Delhi")
    merge_things(keep, drop, author=make_editor(), at=NOW)
    answer = client.get(f"{pages['place']}?asof={THEN}")
    assert (answer.status_code, answer["Location"]) == (301, f"{keep.get_absolute_url()}?asof={THEN}")
    assert [row.title for row in client.get(answer["Location"]).context["page"].latest] == ["Talks", "Gone"]


@pytest.mark.parametrize("day", ["June", "2031-01-01"])
def test_a_page_about_one_thing_refuses_what_is_no_day(client: Client, day: str) -> None:
    for address in record().values():
        assert re.search("is not a date|is still to come", text_of(client, f"{address}?asof={day}", 400))


def test_a_larger_record_with_more_changes_costs_no_more_queries(client: Client) -> None:
    things, _ = record(), session("Same", "2025-05-09")
    addresses = [
        *ADDRESSES,
        "/calendar/?count=people",
        "/matrix/?count=people",
        "/compare/?country=IN&count=people",
        *things.values(),
    ]

    def queries() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                text_of(client, f"{address}{'&' if '?' in address else '?'}asof={THEN}")
            counts.append(len(asked))
        return counts

    few = queries()
    for number in range(4):
        changed(f"Talks {number}")
        withdraw_engagement(session(f"Gone {number}", f"2025-04-0{number + 1}"), reason="", at=CHANGED)
        session(f"Same {number}", f"2025-05-0{number + 1}")
    assert queries() == few
