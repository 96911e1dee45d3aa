"""The preview: what would be read, in the codebook's format, without a database."""

from datetime import date
from pathlib import Path

import pytest

from timeline.extraction.knowledge import KnowledgeBase
from timeline.ingest import preview
from timeline.ingest.preview import engagement_lines

TODAY = date(2025, 11, 14)
TEXT = (
    "QINGDAO, Jun 26 (XNA): Indian Defence Minister Rajnath Singh met Russian Defence Minister Andrey Belousov here on Thursday."
)


@pytest.fixture(autouse=True)
def known(seed_knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "seed_knowledge", lambda folder: seed_knowledge)


def test_a_day_is_counted_from_the_dateline_as_ingest_does(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TEXT)
    ((name, line, problem),) = engagement_lines([tmp_path], seeds=tmp_path, today=TODAY)
    assert (Path(name).name, line["id"], problem) == ("talks.txt", "talks", "")
    assert [engagement["start"] for engagement in line["engagements"]] == ["2025-06-26"]


def test_a_file_that_can_not_be_read_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.txt").write_text(TEXT)
    lines = list(engagement_lines([tmp_path], seeds=tmp_path, today=TODAY))
    assert [bool(problem) for _, _, problem in lines] == [True, False]
    assert "no JSON" in lines[0][2]
