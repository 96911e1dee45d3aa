"""Countries, pairs of countries and organisations: their indexes and their pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Count, Q

from timeline import wording
from timeline.clock import today
from timeline.folding import fold
from timeline.models import Country, Membership, Organisation
from timeline.queries import tallies
from timeline.queries.filter import Filter
from timeline.queries.selection import select
from timeline.queries.tallies import Tally
from timeline.rows import EngagementRow, LinkRow


@dataclass(frozen=True, slots=True)
class CountryPage:
    """Everything the page of one country shows."""

    code: str
    name: str
    un_status: str
    standfirst: str
    tally: Tally
    counterparts: tuple[LinkRow, ...]
    organisations: tuple[LinkRow, ...]
    series: tuple[LinkRow, ...]
    people: tuple[LinkRow, ...]
    upcoming: tuple[EngagementRow, ...]
    latest: tuple[EngagementRow, ...]


@dataclass(frozen=True, slots=True)
class PairPage:
    """Everything the page of two countries shows."""

    one: LinkRow
    other: LinkRow
    standfirst: str
    tally: Tally
    alone: int  # engagements of these two and nobody else
    hosting: tuple[LinkRow, ...]  # where they met, most first
    series: tuple[LinkRow, ...]
    people: tuple[LinkRow, ...]
    upcoming: tuple[EngagementRow, ...]
    latest: tuple[EngagementRow, ...]


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Everything the page of one organisation shows."""

    acronym: str
    name: str
    note: str
    aliases: tuple[str, ...]
    standfirst: str
    tally: Tally
    members: tuple[LinkRow, ...]
    others: tuple[LinkRow, ...]  # observers and partners
    former: tuple[LinkRow, ...]
    series: tuple[LinkRow, ...]
    upcoming: tuple[EngagementRow, ...]
    latest: tuple[EngagementRow, ...]


def country_index(asof: date | None = None) -> tuple[tuple[LinkRow, ...], tuple[LinkRow, ...]]:
    """Return the countries on record, most engaged first, and the rest by name; with a day, the record as known at its end."""
    counts = tallies.country_counts(Filter(asof=asof))
    rows = [
        LinkRow(country.name, country.get_absolute_url(), counts.get(country.code, 0), code=country.code)
        for country in Country.objects.order_by("name")
    ]
    rows.sort(key=lambda row: -row.count)
    return tuple(row for row in rows if row.count), tuple(row for row in rows if not row.count)


def organisation_index(asof: date | None = None) -> tuple[LinkRow, ...]:
    """Return the organisations, most engaged first, with how many members they have now."""
    counts = tallies.counts_of(Filter(asof=asof), "organisation")
    now = Q(memberships__standing=Membership.Standing.MEMBER, memberships__until="")
    organisations = Organisation.objects.annotate(member_count=Count("memberships", filter=now)).order_by("acronym")
    rows = [
        LinkRow(
            organisation.name,
            organisation.get_absolute_url(),
            counts.get(organisation.pk, 0),
            detail=wording.count(organisation.member_count, "member") if organisation.member_count else "",
            code=organisation.acronym,
        )
        for organisation in organisations
    ]
    return tuple(sorted(rows, key=lambda row: -row.count))


def country_page(code: str, asof: date | None = None) -> CountryPage | None:
    """Return the page of the country with ISO code `code`, or None; with a day, its engagements as known at its end."""
    country = Country.objects.filter(code=code).first()
    if country is None:
        return None
    wanted = Filter(country=(code,), asof=asof)
    counted = tallies.tally(wanted)
    counterparts = tallies.counterparts(wanted, code)
    return CountryPage(
        code=country.code,
        name=country.name,
        un_status=country.un_status,
        standfirst=_standfirst(counted, counterparts),
        tally=counted,
        counterparts=counterparts,
        organisations=_memberships_of(code),
        series=tallies.series(wanted),
        people=tallies.people(wanted, party=code),
        upcoming=tallies.upcoming(wanted),
        latest=tallies.latest(wanted),
    )


def pair_page(one: str, other: str, asof: date | None = None) -> PairPage | None:
    """Return the page of two different countries, or None when either is unknown."""
    found = Country.objects.in_bulk([one, other])
    if len(found) < 2:
        return None
    wanted = Filter(country=(f"{one}-{other}",), asof=asof)
    counted, alone, hosting = tallies.tally(wanted), _alone(wanted), _hosting(wanted)
    first, second = found[one], found[other]
    return PairPage(
        one=LinkRow(first.name, first.get_absolute_url(), code=one),
        other=LinkRow(second.name, second.get_absolute_url(), code=other),
        standfirst=_pair_standfirst(counted, alone, {first.name, second.name}, hosting),
        tally=counted,
        alone=alone,
        hosting=hosting,
        series=tallies.series(wanted),
        people=tallies.people(wanted),
        upcoming=tallies.upcoming(wanted),
        latest=tallies.latest(wanted),
    )


