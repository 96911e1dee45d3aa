"""Subjects side by side: choosing them, the figure, its table, what is shared."""

import re

import pytest
from django.test import Client

from tests import factories as make
from tests.views.test_looks import text_of
from timeline.vocabulary import Kind, Status

pytestmark = pytest.mark.django_db


def record() -> None:
    """Make a small record around India and Russia."""
    make.make_engagement("Moscow talks", start="2024-12-10", parties=["IN", "RU"], importance=80)
    make.make_engagement("Delhi visit", start="2025-12-04", kind=Kind.VISIT, status=Status.PLANNED, parties=["IN", "RU"])
    make.make_engagement("Canberra visit", start="2025-10-09", kind=Kind.VISIT, parties=["IN", "AU"])
    make.make_engagement("Drill", start="2025", parties=["RU", "SCO"])
    make.make_country("FR")


def test_nothing_chosen_says_what_to_do(client: Client) -> None:
    page = text_of(client, "/compare/")
    assert "Nothing is chosen yet" in page
    assert 'name="from" value="" placeholder=""' in page, "no dates are shown before there is anything to show"
    record()
    page = text_of(client, "/compare/")
    assert 'href="?country=IN&country=RU">India and Russia</a>' in page
    assert '<option value="FR">France</option>' in page


def test_names_that_too_many_hold_ask_for_more_words(client: Client) -> None:
    for number in range(9):
        make.make_series(f"Exercise {number}")
    assert "Others may hold it too: write more of the name." in text_of(client, "/compare/?add=exercise")
    make.make_series("Malabar East")
    make.make_series("Malabar West")
    page = text_of(client, "/compare/?add=malabar")
    assert "may be:" in page
    assert "Others may hold it too" not in page


def test_one_subject_asks_for_a_second(client: Client) -> None:
    record()
    page = text_of(client, "/compare/?country=IN")
    assert "<h1>Compare India with …</h1>" in page
    assert "In common" not in page
    assert '<input type="hidden" name="country" value="IN">' in page


def test_two_stand_side_by_side_with_links_for_every_number(client: Client) -> None:
    record()
    page = text_of(client, "/compare/?country=IN&country=RU&kind=visit&kind=bilateral")
    assert "<h1>India and Russia, side by side</h1>" in page
    assert "India 3 engagements, Russia 3. 2 engagements had both." in page
    base = "/engagements/?kind=visit&kind=bilateral&country=IN"
    assert f'href="{base}&from=2025-01-01&to=2025-12-31">2</a>' in page
    assert f'href="{base}&from=2025-10-01&to=2025-10-31"><title>October 2025: 1 engagement</title>' in page
    assert "<title>10 Dec 2024: Moscow talks</title>" in page
    assert 'href="/engagements/?kind=visit&kind=bilateral&country=IN-RU">All 2</a>' in page
    assert "1 known only to the year" in page
    assert re.search(r'class="today[^>]*>today</text>', page)


def test_the_table_alone_tells_what_the_figure_shows(client: Client) -> None:
    record()
    page = text_of(client, "/compare/?country=IN&org=SCO")
    table = page[page.index('<table class="table years">') : page.index("</table>", page.index('<table class="table years">'))]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr>(.*?)</tr>", table)]
    assert rows == [["Year", "India", "SCO"], ["2025", "2", "1"], ["2024", "1", "–"], ["All", "3", "1"]]
    assert "No engagement on record has both of them." in page


def test_three_say_what_every_two_share(client: Client) -> None:
    record()
    page = text_of(client, "/compare/?country=IN&country=RU&org=SCO")
    assert "2 engagements with at least two of them" not in page
    assert "3 engagements with at least two of them" in page
    assert re.search(r"India and Russia</th><td class=\"n\"><a class=\"link\" href=\"/engagements/\?country=IN-RU\">2</a>", page)
    assert re.search(
        r"Russia and SCO</th><td class=\"n\"><a class=\"link\" href=\"/engagements/\?country=RU&org=SCO\">1</a>", page
    )
    assert re.search(r"India and SCO</th><td class=\"n\">–</td>", page)


def test_more_than_eight_are_cut_with_a_sentence(client: Client) -> None:
    codes = ["AU", "BY", "CN", "FR", "IN", "IR", "JP", "PK", "RU"]
    make.make_engagement(parties=codes)
    page = text_of(client, "/compare/?" + "&".join(f"country={code}" for code in codes))
    assert "<b>Eight at most stand side by side.</b> Left out: Russia." in page
    assert page.count('class="lane"') == 8


def test_a_name_is_looked_up_and_added(client: Client) -> None:
    record()
    series = make.make_series("India–Russia Commission")
    make.make_series("India–Russia Working Group")
    answer = client.get("/compare/?country=RU&kind=visit&add=india")
    assert (answer.status_code, answer["Location"]) == (302, "/compare/?country=RU&country=IN&kind=visit")
    answer = client.get("/compare/?add=Commission")
    assert answer["Location"] == f"/compare/?series={series.pk}"
    page = text_of(client, "/compare/?country=RU&add=india–russia")
    assert f'<a class="link" href="?country=RU&series={series.pk}">India–Russia Commission</a> (series)' in page
    assert "Nothing is called “Atlantis”." in text_of(client, "/compare/?add=Atlantis")
    assert "<script>" not in text_of(client, "/compare/?add=<script>alert(1)</script>")


def test_a_subject_can_be_taken_out(client: Client) -> None:
    record()
    page = text_of(client, "/compare/?country=IN&country=ru&count=pairs")
    assert 'href="?country=IN&count=pairs"><span class="vh">Take out </span>Russia' in page
    assert 'href="?country=ru&count=pairs"><span class="vh">Take out </span>India' in page


def test_the_list_leads_to_the_comparison_of_what_it_is_filtered_by(client: Client) -> None:
    record()
    page = text_of(client, "/engagements/?country=IN&country=RU&kind=visit")
    assert 'href="/compare/?country=IN&country=RU&kind=visit">India and Russia side by side</a>' in page
    for path in ("/engagements/", "/"):
        page = text_of(client, path)
        for address in ("/compare/", "/calendar/", "/matrix/"):
            assert f'<a class="link" href="{address}' in page
