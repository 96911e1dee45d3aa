"""Which reports make which engagement: new reports are filed, and those they touch are grouped anew.

The grouping (timeline/linking/) depends on the reports alone, so no order of arrival matters. Ids do depend on it: a group keeps
the oldest id among its reports, and an id that all its reports left leads on to where they went.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Min, Q

from timeline.linking.blocking import keys, looks
from timeline.linking.comparing import PROPOSE, Comparison, compare
from timeline.linking.partition import Decisions, Pair, join, pair
from timeline.linking.reports import Report as Told
from timeline.linking.reports import as_json, from_json
from timeline.models import Article, Claim, Engagement, LinkDecision, LinkProposal, Report, ReportKey
from timeline.record.claims import new_engagement
from timeline.record.moving import move_report, point_to, retire, revive
from timeline.record.waiting import leave, weigh
from timeline.vocabulary import Field


@dataclass(frozen=True, slots=True)
class Filed:
    """Where reports went: engagement and reason by key, those that founded one, and what must be chosen anew."""

    engagements: dict[str, int]
    reasons: dict[str, str]
    founding: frozenset[str]
    touched: set[int]


def file_reports(told: Sequence[Told], *, article: Article | None, at: datetime, corrected: Article | None = None) -> Filed:
    """File the reports of an article, within a transaction and before their claims are recorded.

    `corrected` is the version that the article replaces: what both tell of keeps its engagement. Reports on record that belong
    elsewhere now are moved with their claims. Record the claims of the new ones next, and choose `touched` anew.
    """
    component = _Component(told)
    component.gather(told)
    return _Settlement(component, at).settle(told, article, corrected)


def regroup(rows: Iterable[Report], *, at: datetime) -> set[int]:
    """Group reports on record anew, after people decided or what they tell changed; return the engagements to choose anew."""
    begun = {row.key: row for row in rows}
    component = _Component([from_json(row.key, row.told) for row in begun.values()])
    component.rows |= begun
    component.gather(list(component.told.values()))
    return _Settlement(component, at).settle((), None, None).touched


def silence(article: Article) -> list[Report]:
    """Leave an article's reports out of linking; return the reports that stood beside them, to be grouped anew without them."""
    leave(article)
    article.reports.update(is_live=False)
    beside = article.reports.values_list("engagement", flat=True)
    return list(Report.objects.live().filter(engagement__in=list(beside)))


def heed(article: Article) -> list[Report]:
    """Let an article's reports count again; return them, to be grouped anew."""
    article.reports.update(is_live=True)
    return list(article.reports.all())


def number_of(key: str) -> int:
    """Return the number that a key is stored under."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def in_words(evidence: Comparison) -> str:
    """Write what speaks for one engagement, the strongest first: `of one series, the same days (14.5 bits)`."""
    said = sorted((part for part in evidence.parts if part.bits > 0), key=lambda part: (-part.bits, part.field))
    return f"{', '.join(part.words for part in said)} ({evidence.bits:g} bits)"


class _Component:
    """The reports that chains of matches lead to from some, and the evidence of all pairs looked at."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.told = {report.key: report for report in told}
        self.rows: dict[str, Report] = {}
        self.compared: dict[Pair, Comparison] = {}
        self.same: set[Pair] = set()
        self.different: set[Pair] = set()

    def gather(self, begun: Sequence[Told]) -> None:
        """Follow matches, and what people joined, from some reports to all that may be of their engagements."""
        frontier = list(begun)
        while frontier:
            near = _near(frontier)
            reached = {row.key: row for report in frontier for row in near[report.key] if self._meet(report, row)}
            reached |= self._decided(frontier)
            frontier = [from_json(row.key, row.told) for key, row in reached.items() if key not in self.told]
            self.told |= {report.key: report for report in frontier}

    def _meet(self, report: Told, row: Report) -> bool:
        """Compare a report with one on record; say whether they match."""
        names = pair(report.key, row.key)
        if names not in self.compared:
            self.compared[names] = compare(report, self.told.get(row.key) or from_json(row.key, row.told))
            self.rows.setdefault(row.key, row)
        return self.compared[names].is_match

    def _decided(self, frontier: Sequence[Told]) -> dict[str, Report]:
        """Take in what people decided of these reports; return those that they joined with them."""
        names = [report.key for report in frontier]
        newest: dict[Pair, bool] = {}
        for decision in LinkDecision.objects.filter(Q(one__in=names) | Q(other__in=names), undone_at__isnull=True):
            newest[decision.one, decision.other] = decision.is_same
        self.same |= {names for names, is_same in newest.items() if is_same}
        self.different |= {names for names, is_same in newest.items() if not is_same}
        others = {name for names in self.same for name in names if name not in self.told}
        rows = {row.key: row for row in Report.objects.live().filter(key__in=others)} if others else {}
        self.rows |= {key: row for key, row in rows.items() if key not in self.rows}
        return rows

    def groups(self) -> tuple[frozenset[str], ...]:
        """Return the groups that the reports reached fall into."""
        inside = {names: found for names, found in self.compared.items() if names[0] in self.told and names[1] in self.told}
        return join(self.told, inside, Decisions(frozenset(self.same), frozenset(self.different))).groups


