"""Which reports may be of one engagement with some others: matches are followed from report to report, on record and off."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from timeline.linking.blocking import looks
from timeline.linking.comparing import Comparison, compare
from timeline.linking.partition import Decisions, Pair, candidates, join, pair
from timeline.linking.reports import Report as Told
from timeline.linking.reports import from_json
from timeline.models import LinkDecision, Report, ReportKey
from timeline.record.many import in_parts


def number_of(key: str) -> int:
    """Return the number that a key is stored under."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def told_in(row: Report) -> Told:
    """Return what linking compares of a report on record."""
    return from_json(row.key, row.told)


class Gathering:
    """The reports that chains of matches lead to from some, and the evidence of all pairs looked at.

    `told` are the reports reached, `rows` those on record that were looked at, whether they match or not.
    """

    def __init__(self, begun: Iterable[Told], rows: Iterable[Report] = ()) -> None:
        self.told = {report.key: report for report in begun}
        self.rows = {row.key: row for row in rows}
        self.compared: dict[Pair, Comparison] = {}
        self.same: set[Pair] = set()
        self.different: set[Pair] = set()
        self._read: dict[int, Told] = {}  # by row
        self._follow()

    def groups(self) -> tuple[frozenset[str], ...]:
        """Return the groups that the reports reached fall into."""
        inside = {names: found for names, found in self.compared.items() if names[0] in self.told and names[1] in self.told}
        return join(self.told, inside, Decisions(frozenset(self.same), frozenset(self.different))).groups

    def _follow(self) -> None:
        frontier = list(self.told.values())
        for one, other in candidates(frontier):
            if self.told[one].article != self.told[other].article:
                self.compared[one, other] = compare(self.told[one], self.told[other])
        while frontier:
            reached = {row.key: row for report, row in _near(frontier) if self._meet(report, row)}
            reached |= self._decided(frontier)
            frontier = [self._told(row) for key, row in reached.items() if key not in self.told]
            self.told |= {report.key: report for report in frontier}

    def _meet(self, report: Told, row: Report) -> bool:
        """Compare a report with one on record; say whether they match."""
        names = pair(report.key, row.key)
        if names not in self.compared:
            self.compared[names] = compare(report, self._told(row))
            self.rows.setdefault(row.key, row)
        return self.compared[names].is_match

    def _told(self, row: Report) -> Told:
        if row.pk not in self._read:
            self._read[row.pk] = told_in(row)
        return self._read[row.pk]

    def _decided(self, frontier: Sequence[Told]) -> dict[str, Report]:
        """Take in what people decided of these reports; return those that they joined with them."""
        newest: dict[Pair, bool] = {}
        for names in in_parts([report.key for report in frontier]):
            for decision in LinkDecision.objects.filter(Q(one__in=names) | Q(other__in=names), undone_at__isnull=True):
                newest[decision.one, decision.other] = decision.is_same
        self.same |= {names for names, is_same in newest.items() if is_same}
        self.different |= {names for names, is_same in newest.items() if not is_same}
        others = {name for names in self.same for name in names if name not in self.told}
        rows = {row.key: row for row in Report.objects.live().filter(key__in=others)} if others else {}
        self.rows |= {key: row for key, row in rows.items() if key not in self.rows}
        return rows


def _near(reports: Sequence[Told]) -> Iterator[tuple[Told, Report]]:
    """Yield the pairs of these and live reports on record that share a key, each once."""
    asked: dict[int, list[Told]] = defaultdict(list)
    for report in reports:
        for key in looks(report):
            asked[number_of(key)].append(report)
    met: dict[int, dict[str, Told]] = defaultdict(dict)  # by row: the reports that it shares a key with
    for numbers in in_parts(sorted(asked)):
        keyed = ReportKey.objects.filter(number__in=numbers, report__is_live=True)
        for number, pk in keyed.values_list("number", "report"):
            met[pk] |= {report.key: report for report in asked[number]}
    for ids in in_parts(sorted(met)):
        for row in Report.objects.filter(pk__in=ids):
            yield from ((report, row) for key, report in sorted(met[row.pk].items()) if key != row.key)
