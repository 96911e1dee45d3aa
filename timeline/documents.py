"""The Document that readers hand to ingest and extraction; standard library only."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Document:
    """One published text as read, with what its carrier said about it. Unknown metadata is empty, never guessed.

    `published` is an ISO day (`2025-06-28`) or empty. `text` is verbatim: paragraphs separated by a blank line.
    """

    text: str
    title: str = ""
    external_id: str = ""
    url: str = ""
    outlet: str = ""
    published: str = ""
    dateline: str = ""
    language: str = "en"
    warnings: tuple[str, ...] = field(default=())  # what was wrong or missing in the metadata, a sentence each
