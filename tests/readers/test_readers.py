"""Readers: files, pages and texts to Documents; what is missing is said, never guessed."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.documents import Document
from timeline.readers import ReadError, article_files, language_of, read_bytes, read_file, read_text
from timeline.readers.dateline import read_dateline, with_dateline

PAGE = """<!doctype html><html><head><title>Ministers meet | The Wire</title>
<meta property="og:title" content="Ministers meet in Qingdao"><meta property="og:site_name" content="The Wire">
<link rel="canonical" href="https://example.org/ministers">{extra}</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ministers meet in Qingdao</h1>
<p>The defence ministers of India and Russia met in Qingdao on Thursday for talks on logistics and air defence, officials said.</p>
<p>They agreed to meet again in Moscow before the end of the year, the two ministries said in a joint statement after the meeting.</p>
</article><footer>Also read: ten recipes for spring</footer></body></html>"""
STORY = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Two ministers meet","datePublished":"2025-06-26T10:00:00Z",'
STORY += '"publisher":{"name":"The Daily Wire"}}</script>'


def test_a_page_says_what_it_is() -> None:
    document = read_bytes("page.html", PAGE.format(extra=STORY).encode())
    assert (document.title, document.published, document.outlet) == ("Two ministers meet", "2025-06-26", "The Daily Wire")
    assert document.url == "https://example.org/ministers"
    assert document.text.startswith("The defence ministers")
    assert document.text.count("\n\n") == 1
    assert "recipes" not in document.text
    assert "Sport" not in document.text


def test_a_page_without_a_date_says_so() -> None:
    document = read_bytes("page.html", PAGE.format(extra="").encode())
    assert (document.title, document.outlet, document.published) == ("Ministers meet in Qingdao", "The Wire", "")
    assert document.warnings == ("The page states no published date.",)


@pytest.mark.parametrize(
    "extra", ['<script type="application/ld+json">{broken</script>', '<script type="application/ld+json">[1]</script>']
)
def test_broken_metadata_break_nothing(extra: str) -> None:
    assert read_bytes("page.html", PAGE.format(extra=extra).encode()).title == "Ministers meet in Qingdao"


@pytest.mark.parametrize(
    "text, title, published, start",
    [
        ("Ministers meet\n\nThe ministers met.", "Ministers meet", "", "The ministers"),
        ("The ministers met.\n\nThey spoke.", "", "", "The ministers"),
        ("Title: Talks\nPublished: 2025-06-26\n\nThey spoke.", "Talks", "2025-06-26", "They"),
        ("Title: Talks\r\nPublished: soon\r\n\r\nThey spoke.", "Talks", "", "They"),
        ("Just one line", "", "", "Just"),
    ],
)
def test_plain_text(text: str, title: str, published: str, start: str) -> None:
    document = read_text(text)
    assert (document.title, document.published) == (title, published)
    assert document.text.startswith(start)


@pytest.mark.parametrize(
    "name, data, sentence",
    [
        ("a.pdf", b"%PDF", "is none of"),
        ("a.txt", b"", "no words"),
        ("a.txt", bytes(range(256)) * 40, "binary data"),
        ("a.json", b"{", "no JSON"),
        ("a.json", b"[]", "has no “text”"),
        ("a.json", b'{"text": "  "}', "has no “text”"),
        ("a.json", b'{"text": "They met.", "title": 5}', "“title” is not a text"),
        ("a.html", b"<html></html>", "no article text"),
        ("a.txt", b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_what_can_not_be_read_gets_a_sentence(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(ReadError, match=sentence):
        read_bytes(name, data)


def test_old_encodings_are_read() -> None:
    assert read_bytes("a.txt", "Zoë met Łukasz – gladly.".encode()).text == "Zoë met Łukasz – gladly."
    assert read_bytes("a.txt", "The “talks” went on.".encode("cp1252")).text == "The “talks” went on."
    assert read_bytes("a.txt", "They met.".encode("utf-16")).text == "They met."


def test_the_corpus_keeps_its_id_and_its_text() -> None:
    article = {"id": "d-1", "outlet": "ANI", "source_url": "https://example.org/1", "published": "2025-06-26", "dateline": None,
               "title": "Talks", "text": "They met.\n\nThey spoke. "}  # fmt: skip
    document = read_bytes("d-1.json", json.dumps(article).encode())
    assert (document.external_id, document.text, document.dateline) == ("d-1", article["text"], "")


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.pdf", ".hidden.txt", "deep/d.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [path.name for path in article_files(tmp_path)] == ["a.html", "b.txt", "d.json"]


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="can’t be opened"):
        read_file(tmp_path / "none.txt")


@pytest.mark.parametrize(
    "text, language",
    [
        ("The ministers of the two countries met in the capital and spoke of trade.", "en"),
        ("Singh met Belousov in Qingdao on Thursday.", "en"),
        ("Hegseth visits Manila", "en"),
        ("Belousov arrives Pyongyang", "en"),
        ("Ministros de Defensa se reúnen en Lima", "es"),
        ("Les ministres de la défense se sont réunis à Paris mardi pour discuter de la coopération.", "fr"),
        ("Министры обороны двух стран встретились в Москве.", "ru"),
        ("Die Verteidigungsminister trafen sich am Dienstag in Berlin zu Gesprächen.", "de"),
    ],
)
def test_the_language_is_told_offline(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text, city, day",
    [
        ("St. Petersburg [Russia], June 28 (ANI): The army", "St. Petersburg", (6, 28, None)),
        ("QINGDAO, Jun 26 (Alliance News): The ministers", "Qingdao", (6, 26, None)),
        ("KABUL, Afghanistan (Jan. 25, 2013) - A delegation", "Kabul", (1, 25, 2013)),
        ("NEW DELHI: The minister", "New Delhi", (None, None, None)),
        ("ASTANA. KAZINFORM – The ministers", "Astana", (None, None, None)),
        ("Colombo, Sep 1 (PTI) An Indian destroyer", "Colombo", (9, 1, None)),
    ],
)
def test_a_dateline_is_read(text: str, city: str, day: tuple[int | None, ...]) -> None:
    line = read_dateline(text)
    assert line is not None
    assert (line.city, (line.month, line.day, line.year)) == (city, day)


@pytest.mark.parametrize("text", ["The ministers met in Moscow.", "India and Russia: a friendship", "On June 5 they met.", ""])
def test_a_first_sentence_is_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    "text, published, said",
    [
        ("QINGDAO, Jun 26, 2025 (XNA): They met.", "2025-06-26", "from the dateline: correct"),
        ("QINGDAO, Jun 26 (XNA): They met. In 2024 they had not.", "2024-06-26", "its year from the text"),
        ("QINGDAO, Jun 26 (XNA): They met.", "2026-06-26", "as the last such day"),
        ("QINGDAO, Dec 26 (XNA): They met.", "2025-12-26", "as the last such day"),
        ("They met.", "", "No published date is stated"),
    ],
)
def test_a_missing_date_is_taken_from_the_dateline_and_said(text: str, published: str, said: str) -> None:
    document = with_dateline(Document(text=text), date(2026, 11, 25))
    assert document.published == published
    assert said in " ".join(document.warnings)


def test_a_stated_date_is_left_alone() -> None:
    document = with_dateline(Document(text="QINGDAO, Jun 26 (XNA): They met.", published="2025-06-27"), date(2026, 11, 25))
    assert (document.published, document.dateline, document.warnings) == ("2025-06-27", "Qingdao", ())


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.json", "a.html"]))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes, name: str) -> None:
    refused = ""
    try:
        text = read_bytes(name, data).text
    except ReadError as error:
        text, refused = "", str(error)
    assert text.strip() or refused.endswith(".")


@given(st.text(max_size=300))
def test_any_text_has_a_language_and_may_have_a_dateline(text: str) -> None:
    assert language_of(text)
    read_dateline(text)
