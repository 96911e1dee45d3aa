"""What a record whose sources differed before that was kept in time is given by the migration."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from tests.factories import NOW, make_editor
from tests.record.telling import compiled, make_told
from timeline.models import Claim, Difference, EarlierDifference, Engagement
from timeline.record import NewClaim, choose, decide, record_claims
from timeline.record.claims import retract
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
SAID = ("engagement", "matter", "day", "claim", "other", "since")


def later(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


def says(engagement: Engagement, claim: NewClaim, hours: int) -> None:
    record_claims(engagement, [claim], at=later(hours))
    choose(engagement, at=later(hours))


def other(field: Field, value: object) -> NewClaim:
    return compiled(field, value, "https://example.org/2", "TASS")


def kept() -> tuple[list[Any], list[Any]]:
    ended = EarlierDifference.objects.order_by("engagement", "matter", "since").values_list(*SAID, "until")
    return list(Difference.objects.order_by("engagement", "matter").values_list(*SAID)), list(ended)


def test_the_migration_finds_since_when_sources_differ_and_when_others_did() -> None:
    settled, standing, decided, same = (make_told() for _ in range(4))
    says(settled, other(Field.START, "2025-08-01"), 1)
    retract(Claim.objects.filter(engagement=settled, value="2025-08-01"), reason="Misread", at=later(2))
    choose(settled, at=later(2))
    says(standing, other(Field.KIND, "visit"), 3)
    says(decided, other(Field.KIND, "visit"), 1)
    decide(decided, Field.START, "2025-06-27", author=make_editor(), at=later(4))
    before = kept()
    assert [len(rows) for rows in before] == [3, 2]
    assert {row[0] for rows in before for row in rows} == {settled.pk, standing.pk, decided.pk}
    EarlierDifference.objects.all().delete()
    Difference.objects.update(since=later(9))
    import_module("timeline.migrations.0014_earlier_differences").fill(apps, None)
    assert kept() == before
    assert not Difference.objects.filter(engagement=same).exists()
