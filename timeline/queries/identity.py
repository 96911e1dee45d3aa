"""Which sources tell of one engagement, why they are taken to, and which other engagements may be the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Q

from timeline import wording
from timeline.clock import end_of
from timeline.linking.comparing import MATCH, PRIOR, Comparison, Part, compare
from timeline.linking.reports import TABLE, from_json
from timeline.linking.reports import Report as Told
from timeline.models import Claim, Engagement, LinkDecision, LinkProposal, Place, Report
from timeline.queries.engagement_row import engagement_row, rows_with_ids, with_row_relations
from timeline.rows import EngagementRow
from timeline.vocabulary import Kind

MOST_TELLINGS = 60  # of one engagement that are compared and listed
MOST_PROPOSALS = 20
_PRIOR = Part("before", "two reports with something in common mostly tell of two engagements", PRIOR)


@dataclass(frozen=True, slots=True)
class WeightRow:
    """What one field says, in words and bits; `share` is its bar, in percent of the strongest."""

    field: str
    words: str
    bits: str
    share: int
    is_against: bool


@dataclass(frozen=True, slots=True)
class TellingRow:
    """One source's telling of the engagement; `weights` say why it is taken to tell of the same as another one, `like`."""

    id: int
    source: str
    title: str
    url: str
    published: str
    says: str
    like: str = ""
    bits: str = ""
    weights: tuple[WeightRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """Another engagement that may be this one, with the two reports that are most alike; `report` is this one's."""

    row: EngagementRow
    report: int
    other: int
    bits: str
    forbids: str
    weights: tuple[WeightRow, ...]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What a person decided of two reports here."""

    is_same: bool
    author: str
    day: str
    note: str


@dataclass(frozen=True, slots=True)
class IdentityPage:
    """Everything the page about an engagement's identity shows."""

    row: EngagementRow
    tellings: tuple[TellingRow, ...]
    proposals: tuple[ProposalRow, ...]
    decisions: tuple[DecisionRow, ...]
    hidden: int  # tellings beyond those listed
    threshold: str


def identity_page(pk: int, asof: date | None = None) -> IdentityPage | None:
    """Return what tells of engagement `pk`, or told of it on an earlier day; None when it isn't shown, or was not.

    What may be the same is weighed for the record of today alone, and is left out of an earlier day's.
    """
    rows = rows_with_ids([pk], asof)
    if not rows:
        return None
    every = Report.objects.live().filter(engagement=pk)
    live = Report.objects.filter(pk__in=_told_then(pk, asof)) if asof else every
    reports = list(live.order_by("pk").select_related("article__source")[:MOST_TELLINGS])
    keys = [report.key for report in reports]
    return IdentityPage(
        row=rows[0],
        tellings=_tellings(reports),
        proposals=() if asof else proposals_for([pk])[pk],
        decisions=_decisions(keys, asof),
        hidden=live.count() - len(reports) if len(reports) == MOST_TELLINGS else 0,
        threshold=f"{MATCH:g}",
    )


def _told_then(pk: int, asof: date) -> list[int]:
    """Return the ids of the reports that told of an engagement at the end of a day.

    Reports are moved without a trace of their own, but their claims say where they were: one belongs where it was first filed, or
    else where it is now, if its article spoke of that engagement then; else where none of that article's was first filed.
    """
    live = Claim.objects.live_at(end_of(asof)).order_by()
    articles = {article for article in live.filter(engagement=pk).values_list("article", flat=True).distinct() if article}
    entered = Q(article=None) & (Q(engagement=pk) | Q(home=pk))
    reports = Report.objects.filter(Q(article__in=articles) | entered)
    read = list(reports.values_list("pk", "article", "engagement", "home"))
    beside = {one for _, article, *both in read if article is None for one in both}
    said = live.filter(Q(article__in=articles) | Q(article=None, engagement__in=beside))
    spoken: dict[int | None, set[int]] = defaultdict(set)
    homes: dict[int | None, set[int]] = defaultdict(set)
    for article, engagement in said.values_list("article", "engagement").distinct():
        spoken[article].add(engagement)
    for _, article, _, home in read:
        homes[article].add(home)

    def where(article: int | None, now: int, home: int) -> set[int]:
        known = spoken[article]
        return known & {home} or known & {now} or (known - homes[article] or known)

    return [report for report, article, now, home in read if pk in where(article, now, home)]


def standing(pk: int) -> Engagement | None:
    """Return the engagement with that id, withdrawn ones too; None for one that was merged or never was."""
    return Engagement.objects.filter(pk=pk, merged_into=None).first()


def is_on_record(pk: int) -> bool:
    """Say whether there ever was an engagement with that id."""
    return Engagement.objects.filter(pk=pk).exists()


def reports_by_pk(ids: Iterable[int]) -> dict[int, Report]:
    """Return the live reports with these ids."""
    return Report.objects.live().in_bulk(list(ids))


def _tellings(reports: Sequence[Report]) -> tuple[TellingRow, ...]:
    told = {report.pk: from_json(report.key, report.told) for report in reports}
    places = dict(Place.objects.filter(pk__in=_ids(told.values())).values_list("pk", "name"))
    names = {report.pk: _source(report) for report in reports}
    nearest = _nearest(told)
    rows = []
    for report in reports:
        article, best = report.article, nearest.get(report.pk)
        rows.append(
            TellingRow(
                id=report.pk,
                source=names[report.pk],
                title=article.title if article else "",
                url=article.get_absolute_url() if article else "",
                published=wording.day(article.published, short=True) if article and article.published else "",
                says=_says(told[report.pk], places),
                like=names[best[0]] if best else "",
                bits=f"{best[1].bits:g}" if best else "",
                weights=_weights(best[1].parts) if best else (),
            )
        )
    return tuple(rows)


def _nearest(told: Mapping[int, Told]) -> dict[int, tuple[int, Comparison]]:
    """Return by report the one that it is most like, the first of several, and the evidence."""
    nearest: dict[int, tuple[int, Comparison]] = {}
    for one, other in combinations(told, 2):
        found = compare(told[one], told[other])
        for mine, theirs in ((one, other), (other, one)):
            if mine not in nearest or found.bits > nearest[mine][1].bits:
                nearest[mine] = theirs, found
    return nearest


def _source(report: Report) -> str:
    if report.article is not None:
        return report.article.source.name
    return "A table" if report.told["article"] == TABLE else "Entered by a person"


def _says(told: Told, places: dict[int, str]) -> str:
    """Write what a report tells in one line: `Bilateral, 26 June 2025, Qingdao, IN and RU, Rajnath Singh`."""
    parts = [Kind(told.kind).label if told.kind else "", f"no. {told.edition}" if told.edition else ""]
    parts.append(wording.date_range(told.start, told.end, short=True))
    parts.append(places.get(int(told.place.partition(":")[2]), "") if told.place else told.country)
    parts.append(wording.listing(sorted(told.parties), limit=6))
    parts.append(wording.listing([person.name for person in told.people], limit=4))
    return ", ".join(part for part in parts if part)


def _ids(told: Iterable[Told]) -> set[int]:
    return {int(one.place.partition(":")[2]) for one in told if one.place}


def proposals_for(engagements: Collection[int]) -> dict[int, tuple[ProposalRow, ...]]:
    """Return by engagement those that may be the same, the likeliest first, each with the strongest evidence: four queries."""
    found = (
        LinkProposal.objects.filter(Q(one__engagement__in=engagements) | Q(other__engagement__in=engagements))
        .filter(one__is_live=True, other__is_live=True)
        .select_related("one", "other")
        .order_by("-bits", "pk")[: 4 * MOST_PROPOSALS]
    )
    best: dict[tuple[int, int], tuple[LinkProposal, Report, Report]] = {}
    for proposal in found:
        for mine, theirs in ((proposal.one, proposal.other), (proposal.other, proposal.one)):
            if mine.engagement_id in engagements and theirs.engagement_id != mine.engagement_id:
                best.setdefault((mine.engagement_id, theirs.engagement_id), (proposal, mine, theirs))
    others = Engagement.objects.shown().filter(pk__in={other for _, other in best})
    rows = {e.pk: engagement_row(e) for e in with_row_relations(others)}
    result: dict[int, list[ProposalRow]] = {pk: [] for pk in engagements}
    for (pk, other), (proposal, mine, theirs) in best.items():
        if other in rows and len(result[pk]) < MOST_PROPOSALS:
            result[pk].append(
                ProposalRow(
                    row=rows[other],
                    report=mine.pk,
                    other=theirs.pk,
                    bits=f"{proposal.bits:g}",
                    forbids=proposal.forbids,
                    weights=_weights(Part(*part) for part in proposal.parts),
                )
            )
    return {pk: tuple(found) for pk, found in result.items()}


def _weights(parts: Iterable[Part]) -> tuple[WeightRow, ...]:
    """Return the evidence from the strongest for to the strongest against, the prior last."""
    told = [*sorted(parts, key=lambda part: -part.bits), _PRIOR]
    most = max(abs(part.bits) for part in told)
    return tuple(
        WeightRow(part.field, part.words, f"{part.bits:+g}".replace("-", "−"), round(100 * abs(part.bits) / most), part.bits < 0)
        for part in told
    )


def _decisions(keys: Sequence[str], asof: date | None) -> tuple[DecisionRow, ...]:
    """Return what people decided of these reports and still holds, or held on a day, newest first; one on many pairs once."""
    holds = Q(undone_at=None)
    if asof is not None:
        holds = (holds | Q(undone_at__gt=end_of(asof))) & Q(decided_at__lte=end_of(asof))
    found = LinkDecision.objects.filter(Q(one__in=keys) | Q(other__in=keys), holds)
    said: dict[tuple[object, ...], DecisionRow] = {}
    for decision in found.select_related("author").order_by("-decided_at", "-pk"):
        name = decision.author.get_full_name() or decision.author.get_username()
        row = DecisionRow(decision.is_same, name, wording.day(decision.decided_at.date()), decision.note)
        said.setdefault((decision.is_same, decision.author_id, decision.decided_at, decision.note), row)
    return tuple(said.values())
