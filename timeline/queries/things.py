"""Which people, places, venues and series may be one, why, and what is known of each; the number of queries never grows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse

from timeline import wording
from timeline.linking.names import Alike, same_office
from timeline.models import Attendance, Claim, Engagement, Person, Place, Post, Series, ThingDecision, ThingProposal, Venue

KINDS: dict[str, tuple[Any, str]] = {  # each with its plural
    "person": (Person, "people"),
    "place": (Place, "places"),
    "venue": (Venue, "venues"),
    "series": (Series, "series"),
}
MOST = 40  # proposals on a page
_SCANNED = 400  # of the likeliest pairs of names that are weighed with offices
_MOST_SOURCES = 3
_UNMET = "On record, met in no source"
_BESIDE: dict[str, tuple[str, ...]] = {
    "person": ("country", "organisation"), "place": ("country",), "venue": ("place__country",), "series": ("organisation",),
}  # fmt: skip
_OF_PEOPLE = {
    Alike.SAME: "the same name, in another order or with other names in the middle",
    Alike.SPELLING: "one name in two spellings",
    Alike.INITIALS: "one name, once with initials: likely, not sure",
    Alike.SURNAME: "a surname alone, which the other bears: likely, not sure",
}
_OF_THINGS = {
    Alike.SAME: "the same words",
    Alike.SPELLING: "one name in two spellings",
    Alike.INITIALS: "the same words but for one",
    Alike.SURNAME: "within two kilometres of each other",
}


@dataclass(frozen=True, slots=True)
class ThingRow:
    """One thing as a proposal shows it; `latest` is the newest engagement that it is part of."""

    id: int
    name: str
    url: str
    identity_url: str
    detail: str
    aliases: tuple[str, ...]
    offices: tuple[str, ...]
    count: int
    latest: Engagement | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThingPair:
    """Two that may be one, the one with more engagements first, and why."""

    one: ThingRow
    other: ThingRow
    reason: str

    @property
    def sides(self) -> tuple[ThingRow, ThingRow]:
        """Both of them."""
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """One wording of a name, and who writes it so, how often."""

    text: str
    sources: str
    count: int


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """What was merged into a thing or is kept apart from it: who said so, when and why."""

    id: int
    name: str
    author: str
    day: str
    note: str


@dataclass(frozen=True, slots=True)
class ThingPage:
    """Everything the page about the identity of one thing shows."""

    row: ThingRow
    spellings: tuple[SpellingRow, ...]
    merged: tuple[DecidedRow, ...]
    apart: tuple[DecidedRow, ...]
    pairs: tuple[ThingPair, ...]


def counts() -> dict[str, int]:
    """Return how many pairs of names are alike, by kind."""
    found = dict(ThingProposal.objects.order_by().values_list("thing").annotate(Count("pk")))
    return {kind: found.get(kind, 0) for kind in KINDS}


def likely_pairs(kind: str) -> tuple[ThingPair, ...]:
    """Return the likeliest pairs of one kind."""
    found = ThingProposal.objects.filter(thing=kind).order_by("-likeness", "one", "other")
    return _pairs(kind, found[:_SCANNED])


def thing_page(kind: str, pk: int) -> ThingPage | None:
    """Return the page of one standing thing, or None."""
    found = standing_thing(kind, pk)
    if found is None:
        return None
    row = _rows(kind, [pk])[pk]
    near = ThingProposal.objects.filter(Q(one=pk) | Q(other=pk), thing=kind).order_by("-likeness", "one", "other")
    return ThingPage(row, _spellings(kind, row), *_decisions(kind, pk), _pairs(kind, near[:_SCANNED]))


def standing_thing(kind: str, pk: int) -> Any:
    """Return the row with that id, unless it was merged or never was."""
    return KINDS[kind][0].objects.filter(pk=pk, merged_into=None).first()


def merged_thing(kind: str, pk: int, *, into: int) -> Any:
    """Return the row with that id that was merged into another one, if it was."""
    return KINDS[kind][0].objects.filter(pk=pk, merged_into=into).first()


def _pairs(kind: str, found: Iterable[ThingProposal]) -> tuple[ThingPair, ...]:
    proposals = list(found)
    offices = _offices({pk for each in proposals for pk in (each.one, each.other)}) if kind == "person" else {}
    likely = [each for each in proposals if _holds(each, offices)][:MOST]
    rows = _rows(kind, {pk for each in likely for pk in (each.one, each.other)})
    pairs = []
    for each in likely:
        one, other = sorted((rows[each.one], rows[each.other]), key=lambda row: (-row.count, row.id))
        pairs.append(ThingPair(one, other, _reason(kind, Alike(each.likeness), one, other)))
    return tuple(pairs)


def _holds(proposal: ThingProposal, offices: Mapping[int, Collection[str]]) -> bool:
    """Say whether a pair is worth a look: people whose names are not written alike must not be known by other offices alone."""
    one, other = offices.get(proposal.one, ()), offices.get(proposal.other, ())
    if proposal.thing != "person" or proposal.likeness == Alike.SAME or not one or not other:
        return True
    return any(same_office(a, b) for a, b in product(one, other))


def _offices(people: Collection[int]) -> dict[int, list[str]]:
    """Return by person the offices on record, those of posts first."""
    found: dict[int, list[str]] = defaultdict(list)
    posts = Post.objects.filter(person__in=people).order_by("-since", "pk").values_list("person", "office")
    told = Attendance.objects.filter(person__in=people).exclude(office="").order_by("office")
    for person, office in (*posts, *told.values_list("person", "office").distinct()):
        if office not in found[person]:
            found[person].append(office)
    return found


def _rows(kind: str, ids: Collection[int]) -> dict[int, ThingRow]:
    path = "attendances__person" if kind == "person" else kind
    newest = Engagement.objects.shown().filter(**{path: OuterRef("pk")}).order_by(F("earliest").desc(nulls_last=True), "-pk")
    asked = KINDS[kind][0].objects.filter(pk__in=ids).select_related(*_BESIDE[kind]).prefetch_related("aliases")
    rows = list(asked.annotate(latest_id=Subquery(newest.values("pk")[:1])))
    latest = Engagement.objects.in_bulk({row.latest_id for row in rows if row.latest_id})
    shown = Engagement.objects.shown().filter(**{f"{path}__in": ids}).order_by()
    number = dict(shown.values_list(path).annotate(Count("pk", distinct=True)))
    offices, sources = _offices(ids) if kind == "person" else {}, _sources(kind, ids)
    return {row.pk: _row(kind, row, latest.get(row.latest_id), number, offices, sources) for row in rows}


def _row(
    kind: str,
    row: Any,
    latest: Engagement | None,
    number: Mapping[int, int],
    offices: Mapping[int, list[str]],
    sources: Mapping[int, list[str]],
) -> ThingRow:
    here = reverse("thing-identity", args=[kind, row.pk])
    return ThingRow(
        id=row.pk,
        name=row.name,
        url=row.get_absolute_url() if kind != "venue" else here,
        identity_url=here,
        detail=_detail(kind, row),
        aliases=tuple(alias.text for alias in row.aliases.all()),
        offices=tuple(offices.get(row.pk, ())),
        count=number.get(row.pk, 0),
        latest=latest,
        sources=tuple(sources.get(row.pk, ()))[:_MOST_SOURCES],
    )


def _detail(kind: str, row: Any) -> str:
    match kind:
        case "person":
            return str(row.country or row.organisation or "No country known")
        case "venue":
            return str(row.place or "No place known")
        case "series":
            return str(row.get_kind_display())
    return str(row.country or "At sea")


def _sources(kind: str, ids: Collection[int]) -> dict[int, list[str]]:
    """Return by thing the outlets that name it, those that do most often first."""
    live = Claim.objects.live().filter(key__in=[f"{kind}:{pk}" for pk in ids], source__isnull=False)
    found: dict[int, list[str]] = defaultdict(list)
    counted = live.order_by().values_list("key", "source__name").annotate(number=Count("pk"))
    for key, name, _ in counted.order_by("-number", "source__name"):
        found[int(key.partition(":")[2])].append(name)
    return found


def _reason(kind: str, how: Alike, one: ThingRow, other: ThingRow) -> str:
    parts = [(_OF_PEOPLE if kind == "person" else _OF_THINGS)[how]]
    if kind != "series" and one.detail == other.detail:
        parts.append(f"both {'of' if kind == 'person' else 'in'} {wording.with_article(one.detail)}")
    shared = next((a for a, b in product(one.offices, other.offices) if same_office(a, b)), "")
    if shared:
        parts.append(f"both {shared}")
    elif one.offices and other.offices:
        parts.append(f"but one is known as {one.offices[0]} and one as {other.offices[0]}")
    return wording.sentence(f"{', '.join(parts)}.")


def _spellings(kind: str, row: ThingRow) -> tuple[SpellingRow, ...]:
    """Return every wording of a thing's name, the most frequent first, those that no source has last."""
    said: dict[str, list[str]] = defaultdict(list)
    number: dict[str, int] = defaultdict(int)
    live = Claim.objects.live().filter(key=f"{kind}:{row.id}").order_by()
    written = "value__name" if kind in ("person", "place") else "value"
    for text, source, many in live.values_list(written, "source__name").annotate(number=Count("pk")).order_by("-number"):
        number[text] += many
        said[text].append(source or "a person")
    texts = [*sorted(said, key=lambda text: (-number[text], text)), row.name, *row.aliases]
    return tuple(
        SpellingRow(text, f"By {wording.listing(said[text], limit=4)}" if text in said else _UNMET, number[text])
        for text in dict.fromkeys(texts)
    )


def _decisions(kind: str, pk: int) -> tuple[tuple[DecidedRow, ...], tuple[DecidedRow, ...]]:
    """Return what was merged into a thing, and what is kept apart from it."""
    standing = ThingDecision.objects.standing().filter(thing=kind).select_related("author").order_by("-decided_at", "-pk")
    merged = list(standing.filter(one=pk, is_same=True))
    apart = list(standing.filter(Q(one=pk) | Q(other=pk), is_same=False))
    others = {each.pk: each.other if each.one == pk else each.one for each in (*merged, *apart)}
    names = dict(KINDS[kind][0].objects.filter(pk__in=others.values()).values_list("pk", "name"))

    def row(each: ThingDecision) -> DecidedRow:
        author = each.author.get_full_name() or each.author.get_username() if each.author else ""
        return DecidedRow(others[each.pk], names[others[each.pk]], author, wording.day(each.decided_at.date()), each.note)

    return tuple(map(row, merged)), tuple(map(row, apart))
