import pytest

CASES = [
    ("They met at the Ala-Archa state residence in Bishkek.", "Ala-Archa state residence"),
    ("It is under way on the Edelweiss range near Balykchy.", "Edelweiss range"),
    (
        "They talked at the headquarters of the Far Eastern Military District.",
        "headquarters of the Far Eastern Military District",
    ),
    ("The ship lay alongside the Sihanoukville Autonomous Port.", "Sihanoukville Autonomous Port"),
    ("They met at the Japanese headquarters.", None),
    ("They met in the port on Monday.", None),
    ("The Pentagon said that they had met.", None),
]


@pytest.mark.parametrize(("text", "name"), CASES)
def test_venues_by_their_noun(survey_of, text, name):
    assert [venue.name for venue in survey_of(text).venues] == ([name] if name else [])


def test_a_venue_lies_in_the_town_its_name_begins_with(records_of):
    (record,) = records_of("On 3 June Chinese and British officers met at Portsmouth Naval Base.", "2025-06-04")
    assert (record["city"], record["country"]) == ("Portsmouth", "GB")
