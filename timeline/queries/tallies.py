"""Counts and short lists over any selection of engagements: what the pages of countries, pairs, people and places share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from timeline import wording
from timeline.clock import today
from timeline.models import Attendance, Engagement, Participation
from timeline.queries.engagement_row import rows_of
from timeline.rows import EngagementRow, LinkRow
from timeline.vocabulary import Kind

YEARS_SHOWN = 6
READABLE = 60  # marks in one timeline that can still carry their names
UPCOMING = 10
LATEST = 25
RANKED = 12
_PLURALS = {Kind.TRAINING: "training courses"}


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


def tally(engagements: QuerySet[Engagement]) -> Tally:
    """Count the engagements by kind and year in one query."""
    this_year = today().year
    years = tuple(range(this_year - YEARS_SHOWN + 2, this_year + 2))
    columns = {f"year_{year}": Count("id", filter=_began_in(year), distinct=True) for year in years}
    counted: Any = engagements.order_by().values("kind").annotate(total=Count("id", distinct=True), **columns)
    kinds = []
    for row in counted:
        by_year = tuple(row[f"year_{year}"] for year in years)
        kinds.append(KindYears(row["kind"], kind_plural(row["kind"]), by_year, row["total"] - sum(by_year), row["total"]))
    kinds.sort(key=lambda kind: (-kind.total, kind.kind))
    total = sum(kind.total for kind in kinds)
    return Tally(total, years, tuple(kinds), _in_words(kinds, years.index(this_year), this_year))


def _began_in(year: int) -> Q:
    return Q(earliest__gte=date(year, 1, 1).toordinal(), earliest__lte=date(year, 12, 31).toordinal())


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


def upcoming(engagements: QuerySet[Engagement]) -> tuple[EngagementRow, ...]:
    """Return those whose last possible day is still to come, soonest first."""
    return rows_of(engagements.filter(latest__gte=today().toordinal()).order_by("earliest", "-importance", "id")[:UPCOMING])


def latest(engagements: QuerySet[Engagement]) -> tuple[EngagementRow, ...]:
    """Return those that lie behind us, newest first."""
    past = engagements.filter(Q(latest__lt=today().toordinal()) | Q(latest__isnull=True))
    return rows_of(past.order_by("-earliest", "-importance", "-id")[:LATEST])


def counterparts(engagements: QuerySet[Engagement], own: str) -> tuple[LinkRow, ...]:
    """Rank the countries that took part beside country `own`, each leading to the pair's page."""
    others = Participation.objects.filter(engagement__in=engagements, country__isnull=False).exclude(country_id=own)
    ranked = others.values("country_id", "country__name").annotate(number=Count("id")).order_by("-number", "country__name")
    return tuple(
        LinkRow(row["country__name"], pair_url(own, row["country_id"]), row["number"], code=row["country_id"])
        for row in ranked[:RANKED]
    )


def countries(engagements: QuerySet[Engagement]) -> tuple[LinkRow, ...]:
    """Rank the countries that took part, each leading to its own page."""
    parts = Participation.objects.filter(engagement__in=engagements, country__isnull=False)
    ranked = parts.values("country_id", "country__name").annotate(number=Count("id")).order_by("-number", "country__name")
    return tuple(
        LinkRow(
            row["country__name"],
            reverse("country-detail", args=[row["country_id"]]),
            row["number"],
            code=row["country_id"],
        )
        for row in ranked[:RANKED]
    )


def series(engagements: QuerySet[Engagement]) -> tuple[LinkRow, ...]:
    """Rank the series the engagements belong to."""
    ranked = (
        engagements.filter(series__isnull=False)
        .order_by()
        .values("series_id", "series__name")
        .annotate(number=Count("id", distinct=True))
        .order_by("-number", "series__name")
    )
    return tuple(
        LinkRow(row["series__name"], reverse("series-detail", args=[row["series_id"]]), row["number"]) for row in ranked[:RANKED]
    )


def people(engagements: QuerySet[Engagement], *, party: str = "", leaving_out: int | None = None) -> tuple[LinkRow, ...]:
    """Rank who attended, of one party when it is given, with the office last held there."""
    present = Attendance.objects.filter(engagement__in=engagements)
    if party:
        present = present.filter(Q(party=party) | Q(party="", person__country_id=party))
    if leaving_out is not None:
        present = present.exclude(person_id=leaving_out)
    counted = present.values("person_id", "person__name").annotate(number=Count("id")).order_by("-number", "person__name")
    ranked = list(counted[:RANKED])
    offices = _last_offices(present, [row["person_id"] for row in ranked])
    return tuple(
        LinkRow(
            row["person__name"],
            reverse("person-detail", args=[row["person_id"]]),
            row["number"],
            detail=offices.get(row["person_id"], ("", ""))[0],
            code=offices.get(row["person_id"], ("", ""))[1],
        )
        for row in ranked
    )


def _last_offices(present: QuerySet[Attendance], people: list[int]) -> dict[int, tuple[str, str]]:
    """Return the office and party that each person is last named with."""
    named = present.filter(person_id__in=people).exclude(office="").order_by("engagement__earliest", "id")
    return {person: (office, party) for person, office, party in named.values_list("person_id", "office", "party")}


def pair_url(one: str, other: str) -> str:
    """Return the address of two countries' page; their codes stand in alphabetical order."""
    return reverse("pair-detail", args=sorted((one, other)))
