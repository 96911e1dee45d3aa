"""Pages, figures and downloads of the record as known on an earlier day."""

import json
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, make_article, make_country, make_editor, make_place, make_quote
from timeline.models import Engagement
from timeline.record import choose, decide, merge, new_engagement, restore_engagement, withdraw_engagement
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
BEFORE, CHANGED = NOW - timedelta(days=20), NOW - timedelta(days=10)
THEN = (NOW - timedelta(days=15)).date().isoformat()


def told(title: str, at: datetime = BEFORE, *, start: str = "2025-06-25") -> Engagement:
    """Make an engagement that an article tells of at a moment."""
    make_country("IN")
    article = make_article(f"{title} began on {start} in India.", recorded_at=at)
    engagement = new_engagement(at=at)
    for field, value, words, key in (
        (Field.TITLE, title, title, title), (Field.START, start, start, start),
        (Field.PARTY, {"code": "IN", "role": "host"}, "India", "country:IN"),
    ):  # fmt: skip
        make_quote(engagement, field, value, words, key=key, article=article, source=article.source, recorded_at=at)
    choose(engagement, at=at)
    return engagement


def moved(title: str = "Talks") -> Engagement:
    """Make an engagement of June that was found later to be a visit in October, to Qingdao."""
    engagement, editor = told(title), make_editor()
    make_country("CN")
    for field, value in (
        (Field.START, "2025-10-20"), (Field.KIND, "visit"), (Field.TITLE, f"{title} in October"),
        (Field.PLACE, {"name": make_place().name, "country": "CN", "lat": None, "lon": None, "geoname": None}),
        (Field.PARTY, {"code": "CN", "role": "host"}),
    ):  # fmt: skip
        decide(engagement, field, value, author=editor, at=CHANGED)
    return engagement


def titles(client: Client, address: str) -> list[str]:
    page = client.get(address).context["page"]
    return [listed.row.title for month in page.months for listed in month.rows]


@pytest.mark.parametrize(
    ("query", "then", "now"),
    [
        ("", ["Talks"], ["Talks in October", "Later"]),
        ("from=2025-06&to=2025-06", ["Talks"], []),
        ("kind=visit", [], ["Talks in October"]),
        ("country=CN", [], ["Talks in October"]),
        ("q=october", [], ["Talks in October"]),
        ("q=talk", ["Talks"], ["Talks in October"]),
        ("order=oldest", ["Talks"], ["Later", "Talks in October"]),
    ],
)
def test_the_list_shows_and_filters_what_was_known_then(client: Client, query: str, then: list[str], now: list[str]) -> None:
    moved()
    told("Later", CHANGED, start="2025-01-02")
    assert titles(client, f"/engagements/?{query}") == now
    assert titles(client, f"/engagements/?{query}&asof={THEN}") == then


def test_what_was_hidden_or_merged_since_is_there_and_what_was_hidden_then_is_not(client: Client) -> None:
    gone, dropped, kept, back = (told(title) for title in ("Gone", "Dropped", "Kept", "Back"))
    withdraw_engagement(back, reason="", at=BEFORE + timedelta(days=1))
    withdraw_engagement(gone, reason="A hoax", at=CHANGED)
    merge(kept, dropped, at=CHANGED)
    restore_engagement(back, at=CHANGED)
    assert sorted(titles(client, "/engagements/")) == ["Back", "Kept"]
    assert sorted(titles(client, f"/engagements/?asof={THEN}")) == ["Dropped", "Gone", "Kept"]
    for engagement in (gone, dropped):
        page = client.get(f"{engagement.get_absolute_url()}?asof={THEN}")
        assert f"As known on {date.fromisoformat(THEN).day} October 2025" in page.content.decode()
    hidden = client.get(f"{back.get_absolute_url()}?asof={THEN}").content.decode()
    assert "It was not shown on that day" in hidden


def test_the_page_says_so_and_every_link_of_the_look_carries_the_day(client: Client) -> None:
    engagement = moved()
    for page in ("/", "/engagements/"):
        text = client.get(f"{page}?asof={THEN}&country=IN&selected={engagement.pk}").content.decode()
        assert "As known on 30 October 2025." in text
        assert "1 engagement was recorded, changed or hidden since" in text
        assert f'href="{engagement.get_absolute_url()}?asof={THEN}"' in text
        assert f'href="{page}?country=IN&amp;selected={engagement.pk}">Back to today' in text
        assert "Talks in October" not in text
        assert f'name="asof" value="{THEN}"' in text
    assert f"asof={THEN}" not in client.get("/").content.decode()


