"""Countries against countries: the most active ones within a filter, and what each two of them did together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from django.db.models import Case, Count, F, Q, When
from django.urls import reverse

from timeline.models import Attendance, Country
from timeline.queries.filter import Filter, matching
from timeline.queries.meetings import meetings, partners, presences
from timeline.queries.selection import Selection, select
from timeline.rows import LinkRow, PairRow
from timeline.summaries.columns import country_code, country_number
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
        sums = _people(wanted, codes)
    pairs = _people_met(wanted, codes) if counting is Counting.PEOPLE else _met(chosen, codes)
    return MatrixRows(
        tuple(LinkRow(names[code], reverse("country-detail", args=[code]), sums.get(code, 0), code=code) for code in codes),
        tuple(PairRow(one, other, number) for (one, other), number in sorted(pairs.items()) if number),
        len(counted),
    )


def _met(chosen: Selection, codes: list[str]) -> Mapping[tuple[str, str], int]:
    """Count the engagements of each two of the countries."""
    slots = np.full(chosen.held.width("country"), -1)
    slots[[country_number(code) for code in codes]] = np.arange(len(codes))
    together = meetings(*presences(chosen.held, chosen.at(0, len(chosen)), slots), len(codes))
    pairs = combinations(enumerate(codes), 2)
    return {(min(one, other), max(one, other)): int(together[row, column]) for (row, one), (column, other) in pairs}


def _present(wanted: Filter) -> Any:
    """Select who was present, each with the country they `spoke_for`: an annotation, which no type of a queryset tells of."""
    spoke_for = Case(When(~Q(party=""), then=F("party")), default=F("person__country_id"))
    return Attendance.objects.filter(engagement__in=matching(wanted)).order_by().annotate(spoke_for=spoke_for)


def _people(wanted: Filter, codes: list[str]) -> dict[str, int]:
    return dict(_present(wanted).filter(spoke_for__in=codes).values_list("spoke_for").annotate(number=Count("pk")))


def _people_met(wanted: Filter, codes: list[str]) -> Counter[tuple[str, str]]:
    """Count who spoke for either of two countries where both took part."""
    beside = _present(wanted).filter(spoke_for__in=codes, engagement__participations__country__in=codes)
    found: Counter[tuple[str, str]] = Counter()
    for one, other, number in beside.values_list("spoke_for", "engagement__participations__country_id").annotate(
        number=Count("pk")
    ):
        if one != other:
            found[min(one, other), max(one, other)] += number
    return found
