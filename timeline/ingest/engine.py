"""Chooses who reads an article: the rules, or a language model where the operator has set one up."""

import logging
from dataclasses import replace
from functools import cache

from django.conf import settings

from timeline.documents import Document
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.pipeline import ENGINE, extract
from timeline.extraction.types import Extraction
from timeline.language_model import Client, Endpoint, ModelError, read_with_model

_LONGEST = 23  # letters of an engine’s name in a signature, so that its column holds both
_log = logging.getLogger(__name__)


def read_engagements(document: Document, knowledge: KnowledgeBase) -> Extraction:
    """Return the engagements of a document; where the language model fails, those of the rules, with a note that says so."""
    client = model_client()
    if client is None:
        return extract(document, knowledge)
    try:
        return read_with_model(document, knowledge, client)
    except ModelError as error:
        _log.warning("%s The rules read the article instead.", error)
        found = extract(document, knowledge)
        return replace(found, notes=(*found.notes, f"{error} The rules read the article instead."))


def signature(knowledge: KnowledgeBase, engine: str = "") -> str:
    """Return what an article is marked with that `engine` has read, by default the one that `read_engagements` asks first.

    Readings by another engine, or with other knowledge, have another one.
    """
    client = model_client()
    engine = engine or (client.endpoint.engine if client else ENGINE)
    return f"{engine[:_LONGEST]} {knowledge.stamp}"


@cache
def model_client() -> Client | None:
    """Return the client of the endpoint that the environment names, one for the process; None when it names none."""
    if not settings.LANGUAGE_MODEL_URL:
        return None
    return Client(
        Endpoint(
            settings.LANGUAGE_MODEL_URL,
            settings.LANGUAGE_MODEL,
            settings.LANGUAGE_MODEL_KEY,
            timeout=settings.LANGUAGE_MODEL_TIMEOUT,
            budget=settings.LANGUAGE_MODEL_BUDGET,
        )
    )
