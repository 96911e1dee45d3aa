"""Run in a process of its own on a record: the processor time that articles take from file to record. JSON out.

The corpus's articles, each once: the first hundred let the process meet what it remembers, the others are timed. How much of
the time is the extractor's tells runs on busy and on idle machines apart.
"""

import json
import sys
import time

import django

WARM = 100


def main() -> None:
    """Measure and print."""
    django.setup()
    from random import Random

    from tests.corpus.scorecard import ARTICLES
    from timeline.clock import now
    from timeline.documents import Document
    from timeline.extraction.knowledge import KnowledgeBase
    from timeline.extraction.types import Extraction
    from timeline.ingest import run
    from timeline.ingest.run import Result, ingest_files
    from timeline.models import Engagement
    from timeline.readers import article_files, read_file

    reading = 0.0
    read = run.read_engagements

    def timed(document: Document, knowledge: KnowledgeBase) -> Extraction:
        nonlocal reading
        begun = time.process_time()
        try:
            return read(document, knowledge)
        finally:
            reading += time.process_time() - begun

    run.read_engagements = timed
    files = list(article_files(ARTICLES))
    Random(1).shuffle(files)
    assert all(outcome.kind is Result.NEW for _, _, outcome in ingest_files(files[:WARM], at=now()))
    reading, begun = 0.0, time.process_time()
    outcomes = [outcome for _, _, outcome in ingest_files(files[WARM:], at=now())]
    taken = time.process_time() - begun
    assert all(outcome.kind is Result.NEW for outcome in outcomes)
    documents = [read_file(file) for file in files[WARM:]]
    number = len(documents)
    json.dump(
        {
            "articles": number,
            "words": sum(len(document.text.split()) for document in documents) / number,
            "told": sum(len(outcome.stored) for outcome in outcomes) / number,
            "linked": sum(not one.is_new for outcome in outcomes for one in outcome.stored) / number,
            "ingest": 1000 * taken / number,
            "reading": 1000 * reading / number,
            "engagements": Engagement.objects.count(),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
