"""Which reports make which engagement: new reports are filed, and those they touch are grouped anew.

The grouping (timeline/linking/) depends on the reports alone, so no order of arrival matters. Ids do depend on it: a group keeps
the oldest id among its reports, and an id that all its reports left leads on to where they went.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from timeline.linking.comparing import Comparison, compare
from timeline.linking.partition import pair
from timeline.linking.reports import Report as Told
from timeline.linking.reports import as_json, report_key
from timeline.models import Article, LinkDecision, Report, ReportKey
from timeline.record.gathering import Gathering, key_values, told_in
from timeline.record.many import in_parts, insert_values
from timeline.record.settling import Settlement
from timeline.record.waiting import leave


@dataclass(frozen=True, slots=True)
class Filing:
    """What one article tells; `corrected` is the version of the article that it replaces."""

    article: Article
    told: Sequence[Told]
    corrected: Article | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """Where reports went: engagement and reason by key, those that founded one, and what must be chosen anew."""

    engagements: dict[str, int]
    reasons: dict[str, str]
    founding: frozenset[str]
    touched: set[int]


def file_reports(filings: Sequence[Filing], *, at: datetime) -> Filed:
    """File the reports of articles, within a transaction and before their claims are recorded.

    What a corrected text and the version before it both tell of keeps its engagement, and what people decided of it. Reports on
    record that belong elsewhere now are moved with their claims. Record the claims of the new ones next, and choose `touched`
    anew.
    """
    former: dict[str, Report] = {}
    for filing in filings:
        former |= _former(filing)
    _carry_decisions(former, at)
    gathered = Gathering(report for filing in filings for report in filing.told)
    settlement = Settlement(gathered, at, {key: row.engagement_id for key, row in former.items()})
    settlement.settle()
    rows = gathered.rows | _put(filings, settlement.found)
    settlement.propose(rows)
    found = {report.key: settlement.found[report.key] for filing in filings for report in filing.told}
    founding = _founding(filings, settlement)
    return Filed(found, _reasons(found, founding, settlement), founding, settlement.touched | set(found.values()))


def named_as_before(article: Article, told: Iterable[Told]) -> dict[str, Told]:
    """Return by its key what an article tells when it is read again, under the name by which it told the like before.

    Decisions of people go by these names; what it did not tell before gets a name that it never had.
    """
    told = list(told)
    before = _former(Filing(article, told, article))
    taken = set(article.reports.values_list("key", flat=True))
    names = (report_key(article.identity, article.content_hash, number) for number in count())
    free = (key for key in names if key not in taken)
    return {one.key: replace(one, key=before[one.key].key if one.key in before else next(free)) for one in told}


def regroup(rows: Iterable[Report], *, at: datetime) -> set[int]:
    """Group reports on record anew, after people decided or what they tell changed; return the engagements to choose anew."""
    begun = {row.key: row for row in rows}
    gathered = Gathering([told_in(row) for row in begun.values()], begun.values())
    settlement = Settlement(gathered, at, {})
    settlement.settle()
    settlement.propose(gathered.rows)
    return settlement.touched


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


def enter(told: Mapping[int, Told]) -> None:
    """Put on record, or bring in step, the report that tells of each engagement without an article."""
    former = {row.engagement_id: row for row in Report.objects.filter(engagement__in=told, article=None)}
    rows = {pk: former.get(pk) or Report(key=report.key, engagement_id=pk, home_id=pk) for pk, report in told.items()}
    new = [pk for pk in rows if pk not in former]
    for pk in new:
        rows[pk].told = as_json(told[pk])
    Report.objects.bulk_create([rows[pk] for pk in new], batch_size=500)
    _put_keys((rows[pk], told[pk]) for pk in new)
    retell([(row, told[pk]) for pk, row in former.items()])


def retell(told: Sequence[tuple[Report, Told]]) -> None:
    """Bring what reports on record tell, and the keys they are found by, in step."""
    for row, report in told:
        row.told = as_json(report)
    rows = [row for row, _ in told]
    Report.objects.bulk_update(rows, ["told"], batch_size=500)
    for ids in in_parts([row.pk for row in rows]):
        ReportKey.objects.filter(report__in=ids).delete()
    _put_keys(told)


def in_words(evidence: Comparison) -> str:
    """Write what speaks for one engagement, the strongest first: `of one series, the same days (14.5 bits)`."""
    said = sorted((part for part in evidence.parts if part.bits > 0), key=lambda part: (-part.bits, part.field))
    return f"{', '.join(part.words for part in said)} ({evidence.bits:g} bits)"


def _former(filing: Filing) -> dict[str, Report]:
    """Return by new report the corrected version's report that is most like it; each once, the likest pair first."""
    if filing.corrected is None:
        return {}
    rows = {row.key: row for row in Report.objects.filter(article=filing.corrected)}
    before = {key: told_in(row) for key, row in rows.items()}
    pairs = []
    for report in filing.told:
        for key, told in before.items():
            evidence = compare(replace(report, article=""), told)
            alike = _likeness(evidence)
            if alike >= 0:
                pairs.append((-alike, -evidence.bits, report.key != key, rows[key].pk, report.key, key))
    found: dict[str, Report] = {}
    for *_, new, old in sorted(pairs):
        if new not in found and rows[old] not in found.values():
            found[new] = rows[old]
    return found