def test_figures_and_downloads_are_of_that_day(client: Client) -> None:
    moved()
    window = "from=2025-01-01&to=2025-12-31"
    then = client.get(f"/engagements/timeline.json?asof={THEN}&{window}").json()
    assert "Talks in October" not in json.dumps(then)
    assert f"?asof={THEN}" in json.dumps(then)
    assert "Talks in October" in json.dumps(client.get(f"/engagements/timeline.json?{window}").json())
    assert "0 are not on the map" not in client.get(f"/engagements/map.json?asof={THEN}&{window}").json()["summary"]
    caption = client.get(f"/engagements/caption.json?asof={THEN}&{window}").json()
    assert (caption["filter"], caption["counted"]) == ("as known on 30 October 2025", "1 engagement from 1 source")
    table = client.get(f"/engagements.csv?asof={THEN}")
    assert table["Content-Disposition"] == f'attachment; filename="engagements-as-known-{THEN}.csv"'
    lines = b"".join(table).decode().splitlines()
    assert lines[1].split(",")[1:5] == ["Talks", "bilateral", "held", "2025-06-25"]


def test_the_panel_shows_what_was_known_then(client: Client) -> None:
    engagement = moved()
    panel = client.get(f"/engagements/?asof={THEN}&selected={engagement.pk}").context["panel"]
    assert (panel.row.title, panel.row.start, panel.quote.outlet) == ("Talks", "2025-06-25", "ANI")
    assert "not shown on 1 January 2025" in client.get(f"/?asof=2025-01-01&selected={engagement.pk}").context["panel"].note


def test_the_overview_stands_on_that_day(client: Client) -> None:
    engagement = told("Summit", start="2025-11-01")
    decide(engagement, Field.STATUS, "planned", author=make_editor(), at=BEFORE)
    then, now = (client.get(address).context["page"] for address in (f"/?asof={THEN}", "/"))
    assert ([row.title for row in then.announced], then.unconfirmed) == (["Summit"], ())
    assert ([row.title for row in now.unconfirmed], now.announced) == (["Summit"], ())


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("June", "is not a date"), ("2025-02-30", "not a day of the calendar"), ("2025-06", "no single day"),
        ("2031-01-01", "is still to come"), ("0001-01-01", "before the year 1000"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "page",
    ["/", "/engagements/", "/engagements.csv", "/engagements/timeline.json", "/calendar/", "/matrix/", "/compare/", "/series/"]
    + ["/countries/", "/organisations/", "/people/", "/places/", "/series/1/editions.json"],
)
def test_what_is_no_day_up_to_today_is_refused_in_a_sentence(client: Client, page: str, day: str, sentence: str) -> None:
    answer = client.get(page, {"asof": day})
    assert answer.status_code == 400
    assert sentence in (answer.json()["problems"][0] if page.endswith("json") else answer.content.decode())


def test_no_day_is_remembered_past_a_change(client: Client) -> None:
    engagement = told("Talks")
    address = f"/engagements/?asof={NOW.date()}"
    assert titles(client, address) == ["Talks"]
    decide(engagement, Field.TITLE, "Meeting", author=make_editor(), at=NOW)
    assert titles(client, address) == ["Meeting"]


@pytest.mark.parametrize("page", ["/", "/engagements/", "/engagements/timeline.json", "/engagements/map.json"])
def test_a_larger_record_with_more_changes_costs_no_more_queries(client: Client, page: str) -> None:
    counts = []
    for number in (1, 4):
        for one in range(number):
            moved(f"Talks {number} {one}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{page}?asof={THEN}&q=talks")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_export_is_of_that_day() -> None:
    engagement = moved()
    told("Later", CHANGED)
    out = StringIO()
    call_command("export", "--asof", THEN, stdout=out)
    (line,) = map(json.loads, out.getvalue().splitlines())
    assert line["id"] == engagement.pk
    assert (line["record"]["title"], line["record"]["parties"], line["record"]["city"]) == ("Talks", ["IN"], None)
    assert [report["record"]["start"] for report in line["reports"]] == ["2025-06-25"]
    out = StringIO()
    call_command("export", stdout=out)
    assert [json.loads(text)["record"]["city"] for text in out.getvalue().splitlines()] == ["Qingdao", None]


@pytest.mark.parametrize("day", ["June", "2031-01-01"])
def test_the_export_refuses_what_is_no_day_up_to_today(day: str) -> None:
    with pytest.raises(CommandError, match="not a day|still to come"):
        call_command("export", "--asof", day)
