"""What a table or a person entered, and articles that tell of the same."""

from datetime import datetime
from typing import Any

import pytest

from tests.factories import NOW, make_article, make_editor
from tests.record.telling import BASICS, compiled, make_told
from timeline.extraction.types import Candidate, Extraction, FieldValue, Span
from timeline.ingest.store import Reading, Stored, store
from timeline.models import Claim, Engagement, Report
from timeline.record import NameBook, NewClaim, decide, file_entries
from timeline.vocabulary import Field, Origin

pytestmark = pytest.mark.django_db
MEETING: tuple[tuple[Field, Any], ...] = (
    *BASICS,
    (Field.PARTY, {"code": "RU", "role": ""}),
    (Field.PERSON, {"name": "Rajnath Singh", "role": "Defence Minister", "party": "IN"}),
    (Field.PERSON, {"name": "Andrei Belousov", "role": "Defence Minister", "party": "RU"}),
)


def entered(*values: tuple[Field, Any], by_hand: bool = False) -> Engagement:
    user = make_editor("rita") if by_hand else None
    engagement = make_told(
        *(
            NewClaim(field=field, value=value, origin=Origin.MANUAL, author=user) if by_hand else compiled(field, value)
            for field, value in values or MEETING
        )
    )
    file_entries([engagement.pk])
    return engagement


def told_by_article(*values: tuple[Field, Any], text: str = "The two ministers met.", at: datetime = NOW) -> Stored:
    read = [FieldValue(field, value, Span(4, 7), Span(0, len(text)), rule="by hand") for field, value in values or MEETING]
    extraction = Extraction((Candidate("a", tuple(read)),), engine="hand-1")
    ((stored,),) = store([Reading(make_article(text, recorded_at=at), extraction)], names=NameBook(), at=at)
    return stored


@pytest.mark.parametrize("by_hand", [False, True], ids=["a table's row", "a person's entry"])
def test_an_article_joins_what_was_entered(by_hand: bool) -> None:
    engagement = entered(by_hand=by_hand)
    stored = told_by_article()
    assert (stored.engagement, stored.is_new) == (engagement.pk, False)
    assert "2 people in common" in stored.reason


def test_an_article_never_makes_two_rows_of_a_table_one() -> None:
    one, other = entered(), entered()
    told_by_article()
    assert {one.pk, other.pk} == set(Engagement.objects.shown().values_list("pk", flat=True))


def test_what_was_entered_is_found_by_what_it_says_since() -> None:
    engagement = entered(by_hand=True)
    decide(engagement, Field.START, "2025-08-14", author=make_editor("rita"), at=NOW)
    file_entries([engagement.pk])
    assert Report.objects.count() == 1
    later = (Field.START, "2025-08-14")
    stored = told_by_article(*(value for value in MEETING if value[0] is not Field.START), later)
    assert stored.engagement == engagement.pk


def test_a_correction_is_no_other_telling() -> None:
    stored = told_by_article()
    engagement = Engagement.objects.get(pk=stored.engagement)
    decide(engagement, Field.START, "2025-08-14", author=make_editor("rita"), at=NOW)
    file_entries([engagement.pk])
    assert Report.objects.filter(article=None).count() == 0


def test_a_later_article_joins_an_entry_to_what_was_read_before() -> None:
    before = told_by_article()
    mine = entered(by_hand=True)
    told_by_article(text="Ministers of the two met on Thursday.")
    mine.refresh_from_db()
    assert mine.merged_into_id == before.engagement
    assert Claim.objects.live().filter(engagement=before.engagement, origin=Origin.MANUAL).count() == len(MEETING)
    assert not Claim.objects.live().filter(engagement=mine).exists()
