"""What changed on record between two days."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, make_editor
from tests.views.test_asof import BEFORE, CHANGED, THEN, moved, told
from timeline.record import decide, merge, restore_engagement, withdraw_engagement
from timeline.record.changes import ChangedRow
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
AFTER = (NOW - timedelta(days=5)).date().isoformat()
FIRST = (BEFORE - timedelta(days=1)).date().isoformat()


def rows(client: Client, query: str) -> dict[str, ChangedRow]:
    page = client.get(f"/changes/?{query}")
    assert page.status_code == 200
    return {row.title: row for row in page.context["page"].rows}


def test_each_value_stands_before_and_after(client: Client) -> None:
    moved()
    page = " ".join(client.get(f"/changes/?from={THEN}").content.decode().split())
    assert "<s>25 June 2025</s> became <b>20 October 2025</b>" in page
    assert "<s>Bilateral</s> became <b>Visit</b>" in page
    assert "<s>India</s> became <b>China and India</b>" in page


def test_it_says_what_became_of_each(client: Client) -> None:
    gone, dropped, kept, back = (told(title) for title in ("Gone", "Dropped", "Kept", "Back"))
    withdraw_engagement(back, reason="", at=BEFORE + timedelta(hours=1))
    told("New", CHANGED)
    withdraw_engagement(gone, reason="A hoax", at=CHANGED)
    merge(kept, dropped, at=CHANGED)
    restore_engagement(back, at=CHANGED)
    found = rows(client, f"from={THEN}")
    what = {title: row.what for title, row in found.items()}
    assert what == {
        "Gone": "withdrawn", "Dropped": "merged", "Back": "shown again", "New": "recorded",
    }  # fmt: skip
    assert (found["Gone"].reason, found["Dropped"].survivor, found["New"].told) == ("A hoax", kept.pk, ("25 June 2025", "India"))


def test_what_came_and_went_between_the_days_is_no_difference(client: Client) -> None:
    brief = told("Brief", CHANGED)
    withdraw_engagement(brief, reason="", at=CHANGED + timedelta(days=1))
    assert rows(client, f"from={THEN}&to={AFTER}") == {}
    restore_engagement(brief, at=NOW)
    assert rows(client, f"from={THEN}&to={AFTER}") == {}
    assert rows(client, f"from={THEN}")["Brief"].what == "recorded"


def test_the_second_day_may_lie_before_later_changes(client: Client) -> None:
    engagement, gone = moved(), told("Gone")
    withdraw_engagement(gone, reason="", at=CHANGED)
    decide(engagement, Field.TITLE, "Something else", author=make_editor(), at=NOW)
    restore_engagement(gone, at=NOW)
    found = rows(client, f"from={THEN}&to={AFTER}")
    assert {title: row.what for title, row in found.items()} == {"Talks in October": "changed", "Gone": "withdrawn"}
    assert {row.at for row in found.values()} == {CHANGED}
    assert rows(client, f"from={FIRST}&to={THEN}")["Talks"].what == "recorded"
    assert rows(client, f"from={THEN}&to={THEN}") == {}


def test_pages_by_key_hold_every_change_once_newest_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.record.changes.PAGE", 2)
    made = [told(f"Talks {number}", CHANGED + timedelta(minutes=number // 2)) for number in range(5)]
    for engagement in made[:2]:  # of these the state then stands among the earlier ones
        decide(engagement, Field.KIND, "visit", author=make_editor(), at=NOW)
    seen: list[int] = []
    address = f"/changes/?from={THEN}&to={AFTER}"
    while address:
        page = client.get(address).context["page"]
        seen += [row.id for row in page.rows]
        address = f"/changes/?from={THEN}&to={AFTER}&after={page.next_key}" if page.next_key else ""
    assert seen == [engagement.pk for engagement in reversed(made)]


def test_more_changes_cost_no_more_queries(client: Client) -> None:
    counts = []
    for number in (1, 5):
        for one in range(number):
            moved(f"Talks {number} {one}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/changes/?from={THEN}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "query",
    ["from=June", "to=2025-02-30", "from=2025-07-01&to=2025-06-01", "to=2031-01-01", "after=x", "after=1", "after=1_x", "after=1_1_1",
     "after=999999999999999999_1"],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_a_sentence(client: Client, query: str) -> None:
    assert client.get(f"/changes/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["", "to=0001-01-01", "from=0001-01-01", "after=1_1"])
def test_what_can_be_asked_is_answered(client: Client, query: str) -> None:
    assert client.get(f"/changes/?{query}").status_code == 200