def organisation_page(acronym: str, asof: date | None = None) -> OrganisationPage | None:
    """Return the page of an organisation by its acronym, or None."""
    organisation = Organisation.objects.prefetch_related("aliases").filter(acronym=acronym).first()
    if organisation is None:
        return None
    wanted = Filter(org=(acronym,), asof=asof)
    counted = tallies.tally(wanted)
    memberships = list(organisation.memberships.select_related("country").order_by("country__name", "since"))
    current = [membership for membership in memberships if _is_current(membership)]
    members = [membership for membership in current if membership.standing == Membership.Standing.MEMBER]
    return OrganisationPage(
        acronym=organisation.acronym,
        name=organisation.name,
        note=organisation.note,
        aliases=tuple(alias.text for alias in organisation.aliases.all() if fold(alias.text) != fold(organisation.name)),
        standfirst=_organisation_standfirst(counted, len(members)),
        tally=counted,
        members=_member_links(members),
        others=_member_links(membership for membership in current if membership not in members),
        former=_member_links(membership for membership in memberships if not _is_current(membership)),
        series=tallies.series(wanted),
        upcoming=tallies.upcoming(wanted),
        latest=tallies.latest(wanted),
    )


def acronym_of(text: str) -> str:
    """Return the acronym that `text` stands for in another spelling or as an alias, or nothing."""
    by_name = Q(acronym__iexact=text) | Q(aliases__folded=fold(text))
    return Organisation.objects.filter(by_name).values_list("acronym", flat=True).first() or ""


def _alone(wanted: Filter) -> int:
    """Count the engagements of two countries and nobody else, among those of two at least."""
    columns = select(wanted).held.columns
    # Where no organisation took part, one 0 stands in the list.
    no_organisation = columns.organisation.values[columns.organisation.starts[:-1]] == 0
    return int(np.count_nonzero((np.diff(columns.country.starts) == 2) & no_organisation))


def _hosting(wanted: Filter) -> tuple[LinkRow, ...]:
    counts = tallies.country_counts(wanted, "host")
    names = Country.objects.filter(code__in=counts).order_by("name").values_list("code", "name")
    rows = (LinkRow(name, "", counts[code], code=code) for code, name in names)
    return tuple(sorted(rows, key=lambda row: -row.count))


def _memberships_of(code: str) -> tuple[LinkRow, ...]:
    memberships = Membership.objects.filter(country_id=code).select_related("organisation")
    return tuple(
        LinkRow(
            membership.organisation.name,
            membership.organisation.get_absolute_url(),
            detail=_span(membership),
            code=membership.organisation.acronym,
        )
        for membership in memberships.order_by("until", "organisation__acronym", "since")
    )


def _member_links(memberships: Iterable[Membership]) -> tuple[LinkRow, ...]:
    return tuple(
        LinkRow(
            membership.country.name,
            membership.country.get_absolute_url(),
            detail=_span(membership),
            code=membership.country_id,
        )
        for membership in memberships
    )


def _span(membership: Membership) -> str:
    """Write a membership in time: `member since 2001`, `observer 2004–2017`, `observer 2005 – 8 June 2017`."""
    since, until = wording.partial_date(membership.since), wording.partial_date(membership.until)
    if since and until:
        dash = "–" if since.isdigit() and until.isdigit() else " – "
        return f"{membership.standing} {since}{dash}{until}"
    if until:
        return f"{membership.standing} until {until}"
    return f"{membership.standing} since {since}" if since else membership.standing


def _is_current(membership: Membership) -> bool:
    return not membership.until or membership.until >= today().isoformat()[: len(membership.until)]


def _standfirst(counted: Tally, counterparts: tuple[LinkRow, ...]) -> str:
    if not counted.total:
        return "No engagement on record yet."
    often = [f"{wording.with_article(link.name)} ({link.count})" for link in counterparts[:3]]
    beside = f", most often with {wording.listing(often)}" if often else ""
    return f"{wording.count(counted.total, 'engagement')} on record{beside}. {counted.in_words}".strip()


def _pair_standfirst(counted: Tally, alone: int, names: set[str], hosting: tuple[LinkRow, ...]) -> str:
    if not counted.total:
        return "No engagement of these two is on record."
    hosted = [(wording.with_article(link.name), link.count) for link in hosting if link.name in names]
    at_home = [
        f"{name}{' hosted' if not place else ''} {wording.small_number(number)}" for place, (name, number) in enumerate(hosted)
    ]
    elsewhere = sum(link.count for link in hosting if link.name not in names)
    verb = "was" if elsewhere == 1 else "were"
    abroad = f"{wording.small_number(elsewhere)} {verb} elsewhere" if elsewhere else ""
    where = "; ".join(part for part in (wording.listing(at_home), abroad) if part)
    place = f" {wording.sentence(where)}." if where else ""
    among = f", {wording.small_number(alone)} of them between the two alone" if alone < counted.total else ""
    both = wording.sentence(wording.count(counted.total, "engagement", words=True))
    return f"{both} on record{among}.{place}"


def _organisation_standfirst(counted: Tally, members: int) -> str:
    parts = [f"{wording.sentence(wording.count(members, 'member', words=True))}." if members else ""]
    parts.append(f"{wording.count(counted.total, 'engagement')} on record. {counted.in_words}".strip() if counted.total else "")
    return " ".join(part for part in parts if part) or "No engagement on record yet."
