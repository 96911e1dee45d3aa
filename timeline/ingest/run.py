"""The one path of every article: read -> fingerprint -> extract -> link -> store in one transaction."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from django.db import IntegrityError

from timeline.documents import Document
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.types import Extraction
from timeline.ingest.engine import read_engagements
from timeline.ingest.fingerprint import canonical_url, content_hash, identity
from timeline.ingest.knowledge import knowledge_base
from timeline.ingest.records import read_records
from timeline.ingest.store import Stored, store
from timeline.models import Article, Source
from timeline.readers import ReadError, article_files, language_of, read_file
from timeline.readers.dateline import with_dateline
from timeline.record import NameBook, UnknownName, batch, choose_all, regroup, retract, silence

_log = logging.getLogger(__name__)
UNNAMED_OUTLET = "Outlet not named"


class Result(StrEnum):
    """What became of one article."""

    NEW = "new"
    NEW_VERSION = "new_version"
    UNCHANGED = "unchanged"
    UNREAD = "unread"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells whether a text is on record: which article it is, and its very words."""

    identity: str
    words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one article: `stored` are its engagements, `reason` a sentence where it is not simply new."""

    kind: Result
    name: str
    article: Article | None = None
    stored: tuple[Stored, ...] = ()
    reason: str = ""


def ingest_document(
    document: Document, *, at: datetime, knowledge: KnowledgeBase | None = None, records: Extraction | None = None
) -> Outcome:
    """Put one document on record. The same again changes nothing; a corrected text becomes a new version of its article.

    `records` are what it tells, where that is known already; otherwise the extractor reads it.
    """
    # Taken before the dateline is read: a day counted back from today would make the same text another one next year.
    mark = Fingerprint(identity(document), content_hash(document))
    known = Article.objects.filter(identity=mark.identity, is_current=True).first()
    if known is not None and known.content_hash == mark.words:
        return _unchanged(known)
    document = replace(with_dateline(document, at.date()), language=language_of(document.text))
    # Read outside the transaction: other writers need not wait for it.
    extraction = records
    if records is None and document.language == "en":
        extraction = read_engagements(document, knowledge or knowledge_base())
    try:
        return _put(document, mark, extraction, at)
    except IntegrityError:
        # Another writer put the same article, or a place it names, on record in this moment: now it is found there.
        return _put(document, mark, extraction, at)


def ingest_files(paths: Iterable[Path], *, at: datetime, with_records: bool = False) -> Iterator[tuple[int, int, Outcome]]:
    """Put every article file of `paths`, files or folders, on record; yield how many are done, of how many, and the outcome.

    A broken file is reported and the rest go on. `with_records` takes what the files themselves say the articles tell.
    """
    files = [file for path in paths for file in article_files(path)]
    knowledge = None if with_records else knowledge_base()
    for done, file in enumerate(files, start=1):
        yield done, len(files), ingest_file(file, at=at, knowledge=knowledge, with_records=with_records)


def ingest_file(file: Path, *, at: datetime, knowledge: KnowledgeBase | None = None, with_records: bool = False) -> Outcome:
    """Put one article file on record; one that can't be read is reported and leaves nothing."""
    try:
        document = read_file(file)
        records = read_records(file, document.text) if with_records else None
        return ingest_document(document, at=at, knowledge=knowledge, records=records)
    except (ReadError, UnknownName) as error:
        return Outcome(Result.FAILED, str(file), reason=str(error))
    except Exception as error:  # one text the reader stumbles over must not cost a night's batch; the log tells the rest
        _log.exception("%s was not read", file)
        return Outcome(Result.FAILED, str(file), reason=f"An error in Sidelines kept it from being read: {error!r}.")


def _put(document: Document, mark: Fingerprint, extraction: Extraction | None, at: datetime) -> Outcome:
    with batch():
        known = Article.objects.select_for_update().filter(identity=mark.identity, is_current=True).first()
        if known is not None and known.content_hash == mark.words:
            return _unchanged(known)
        article = _new_article(document, mark, extraction, known, at)
        left = silence(known) if known is not None else []
        stored = store(article, extraction, names=NameBook(), at=at, corrected=known) if extraction else []
        if known is not None:
            gone = retract(known.claims.all(), reason="A corrected text replaced it", at=at)
            choose_all(gone | regroup(left, at=at), at=at)
    if extraction is None:
        reason = f"The text is not in English ({document.language}): it is kept, not read."
        return Outcome(Result.UNREAD, _name(article), article, reason=reason)
    return Outcome(Result.NEW_VERSION if known else Result.NEW, _name(article), article, tuple(stored))


def _new_article(
    document: Document, mark: Fingerprint, extraction: Extraction | None, known: Article | None, at: datetime
) -> Article:
    if known is not None:
        known.is_current = False
        known.save(update_fields=["is_current"])
    source, _ = Source.objects.get_or_create(name=(document.outlet.strip() or UNNAMED_OUTLET)[:200])
    return Article.objects.create(
        source=source,
        identity=mark.identity,
        version=known.version + 1 if known else 1,
        external_id=document.external_id[:200],
        url=canonical_url(document.url) and document.url.strip()[:1000],
        title=document.title[:500],
        text=document.text,
        published=date.fromisoformat(document.published) if document.published else None,
        dateline=document.dateline[:200],
        language=document.language,
        content_hash=mark.words,
        reading=Article.Reading.READ if extraction else Article.Reading.NOT_ENGLISH,
        engine=extraction.engine if extraction else "",
        notes=[*document.warnings, *(extraction.notes if extraction else ())],
        recorded_at=at,
    )


def _unchanged(article: Article) -> Outcome:
    reason = "This article is on record already, word for word."
    if article.withdrawn_at is not None:
        reason = "This article was read before and withdrawn: restore it on its page."
    return Outcome(Result.UNCHANGED, _name(article), article, reason=reason)


def _name(article: Article) -> str:
    return article.title or article.text[:60]
