"""Articles read again: what changes is shown first, applied when asked, and never touches what people decided."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.factories import NOW, make_country
from tests.ingest.test_run import DOCUMENT, LATER, TEXT
from timeline.documents import Document
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.pipeline import extract
from timeline.extraction.types import Extraction
from timeline.ingest import reread, run
from timeline.ingest.reread import read_again, to_read_again
from timeline.ingest.run import ingest_document
from timeline.models import Article, Claim, Engagement, LinkDecision, Report
from timeline.record import decide, split
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
Reader = Callable[[Document, KnowledgeBase], Extraction]


@pytest.fixture
def read_as(seed_knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Reader], None]:
    """Return what changes the extractor: its version, and how it reads."""
    for code in ("IN", "RU", "CN"):
        make_country(code)
    for module in (run, reread):
        monkeypatch.setattr(module, "knowledge_base", lambda: seed_knowledge)

    def change(version: str, reader: Reader) -> None:
        for module in (run, reread):
            monkeypatch.setattr(module, "signature", lambda knowledge, engine="": version)
            monkeypatch.setattr(module, "read_engagements", lambda document, knowledge: reader(document, knowledge))

    change("rules-a", extract)
    return change


def later_by_a_day(document: Document, knowledge: KnowledgeBase) -> Extraction:
    """Read as the extractor does, but every day as the 27th, and no topics."""
    found = extract(document, knowledge)

    def other(value: Any) -> Any:
        return value._replace(value="2025-06-27") if value.field in (Field.START, Field.END) else value

    candidates = tuple(
        replace(one, values=tuple(other(value) for value in one.values if value.field is not Field.TOPIC))
        for one in found.candidates
    )
    return replace(found, candidates=candidates)


def ids() -> list[int]:
    return list(to_read_again().values_list("pk", flat=True))


def everything() -> list[Any]:
    return [list(model._default_manager.order_by("pk").values()) for model in (Claim, Engagement, Report, Article)]


def test_what_was_read_as_it_is_read_now_need_not_be_read_again(read_as: Callable[[str, Reader], None]) -> None:
    ingest_document(DOCUMENT, at=NOW)
    assert ids() == []
    read_as("rules-b", extract)
    assert len(ids()) == 1
    before = list(Claim.objects.values())
    (lot,) = read_again(ids(), at=LATER, apply=True)
    assert (lot.articles, lot.changes) == (1, [])
    assert lot.stayed.total() == len(before)
    assert list(Claim.objects.values()) == before
    assert ids() == []


def test_looking_changes_nothing_and_shows_what_applying_does(read_as: Callable[[str, Reader], None]) -> None:
    ingest_document(DOCUMENT, at=NOW)
    read_as("rules-b", later_by_a_day)
    before = everything()
    (looked,) = read_again(ids(), at=LATER, apply=False)
    assert everything() == before
    (applied,) = read_again(ids(), at=LATER, apply=True)
    assert looked == applied
    dates = {(one.field, one.old, one.new) for one in applied.changes if one.field in ("start", "end")}
    assert dates == {("start", "2025-06-26", "2025-06-27"), ("end", "2025-06-26", "2025-06-27")}
    lost = [one for one in applied.changes if one.field == "topic"]
    assert lost
    assert all(one.new is None for one in lost)
    engagement = Engagement.objects.shown().get()
    assert (engagement.start, engagement.topics.count()) == ("2025-06-27", 0)
    assert {claim.retracted_reason for claim in Claim.objects.exclude(retracted_at=None)} == {"Read again, it does not say so"}


def test_what_people_decided_stays(read_as: Callable[[str, Reader], None]) -> None:
    ingest_document(DOCUMENT, at=NOW)
    other = ingest_document(replace(DOCUMENT, outlet="The Post", url="https://example.com/b"), at=NOW)
    author = User.objects.create_user("ada")
    engagement = Engagement.objects.shown().get()
    decide(engagement, Field.START, "2025-06-24", author=author, at=NOW)
    assert other.article is not None
    parted = split(engagement, [other.article.reports.get().pk], author=author, at=NOW)
    decisions = list(LinkDecision.objects.values())
    read_as("rules-b", later_by_a_day)
    list(read_again(ids(), at=LATER, apply=True))
    engagement.refresh_from_db()
    parted.refresh_from_db()
    assert (engagement.start, parted.start) == ("2025-06-24", "2025-06-27")
    assert set(Engagement.objects.shown()) == {engagement, parted}
    assert list(LinkDecision.objects.values()) == decisions


def test_what_is_read_no_more_is_hidden_and_comes_back(read_as: Callable[[str, Reader], None]) -> None:
    ingest_document(DOCUMENT, at=NOW)
    engagement = Engagement.objects.shown().get()
    read_as("rules-b", lambda document, knowledge: replace(extract(document, knowledge), candidates=()))
    list(read_again(ids(), at=LATER, apply=True))
    assert not Engagement.objects.shown().exists()
    read_as("rules-c", extract)
    list(read_again(ids(), at=LATER + timedelta(days=1), apply=True))
    assert Engagement.objects.shown().get() == engagement
    assert Report.objects.live().count() == 1


def test_stopped_it_goes_on_where_it_was(read_as: Callable[[str, Reader], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reread, "TOGETHER", 2)
    for number in range(5):
        ingest_document(replace(DOCUMENT, url=f"https://example.org/{number}", text=f"{TEXT} It is {number}."), at=NOW)
    read_as("rules-b", later_by_a_day)
    lots = read_again(ids(), at=LATER, apply=True)
    next(lots)
    lots.close()  # type: ignore[attr-defined]
    assert len(ids()) == 3
    assert sum(lot.articles for lot in read_again(ids(), at=LATER, apply=True)) == 3
    assert ids() == []
    assert Engagement.objects.shown().get().start == "2025-06-27"


def test_the_command_says_what_changes(read_as: Callable[[str, Reader], None]) -> None:
    def said(*words: str) -> str:
        out = StringIO()
        call_command("reextract", *words, stdout=out)
        return out.getvalue()

    ingest_document(DOCUMENT, at=NOW)
    assert "Every article was read by the extractor as it is" in said()
    read_as("rules-b", later_by_a_day)
    looked = said()
    assert "Ministers meet: start: 2025-06-27 instead of 2025-06-26" in looked
    assert "Nothing was changed: --apply does it." in looked
    assert "1 article read again" in said("--apply", "--show", "0")
    assert "Every article" in said()
    with pytest.raises(CommandError, match="one or more"):
        said("--limit", "0")
