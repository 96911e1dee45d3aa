import pytest

CASES = [
    ("India and Oman held a joint exercise in Salalah from 1 to 5 June.", "held"),
    ("India and Oman are holding a joint exercise in Salalah from 25 June to 3 July.", "ongoing"),
    ("India and Oman will hold a joint exercise in Salalah from 5 to 9 July.", "planned"),
    ("India and Oman have postponed a joint exercise that was to be held in Salalah from 5 to 9 July.", "postponed"),
    ("Oman has called off a joint exercise with India planned in Salalah for 5 July.", "cancelled"),
    ("Exercise Malabar of India and Japan opened in Yokosuka on 27 June.", "ongoing"),
    ("Exercise Malabar of India and Japan, due in Yokosuka on 5 July, has fallen victim to a storm.", "cancelled"),
    ("The visit to Muscat by Indian Defence Minister Rajnath Singh, planned for 5 July, has been put off.", "postponed"),
]


@pytest.mark.parametrize(("text", "status"), CASES)
def test_status(records_of, text, status):
    assert [record["status"] for record in records_of(text)] == [status]
