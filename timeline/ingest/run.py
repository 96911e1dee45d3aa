"""The one path of every article: read -> fingerprint -> extract -> link -> store; many articles share one transaction."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from django.db import IntegrityError

from timeline.documents import Document
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.memory import resting
from timeline.extraction.types import Extraction
from timeline.ingest.engine import read_engagements, signature
from timeline.ingest.fingerprint import canonical_url, content_hash, identity
from timeline.ingest.knowledge import knowledge_base
from timeline.ingest.records import read_records
from timeline.ingest.store import Reading, Stored, store
from timeline.models import Article, Report, Source
from timeline.readers import ReadError, article_files, language_of, read_file
from timeline.readers.dateline import with_dateline
from timeline.record import NameBook, Names, UnknownName, batch, choose_all, regroup, retract, silence

_log = logging.getLogger(__name__)
UNNAMED_OUTLET = "Outlet not named"
TOGETHER = 100  # articles that enter in one transaction


class Result(StrEnum):
    """What became of one article."""

    NEW = "new"
    NEW_VERSION = "new_version"
    UNCHANGED = "unchanged"
    UNREAD = "unread"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one article: `stored` are its engagements, `reason` a sentence where it is not simply new."""

    kind: Result
    name: str
    article: Article | None = None
    stored: tuple[Stored, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document on its way in. `identity` and `words` tell whether its text is on record: which article, which wording.

    `told` is what it was found to tell of; None while it was not read, and for ever when it is not in English.
    """

    name: str
    document: Document
    identity: str
    words: str
    told: Extraction | None = None
    engine: str = ""  # what read it, and with what knowledge

    @property
    def outlet(self) -> str:
        """The name of the source that it is filed under."""
        return (self.document.outlet.strip() or UNNAMED_OUTLET)[:200]


def ingest_document(
    document: Document, *, at: datetime, knowledge: KnowledgeBase | None = None, records: Extraction | None = None
) -> Outcome:
    """Put one document on record. The same again changes nothing; a corrected text becomes a new version of its article.

    `records` are what it tells, where that is known already; otherwise the extractor reads it.
    """
    incoming = _incoming(document, told=records)
    known = _on_record([incoming]).get(incoming.identity)
    if known is not None and known.content_hash == incoming.words:
        return _unchanged(known)
    return _put([_read(incoming, at, knowledge)], at)[0]


def ingest_files(paths: Iterable[Path], *, at: datetime, with_records: bool = False) -> Iterator[tuple[int, int, Outcome]]:
    """Put every article file of `paths`, files or folders, on record; yield how many are done, of how many, and the outcome.

    A broken file is reported and the rest go on. `with_records` takes what the files themselves say the articles tell.
    """
    files = [file for path in paths for file in article_files(path)]
    knowledge = None if with_records else knowledge_base()
    done = 0
    for some in _together(_opened(file, with_records=with_records) for file in files):
        with resting():  # rows of a lot go with their last user
            outcomes = _ingest(some, at, knowledge)
        for outcome in outcomes:
            done += 1
            yield done, len(files), outcome


def _opened(file: Path, *, with_records: bool) -> Incoming | Outcome:
    try:
        document = read_file(file)
        return _incoming(document, str(file), told=read_records(file, document.text) if with_records else None)
    except Exception as error:
        return _failed(str(file), error)


def _incoming(document: Document, name: str = "", *, told: Extraction | None) -> Incoming:
    # Taken before the dateline is read: a day counted back from today would make the same text another one next year.
    return Incoming(name, document, identity(document), content_hash(document), told)


def _together(incoming: Iterable[Incoming | Outcome]) -> Iterator[list[Incoming | Outcome]]:
    """Yield articles in lots that can enter together: no two versions of one article in a lot."""
    lot: list[Incoming | Outcome] = []
    inside: set[str] = set()
    for one in incoming:
        again = isinstance(one, Incoming) and one.identity in inside
        if again or len(lot) == TOGETHER:
            yield lot
            lot, inside = [], set()
        lot.append(one)
        inside |= {one.identity} if isinstance(one, Incoming) else set()
    if lot:
        yield lot


def _ingest(lot: Sequence[Incoming | Outcome], at: datetime, knowledge: KnowledgeBase | None) -> list[Outcome]:
    """Read and store a lot; what failed to open stands in it as its outcome already."""
    known = _on_record([one for one in lot if isinstance(one, Incoming)])
    outcomes: list[Outcome | None] = []
    read: list[Incoming] = []
    for one in lot:
        if isinstance(one, Outcome):
            outcomes.append(one)
        elif (same := known.get(one.identity)) is not None and same.content_hash == one.words:
            outcomes.append(_unchanged(same))
        else:
            try:
                read.append(_read(one, at, knowledge))
                outcomes.append(None)
            except Exception as error:  # one text the reader stumbles over must not cost a night's batch
                outcomes.append(_failed(one.name, error))
    stored = iter(_put_or_halve(read, at))
    return [outcome or next(stored) for outcome in outcomes]


def _read(incoming: Incoming, at: datetime, knowledge: KnowledgeBase | None) -> Incoming:
    """Read what a document tells. Outside the transaction: other writers need not wait for it."""
    document = replace(with_dateline(incoming.document, at.date()), language=language_of(incoming.document.text))
    if incoming.told is not None:
        return replace(incoming, document=document, engine=incoming.told.engine)
    if document.language != "en":
        return replace(incoming, document=document)
    knowledge = knowledge or knowledge_base()
    told = read_engagements(document, knowledge)
    return replace(incoming, document=document, told=told, engine=signature(knowledge, told.engine))


def _put_or_halve(lot: Sequence[Incoming], at: datetime) -> list[Outcome]:
    """Store a lot; where it can't be, store its halves, so that what is at fault stays out alone."""
    if not lot:
        return []
    try:
        return _put(lot, at)
    except Exception as error:
        if len(lot) == 1:
            return [_failed(lot[0].name, error)]
    middle = len(lot) // 2
    return _put_or_halve(lot[:middle], at) + _put_or_halve(lot[middle:], at)


def _put(lot: Sequence[Incoming], at: datetime) -> list[Outcome]:
    try:
        return _put_once(lot, at)
    except IntegrityError:
        # Another writer put the same article, or a place it names, on record in this moment: now it is found there.
        return _put_once(lot, at)


def _put_once(lot: Sequence[Incoming], at: datetime) -> list[Outcome]:
    with batch():
        known = _on_record(lot, to_write=True)
        unchanged = {key: article for key, article in known.items() if any(article.content_hash == one.words for one in lot)}
        new = [one for one in lot if one.identity not in unchanged]
        old = {one.identity: known[one.identity] for one in new if one.identity in known}
        articles = dict(zip((one.identity for one in new), _new_articles(new, old, at), strict=True))
        left = [row for article in old.values() for row in silence(article)]
        readings = [Reading(articles[one.identity], one.told, old.get(one.identity)) for one in new if one.told]
        found = store(readings, names=NameBook(Names.READ), at=at)
        _replace(old.values(), left, at)
    stored = {reading.article.identity: tuple(told) for reading, told in zip(readings, found, strict=True)}
    return [
        _unchanged(unchanged[one.identity])
        if one.identity in unchanged
        else _outcome(one, articles[one.identity], stored.get(one.identity, ()))
        for one in lot
    ]


def _replace(old: Iterable[Article], left: Sequence[Report], at: datetime) -> None:
    """Take back what earlier versions said, and group anew what stood beside them."""
    gone: set[int] = set()
    for article in old:
        gone |= retract(article.claims.all(), reason="A corrected text replaced it", at=at)
    if left or gone:
        choose_all(gone | regroup(left, at=at), at=at)


def _on_record(lot: Iterable[Incoming], *, to_write: bool = False) -> dict[str, Article]:
    """Return the current versions of articles by identity."""
    articles = Article.objects.select_for_update() if to_write else Article.objects
    found = articles.filter(identity__in=[one.identity for one in lot], is_current=True)
    return {article.identity: article for article in found}


def _new_articles(lot: Sequence[Incoming], old: dict[str, Article], at: datetime) -> list[Article]:
    Article.objects.filter(pk__in=[article.pk for article in old.values()]).update(is_current=False)
    sources = _sources({one.outlet for one in lot})
    return Article.objects.bulk_create([_article(one, sources, old.get(one.identity), at) for one in lot])


def _sources(names: set[str]) -> dict[str, Source]:
    found = {source.name: source for source in Source.objects.filter(name__in=names)}
    new = Source.objects.bulk_create(Source(name=name) for name in sorted(names - set(found)))
    return found | {source.name: source for source in new}


def _article(incoming: Incoming, sources: dict[str, Source], known: Article | None, at: datetime) -> Article:
    document, told = incoming.document, incoming.told
    return Article(
        source=sources[incoming.outlet],
        identity=incoming.identity,
        version=known.version + 1 if known else 1,
        external_id=document.external_id[:200],
        url=canonical_url(document.url) and document.url.strip()[:1000],
        title=document.title[:500],
        text=document.text,
        published=date.fromisoformat(document.published) if document.published else None,
        dateline=document.dateline[:200],
        language=document.language,
        content_hash=incoming.words,
        reading=Article.Reading.READ if told else Article.Reading.NOT_ENGLISH,
        engine=incoming.engine,
        notes=[*document.warnings, *(told.notes if told else ())],
        recorded_at=at,
    )


def _outcome(incoming: Incoming, article: Article, stored: tuple[Stored, ...]) -> Outcome:
    if incoming.told is None:
        reason = f"The text is not in English ({article.language}): it is kept, not read."
        return Outcome(Result.UNREAD, _name(article), article, reason=reason)
    return Outcome(Result.NEW_VERSION if article.version > 1 else Result.NEW, _name(article), article, stored)


def _unchanged(article: Article) -> Outcome:
    reason = "This article is on record already, word for word."
    if article.withdrawn_at is not None:
        reason = "This article was read before and withdrawn: restore it on its page."
    return Outcome(Result.UNCHANGED, _name(article), article, reason=reason)


def _failed(name: str, error: Exception) -> Outcome:
    if isinstance(error, ReadError | UnknownName):
        return Outcome(Result.FAILED, name, reason=str(error))
    _log.error("%s was not read", name, exc_info=error)
    return Outcome(Result.FAILED, name, reason=f"An error in Sidelines kept it from being read: {error!r}.")


def _name(article: Article) -> str:
    return article.title or article.text[:60]
