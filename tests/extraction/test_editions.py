import pytest

from timeline.extraction.editions import find_edition, is_another

NAMED = [
    ("the third edition was held in pabbi", "edition"),
    ("the 55th will be in seoul", "55th"),
    ("the first , off cape town in november 2019 , passed almost unnoticed", "first"),
    ("the last one was hosted by visakhapatnam", "last one"),
    ("next year it is dhaka 's turn to play host", "turn"),
    ("they will sit at the table in 2018 when china plays host", "host"),
    ("it was last run in 2009", "run"),
]
OTHERS = [
    "the first ministers came",
    "china plays host to many guests",
    "the 55th infantry division marched",
    "it was a long run",
]


@pytest.mark.parametrize(("text", "words"), NAMED)
def test_an_edition_needs_no_noun(text, words):
    lower = text.split()
    found = find_edition(lower, 0, len(lower))
    assert found is not None
    assert " ".join(lower[slice(*found)]) == words


@pytest.mark.parametrize("text", OTHERS)
def test_ordinals_of_other_things_are_no_editions(text):
    lower = text.split()
    assert find_edition(lower, 0, len(lower)) is None


def test_the_last_one_and_a_turn_are_another_edition_but_it_was_held_is_the_same():
    for text, another in (("it was last run in 2009", True), ("it was run in 2009", False), ("dhaka 's turn comes", True)):
        lower = text.split()
        found = find_edition(lower, 0, len(lower))
        assert found is not None
        assert is_another(lower, *found) is another


def test_another_edition_takes_the_series_and_the_parties(records_of):
    text = (
        "India and Sri Lanka opened Exercise SLINEX in Colombo on 3 June. The last one was hosted by Visakhapatnam in March 2024."
    )
    first, second = records_of(text, "2025-06-04")
    assert (second["series"], second["start"], second["city"]) == (first["series"], "2024-03", "Visakhapatnam")
    assert set(second["parties"]) >= {"IN", "LK"}
