"""What a merged person, place, venue or series brings to the one that stands for it, and how it is given back.

A row keeps its own name and other names: they go on meaning what they meant, and its address leads on (timeline/record/shelf.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from timeline.folding import fold
from timeline.models import Person, Place, Post, Series, Venue
from timeline.models.base import Nameable

Brought = dict[str, list[Any]]
# Facts taken over where the one that stays has none of them, each with what must be empty for it.
_FACTS: dict[type[Nameable], dict[str, tuple[str, ...]]] = {
    Person: {"country_id": ("country_id", "organisation_id"), "organisation_id": ("country_id", "organisation_id")},
    Place: {name: (name,) for name in ("latitude", "longitude", "geoname_id")},
    Venue: {"place_id": ("place_id",)},
    Series: {"organisation_id": ("organisation_id",)},
}
_POST = ("office", "country_id", "organisation_id", "since", "until")


def names_of(row: Any) -> list[str]:
    """Return what a thing is called: its name, then its other names."""
    return [row.name, *row.aliases.order_by("pk").values_list("text", flat=True)]


def bring(keep: Any, drop: Any) -> Brought:
    """Give `keep` what is `drop`'s, as far as it has not the like; return what was made, moved or filled in."""
    return {
        "aliases": _bring_names(keep, drop),
        "rows": _move(_belongings(keep, drop), keep),
        "parties": _bring_parties(keep, drop),
        "filled": _fill(keep, drop),
    }


def give_back(keep: Any, drop: Any, brought: Mapping[str, list[Any]]) -> None:
    """Take from `keep` what it was brought, as far as it still has it."""
    keep.aliases.filter(pk__in=brought["aliases"]).delete()
    if (owned := _owned(type(keep))) is not None:
        table, owner = owned
        _move(table.objects.filter(pk__in=brought["rows"], **{owner: keep}), drop)
    if isinstance(keep, Series):
        keep.parties.remove(*brought["parties"])
    for name in brought["filled"]:
        if getattr(keep, name) == getattr(drop, name):
            setattr(keep, name, False if name == "is_confirmed" else None)


def add(brought: Brought, more: Brought) -> Brought:
    """Return both together."""
    both: Brought = defaultdict(list)
    for each in (brought, more):
        for name, values in each.items():
            both[name] += [value for value in values if value not in both[name]]
    return dict(both)


def _bring_names(keep: Any, drop: Any) -> list[int]:
    known = {fold(text) for text in names_of(keep)}
    made = []
    for text in names_of(drop):
        if fold(text) not in known:
            known.add(fold(text))
            made.append(keep.aliases.create(text=text).pk)
    return made


def _owned(table: type[Any]) -> tuple[Any, str] | None:
    """Return what belongs to rows of a table, and by which relation: a person's posts, a place's venues, a series' own series."""
    owned: dict[type[Any], tuple[Any, str]] = {Person: (Post, "person"), Place: (Venue, "place"), Series: (Series, "parent")}
    return owned.get(table)


def _belongings(keep: Any, drop: Any) -> Iterable[Any]:
    """Return what is `drop`'s and goes over; venues that both have stay, to be merged."""
    owned = _owned(type(drop))
    if owned is None:
        return []
    table, owner = owned
    rows = table.objects.filter(**{owner: drop}).order_by("pk")
    if table is Post:
        held = set(Post.objects.filter(person=keep).values_list(*_POST))
        return [post for post in rows if tuple(getattr(post, name) for name in _POST) not in held]
    if table is Venue:
        there = _venues(keep)
        return [venue for venue in rows if venue.merged_into_id is None and venue.folded not in there]
    return [row for row in rows if row.merged_into_id is None]


def twins(keep: Any, drop: Any) -> list[tuple[Any, Any]]:
    """Return the venues that two places both have, by name: those of `keep`, and those of `drop`."""
    if not isinstance(keep, Place):
        return []
    there = _venues(keep)
    return [(there[name], venue) for name, venue in _venues(drop).items() if name in there]


def _venues(place: Place) -> dict[str, Venue]:
    """Return the venues that stand in a place, by name."""
    return {venue.folded: venue for venue in Venue.objects.filter(place=place, merged_into=None).order_by("pk")}


def _move(rows: Iterable[Any], owner: Any) -> list[int]:
    moved = []
    for row in rows:
        setattr(row, _owned(type(owner))[1], owner)  # type: ignore[index]
        row.save()
        moved.append(row.pk)
    return moved


def _bring_parties(keep: Any, drop: Any) -> list[str]:
    if not isinstance(keep, Series):
        return []
    there = set(keep.parties.values_list("pk", flat=True))
    new = [code for code in drop.parties.order_by("pk").values_list("pk", flat=True) if code not in there]
    keep.parties.add(*new)
    return new


def _fill(keep: Any, drop: Any) -> list[str]:
    """Fill in what `keep` lacks; the caller saves it."""
    empty = {name for name, needed in _FACTS[type(keep)].items() if all(getattr(keep, each) is None for each in needed)}
    filled = [name for name in sorted(empty) if getattr(drop, name) is not None]
    for name in filled:
        setattr(keep, name, getattr(drop, name))
    if drop.is_confirmed and not keep.is_confirmed:
        keep.is_confirmed = True
        filled.append("is_confirmed")
    return filled