def _near(reports: Sequence[Told]) -> Mapping[str, list[Report]]:
    """Return the live reports on record that share a key with each of these."""
    asked: dict[int, list[str]] = defaultdict(list)
    for report in reports:
        for key in looks(report):
            asked[number_of(key)].append(report.key)
    found: dict[str, dict[str, Report]] = defaultdict(dict)
    shared: dict[int, Report] = {}
    keyed = ReportKey.objects.filter(number__in=asked, report__is_live=True).select_related("report")
    for entry in keyed:
        row = shared.setdefault(entry.report_id, entry.report)
        for name in asked[entry.number]:
            if name != row.key:
                found[name][row.key] = row
    return defaultdict(list, {name: [rows[key] for key in sorted(rows)] for name, rows in found.items()})


class _Settlement:
    """Gives each group of reports its engagement, and moves what stands elsewhere."""

    def __init__(self, component: _Component, at: datetime) -> None:
        self.component, self.at = component, at
        self.rows = {key: row for key, row in component.rows.items() if key in component.told}
        self.owner = self._owners()
        self.touched: set[int] = set()

    def _owners(self) -> dict[int, str]:
        """Return by engagement the report that its id stays with: the first that was filed there."""
        ids = {row.engagement_id for row in self.rows.values()}
        firsts = Report.objects.live().filter(engagement__in=ids).values_list("engagement").annotate(first=Min("pk"))
        by_pk = {row.pk: key for key, row in self.rows.items()}
        return {engagement: by_pk[first] for engagement, first in firsts if first in by_pk}

    def settle(self, new: Sequence[Told], article: Article | None, corrected: Article | None) -> Filed:
        """Assign, move and retire; then put the new reports and what people should look at on record."""
        groups = self.component.groups()
        former = self._former(new, corrected)
        found: dict[str, int] = {}
        founding: set[str] = set()
        taken: set[int] = set()
        left: dict[int, int] = {}  # engagement that lost its first report -> where that went
        for group in groups:
            target, is_new = self._target(group, former, taken)
            taken.add(target)
            founding |= group if is_new else frozenset()
            for key in sorted(group):
                found[key] = target
                row = self.rows.get(key)
                if row is not None and row.engagement_id != target:
                    if self.owner.get(row.engagement_id) == key:
                        left[row.engagement_id] = target
                    self.touched |= move_report(row, target, at=self.at)
        for old, target in sorted(left.items()):
            self._retire(old, target)
        names = [report.key for report in new]
        self._put(new, article, found)
        self._propose(found)
        reasons = {name: self._reason(name, found, founding) for name in names}
        self.touched |= {found[name] for name in names}
        return Filed({name: found[name] for name in names}, reasons, frozenset(founding & set(names)), self.touched)

    def _target(self, group: frozenset[str], former: Mapping[str, int], taken: set[int]) -> tuple[int, bool]:
        rows = [self.rows[key] for key in group if key in self.rows]
        own = sorted({row.engagement_id for row in rows if self.owner.get(row.engagement_id) in group} - taken)
        if own:
            return own[0], False
        before = sorted({former[key] for key in group if key in former} - taken)
        if before:
            return before[0], False
        homes = Engagement.objects.filter(pk__in={row.home_id for row in rows} - taken, merged_into__isnull=False)
        if (home := homes.order_by("pk").first()) is not None:
            revive(home)
            return home.pk, False
        return new_engagement(at=self.at).pk, True

    def _former(self, new: Sequence[Told], corrected: Article | None) -> dict[str, int]:
        """Return by new report the engagement of the corrected version's report that is most like it."""
        if corrected is None:
            return {}
        before = [(row, from_json(row.key, row.told)) for row in Report.objects.filter(article=corrected).order_by("pk")]
        found: dict[str, int] = {}
        for report in new:
            evidence = [(compare(replace(report, article=""), told), row) for row, told in before]
            ranked = sorted(evidence, key=lambda pair: (-_likeness(pair[0]), pair[1].pk))
            free = [row for each, row in ranked if _likeness(each) >= 0 and row.engagement_id not in found.values()]
            if free:
                found[report.key] = free[0].engagement_id
        return found

    def _retire(self, old: int, target: int) -> None:
        """Let an id lead on when nothing is left that speaks of it."""
        if (
            Report.objects.live().filter(engagement=old).exists()
            or Claim.objects.live().filter(engagement=old, article=None).exists()
        ):
            return
        retire(Engagement.objects.get(pk=old), Engagement.objects.get(pk=target), at=self.at)
        inside = Claim.objects.live().filter(field=Field.WITHIN, key=f"engagement:{old}")
        self.touched |= point_to(inside, target, at=self.at)

    def _put(self, new: Sequence[Told], article: Article | None, found: Mapping[str, int]) -> None:
        rows = [
            Report(
                key=report.key, article=article, engagement_id=found[report.key], home_id=found[report.key], told=as_json(report)
            )
            for report in new
        ]
        Report.objects.bulk_create(rows)
        self.rows |= {row.key: row for row in rows}
        self.component.rows |= {row.key: row for row in rows}
        _put_keys(zip(rows, new, strict=True))

    def _propose(self, found: Mapping[str, int]) -> None:
        """Note the pairs of two engagements that a person should look at, and drop what is settled."""
        likely: list[LinkProposal] = []
        for names, evidence in self.component.compared.items():
            one, other = (self.component.rows[name] for name in names)
            apart = found.get(one.key, one.engagement_id) != found.get(other.key, other.engagement_id)
            decided = names in self.component.different or one.told["article"] == other.told["article"]
            if apart and not decided and evidence.bits >= PROPOSE:
                parts = [[part.field, part.words, part.bits] for part in evidence.parts]
                likely.append(LinkProposal(one=one, other=other, bits=evidence.bits, parts=parts, forbids=evidence.forbids))
            else:
                LinkProposal.objects.filter(one=one, other=other).delete()
        LinkProposal.objects.bulk_create(
            likely, update_conflicts=True, unique_fields=["one", "other"], update_fields=["bits", "parts", "forbids"]
        )
        weigh({row.article_id for one in likely for row in (one.one, one.other) if row.article_id}, at=self.at)

    def _reason(self, name: str, found: Mapping[str, int], founding: set[str]) -> str:
        """Say why a new report belongs where it was filed."""
        if name in founding:
            return "Nothing on record matches it"
        beside = [
            evidence
            for names, evidence in self.component.compared.items()
            if name in names and all(found.get(each) == found[name] for each in names)
        ]
        best = max(beside, key=lambda evidence: evidence.bits, default=None)
        return f"Matches: {in_words(best)}" if best else "The corrected text tells of the same"


def _likeness(evidence: Comparison) -> float:
    """Return how alike two versions' reports are: a correction may change the very days that would forbid it."""
    return sum(part.bits for part in evidence.parts if part.field not in ("dates", "published"))


def enter(told: Mapping[int, Told]) -> None:
    """Put on record, or bring in step, the report that tells of each engagement without an article."""
    former = {row.engagement_id: row for row in Report.objects.filter(engagement__in=told, article=None)}
    rows = {pk: former.get(pk) or Report(key=report.key, engagement_id=pk, home_id=pk) for pk, report in told.items()}
    for pk, row in rows.items():
        row.told = as_json(told[pk])
    Report.objects.bulk_create([row for pk, row in rows.items() if pk not in former], batch_size=500)
    Report.objects.bulk_update(former.values(), ["told"], batch_size=500)
    ReportKey.objects.filter(report__in=former.values()).delete()
    _put_keys((row, told[pk]) for pk, row in rows.items())


def _put_keys(filed: Iterable[tuple[Report, Told]]) -> None:
    numbers = [ReportKey(report=row, number=number_of(key)) for row, told in filed for key in sorted(keys(told))]
    ReportKey.objects.bulk_create(numbers, batch_size=500)
