"""The pairs of articles in pairs.json, read and linked as ingest does. The README says which figures are meant to be reached."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.factories import NOW
from timeline.documents import Document
from timeline.ingest.run import ingest_document
from timeline.models import Article, LinkProposal, Report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]
PAIRS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "pairs.json").read_text())


class _TakeBack(Exception):
    """Leaves a transaction as if it had never been."""


def outcome(given: dict[str, Any]) -> str:
    """Ingest both articles; say whether they were merged, proposed or neither. Nothing of it stays."""
    try:
        with transaction.atomic():
            one, other = (_put(article) for article in given["articles"])
            told, others = (_engagements(article, given["expected"]) for article in (one, other))
            proposed = LinkProposal.objects.filter(one__article__in=(one, other), other__article__in=(one, other)).exists()
            raise _TakeBack
    except _TakeBack:
        return "merged" if told & others else "proposed" if proposed else "neither"


def _put(article: dict[str, Any]) -> Article:
    names = {"text": "text", "title": "title", "outlet": "outlet", "published": "published", "external_id": "id"}
    put = ingest_document(Document(**{name: article[key] for name, key in names.items()}), at=NOW).article
    assert put is not None
    return put


def _engagements(article: Article, expected: str) -> set[int]:
    """Return what an article tells of; of two that must stay apart its own subject alone, since it may look back at the other's."""
    rows = Report.objects.live().filter(article=article)
    rows = rows.filter(key__endswith="/0") if expected == "different" else rows
    return set(rows.values_list("engagement", flat=True))


def test_pairs_of_articles() -> None:
    found = Counter((given["expected"], outcome(given)) for given in PAIRS)
    true = found["same", "merged"] + found["same", "proposed"]
    print(f"\n{true} of 40 true pairs merged or proposed, {found['different', 'merged']} of 40 others merged")
    assert true >= 36
    assert found["different", "merged"] == 0
