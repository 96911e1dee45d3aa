"""Where sources differ, the history of an engagement and the page of an earlier day."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from timeline.models import Claim, Difference, Engagement
from timeline.record.apply import choose
from timeline.record.claims import retract
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
TEXT = "They met on June 25 in Qingdao."
OTHER = "The talks of July 2 were long."
EARLY, LATE, GONE = (datetime(2025, month, 1, 9, tzinfo=UTC) for month in (6, 7, 8))


def differing() -> Engagement:
    """Make a meeting that one source dates 25 June and a newer one 2 July; the newer came a month later."""
    meeting = make.make_engagement("Talks in Qingdao", recorded_at=EARLY, changed_at=EARLY)
    first = make.make_article(TEXT, published=date(2025, 5, 30))
    second = make.make_article(OTHER, source="Alliance News", published=date(2025, 7, 3))
    make.make_quote(meeting, Field.TITLE, "Talks in Qingdao", "They met", article=first, source=first.source, recorded_at=EARLY)
    make.make_quote(meeting, Field.START, "2025-06-25", "June 25", article=first, source=first.source, recorded_at=EARLY)
    make.make_quote(meeting, Field.START, "2025-07-02", "July 2", article=second, source=second.source, recorded_at=LATE)
    choose(meeting, at=LATE)
    return meeting


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_both_values_stand_side_by_side_with_their_words(client: Client) -> None:
    differing()
    page = text(client, "/disagreements/")
    assert "<h2>2 July 2025</h2>" in page
    assert "<h2>25 June 2025</h2>" in page
    assert "They met on <mark>June 25</mark> in Qingdao." in page
    assert "1 disagreement" in page
    assert "All disagreements</a>" in text(client, "/disagreements/?matter=kind").partition("No sources differ")[2]


def list_parties(meeting: Engagement, source: str, codes: tuple[str, ...]) -> None:
    """Let a source name these countries as the parties of a meeting."""
    names = {"IN": "India", "RU": "Russia", "CN": "China", "JP": "Japan"}
    article = make.make_article("India, Russia, China and Japan met.", source=source)
    for code in codes:
        make.make_country(code)
        said = {"code": code, "role": "participant"}
        make.make_quote(
            meeting, Field.PARTY, said, names[code], article=article, source=article.source, key=f"country:{code}"
        )  # fmt: skip


def test_where_none_differ_no_link_leads_back_to_the_page_itself(client: Client) -> None:
    page = text(client, "/disagreements/")
    assert "No sources differ" in page
    assert "All disagreements" not in page


def test_a_shorter_list_of_parties_is_no_disagreement_and_two_that_exclude_each_other_are() -> None:
    meeting = make.make_engagement("Talks")
    list_parties(meeting, "ANI", ("IN", "RU", "CN"))
    list_parties(meeting, "TASS", ("IN", "RU"))
    choose(meeting, at=LATE)
    assert not Difference.objects.exists()
    list_parties(meeting, "NHK", ("IN", "JP"))
    choose(meeting, at=LATE)
    assert [one.matter for one in Difference.objects.all()] == ["parties"]


def test_a_retracted_claim_ends_the_disagreement() -> None:
    meeting = differing()
    assert Difference.objects.count() == 1
    retract(Claim.objects.filter(value="2025-06-25"), reason="Misread", at=GONE)
    choose(meeting, at=GONE)
    assert not Difference.objects.exists()


def test_pages_by_key_hold_every_difference_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.queries.disagreements.PAGE", 2)
    made = {differing().pk for _ in range(5)}
    seen: list[int] = []
    address = "/disagreements/"
    while address:
        page = client.get(address).context["page"]
        seen += [row.engagement.id for row in page.rows]
        address = f"/disagreements/?after={page.next_key}" if page.next_key else ""
    assert seen == sorted(made, reverse=True)


def test_more_disagreements_cost_no_more_queries(client: Client) -> None:
    differing()
    client.get("/disagreements/")
    with CaptureQueriesContext(connection) as few:
        client.get("/disagreements/")
    for _ in range(6):
        differing()
    with CaptureQueriesContext(connection) as many:
        client.get("/disagreements/")
    assert len(few) == len(many)


def test_the_history_says_what_became_what_and_who_said_so(client: Client) -> None:
    page = text(client, f"{differing().get_absolute_url()}history/")
    assert "<s>25 June 2025</s> became <b>2 July 2025</b>" in page
    assert "7 days later" in page
    assert "Alliance News, 3 Jul 2025" in page
    assert page.index("1 July 2025") < page.index("1 June 2025")


def test_the_history_names_the_person_who_decided(client: Client) -> None:
    meeting = differing()
    make.make_decision(
        meeting, Field.TITLE, "Naval talks", author=make.make_editor("asha"), note="The host calls it so", recorded_at=GONE
    )
    choose(meeting, at=GONE)
    page = text(client, f"{meeting.get_absolute_url()}history/")
    assert "<s>Talks in Qingdao</s> became <b>Naval talks</b>" in page
    assert "asha decided so, “The host calls it so”" in page


def test_two_days_are_compared(client: Client) -> None:
    history = f"{differing().get_absolute_url()}history/"
    assert "Between 2 June 2025 and 2 July 2025" in text(client, f"{history}?from=2025-06-02&to=2025-07-02")
    assert "Nothing that is shown changed" in text(client, f"{history}?from=2025-06-02&to=2025-06-03")


def test_a_page_of_an_earlier_day_shows_what_was_known_then(client: Client) -> None:
    address = differing().get_absolute_url()
    page = text(client, f"{address}?asof=2025-06-15")
    assert "As known on 15 June 2025." in page
    assert "25 June 2025" in page
    assert "Alliance News" not in page
    assert "Nothing was on record yet" in text(client, f"{address}?asof=2024-01-01")
    assert Engagement.objects.get().start == "2025-07-02"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?asof=June", "is not a date"),
        ("?asof=2025-02-30", "is not a day of the calendar"),
        ("?asof=2031-01-01", "is still to come"),
        ("history/?from=yesterday", "is not a day of the calendar"),
        ("history/?from=2025-07-01&to=2025-06-01", "lies after the second"),
    ],
)
def test_what_is_no_day_is_refused_in_a_sentence(client: Client, query: str, sentence: str) -> None:
    assert sentence in text(client, f"{differing().get_absolute_url()}{query}", 400)


@pytest.mark.parametrize("query", ["?matter=colour", "?after=x", "?after=1_2", "?after=-1_2_3", "?after=99999999999_1_1"])
def test_what_is_no_matter_or_place_in_the_list_is_refused(client: Client, query: str) -> None:
    text(client, f"/disagreements/{query}", 400)


def test_an_engagement_that_never_was_has_no_history(client: Client) -> None:
    text(client, "/engagements/999999/history/", 404)
