"""Reports to engagements: the same partition whatever the order in which the reports came, or in what batches.

Pairs that match join from the surest down, unless something keeps any two of those to be joined apart. What people decided goes
before: two reports they joined stay together, two they parted stay apart.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from timeline.linking.blocking import Key, keys, looks
from timeline.linking.comparing import MATCH, PROPOSE, Comparison, compare
from timeline.linking.reports import Report

Pair = tuple[str, str]  # keys of two reports, in order
_MEAN = MATCH / 2  # bits that two groups need between all of their reports to be one


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided of pairs of reports."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two groups that may be one, by their first reports, and the evidence of the two reports most alike."""

    one: str
    other: str
    evidence: Comparison


@dataclass(frozen=True, slots=True)
class Partition:
    """The groups of reports that tell of one engagement each, and what a person should look at."""

    groups: tuple[frozenset[str], ...]
    proposals: tuple[Proposal, ...] = ()


def pair(one: str, other: str) -> Pair:
    """Return two keys in order."""
    return (one, other) if one < other else (other, one)


def candidates(reports: Collection[Report]) -> set[Pair]:
    """Return the pairs that share a key."""
    found_under: dict[tuple[str, int], list[tuple[Key, str]]] = defaultdict(list)
    for report in reports:
        for key in keys(report):
            found_under[key.name, key.span].append((key, report.key))
    return {
        pair(report.key, other)
        for report in reports
        for look in looks(report)
        for key, other in found_under.get((look.name, look.span), ())
        if other != report.key and look.meets(key)
    }


def partition(reports: Iterable[Report], decisions: Decisions = Decisions()) -> Partition:
    """Group reports by engagement."""
    by_key = {report.key: report for report in reports}
    compared = {(one, other): compare(by_key[one], by_key[other]) for one, other in candidates(by_key.values())}
    return join(by_key, compared, decisions)


def join(by_key: Mapping[str, Report], compared: Mapping[Pair, Comparison], decisions: Decisions) -> Partition:
    """Group reports of which those pairs were compared that have anything in common."""
    groups = _Groups(by_key, dict(compared), decisions)
    for one, other in sorted(decisions.same):
        if one in by_key and other in by_key:
            groups.join(one, other)
    groups.unit_of = dict(groups.group_of)
    matching = [(-found.bits, *keys) for keys, found in compared.items() if found.is_match]
    for _, one, other in sorted(matching):
        if groups.may_join(one, other):
            groups.join(one, other)
    return Partition(groups.all(), tuple(groups.proposals()))


@dataclass(slots=True)
class _Groups:
    """Groups while they grow; a group is named by the first of its keys."""

    by_key: Mapping[str, Report]
    compared: dict[Pair, Comparison]
    decisions: Decisions
    group_of: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    unit_of: dict[str, str] = field(default_factory=dict)  # what people joined, by the first of its keys

    def __post_init__(self) -> None:
        self.group_of = {key: key for key in self.by_key}
        self.members = {key: [key] for key in self.by_key}

    def comparison(self, one: str, other: str) -> Comparison:
        """Return the evidence of two reports; those that share no key may meet through others."""
        keys = pair(one, other)
        if keys not in self.compared:
            self.compared[keys] = compare(self.by_key[keys[0]], self.by_key[keys[1]])
        return self.compared[keys]

    def may_join(self, one: str, other: str) -> bool:
        """Say whether the groups of two reports can be one: nothing keeps any two apart, and on the whole they are alike."""
        left, right = self.group_of[one], self.group_of[other]
        if left == right:
            return False
        across = [(a, b) for a in self.members[left] for b in self.members[right]]
        if any(pair(a, b) in self.decisions.different for a, b in across):
            return False
        # What people joined may tell of other days or numbers: whatever resembles one of its reports belongs to all.
        best: dict[Pair, Comparison] = {}
        for a, b in across:
            units, found = (self.unit_of[a], self.unit_of[b]), self.comparison(a, b)
            if units not in best or (not found.forbids, found.bits) > (not best[units].forbids, best[units].bits):
                best[units] = found
        return not any(each.forbids for each in best.values()) and sum(each.bits for each in best.values()) / len(best) >= _MEAN

    def join(self, one: str, other: str) -> None:
        """Make the groups of two reports one."""
        left, right = sorted((self.group_of[one], self.group_of[other]))
        if left == right:
            return
        self.members[left] += self.members.pop(right)
        for key in self.members[left]:
            self.group_of[key] = left

    def _told_apart(self, left: str, right: str) -> bool:
        """Say whether one article tells of both groups: it knows them to be two."""
        mine, others = ({self.by_key[key].article for key in self.members[group]} for group in (left, right))
        return bool(mine & others)

    def all(self) -> tuple[frozenset[str], ...]:
        """Return the groups, in the order of their names."""
        return tuple(frozenset(self.members[name]) for name in sorted(self.members))

    def proposals(self) -> Iterable[Proposal]:
        """Yield pairs of groups that may be one, the likeliest first."""
        best: dict[Pair, Comparison] = {}
        for (one, other), found in sorted(self.compared.items()):
            groups = pair(self.group_of[one], self.group_of[other])
            if groups[0] == groups[1] or found.bits < PROPOSE or pair(one, other) in self.decisions.different:
                continue
            if self._told_apart(*groups):
                continue
            if groups not in best or found.bits > best[groups].bits:
                best[groups] = found
        parted = {
            pair(self.group_of[a], self.group_of[b])
            for a, b in self.decisions.different
            if a in self.group_of and b in self.group_of
        }
        ranked = sorted(best, key=lambda groups: (-best[groups].bits, groups))
        return [Proposal(*groups, best[groups]) for groups in ranked if groups not in parted]


def pairs_of(groups: Iterable[Collection[str]]) -> set[Pair]:
    """Return all pairs of reports that stand in one group."""
    return {pair(one, other) for group in groups for one, other in combinations(sorted(group), 2)}
