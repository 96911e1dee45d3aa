"""Dates, numbers and lists in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import wording


@pytest.mark.parametrize(
    ("value", "long", "short"),
    [
        ("2025-06-25", "25 June 2025", "25 Jun 2025"),
        ("2025-06-05", "5 June 2025", "5 Jun 2025"),
        ("2025-06", "June 2025", "Jun 2025"),
        ("2025", "2025", "2025"),
        ("", "", ""),
    ],
)
def test_partial_date(value: str, long: str, short: str) -> None:
    assert wording.partial_date(value) == long
    assert wording.partial_date(value, short=True) == short


def test_partial_date_without_its_year() -> None:
    assert wording.partial_date("2025-06-25", short=True, year=False) == "25 Jun"
    assert wording.partial_date("2025", year=False) == "2025"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-06-25", "2025-06-26", "25–26 June 2025"),
        ("2025-06-25", "2025-06-25", "25 June 2025"),
        ("2025-06-25", "", "25 June 2025"),
        ("2025-10-30", "2025-11-02", "30 October – 2 November 2025"),
        ("2025-12-30", "2026-01-02", "30 December 2025 – 2 January 2026"),
        ("2025-06", "2025-06", "June 2025"),
        ("2025-06", "2025-07", "June–July 2025"),
        ("2025-12", "2026-01", "December 2025 – January 2026"),
        ("2025", "2025", "2025"),
        ("2024", "2025", "2024–2025"),
        ("2025-12-01", "2025-12", "from 1 December 2025"),
        ("2025-12-01", "2025", "from 1 December 2025"),
        ("2025-12", "2025-12-20", "until 20 December 2025"),
        ("2025-11", "2025-12-20", "November – 20 December 2025"),
        ("", "", "date not stated"),
    ],
)
def test_date_range(start: str, end: str, words: str) -> None:
    assert wording.date_range(start, end) == words


def test_short_ranges_cut_the_month_and_may_drop_the_year() -> None:
    assert wording.date_range("2025-10-30", "2025-11-02", short=True) == "30 Oct – 2 Nov 2025"
    assert wording.date_range("2025-06-25", "2025-06-26", short=True, year=False) == "25–26 Jun"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-06-25", "2025-06-26", ""),
        ("2025-06", "2025-06", "day not stated"),
        ("2025-06", "", "day not stated"),
        ("2025", "2025", "month not stated"),
        ("2025-12-01", "2025-12", "last day not stated"),
        ("2025-12", "2025-12-20", "first day not stated"),
        ("", "", "date not stated"),
    ],
)
def test_missing_precision(start: str, end: str, words: str) -> None:
    assert wording.missing_precision(start, end) == words


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_range_names_both_of_its_days_and_its_last_year(one: date, other: date) -> None:
    first, last = sorted((one, other))
    words = wording.date_range(first.isoformat(), last.isoformat())
    assert words.startswith(str(first.day))
    assert words.endswith(str(last.year))
    assert str(last.day) in words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (111, "111th"),
    ],
)
def test_ordinal(number: int, words: str) -> None:
    assert wording.ordinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "no"), (7, "seven"), (19, "nineteen"), (20, "twenty"), (34, "thirty-four"), (100, "100"), (6412, "6,412")],
)
def test_number(number: int, words: str) -> None:
    assert wording.number(number) == words


@pytest.mark.parametrize(("number", "words"), [(0, "no"), (9, "nine"), (10, "10"), (1200, "1,200")])
def test_small_number(number: int, words: str) -> None:
    assert wording.small_number(number) == words


def test_count_agrees_with_its_noun() -> None:
    assert wording.count(1, "source") == "1 source"
    assert wording.count(6412, "source") == "6,412 sources"
    assert wording.count(2, "country", "countries", words=True) == "two countries"


@pytest.mark.parametrize(
    ("names", "limit", "words"),
    [
        ((), 0, ""),
        (("a",), 0, "a"),
        (("a", "b"), 0, "a and b"),
        (("a", "b", "c"), 0, "a, b and c"),
        (("a", "b", "c", "d"), 2, "a, b and 2 more"),
    ],
)
def test_listing(names: tuple[str, ...], limit: int, words: str) -> None:
    assert wording.listing(names, limit=limit) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("United States", "the United States"),
        ("Philippines", "the Philippines"),
        ("India", "India"),
        ("Solomon Islands", "the Solomon Islands"),
    ],
)
def test_with_article(name: str, words: str) -> None:
    assert wording.with_article(name) == words


def test_sentence_leaves_the_rest_alone() -> None:
    assert wording.sentence("thirty-four editions of the SCO") == "Thirty-four editions of the SCO"


@pytest.mark.parametrize(
    "name, country, family",
    [("Dong Jun", "CN", "Dong"), ("Ahn Gyu-back", "KR", "Ahn"), ("Ng Eng Hen", "SG", "Ng"), ("Andrey Belousov", "RU", "Belousov"),
     ("Phan Van Giang", "VN", "Giang"), ("Mina", None, "Mina"), ("Ferdinand Marcos Jr.", "PH", "Marcos"),
     ("Robert Brieger, Jr.", "AT", "Brieger"), ("", "CN", "")],
)  # fmt: skip
def test_surname(name: str, country: str | None, family: str) -> None:
    assert wording.surname(name, country) == family
