"""Articles, disagreements, changes and the history and identity of an engagement, as known on an earlier day."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.factories import NOW, make_editor
from tests.record.test_entries import MEETING, told_by_article
from tests.record.test_identity import ELSEWHERE
from tests.views.test_asof import BEFORE, CHANGED, THEN, moved, told
from timeline.models import Article, Claim, Difference, EarlierDifference, Engagement, Report
from timeline.record import choose, decide, deny, merge, split, withdraw_article, withdraw_engagement
from timeline.record.claims import retract
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
EARLY = (BEFORE - timedelta(days=1)).date().isoformat()
TODAY = NOW.date().isoformat()


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return " ".join(answer.content.decode().split()).replace("&amp;", "&")


def differing(title: str = "Talks") -> Engagement:
    """Make an engagement whose sources differ on its day, as was known THEN, until the second took back what it said."""
    engagement = told(title)
    second = make.make_article("The talks of July 2 were long.", source="Alliance News", recorded_at=BEFORE)
    make.make_quote(
        engagement, Field.START, "2025-07-02", "July 2", article=second, source=second.source, recorded_at=BEFORE
    )  # fmt: skip
    choose(engagement, at=BEFORE)
    return engagement


def settle(engagement: Engagement) -> None:
    retract(Claim.objects.filter(engagement=engagement, value="2025-07-02"), reason="Misread", at=CHANGED)
    choose(engagement, at=CHANGED)


# Disagreements


def test_a_disagreement_that_was_settled_since_is_one_of_that_day(client: Client) -> None:
    settle(differing())
    assert not Difference.objects.exists()
    assert "No sources differ" in text_of(client, "/disagreements/")
    page = text_of(client, f"/disagreements/?asof={THEN}")
    assert "1 disagreement, newest" in page
    assert "<h2>2 July 2025</h2>" in page
    assert "<h2>25 June 2025</h2>" in page
    assert "As many sources say otherwise" in page
    assert "0 disagreements" in text_of(client, f"/disagreements/?asof={EARLY}")


def test_a_disagreement_is_none_before_it_arose_nor_where_its_engagement_was_hidden(client: Client) -> None:
    engagement = moved()
    gone = differing("Gone")
    second = make.make_article("The talks of July 2 were long.", source="Alliance News", recorded_at=CHANGED)
    make.make_quote(
        engagement, Field.KIND, "visit", "talks", article=second, source=second.source, recorded_at=CHANGED, key="visit"
    )
    choose(engagement, at=CHANGED)
    withdraw_engagement(gone, reason="A hoax", at=CHANGED)

    def shown(query: str) -> list[str]:
        return [row.engagement.title for row in client.get(f"/disagreements/?{query}").context["page"].rows]

    assert "Gone" not in shown("")
    assert shown(f"asof={THEN}") == ["Gone"]
    assert shown(f"asof={THEN}&matter=date") == ["Gone"]
    assert shown(f"asof={THEN}&matter=kind") == []


def test_what_a_person_decided_since_leaves_the_day_as_it_was(client: Client) -> None:
    engagement = differing()
    decide(engagement, Field.START, "2025-07-02", author=make_editor(), at=CHANGED)
    then, now = (client.get(f"/disagreements/{query}").context["page"].rows[0] for query in (f"?asof={THEN}", ""))
    assert (then.reason, now.reason) != (now.reason, then.reason)
    assert now.reason == "A person’s decision"
    assert EarlierDifference.objects.get().until == CHANGED
    assert Difference.objects.get().since == CHANGED


def test_pages_by_key_hold_every_difference_of_a_day_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.queries.disagreements.PAGE", 2)
    made = [differing(f"Talks {number}") for number in range(5)]
    for engagement in made[::2]:  # these stand among the earlier ones
        settle(engagement)
    seen: list[int] = []
    address = f"/disagreements/?asof={THEN}"
    while address:
        page = client.get(address).context["page"]
        seen += [row.engagement.id for row in page.rows]
        address = f"/disagreements/?asof={THEN}&after={page.next_key}" if page.next_key else ""
    assert seen == sorted((engagement.pk for engagement in made), reverse=True)
    assert page.total == 5


# Changes


def test_changes_go_up_to_the_day(client: Client) -> None:
    moved()
    told("Early")
    assert [row.what for row in client.get("/changes/").context["page"].rows] == ["recorded", "recorded"]
    page = client.get(f"/changes/?asof={THEN}").context
    assert {row.title for row in page["page"].rows} == {"Talks", "Early"}
    assert page["last"].isoformat() == THEN
    assert client.get(f"/changes/?asof={THEN}&from={THEN}").context["page"].rows == ()
    text = text_of(client, f"/changes/?asof={THEN}")
    assert f'name="asof" value="{THEN}"' in text
    assert text.count(f'max="{THEN}"') == 2


# The history of an engagement


def test_a_history_ends_with_the_day(client: Client) -> None:
    history = f"{moved().get_absolute_url()}history/"
    assert "History of Talks in October" in text_of(client, history)
    page = text_of(client, f"{history}?asof={THEN}")
    assert "<title>History of Talks" in page
    assert "October" not in re.sub(r"30 October 2025|25 October 2025|20\d\d-10-\d\d", "", page)
    assert "1 change of its record up to 30 October 2025" in page
    between = text_of(client, f"{history}?asof={THEN}&to={EARLY}")
    assert "Nothing that is shown changed" in between


def test_the_history_of_what_was_hidden_since_is_that_of_the_day(client: Client) -> None:
    gone, kept, dropped = told("Gone"), told("Kept"), told("Dropped")
    withdraw_engagement(gone, reason="A hoax", at=CHANGED)
    merge(kept, dropped, at=CHANGED)
    for engagement, title in ((gone, "Gone"), (dropped, "Dropped")):
        assert f"History of {title}" in text_of(client, f"{engagement.get_absolute_url()}history/?asof={THEN}")
        answer = client.get(f"{engagement.get_absolute_url()}history/?asof={EARLY}")
        assert answer["Location"] == f"{engagement.get_absolute_url()}?asof={EARLY}"
        assert "Nothing was on record yet" in text_of(client, answer["Location"])


# One or several


def merged() -> tuple[Engagement, Engagement]:
    """Make two engagements that an article told of each, and merge them after THEN."""
    for code in ("IN", "RU"):
        make.make_country(code)
    keep = Engagement.objects.get(pk=told_by_article(*MEETING, at=BEFORE).engagement)
    drop = Engagement.objects.get(pk=told_by_article(*ELSEWHERE, text="They met in August.", at=BEFORE).engagement)
    merge(keep, drop, author=make_editor(), at=CHANGED, note="One round")
    return keep, drop


def test_the_sources_stand_where_they_stood_on_the_day(client: Client) -> None:
    keep, drop = merged()
    today = client.get(f"{keep.get_absolute_url()}identity/").context["page"]
    assert (len(today.tellings), [decision.note for decision in today.decisions]) == (2, ["One round"])
    for engagement, start in ((keep, "26 Jun"), (drop, "14 Aug")):
        page = client.get(f"{engagement.get_absolute_url()}identity/?asof={THEN}").context["page"]
        assert [start in telling.says for telling in page.tellings] == [True]
        assert page.decisions == ()


def test_a_decision_taken_back_since_is_one_of_the_day(client: Client) -> None:
    keep, drop = merged()
    (parted,) = Report.objects.filter(home=drop)
    split(keep, [parted.pk], author=make_editor(), at=NOW, note="Two rounds")
    between = (CHANGED + timedelta(days=1)).date().isoformat()
    page = client.get(f"{keep.get_absolute_url()}identity/?asof={between}").context["page"]
    assert [decision.note for decision in page.decisions] == ["One round"]
    assert len(page.tellings) == 2
    answer = client.get(f"{drop.get_absolute_url()}identity/?asof={between}")
    assert answer["Location"] == f"{drop.get_absolute_url()}?asof={between}"


def test_nothing_is_decided_on_an_earlier_day(client: Client) -> None:
    keep, _ = merged()
    client.force_login(make_editor())
    identity = f"{keep.get_absolute_url()}identity/"
    assert 'name="step"' in text_of(client, identity)
    page = text_of(client, f"{identity}?asof={THEN}")
    assert 'name="step"' not in page
    assert f'decided there: <a class="link" href="{identity}">' in page


def test_the_identity_of_what_was_not_on_record_leads_to_the_page_that_says_so(client: Client) -> None:
    keep, _ = merged()
    answer = client.get(f"{keep.get_absolute_url()}identity/?asof={EARLY}")
    assert answer["Location"] == f"{keep.get_absolute_url()}?asof={EARLY}"
    assert client.get(f"/engagements/999999/identity/?asof={EARLY}").status_code == 404


# Articles


def versions() -> tuple[Article, Article]:
    """Make an article that was corrected after THEN, and claims of both texts of one engagement."""
    engagement = told("Talks")
    first = Article.objects.get()
    first.is_current = False
    first.save()
    second = make.make_article(
        "Talks began on 2025-06-27 in India.", identity=first.identity, version=2, recorded_at=CHANGED
    )  # fmt: skip
    retract(Claim.objects.filter(article=first), reason="Corrected", at=CHANGED)
    make.make_quote(
        engagement, Field.START, "2025-06-27", "2025-06-27", article=second, source=second.source, recorded_at=CHANGED
    )
    choose(engagement, at=CHANGED)
    return first, second


def test_the_list_holds_the_versions_of_the_day_with_what_was_read_of_them(client: Client) -> None:
    first, second = versions()
    gone = Article.objects.get(pk=told("Gone").claims.all()[0].article_id)
    withdraw_article(gone, reason="A hoax", at=CHANGED)
    make.make_article("Later.", source="TASS", recorded_at=CHANGED)

    def listed(query: str) -> dict[int, int]:
        return {row.id: row.engagements for row in client.get(f"/articles/{query}").context["page"].articles}

    assert listed(f"?asof={THEN}") == {first.pk: 1, gone.pk: 1}
    assert {first.pk, gone.pk} & set(listed("")) == set()
    assert listed("")[second.pk] == 1
    outlets = {link.name: link.count for link in client.get(f"/articles/?asof={THEN}").context["page"].outlets}
    assert outlets == {"ANI": 2}
    assert listed(f"?asof={EARLY}") == {}
    assert "No article was on record then." in text_of(client, f"/articles/?asof={EARLY}")


def test_what_was_compiled_from_an_outlet_stands_as_it_was_known(client: Client) -> None:
    editor = make_editor()
    for number, start in enumerate(("2025-03-01", "2025-05-01")):
        engagement = told(f"Talks {number}", start=start)
        make.make_compiled(engagement, Field.START, start, recorded_at=BEFORE)
        choose(engagement, at=BEFORE)
    decide(Engagement.objects.get(title="Talks 0"), Field.START, "2025-09-01", author=editor, at=CHANGED)
    source = Claim.objects.get(origin="compiled", engagement__title="Talks 0").source_id
    for query, days in ((f"&asof={THEN}", ["2025-05-01", "2025-03-01"]), ("", ["2025-09-01", "2025-05-01"])):
        page = client.get(f"/articles/?source={source}{query}").context["page"]
        assert [row.start for row in page.reported] == days
        assert [link.count for link in page.report_outlets] == [2]


def test_an_article_shows_what_was_read_out_of_it_by_then(client: Client) -> None:
    first, second = versions()
    page = client.get(f"{first.get_absolute_url()}?asof={THEN}").context["page"]
    assert (page.newer_url, page.versions) == ("", ())
    assert [(row.row.title, row.row.start, row.is_new) for row in page.found] == [("Talks", "2025-06-25", True)]
    assert {reading.value for reading in page.readings} == {"Talks", "25 June 2025", "India"}
    assert "An earlier version" in text_of(client, first.get_absolute_url())
    assert "An earlier version" not in text_of(client, f"{first.get_absolute_url()}?asof={THEN}")
    unread = text_of(client, f"{second.get_absolute_url()}?asof={THEN}")
    assert "This article was not on record yet" in unread
    assert f'href="/articles/?asof={THEN}">the articles of that day' in unread


def test_what_was_read_later_out_of_an_article_or_denied_is_not_there(client: Client) -> None:
    engagement = told("Talks")
    article = Article.objects.get()
    make.make_quote(engagement, Field.KIND, "visit", "began", article=article, source=article.source, recorded_at=CHANGED)
    retract(Claim.objects.filter(field=Field.PARTY), reason="Misread", at=CHANGED)
    choose(engagement, at=CHANGED)
    read = {query: client.get(f"/articles/{article.pk}/{query}").context["page"].readings for query in ("", f"?asof={THEN}")}
    assert {one.label for one in read[""]} == {"Title", "When", "Kind"}
    assert {one.label for one in read[f"?asof={THEN}"]} == {"Title", "When", "Parties"}


def test_an_article_withdrawn_since_is_shown_and_one_withdrawn_by_then_is_not(client: Client) -> None:
    told("Gone")
    article = Article.objects.get()
    withdraw_article(article, reason="A hoax", at=CHANGED)
    page = client.get(f"{article.get_absolute_url()}?asof={THEN}").context["page"]
    assert (page.withdrawn_at, [row.row.title for row in page.found]) == (None, ["Gone"])
    assert "".join(mark.text for mark in page.paragraphs[0]) == article.text
    after = (CHANGED + timedelta(days=1)).date().isoformat()
    assert "A hoax" in text_of(client, f"{article.get_absolute_url()}?asof={after}", 410)


def test_nobody_adds_reviews_or_withdraws_on_an_earlier_day(client: Client) -> None:
    told("Talks")
    client.force_login(make_editor())
    address = Article.objects.get().get_absolute_url()
    for page, words in ((address, "withdraw/"), (address, "/review/"), ("/articles/", "Add an article</a>")):
        assert text_of(client, page).count(words) > text_of(client, f"{page}?asof={THEN}").count(words)


# All of them


def record() -> list[str]:
    """Make a little of everything; return the pages that show it."""
    settle(differing())
    differing("Standing")
    moved("Moved")
    engagement = told("Other")
    decide(engagement, Field.TITLE, "Another", author=make_editor(), at=CHANGED)
    deny(engagement, Field.PARTY, {"code": "IN", "role": "host"}, author=make_editor(), at=CHANGED)
    article = Article.objects.order_by("pk")[0]
    address = engagement.get_absolute_url()
    return ["/disagreements/", "/changes/", "/articles/", article.get_absolute_url(), f"{address}history/", f"{address}identity/"]


@pytest.mark.parametrize("page", range(6))
def test_every_page_says_so_leads_back_and_keeps_the_day(client: Client, page: int) -> None:
    address = record()[page]
    text = text_of(client, f"{address}?asof={THEN}")
    assert text.count("<b>As known on 30 October 2025.</b>") == 1
    (back,) = re.findall(r'href="([^"]*)">Back to today</a>', text)
    assert back == address
    inside = re.compile(r'href="((?:/(?:engagements|articles|disagreements|changes|series|people|places|countries)/)?[?][^"]*|'
                        r'/(?:engagements|articles|disagreements|changes|series|people|places|countries)/[^"?]*)"')  # fmt: skip
    links = {link for link in inside.findall(text) if not link.endswith("/add/")}
    own = {address, f"{address}?from={THEN}", f"/changes/?from={THEN}"}  # back to today, and what changed since
    assert {link for link in links if "asof=" not in link} <= own
    assert len([link for link in links if f"asof={THEN}" in link]) > 4
    assert "asof=" not in re.sub(r'href="/engagements/(\d+/)?\?asof=[\d-]+"', "", text_of(client, address))


@pytest.mark.parametrize("page", range(6))
@pytest.mark.parametrize("day", ["June", "2031-01-01"])
def test_what_is_no_day_up_to_today_is_refused_in_a_sentence(client: Client, page: int, day: str) -> None:
    assert re.search("is not a date|is still to come", text_of(client, f"{record()[page]}?asof={day}", 400))


@pytest.mark.parametrize("page", ["/changes/", "history"])
def test_a_day_after_the_one_asked_for_is_refused(client: Client, page: str) -> None:
    address = page if page.startswith("/") else f"{told('Talks').get_absolute_url()}history/"
    sentence = "14 November 2025 lies after 30 October 2025: nothing of it was known then."
    assert sentence in text_of(client, f"{address}?asof={THEN}&to={TODAY}", 400)
    assert "lies after the second" in text_of(client, f"{address}?asof={THEN}&from={TODAY}", 400)


def test_back_to_today_keeps_what_else_is_asked(client: Client) -> None:
    settle(differing())
    page = text_of(client, f"/disagreements/?matter=date&asof={THEN}&after=999999_1_date")
    assert 'href="/disagreements/?matter=date">Back to today' in page
    assert f'href="?matter=place&asof={THEN}"' in page


def test_a_larger_record_with_more_changes_costs_no_more_queries(client: Client) -> None:
    pages = record()

    def queries() -> list[int]:
        counts = []
        for address in pages:
            with CaptureQueriesContext(connection) as asked:
                text_of(client, f"{address}?asof={THEN}")
            counts.append(len(asked))
        return counts

    few = queries()
    for number in range(4):
        settle(differing(f"Talks {number}"))
        differing(f"Differing {number}")
        moved(f"Moved {number}")
    assert queries() == few
