"""Bytes, files and pages to Documents. Imports documents and folding only; no models, no network. Start at files.py."""

from timeline.readers.errors import ReadError
from timeline.readers.files import article_files, read_bytes, read_file
from timeline.readers.language import language_of
from timeline.readers.plain import read_text

__all__ = ["ReadError", "article_files", "language_of", "read_bytes", "read_file", "read_text"]
