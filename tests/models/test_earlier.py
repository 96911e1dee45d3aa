"""What a record that was kept before there were earlier states is given by the migration."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from tests.factories import NOW, make_editor
from tests.record.telling import make_told
from timeline.models import EarlierState, Engagement
from timeline.record import decide, deny, merge, withdraw_engagement
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
EXACT = ("engagement_id", "since", "until", "kind", "status", "start", "end", "earliest", "latest", "country_id", "source_count")
LISTS = ("parties", "people", "topics")


def states() -> list[dict[str, Any]]:
    found = list(EarlierState.objects.values(*EXACT, *LISTS))
    return [{**state, **{name: sorted(state[name]) for name in LISTS}} for state in found]


def test_the_migration_finds_the_states_that_would_have_been_kept() -> None:
    editor = make_editor()
    moved, gone, dropped, same = (make_told() for _ in range(4))

    def later(hours: int) -> datetime:
        return NOW + timedelta(hours=hours)

    decide(moved, Field.START, "2025-07", author=editor, at=later(1))
    decide(moved, Field.PARTY, {"code": "CN", "role": "participant"}, author=editor, at=later(2))
    deny(moved, Field.START, "2025-07", author=editor, at=later(3))
    decide(gone, Field.KIND, "visit", author=editor, at=later(1))
    withdraw_engagement(gone, reason="A hoax", at=later(4))
    merge(same, dropped, at=later(5))
    kept = states()
    assert {state["engagement_id"] for state in kept} == {moved.pk, gone.pk, dropped.pk}
    assert len(kept) == 6
    EarlierState.objects.all().delete()
    Engagement.objects.filter(pk=gone.pk).update(changed_at=later(1))  # withdrawing did not use to note it
    import_module("timeline.migrations.0010_earlier_states").fill(apps, None)
    assert states() == kept
    assert Engagement.objects.get(pk=gone.pk).changed_at == later(4)
