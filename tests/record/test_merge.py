"""Merging: whose decisions stand, and where old numbers lead."""

from datetime import timedelta

import pytest

from tests.factories import NOW, make_editor
from tests.record.telling import compiled, make_told
from timeline.models import Report
from timeline.record import decide, deny, file_entries, merge, record_claims, split
from timeline.vocabulary import Field

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def test_what_people_decided_of_the_kept_one_stands() -> None:
    editor = make_editor()
    keep, drop = make_told(), make_told()
    decide(keep, Field.START, "2025-06-25", author=editor, at=NOW)
    decide(drop, Field.START, "2025-06-27", author=editor, at=LATER)
    decide(drop, Field.KIND, "visit", author=editor, at=LATER)
    merge(keep, drop, at=LATER)
    keep.refresh_from_db()
    assert keep.start == "2025-06-25"
    assert keep.kind == "visit", "nobody had decided its kind"


def test_a_party_that_people_put_in_is_not_taken_out_by_a_merge() -> None:
    editor = make_editor()
    keep, drop = make_told(), make_told()
    russia = {"code": "RU", "role": "participant"}
    decide(keep, Field.PARTY, russia, author=editor, at=NOW)
    deny(drop, Field.PARTY, russia, author=editor, at=LATER)
    deny(drop, Field.PARTY, {"code": "IN", "role": "host"}, author=editor, at=LATER)
    merge(keep, drop, at=LATER)
    assert list(keep.participations.values_list("country", flat=True)) == ["RU"], "its denial of India was the only word on it"


def test_an_old_number_names_the_survivor_however_often_it_was_merged() -> None:
    first, second, third, part = make_told(), make_told(), make_told(), make_told()
    merge(second, first, at=LATER)
    merge(third, second, at=LATER)
    record_claims(part, [compiled(Field.WITHIN, first.pk)], at=LATER)
    assert part.claims.get(field=Field.WITHIN).key == f"engagement:{third.pk}"


def test_a_merged_part_of_the_survivor_does_not_lie_within_itself() -> None:
    keep, drop = make_told(), make_told()
    decide(drop, Field.WITHIN, keep.pk, author=make_editor(), at=NOW)
    merge(keep, drop, at=LATER)
    keep.refresh_from_db()
    assert keep.within_id is None
    assert not keep.claims.live().filter(field=Field.WITHIN).exists()


def test_whichever_report_was_written_first_a_split_gives_each_its_own_number_back() -> None:
    editor = make_editor()
    keep, drop = make_told(), make_told()
    file_entries([drop.pk])  # its report is the older one, its number the newer
    file_entries([keep.pk])
    merge(keep, drop, author=editor, at=LATER)
    brought = Report.objects.get(home=drop)
    parted = split(keep, [brought.pk], author=editor, at=LATER + timedelta(hours=1))
    assert parted == drop
    assert dict(Report.objects.values_list("home", "engagement")) == {keep.pk: keep.pk, drop.pk: drop.pk}
