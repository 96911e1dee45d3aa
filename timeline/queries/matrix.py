"""Countries against countries: the most active ones within a filter, and what each two of them did together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from django.urls import reverse

from timeline.models import Country
from timeline.queries.filter import Filter
from timeline.queries.meetings import meetings, partners, presences
from timeline.queries.present import speakers
from timeline.queries.selection import Selection, select
from timeline.rows import LinkRow, PairRow
from timeline.summaries.columns import Array, country_code, country_number, spread
from timeline.vocabulary import Counting

COUNTRIES = 24  # at most 31: who took part is kept as bits


@dataclass(frozen=True, slots=True)
class MatrixRows:
    """The rows of one matrix."""

    countries: tuple[LinkRow, ...]  # most engagements first; `count` by the counting rule, with whomever
    pairs: tuple[PairRow, ...]  # those of nothing are left out
    total: int  # countries that took part, shown or not


def matrix_rows(wanted: Filter, counting: Counting = Counting.ENGAGEMENTS, *, most: int = COUNTRIES) -> MatrixRows:
    """Return the `most` countries with most engagements in what `wanted` asks for, and their pairs.

    An engagement of two countries is one pair of them, so the pairs of two read the same by either rule and the sums differ.
    """
    chosen = select(wanted)
    numbers = chosen.count("country")
    counted = {country_code(value): int(numbers[value]) for value in np.flatnonzero(numbers).tolist() if value}
    names = dict(Country.objects.filter(code__in=counted).values_list("code", "name"))
    codes = sorted(counted, key=lambda code: (-counted[code], names[code]))[:most]
    sums = counted
    if counting is Counting.PAIRS:
        found = partners(chosen.held, chosen.at(0, len(chosen)))
        sums = {code: int(found[country_number(code)]) for code in codes}
    elif counting is Counting.PEOPLE:
        spoken = speakers(wanted, codes)
        sums = _sums(spoken)
    met = _people_met(chosen, codes, spoken) if counting is Counting.PEOPLE else _met(chosen, codes)
    return MatrixRows(
        tuple(LinkRow(names[code], reverse("country-detail", args=[code]), sums.get(code, 0), code=code) for code in codes),
        _pairs(codes, met),
        len(counted),
    )


def _slots(chosen: Selection, codes: list[str]) -> Array:
    """Return the place in `codes` of each country's number in the columns, -1 of the others."""
    slots = np.full(chosen.held.width("country"), -1)
    slots[[country_number(code) for code in codes]] = np.arange(len(codes))
    return slots


def _met(chosen: Selection, codes: list[str]) -> Array:
    """Count the engagements of each two of the countries: places x places."""
    return meetings(*presences(chosen.held, chosen.at(0, len(chosen)), _slots(chosen, codes)), len(codes))


def _people_met(chosen: Selection, codes: list[str], spoken: Mapping[tuple[int, str], int]) -> Array:
    """Count who spoke for either of two countries where both took part: places x places."""
    positions, slots, lists = chosen.at(0, len(chosen)), _slots(chosen, codes), chosen.held.columns.country
    position_of = dict(zip(chosen.ids(positions), positions.tolist(), strict=True))
    told = [(position_of[pk], codes.index(code), number) for (pk, code), number in spoken.items() if pk in position_of]
    there, own, numbers = np.array(told, dtype="i8").reshape(-1, 3).T
    sizes = lists.starts[there + 1] - lists.starts[there]
    other = slots[lists.values[spread(lists, there)]]
    own, numbers = np.repeat(own, sizes), np.repeat(numbers, sizes)
    met = (other >= 0) & (other != own)
    found = np.zeros((len(codes), len(codes)), dtype="i8")
    np.add.at(found, (own[met], other[met]), numbers[met])
    return found + found.T


def _sums(spoken: Mapping[tuple[int, str], int]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (_, code), number in spoken.items():
        found[code] += number
    return found


def _pairs(codes: list[str], met: Array) -> tuple[PairRow, ...]:
    """Return the pairs that met, by their codes in alphabetical order."""
    found = [
        PairRow(min(one, other), max(one, other), int(met[row, column]))
        for (row, one), (column, other) in combinations(enumerate(codes), 2)
        if met[row, column]
    ]
    return tuple(sorted(found, key=lambda pair: (pair.one, pair.other)))
