"""Encodings: what a file is read as, and what is said when that was guessed."""

import json

import pytest

from timeline.readers import ReadError, read_bytes

PAGE = '<html><head><meta charset="{}"><title>{}</title></head><body><article><p>{}</p></article></body></html>'
SENTENCE = "The defence ministers of India and Russia met in the capital for talks on naval matters. " * 5
GUESSED = "The file is not in UTF-8: it was read as Windows-1252, and rare letters may be wrong."


@pytest.mark.parametrize(
    "declared, stored, title",
    [
        ("utf-8", "utf-8", "Łódź – Zoë"),
        ("iso-8859-1", "utf-8", "Łódź – Zoë"),  # it says so, but its bytes are valid UTF-8
        ("windows-1251", "cp1251", "Москва"),
        ("iso-8859-1", "cp1252", "“Zoë” – talks"),
        ("gb2312", "gb2312", "北京"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares(declared: str, stored: str, title: str) -> None:
    document = read_bytes("a.html", PAGE.format(declared, title, SENTENCE).encode(stored))
    assert document.title == title
    assert GUESSED not in document.warnings


@pytest.mark.parametrize("declared", ["base64", "idna", "rot13", "no-such-thing", "utf-8"])
def test_a_false_declaration_is_passed_over_and_the_guess_said(declared: str) -> None:
    document = read_bytes("a.html", PAGE.format(declared, "Zoë", SENTENCE).encode("cp1252"))
    assert document.title == "Zoë"
    assert document.warnings[0] == GUESSED


def test_a_guessed_encoding_of_plain_text_is_said() -> None:
    assert read_bytes("a.txt", "The “talks” went on.".encode("cp1252")).warnings == (GUESSED,)
    assert read_bytes("a.txt", "The “talks” went on.".encode()).warnings == ()


@pytest.mark.parametrize("key", ["id", "title", "text", "outlet"])
@pytest.mark.parametrize("bad", ["\x00", "\ud800"])
def test_what_no_database_keeps_is_refused(key: str, bad: str) -> None:
    article = {"id": "d-1", "title": "Talks", "outlet": "ANI", "text": "They met."}
    with pytest.raises(ReadError, match="binary data"):
        read_bytes("a.json", json.dumps(article | {key: f"They {bad} met."}).encode())
