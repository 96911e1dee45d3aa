"""What the tests of reviewing share: an article that tells of a meeting, read and waiting."""

from typing import Any

from tests.factories import NOW, make_article, make_country
from timeline.extraction.types import Candidate, Extraction, FieldValue, Span
from timeline.ingest.store import Reading, store
from timeline.models import Article, Claim, Engagement
from timeline.record import NameBook, Names
from timeline.vocabulary import Field

TEXT = "Rajnath Singh met Andrei Belousov in Qingdao on 26 June 2025 at the Conference Centre."
INDIA = {"code": "IN", "role": "participant"}
RUSSIA = {"code": "RU", "role": "participant"}
SINGH = {"name": "Rajnath Singh", "role": "Defence Minister", "party": "IN"}
BELOUSOV = {"name": "Andrei Belousov", "role": "Defence Minister", "party": "RU"}
QINGDAO = {"name": "Qingdao", "country": "CN", "lat": None, "lon": None, "geoname": None}
VALUES: tuple[tuple[Field, Any, str], ...] = (
    (Field.KIND, "bilateral", "met"),
    (Field.STATUS, "held", "met"),
    (Field.START, "2025-06-26", "26 June 2025"),
    (Field.END, "2025-06-26", "26 June 2025"),
    (Field.PLACE, QINGDAO, "Qingdao"),
    (Field.COUNTRY, "CN", "Qingdao"),
    (Field.VENUE, "Conference Centre", "the Conference Centre"),
    (Field.PARTY, INDIA, "Rajnath Singh"),
    (Field.PARTY, RUSSIA, "Andrei Belousov"),
    (Field.PERSON, SINGH, "Rajnath Singh"),
    (Field.PERSON, BELOUSOV, "Andrei Belousov"),
)


def instead(*values: tuple[Field, Any, str]) -> tuple[tuple[Field, Any, str], ...]:
    """Return the usual values with those of some fields replaced."""
    fields = {field for field, _, _ in values}
    return (*(value for value in VALUES if value[0] not in fields), *values)


def make_read(
    values: tuple[tuple[Field, Any, str], ...] = VALUES, text: str = TEXT, confidence: float = 0.9, **fields: Any
) -> Article:
    """Put an article on record as ingest does, with what it tells said by hand."""
    for code in ("IN", "RU", "CN"):
        make_country(code)
    article = make_article(text, **fields)
    told = tuple(
        FieldValue(field, value, _span(text, words), Span(0, len(text)), "by hand", confidence) for field, value, words in values
    )
    store([Reading(article, Extraction((Candidate("a", told),), engine="hand-1"))], names=NameBook(Names.READ), at=NOW)
    return article


def told_of(article: Article) -> Engagement:
    """Return the one engagement that an article tells of."""
    return Engagement.objects.filter(claims__article=article, claims__retracted_at=None).distinct().get()


def claim_of(article: Article, field: Field, words: str = "") -> int:
    """Return the id of an article's live claim on a field, of several the one whose value has the words."""
    claims = Claim.objects.live().filter(article=article, field=field)
    return next(claim.pk for claim in claims if words in str(claim.value))


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))
