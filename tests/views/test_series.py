"""The pages of series."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from timeline.models import Series, SeriesAlias
from timeline.vocabulary import Kind, Status

pytestmark = pytest.mark.django_db
HELD = (
    ("2020-07-28", 30, "US"),
    ("2021-09-16", 31, "US"),
    ("2022-12-06", 32, "US"),
    ("2023-07-29", 33, "AU"),
    ("2024-08-06", 34, "US"),
)


def ausmin() -> Series:
    """Make a yearly series of two hosts with an announced edition."""
    series = make.make_series("AUSMIN", parties=("AU", "US"))
    ministers = [make.make_person("Penny Wong", "AU"), make.make_person("Richard Marles", "AU")]
    for start, number, host in (*HELD, ("2025-12-08", 35, "US")):
        place = make.make_place("Washington" if host == "US" else "Brisbane", host)
        make.make_engagement(
            f"AUSMIN {number}", kind=Kind.DIALOGUE, start=start, edition=number, series=series, place=place,
            country=place.country, parties=("AU", "US"), people=ministers, status=Status.HELD if number < 35 else Status.PLANNED,
        )  # fmt: skip
    return series


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_standfirst_counts_editions_and_their_pace(client: Client) -> None:
    page = text_of(client, ausmin().get_absolute_url())
    assert "Five editions since July 2020, about one a year." in page
    assert "<dt>US–AU hosting</dt><dd>4–1</dd>" in page
    assert "<dt>months, usual gap</dt><dd>13</dd>" in page


def test_what_is_due_and_how_late(client: Client) -> None:
    page = text_of(client, ausmin().get_absolute_url())
    assert "8 December 2025" in page
    assert "3 months later than usual:" in page
    assert "16 months after Washington, where 13 is the median." in page


def test_the_register_is_newest_first_with_hosts_people_and_months(client: Client) -> None:
    page = text_of(client, ausmin().get_absolute_url())
    register = page[page.index('id="register"') :]
    assert register.index("8 Dec 2025") < register.index("6 Aug 2024") < register.index("28 Jul 2020")
    assert "Wong · Marles" in register
    assert "again" in register
    assert "12 months" in register
    assert 'class="is-due"' in register


def test_a_shared_number_is_a_note_not_an_error(client: Client) -> None:
    series = ausmin()
    make.make_engagement("AUSMIN 34, second phase", start="2024-10-01", edition=34, series=series)
    page = text_of(client, series.get_absolute_url())
    assert "<b>Two rows carry one number:</b> 34th." in page


def test_a_year_without_an_edition_is_a_row(client: Client) -> None:
    series = ausmin()
    make.make_engagement("AUSMIN 29", start="2018-08-04", edition=29, series=series)
    assert "2019: no edition found; numbering runs on" in text_of(client, series.get_absolute_url())


def test_a_withdrawn_edition_is_left_out(client: Client) -> None:
    series = ausmin()
    make.make_engagement("Withdrawn edition", start="2019-08-04", series=series, withdrawn_at=make.NOW)
    page = text_of(client, series.get_absolute_url())
    assert "4 Aug 2019" not in page


def test_a_series_without_engagements_says_so(client: Client) -> None:
    assert "No engagement of this series is on record yet." in text_of(client, make.make_series().get_absolute_url())


def test_series_above_and_below(client: Client) -> None:
    top = make.make_series("IRIGC-M&MTC")
    middle = make.make_series("Working Group on Military Cooperation", parent=top)
    make.make_series("Sub Working Group (Land)", parent=middle)
    page = text_of(client, middle.get_absolute_url())
    assert page.index("IRIGC-M&amp;MTC</a>") < page.index("<h1")
    assert "Sub Working Group (Land)" in page[page.index("Series within it") :]


def test_a_loop_in_the_tree_ends(client: Client) -> None:
    one, other = make.make_series("One"), make.make_series("Other")
    Series.objects.filter(pk=one.pk).update(parent=other)
    Series.objects.filter(pk=other.pk).update(parent=one)
    assert client.get(one.get_absolute_url()).status_code == 200
    tree = text_of(client, "/series/?all=1")
    assert tree.count(">One</a>") == tree.count(">Other</a>") == 1


def test_only_series_on_record_stand_in_the_tree_until_all_are_asked_for(client: Client) -> None:
    top = make.make_series("Commission")
    make.make_engagement(series=make.make_series("Working Group", parent=top))
    make.make_series("Idle Group", parent=top)
    make.make_series("Idle Forum")
    page = text_of(client, "/series/")
    assert "Commission" in page
    assert "Working Group" in page
    assert "Idle" not in page
    everything = text_of(client, "/series/?all=1")
    assert "Idle Group" in everything
    assert "Idle Forum" in everything


def test_the_tree_nests_and_counts(client: Client) -> None:
    top = make.make_series("IRIGC-M&MTC", parties=("IN", "RU"))
    below = make.make_series("Sub Working Group (Land)", parent=top)
    make.make_engagement(series=below, start="2024-05-01")
    make.make_engagement(series=below, start="2025-06-25")
    page = text_of(client, "/series/")
    assert page.index("IRIGC-M&amp;MTC") < page.index("Sub Working Group (Land)")
    assert '2 editions</span><span class="aside num muted">2024–2025</span>' in page


@pytest.mark.parametrize(
    ("words", "found", "missed"), [("land", True, True), ("irigc", True, True), ("ausmin", True, False), ("zzz", False, True)]
)
def test_a_name_or_alias_picks_branches(client: Client, words: str, found: bool, missed: bool) -> None:
    top = make.make_series("Commission")
    SeriesAlias.objects.create(series=top, text="IRIGC")
    make.make_series("Sub Working Group (Land)", parent=top)
    make.make_series("AUSMIN")
    page = text_of(client, f"/series/?q={words}")
    assert ('class="tree"' in page) is found
    assert (">AUSMIN</a>" not in page) is missed


def test_the_figure_has_every_edition(client: Client) -> None:
    series = ausmin()
    answer = client.get(f"/series/{series.pk}/editions.json?width=600").json()
    assert (answer["count"], answer["summary"]) == (6, "6 editions by year and host")
    assert len(answer["figure"]["layout"]["meta"]["items"]) == 6
    assert client.get(f"/series/{make.make_series().pk}/editions.json").status_code == 404


def test_an_unknown_series_is_not_found(client: Client) -> None:
    assert client.get("/series/424242/").status_code == 404
    assert client.get(f"/series/{10**20}/").status_code == 404
    assert client.get(f"/series/{10**20}/editions.json").status_code == 404


def test_queries_do_not_grow_with_editions_or_series(client: Client) -> None:
    series = ausmin()
    with CaptureQueriesContext(connection) as first:
        text_of(client, series.get_absolute_url())
        text_of(client, "/series/")
    for year in range(1990, 2010):
        make.make_engagement(start=f"{year}-05-01", edition=year - 1989, series=series, parties=("AU", "US"), topics=["cyber"])
        make.make_series(parent=series, parties=("AU", "US"))
    with CaptureQueriesContext(connection) as second:
        text_of(client, series.get_absolute_url())
        text_of(client, "/series/")
    assert len(second) == len(first)
