"""Which reports may be of one engagement with some others: matches are followed from report to report, on record and off."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.db import connection
from django.db.models import Q

from timeline.linking.blocking import Key, keys, looks
from timeline.linking.comparing import Comparison, compare
from timeline.linking.partition import Decisions, Pair, candidates, join, pair
from timeline.linking.reports import Report as Told
from timeline.linking.reports import from_json
from timeline.models import LinkDecision, Report
from timeline.record.many import in_parts

_HASHED = 5  # bytes of a key's name


def key_values(report: Told) -> list[tuple[int, int, int]]:
    """Return the keys under which a report is found as they are stored: number, first and last day."""
    return [(_number(key), key.first, key.last) for key in sorted(keys(report))]


def _number(key: Key) -> int:
    # The span leads, so that articles of one time touch few pages of the index.
    heard = int.from_bytes(hashlib.blake2b(key.name.encode(), digest_size=_HASHED).digest(), "big")
    return key.span << 8 * _HASHED | heard


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
    asked = [(_number(look), look.first, look.last, at) for at, told in enumerate(reports) for look in looks(told)]
    met: dict[int, set[int]] = defaultdict(set)  # by row: the places of the reports that it shares a key with
    with connection.cursor() as cursor:
        for some in in_parts(asked):
            values = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            cursor.execute(_MEETING.format(values), list(chain.from_iterable(some)))
            for at, pk in cursor.fetchall():
                met[pk].add(at)
    for ids in in_parts(sorted(met)):
        for row in Report.objects.live().filter(pk__in=ids):
            yield from ((reports[at], row) for at in sorted(met[row.pk]) if reports[at].key != row.key)


# What Django's queries can't say: every look with days of its own.
_MEETING = """
    WITH look (number, first, last, place) AS (VALUES {})
    SELECT DISTINCT look.place, entry.report_id FROM look
    JOIN timeline_reportkey entry
      ON entry.number = look.number AND entry.first <= look.last AND entry.last >= look.first
"""
