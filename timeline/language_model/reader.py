"""Reads one document with a language model."""

from timeline.documents import Document
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.types import Extraction
from timeline.language_model.answer import candidates
from timeline.language_model.client import Client
from timeline.language_model.prompt import LONGEST_TEXT, SCHEMA, SYSTEM, question


def read_with_model(document: Document, knowledge: KnowledgeBase, client: Client) -> Extraction:
    """Return what a language model reads in a document; ModelError when it gives no usable answer.

    Every value has a quotation that stands in the text; how many values had none is said in the notes.
    """
    answer = client.ask(SYSTEM, question(document), SCHEMA)
    found, dropped = candidates(answer, document.text, knowledge)
    notes = []
    if dropped:
        notes.append(f"{dropped} values of the language model were dropped: they are not quoted from the text.")
    if len(document.text) > LONGEST_TEXT:
        notes.append(f"Only the first {LONGEST_TEXT} characters were read.")
    return Extraction(tuple(found), client.endpoint.engine, tuple(notes))