def _likeness(evidence: Comparison) -> float:
    """Return how alike two versions' reports are: a correction may change the very days that would forbid it."""
    return sum(part.bits for part in evidence.parts if part.field not in ("dates", "published"))


def _carry_decisions(former: Mapping[str, Report], at: datetime) -> None:
    """Let what people decided of a report before its text was corrected hold of what it tells now."""
    now = {row.key: key for key, row in former.items() if row.key != key}
    standing = LinkDecision.objects.filter(undone_at=None)
    decisions = {each.pk: each for each in (*standing.filter(one__in=now), *standing.filter(other__in=now))}
    carried = []
    for each in decisions.values():
        one, other = pair(now.get(each.one, each.one), now.get(each.other, each.other))
        carried.append(
            LinkDecision(one=one, other=other, is_same=each.is_same, author_id=each.author_id, note=each.note, decided_at=at)
        )
    LinkDecision.objects.bulk_create(each for each in carried if each.one != each.other)


def _put(filings: Sequence[Filing], found: Mapping[str, int]) -> dict[str, Report]:
    """Put new reports on record; a text that an article returns to word for word tells what it told then."""
    names = [report.key for filing in filings if filing.corrected for report in filing.told]
    again = {row.key: row for row in Report.objects.filter(key__in=names)} if names else {}
    rows: dict[str, Report] = {}
    for filing in filings:
        for report in filing.told:
            home = again[report.key].home_id if report.key in again else found[report.key]
            rows[report.key] = Report(
                pk=again[report.key].pk if report.key in again else None,
                key=report.key,
                article=filing.article,
                engagement_id=found[report.key],
                home_id=home,
                told=as_json(report),
            )
    Report.objects.bulk_create([row for row in rows.values() if row.pk is None], batch_size=500)
    back = [rows[key] for key in again]
    Report.objects.bulk_update(back, ["article", "engagement", "told", "is_live"], batch_size=500)
    ReportKey.objects.filter(report__in=back).delete()
    _put_keys((rows[report.key], report) for filing in filings for report in filing.told)
    return rows


def _put_keys(filed: Iterable[tuple[Report, Told]]) -> None:
    values = [(row.pk, *key) for row, told in filed for key in key_values(told)]
    insert_values(ReportKey, ("report_id", "number", "first", "last"), values)


def _founding(filings: Sequence[Filing], settlement: Settlement) -> frozenset[str]:
    """Return the reports of the first article that tells of each engagement new on record."""
    first: dict[int, Filing] = {}
    for filing in filings:
        for report in filing.told:
            first.setdefault(settlement.found[report.key], filing)
    told = ((report.key, filing) for filing in filings for report in filing.told)
    return frozenset(key for key, filing in told if (pk := settlement.found[key]) in settlement.founded and first[pk] is filing)


def _reasons(names: Iterable[str], founding: Collection[str], settlement: Settlement) -> dict[str, str]:
    """Say of each new report why it belongs where it was filed."""
    found = settlement.found
    best: dict[str, Comparison] = {}
    for (one, other), evidence in settlement.gathered.compared.items():
        if one in found and found[one] == found.get(other):
            for name in (one, other):
                if name not in best or evidence.bits > best[name].bits:
                    best[name] = evidence

    def reason(name: str) -> str:
        if name in founding:
            return "Nothing on record matches it"
        return f"Matches: {in_words(best[name])}" if name in best else "The corrected text tells of the same"

    return {name: reason(name) for name in names}
