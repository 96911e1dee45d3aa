"""What a reviewer typed of one fact becomes claims accepted, corrected, rejected, and values of their own. No database."""

from typing import Any

import pytest

from timeline.answers import Answer
from timeline.queries.review import ReviewFact, SaidRow
from timeline.values import Known
from timeline.vocabulary import Field

KNOWN = Known(frozenset({"IN", "CN", "RU"}), {"SCO": "SCO"}, {"cyber": "cyber"})
QINGDAO = {"name": "Qingdao", "country": "CN", "lat": 36.0, "lon": 120.4, "geoname": 1}
JINAN = {"name": "Jinan", "country": "CN", "lat": None, "lon": None, "geoname": None}
SINGH = {"name": "Rajnath Singh", "role": "Minister", "party": "IN"}
DONG = {"name": "Dong Jun", "role": "Minister", "party": "CN"}
VALUES: dict[Field, list[tuple[Field, Any]]] = {
    Field.KIND: [(Field.KIND, "visit")],
    Field.START: [(Field.START, "2025-06-25"), (Field.END, "2025-06-27")],
    Field.PLACE: [(Field.PLACE, QINGDAO), (Field.COUNTRY, "CN")],
    Field.VENUE: [],
    Field.PERSON: [(Field.PERSON, SINGH), (Field.PERSON, DONG)],
}


def answer(field: Field, finding: str = "", **sent: str) -> Answer:
    said = tuple(
        SaidRow(number, of, value, str(value), str(value), "", False, finding)
        for number, (of, value) in enumerate(VALUES[field], start=1)
    )
    fact = ReviewFact("f", 1, field, "Fact", "what", said, "", "", (), "", "", "")
    read = Answer(fact, {name.replace("_", "-").replace("say-0", "say"): text for name, text in sent.items()}, is_sure=True)
    read.read(KNOWN)
    return read


Outcome = tuple[set[int], set[int], list[tuple[Field, Any]]]  # rejected, corrected, said
TYPED: list[tuple[str, Field, dict[str, str], Outcome]] = [
    ("nothing", Field.KIND, {}, (set(), set(), [])),
    ("accepted", Field.KIND, {"f_verdict": "accept"}, (set(), set(), [])),
    ("rejected", Field.KIND, {"f_verdict": "reject"}, ({1}, set(), [])),
    ("emptied", Field.KIND, {"f_say": ""}, ({1}, set(), [])),
    ("corrected", Field.KIND, {"f_say": "call"}, (set(), {1}, [(Field.KIND, "call")])),
    ("corrected, not rejected", Field.KIND, {"f_say": "call", "f_verdict": "reject"}, (set(), {1}, [(Field.KIND, "call")])),
    ("the last day", Field.START, {"f_say": "2025-06-25..26"}, (set(), {2}, [(Field.START, "2025-06-25"), (Field.END, "2025-06-26")])),
    ("one day", Field.START, {"f_say": "2025-06-24"}, (set(), {1, 2}, [(Field.START, "2025-06-24"), (Field.END, "2025-06-24")])),
    ("both days", Field.START, {"f_verdict": "reject"}, ({1, 2}, set(), [])),
    ("another town", Field.PLACE, {"f_say": "Jinan, CN"}, (set(), {1}, [(Field.PLACE, JINAN), (Field.COUNTRY, "CN")])),
    ("no town", Field.PLACE, {"f_say": "cn"}, ({1}, set(), [(Field.COUNTRY, "CN")])),
    ("added", Field.VENUE, {"f_say": "Hofburg"}, (set(), set(), [(Field.VENUE, "Hofburg")])),
    ("one of two gone", Field.PERSON, {"f_say_2": ""}, ({2}, set(), [])),
    ("one of two replaced", Field.PERSON, {"f_say_1": "Dong Jun | Minister | CN"}, (set(), {1}, [(Field.PERSON, DONG)])),
    ("a third", Field.PERSON, {"f_say_3": "Dong Jun|Minister|CN"}, (set(), set(), [(Field.PERSON, DONG)])),
    ("the rest rejected", Field.PERSON, {"f_say_1": "Dong Jun | Minister | CN", "f_verdict": "reject"}, ({2}, {1}, [(Field.PERSON, DONG)])),
]  # fmt: skip


@pytest.mark.parametrize(("field", "sent", "outcome"), [row[1:] for row in TYPED], ids=[row[0] for row in TYPED])
def test_what_is_typed_is_sorted(field: Field, sent: dict[str, str], outcome: Outcome) -> None:
    read = answer(field, **sent)
    assert (read.rejected, read.corrected, read.said) == outcome
    assert read.problem == ""


@pytest.mark.parametrize(("field", "text"), [(Field.KIND, "party"), (Field.START, "June"), (Field.PLACE, "Qingdao, ZZ")])
def test_what_cannot_be_read_says_so_and_is_kept(field: Field, text: str) -> None:
    read = answer(field, f_say=text)
    assert read.problem.endswith(".")
    assert read.entries[0].text == text


@pytest.mark.parametrize("finding", ["corrected", "rejected"])
def test_what_was_found_before_stands_until_somebody_says_otherwise(finding: str) -> None:
    kept = answer(Field.KIND, finding)
    assert (kept.kept, kept.said) == ({1}, [])
    overruled = answer(Field.KIND, finding, f_verdict="accept")
    assert (overruled.kept, overruled.said) == (set(), [(Field.KIND, "visit")])


def test_what_holds_afterwards_is_what_is_checked() -> None:
    read = answer(Field.PERSON, f_say_1="", f_say_3="Dong Jun | Minister | CN")
    assert read.holding == {Field.PERSON: [DONG, DONG]}
    assert answer(Field.START, f_say="2025-06").holding == {Field.START: ["2025-06"], Field.END: ["2025-06"]}
