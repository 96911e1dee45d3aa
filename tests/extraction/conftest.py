"""One compiled knowledge for the whole session: building it takes longer than reading a hundred articles."""

from pathlib import Path

import pytest

from timeline.documents import Document
from timeline.extraction.pipeline import extract, to_record
from timeline.extraction.survey import survey
from timeline.extraction.text import read

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def knowledge(seed_knowledge):
    return seed_knowledge


@pytest.fixture(scope="session")
def survey_of(knowledge):
    """Find all mentions of a text."""
    return lambda text, published="2025-06-28": survey(read(text, knowledge), knowledge, published)


@pytest.fixture(scope="session")
def records_of(knowledge):
    """Extract a text and return the codebook's records."""

    def records(text, published="2025-06-28"):
        extraction = extract(Document(text=text, published=published), knowledge)
        return [to_record(candidate, text) for candidate in extraction.candidates]

    return records
