"""Gives each group of reports its engagement: ids stay where they were first filed, and what stands elsewhere moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from timeline.linking.comparing import PROPOSE, Comparison
from timeline.models import Claim, Engagement, LinkProposal, Report
from timeline.record.claims import new_engagements
from timeline.record.gathering import Gathering
from timeline.record.many import in_parts
from timeline.record.moving import move_report, point_to, retire, revive
from timeline.record.waiting import weigh
from timeline.vocabulary import Field


@dataclass(slots=True)
class Settlement:
    """Where the groups of reports gathered belong.

    `former` is the engagement of what a corrected text told before, by the key of what it tells now. `settle` fills the rest:
    `found` is the engagement of each report, `founded` are those new on record, `touched` those whose values must be chosen anew.
    """

    gathered: Gathering
    at: datetime
    former: Mapping[str, int]
    found: dict[str, int] = field(default_factory=dict)
    founded: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)

    def settle(self) -> None:
        """Assign, move and retire."""
        rows = {key: row for key, row in self.gathered.rows.items() if key in self.gathered.told}
        owners = _owners(rows)
        groups = self.gathered.groups()
        self._assign(groups, rows, owners)
        left: dict[int, int] = {}  # engagement that lost its first report -> where that went
        for key, row in sorted(rows.items()):
            target = self.found[key]
            if row.engagement_id != target:
                if owners.get(row.engagement_id) == key:
                    left[row.engagement_id] = target
                self.touched |= move_report(row, target, at=self.at)
        for old, target in sorted(left.items()):
            self._retire(old, target)

    def _assign(self, groups: Sequence[frozenset[str]], rows: Mapping[str, Report], owners: Mapping[int, str]) -> None:
        taken: set[int] = set()
        unknown = []
        for group in groups:
            target = self._standing([rows[key] for key in group if key in rows], group, owners, taken)
            if target is None:
                unknown.append(group)
                continue
            taken.add(target)
            self.found |= dict.fromkeys(group, target)
        order = {key: number for number, key in enumerate(self.gathered.told)}
        unknown.sort(key=lambda group: min(order[key] for key in group))
        for group, engagement in zip(unknown, new_engagements(len(unknown), at=self.at), strict=True):
            self.found |= dict.fromkeys(group, engagement.pk)
            self.founded.add(engagement.pk)

    def _standing(self, rows: Sequence[Report], group: frozenset[str], owners: Mapping[int, str], taken: set[int]) -> int | None:
        """Return the engagement on record that a group is of: one it founded, had before it was corrected, or was merged from."""
        own = {row.engagement_id for row in rows if owners.get(row.engagement_id) in group} - taken
        if own:
            return min(own)
        before = {self.former[key] for key in group if key in self.former} - taken
        if before:
            return min(before)
        if rows:
            homes = Engagement.objects.filter(pk__in={row.home_id for row in rows} - taken, merged_into__isnull=False)
            if (home := homes.order_by("pk").first()) is not None:
                revive(home)
                return home.pk
        return None

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

    def propose(self, rows: Mapping[str, Report]) -> None:
        """Note the pairs of two engagements that a person should look at, and drop what is settled.

        `rows` are all reports compared, those just put on record among them.
        """
        likely: dict[tuple[int, int], LinkProposal] = {}
        for names, evidence in self.gathered.compared.items():
            one, other = (rows[name] for name in names)
            if self._is_open(one, other, evidence) and names not in self.gathered.different:
                parts = [[part.field, part.words, part.bits] for part in evidence.parts]
                likely[one.pk, other.pk] = LinkProposal(
                    one=one, other=other, bits=evidence.bits, parts=parts, forbids=evidence.forbids
                )
        looked_at = {(rows[one].pk, rows[other].pk) for one, other in self.gathered.compared}
        settled = []
        for ids in in_parts(sorted({one for one, _ in looked_at})):
            noted = LinkProposal.objects.filter(one__in=ids).values_list("pk", "one", "other")
            settled += [pk for pk, *both in noted if tuple(both) in looked_at and tuple(both) not in likely]
        LinkProposal.objects.filter(pk__in=settled).delete()
        LinkProposal.objects.bulk_create(
            likely.values(), update_conflicts=True, unique_fields=["one", "other"], update_fields=["bits", "parts", "forbids"]
        )
        weigh({row.article_id for one in likely.values() for row in (one.one, one.other) if row.article_id}, at=self.at)

    def _is_open(self, one: Report, other: Report, evidence: Comparison) -> bool:
        apart = self.found.get(one.key, one.engagement_id) != self.found.get(other.key, other.engagement_id)
        return apart and evidence.bits >= PROPOSE and one.told["article"] != other.told["article"]


def _owners(rows: Mapping[str, Report]) -> dict[int, str]:
    """Return by engagement the report that its id stays with: the first that was filed there before any that was moved there."""
    by_pk = {row.pk: key for key, row in rows.items()}
    owners: dict[int, str] = {}
    for ids in in_parts(sorted({row.engagement_id for row in rows.values()})):
        there = Report.objects.live().filter(engagement__in=ids).values_list("engagement_id", "home_id", "pk")
        for engagement, _, pk in sorted((engagement, home != engagement, pk) for engagement, home, pk in there):
            owners.setdefault(engagement, by_pk.get(pk, ""))
    return {engagement: key for engagement, key in owners.items() if key}
