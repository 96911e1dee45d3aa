import pytest

PLACES = [
    ("The ministers met in Qingdao, China.", [("Qingdao", "CN")]),
    ("The Indian and Seychellois troops trained in Victoria.", [("Victoria", "SC")]),
    ("They trained in the Black Sea.", []),
    ("The drill ended at Kumbhalgarhi on Monday.", [("Kumbhalgarhi", "")]),
    ("The Vilnius Summit decided it.", [("Vilnius", "LT")]),
    ("OSLO: Norwegian officers met here.", [("Oslo", "NO")]),
]

VENUES = [
    ("They toured the Royal Military Academy.", ["Royal Military Academy"]),
    ("They met at the Pentagon.", ["Pentagon"]),
    ("The Pentagon said so.", []),
    ("They met at the naval base.", []),
    ("The Norwegian Ministry of Defence said so.", []),
    ("They met in the Palace of Charles V. Then they left.", ["Palace of Charles V"]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_place(survey_of, text, expected):
    assert [(mention.place.name, mention.place.country) for mention in survey_of(text).places] == expected


@pytest.mark.parametrize(("text", "expected"), VENUES)
def test_venue(survey_of, text, expected):
    assert [mention.name for mention in survey_of(text).venues] == expected


def test_dateline_is_no_place_of_the_text(survey_of):
    assert survey_of("PARIS: The French minister met his guest.").places == []
