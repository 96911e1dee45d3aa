"""Fingerprints: what is one article, and what is a new version of it."""

from dataclasses import replace

import pytest

from timeline.documents import Document
from timeline.ingest.fingerprint import canonical_url, content_hash, identity

DOCUMENT = Document(text="They met.\n\nThey spoke.", title="Talks", url="https://example.org/a", published="2025-06-26")
PASTED = replace(DOCUMENT, url="")


@pytest.mark.parametrize(
    "one, other, are_one",
    [
        ("https://example.org/a", "https://EXAMPLE.org/a/", True),
        ("https://example.org/a?id=1&utm_medium=x", "https://example.org/a?id=1#top", True),
        ("https://example.org/a?id=1", "https://example.org/a?id=2", False),
        ("https://example.org/a", "https://example.org/A", False),
        ("https://example.org/a?fbclid=x", "https://example.org/a", True),
    ],
)
def test_addresses(one: str, other: str, are_one: bool) -> None:
    assert (canonical_url(one) == canonical_url(other)) is are_one


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ftp://example.org/a", "nonsense", "https://"])
def test_what_is_no_address_identifies_nothing(url: str) -> None:
    assert canonical_url(url) == ""
    assert identity(replace(DOCUMENT, url=url)).startswith("text:")


@pytest.mark.parametrize(
    "one, other, are_one",
    [
        (DOCUMENT, replace(DOCUMENT, text="They parted."), True),  # a corrected text at the same address
        (DOCUMENT, replace(DOCUMENT, external_id="d-1"), False),
        (replace(DOCUMENT, external_id="d-1"), replace(PASTED, external_id="d-1"), True),
        (PASTED, replace(PASTED, title="Other", published=""), True),  # pasted again with its head corrected
        (PASTED, replace(PASTED, text="They met. They  spoke."), True),
        (PASTED, replace(PASTED, text="They parted."), False),
    ],
)
def test_identity(one: Document, other: Document, are_one: bool) -> None:
    assert (identity(one) == identity(other)) is are_one


@pytest.mark.parametrize(
    "changes, is_same",
    [
        ({"text": "They met. They spoke."}, True),
        ({"outlet": "Another"}, True),
        ({"published": "2025-06-27"}, False),
        ({"title": "Other"}, False),
        ({"text": "They parted."}, False),
    ],
)
def test_what_a_new_version_is(changes: dict[str, str], is_same: bool) -> None:
    assert (content_hash(DOCUMENT) == content_hash(replace(DOCUMENT, **changes))) is is_same  # type: ignore[arg-type]


def test_the_identity_fits_its_column() -> None:
    for document in (replace(DOCUMENT, external_id="x" * 900), replace(DOCUMENT, url=f"https://example.org/{'x' * 900}")):
        assert len(identity(document)) <= 300
