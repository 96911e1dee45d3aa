"""Counts and short lists over what a filter asks for: what the pages of countries, pairs, people and places share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
from django.db.models import Model
from django.urls import reverse

from timeline import wording
from timeline.models import Country, Person, Series
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.filter import Filter
from timeline.queries.present import attended, times_met
from timeline.queries.selection import select
from timeline.rows import EngagementRow, LinkRow
from timeline.summaries.columns import KINDS, country_code
from timeline.vocabulary import Kind

YEARS_SHOWN = 6
READABLE = 60  # marks in one timeline that can still carry their names
UPCOMING = 10
LATEST = 25
RANKED = 12
_PLURALS = {Kind.TRAINING: "training courses"}
_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class KindYears:
    """How many engagements of one kind began in each of the newest years, and in all."""

    kind: str
    label: str  # plural, lower case
    by_year: tuple[int, ...]
    earlier: int  # before those years, or without a date
    total: int


@dataclass(frozen=True, slots=True)
class Tally:
    """A selection of engagements in numbers, and in a sentence."""

    total: int
    years: tuple[int, ...]  # oldest first, the current one last but one: the next shows what is announced
    kinds: tuple[KindYears, ...]  # most first
    in_words: str

    @property
    def opens_on(self) -> str:
        """The day a timeline of them opens on: of the newest years, as many as stay readable; empty when all years do."""
        if self.total <= READABLE:
            return ""
        begun = [sum(kind.by_year[column] for kind in self.kinds) for column in range(len(self.years))]
        first = len(self.years) - 2  # this year and what is announced for the next, however many
        while first and sum(begun[first - 1 :]) <= READABLE:
            first -= 1
        return f"{self.years[first]}-01-01"


def kind_plural(kind: str) -> str:
    """Write several of a kind in running text: `working groups`."""
    return _PLURALS.get(Kind(kind)) or f"{Kind(kind).label.lower()}s"


def tally(wanted: Filter) -> Tally:
    """Count what `wanted` asks for by kind and year."""
    chosen, this_year = select(wanted).picked, wanted.today.year
    years = tuple(range(this_year - YEARS_SHOWN + 2, this_year + 2))
    edges = [date(year, 1, 1).toordinal() for year in (*years, years[-1] + 1)]
    width = len(edges) + 1  # what lies before the years, in each of them, and after
    begun = np.searchsorted(edges, chosen.column("earliest"), side="right")
    table = np.bincount(chosen.column("kind").astype("i8") * width + begun, minlength=len(KINDS) * width).reshape(-1, width)
    kinds = []
    for kind, counts in zip(KINDS, table.tolist(), strict=True):
        if total := sum(counts):
            by_year = tuple(counts[1:-1])
            kinds.append(KindYears(kind, kind_plural(kind), by_year, total - sum(by_year), total))
    kinds.sort(key=lambda kind: (-kind.total, kind.kind))
    return Tally(len(chosen), years, tuple(kinds), _in_words(kinds, years.index(this_year), this_year))


def _in_words(kinds: Iterable[KindYears], column: int, year: int) -> str:
    """Say what this year holds, nothing when it is empty: `31 fall in 2025: 12 bilaterals, 8 visits and 11 others.`"""
    counts = sorted(((kind.by_year[column], kind) for kind in kinds if kind.by_year[column]), key=lambda pair: -pair[0])
    total = sum(number for number, _ in counts)
    if not total:
        return ""
    named = [f"{number} {kind.label if number > 1 else Kind(kind.kind).label.lower()}" for number, kind in counts[:4]]
    rest = total - sum(number for number, _ in counts[:4])
    if rest:
        named.append(wording.count(rest, "other"))
    return f"{total:,} {'falls' if total == 1 else 'fall'} in {year}: {wording.listing(named)}."


def upcoming(wanted: Filter) -> tuple[EngagementRow, ...]:
    """Return those whose last possible day is still to come, soonest first."""
    chosen = select(wanted).picked
    coming = chosen.where(chosen.column("latest") >= wanted.today.toordinal())
    return rows_with_ids(coming.ids(coming.ranked("earliest", "-importance", limit=UPCOMING)), wanted.asof)


def latest(wanted: Filter) -> tuple[EngagementRow, ...]:
    """Return those that lie behind us, newest first."""
    chosen = select(wanted).picked
    past = chosen.where(chosen.column("latest") < wanted.today.toordinal())
    return rows_with_ids(past.ids(past.ranked("-earliest", "-importance", "-id", limit=LATEST)), wanted.asof)


def counts_of(wanted: Filter, name: str) -> dict[int, int]:
    """Count what `wanted` asks for by the values of a column that occur."""
    numbers = select(wanted).count(name)
    return {value: int(numbers[value]) for value in np.flatnonzero(numbers).tolist() if value}


def country_counts(wanted: Filter, name: str = "country") -> dict[str, int]:
    """Count what `wanted` asks for by the codes of the countries that took part, or of those where it took place: `host`."""
    return {country_code(value): number for value, number in counts_of(wanted, name).items()}


def counterparts(wanted: Filter, own: str) -> tuple[LinkRow, ...]:
    """Rank the countries that took part beside country `own`, each leading to the pair's page."""
    counts = country_counts(wanted)
    counts.pop(own, None)
    return tuple(LinkRow(name, pair_url(own, code), number, code=code) for code, name, number in _ranked(counts, Country))


def countries(wanted: Filter) -> tuple[LinkRow, ...]:
    """Rank the countries that took part, each leading to its own page."""
    ranked = _ranked(country_counts(wanted), Country)
    return tuple(LinkRow(name, reverse("country-detail", args=[code]), number, code=code) for code, name, number in ranked)


def series(wanted: Filter) -> tuple[LinkRow, ...]:
    """Rank the series the engagements belong to."""
    ranked = _ranked(counts_of(wanted, "series"), Series)
    return tuple(LinkRow(name, reverse("series-detail", args=[pk]), number) for pk, name, number in ranked)


def people(wanted: Filter, *, party: str = "", leaving_out: int | None = None) -> tuple[LinkRow, ...]:
    """Rank who attended, of one party when it is given, with the office last held there."""
    counts = times_met(wanted, party=party)
    if leaving_out is not None:
        counts.pop(leaving_out, None)
    ranked = _ranked(counts, Person)
    offices = _last_offices(wanted, [pk for pk, _, _ in ranked], party)
    return tuple(
        LinkRow(name, reverse("person-detail", args=[pk]), number, *offices.get(pk, ("", ""))) for pk, name, number in ranked
    )


def _last_offices(wanted: Filter, people: list[int], party: str) -> dict[int, tuple[str, str]]:
    """Return the office and party that each person is last named with."""
    named = attended(wanted, people, party=party) if people else []
    return {one.person: (one.office, one.party) for one in named if one.office}


def _ranked(counts: Mapping[_Key, int], model: type[Model]) -> list[tuple[_Key, str, int]]:
    """Return those counted most often with their names, of equals the first by name."""
    least = sorted(counts.values(), reverse=True)[:RANKED]
    likely = [key for key, number in counts.items() if number >= least[-1]]
    names = model._default_manager.filter(pk__in=likely).values_list("pk", "name")
    return sorted(((key, name, counts[key]) for key, name in names), key=lambda entry: (-entry[2], entry[1]))[:RANKED]


def pair_url(one: str, other: str) -> str:
    """Return the address of two countries' page; their codes stand in alphabetical order."""
    return reverse("pair-detail", args=sorted((one, other)))
