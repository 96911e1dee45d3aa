"""The commands that read, preview and withdraw articles."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_article, make_country, make_engagement
from timeline.extraction.knowledge import KnowledgeBase
from timeline.ingest import preview, run
from timeline.models import Article, Claim, Engagement

TEXT = "Indian Defence Minister Rajnath Singh met Russian Defence Minister Andrey Belousov in Moscow on 26 June 2025 for talks on logistics."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article = {"id": "a-1", "outlet": "The Wire", "published": "2025-06-27", "title": "Ministers meet", "text": TEXT}
    (tmp_path / "a.json").write_text(json.dumps(article))
    (tmp_path / "b.json").write_text("{")
    (tmp_path / "c.txt").write_text("Les ministres de la défense se sont réunis à Paris mardi pour discuter de la coopération.")
    return tmp_path


@pytest.fixture
def known(seed_knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "knowledge_base", lambda: seed_knowledge)
    monkeypatch.setattr(preview, "seed_knowledge", lambda folder: seed_knowledge)


def printed(command: str, *arguments: object, **options: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(command, *arguments, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_ingest_says_what_became_of_each_file_and_twice_changes_nothing(folder: Path, known: None) -> None:
    for code in ("IN", "RU"):
        make_country(code)
    out, err = printed("ingest", str(folder))
    assert out.startswith("2 read: 1 new, 0 new versions, 0 unchanged, 1 kept but not in English; 1 failed.")
    assert "b.json" in err
    assert "no JSON" in err
    assert "not in English (fr)" in err
    before = Claim.objects.count()
    out, _ = printed("ingest", str(folder))
    assert out.startswith("2 read: 0 new, 0 new versions, 2 unchanged")
    assert Claim.objects.count() == before > 0


@pytest.mark.django_db
def test_ingest_of_nothing_readable_fails_with_a_sentence(tmp_path: Path, known: None) -> None:
    with pytest.raises(CommandError, match="There is no"):
        printed("ingest", str(tmp_path / "none"))
    with pytest.raises(CommandError, match="no .txt, .html or .json files"):
        printed("ingest", str(tmp_path))
    (tmp_path / "x.json").write_text("{")
    with pytest.raises(CommandError, match="None of the files"):
        printed("ingest", str(tmp_path))


def test_extract_prints_the_codebooks_lines_and_touches_no_database(folder: Path, known: None) -> None:
    out, err = printed("extract", str(folder / "a.json"), str(folder / "b.json"))
    (line,) = map(json.loads, out.splitlines())
    assert line["id"] == "a-1"
    (engagement,) = line["engagements"]
    assert {"IN", "RU"} <= set(engagement["parties"])
    assert engagement["start"] == "2025-06-26"
    for spans in engagement["spans"].values():
        for start, end in spans:
            assert TEXT[start:end]
    assert all(sentence in TEXT for sentence in engagement["evidence"])
    assert "b.json" in err


def test_extract_names_a_text_file_by_its_stem(tmp_path: Path, known: None) -> None:
    (tmp_path / "talks.txt").write_text(TEXT)
    assert json.loads(printed("extract", str(tmp_path))[0])["id"] == "talks"


@pytest.mark.django_db
def test_withdraw_takes_back_an_article_or_an_engagement() -> None:
    article, engagement = make_article(), make_engagement()
    assert "is withdrawn" in printed("withdraw", "article", str(article.pk), reason="A hoax.")[0]
    assert Article.objects.get().withdrawn_reason == "A hoax."
    printed("withdraw", "engagement", str(engagement.pk), reason="Never happened.")
    assert not Engagement.objects.shown().exists()
    with pytest.raises(CommandError, match="No article has the number 999"):
        printed("withdraw", "article", "999")
