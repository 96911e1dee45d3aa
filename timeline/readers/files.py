"""Files and folders of articles: text, web pages, and the corpus's JSON."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from timeline.documents import Document
from timeline.readers.corpus import read_json
from timeline.readers.errors import ReadError
from timeline.readers.plain import read_text


def _read_page(text: str) -> Document:
    from timeline.readers.html import read_html  # its libraries take long to import

    return read_html(text)


READERS = {".txt": read_text, ".html": _read_page, ".htm": _read_page, ".json": read_json}
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]{2,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page declares its encoding
LARGEST = 5 * 1024 * 1024  # bytes; a longer text is a book, and a page of that size is broken


def article_files(path: Path) -> Iterator[Path]:
    """Yield the article files of `path`, a file or a folder, in the order of their names; hidden files are passed over."""
    if not path.is_dir():
        yield path
        return
    for child in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in child.relative_to(path).parts)
        if child.is_file() and child.suffix.lower() in READERS and not hidden:
            yield child


def read_file(path: Path) -> Document:
    """Read one file; raise ReadError with a sentence when it can't be."""
    try:
        if path.stat().st_size > LARGEST:
            raise ReadError(f"{path.name} is larger than {LARGEST // 1024 // 1024} MB.")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path} can’t be opened: {error.strerror}.") from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> Document:
    """Read the bytes of a file called `name`; raise ReadError with a sentence when they are no article."""
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        raise ReadError(f"{name} is none of {', '.join(sorted(READERS))}.")
    if len(data) > LARGEST:
        raise ReadError(f"{name} is larger than {LARGEST // 1024 // 1024} MB.")
    try:
        text, warnings = decode(data, _declared(data) if reader is _read_page else "")
        document = reader(text)
    except ReadError as error:
        raise ReadError(f"{name}: {error}") from error
    return replace(document, warnings=(*warnings, *document.warnings))


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, and a warning where its encoding was guessed; raise ReadError for what is no text.

    UTF-16 by its mark, else UTF-8, else the encoding that a page declares, else Windows-1252.
    """
    warnings: tuple[str, ...] = ()
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", *filter(None, [declared])):
        try:
            text = data.decode(encoding)
            break
        except (UnicodeError, LookupError):  # a page may declare what is no encoding of text: base64, idna
            continue
    else:
        text = data.decode("cp1252", errors="replace")
        warnings = ("The file is not in UTF-8: it was read as Windows-1252, and rare letters may be wrong.",)
    strange = sum(1 for character in text[:20_000] if (character < " " and character not in "\t\n\r\f") or character == "\ufffd")
    if "\x00" in text or strange > len(text[:20_000]) * 0.01:
        raise ReadError("this is no text: it holds binary data.")
    return text, warnings


def _declared(data: bytes) -> str:
    """Return the encoding that a page declares in its head, empty when it names none that exists."""
    found = _CHARSET.search(data[:_HEAD])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except LookupError:
        return ""
    return "cp1252" if name in ("iso8859-1", "ascii") else name  # as browsers do, and as such pages mean it
