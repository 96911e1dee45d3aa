"""The page about an engagement's identity: what it shows, who may decide, and what a decision does."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_editor
from tests.record.telling import make_told
from tests.record.test_entries import MEETING, entered, told_by_article
from tests.record.test_identity import two
from timeline.models import Engagement, LinkDecision, LinkProposal, Report

pytestmark = pytest.mark.django_db


def page_of(engagement: Engagement) -> str:
    return f"/engagements/{engagement.pk}/identity/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def proposed() -> tuple[Engagement, Engagement]:
    keep, drop = two()
    one, other = Report.objects.get(engagement=keep), Report.objects.get(engagement=drop)
    parts = [["people", "2 people in common", 4.0], ["dates", "the dates are apart", -10.0]]
    LinkProposal.objects.all().delete()
    LinkProposal.objects.create(one=one, other=other, bits=1.5, parts=parts, forbids="Their days are known and apart")
    return keep, drop


def test_it_says_who_tells_of_it_and_why(client: Client) -> None:
    engagement = entered()
    told_by_article()
    text = client.get(page_of(engagement)).content.decode()
    assert "A table" in text
    assert "2 people in common" in text
    assert "Rajnath Singh and Andrei Belousov" in text
    assert 'name="step"' not in text, "readers decide nothing"
    assert "Merge into this one" not in text


def test_what_may_be_the_same_stands_with_its_evidence(client: Client) -> None:
    keep, drop = proposed()
    for one, other in ((keep, drop), (drop, keep)):
        text = client.get(page_of(one)).content.decode()
        assert f"engagement {other.pk}." in text
        assert "Their days are known and apart." in text
        assert "−10" in text


def test_merged_there_and_split_again(editor: Client) -> None:
    keep, drop = proposed()
    said = editor.post(page_of(keep), {"step": "merge", "other": drop.pk, "note": "One round"}, follow=True)
    assert "leads here now" in said.content.decode()
    assert "One round" in said.content.decode()
    assert editor.get(f"/engagements/{drop.pk}/").status_code == 301
    assert editor.get(page_of(drop)).status_code == 301
    parted = Report.objects.get(home=drop).pk
    said = editor.post(page_of(keep), {"step": "split", "report": [parted]}, follow=True)
    assert f"engagement {drop.pk}" in said.content.decode()
    assert editor.get(f"/engagements/{drop.pk}/").status_code == 200


def test_kept_apart_two_are_proposed_no_more(editor: Client) -> None:
    keep, drop = proposed()
    reports = list(Report.objects.values_list("pk", flat=True))
    assert f'id="why-{drop.pk}" name="note"' in editor.get(page_of(keep)).content.decode()
    asked = {"step": "apart", "report": reports, "note": "Two rounds"}
    said = editor.post(page_of(keep), asked, follow=True).content.decode()
    assert ": Two rounds</span>" in said
    assert "Kept apart" in said
    assert "Nothing on record is likely to be the same" in said


@pytest.mark.parametrize(
    "asked",
    [
        {}, {"step": "merge"}, {"step": "merge", "other": "²"}, {"step": "merge", "other": "999999"}, {"step": "merge", "other": "9" * 40},
        {"step": "split"}, {"step": "split", "report": ["0"]}, {"step": "split", "report": ["x"]}, {"step": "apart", "report": ["1"]},
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_changes_nothing(editor: Client, asked: dict[str, object]) -> None:
    keep, _ = two()
    answer = editor.post(page_of(keep), asked)
    assert answer.status_code == 422
    assert "Nothing was changed." in answer.content.decode()
    assert not LinkDecision.objects.exists()


def test_merging_with_itself_or_twice_is_refused(editor: Client) -> None:
    keep, drop = two()
    assert editor.post(page_of(keep), {"step": "merge", "other": keep.pk}).status_code == 422
    assert editor.post(page_of(keep), {"step": "merge", "other": drop.pk}).status_code == 302
    assert editor.post(page_of(keep), {"step": "merge", "other": drop.pk}).status_code == 422
    assert editor.post(page_of(drop), {"step": "merge", "other": keep.pk}).status_code == 301


def test_only_editors_decide(client: Client) -> None:
    keep, drop = two()
    assert client.post(page_of(keep), {"step": "merge", "other": drop.pk}).status_code == 302
    drop.refresh_from_db()
    assert drop.merged_into_id is None


def test_queries_do_not_grow_with_sources(client: Client) -> None:
    make_told()
    counts = []
    for number in range(4):
        pk = told_by_article(*MEETING, text=f"They met, telling {number}.").engagement
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"/engagements/{pk}/identity/").status_code == 200
        counts.append(len(found))
    assert len(set(counts[1:])) == 1
