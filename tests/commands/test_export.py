"""`export`: the record as JSON lines, and what each article told of an engagement as it was told."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_engagement
from timeline.ingest.seeds import load_knowledge

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).parent.parent / "corpus" / "dev"
KEPT = ("kind", "status", "start", "end", "country", "edition", "parties", "topics")


def exported() -> list[dict[str, Any]]:
    out = StringIO()
    call_command("export", "--format", "jsonl", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_reader_that_has_read_enough_is_no_failure(tmp_path: Path) -> None:
    class Closed(StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

        def fileno(self) -> int:
            return file.fileno()

    make_engagement()
    with (tmp_path / "out").open("w") as file:
        call_command("export", stdout=Closed())
        file.write("what was still to be flushed")
    assert (tmp_path / "out").read_text() == ""


def test_every_report_comes_out_as_it_went_in() -> None:
    load_knowledge(settings.SEEDS_DIR)
    files = sorted(CORPUS.rglob("d1-00[1-4].json"))
    call_command("ingest", "--records", *map(str, files), stdout=StringIO())
    lines = exported()
    assert [line["id"] for line in lines] == sorted(line["id"] for line in lines)
    told = [(report["article"], report["record"]) for line in lines for report in line["reports"]]
    articles = {article["id"]: article for article in (json.loads(file.read_text(encoding="utf-8")) for file in files)}
    given = [(name, record) for name, article in articles.items() for record in article["engagements"]]
    assert len(told) == len(given) > 4

    def plain(record: dict[str, Any]) -> tuple[Any, ...]:
        people = sorted(person["name"] for person in record["people"])
        return (*(sorted(v) if isinstance(v := record[key], list) else v for key in KEPT), record["city"], people)

    assert sorted((name, str(plain(record))) for name, record in told) == sorted(
        (name, str(plain(record))) for name, record in given
    )
    assert all(quote in articles[name]["text"] for name, record in told for quote in record["evidence"])
    ids = {line["id"] for line in lines}
    assert all(line["record"]["within"] in ids for line in lines if line["record"]["within"])
    with CaptureQueriesContext(connection) as queries:
        exported()
    assert len(queries) == 7, "some for a batch, and the look for another"


def test_an_empty_record_prints_nothing() -> None:
    assert exported() == []
