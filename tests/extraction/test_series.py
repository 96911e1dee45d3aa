import pytest

CASES = [
    ("the 4th meeting of the SCO Defence Ministers' Meeting opened", "SCO Defence Ministers' Meeting", 4),
    ("the SCO Defense Ministers’ Meeting opened", "SCO Defence Ministers' Meeting", None),
    ("the 14th edition of Exercise Cutlass Express began", "Exercise Cutlass Express", 14),
    ("the joint drill Blue Falcon-XI began", "Exercise Blue Falcon", 11),
    ("the “Desert Shell 7” drill began", "Exercise Desert Shell", 7),
    ("Exercise Blue Falcon 2025 began", "Exercise Blue Falcon", None),
    ("the twelfth Harbour Security Dialogue opened", "Harbour Security Dialogue", 12),
    ("Qatar hosted the third High Military Committee Meeting", "High Military Committee Meeting", 3),
    ("the third Joint Committee on Defence Cooperation met", "Joint Committee on Defence Cooperation", 3),
]


@pytest.mark.parametrize(("text", "name", "edition"), CASES)
def test_series_and_edition(survey_of, text, name, edition):
    assert [(mention.name, mention.edition) for mention in survey_of(text + ".").series] == [(name, edition)]


def test_a_letter_behind_a_hyphen_is_a_number_only_where_drills_are_spoken_of(survey_of):
    assert not survey_of("The ministers spoke of the KF-X fighter.").series
    assert [mention.edition for mention in survey_of("Dostarym-V, a joint exercise, began.").series] == [5]


@pytest.mark.parametrize("text", ["They met for the first time.", "On the 4th of June they met.", "The 9th brigade trained."])
def test_no_edition(records_of, text):
    assert all(record["edition"] is None for record in records_of(f"India and Oman held talks in Muscat on 4 June. {text}"))
