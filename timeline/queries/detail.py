"""One engagement with everything its page shows: facts with evidence, parts, neighbours, people, sources."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from timeline import wording
from timeline.clock import end_of
from timeline.models import Article, Attendance, Claim, Engagement, Participation, Post
from timeline.queries.engagement_row import engagement_row, rows_of, rows_with_ids, with_row_relations
from timeline.queries.facts import fact_rows
from timeline.queries.known import Known, parts_then, put_back
from timeline.queries.offices import office_then
from timeline.rows import EngagementRow, FactRow, PartyRow
from timeline.vocabulary import Kind, Origin, ReviewState, Role

NEIGHBOURS = 2  # editions shown on either side


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """One person in an engagement with the office then held."""

    name: str
    url: str
    office: str
    party: str
    role: str  # of the party, when it hosts or chairs


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One article or report behind an engagement and how many of its claims rest on it."""

    outlet: str
    url: str
    is_external: bool
    published: date | None
    dateline: str
    claims: int


@dataclass(frozen=True, slots=True)
class EngagementPage:
    """Everything the page of one engagement shows."""

    row: EngagementRow
    standfirst: str
    summary: str
    is_reviewed: bool
    facts: tuple[FactRow, ...]
    claim_count: int
    disputes: int
    parts: tuple[EngagementRow, ...]
    parent: EngagementRow | None
    earlier: tuple[EngagementRow, ...]
    later: tuple[EngagementRow, ...]
    people: tuple[AttendeeRow, ...]
    sources: tuple[SourceRow, ...]
    series_url: str


