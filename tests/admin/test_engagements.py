"""Engagements entered and edited by hand: what was typed becomes claims, and what is wrong gets a sentence."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.admin.helpers import errors, form_data, save
from timeline.models import Claim, Engagement
from timeline.record import NewClaim, choose, new_engagement, record_claims
from timeline.vocabulary import Field, Origin, Role

pytestmark = pytest.mark.django_db
ADD = "/admin/timeline/engagement/add/"
EARLIER = make.NOW - timedelta(days=1)


def recorded(**said: Any) -> Engagement:
    """Put an engagement on record that one report tells of."""
    for code in ("IN", "RU", "CN"):
        make.make_country(code)
    engagement = new_engagement(at=EARLIER)
    values: dict[str, Any] = {"title": "Talks", "kind": "bilateral", "status": "planned", "start": "2025-06", **said}
    origin: dict[str, Any] = {"origin": Origin.COMPILED, "report_url": "https://example.org/r", "source": make.make_source("PIB")}
    claims = [NewClaim(field=Field(name), value=value, **origin) for name, value in values.items()]
    claims += [NewClaim(field=Field.PARTY, value={"code": code, "role": "participant"}, **origin) for code in ("IN", "RU")]
    record_claims(engagement, claims, at=EARLIER)
    choose(engagement, at=EARLIER)
    return engagement


def change(engagement: Engagement) -> str:
    return f"/admin/timeline/engagement/{engagement.pk}/change/"


def decisions(engagement: Engagement) -> dict[str, Any]:
    """Return what people said about the engagement, by field."""
    return {claim.field: claim.value for claim in engagement.claims.filter(origin=Origin.MANUAL).order_by("id")}


def test_an_engagement_entered_by_hand_has_its_claims(client: Client, editor: User) -> None:
    place = make.make_place("Qingdao", "CN")
    make.make_organisation("SCO")
    answer = save(
        client, ADD, title="SCO meeting", kind="ministerial", status="held", start="2025-06-25", end="2025-06-26", place=place.pk,
        topics=[make.Topic.objects.create(name="Arctic").pk], edition="5", note="Seen on the ministry’s page",
        participations__0__country="CN", participations__0__role="host",
        attendances__0__person=make.make_person("Dong Jun", "CN").pk, attendances__0__office="Defence Minister",
    )  # fmt: skip
    assert answer.status_code == 302, errors(answer)
    engagement = Engagement.objects.shown().get()
    assert (engagement.title, engagement.start, engagement.end, engagement.place) == (
        "SCO meeting",
        "2025-06-25",
        "2025-06-26",
        place,
    )
    assert engagement.country_id == "CN"
    assert engagement.participations.get().role == Role.HOST
    assert engagement.attendances.get().office == "Defence Minister"
    assert {claim.field for claim in engagement.claims.all()} == {
        "title", "kind", "status", "start", "end", "place", "country", "edition", "topic", "party", "person",
    }  # fmt: skip
    assert {(claim.origin, claim.author, claim.note) for claim in engagement.claims.all()} == {
        (Origin.MANUAL, editor, "Seen on the ministry’s page")
    }


def test_only_what_changed_becomes_a_decision(client: Client, editor: User) -> None:
    engagement = recorded()
    before = Claim.objects.count()
    assert save(client, change(engagement), title="Talks in Moscow").status_code == 302
    engagement.refresh_from_db()
    assert engagement.title == "Talks in Moscow"
    assert decisions(engagement) == {"title": "Talks in Moscow"}
    assert Claim.objects.count() == before + 1


def test_saving_without_a_change_records_nothing(client: Client, editor: User) -> None:
    engagement = recorded(place={"name": "Moscow", "country": "RU", "lat": None, "lon": None, "geoname": None})
    before = Claim.objects.count()
    assert save(client, change(engagement)).status_code == 302
    assert Claim.objects.count() == before


def test_emptying_a_field_denies_what_sources_say(client: Client, editor: User) -> None:
    engagement = recorded(edition=4, summary="They met.")
    save(client, change(engagement), edition="", summary="")
    engagement.refresh_from_db()
    assert (engagement.edition, engagement.summary) == (None, "")
    assert engagement.claims.filter(denies=True).count() == 2
    assert engagement.claims.live().filter(field=Field.EDITION, origin=Origin.COMPILED).exists()


def test_a_party_can_be_added_removed_and_given_a_role(client: Client, editor: User) -> None:
    engagement = recorded()
    india, russia = engagement.participations.order_by("country_id")
    data = form_data(client, change(engagement))
    rows = {data[f"participations-{n}-id"]: n for n in range(2)}
    first, second = rows[str(india.pk)], rows[str(russia.pk)]
    save(
        client, change(engagement),
        **{f"participations-{first}-role": "host", f"participations-{second}-DELETE": "on", "participations-2-country": "CN"},
    )  # fmt: skip
    assert set(engagement.participations.values_list("country", "role")) == {("IN", "host"), ("CN", "participant")}
    denied = engagement.claims.get(denies=True)
    assert denied.value == {"code": "RU", "role": "participant"}


def test_a_removed_party_can_come_back(client: Client, editor: User) -> None:
    engagement = recorded()
    data = form_data(client, change(engagement))
    russia = next(n for n in range(2) if data[f"participations-{n}-country"] == "RU")
    save(client, change(engagement), **{f"participations-{russia}-DELETE": "on"})
    assert not engagement.participations.filter(country="RU").exists()
    save(client, change(engagement), **{"participations-1-country": "RU", "participations-1-role": "participant"})
    assert engagement.participations.filter(country="RU").exists()


def test_a_person_and_a_topic_can_be_removed(client: Client, editor: User) -> None:
    make.Topic.objects.create(name="Arctic")
    engagement = recorded(person={"name": "Dong Jun", "role": "Minister", "party": "CN"}, topic="Arctic")
    save(client, change(engagement), topics=[], attendances__0__DELETE="on")
    assert not engagement.attendances.exists()
    assert not engagement.topics.exists()
    assert engagement.claims.filter(denies=True).count() == 2


def test_a_value_from_a_report_is_a_compiled_claim(client: Client, editor: User) -> None:
    engagement = recorded()
    answer = save(
        client, change(engagement), claims__0__field="edition", claims__0__said="7", claims__0__report_url="https://example.org/x"
    )
    assert answer.status_code == 302, errors(answer)
    claim = engagement.claims.get(field=Field.EDITION)
    assert (claim.origin, claim.value, claim.report_url) == (Origin.COMPILED, 7, "https://example.org/x")
    engagement.refresh_from_db()
    assert engagement.edition == 7


def test_accepting_in_review_needs_no_claim(client: Client, editor: User) -> None:
    engagement = recorded()
    before = Claim.objects.count()
    save(client, change(engagement), review_state="accepted")
    engagement.refresh_from_db()
    assert engagement.review_state == "accepted"
    assert Claim.objects.count() == before


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"title": ""}, "title", "required"),
    ({"start": "June"}, "start", "“June” is not a date: write 2025, 2025-06 or 2025-06-25."),
    ({"start": "2025-02-30"}, "start", "is not a day of the calendar"),
    ({"start": "2025-06-26", "end": "2025-06-25"}, "end", "The last day, 2025-06-25, lies before the first, 2025-06-26."),
    ({"start": "", "end": "2025-06-25"}, "start", "A last day needs a first day."),
    ({"edition": "0"}, "edition", "from 1 on"),
    ({"edition": "99999999999"}, "edition", ""),
    ({"kind": "party"}, "kind", "party"),
    ({"place": "999"}, "place", ""),
    ({"participations__0__country": "IN", "participations__0__organisation": "SCO"}, "participations-0-organisation", "two rows"),
    ({"participations__0__role": "host"}, "participations-0-country", "Name a country or an organisation."),
    ({"attendances__0__office": "Minister"}, "attendances-0-person", "required"),
    ({"attendances__0__party": "XX"}, "attendances-0-party", "“XX” is neither a country’s code nor"),
    ({"claims__0__field": "start", "claims__0__said": "June", "claims__0__report_url": "https://e.org"}, "claims-0-said", "not a date"),
    ({"claims__0__field": "party", "claims__0__said": "ZZ", "claims__0__report_url": "https://e.org"}, "claims-0-said", "ZZ"),
    ({"claims__0__field": "title", "claims__0__said": "x"}, "claims-0-report_url", "needs the address of the report"),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "field", "sentence"), BAD)
def test_bad_input_gets_a_sentence_beside_its_field(
    client: Client, editor: User, entry: dict[str, Any], field: str, sentence: str
) -> None:
    make.make_country("IN")
    make.make_organisation("SCO")
    entry = {name: make.Organisation.objects.get().pk if value == "SCO" else value for name, value in entry.items()}
    answer = save(client, ADD, **{"title": "Kept title", "kind": "visit", "status": "held", **entry})
    found = errors(answer)
    assert field in found, found
    assert sentence in " ".join(found[field])
    assert entry.get("title", "Kept title") in answer.content.decode()
    assert not Engagement.objects.exists()


def test_a_party_or_a_person_named_twice_is_told(client: Client, editor: User) -> None:
    make.make_country("IN")
    person = make.make_person()
    twice = {
        "participations-TOTAL_FORMS": "2", "participations-0-country": "IN", "participations-0-role": "host",
        "participations-1-country": "IN", "participations-1-role": "participant",
        "attendances-TOTAL_FORMS": "2", "attendances-0-person": person.pk, "attendances-1-person": person.pk,
    }  # fmt: skip
    found = errors(save(client, ADD, title="Talks", kind="visit", status="held", **twice))
    assert found["participations-1-country"] == ["India is named twice."]
    assert found["attendances-1-person"] == ["Rajnath Singh is named twice."]


def test_an_engagement_is_never_part_of_itself(client: Client, editor: User) -> None:
    outer, inner = recorded(title="Outer"), recorded(title="Inner")
    assert "cannot be part of itself" in errors(save(client, change(outer), within=outer.pk))["within"][0]
    save(client, change(inner), within=outer.pk)
    inner.refresh_from_db()
    assert inner.within == outer
    assert "is itself part of this engagement" in errors(save(client, change(outer), within=inner.pk))["within"][0]


def test_where_must_fit_together(client: Client, editor: User) -> None:
    moscow, qingdao = make.make_place("Moscow", "RU"), make.make_place("Qingdao", "CN")
    venue = make.make_venue("Conference Centre", qingdao)
    base = {"title": "Talks", "kind": "visit", "status": "held"}
    found = errors(save(client, ADD, place=moscow.pk, venue=venue.pk, country="CN", **base))
    assert "stands in Qingdao" in found["venue"][0]
    assert "Moscow lies in Russia" in found["country"][0]
    assert save(client, ADD, venue=venue.pk, **base).status_code == 302
    engagement = Engagement.objects.get()
    assert (engagement.venue, engagement.place, engagement.country_id) == (venue, qingdao, "CN")


def test_a_change_by_somebody_else_meanwhile_is_told_once(client: Client, editor: User) -> None:
    engagement = recorded()
    data = form_data(client, change(engagement))
    save(client, change(engagement), title="Changed by another")
    answer = client.post(change(engagement), {**data, "title": "My title"})
    assert "Someone else changed this engagement" in errors(answer)["__all__"][0]
    assert "My title" in answer.content.decode()
    data["seen"] = answer.context["adminform"].form["seen"].value()
    assert client.post(change(engagement), {**data, "title": "My title"}).status_code == 302


def test_a_row_that_is_gone_is_no_error_of_the_server(client: Client, editor: User) -> None:
    engagement = recorded()
    data = form_data(client, change(engagement))
    engagement.participations.all().delete()
    assert client.post(change(engagement), data).status_code == 200


def test_the_claims_are_listed_and_are_the_history(client: Client, editor: User) -> None:
    engagement = recorded()
    save(client, change(engagement), title="Talks in Moscow")
    page = client.get(change(engagement)).content.decode()
    assert "https://example.org/r" in page
    history = client.get(f"/admin/timeline/engagement/{engagement.pk}/history/").context["claims"]
    assert history[0].value == "Talks in Moscow"
    assert len(history) == engagement.claims.count()


def test_an_engagement_that_is_not_there_leads_to_the_list(client: Client, editor: User) -> None:
    for page in ("change", "history"):
        assert client.get(f"/admin/timeline/engagement/99/{page}/").status_code == 302


def test_withdrawing_takes_the_place_of_deleting(client: Client, editor: User) -> None:
    engagement = recorded()
    listing = client.get("/admin/timeline/engagement/").content.decode()
    assert "delete_selected" not in listing
    assert client.post(f"/admin/timeline/engagement/{engagement.pk}/delete/").status_code == 403
    chosen = {"action": "withdraw_selected", "_selected_action": [engagement.pk]}
    ask = client.post("/admin/timeline/engagement/", chosen).headers["Location"]
    assert "Say why" in client.post(ask, {"reason": ""}).content.decode()
    client.post(ask, {"reason": "Told twice."})
    engagement.refresh_from_db()
    assert engagement.withdrawn_reason == "Told twice."
    client.post("/admin/timeline/engagement/?record=withdrawn", {**chosen, "action": "restore_selected"})
    assert Engagement.objects.shown().filter(pk=engagement.pk).exists()


def test_a_merged_engagement_is_not_restored(client: Client, editor: User) -> None:
    keep = recorded()
    merged = make.make_engagement(withdrawn_at=make.NOW, merged_into=keep)
    chosen = {"action": "restore_selected", "_selected_action": [merged.pk]}
    answer = client.post("/admin/timeline/engagement/?record=withdrawn", chosen, follow=True)
    assert "stays withdrawn" in answer.content.decode()
    assert not Engagement.objects.shown().filter(pk=merged.pk).exists()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"year", "month", "day"}),
        ("when=2025", {"year", "month", "day"}),
        ("when=2025-06", {"month", "day"}),
        ("when=2024", set()),
        ("known=year", {"year"}),
        ("known=month", {"month"}),
        ("known=none", set()),
        ("in=CN", {"day"}),
        ("q=monsoon", {"day"}),
        ("record=withdrawn", {"gone"}),
        ("record=all", {"year", "month", "day", "gone"}),
        ("review_state__exact=accepted", {"month"}),
    ],
)
def test_the_list_is_narrowed(client: Client, editor: User, query: str, titles: set[str]) -> None:
    make.make_engagement("year", start="2025")
    make.make_engagement("month", start="2025-06", review_state="accepted")
    make.make_engagement("day", start="2025-06-25", country=make.make_country("CN"), search_text="monsoon")
    make.make_engagement("gone", withdrawn_at=make.NOW)
    page = client.get(f"/admin/timeline/engagement/?{query}")
    assert {engagement.title for engagement in page.context["cl"].result_list} == titles


def test_the_drill_down_offers_years_then_months_with_counts(client: Client, editor: User) -> None:
    for start in ("2024", "2025-06", "2025-06-25", "2025"):
        make.make_engagement(start=start)
    years = client.get("/admin/timeline/engagement/").context["cl"].drill_down
    assert [(link.name, link.count) for link in years] == [("2024", 1), ("2025", 3)]
    months = client.get(f"/admin/timeline/engagement/{years[1].url}").context["cl"].drill_down
    assert [(link.name, link.count) for link in months] == [("All dates", 0), ("2025", 0), ("June", 2)]


@pytest.mark.parametrize("query", ["when=soon", "of=x", "nonsense=1"])
def test_a_bad_filter_leads_back_to_the_list(client: Client, editor: User, query: str) -> None:
    make.make_engagement(series=make.make_series())
    assert client.get(f"/admin/timeline/engagement/?{query}").status_code == 302


def test_queries_of_the_list_and_the_form_do_not_grow(client: Client, editor: User) -> None:
    counts: list[tuple[int, int]] = []
    client.get(change(recorded(title="First")))  # Django remembers its content types from the first page on
    for size in (2, 10):
        for _ in range(size):
            make.make_engagement(country=make.make_country("CN"), series=make.make_series(), parties=["IN", "RU"])
        big = recorded(title=f"Talks {size}")
        for n in range(size):
            make.make_compiled(big, Field.SUMMARY, f"Summary {n}", source=make.make_source(f"Outlet {n}"))
        with CaptureQueriesContext(connection) as listing:
            client.get("/admin/timeline/engagement/")
        with CaptureQueriesContext(connection) as form:
            client.get(change(big))
        counts.append((len(listing), len(form)))
    assert counts[0] == counts[1]
    assert counts[0][0] <= 12
