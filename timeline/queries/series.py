"""The series of the record: the tree of all of them, and one with its register of editions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from timeline import wording
from timeline.folding import fold
from timeline.models import Person, Series, SeriesAlias
from timeline.queries import cadence
from timeline.queries.earlier import as_known
from timeline.queries.engagement_row import rows_with_ids
from timeline.queries.filter import Filter
from timeline.queries.held import Held
from timeline.queries.present import attended
from timeline.queries.selection import select
from timeline.rows import EngagementRow, PartyRow
from timeline.vocabulary import Role

MOST_EDITIONS = 400  # rows of one register; no format on record has a quarter of that


@dataclass(frozen=True, slots=True)
class SeriesNode:
    """One series in the tree with what is recorded of it and of the series under it."""

    id: int
    name: str
    url: str
    kind: str
    parties: tuple[PartyRow, ...]
    count: int  # its own engagements
    first_year: int | None
    last_year: int | None
    children: tuple["SeriesNode", ...] = ()

    @property
    def years(self) -> str:
        """The years its engagements span."""
        if self.first_year is None or self.last_year is None or self.first_year == self.last_year:
            return str(self.first_year or "")
        return f"{self.first_year}–{self.last_year}"


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """Everything the page of one series shows."""

    id: int
    name: str
    url: str
    kind: str
    note: str
    aliases: tuple[str, ...]
    parties: tuple[PartyRow, ...]
    organisation: str
    organisation_url: str
    ancestors: tuple[SeriesNode, ...]
    children: tuple[SeriesNode, ...]
    editions: tuple[EngagementRow, ...]  # oldest first
    register: tuple[cadence.EditionRow | cadence.GapRow, ...]  # newest first
    due: cadence.DueRow | None
    held: int
    usual_gap: int | None
    hosting: tuple[tuple[PartyRow, int], ...]
    empty_years: int
    shared_numbers: tuple[int, ...]
    standfirst: str


@dataclass(frozen=True, slots=True)
class _Met:
    """What the record holds of one series: how many engagements, and the years in which the first and the last began."""

    count: int
    first_year: int | None = None
    last_year: int | None = None


def series_tree(words: str = "", *, everything: bool = False, asof: date | None = None) -> tuple[SeriesNode, ...]:
    """Return series as a tree: those on record, or `everything`, or with `words` the branches whose name or alias holds them all.

    What stands above a series stays, and so does what stands below one that the words name. With a day, the record is the one
    known at its end.
    """
    parents, met = _parents(), _met(asof)
    if fold(words):
        named = _named(words)
        shown = named | _below(named, parents)
    else:
        shown = set(parents) if everything else set(met)
    return _trees(_load(shown | _above(shown, parents)), met)


def series_page(pk: int, asof: date | None = None) -> SeriesPage | None:
    """Return the page of series `pk`, or None when there is none; with a day, its editions as known at its end."""
    series = (
        Series.objects.select_related("organisation")
        .prefetch_related("parties", "aliases")
        .filter(pk=pk, merged_into=None)
        .first()
    )
    if series is None:
        return None
    wanted = Filter(series=(pk,), asof=asof)
    editions = series_editions(pk, asof)
    gap = cadence.usual_gap(editions)
    rows = cadence.register(editions, _surnames(wanted), gap)
    numbers = [row.engagement.edition for row in rows if isinstance(row, cadence.EditionRow) and row.shares_number]
    held = sum(row.status in cadence.TOOK_PLACE for row in editions)
    parents, met = _parents(), _met(asof)
    around = _load({pk} | _above([pk], parents) | _below([pk], parents))
    return SeriesPage(
        id=series.pk,
        name=series.name,
        url=series.get_absolute_url(),
        kind=series.kind,
        note=series.note,
        aliases=tuple(alias.text for alias in series.aliases.all()),
        parties=_parties(series),
        organisation=str(series.organisation or ""),
        organisation_url=series.organisation.get_absolute_url() if series.organisation else "",
        ancestors=_ancestors(around, met, series),
        children=_trees(around, met, top=pk),
        editions=editions,
        register=rows,
        due=cadence.due(editions, gap, wanted.today),
        held=held,
        usual_gap=gap,
        hosting=tuple(cadence.host_counts(editions)),
        empty_years=cadence.empty_years(editions),
        shared_numbers=tuple(sorted({number for number in numbers if number})),
        standfirst=_standfirst(editions, held, gap),
    )


def series_editions(pk: int, asof: date | None = None) -> tuple[EngagementRow, ...]:
    """Return the shown engagements of series `pk`, oldest first and before them those without a date."""
    chosen = select(Filter(series=(pk,), asof=asof))
    rows = rows_with_ids(chosen.ids(chosen.at(0, min(len(chosen), MOST_EDITIONS))), asof)
    return tuple(sorted(rows, key=lambda row: (row.earliest or 0, row.edition or 0, row.id)))


def _parents() -> dict[int, int | None]:
    return dict(Series.objects.filter(merged_into=None).order_by().values_list("pk", "parent_id"))


def _above(series: Iterable[int], parents: dict[int, int | None]) -> set[int]:
    """Return everything above the series; a loop of parents, which the admin cannot rule out, ends where it closes."""
    found: set[int] = set()
    for pk in series:
        parent = parents.get(pk)
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parents.get(parent)
    return found


def _below(series: Iterable[int], parents: dict[int, int | None]) -> set[int]:
    """Return everything below the series."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in parents.items():
        children[parent].append(pk)
    found: set[int] = set()
    waiting = list(series)
    while waiting:
        new = [child for child in children[waiting.pop()] if child not in found]
        found.update(new)
        waiting.extend(new)
    return found


