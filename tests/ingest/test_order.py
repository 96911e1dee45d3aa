"""Articles in any order, one by one or in lots: the same engagements, the same values."""

import random
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from tests.factories import NOW
from timeline.ingest import run
from timeline.ingest.run import Result, ingest_files
from timeline.ingest.seeds import load_knowledge
from timeline.models import Engagement, LinkProposal, Report

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).parent.parent / "corpus" / "dev"
ORDERS = 20


class _TakeBack(Exception):
    """Leaves a transaction as if it had never been."""


def told() -> dict[str, str]:
    """Return the engagement of each report on record, by what names the report whatever the ids."""
    return {row.key: f"engagement {row.engagement_id}" for row in Report.objects.live()}


def groups() -> set[frozenset[str]]:
    by_engagement: dict[str, set[str]] = {}
    for key, engagement in told().items():
        by_engagement.setdefault(engagement, set()).add(key)
    return {frozenset(keys) for keys in by_engagement.values()}


def values() -> list[tuple[object, ...]]:
    """Return what every engagement shows, without ids."""
    rows = Engagement.objects.shown().select_related("place", "series", "venue", "within")
    return sorted(
        (
            row.title, row.kind, row.status, row.start, row.end, str(row.place), row.country_id or "", str(row.venue), str(row.series),
            row.edition or 0, row.within.title if row.within else "", row.importance, row.source_count,
            tuple(sorted(str(p.country_id or p.organisation) for p in row.participations.select_related("organisation"))),
            tuple(sorted(f"{a.person.name}, {a.office}" for a in row.attendances.select_related("person"))),
            tuple(sorted(topic.name for topic in row.topics.all())),
        )
        for row in rows
    )  # fmt: skip


def after(files: list[Path]) -> tuple[set[frozenset[str]], list[tuple[object, ...]], int]:
    """Return what stands on record after these articles; nothing of it stays."""
    try:
        with transaction.atomic():
            assert {one.kind for _, _, one in ingest_files(files, at=NOW, with_records=True)} == {Result.NEW}
            found = groups(), values(), LinkProposal.objects.count()
            raise _TakeBack
    except _TakeBack:
        return found


def test_any_order_of_arrival_gives_the_same_record(monkeypatch: pytest.MonkeyPatch) -> None:
    load_knowledge(settings.SEEDS_DIR)
    # The articles of two batches that tell of engagements which others tell of too.
    files = sorted(CORPUS.rglob("d1-00*.json")) + sorted(CORPUS.rglob("d7-00[1-6].json"))
    first = after(files)
    assert len(first[0]) > 15
    for number in range(ORDERS):
        shuffled = random.Random(number).sample(files, len(files))
        monkeypatch.setattr(run, "TOGETHER", (1, 2, 5, 100)[number % 4])
        assert after(shuffled) == first, f"order {number}"
