"""Which lane an engagement stands in, and which engagements hang from which."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from timeline.rows import EngagementRow, LaneRow
from timeline.vocabulary import LANE_GROUPS, Lanes

MOST_COUNTRIES = 8
MOST_SERIES = 12
_OTHER_COUNTRIES = "Other countries"
_NO_SERIES = "Outside these series"
_OTHERS = {Lanes.ORGANISATION: "Without these organisations", Lanes.PAIR: "Other pairs"}
_GROUP_OF: dict[str, str] = {kind: name for name, kinds in LANE_GROUPS.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Family:
    """One engagement with those in view that took place within it, in order of time."""

    parent: EngagementRow
    children: tuple[EngagementRow, ...] = ()

    def __len__(self) -> int:
        return 1 + len(self.children)


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: its name, how many engagements are drawn in it, and their families."""

    name: str
    count: int
    families: tuple[Family, ...]
    key: str | None = None  # of a lane that stands whether or not anything is drawn singly in it


def families(rows: Sequence[EngagementRow]) -> list[Family]:
    """Group `rows` by the outermost engagement in view that each lies within, in order of time."""
    by_id = {row.id: row for row in rows}
    children: dict[int, list[EngagementRow]] = defaultdict(list)
    for row in rows:
        children[_root(row, by_id)].append(row)
    groups = [
        Family(by_id[root], tuple(sorted((row for row in members if row.id != root), key=_by_time)))
        for root, members in children.items()
    ]
    return sorted(groups, key=lambda family: _by_time(family.parent))


def lanes(rows: Sequence[EngagementRow], by: Lanes, *, chosen: Sequence[str] = ()) -> list[Lane]:
    """Sort `rows` into lanes by kind group, country or series; lanes without a row are left out.

    By country an engagement stands in the lane of each of its parties that has one; `chosen` countries get their lanes first.
    """
    if by is Lanes.COUNTRY:
        return _country_lanes(rows, chosen)
    if by is Lanes.SERIES:
        return _series_lanes(rows)
    if by in (Lanes.ORGANISATION, Lanes.PAIR):
        return _lanes_by_party(rows, by)
    return _kind_lanes(rows)


def given_lanes(rows: Sequence[EngagementRow], by: Lanes, given: Sequence[LaneRow]) -> list[Lane]:
    """Sort `rows` into lanes counted before: each into every lane it belongs to, else into that of the others."""
    keys = {lane.key for lane in given}
    drawn: dict[str, list[EngagementRow]] = defaultdict(list)
    for row in rows:
        for key in [key for key in _keys(row, by) if key in keys] or [""]:
            drawn[key].append(row)
    return [Lane(lane.name, lane.count, tuple(families(drawn[lane.key])), lane.key) for lane in given]


def _keys(row: EngagementRow, by: Lanes) -> list[str]:
    """Return the keys, as LaneRow has them, of the lanes that an engagement belongs to."""
    if by is Lanes.KIND:
        return [_GROUP_OF[row.kind]]
    if by is Lanes.SERIES:
        return [str(row.series_id or "")]
    if by is Lanes.ORGANISATION:
        return [party.code for party in row.parties if party.is_organisation]
    countries = sorted(party.code for party in row.parties if not party.is_organisation)
    return countries if by is Lanes.COUNTRY else [f"{one}-{other}" for one, other in combinations(countries, 2)]


def _lanes_by_party(rows: Sequence[EngagementRow], by: Lanes) -> list[Lane]:
    names = {party.code: party.name for row in rows for party in row.parties if not party.is_organisation}
    counts = Counter(key for row in rows for key in _keys(row, by))
    ranked = sorted(counts, key=lambda key: (-counts[key], key))[:MOST_SERIES]
    given = [LaneRow(key, "–".join(names.get(code, code) for code in key.split("-")), counts[key]) for key in ranked]
    if by is Lanes.ORGANISATION:
        given = [LaneRow(key, key, counts[key]) for key in ranked]
    rest = sum(not any(key in ranked for key in _keys(row, by)) for row in rows)
    return given_lanes(rows, by, [*given, LaneRow("", _OTHERS[by], rest)] if rest else given)


def _kind_lanes(rows: Sequence[EngagementRow]) -> list[Lane]:
    drawn: dict[str, list[Family]] = defaultdict(list)
    for family in families(rows):
        drawn[_GROUP_OF[family.parent.kind]].append(family)
    return [Lane(name, sum(len(family) for family in drawn[name]), tuple(drawn[name])) for name in LANE_GROUPS if drawn[name]]


def _country_lanes(rows: Sequence[EngagementRow], chosen: Sequence[str]) -> list[Lane]:
    names = {party.code: party.name for row in rows for party in row.parties if not party.is_organisation}
    counts = Counter(party.code for row in rows for party in row.parties if not party.is_organisation)
    wanted = [code for code in dict.fromkeys(chosen) if code in names]
    ranked = [code for code, _ in sorted(counts.items(), key=lambda pair: (-pair[1], names[pair[0]]))]
    codes = [*wanted, *(code for code in ranked if code not in wanted)][:MOST_COUNTRIES]
    found = []
    for code in codes:
        there = [row for row in rows if any(party.code == code and not party.is_organisation for party in row.parties)]
        found.append(_lane(names[code], there))
    rest = [row for row in rows if not any(party.code in codes for party in row.parties)]
    return [*found, _lane(_OTHER_COUNTRIES, rest)] if rest else found


def _series_lanes(rows: Sequence[EngagementRow]) -> list[Lane]:
    counts = Counter((row.series_id, row.series) for row in rows if row.series_id is not None)
    ranked = sorted(counts, key=lambda series: (-counts[series], series[1]))[:MOST_SERIES]
    found = [_lane(name, [row for row in rows if row.series_id == pk]) for pk, name in ranked]
    shown = {pk for pk, _ in ranked}
    rest = [row for row in rows if row.series_id not in shown]
    return [*found, _lane(_NO_SERIES, rest)] if rest else found


def _lane(name: str, rows: Iterable[EngagementRow]) -> Lane:
    members = list(rows)
    return Lane(name, len(members), tuple(families(members)))


def _by_time(row: EngagementRow) -> tuple[int, int, int]:
    return (row.earliest or 0, -row.importance, row.id)


def _root(row: EngagementRow, by_id: Mapping[int, EngagementRow]) -> int:
    """Climb to the outermost engagement in view; a loop, which the record can't rule out, ends the climb."""
    seen = {row.id}
    while row.within_id is not None and row.within_id in by_id and row.within_id not in seen:
        row = by_id[row.within_id]
        seen.add(row.id)
    return min(seen) if row.within_id in seen else row.id
