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
