"""Which things are proposed as one: of the sixty pairs of names, what entering and proposing make; decisions; costs."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, make_country, make_editor, make_person, make_place, make_series, make_venue
from tests.record.test_things import person, tell
from timeline.models import Person
from timeline.queries.things import likely_pairs
from timeline.record import hear, hear_new, keep_things_apart, merge_things, part_thing
from timeline.record.shelf import NAMEABLE

pytestmark = pytest.mark.django_db
PAIRS = json.loads((Path(__file__).parents[1] / "linking" / "names.json").read_text(encoding="utf-8"))


def proposed(kind: str) -> set[frozenset[str]]:
    """Return the names of the pairs that a page lists."""
    return {frozenset((pair.one.name, pair.other.name)) for pair in likely_pairs(kind)}


def outcome(entry: dict[str, Any]) -> str:
    """Let two articles name the two of an entry; return `merged` where entering took them for one, `proposed` where a page lists them."""
    with transaction.atomic():
        for number, told in enumerate((entry["one"], entry["other"])):
            make_country(told["party"])
            tell(person(told["name"], told["party"], told["office"]), day=f"2025-0{number + 1}-11")
        found = "merged" if Person.objects.count() == 1 else "proposed" if proposed("person") else "apart"
        transaction.set_rollback(True)
    return found


def test_the_list_of_sixty_through_entering_and_proposing() -> None:
    """Thirty pairs mean one person and thirty mean two: how many are merged unasked, and how many proposed to a person."""
    found = Counter((entry["expected"], outcome(entry)) for entry in PAIRS)
    wrong = {how: found["different", how] for how in ("merged", "proposed")}
    right = {how: found["same", how] for how in ("merged", "proposed")}
    assert sum(wrong.values()) <= 1, found
    assert sum(right.values()) >= 26, found


NAMES: list[tuple[str, Any, Any, bool]] = [
    ("person", "Andrey Belousov", "Andrei Belousow", True),
    ("person", "Dong Jun", "Jun Dong", True),
    ("person", "Kim Yong-hyun", "Kim Jong-un", False),
    ("place", "Kyiv", "Kiev", True),
    ("place", "Qingdao", "Qinghai", False),
    ("venue", "Ministry of Defence", "Defense Ministry", True),
    ("venue", "Grand Hotel", "Grand Palace", False),
    ("series", "India–Russia Military Cooperation Commission", "Commission on Military Cooperation Russia India", True),
    ("series", "India–Russia Military Cooperation Commission", "India–China Military Cooperation Commission", False),
    ("series", "Exercise INDRA 2021", "Exercise INDRA 2023", False),
]


@pytest.mark.parametrize(("kind", "one", "other", "is_likely"), NAMES)
def test_names_alike_are_proposed(kind: str, one: str, other: str, is_likely: bool) -> None:
    town = make_place("Minsk", "BY")
    for name in (one, other):
        if kind == "person":
            make_person(name, "RU")
        elif kind == "place":
            make_place(name, "RU", latitude=None, longitude=None)
        elif kind == "venue":
            make_venue(name, town)
        else:
            make_series(name)
    hear_new()
    assert (frozenset((one, other)) in proposed(kind)) is is_likely


def test_places_beside_each_other_are_proposed_whatever_they_are_called() -> None:
    make_place("Visakhapatnam", "IN", latitude=17.6868, longitude=83.2185)
    make_place("Vizag", "IN", latitude=17.69, longitude=83.21)
    make_place("Vishakh", "IN", latitude=19.0, longitude=83.21)
    hear_new()
    assert proposed("place") == {frozenset(("Visakhapatnam", "Vizag"))}


def test_a_surname_with_another_office_is_not_proposed() -> None:
    tell(person("Rajnath Singh", "IN", "Minister of Defence"))
    tell(person("Singh", "IN", "Foreign Secretary"), day="2025-08-14")
    tell(person("R. Singh", "IN", "Defence Minister"), day="2025-09-14")
    assert proposed("person") == {frozenset(("Rajnath Singh", "R. Singh"))}


def test_kept_apart_for_good_and_merged_no_more_proposed() -> None:
    one, other, third = (make_person(name, "RU") for name in ("Andrey Belousov", "Andrei Belousow", "Andrej Beloussov"))
    hear_new()
    assert len(proposed("person")) == 3
    keep_things_apart(one, other, author=make_editor(), at=NOW)
    hear("person", [one.pk, other.pk])
    assert len(proposed("person")) == 2
    merge_things(other, third, author=None, at=NOW)
    assert proposed("person") == set(), "what is merged into one kept apart is kept apart as well"
    part_thing(third, at=NOW)
    assert len(proposed("person")) == 2


@pytest.mark.parametrize("size", [3, 60])
def test_hearing_costs_the_same_for_few_and_for_many(size: int, django_assert_max_num_queries: Any) -> None:
    for number in range(size):
        make_person(f"Person{chr(97 + number % 26)} Name{chr(97 + number // 26)}", "RU")
    with django_assert_max_num_queries(17):
        hear_new()
    with CaptureQueriesContext(connection) as asked:
        hear_new()
    assert len(asked) == 2 * len(NAMEABLE), "the newest name heard and the rows since, for each kind"
