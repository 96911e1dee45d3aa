"""The series of the record: the tree of all of them, and one with its register of editions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q

from timeline import wording
from timeline.clock import today
from timeline.folding import fold
from timeline.models import Attendance, Engagement, Series
from timeline.queries import cadence
from timeline.queries.engagement_row import rows_of
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


def series_tree(words: str = "") -> tuple[SeriesNode, ...]:
    """Return all series as a tree; with `words` only the branches in which a name or alias holds them all."""
    forest = _Forest(_nodes(), words)
    roots = forest.below(None, forest.wanted)
    # A loop of parents, which the admin cannot rule out, hangs from no root: its series stand at the top.
    loose = (forest.branch(pk, forest.wanted) for pk in forest.nodes if pk not in forest.placed)
    return (*roots, *(node for node in loose if node))


def series_page(pk: int) -> SeriesPage | None:
    """Return the page of series `pk`, or None when there is none."""
    series = Series.objects.select_related("organisation").prefetch_related("parties", "aliases").filter(pk=pk).first()
    if series is None:
        return None
    editions = series_editions(pk)
    gap = cadence.usual_gap(editions)
    rows = cadence.register(editions, _surnames(pk), gap)
    numbers = [row.engagement.edition for row in rows if isinstance(row, cadence.EditionRow) and row.shares_number]
    held = sum(row.status in cadence.TOOK_PLACE for row in editions)
    nodes = _nodes()
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
        ancestors=_ancestors(nodes, series),
        children=_children(nodes, pk),
        editions=editions,
        register=rows,
        due=cadence.due(editions, gap, today()),
        held=held,
        usual_gap=gap,
        hosting=tuple(cadence.host_counts(editions)),
        empty_years=cadence.empty_years(editions),
        shared_numbers=tuple(sorted({number for number in numbers if number})),
        standfirst=_standfirst(editions, held, gap),
    )


def series_editions(pk: int) -> tuple[EngagementRow, ...]:
    """Return the shown engagements of series `pk`, oldest first; those without a date come last."""
    editions = Engagement.objects.shown().filter(series_id=pk)
    return rows_of(editions.order_by("earliest", "edition", "id")[:MOST_EDITIONS])


def _nodes() -> dict[int, Series]:
    shown = Q(engagements__withdrawn_at__isnull=True)
    counted = Series.objects.annotate(
        shown_count=Count("engagements", filter=shown),
        first_day=Min("engagements__earliest", filter=shown),
        last_day=Max("engagements__earliest", filter=shown),
    )
    return {series.pk: series for series in counted.prefetch_related("parties", "aliases").order_by("name")}


def _matching(series: Iterable[Series], words: str) -> set[int] | None:
    wanted = fold(words).split()
    if not wanted:
        return None
    return {
        one.pk
        for one in series
        if all(word in " ".join([fold(one.name), *(alias.folded for alias in one.aliases.all())]) for word in wanted)
    }


class _Forest:
    """Series hung under their parents, each placed once, so that a loop of parents ends."""

    def __init__(self, nodes: dict[int, Series], words: str = "") -> None:
        self.nodes = nodes
        self.wanted = _matching(nodes.values(), words)
        self.placed: set[int] = set()
        self._children: dict[int | None, list[int]] = defaultdict(list)
        for series in nodes.values():
            self._children[series.parent_id].append(series.pk)

    def below(self, parent: int | None, wanted: set[int] | None) -> tuple[SeriesNode, ...]:
        """Return the wanted branches under `parent`, or under the top."""
        nodes = (self.branch(pk, wanted) for pk in self._children[parent])
        return tuple(node for node in nodes if node)

    def branch(self, pk: int, wanted: set[int] | None) -> SeriesNode | None:
        """Return series `pk` with what is wanted under it; one that matches brings everything under it."""
        if pk in self.placed:
            return None
        self.placed.add(pk)
        matches = wanted is None or pk in wanted
        below = self.below(pk, None if matches else wanted)
        return _node(self.nodes[pk], below) if matches or below else None


def _node(series: Series, children: tuple[SeriesNode, ...] = ()) -> SeriesNode:
    first, last = getattr(series, "first_day", None), getattr(series, "last_day", None)
    return SeriesNode(
        id=series.pk,
        name=series.name,
        url=series.get_absolute_url(),
        kind=series.kind,
        parties=_parties(series),
        count=getattr(series, "shown_count", 0),
        first_year=_year(first),
        last_year=_year(last),
        children=children,
    )


def _year(day: int | None) -> int | None:
    return None if day is None else today().fromordinal(day).year


def _parties(series: Series) -> tuple[PartyRow, ...]:
    return tuple(
        PartyRow(country.code, country.name, False, Role.PARTICIPANT, country.get_absolute_url())
        for country in series.parties.all()
    )


def _ancestors(nodes: dict[int, Series], series: Series) -> tuple[SeriesNode, ...]:
    """Return the series above, topmost first; a loop in the tree, which the admin cannot rule out, ends the climb."""
    above: list[SeriesNode] = []
    seen = {series.pk}
    parent = series.parent_id
    while parent is not None and parent not in seen:
        seen.add(parent)
        above.append(_node(nodes[parent]))
        parent = nodes[parent].parent_id
    return tuple(reversed(above))


def _children(nodes: dict[int, Series], pk: int) -> tuple[SeriesNode, ...]:
    forest = _Forest(nodes)
    forest.placed.add(pk)
    return forest.below(pk, None)


def _surnames(pk: int) -> dict[int, tuple[str, ...]]:
    """Return the last word of each attendee's name, by engagement."""
    attendances = Attendance.objects.filter(engagement__series_id=pk).order_by("engagement_id", "id")
    names: dict[int, list[str]] = defaultdict(list)
    for engagement, name in attendances.values_list("engagement_id", "person__name"):
        names[engagement].append(name.split()[-1] if name else "")
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
