import json
from pathlib import Path

import pytest

from timeline.linking.names import Alike, alike, same_office, same_person, same_token
from timeline.linking.reports import Named


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Andrey Belousov", "Andrei Belousow", Alike.SPELLING),
        ("Dong Jun", "Jun Dong", Alike.SAME),
        ("Viktor Khrenin", "Victor Hrenin", Alike.SPELLING),
        ("Shin Won-sik", "Shin Wonsik", Alike.SAME),
        ("Kihara Minoru", "Minoru Kihara", Alike.SAME),
        ("Mohammed bin Salman", "Muhammad Salman", Alike.SPELLING),
        ("Thabet al-Abbasi", "Thabit Al Abbasi", Alike.SPELLING),
        ("Lloyd J. Austin III", "Lloyd Austin", Alike.SAME),
        ("Aden Bare Duale", "Aden Duale", Alike.SAME),
        ("Maya Fernández", "Maya Fernandez Allende", Alike.SAME),
        ("S. Jaishankar", "Subrahmanyam Jaishankar", Alike.INITIALS),
        ("Belousov", "Andrei Belousov", Alike.SURNAME),
        ("Dong", "Dong Jun", Alike.SURNAME),
        ("Kim Yong-hyun", "Kim Jong-un", Alike.DIFFERENT),
        ("Rajnath Singh", "Arjan Singh", Alike.DIFFERENT),
        ("Phan Văn Giang", "Phan Van Giang", Alike.SAME),
        ("Nguyen Chi Vinh", "Nguyen Tan Dung", Alike.DIFFERENT),
        ("John Healey", "John Kerry", Alike.DIFFERENT),
        ("J.", "John Kerry", Alike.DIFFERENT),
        ("", "John Kerry", Alike.DIFFERENT),
    ],
)
def test_names_are_compared(one: str, other: str, how: Alike) -> None:
    assert alike(one, other) is how
    assert alike(other, one) is how


def test_a_surname_alone_needs_party_and_office() -> None:
    minister = Named("Rajnath Singh", "IN", "Defence Minister")
    assert same_person(minister, Named("Singh", "IN", "Minister of Defence"))
    assert same_person(minister, Named("Singh", "IN"))
    assert not same_person(minister, Named("Singh", "IN", "Foreign Secretary"))
    assert not same_person(minister, Named("Singh", "", "Defence Minister"))
    assert not same_person(minister, Named("Singh", "NP", "Defence Minister"))


def test_namesakes_of_two_countries_are_two() -> None:
    assert not same_person(Named("Ali Hassan", "TZ"), Named("Ali Hassan", "KE"))
    assert same_person(Named("Ali Hassan", "TZ"), Named("Ali Hassan", ""))


def test_offices_are_compared_without_ranks() -> None:
    assert same_office("Defence Minister", "Minister of Defense")
    assert same_office("Chief of the Army Staff, General", "Chief of Army Staff")
    assert not same_office("Defence Minister", "Foreign Minister")


def test_the_list_of_sixty() -> None:
    """Thirty pairs mean one person and thirty mean two (README.md here)."""
    entries = json.loads((Path(__file__).parent / "names.json").read_text(encoding="utf-8"))
    merged = [entry for entry in entries if same_person(Named(**entry["one"]), Named(**entry["other"]))]
    assert sum(entry["expected"] == "different" for entry in merged) <= 1
    assert sum(entry["expected"] == "same" for entry in merged) >= 26


def test_sounds() -> None:
    assert same_token("shoigu", "choigu") is False
    assert same_token("kharchenko", "harchenko")
    assert same_token("yusuf", "iusuf")
