import pytest

CASES = [
    ("India and Russia held talks.", [("IN", "actor"), ("RU", "actor")]),
    ("They met in Norway.", [("NO", "place")]),
    ("He visited Oman and Qatar.", [("OM", "place"), ("QA", "place")]),
    ("India and Russia met in Qingdao, China.", [("IN", "actor"), ("RU", "actor"), ("CN", "place")]),
    ("Ankara said so.", [("TR", "actor")]),
    ("They met in Ankara.", [("TR", "place")]),
    ("They discussed the war in Ukraine.", [("UA", "topic")]),
    ("They spoke of the situation in Iraq and Syria.", [("IQ", "topic"), ("SY", "topic")]),
    ("all members except Mali, Niger and Chad came.", [("ML", "topic"), ("NE", "topic"), ("TD", "topic")]),
    ("Colleagues from France came.", [("FR", "actor")]),
    ("The Pentagon agreed.", [("US", "actor")]),
    ("The Indo-Pacific and the Indian Ocean matter.", []),
    ("NATO and the African Union met.", [("NATO", "actor"), ("African Union", "actor")]),
    ("The ship called at the Western Naval Command.", []),
    ("India's Western Naval Command agreed.", [("IN", "actor"), ("IN", "actor")]),
    ("The Indo-Russian talks opened.", [("IN", "actor"), ("RU", "actor")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_actor_and_role(survey_of, text, expected):
    assert [(mention.code, mention.role) for mention in survey_of(text).actors] == expected
