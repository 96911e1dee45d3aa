import pytest

CASES = [
    (
        "On 3 June in Berlin Germany's Boris Pistorius held separate talks with France's Ana Roe and Italy's Guido Crosetto.",
        [{"DE", "FR"}, {"DE", "IT"}],
    ),
    (
        "On 3 June in Berlin German Defence Minister Boris Pistorius had separate meetings with his counterparts from Niger, Mali and Chad.",
        [{"DE", "NE"}, {"DE", "ML"}, {"DE", "TD"}],
    ),
    ("On 3 June in Berlin Germany's Boris Pistorius, France's Ana Roe and Italy's Guido Crosetto met.", [{"DE", "FR", "IT"}]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_one_record_per_guest(records_of, text, expected):
    assert [set(record["parties"]) for record in records_of(text)] == expected


def test_one_record_per_day_told(records_of):
    text = "The ministers of Chile and Peru met in Lima on 6 July 2005 and again on 25 October 2006."
    assert [record["start"] for record in records_of(text)] == ["2005-07-06", "2006-10-25"]


def test_a_stop_for_one_meeting_is_that_meeting(records_of):
    text = (
        "On 3 June Indian Defence Minister Rajnath Singh spent part of the day in Hanoi, where he conferred with Phan Van Giang, "
        "Vietnam's defence minister."
    )
    assert [record["kind"] for record in records_of(text)] == ["bilateral"]
