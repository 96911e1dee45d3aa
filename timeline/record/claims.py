"""What sources say: claims are appended and retracted, never changed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from timeline.models import Article, Claim, Engagement, Source
from timeline.models.claims import ClaimQuerySet
from timeline.record.many import insert
from timeline.record.names import NameBook
from timeline.record.shelf import Names, UnknownName
from timeline.vocabulary import Field, Kind, Origin, Status

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """One claim to record; `value` has the shape that `vocabulary.Field` gives, spans count characters of the article's text."""

    field: Field
    value: Any
    origin: Origin
    article: Article | None = None
    span: tuple[int, int] | None = None
    sentence: tuple[int, int] | None = None
    quote: str = ""
    rule: str = ""
    engine: str = ""
    confidence: float | None = None
    derived: str = ""
    source: Source | None = None
    report_url: str = ""
    published: date | None = None
    author: "User | None" = None
    note: str = ""
    denies: bool = False


def new_engagement(*, at: datetime, uid: str | None = None) -> Engagement:
    """Enter an engagement of which nothing is known yet; `choose` fills it from its claims and shows it."""
    engagement = _empty(at, uid)
    engagement.save(force_insert=True)
    return engagement


def new_engagements(number: int, *, at: datetime) -> list[Engagement]:
    """Enter many at once, as `new_engagement` does one."""
    return Engagement.objects.bulk_create([_empty(at, None) for _ in range(number)], batch_size=500)


def _empty(at: datetime, uid: str | None) -> Engagement:
    return Engagement(
        uid=uid,
        title="Untitled",
        kind=Kind.BILATERAL,
        status=Status.HELD,
        recorded_at=at,
        changed_at=at,
        withdrawn_at=at,
        withdrawn_reason=NOTHING_SAID,
    )


LEFT_OUT = "A value for"  # begins the sentence on a value that names nothing on record
NOTHING_SAID = "No source says anything of it."


def record_claims(
    engagement: Engagement, claims: Sequence[NewClaim], *, at: datetime, names: NameBook | None = None
) -> list[Claim]:
    """Append claims and return them; one that stands already, word for word, is passed over.

    Call `choose` afterwards. Raises UnknownName for a code or an id that is not on record: nothing is written then. Who is named
    is confirmed by that, unless the claims only deny.
    """
    names = names or NameBook(Names.READ if all(claim.denies for claim in claims) else Names.GIVEN)
    with transaction.atomic():
        return Claim.objects.bulk_create(_new_rows([Saying(engagement.pk, claims)], names, at))


@dataclass(frozen=True, slots=True)
class Saying:
    """Claims on one engagement. With a list `left_out`, one that names nothing on record is passed over and said there."""

    engagement: int
    claims: Sequence[NewClaim]
    left_out: list[str] | None = None


def record_sayings(sayings: Sequence[Saying], *, at: datetime, names: NameBook, anew: Collection[Article] = ()) -> set[int]:
    """Append claims on many engagements, as `record_claims` does on one; the queries don't grow with them.

    Of the articles read `anew`, what they said before and say no more is retracted; return the engagements it spoke of.
    """
    with transaction.atomic():
        said: set[tuple[Any, ...]] = set()
        insert(_new_rows(sayings, names, at, said))
        before = Claim.objects.live().filter(article__in=anew, origin=Origin.EXTRACTED)
        gone = [claim.pk for claim in before if (claim.engagement_id, *_identity(claim)) not in said]
        return retract(Claim.objects.filter(pk__in=gone), reason="Read again, it does not say so", at=at)


def _new_rows(sayings: Sequence[Saying], names: NameBook, at: datetime, said: set[tuple[Any, ...]] | None = None) -> list[Claim]:
    """Return the claims that do not stand already; add to `said` what tells each apart, those that stand among them."""
    beside, standing = on_record({saying.engagement for saying in sayings})
    rows = []
    for saying in sayings:
        context = beside[saying.engagement]
        context |= {claim.field: claim.value for claim in saying.claims if claim.field in _CONTEXT and not claim.denies}
        for claim in saying.claims:
            try:
                key = names.key(claim.field, claim.value, context)
            except UnknownName as error:
                if saying.left_out is None:
                    raise
                saying.left_out.append(f"{LEFT_OUT} “{claim.field}” was left out: {error}")
                continue
            row = _row(saying.engagement, claim, key, at)
            identity = _identity(row)
            if said is not None:
                said.add((saying.engagement, *identity))
            if identity not in standing[saying.engagement]:
                standing[saying.engagement].add(identity)
                rows.append(row)
    return rows


def on_record(ids: Collection[int]) -> tuple[dict[int, dict[Field, Any]], dict[int, set[tuple[Any, ...]]]]:
    """Return by engagement what other fields are understood by, and what tells its live claims apart."""
    beside: dict[int, dict[Field, Any]] = defaultdict(dict)
    standing: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for row in Claim.objects.live().filter(engagement__in=ids).order_by("pk"):
        standing[row.engagement_id].add(_identity(row))
        if row.field in _CONTEXT:
            beside[row.engagement_id][Field(row.field)] = row.value
    return beside, standing


def retract(claims: ClaimQuerySet, *, reason: str, at: datetime) -> set[int]:
    """Retract live claims and return the ids of the engagements they spoke of. Call `choose_all` with them."""
    live = claims.live()
    touched = set(live.order_by().values_list("engagement_id", flat=True).distinct())
    # A clock that was set back must not keep anyone from retracting.
    live.update(retracted_at=Greatest(Value(at, DateTimeField()), F("recorded_at")), retracted_reason=reason[:300])
    return touched


# What other fields are understood by: a venue by its city, a new series by the kind of its edition.
_CONTEXT = (Field.PLACE, Field.COUNTRY, Field.KIND)


def _row(engagement: int, claim: NewClaim, key: str, at: datetime) -> Claim:
    start, end = claim.span or (None, None)
    sentence_start, sentence_end = claim.sentence or (None, None)
    source = claim.source or (claim.article.source if claim.article else None)
    published = claim.published or (claim.article.published if claim.article else None)
    return Claim(
        engagement_id=engagement,
        field=claim.field,
        value=claim.value,
        key=key,
        denies=claim.denies,
        origin=claim.origin,
        article=claim.article,
        span_start=start,
        span_end=end,
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        quote=claim.quote,
        rule=claim.rule,
        engine=claim.engine,
        confidence=claim.confidence,
        derived=claim.derived[:300],
        source=source,
        report_url=claim.report_url,
        published=published,
        author=claim.author,
        note=claim.note,
        recorded_at=at,
    )


def _identity(claim: Claim) -> tuple[Any, ...]:
    """What makes two claims the same: who says what of which field, from which words."""
    # A person may come back to an earlier decision: only time tells two of theirs apart.
    when = claim.recorded_at if claim.origin == Origin.MANUAL else None
    return (claim.key, *who_says(claim), when)


def who_says(claim: Claim) -> tuple[Any, ...]:
    """Return who says, from which words, something of a field, and whether it is denied: all but what is said, and when."""
    return (
        claim.field,
        claim.denies,
        claim.origin,
        claim.article_id,
        claim.span_start,
        claim.span_end,
        claim.source_id,
        claim.report_url,
        claim.author_id,
    )
