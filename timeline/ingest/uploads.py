"""What a person pastes or uploads, as a Document; what the person says about it wins over what the carrier says."""

from dataclasses import replace

from timeline.documents import Document
from timeline.folding import fold
from timeline.readers.files import read_bytes
from timeline.readers.plain import read_text


def pasted(text: str, given: Document) -> Document:
    """Read pasted text; raise ValueError with a sentence when there are no words. `given` holds the rest of the form.

    A first line that reads like a headline is taken for one, unless the form names another: then it stays in the text.
    """
    document = read_text(text)
    if given.title and document.title and fold(document.title) != fold(given.title):
        document = replace(document, title="", text=f"{document.title}\n\n{document.text}")
    return _with(document, given)


def uploaded(name: str, data: bytes, given: Document) -> Document:
    """Read an uploaded file; raise ValueError with a sentence when it is no article."""
    return _with(read_bytes(name, data), given)


def _with(document: Document, given: Document) -> Document:
    said = {name: value for name in ("title", "outlet", "url", "published") if (value := getattr(given, name))}
    return replace(document, **said)
