import pytest

CASES = [
    # on the sidelines of a named meeting
    (
        "India's Rajnath Singh met Oman's Shihab bin Tarik on the sidelines of the SCO Defence Ministers' Meeting in Qingdao on 3 June.",
        [("bilateral", True), ("ministerial", False)],
    ),
    # come to attend one
    (
        "Azerbaijan's Zakir Hasanov met Uzbekistan's Shukhrat Kholmukhamedov, who was in Baku to attend the CIS Council of Defence Ministers on 4 June.",
        [("bilateral", True), ("ministerial", False)],
    ),
    # there for one
    (
        "In Brussels for the NATO Defence Ministers' Meeting, Latvia's Andris Spruds met Canada's David McGuinty on 3 June.",
        [("bilateral", True), ("ministerial", False)],
    ),
    # one and the same meeting
    (
        "India's Rajnath Singh and Oman's Shihab bin Tarik discussed security during a meeting in Muscat on 3 June.",
        [("bilateral", False)],
    ),
    # going to a drill is no visit
    ("Chinese troops arrived in Belarus for a joint exercise from 3 to 9 June.", [("exercise", False)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_inner_and_outer(records_of, text, expected):
    assert [(record["kind"], record["within"] is not None) for record in records_of(text)] == expected


def test_who_met_on_the_sidelines_was_at_the_larger_meeting(records_of):
    inner, outer = records_of(CASES[0][0])
    assert inner["within"] == outer["uid"]
    assert set(inner["parties"]) == {"IN", "OM"}
    assert set(inner["parties"]) | {"SCO"} <= set(outer["parties"])
