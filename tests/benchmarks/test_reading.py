"""What reading costs, and how it grows: with the length of a text, and with the size of the record."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.conftest import seconds
from tests.corpus.scorecard import ARTICLES, articles
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
    whole = "\n\n".join(article["text"] for article in articles())

    def cost(size: int) -> float:
        """Return the microseconds a character takes in a text of so many."""
        text = ((whole + "\n\n") * (size // len(whole) + 1))[:size]
        return 1e6 * seconds(lambda: extract(Document(text=text, published="2025-06-29"), seed_knowledge), times=2) / size

    cost(1_000)  # what the engine does on its first text alone
    costs = {size: cost(size) for size in (30_000, 250_000, 1_000_000)}
    told = ", ".join(f"{each:.0f} in {size // 1000} kB" for size, each in costs.items())
    tell(f"growth: microseconds a character: {told}")
    assert costs[1_000_000] < 2 * costs[30_000]


def test_reading_beside_the_tokenizer_of_spacy(seed_knowledge: KnowledgeBase, tell: Tell) -> None:
    """Distinct texts, so that nothing is gained by remembering; the tokenizer has met their words, as in a long run."""
    spacy = pytest.importorskip("spacy")
    tokenizer = spacy.blank("en").tokenizer
    texts = [f"{article['text']} Bulletin {number}." for number in range(3) for article in articles()]
    documents = [Document(text=text, published="2025-06-29") for text in texts]
    for text in texts:
        tokenizer(text)
    words = sum(len(text.split()) for text in texts) / len(texts)
    theirs = seconds(lambda: [tokenizer(text) for text in texts]) / len(texts)
    ours = seconds(lambda: [extract(document, seed_knowledge) for document in documents], times=2) / len(texts)
    tell(
        f"reading: {1 / ours:.0f} distinct articles of {words:.0f} words a second and core ({1000 * ours:.1f} ms each), "
        f"{ours / theirs:.0f} times what spaCy's tokenizer takes alone"
    )


def test_starting_and_memory(tell: Tell, tmp_path: Path) -> None:
    """From the start of a process to its first record, with the knowledge compiled before."""
    article = ARTICLES / "d1-001.json"
    command = [sys.executable, "-m", "timeline.extraction", "--cache", str(tmp_path), str(article)]
    measure = (
        "import resource, subprocess, sys, time\n"
        "begin = time.monotonic()\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", measure, *command], check=True, capture_output=True, text=True).stdout.split()
        for _ in range(4)
    ]
    start, memory = min(float(seconds) for seconds, _ in runs[1:]), max(float(size) for _, size in runs[1:])
    tell(f"start: {start:.1f} s to the first record with compiled knowledge ({float(runs[0][0]):.1f} s without), {memory:.0f} MB")
    assert memory < 350


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
