"""What people decide."""

import pytest

from tests.factories import NOW, make_editor
from tests.record.telling import make_told
from timeline.models import Claim
from timeline.record import decide, deny
from timeline.vocabulary import Field, Origin

pytestmark = pytest.mark.django_db


def test_a_decision_is_a_claim_with_its_author_and_note() -> None:
    editor, engagement = make_editor(), make_told()
    claim = decide(engagement, Field.KIND, "visit", author=editor, at=NOW, note="The ministry says so.")
    assert (claim.origin, claim.author, claim.note, claim.recorded_at) == (Origin.MANUAL, editor, "The ministry says so.", NOW)
    assert engagement.kind == "visit"


def test_the_same_word_twice_in_one_moment_stands_once() -> None:
    editor, engagement = make_editor(), make_told()
    russia = {"code": "RU", "role": "participant"}
    assert decide(engagement, Field.PARTY, russia, author=editor, at=NOW) == decide(
        engagement, Field.PARTY, russia, author=editor, at=NOW
    )
    assert Claim.objects.filter(origin=Origin.MANUAL).count() == 1


def test_what_is_denied_entirely_leaves_the_field_empty() -> None:
    editor, engagement = make_editor(), make_told()
    deny(engagement, Field.START, "2025-06-26", author=editor, at=NOW)
    assert (engagement.start, engagement.end, engagement.earliest, engagement.latest) == ("", "", None, None)
    assert "start" not in engagement.choices
