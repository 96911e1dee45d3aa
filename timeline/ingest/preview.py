"""What the extractor would read, without writing anything."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from timeline.extraction.pipeline import extract, to_line
from timeline.ingest.knowledge import knowledge_base, seed_knowledge
from timeline.readers import ReadError, article_files, read_file
from timeline.readers.dateline import with_dateline


def engagement_lines(paths: Iterable[Path], *, seeds: Path | None, today: date) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield (file, the codebook's JSON, "") per article, or (file, {}, a sentence) for one that can't be read.

    Knowledge comes from the `seeds` folder, or from the tables when that is None. `today` dates a dateline without a year, as
    ingest does.
    """
    knowledge = seed_knowledge(seeds) if seeds else knowledge_base()
    for path in paths:
        for file in article_files(path):
            try:
                document = with_dateline(read_file(file), today)
            except ReadError as error:
                yield str(file), {}, str(error)
                continue
            document = replace(document, external_id=document.external_id or file.stem)
            yield str(file), to_line(document, extract(document, knowledge)), ""
