"""What every test may count on: no request leaves this machine."""

from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings

from tests.guard import sitecustomize as guard
from timeline.extraction.knowledge import KnowledgeBase
from timeline.ingest.knowledge import seed_knowledge as compile_seeds
from timeline.ingest.seeds import load_knowledge

# An example that took long says that the machine was busy, not that the code is wrong.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail a test that tried to reach anything but this machine, even where the code swallowed the refusal."""
    yield
    assert guard.tried == [], f"A test tried to reach {guard.tried}: nothing may leave this machine."


@pytest.fixture(scope="session")
def seed_knowledge() -> KnowledgeBase:
    """Return the knowledge of the seed files, compiled once; no database."""
    return compile_seeds(settings.SEEDS_DIR)


@pytest.fixture
def knowledge(db: None) -> None:
    """Load the seeds' knowledge into the test's database."""
    load_knowledge(settings.SEEDS_DIR)
