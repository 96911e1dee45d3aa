"""What reading costs, and how it grows: with the length of a text, and with the size of the record."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.conftest import seconds
from timeline.documents import Document
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.pipeline import extract
from timeline.ingest.knowledge import knowledge_base, seed_knowledge
from timeline.ingest.run import Result, ingest_document
from timeline.ingest.starter import load_starter
from timeline.models import Engagement
from timeline.readers import article_files, read_file

AT = datetime(2025, 11, 14, 9, tzinfo=UTC)
SAMPLES = [read_file(path) for path in article_files(settings.SEEDS_DIR / "articles")]
Tell = Callable[[str], None]


def test_the_time_to_read_grows_with_the_text_and_no_faster(seed_knowledge: KnowledgeBase, tell: Tell) -> None:
    def document(times: int) -> Document:
        return replace(SAMPLES[0], text="\n\n".join([SAMPLES[0].text] * times))

    once, eight = document(1), document(8)
    extract(once, seed_knowledge)  # what the engine does on its first text alone
    short, long = seconds(lambda: extract(once, seed_knowledge)), seconds(lambda: extract(eight, seed_knowledge))
    words = len(once.text.split())
    tell(f"extract: {1000 * short:.0f} ms for {words} words; eight times the text takes {long / short:.1f} times as long")
    assert long / short < 8 * 2.5


def test_compiling_the_knowledge_is_worth_keeping_it(tell: Tell) -> None:
    knowledge = seed_knowledge(settings.SEEDS_DIR)
    compiled = seconds(lambda: seed_knowledge(settings.SEEDS_DIR), times=1)
    article = seconds(lambda: [extract(document, knowledge) for document in SAMPLES]) / len(SAMPLES)
    tell(f"knowledge: {compiled:.1f} s to compile, as long as {compiled / article:.0f} articles take to read")
    assert compiled < 30


@pytest.mark.django_db
@pytest.mark.usefixtures("knowledge")
def test_an_article_costs_no_more_on_a_full_record_and_little_when_it_is_known(tell: Tell) -> None:
    knowledge = knowledge_base()
    number = count()

    def ingest(document: Document) -> Result:
        return ingest_document(document, at=AT, knowledge=knowledge).kind

    def fresh() -> None:
        serial = next(number)
        for document in SAMPLES:
            told = replace(
                document, external_id=f"{document.external_id}-{serial}", text=f"{document.text}\n\nBulletin {serial}."
            )
            assert ingest(told) is Result.NEW

    fresh()
    empty = seconds(fresh, times=2)
    with CaptureQueriesContext(connection) as few:
        fresh()
    load_starter(settings.SEEDS_DIR, at=AT)
    full = seconds(fresh, times=2)
    with CaptureQueriesContext(connection) as many:
        fresh()
    for document in SAMPLES:
        ingest(document)
    known = seconds(lambda: [ingest(document) for document in SAMPLES])
    reading = seconds(lambda: [extract(document, knowledge) for document in SAMPLES])
    size = Engagement.objects.count()
    tell(
        f"ingest: {1000 * empty / len(SAMPLES):.0f} ms an article, {full / empty:.2f} times that among {size} engagements; "
        f"{100 * reading / full:.0f} % of it is reading; {len(many) / len(SAMPLES):.0f} queries ({len(few) / len(SAMPLES):.0f} on an "
        f"empty record); known again {known / full:.2f} times"
    )
    assert full / empty < 2
    assert len(many) < 1.5 * len(few)
    assert known / full < 0.4
