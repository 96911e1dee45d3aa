"""Ingest: the same article twice changes nothing, a corrected one is a new version, a broken one leaves nothing."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, make_country
from timeline.documents import Document
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.types import Extraction
from timeline.ingest import run
from timeline.ingest.run import Result, ingest_document, ingest_files
from timeline.ingest.store import Reading
from timeline.models import Article, Claim, CountryAlias, Engagement, Report
from timeline.record import split, withdraw_article

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
TEXT = (
    "Indian Defence Minister Rajnath Singh held bilateral talks with Russian Defence Minister Andrey Belousov in Qingdao, China, "
    "on 26 June 2025.\n\nThe two ministers discussed air defence and logistics."
)
DOCUMENT = Document(text=TEXT, title="Ministers meet", outlet="The Wire", url="https://example.org/a", published="2025-06-26")


@pytest.fixture
def seeded(seed_knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> KnowledgeBase:
    for code in ("IN", "RU", "CN"):
        make_country(code)
    monkeypatch.setattr(run, "knowledge_base", lambda: seed_knowledge)
    return seed_knowledge


def test_an_article_becomes_an_engagement_with_evidence(seeded: KnowledgeBase) -> None:
    outcome = ingest_document(DOCUMENT, at=NOW)
    assert outcome.kind is Result.NEW
    engagement = Engagement.objects.shown().get()
    assert (engagement.start, engagement.end) == ("2025-06-26", "2025-06-26")
    assert set(engagement.participations.values_list("country", flat=True)) == {"IN", "RU"}
    assert set(engagement.attendances.values_list("person__name", flat=True)) == {"Rajnath Singh", "Andrey Belousov"}
    for claim in Claim.objects.all():
        assert TEXT[claim.span_start : claim.span_end] == claim.quote


def test_the_same_article_twice_changes_nothing(seeded: KnowledgeBase) -> None:
    ingest_document(DOCUMENT, at=NOW)
    before = list(Claim.objects.values()), list(Engagement.objects.values())
    outcome = ingest_document(replace(DOCUMENT, url="https://EXAMPLE.org/a/?utm_source=x#top"), at=LATER)
    assert outcome.kind is Result.UNCHANGED
    assert (list(Claim.objects.values()), list(Engagement.objects.values())) == before
    assert Article.objects.count() == 1


def test_a_corrected_text_is_a_new_version_whose_claims_replace_the_old(seeded: KnowledgeBase) -> None:
    first = ingest_document(DOCUMENT, at=NOW)
    corrected = replace(DOCUMENT, text=TEXT.replace("26 June", "25 June"))
    second = ingest_document(corrected, at=LATER)
    assert second.kind is Result.NEW_VERSION
    assert first.article is not None
    assert second.article is not None
    assert (second.article.version, second.article.is_current) == (2, True)
    first.article.refresh_from_db()
    assert first.article.is_current is False
    assert not first.article.claims.live().exists()
    assert Engagement.objects.shown().get().start == "2025-06-25"


def test_another_outlet_on_the_same_meeting_adds_a_source(seeded: KnowledgeBase) -> None:
    ingest_document(DOCUMENT, at=NOW)
    ingest_document(replace(DOCUMENT, outlet="The Post", url="https://example.com/b"), at=LATER)
    assert Engagement.objects.shown().get().source_count == 2


def test_a_text_that_is_not_english_is_kept_and_said_to_be_unread(seeded: KnowledgeBase) -> None:
    text = "Les ministres de la défense se sont réunis à Paris mardi pour discuter de la coopération entre les deux pays."
    outcome = ingest_document(Document(text=text, outlet="Le Fil"), at=NOW)
    assert outcome.kind is Result.UNREAD
    assert outcome.article is not None
    assert outcome.article.reading == Article.Reading.NOT_ENGLISH
    assert "not in English (fr)" in outcome.reason
    assert not Engagement.objects.exists()


def test_a_broken_file_never_stops_the_batch(seeded: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.json").write_text(
        json.dumps({"id": "b", "outlet": "X", "published": "2025-06-26", "title": "T", "text": TEXT})
    )
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 10)
    outcomes = [outcome for _, _, outcome in ingest_files([tmp_path], at=NOW)]
    assert [outcome.kind for outcome in outcomes] == [Result.FAILED, Result.NEW, Result.FAILED]
    assert Article.objects.get().external_id == "b"


def test_a_crash_half_way_leaves_nothing(seeded: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*args: object, **kwargs: object) -> None:
        store(*args, **kwargs)  # type: ignore[arg-type]
        raise RuntimeError("the power went")

    store = run.store
    monkeypatch.setattr(run, "store", crash)
    with pytest.raises(RuntimeError):
        ingest_document(DOCUMENT, at=NOW)
    assert not Article.objects.exists()
    assert not Engagement.objects.exists()
    assert not Claim.objects.exists()


def test_a_withdrawn_article_read_again_says_so(seeded: KnowledgeBase) -> None:
    outcome = ingest_document(DOCUMENT, at=NOW)
    assert outcome.article is not None
    withdraw_article(outcome.article, reason="A hoax.", at=LATER)
    again = ingest_document(DOCUMENT, at=LATER)
    assert again.kind is Result.UNCHANGED
    assert "withdrawn" in again.reason


def test_an_alias_added_in_the_admin_changes_the_next_reading(knowledge: None) -> None:
    # A name the knowledge does not have: only the adjective can tell the country.
    document = replace(
        DOCUMENT, text=TEXT.replace("Russian Defence Minister Andrey Belousov", "Borealian Defence Minister Oleg Severin")
    )
    ingest_document(document, at=NOW)
    assert set(Engagement.objects.shown().values_list("participations__country", flat=True)) != {"IN", "RU"}
    CountryAlias.objects.create(country_id="RU", use=CountryAlias.Use.DEMONYM, text="Borealian")
    outcome = ingest_document(replace(document, url="https://example.org/other", title="Again"), at=LATER)
    parties = Engagement.objects.filter(pk__in=[one.engagement for one in outcome.stored]).values_list(
        "participations__country", flat=True
    )
    assert {"IN", "RU"} <= set(parties)


def test_a_missing_file_is_a_failure_with_a_sentence(seeded: KnowledgeBase, tmp_path: Path) -> None:
    ((_, _, outcome),) = ingest_files([tmp_path / "none.txt"], at=NOW)
    assert outcome.kind is Result.FAILED
    assert "can’t be opened" in outcome.reason


def test_a_correction_keeps_the_address_of_what_both_versions_tell(seeded: KnowledgeBase) -> None:
    first = ingest_document(DOCUMENT, at=NOW)
    second = ingest_document(replace(DOCUMENT, text=TEXT.replace("logistics", "shipyards")), at=LATER)
    assert second.kind is Result.NEW_VERSION
    assert [one.engagement for one in second.stored] == [one.engagement for one in first.stored]
    engagement = Engagement.objects.shown().get()
    assert engagement.source_count == 1
    assert {claim.article for claim in engagement.claims.live()} == {second.article}


def test_an_undated_text_read_again_next_year_is_the_same(seeded: KnowledgeBase) -> None:
    undated = Document(text="QINGDAO, Jun 26 (XNA): The defence ministers of India and Russia met here for talks.", outlet="XNA")
    first = ingest_document(undated, at=NOW)
    assert first.article is not None
    assert first.article.published is not None
    assert ingest_document(undated, at=NOW + timedelta(days=400)).kind is Result.UNCHANGED


def test_a_correction_that_is_not_english_takes_back_what_was_read(seeded: KnowledgeBase) -> None:
    ingest_document(DOCUMENT, at=NOW)
    text = "Les ministres de la défense se sont réunis à Paris mardi pour discuter de la coopération entre les deux pays."
    assert ingest_document(replace(DOCUMENT, text=text), at=LATER).kind is Result.UNREAD
    assert not Engagement.objects.shown().exists()


def test_a_text_the_extractor_stumbles_over_is_a_failure_in_the_log(
    seeded: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(document: Document, knowledge: KnowledgeBase) -> Extraction:
        if "stumble" in document.text:
            raise IndexError("no such token")
        return extract(document, knowledge)

    extract = run.read_engagements
    monkeypatch.setattr(run, "read_engagements", stumble)
    (tmp_path / "a.txt").write_text(f"{TEXT} They stumble.")
    (tmp_path / "b.txt").write_text(TEXT)
    outcomes = [outcome for _, _, outcome in ingest_files([tmp_path], at=NOW)]
    assert [outcome.kind for outcome in outcomes] == [Result.FAILED, Result.NEW]
    assert "no such token" in outcomes[0].reason
    assert "a.txt was not read" in caplog.text
    assert Article.objects.count() == 1


def test_an_article_that_another_writer_put_on_record_meanwhile_is_found(
    seeded: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beaten(article: Article, *args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(run, "store", store)
        raise IntegrityError("UNIQUE constraint failed: article_current_once")

    store = run.store
    monkeypatch.setattr(run, "store", beaten)
    assert ingest_document(DOCUMENT, at=NOW).kind is Result.NEW
    assert Article.objects.count() == 1
    assert Engagement.objects.shown().count() == 1


def test_a_text_that_returns_to_its_earlier_words_tells_what_it_told_then(seeded: KnowledgeBase) -> None:
    first = ingest_document(DOCUMENT, at=NOW)
    ingest_document(replace(DOCUMENT, text=TEXT.replace("26 June", "25 June")), at=LATER)
    third = ingest_document(DOCUMENT, at=LATER + timedelta(days=1))
    assert third.kind is Result.NEW_VERSION
    assert third.article is not None
    assert third.article.version == 3
    assert [one.engagement for one in third.stored] == [one.engagement for one in first.stored]
    assert Engagement.objects.shown().get().start == "2025-06-26"
    assert list(Report.objects.live().values_list("article", flat=True)) == [third.article.pk]


def test_what_people_decided_holds_when_a_text_is_corrected(seeded: KnowledgeBase) -> None:
    ingest_document(DOCUMENT, at=NOW)
    other = ingest_document(replace(DOCUMENT, outlet="The Post", url="https://example.com/b"), at=NOW)
    engagement = Engagement.objects.shown().get()
    assert other.article is not None
    parted = split(engagement, [other.article.reports.get().pk], author=User.objects.create_user("ada"), at=LATER)
    corrected = replace(DOCUMENT, text=TEXT.replace("logistics", "shipyards"))
    ingest_document(corrected, at=LATER)
    assert set(Engagement.objects.shown()) == {engagement, parted}
    # And a version later.
    ingest_document(replace(DOCUMENT, text=TEXT.replace("logistics", "tanks")), at=LATER)
    assert set(Engagement.objects.shown()) == {engagement, parted}


def write(folder: Path, name: str, text: str = TEXT, **values: str) -> None:
    article = {"id": name, "outlet": "X", "published": "2025-06-26", "title": "T", "text": text} | values
    (folder / f"{name}.json").write_text(json.dumps(article))


def test_versions_of_one_article_in_a_folder_enter_one_after_the_other(seeded: KnowledgeBase, tmp_path: Path) -> None:
    write(tmp_path, "a", id="one")
    write(tmp_path, "b", TEXT.replace("26 June", "25 June"), id="one")
    write(tmp_path, "c", TEXT.replace("26 June", "25 June"), id="one")
    outcomes = [outcome.kind for _, _, outcome in ingest_files([tmp_path], at=NOW)]
    assert outcomes == [Result.NEW, Result.NEW_VERSION, Result.UNCHANGED]
    assert Engagement.objects.shown().get().start == "2025-06-25"


def test_an_article_that_cannot_be_stored_stays_out_of_its_lot_alone(
    seeded: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(readings: list[Reading], **kwargs: Any) -> Any:
        if any("refused" in reading.article.text for reading in readings):
            raise ValueError("no room")
        return store(readings, **kwargs)

    store = run.store
    monkeypatch.setattr(run, "store", refuse)
    for name in "abcde":
        write(tmp_path, name, f"{TEXT} It is {'refused' if name == 'd' else 'kept'}.")
    outcomes = [outcome for _, _, outcome in ingest_files([tmp_path], at=NOW)]
    assert [outcome.kind for outcome in outcomes] == [Result.NEW] * 3 + [Result.FAILED, Result.NEW]
    assert "no room" in outcomes[3].reason
    assert set(Article.objects.values_list("external_id", flat=True)) == set("abce")
    assert Engagement.objects.shown().get().source_count == 1


@pytest.mark.usefixtures("knowledge")
def test_more_articles_in_a_lot_ask_no_more_of_the_database() -> None:
    files = sorted((Path(__file__).parent.parent / "corpus" / "dev").glob("d1-0*.json"))

    def asked(some: list[Path]) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            list(ingest_files(some, at=NOW, with_records=True))
        return [query["sql"] for query in queries]

    asked(files[:10])
    few, many = asked(files[10:15]), asked(files[15:40])
    assert len(many) < len(few) + 25, "\n".join(query[:150] for query in many)
