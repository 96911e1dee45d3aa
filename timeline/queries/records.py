"""The record in the codebook’s keys (tests/corpus/README.md): what is shown of each engagement, and what each source told."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch

from timeline.clock import end_of
from timeline.models import Article, Attendance, Claim, Engagement, Participation, Report
from timeline.queries.known import put_back
from timeline.vocabulary import Field

_BATCH = 300  # engagements read at a time
_SINGLE = (
    Field.TITLE, Field.KIND, Field.STATUS, Field.START, Field.END, Field.COUNTRY, Field.VENUE, Field.SERIES, Field.EDITION,
)  # fmt: skip
_PROVING = (Field.START, Field.PLACE, Field.KIND, Field.PARTY)  # whose sentences are the evidence of a record
_MOST_EVIDENCE = 3


def record_lines(asof: date | None = None) -> Iterator[dict[str, Any]]:
    """Yield every shown engagement, in the order of their ids: `id`, `record` and `reports` (article, and the record it told).

    With a day, what was shown at its end and what the articles on record then told.
    """
    last = 0
    while True:
        batch = list(_loaded(last, asof))
        if not batch:
            return
        last = batch[-1].pk
        shown = put_back(batch, asof) if asof else batch
        told = _reports([engagement.pk for engagement in shown], asof)
        for engagement in shown:
            yield {"id": engagement.pk, "record": _chosen(engagement), "reports": told.get(engagement.pk, [])}


def _loaded(after: int, asof: date | None) -> Iterable[Engagement]:
    parties = Participation.objects.select_related("organisation").order_by("pk")
    people = Attendance.objects.select_related("person").order_by("pk")
    # What was shown on an earlier day may be hidden by now.
    every = Engagement.objects.filter(recorded_at__lte=end_of(asof)) if asof else Engagement.objects.shown()
    return (
        every.filter(pk__gt=after)
        .select_related("place", "venue", "series")
        .prefetch_related(Prefetch("participations", parties), Prefetch("attendances", people), "topics")
        .order_by("pk")[:_BATCH]
    )


def _chosen(engagement: Engagement) -> dict[str, Any]:
    """Return what is shown of an engagement; `within` is the id of the larger one."""
    people = engagement.attendances.all()
    return {
        "uid": engagement.uid or str(engagement.pk),
        "title": engagement.title,
        "kind": engagement.kind,
        "status": engagement.status,
        "start": engagement.start or None,
        "end": engagement.end or None,
        "city": engagement.place.name if engagement.place else None,
        "country": engagement.country_id,
        "venue": engagement.venue.name if engagement.venue else None,
        "parties": [row.country_id or _acronym(row) for row in engagement.participations.all()],
        "people": [{"name": row.person.name, "role": row.office or None, "party": row.party or None} for row in people],
        "series": engagement.series.name if engagement.series else None,
        "edition": engagement.edition,
        "topics": [topic.name for topic in engagement.topics.all()],
        "within": engagement.within_id,
    }


def _acronym(row: Participation) -> str:
    return row.organisation.acronym if row.organisation else ""


def _reports(ids: Sequence[int], asof: date | None) -> dict[int, list[dict[str, Any]]]:
    """Return by engagement what each article tells of it."""
    live = Claim.objects.live_at(end_of(asof)) if asof else Claim.objects.live()
    claims: dict[tuple[int, int], list[Claim]] = {}
    for claim in live.filter(engagement__in=ids, article__isnull=False, denies=False).order_by("pk"):
        claims.setdefault((claim.engagement_id, claim.article_id or 0), []).append(claim)
    found: dict[int, list[dict[str, Any]]] = {}
    for (engagement, pk), article in (_tellers(claims) if asof else _filed(ids)).items():
        record = _told(claims.get((engagement, pk), []), article.text)
        name = article.external_id or article.url or article.identity
        found.setdefault(engagement, []).append({"article": name, "record": record})
    return found


def _filed(ids: Sequence[int]) -> dict[tuple[int, int], Article]:
    """Return the articles whose reports are filed under engagements, by both; even where nothing of one was recorded."""
    rows = Report.objects.live().filter(engagement__in=ids, article__isnull=False).select_related("article").order_by("pk")
    return {(row.engagement_id, row.article.pk): row.article for row in rows if row.article}


def _tellers(claims: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Article]:
    """Return the articles that told of engagements, by both: where a report was filed on an earlier day is not kept."""
    pairs = list(claims)
    articles = Article.objects.in_bulk({article for _, article in pairs})
    return {pair: articles[pair[1]] for pair in pairs}


def _told(claims: Sequence[Claim], text: str) -> dict[str, Any]:
    """Return what one article's claims say of an engagement; of a single-valued field the surest."""
    by_field: dict[str, list[Claim]] = {}
    for claim in claims:
        by_field.setdefault(claim.field, []).append(claim)

    def one(field: Field) -> Any:
        return max(by_field[field], key=lambda claim: claim.confidence or 0).value if field in by_field else None

    def all_of(field: Field) -> list[Any]:
        return [claim.value for claim in by_field.get(field, [])]

    place, larger = one(Field.PLACE), one(Field.WITHIN)
    record: dict[str, Any] = {field.value: one(field) for field in _SINGLE}
    record["city"] = place["name"] if place else None
    record["country"] = record["country"] or (place["country"] if place else None)
    record["parties"] = [party["code"] for party in all_of(Field.PARTY)]
    record["people"] = [
        {"name": each["name"], "role": each.get("role") or None, "party": each.get("party") or None}
        for each in all_of(Field.PERSON)
    ]
    record["topics"] = all_of(Field.TOPIC)
    record["within"] = larger
    proving = [by_field[field][0] for field in _PROVING if field in by_field]
    sentences = dict.fromkeys(sorted((claim.sentence_start or 0, claim.sentence_end or 0) for claim in proving))
    record["evidence"] = [text[start:end] for start, end in sentences][:_MOST_EVIDENCE]
    return record
