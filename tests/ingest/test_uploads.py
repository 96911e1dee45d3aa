"""Pasted and uploaded articles: what the person says wins over what the carrier says."""

import json

import pytest

from timeline.documents import Document
from timeline.ingest.uploads import pasted, uploaded
from timeline.readers import ReadError

NOTHING = Document(text="")
TEXT = "Ministers meet in Qingdao\n\nThey spoke of trade."


@pytest.mark.parametrize(
    "text, given, title, body",
    [
        (TEXT, NOTHING, "Ministers meet in Qingdao", "They spoke of trade."),
        (TEXT, Document(text="", title="Ministers Meet in Qingdao"), "Ministers Meet in Qingdao", "They spoke of trade."),
        (TEXT, Document(text="", title="Another"), "Another", TEXT),
        ("They spoke of trade.", NOTHING, "", "They spoke of trade."),
    ],
)
def test_a_pasted_headline_is_the_title_unless_the_form_names_another(text: str, given: Document, title: str, body: str) -> None:
    document = pasted(text, given)
    assert (document.title, document.text) == (title, body)


def test_what_the_form_says_wins_over_the_file() -> None:
    data = json.dumps({"id": "d-1", "outlet": "ANI", "published": "2025-06-26", "title": "Talks", "text": "They met."}).encode()
    document = uploaded("a.json", data, Document(text="", outlet="The Wire", published="2025-06-27"))
    assert (document.outlet, document.published, document.title, document.external_id) == (
        "The Wire",
        "2025-06-27",
        "Talks",
        "d-1",
    )


@pytest.mark.parametrize("text", ["", " \n ", "—"])
def test_nothing_to_read_gets_a_sentence(text: str) -> None:
    with pytest.raises(ReadError, match="no words"):
        pasted(text, NOTHING)