def _named(words: str) -> set[int]:
    """Return the series of whose names and aliases, taken together, every word is part."""
    names: dict[int, str] = {pk: fold(name) for pk, name in Series.objects.filter(merged_into=None).values_list("pk", "name")}
    for pk, alias in SeriesAlias.objects.filter(series__merged_into=None).values_list("series_id", "folded"):
        names[pk] += f" {alias}"
    return {pk for pk, known in names.items() if all(word in known for word in fold(words).split())}


def _load(ids: Iterable[int]) -> dict[int, Series]:
    """Load series by name with their parties."""
    found = Series.objects.filter(pk__in=list(ids)).prefetch_related("parties").order_by("name")
    return {series.pk: series for series in found}


def _met(asof: date | None) -> dict[int, _Met]:
    """Return what the record holds of every series that has engagements."""
    held = as_known(asof)
    return held.remember("met by series", lambda: _met_in(held))


def _met_in(held: Held) -> dict[int, _Met]:
    columns = held.columns
    counts = held.count("series", 0, len(held))
    first, last = np.zeros_like(counts), np.zeros_like(counts)
    series, begun = columns.series[held.dated :], columns.earliest[held.dated :]
    last[series] = begun  # they stand in order, and of several for one series the last stays
    first[series[::-1]] = begun[::-1]
    rows = zip(counts.tolist(), first.tolist(), last.tolist(), strict=True)
    return {pk: _Met(count, _year(one), _year(other)) for pk, (count, one, other) in enumerate(rows) if pk and count}


def _trees(loaded: dict[int, Series], met: Mapping[int, _Met], top: int | None = None) -> tuple[SeriesNode, ...]:
    """Hang the loaded series under their parents, each placed once; with `top` only what hangs under that one."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for series in loaded.values():
        children[series.parent_id if series.parent_id in loaded else None].append(series.pk)
    placed: set[int | None] = {top}

    def below(parent: int | None) -> tuple[SeriesNode, ...]:
        nodes = []
        for pk in children[parent]:
            if pk not in placed:
                placed.add(pk)
                nodes.append(_node(loaded[pk], met, below(pk)))
        return tuple(nodes)

    trees = below(top)
    if top is not None:
        return trees
    # A loop of parents hangs from no root: its series stand at the top.
    children[None] = list(loaded)
    return (*trees, *below(None))


def _node(series: Series, met: Mapping[int, _Met], children: tuple[SeriesNode, ...] = ()) -> SeriesNode:
    known = met.get(series.pk, _Met(0))
    return SeriesNode(
        id=series.pk,
        name=series.name,
        url=series.get_absolute_url(),
        kind=series.kind,
        parties=_parties(series),
        count=known.count,
        first_year=known.first_year,
        last_year=known.last_year,
        children=children,
    )


def _year(day: int) -> int | None:
    return date.fromordinal(day).year if day else None


def _parties(series: Series) -> tuple[PartyRow, ...]:
    return tuple(
        PartyRow(country.code, country.name, False, Role.PARTICIPANT, country.get_absolute_url())
        for country in series.parties.all()
    )


def _ancestors(loaded: dict[int, Series], met: Mapping[int, _Met], series: Series) -> tuple[SeriesNode, ...]:
    """Return the series above, topmost first."""
    above: list[SeriesNode] = []
    seen = {series.pk}
    parent = series.parent_id
    while parent is not None and parent not in seen:
        seen.add(parent)
        above.append(_node(loaded[parent], met))
        parent = loaded[parent].parent_id
    return tuple(reversed(above))


def _surnames(wanted: Filter) -> dict[int, tuple[str, ...]]:
    """Return the family name of each attendee, by engagement."""
    present = attended(wanted)
    people = Person.objects.filter(pk__in={one.person for one in present}).values_list("pk", "name", "country_id")
    surname = {pk: wording.surname(name, country) for pk, name, country in people}
    names: dict[int, list[str]] = defaultdict(list)
    for one in present:
        names[one.engagement].append(surname[one.person])
    return {engagement: tuple(dict.fromkeys(surnames)) for engagement, surnames in names.items()}


def _standfirst(editions: Sequence[EngagementRow], held: int, gap: int | None) -> str:
    if not editions:
        return "No engagement of this series is on record yet."
    took_place = [row for row in editions if row.status in cadence.TOOK_PLACE and row.start]
    if not took_place:
        number = wording.sentence(wording.count(len(editions), "edition", words=True))
        return f"{number} on record, none known to have taken place."
    counted = wording.sentence(wording.count(held, "edition", words=True))
    since = wording.partial_date(took_place[0].start[:7])
    rate = f", {cadence.pace(gap)}" if gap else ""
    run = _run_of_hosts(took_place)
    opening = f"{counted} since {since}{rate}." if held > 1 else f"{counted} on record, {since}."
    return f"{opening} {run}".strip()


def _run_of_hosts(rows: Sequence[EngagementRow]) -> str:
    """Say who hosted the newest editions, when one party hosted two or more running and another could have."""
    hosting = [cadence.hosts(row) for row in rows]
    if len({host.code for hosts in hosting for host in hosts}) < 2 or len(hosting[-1]) != 1:
        return ""
    last = hosting[-1][0]
    running = 0
    for hosts in reversed(hosting):
        if [host.code for host in hosts] != [last.code]:
            break
        running += 1
    host = wording.sentence(wording.with_article(last.name))
    return f"{host} hosted the last {wording.number(running)}." if running > 1 else ""
