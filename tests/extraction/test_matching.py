import pytest

CASES = [
    # the same meeting, told again
    ("India's Rajnath Singh and Oman's Shihab bin Tarik met in Muscat on 3 June. The two ministers talked about drones.", 1),
    ("India and Oman began the exercise Desert Shell-V in Salalah on 3 June. The drill came to an end on 9 June.", 1),
    # another guest, another day, another town, another number
    (
        "India's Rajnath Singh met Oman's Shihab bin Tarik in Muscat on 3 June. On 4 June he met Qatar's Saoud Al Thani in Doha.",
        2,
    ),
    (
        "Indian and Omani ships exercised together off Muscat on 3 June. Indian and Emirati ships exercised together off Dubai on 9 June.",
        2,
    ),
    (
        "The 5th India-Oman Staff Talks were held in Muscat on 3 June. The 4th India-Oman Staff Talks were held in Delhi in 2023.",
        2,
    ),
]


@pytest.mark.parametrize(("text", "count"), CASES)
def test_number_of_engagements(records_of, text, count):
    assert len(records_of(text)) == count


def test_last_day_told_later_ends_the_exercise(records_of):
    (record,) = records_of(CASES[1][0])
    assert (record["start"], record["end"]) == ("2025-06-03", "2025-06-09")


def test_what_is_on_the_sidelines_of_another_meeting_is_no_session_told_of_before(records_of):
    text = (
        "The 5th India-Oman Army Staff Talks were held in Muscat from 3 to 5 June. The SCO Defence Ministers' Meeting took place in "
        "Qingdao, China, on 4 June.\n\nOn the sidelines of the Qingdao meeting, India's Rajnath Singh held bilateral talks with "
        "Oman's Shihab bin Tarik on 4 June."
    )
    talks, *others = records_of(text)
    assert (talks["edition"], talks["within"], talks["people"]) == (5, None, [])
    assert [record["kind"] for record in others] == ["ministerial", "bilateral"]
