"""Claims as people type them in one cell."""

from typing import Any

import pytest

from tests import factories as make
from timeline.values import Known, days, parse, typed, typed_days
from timeline.vocabulary import Field

KNOWN = Known(frozenset({"IN", "CN"}), {"SCO": "SCO", "ASEAN": "ASEAN"}, {"arctic": "Arctic"})

GOOD: list[tuple[Field, str, Any]] = [
    (Field.TITLE, " Talks ", "Talks"),
    (Field.KIND, "Working group", "working_group"),
    (Field.STATUS, "Held", "held"),
    (Field.START, "2025-06", "2025-06"),
    (Field.COUNTRY, "in", "IN"),
    (Field.PARTY, "IN", {"code": "IN", "role": "participant"}),
    (Field.PARTY, "in (Host)", {"code": "IN", "role": "host"}),
    (Field.PARTY, "asean:observer", {"code": "ASEAN", "role": "observer"}),
    (Field.PERSON, "Dong Jun | Defence Minister | cn", {"name": "Dong Jun", "role": "Defence Minister", "party": "CN"}),
    (Field.PERSON, "Dong Jun", {"name": "Dong Jun", "role": "", "party": ""}),
    (Field.EDITION, "5th", 5),
    (Field.EDITION, "22.0", 22),
    (Field.TOPIC, "ARCTIC", "Arctic"),
    (Field.PLACE, "Qingdao, cn", {"name": "Qingdao", "country": "CN", "lat": None, "lon": None, "geoname": None}),
]
BAD: list[tuple[Field, str, str]] = [
    (Field.TITLE, "", "missing"),
    (Field.TITLE, "x" * 301, "more than 300"),
    (Field.KIND, "party", "is no kind"),
    (Field.STATUS, "maybe", "is no status"),
    (Field.END, "25 June", "is not a date"),
    (Field.COUNTRY, "India", "is no country on record"),
    (Field.PARTY, "", "missing"),
    (Field.PARTY, "ZZ", "neither a country’s code nor"),
    (Field.PARTY, "IN (boss)", "is no role"),
    (Field.PERSON, "|Minister|CN", "is no person"),
    (Field.PERSON, "A|B|C|D", "is no person"),
    (Field.PERSON, "A|B|ZZ", "neither"),
    (Field.EDITION, "0", "is no edition"),
    (Field.EDITION, "-1", "is no edition"),
    (Field.EDITION, "٣", "is no edition"),
    (Field.EDITION, "9999999999", "is no edition"),
    (Field.TOPIC, "cooking", "is no topic"),
    (Field.PLACE, "Qingdao", "is no place"),
    (Field.PLACE, "Qingdao, ZZ", "is no country"),
]


@pytest.mark.parametrize(("field", "text", "value"), GOOD)
def test_a_cell_is_read(field: Field, text: str, value: Any) -> None:
    assert parse(field, text, KNOWN) == value


@pytest.mark.parametrize(("field", "text", "sentence"), BAD)
def test_a_cell_that_means_nothing_says_so(field: Field, text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse(field, text, KNOWN)


@pytest.mark.django_db
def test_a_larger_engagement_is_named_by_its_number() -> None:
    engagement = make.make_engagement()
    assert parse(Field.WITHIN, str(engagement.pk), KNOWN) == engagement.pk
    for text in ("0", "x", "9" * 20):
        with pytest.raises(ValueError, match="is no engagement"):
            parse(Field.WITHIN, text, KNOWN)


@pytest.mark.parametrize(("field", "text", "value"), [row for row in GOOD if row[0] not in (Field.TITLE, Field.KIND)])
def test_what_is_written_is_read_again(field: Field, text: str, value: Any) -> None:
    assert parse(field, typed(field, value), KNOWN) == value


RANGES = [
    ("2025-06-25", ("2025-06-25", "2025-06-25")),
    ("2025-06", ("2025-06", "2025-06")),
    ("2025-06-25..27", ("2025-06-25", "2025-06-27")),
    ("2025-06-05 .. 7", ("2025-06-05", "2025-06-07")),
    ("2025-06-30..2025-07-02", ("2025-06-30", "2025-07-02")),
    ("2025..2026", ("2025", "2026")),
    ("2025-06..2025-06-27", ("2025-06", "2025-06-27")),
]


@pytest.mark.parametrize(("text", "range_"), RANGES)
def test_days_are_read_and_written(text: str, range_: tuple[str, str]) -> None:
    assert days(text) == range_
    assert days(typed_days(*range_)) == range_


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is not a date"),
        ("June", "is not a date"),
        ("2025-06-25..", "is not a date"),
        ("2025-06-25..31", "not a day of the calendar"),
        ("2025-06-25..24", "lies before the first"),
        ("2025-06..7", "is not a date"),
        ("2025-06-25..26..27", "is not a date"),
    ],
)
def test_days_that_are_none_say_so(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        days(text)
