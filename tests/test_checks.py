"""What is unlikely about an engagement gets a sentence; what is ordinary gets none."""

from dataclasses import replace

import pytest

from timeline.checks import Beside, Edition, Elsewhere, Namesake, Told, arisen, cautions
from timeline.vocabulary import Field

TOLD = Told(
    engagement=1, start="2025-06-26", end="2025-06-26", place=7, place_name="Qingdao", country="CN", venue=3,
    venue_name="conference centre", dateline="beijing", place_rule="place.gazetteer", series=5, edition=4, people=(11, 12),
)  # fmt: skip
DELHI = Elsewhere(11, "Rajnath Singh", 2, "Talks", "2025-06-26", "2025-06-26", 8, "Delhi", None)
THIRD = Edition(5, 3, 2, "3rd Talks", "2024-10-01", "2024-10-02", None)
FIFTH = Edition(5, 5, 3, "5th Talks", "2026-02-01", "2026-02-01", None)
HOME = Namesake(4, "conference centre", "Shanghai", "CN", "China")
ABROAD = Namesake(5, "conference centre", "Vienna", "AT", "Austria")

UNLIKELY: list[tuple[str, Told, Beside, Field, str]] = [
    ("two cities", TOLD, Beside((DELHI,)), Field.PERSON, "Rajnath Singh was in Delhi on 26 June 2025, by “Talks”; this puts them in Qingdao."),
    (
        "the same days",
        replace(TOLD, end="2025-06-27"),
        Beside((replace(DELHI, end="2025-06-27"),)),
        Field.PERSON,
        "was in Delhi on 26–27 June 2025",
    ),
    ("doubled", replace(TOLD, edition=3), Beside((), (THIRD,)), Field.EDITION, "The 3rd is on record already: 3rd Talks, 1–2 October 2024."),
    ("a lower one later", replace(TOLD, start="2024-06", end="2024-06"), Beside((), (THIRD,)), Field.EDITION, "The 3rd is on record on the wrong side of it"),
    ("a higher one earlier", replace(TOLD, start="2026-06", end="2026-06"), Beside((), (FIFTH,)), Field.EDITION, "The 5th is on record on the wrong side of it"),
    ("backwards", replace(TOLD, end="2025-06-25"), Beside(), Field.END, "It ends on 25 June 2025, before it begins on 26 June 2025"),
    ("abroad", TOLD, Beside((), (), (ABROAD,)), Field.VENUE, "On record a venue of that name stands in Vienna, Austria, not there."),
    ("itself abroad", replace(TOLD, venue=5), Beside((), (), (ABROAD, HOME)), Field.VENUE, "stands in Vienna, Austria"),
    ("dateline", replace(TOLD, place_rule="place.dateline"), Beside(), Field.PLACE, "No words tell the town: Qingdao is where the article was written."),
    ("dateline as venue", replace(TOLD, venue_name="beijing"), Beside(), Field.PLACE, "The venue is the town of the dateline."),
]  # fmt: skip
LIKELY: list[tuple[str, Told, Beside]] = [
    ("nothing beside", TOLD, Beside((), (THIRD, FIFTH), (HOME,))),
    ("the same town", TOLD, Beside((replace(DELHI, place=7),))),
    ("another day", TOLD, Beside((replace(DELHI, start="2025-06-25", end="2025-06-25"),))),
    ("one travels within a longer stay", TOLD, Beside((replace(DELHI, end="2025-06-28"),))),
    ("a day not known", replace(TOLD, start="2025-06", end="2025-06"), Beside((replace(DELHI, start="2025-06", end="2025-06"),))),
    ("the larger one", replace(TOLD, within=2), Beside((DELHI,), (replace(THIRD, edition=4),))),
    ("a part of it", TOLD, Beside((replace(DELHI, within=1),), (replace(THIRD, edition=4, within=1),))),
    ("itself", replace(TOLD, engagement=2), Beside((DELHI,), (replace(THIRD, edition=4),))),
    ("another series", replace(TOLD, series=6, edition=3), Beside((), (THIRD,))),
    ("no place told", replace(TOLD, place=None, country=""), Beside((DELHI,), (), (ABROAD,))),
    ("one at home as well", TOLD, Beside((), (), (HOME, ABROAD))),
    ("an end known to the month", replace(TOLD, end="2025-06"), Beside()),
    ("editions without dates", replace(TOLD, start="", end=""), Beside((), (replace(THIRD, start="", end=""), FIFTH))),
]


@pytest.mark.parametrize(("told", "beside", "field", "sentence"), [row[1:] for row in UNLIKELY], ids=[row[0] for row in UNLIKELY])
def test_the_unlikely_gets_a_sentence(told: Told, beside: Beside, field: Field, sentence: str) -> None:
    (found,) = cautions(told, beside)
    assert found.field == field
    assert sentence in found.sentence


@pytest.mark.parametrize(("told", "beside"), [row[1:] for row in LIKELY], ids=[row[0] for row in LIKELY])
def test_the_likely_gets_none(told: Told, beside: Beside) -> None:
    assert cautions(told, beside) == ()


FOUND = [row[1:3] for row in UNLIKELY]


@pytest.mark.parametrize(("told", "beside"), FOUND, ids=[row[0] for row in UNLIKELY])
def test_what_stood_before_a_change_comes_again_only_where_the_change_is_to_it(told: Told, beside: Beside) -> None:
    (found,) = cautions(told, beside)
    assert arisen(told, told, beside) == ()
    assert arisen(told, replace(told, people=(*told.people, 99)), beside) == ()
    assert found.found_in
    for name in found.found_in:
        before = replace(told, **{name: None if isinstance(getattr(told, name), int) else ""})
        assert arisen(before, told, beside) == (found,), name


def test_what_a_change_made_unlikely_is_new_and_what_it_mended_is_gone() -> None:
    beside = Beside((DELHI,), (replace(THIRD, edition=4),))
    both = {caution.field for caution in cautions(TOLD, beside)}
    assert both == {Field.PERSON, Field.EDITION}
    assert [one.field for one in arisen(replace(TOLD, edition=5), TOLD, beside)] == [Field.EDITION]
    assert [one.field for one in arisen(TOLD, replace(TOLD, edition=5), beside)] == []
    assert [one.field for one in arisen(replace(TOLD, people=()), TOLD, beside)] == [Field.PERSON]


def test_a_number_that_is_taken_is_not_about_the_day() -> None:
    taken = Beside((), (replace(THIRD, edition=4),))
    assert arisen(TOLD, replace(TOLD, start="2025-06-25"), taken) == ()
    early = replace(TOLD, start="2024-06", end="2024-06")
    late = Beside((), (THIRD,))
    assert len(arisen(early, replace(early, start="2024-07", end="2024-07"), late)) == 1
