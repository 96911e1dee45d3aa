"""What a timeline shows of too many engagements: lanes with their counts, and how many begin in each stretch of each lane."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np

from timeline.models import Organisation, Series
from timeline.queries.meetings import meetings, presences
from timeline.queries.once import countries
from timeline.queries.selection import Picked, Selection
from timeline.rows import CellRow, LaneRow, WindowRow
from timeline.summaries.columns import KINDS, Array, country_code, country_number, where
from timeline.vocabulary import LANE_GROUPS, Lanes

MOST_LANES = 30
MOST_CELLS = 1500
MOST_BINS = 120
_PAIRED = 24  # of the busiest countries, whose pairs become lanes
_OTHERS = {
    Lanes.COUNTRY: "Other countries",
    Lanes.SERIES: "Outside these series",
    Lanes.ORGANISATION: "Without these organisations",
    Lanes.PAIR: "Other pairs",
}
_FEW = 50_000  # engagements that are counted one by one as fast as bin by bin
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # years


@dataclass(frozen=True, slots=True)
class Bins:
    """Stretches of a window: the first day of each, cut to the window, and how many days they usually have."""

    window: WindowRow
    firsts: tuple[int, ...]
    days: int

    def ends(self) -> list[tuple[int, int]]:
        """Return first and last day of each."""
        after = [*(first - 1 for first in self.firsts[1:]), self.window.last.toordinal()]
        return list(zip(self.firsts, after, strict=True))


@dataclass(frozen=True, slots=True)
class Density:
    """Counts by lane and bin; `others` counts what stands in no lane, bin by bin."""

    lanes: tuple[LaneRow, ...]
    counts: Array  # lanes x bins


def lanes_and_cells(
    chosen: Selection, by: Lanes, window: WindowRow, first: Sequence[str] = ()
) -> tuple[tuple[LaneRow, ...], tuple[CellRow, ...], int]:
    """Return the lanes of a selection, the non-empty cells in them, and how many days a cell usually has.

    An engagement counts where it begins, in the first cell of its lane when that was before the window; by country,
    organisation or pair once in each lane that it belongs to. `first` are the countries whose lanes come first.
    """
    bins = bins_of(window, MOST_LANES + 1 if by is not Lanes.KIND else len(LANE_GROUPS))
    density = _density(chosen, by, bins, first)
    ends = bins.ends()
    cells = [
        CellRow(lane.key, *ends[column], int(density.counts[row, column]))
        for row, lane in enumerate(density.lanes)
        for column in np.flatnonzero(density.counts[row]).tolist()
    ]
    return density.lanes, tuple(cells), bins.days


def bins_of(window: WindowRow, lanes: int) -> Bins:
    """Cut a window into days, weeks, months, quarters or years: the finest that keep within the most bins and cells."""
    most = min(MOST_BINS, MOST_CELLS // lanes)
    first, last = window.first.toordinal(), window.last.toordinal()
    length = last - first + 1
    if length <= most:
        return Bins(window, tuple(range(first, last + 1)), 1)
    monday = first - (first - 1) % 7
    if (last - monday) // 7 < most:
        return Bins(window, tuple(max(day, first) for day in range(monday, last + 1, 7)), 7)
    for months in (1, 3, *(12 * step for step in _STEPS)):
        begin = (window.first.year * 12 + window.first.month - 1) // months
        end = (window.last.year * 12 + window.last.month - 1) // months
        if end - begin < most:
            break
    firsts = (max(_month(number * months), first) for number in range(begin, end + 1))
    return Bins(window, tuple(firsts), round(months * 30.44))


def _month(number: int) -> int:
    """Return the day number on which a month (year * 12 + month - 1) begins."""
    return date(max(number // 12, 1), number % 12 + 1, 1).toordinal()


def _density(chosen: Selection, by: Lanes, bins: Bins, first: Sequence[str]) -> Density:
    if by is Lanes.PAIR:
        return _pairs(chosen, bins)
    if by is Lanes.KIND:
        table = _table(chosen, "kind", bins)
        groups = [
            table[[KINDS[kind] for kind in kinds if KINDS[kind] < len(table)]].sum(axis=0) for kinds in LANE_GROUPS.values()
        ]
        found = [(LaneRow(name, name, int(one.sum())), one) for name, one in zip(LANE_GROUPS, groups, strict=True) if one.any()]
        return Density(
            tuple(lane for lane, _ in found), np.array([one for _, one in found]).reshape(len(found), len(bins.firsts))
        )
    table = _table(chosen, by.value, bins)
    totals = table.sum(axis=1)
    wanted = [country_number(code) for code in first if len(code) == 2] if by is Lanes.COUNTRY else []
    wanted = [value for value in wanted if value < len(totals) and totals[value]]
    ranked = [int(value) for value in np.argsort(-totals, kind="stable") if value and totals[value] and value not in wanted]
    values = [*wanted, *ranked][:MOST_LANES]
    lanes = [LaneRow(*name, int(totals[value])) for value, name in zip(values, _names(by, values), strict=True)]
    rows = table[values]
    others = _without(chosen, by.value, values, table, bins)
    if others.any():
        lanes.append(LaneRow("", _OTHERS[by], int(others.sum())))
        rows = np.vstack([rows, others])
    return Density(tuple(lanes), rows)


def _cuts(chosen: Selection, bins: Bins) -> list[tuple[int, int]]:
    """Return from where to where the positions stand that begin in each bin."""
    cuts = np.clip(chosen.held.columns.begins(bins.firsts), chosen.first, chosen.last).tolist()
    return list(zip(cuts, [*cuts[1:], chosen.last], strict=True))


def _in_bins(chosen: Selection, bins: Bins) -> list[Array]:
    """Return the positions of each bin; what began before the window is in the first."""
    found = [np.arange(first, last) for first, last in _cuts(chosen, bins)]
    found[0] = np.concatenate([chosen.carried, found[0]])
    return found


def _table(chosen: Selection, name: str, bins: Bins) -> Array:
    """Count by the values of a column and by bin: values x bins."""
    if len(chosen) <= _FEW:
        return _counted(chosen, name, bins)
    columns = [chosen.held.count(name, first, last) for first, last in _cuts(chosen, bins)]
    columns[0] = columns[0] + Picked(chosen.held, chosen.carried).count(name)
    return np.stack(columns, axis=1)


def _counted(chosen: Selection, name: str, bins: Bins) -> Array:
    """Count the values of a column one by one."""
    groups = _in_bins(chosen, bins)
    positions = np.concatenate(groups)
    group = np.repeat(np.arange(len(groups)), [len(one) for one in groups])
    if lists := chosen.held.lists(name):
        group = np.repeat(group, lists.starts[positions + 1] - lists.starts[positions])
    values, width = chosen.held.values_at(name, positions), chosen.held.width(name)
    return np.bincount(values.astype("i8") * len(groups) + group, minlength=width * len(groups)).reshape(width, len(groups))


def _without(chosen: Selection, name: str, values: Sequence[int], table: Array, bins: Bins) -> Array:
    """Count, bin by bin, the engagements that have none of the values in a column, of which `table` counts every value."""
    if chosen.held.lists(name) is None:
        counted: Array = table.sum(axis=0) - table[values].sum(axis=0)
        return counted
    is_alone = chosen.held.lacking(name, values, slice(chosen.first, chosen.last))
    edges = np.array(_cuts(chosen, bins)) - chosen.first
    found: Array = np.diff(where(np.flatnonzero(is_alone), edges), axis=1)[:, 0]
    found[0] += np.count_nonzero(chosen.held.lacking(name, values, chosen.carried))
    return found


def _pairs(chosen: Selection, bins: Bins) -> Density:
    """Count the engagements that both countries of a pair took part in, for pairs of the busiest countries."""
    totals = chosen.count("country")
    busiest = [int(value) for value in np.argsort(-totals, kind="stable")[: _PAIRED + 1] if value and totals[value]][:_PAIRED]
    slots = np.full(len(totals), -1)
    slots[busiest] = np.arange(len(busiest))
    pairs = list(combinations(range(len(busiest)), 2))
    groups = [presences(chosen.held, positions, slots) for positions in _in_bins(chosen, bins)]
    together = [meetings(masks, times, len(busiest)) for masks, times in groups]
    table = np.array([[grid[one, other] for grid in together] for one, other in pairs]).reshape(len(pairs), len(groups))
    order = [int(row) for row in np.argsort(-table.sum(axis=1), kind="stable")[:MOST_LANES] if table[row].any()]
    names = _country_names()
    lanes = []
    for row in order:
        codes = sorted(country_code(busiest[slot]) for slot in pairs[row])
        lanes.append(LaneRow("-".join(codes), "–".join(names.get(code, code) for code in codes), int(table[row].sum())))
    rows = table[order].astype("i8")
    others = np.array([_unpaired(masks, times, [pairs[row] for row in order]) for masks, times in groups])
    if others.any():
        lanes.append(LaneRow("", _OTHERS[Lanes.PAIR], int(others.sum())))
        rows = np.vstack([rows, others])
    return Density(tuple(lanes), rows)


def _unpaired(masks: Array, times: Array, pairs: Sequence[tuple[int, int]]) -> int:
    """Count the engagements in which both countries of no pair took part."""
    alone = np.ones(len(masks), dtype=bool)
    for one, other in pairs:
        both = (1 << one) | (1 << other)
        alone &= (masks & both) != both
    return int(times[alone].sum())


def _names(by: Lanes, values: Sequence[int]) -> list[tuple[str, str]]:
    """Return key and name of the lanes that stand for values of a column."""
    if by is Lanes.COUNTRY:
        codes = [country_code(value) for value in values]
        names = _country_names()
        return [(code, names.get(code, code)) for code in codes]
    if by is Lanes.SERIES:
        series: dict[Any, str] = dict(Series.objects.filter(pk__in=values).values_list("pk", "name"))
        return [(str(value), series.get(value, str(value))) for value in values]
    acronyms: dict[Any, str] = dict(Organisation.objects.filter(pk__in=values).values_list("pk", "acronym"))
    return [(acronyms.get(value, str(value)),) * 2 for value in values]


def _country_names() -> dict[str, str]:
    return {code: name for code, (name, _) in countries().items()}