@dataclass(frozen=True, slots=True)
class EngagementMap:
    """What the small map of one engagement shows; `summary` says it in words."""

    row: EngagementRow
    alpha3s: tuple[str, ...]  # of the countries that took part
    summary: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left to say about a withdrawn engagement."""

    id: int
    title: str
    reason: str
    withdrawn: date
    merged_into: str  # address of the survivor, when it was merged


@dataclass(frozen=True, slots=True)
class Unshown:
    """An engagement that the record did not show on an earlier day: not yet, or it was hidden then."""

    id: int
    is_recorded: bool


def engagement_page(pk: int) -> EngagementPage | Tombstone | None:
    """Return the page of engagement `pk`, its tombstone when it is withdrawn, None when there never was one."""
    engagement = _load(pk)
    if engagement is None:
        return None
    if engagement.withdrawn_at is not None:
        survivor = engagement.merged_into
        return Tombstone(
            engagement.pk,
            engagement.title,
            engagement.withdrawn_reason,
            engagement.withdrawn_at.date(),
            survivor.get_absolute_url() if survivor else "",
        )
    claims = list(Claim.objects.live().filter(engagement=engagement).select_related("source", "author").order_by("id"))
    parts = rows_of(engagement.parts.shown().order_by("earliest", "-importance", "id"))
    parent = rows_of(Engagement.objects.shown().filter(pk=engagement.within_id)) if engagement.within_id else ()
    return _page(engagement, engagement_row(engagement), claims, parts, parent, _neighbours(engagement))


def engagement_page_then(pk: int, asof: date, known: Known) -> EngagementPage | Unshown | None:
    """Return the page of engagement `pk` at the end of a day, with the claims and choices `known` then.

    Its neighbours in the series are left out. None when there never was such an engagement.
    """
    engagement = _load(pk)
    if engagement is None:
        return None
    if not put_back([engagement], asof):
        return Unshown(pk, engagement.recorded_at <= end_of(asof))
    engagement.choices = known.choices
    (row,) = rows_with_ids([pk], asof)
    found = rows_with_ids(parts_then(pk, asof), asof)
    parts = tuple(sorted(found, key=lambda part: (part.earliest is not None, part.earliest or 0, -part.importance, part.id)))
    parent = rows_with_ids([engagement.within_id], asof) if engagement.within_id else ()
    return _page(engagement, row, known.claims, parts, parent, ((), ()))


def _page(
    engagement: Engagement,
    row: EngagementRow,
    claims: Sequence[Claim],
    parts: tuple[EngagementRow, ...],
    parent: tuple[EngagementRow, ...],
    neighbours: tuple[tuple[EngagementRow, ...], tuple[EngagementRow, ...]],
) -> EngagementPage:
    articles = Article.objects.select_related("source").in_bulk({claim.article_id for claim in claims if claim.article_id})
    facts = fact_rows(engagement, claims, articles)
    return EngagementPage(
        row=row,
        standfirst=_standfirst(row, parts),
        summary=engagement.summary,
        is_reviewed=engagement.review_state == ReviewState.ACCEPTED,
        facts=facts,
        claim_count=len(claims),
        disputes=sum(fact.is_disputed for fact in facts),
        parts=parts,
        parent=parent[0] if parent else None,
        earlier=neighbours[0],
        later=neighbours[1],
        people=attendees(engagement, row.parties),
        sources=_sources(claims, articles),
        series_url=engagement.series.get_absolute_url() if engagement.series else "",
    )


def engagement_map(pk: int) -> EngagementMap | None:
    """Return what the small map of engagement `pk` shows, or None when it is not shown anywhere."""
    rows = rows_of(Engagement.objects.shown().filter(pk=pk))
    if not rows:
        return None
    countries = Participation.objects.filter(engagement_id=pk, country__isnull=False).order_by("id")
    alpha3s = tuple(code for code in countries.values_list("country__alpha3", flat=True) if code)
    where = ", ".join(part for part in (rows[0].place, rows[0].country_name) if part) or "place not stated"
    return EngagementMap(rows[0], alpha3s, f"Map: {where}, and the land of {wording.count(len(alpha3s), 'party', 'parties')}")


def _load(pk: int) -> Engagement | None:
    people = Attendance.objects.select_related("person").order_by("id")
    loaded = with_row_relations(Engagement.objects.filter(pk=pk))
    return (
        loaded.select_related("place", "country", "venue", "series", "within", "merged_into")
        .prefetch_related(Prefetch("attendances", queryset=people))
        .first()
    )


def _neighbours(engagement: Engagement) -> tuple[tuple[EngagementRow, ...], tuple[EngagementRow, ...]]:
    """Return the editions of its series before and after it, both oldest first."""
    if engagement.series_id is None or engagement.earliest is None:
        return (), ()
    others = Engagement.objects.shown().filter(series_id=engagement.series_id, earliest__isnull=False).exclude(pk=engagement.pk)
    here = Q(earliest=engagement.earliest)
    before = others.filter(Q(earliest__lt=engagement.earliest) | here & Q(pk__lt=engagement.pk)).order_by("-earliest", "-pk")
    after = others.filter(Q(earliest__gt=engagement.earliest) | here & Q(pk__gt=engagement.pk)).order_by("earliest", "pk")
    return rows_of(before[:NEIGHBOURS])[::-1], rows_of(after[:NEIGHBOURS])


def attendees(engagement: Engagement, parties: Sequence[PartyRow]) -> tuple[AttendeeRow, ...]:
    """Return the people of an engagement whose attendances are loaded, those of a hosting or chairing party first."""
    leading = {party.code: party.role for party in parties if party.role in (Role.HOST, Role.CHAIR)}
    then = _offices_then(engagement)
    rows = [
        AttendeeRow(
            attendance.person.name,
            attendance.person.get_absolute_url(),
            attendance.office or then.get(attendance.person_id, ""),
            attendance.party,
            leading.get(attendance.party, ""),
        )
        for attendance in engagement.attendances.all()
    ]
    return tuple(sorted(rows, key=lambda row: not row.role))


def _offices_then(engagement: Engagement) -> dict[int, str]:
    """Return the office of posts at the time, of those whose office no source of the engagement names."""
    unnamed = [attendance.person_id for attendance in engagement.attendances.all() if not attendance.office]
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in Post.objects.filter(person__in=unnamed) if unnamed else ():
        posts[post.person_id].append(post)
    return {person: office_then(held, engagement.earliest, engagement.latest) for person, held in posts.items()}


def _sources(claims: Sequence[Claim], articles: dict[int, Article]) -> tuple[SourceRow, ...]:
    """List the articles, then the reports, each with its number of claims."""
    counts = Counter((claim.article_id, claim.report_url) for claim in claims if claim.origin != Origin.MANUAL)
    outlets = {claim.report_url: claim.source.name if claim.source else "a report" for claim in claims}
    rows = []
    for (article_id, report), number in counts.most_common():
        if article_id:
            article = articles[article_id]
            rows.append(
                SourceRow(article.source.name, article.get_absolute_url(), False, article.published, article.dateline, number)
            )
        else:
            rows.append(SourceRow(outlets[report], report, True, None, "", number))
    return tuple(sorted(rows, key=lambda row: row.is_external))


def _standfirst(row: EngagementRow, parts: Sequence[EngagementRow]) -> str:
    """Say when, where, who and what hung from it in at most three sentences."""
    missing = wording.missing_precision(row.start, row.end)
    when = wording.date_range(row.start, row.end) + (f" ({missing})" if missing and row.start else "")
    where = ", ".join(part for part in (row.venue, row.place, row.country_name) if part) or "place not stated"
    sentences = [f"{wording.sentence(when)}, {where}.", _who(row.parties)]
    if parts:
        between_two = sum(part.kind in (Kind.BILATERAL, Kind.CALL) for part in parts)
        tail = f", {wording.small_number(between_two)} of them between two parties" if 0 < between_two < len(parts) else ""
        meetings = wording.sentence(wording.count(len(parts), "engagement", words=True))
        sentences.append(f"{meetings} on its sidelines{tail}.")
    return " ".join(sentence for sentence in sentences if sentence)


def _in_prose(party: PartyRow) -> str:
    """Write a party as running text does: `the African Union`, `Europol`."""
    if not party.is_organisation:
        return wording.with_article(party.name)
    return f"the {party.name}" if " " in party.name else party.name


def _who(parties: Sequence[PartyRow]) -> str:
    names = {party.code: _in_prose(party) for party in parties}
    named = [names[party.code] for party in parties if party.role == Role.HOST]
    others = [names[party.code] for party in parties if party.role != Role.HOST]
    if not parties:
        return ""
    if len(parties) == 1:
        return f"One party is named: {names[parties[0].code]}."
    if not named:
        return wording.sentence(f"{wording.listing(others)}." if len(others) <= 4 else _taking_part(parties))
    hosting = wording.sentence(f"{wording.listing(named)} {'hosts' if len(named) == 1 else 'host'}")
    if len(others) > 3:
        return f"{hosting} {wording.count(len(others), 'other party', 'other parties', words=True)}."
    return f"{hosting} {wording.listing(others)}." if others else f"{hosting}."


def _taking_part(parties: Sequence[PartyRow]) -> str:
    return f"{wording.count(len(parties), 'party', 'parties', words=True)} take part."
