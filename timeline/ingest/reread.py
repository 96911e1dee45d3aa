"""Articles read again after a change of the extractor or of what it knows: what that changes, and the change itself.

Looking first writes everything as applying would and takes it back, so that what is shown is what will be. What people decided
stays: their claims are not the article's, and what an article tells again keeps the name that decisions on its identity go by.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from timeline.documents import Document
from timeline.extraction.memory import resting
from timeline.extraction.pipeline import NOTHING_FOUND
from timeline.ingest.engine import read_engagements, signature
from timeline.ingest.knowledge import knowledge_base
from timeline.ingest.records import ENGINE as GIVEN
from timeline.ingest.store import Reading, store
from timeline.models import Article, Claim
from timeline.models.articles import ArticleQuerySet
from timeline.record import LEFT_OUT, NameBook, Names, batch, choose_all, regroup, silence
from timeline.vocabulary import Field

TOGETHER = 100  # articles that are read again in one transaction
_NOT_READ = (GIVEN, "generated", "")  # engines of what no extractor read


@dataclass(frozen=True, slots=True)
class Change:
    """What one article no longer says (`old` alone), says as well (`new` alone) or says instead, of one field."""

    article: Article
    field: str
    old: Any = None
    new: Any = None


@dataclass(slots=True)
class Reread:
    """What reading some articles again came to: how many articles, values that stayed by field, and every change."""

    articles: int = 0
    stayed: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)


class _TakeBack(Exception):
    """Ends a transaction that was only to be looked at."""


def to_read_again() -> ArticleQuerySet:
    """Return the articles that were read by another extractor or with other knowledge than now, oldest first."""
    now = signature(knowledge_base())
    read = Article.objects.filter(is_current=True, withdrawn_at=None, reading=Article.Reading.READ)
    return read.exclude(engine__in=(*_NOT_READ, now)).order_by("pk")


def read_again(ids: Sequence[int], *, at: datetime, apply: bool) -> Iterator[Reread]:
    """Read articles again, a lot at a time, and yield what that changes; without `apply` nothing stays changed.

    Every lot is one transaction, and its articles say afterwards what read them: stopped anywhere, it goes on where it was.
    """
    for start in range(0, len(ids), TOGETHER):
        with resting():
            yield _read_lot(ids[start : start + TOGETHER], at, apply=apply)


def _read_lot(ids: Sequence[int], at: datetime, *, apply: bool) -> Reread:
    knowledge = knowledge_base()
    articles = list(Article.objects.select_related("source").filter(pk__in=ids).order_by("pk"))
    told = [(article, read_engagements(_document(article), knowledge)) for article in articles]
    found = Reread()
    try:
        with batch():
            current = set(Article.objects.select_for_update().filter(pk__in=ids, is_current=True).values_list("pk", flat=True))
            readings = [Reading(one, extraction, one) for one, extraction in told if one.pk in current]
            for reading in readings:
                _sign(reading, signature(knowledge, reading.extraction.engine))
            left = [row for reading in readings for row in silence(reading.article)]
            store(readings, names=NameBook(Names.READ), at=at)
            choose_all(regroup(left, at=at), at=at)
            Article.objects.bulk_update([reading.article for reading in readings], ["engine", "notes"])
            found = _changes([reading.article for reading in readings], at)
            if not apply:
                raise _TakeBack
    except _TakeBack:
        pass
    return found


def _sign(reading: Reading, by: str) -> None:
    """Note by what an article was read, and what that reading has to say instead of the one before."""
    article = reading.article
    article.engine = by
    kept = [note for note in article.notes if note != NOTHING_FOUND and not note.startswith(LEFT_OUT)]
    article.notes = [*kept, *reading.extraction.notes]


def _document(article: Article) -> Document:
    return Document(
        text=article.text,
        title=article.title,
        external_id=article.external_id,
        url=article.url,
        outlet=article.source.name,
        published=article.published.isoformat() if article.published else "",
        dateline=article.dateline,
        language=article.language,
    )


def _changes(articles: Sequence[Article], at: datetime) -> Reread:
    """Compare what articles said until now with what they say: claims retracted in this moment, and claims made in it."""
    by_pk = {article.pk: article for article in articles}
    found = Reread(articles=len(articles))
    claims = Claim.objects.filter(article__in=by_pk)
    found.stayed.update(claims.live().exclude(recorded_at=at).order_by("pk").values_list("field", flat=True))
    gone, come = list(claims.filter(retracted_at__gte=at)), list(claims.live().filter(recorded_at=at))
    moved = {_words(claim) for claim in gone} & {_words(claim) for claim in come}
    found.stayed.update(claim.field for claim in come if _words(claim) in moved)
    old, new = (_by_subject(claim for claim in side if _words(claim) not in moved) for side in (gone, come))
    for subject in sorted(old.keys() | new.keys(), key=str):
        before, after = old.get(subject, []), new.get(subject, [])
        for number in range(max(len(before), len(after))):
            was = before[number].value if number < len(before) else None
            becomes = after[number].value if number < len(after) else None
            found.changes.append(Change(by_pk[subject[0]], subject[2], was, becomes))
    return found


def _by_subject(claims: Iterable[Claim]) -> dict[tuple[int, int, str], list[Claim]]:
    """Group claims by what they speak of: an article's engagement and a field; values of a many-valued one by themselves."""
    grouped: dict[tuple[int, int, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.article_id or 0, claim.engagement_id, claim.field].append(claim)
    return grouped


def _words(claim: Claim) -> tuple[Any, ...]:
    """What a claim says and from which words, wherever it is filed."""
    value = "" if claim.field == Field.WITHIN else claim.key
    return claim.article_id, claim.field, value, claim.span_start, claim.span_end
