"""The side panel: one engagement in short, with one quotation; what became of it when it is no longer shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch

from timeline import wording
from timeline.clock import end_of
from timeline.models import Article, Attendance, Claim, Engagement
from timeline.models.claims import ClaimQuerySet
from timeline.queries.detail import AttendeeRow, attendees
from timeline.queries.engagement_row import engagement_row, rows_with_ids, with_row_relations
from timeline.queries.facts import FACTS, quotation
from timeline.queries.known import parts_then, put_back
from timeline.rows import EngagementRow, LinkRow, QuoteRow
from timeline.vocabulary import Field, Origin

MOST_CLAIMS = 400  # looked at for the one quotation
_QUESTIONS = {field: question for _, question, fields in FACTS for field in fields}
# Of a sentence that says several things, the words to bring out: what it was before when, where and who.
_TELLING = (Field.KIND, Field.START, Field.PLACE, Field.SERIES, Field.STATUS, Field.END, Field.VENUE, Field.PARTY)


@dataclass(frozen=True, slots=True)
class PanelRow:
    """What the panel shows of one engagement; without a `row` there is only `note`, a sentence that says why."""

    asked: str  # the id as the address gave it
    row: EngagementRow | None = None
    people: tuple[AttendeeRow, ...] = ()
    parent: LinkRow | None = None
    parts: int = 0
    quote: QuoteRow | None = None
    question: str = ""  # that the quotation answers
    quotes: int = 0  # sentences and reports there are beside it
    note: str = ""
    url: str = ""  # of the page that says more where there is no row


def engagement_panel(asked: str, pk: int | None, asof: date | None = None) -> PanelRow:
    """Return the panel of engagement `pk`, or of its survivor when it was merged; a sentence about `asked` when none is shown.

    With a day it is as known at its end.
    """
    engagement = _load(pk) if pk is not None else None
    if engagement is None:
        return PanelRow(
            asked, note=f"No engagement has the number {pk}." if pk is not None else f"“{asked}” is no engagement’s number."
        )
    if asof is not None:
        return _panel_then(asked, engagement, asof)
    note = ""
    if engagement.merged_into_id is not None:
        note = f"Engagement {pk} was merged into this one."
        engagement = _load(engagement.merged_into_id) or engagement
    if engagement.withdrawn_at is not None:
        reason = f": {engagement.withdrawn_reason}" if engagement.withdrawn_reason else ""
        gone = f"“{engagement.title}” was withdrawn on {wording.day(engagement.withdrawn_at.date())}{reason}"
        return PanelRow(asked, note=f"{gone.rstrip('.')}.", url=engagement.get_absolute_url())
    parent = engagement.within
    shown = PanelRow(
        asked,
        row=engagement_row(engagement),
        parent=LinkRow(parent.title, parent.get_absolute_url()) if parent and not parent.withdrawn_at else None,
        parts=engagement.parts.shown().count(),
        note=note,
    )
    return _with_words(shown, engagement, Claim.objects.live())


def _panel_then(asked: str, engagement: Engagement, asof: date) -> PanelRow:
    if not put_back([engagement], asof):
        return PanelRow(
            asked, note=f"Engagement {engagement.pk} was not shown on {wording.day(asof)}.", url=engagement.get_absolute_url()
        )
    (row,) = rows_with_ids([engagement.pk], asof, with_topics=True)
    parents = rows_with_ids([engagement.within_id], asof) if engagement.within_id else ()
    parent = LinkRow(parents[0].title, parents[0].url) if parents else None
    shown = PanelRow(asked, row=row, parent=parent, parts=len(parts_then(engagement.pk, asof)))
    return _with_words(shown, engagement, Claim.objects.live_at(end_of(asof)))


def _with_words(shown: PanelRow, engagement: Engagement, live: ClaimQuerySet) -> PanelRow:
    """Add who was there, and the quotation."""
    quote, question, others = _quote(live.filter(engagement=engagement))
    people = attendees(engagement, shown.row.parties if shown.row else ())
    return replace(shown, people=people, quote=quote, question=question, quotes=others)


def _load(pk: int) -> Engagement | None:
    people = Attendance.objects.select_related("person").order_by("id")
    loaded = with_row_relations(Engagement.objects.filter(pk=pk)).select_related("place", "country", "venue", "series", "within")
    return loaded.prefetch_related(Prefetch("attendances", queryset=people)).first()


def _quote(live: ClaimQuerySet) -> tuple[QuoteRow | None, str, int]:
    """Return the sentence that tells most, the newest of equals, else the first report; and how many more there are."""
    claims = list(live.select_related("source").order_by("id")[:MOST_CLAIMS])
    sentences: defaultdict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.origin == Origin.EXTRACTED and not claim.denies:
            sentences[claim.article_id or 0, claim.sentence_start or 0].append(claim)
    reports = {claim.report_url: claim for claim in reversed(claims) if claim.origin == Origin.COMPILED}
    others = len(sentences) + len(reports) - 1
    if sentences:
        best = max(sentences.values(), key=_worth)
        said = min(best, key=_telling)
        article = Article.objects.select_related("source").get(pk=said.article_id or 0)
        return quotation(said, article), _QUESTIONS[Field(said.field)], others
    if claims:
        said = next(iter(reversed(reports.values())), claims[0])
        return quotation(said, None), _QUESTIONS[Field(said.field)], max(others, 0)
    return None, "", 0


def _worth(sentence: Sequence[Claim]) -> tuple[int, int, int]:
    """Order sentences: more facts, then the newer, then the earlier read."""
    published = max((claim.published.toordinal() for claim in sentence if claim.published), default=0)
    return len({claim.field for claim in sentence}), published, -sentence[0].pk


def _telling(claim: Claim) -> tuple[int, int]:
    field = Field(claim.field)
    return _TELLING.index(field) if field in _TELLING else len(_TELLING), claim.pk
