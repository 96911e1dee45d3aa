"""The page of one engagement."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from timeline.models import Claim, Engagement, Redirect
from timeline.vocabulary import Field, Kind, Status

pytestmark = pytest.mark.django_db
TEXT = (
    "The gathering, which runs from June 25 to 26, is expected to take up regional peace. "
    "Ministers from Pakistan, India and Belarus were in the hall. They met in Qingdao, the eastern port."
)
OTHER = "Dong told colleagues on Thursday that order was fraying."


def qingdao() -> Engagement:
    """Make a meeting told by two articles that differ on its first day, with a report and a person behind it."""
    place = make.make_place("Qingdao", "CN")
    series = make.make_series("SCO Defence Ministers' Meeting", Kind.MINISTERIAL)
    people = [make.make_person("Dong Jun", "CN"), make.make_person("Rajnath Singh", "IN")]
    meeting = make.make_engagement(
        "SCO defence ministers meet in Qingdao", kind=Kind.MINISTERIAL, start="2025-06-25", end="2025-06-26", place=place,
        country=place.country, series=series, edition=22, parties=("CN", "IN", "PK", "BY", "RU", "SCO"), host="CN", people=people,
        topics=["counter-terrorism"],
    )  # fmt: skip
    first, second = make.make_article(TEXT), make.make_article(OTHER, source="Alliance News")
    start = make.make_quote(meeting, Field.START, "2025-06-25", "from June 25 to 26", article=first)
    end = make.make_quote(meeting, Field.END, "2025-06-26", "from June 25 to 26", article=first)
    make.make_quote(meeting, Field.START, "2025-06-26", "on Thursday", article=second)
    make.make_quote(meeting, Field.END, "2025-06-26", "on Thursday", article=second)
    for word, code in (("Pakistan", "PK"), ("India", "IN"), ("Belarus", "BY")):
        make.make_quote(meeting, Field.PARTY, {"code": code, "role": "participant"}, word, article=first)
    make.make_compiled(meeting, Field.EDITION, 22, note="all ten members present")
    make.make_compiled(meeting, Field.KIND, "ministerial", note="all ten members present")
    make.make_decision(meeting, Field.STATUS, "held", note="Checked with the host.")
    meeting.choices = {
        "start": {"claim": start.pk, "reason": "most precise of 2 claims"},
        "end": {"claim": end.pk, "reason": "most precise of 2 claims"},
    }
    meeting.save()
    return meeting


def page_of(client: Client, engagement: Engagement) -> str:
    response = client.get(engagement.get_absolute_url())
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_standfirst_says_when_where_and_who(client: Client) -> None:
    page = page_of(client, qingdao())
    assert "25–26 June 2025, Qingdao, China. China hosts five other parties." in page


def test_the_standfirst_names_organisations_as_prose_does(client: Client) -> None:
    make.make_organisation("ASEAN", name="Association of Southeast Asian Nations")
    make.make_organisation("Europol", name="Europol")
    meeting = make.make_engagement(parties=["PH", "ASEAN", "Europol"], host="PH")
    page = page_of(client, meeting)
    assert "hosts the Association of Southeast Asian Nations and Europol." in page


def test_a_fact_shows_the_sentence_with_its_words_in_bold_and_leads_to_them(client: Client) -> None:
    meeting = qingdao()
    claim = Claim.objects.filter(field=Field.START).earliest("id")
    page = page_of(client, meeting)
    assert "The gathering, which runs <mark>from June 25 to 26</mark>, is expected" in page
    assert f'href="/articles/{claim.article_id}/#claim-{claim.pk}">ANI</a>, 26 Jun 2025' in page


def test_disagreement_is_tagged_and_both_quotations_stand_open(client: Client) -> None:
    page = page_of(client, qingdao())
    when = page[page.index('id="fact-start"') : page.index('id="fact-place"')]
    assert "Sources differ" in when
    assert "reads as 26 June 2025" in when
    assert "Most precise of 2 claims" in when
    assert "<details" not in when
    assert page.count("Sources differ") == 1


def test_two_wordings_of_a_title_are_no_disagreement(client: Client) -> None:
    meeting = make.make_engagement("Talks in Delhi")
    chosen = make.make_compiled(meeting, Field.TITLE, "Talks in Delhi")
    make.make_compiled(meeting, Field.TITLE, "Delhi talks", report_url="https://example.org/other")
    meeting.choices = {"title": {"claim": chosen.pk, "reason": "the newest"}}
    meeting.save()
    assert "Sources differ" not in page_of(client, meeting)


def test_an_earlier_status_is_no_disagreement(client: Client) -> None:
    meeting = make.make_engagement()
    before = make.make_article("They will meet in Qingdao.", published=date(2025, 6, 1))
    after = make.make_article("They met in Qingdao.", source="TASS", published=date(2025, 6, 26))
    make.make_quote(meeting, Field.STATUS, "planned", "will meet", article=before)
    held = make.make_quote(meeting, Field.STATUS, "held", "met", article=after)
    meeting.choices = {"status": {"claim": held.pk, "reason": "the newest report"}}
    meeting.save()
    assert "Sources differ" not in page_of(client, meeting)
    same_day = make.make_article("They never met.", source="IANS", published=date(2025, 6, 26))
    make.make_quote(meeting, Field.STATUS, "cancelled", "never met", article=same_day)
    assert "reads as Cancelled" in page_of(client, meeting)


def test_neighbouring_words_of_one_sentence_make_one_quotation(client: Client) -> None:
    assert "Ministers from <mark>Pakistan, India and Belarus</mark> were in the hall." in page_of(client, qingdao())


def test_compiled_claims_name_the_report_and_quote_nothing(client: Client) -> None:
    page = page_of(client, qingdao())
    assert 'Compiled from <a class="link is-external" href="https://example.org/report"' in page
    assert page.count("All ten members present.") == 1  # the report's note stands with its first fact only


def test_a_persons_decision_is_dated(client: Client) -> None:
    assert "Entered by a person on 14 November 2025. Checked with the host." in page_of(client, qingdao())


def test_further_quotations_fold_behind_their_count(client: Client) -> None:
    meeting = qingdao()
    for source in ("TASS", "IANS"):
        article = make.make_article("They met in Qingdao.", source=source)
        make.make_quote(meeting, Field.TOPIC, "counter-terrorism", "They met", article=article)
    assert "<summary>1 more quotation</summary>" in page_of(client, meeting)


def test_people_stand_with_the_office_then_held(client: Client) -> None:
    page = page_of(client, qingdao())
    assert page.index("Dong Jun</a>") < page.index("Rajnath Singh</a>")
    assert "Minister</span>" in page


def test_parts_stand_on_the_sidelines_and_lead_back(client: Client) -> None:
    meeting = qingdao()
    part = make.make_engagement("India–Russia talks", parties=("IN", "RU"), within=meeting)
    make.make_engagement("Withdrawn talks", within=meeting, withdrawn_at=make.NOW)
    page = page_of(client, meeting)
    assert "One engagement on its sidelines." in page
    assert "India–Russia talks" in page
    assert "Withdrawn talks" not in page
    assert "Part of" in page_of(client, part)


def test_neighbouring_editions_stand_in_order(client: Client) -> None:
    meeting = qingdao()
    for start, number in (("2023-04-28", 20), ("2024-04-26", 21), ("2026-04-28", 23), ("2022-04-28", 19)):
        make.make_engagement(f"Edition {number}", start=start, edition=number, series=meeting.series, kind=Kind.MINISTERIAL)
    page = page_of(client, meeting)
    shown = page[page.index('id="in-series"') :]
    assert [number for number in ("19th", "20th", "21st", "22nd", "23rd") if number in shown] == ["20th", "21st", "22nd", "23rd"]
    assert shown.index("20th") < shown.index("21st") < shown.index("22nd") < shown.index("23rd")


def test_a_passed_plan_says_that_no_source_confirms_it(client: Client) -> None:
    planned = make.make_engagement(status=Status.PLANNED, start="2025-10-01")
    assert "Announced; no source says it took place." in page_of(client, planned)
    assert "no source says it took place" not in page_of(client, make.make_engagement(status=Status.PLANNED, start="2025-12-01"))


def test_imprecise_dates_and_missing_places_are_said(client: Client) -> None:
    vague = make.make_engagement(start="2025-06", parties=("IN", "RU"))
    assert "June 2025 (day not stated), place not stated. India and Russia." in page_of(client, vague)


def test_an_undated_engagement_of_one_party_has_a_page(client: Client) -> None:
    page = page_of(client, make.make_engagement(start="", parties=("US",)))
    assert "Date not stated, place not stated. One party is named: the United States." in page


def test_it_can_be_cited(client: Client) -> None:
    meeting = qingdao()
    page = page_of(client, meeting)
    assert f"http://testserver/engagements/{meeting.pk}/ (seen 14 November 2025)" in page
    assert f"@misc{{sidelines-{meeting.pk}," in page


def test_a_withdrawn_engagement_says_why_and_is_gone(client: Client) -> None:
    gone = make.make_engagement(
        "Talks that were none", withdrawn_at=datetime(2025, 7, 1, tzinfo=UTC), withdrawn_reason="the source corrected itself"
    )
    response = client.get(gone.get_absolute_url())
    assert response.status_code == 410
    assert "Withdrawn on 1 July 2025: the source corrected itself." in " ".join(response.content.decode().split())


def test_a_merged_engagement_leads_to_its_survivor(client: Client) -> None:
    survivor = make.make_engagement()
    merged = make.make_engagement(withdrawn_at=make.NOW, merged_into=survivor)
    response = client.get(merged.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, survivor.get_absolute_url())


def test_a_redirected_id_leads_on_and_an_unknown_one_is_not_found(client: Client) -> None:
    survivor = make.make_engagement()
    Redirect.objects.create(thing=Redirect.Thing.ENGAGEMENT, old_id=90_001, new_id=survivor.pk, created_at=make.NOW)
    assert client.get("/engagements/90001/")["Location"] == survivor.get_absolute_url()
    assert client.get("/engagements/90002/").status_code == 404


def test_only_editors_are_offered_to_edit(client: Client) -> None:
    meeting = make.make_engagement()
    assert ">Edit</a>" not in page_of(client, meeting)
    client.force_login(make.make_editor())
    assert f'href="/admin/timeline/engagement/{meeting.pk}/change/">Edit</a>' in page_of(client, meeting)


def test_the_title_of_a_source_cannot_bring_markup(client: Client) -> None:
    hostile = make.make_engagement("<script>alert(1)</script>")
    make.make_quote(hostile, Field.TOPIC, "<b>x</b>", "<img src=x>", article=make.make_article("They said <img src=x> twice."))
    page = page_of(client, hostile)
    assert "<script>alert" not in page
    assert "<img" not in page


def test_the_small_map_shows_the_place_and_says_so(client: Client) -> None:
    meeting = qingdao()
    answer = client.get(f"/engagements/{meeting.pk}/map.json?width=420").json()
    assert answer["summary"] == "Map: Qingdao, China, and the land of 0 parties"  # the factories give no ISO alpha-3 codes
    assert answer["figure"]["layout"]["meta"]["items"][str(meeting.place_id)]["title"] == meeting.title
    assert client.get("/engagements/424242/map.json").status_code == 404


def test_without_coordinates_there_is_no_map(client: Client) -> None:
    assert 'data-chart="map"' in page_of(client, qingdao())
    assert 'data-chart="map"' not in page_of(client, make.make_engagement())


@pytest.mark.parametrize("path", ["", "map.json"])
def test_looking_changes_nothing(client: Client, path: str) -> None:
    meeting = make.make_engagement()
    assert client.post(meeting.get_absolute_url() + path).status_code == 405


def test_queries_do_not_grow_with_sources_parts_or_parties(client: Client) -> None:
    small = qingdao()
    make.make_engagement(within=small)
    with CaptureQueriesContext(connection) as first:
        page_of(client, small)
    for number in range(12):
        make.make_engagement(within=small, parties=("IN", "RU", "SCO"), topics=["cyber"])
        article = make.make_article("They met in Qingdao.", source=f"Outlet {number}")
        make.make_quote(small, Field.VENUE, "Hall", "Qingdao", article=article)
    with CaptureQueriesContext(connection) as second:
        page_of(client, small)
    assert len(second) == len(first)
