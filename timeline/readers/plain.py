"""Plain text: an optional head of `Key: value` lines, an optional title line, then paragraphs.

Title: Ministers meet in Qingdao
Published: 2025-06-26
Outlet: Alliance News
URL: https://example.org/ministers

QINGDAO, Jun 26 (Alliance News): ...
"""

import re
from datetime import date

from timeline.documents import Document
from timeline.readers.errors import ReadError

_HEAD = re.compile(r"^(title|published|outlet|url|dateline):[ \t]*(.*)$", re.IGNORECASE)
_LONGEST_TITLE = 200


def read_text(text: str) -> Document:
    """Read plain text; raise ReadError when there are no words."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    head: dict[str, str] = {}
    while lines and (found := _HEAD.match(lines[0])):
        head[found[1].lower()] = found[2].strip()
        lines.pop(0)
    body = "\n".join(lines).strip()
    title = head.get("title", "")
    if not title:
        title, body = _split_title(body)
    if not re.search(r"\w", body):
        raise ReadError("there are no words in it.")
    published, warnings = day(head.get("published", ""))
    return Document(
        text=body,
        title=title[:500],
        url=head.get("url", ""),
        outlet=head.get("outlet", ""),
        published=published,
        dateline=head.get("dateline", ""),
        warnings=warnings,
    )


def day(value: str) -> tuple[str, tuple[str, ...]]:
    """Return the ISO day that metadata state, empty with a warning when they state none."""
    if not value:
        return "", ()
    try:
        return date.fromisoformat(value[:10]).isoformat(), ()
    except ValueError:
        return "", (f"The published date “{value[:40]}” is not a day, and was left out.",)


def _split_title(body: str) -> tuple[str, str]:
    """Take a short first line that ends no sentence and stands by itself for the title."""
    first, blank, rest = body.partition("\n\n")
    first = first.strip()
    if blank and rest.strip() and "\n" not in first and len(first) <= _LONGEST_TITLE and not re.search(r"[.!?:]\W*$", first):
        return first, rest.strip()
    return "", body
