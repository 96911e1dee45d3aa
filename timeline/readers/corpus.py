"""The corpus's JSON files (tests/corpus/README.md): the text as it stands, with the file's own id."""

import json
import re

from timeline.documents import Document
from timeline.readers.errors import ReadError
from timeline.readers.plain import day

_KEYS = {"id": "external_id", "source_url": "url", "outlet": "outlet", "dateline": "dateline", "title": "title"}
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # NUL and halves of characters, which JSON can spell and no database keeps


def read_json(text: str) -> Document:
    """Read one article file; raise ReadError when it is no JSON object with a text."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"it is no JSON ({error}).") from error
    if not isinstance(data, dict) or not isinstance(data.get("text"), str) or not data["text"].strip():
        raise ReadError("it has no “text”.")
    wrong = [key for key in _KEYS if not isinstance(data.get(key) or "", str)]
    if wrong:
        raise ReadError(f"“{wrong[0]}” is not a text.")
    if any(_NO_TEXT.search(data.get(key) or "") for key in ("text", *_KEYS)):
        raise ReadError("it holds binary data.")
    published, warnings = day(str(data.get("published") or ""))
    values = {name: (data.get(key) or "") for key, name in _KEYS.items()}
    return Document(text=data["text"], published=published, warnings=warnings, **values)
