"""Keeps what names sound like, and which pairs of things are worth a look because their names can mean one.

Rows are heard once they are on record, those with new ids together; who writes another name has the row heard again. What a pair
costs does not depend on how many there are: names meet under keys, and a key that very many share tells nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Max, Q

from timeline.linking.likeness import Called, keys, likeness, looks
from timeline.linking.names import Alike
from timeline.models import NameKey, Redirect, Series, ThingDecision, ThingProposal
from timeline.record.many import in_parts, insert
from timeline.record.shelf import NAMEABLE

_TOO_COMMON = 400  # rows under one key
_LONGEST = 40  # of a key


def hear_new() -> None:
    """Hear all rows that came on record since the last time: eight looks at an index where there are none."""
    for kind, table in NAMEABLE.items():
        last = NameKey.objects.filter(thing=kind).aggregate(last=Max("ref"))["last"] or 0
        hear(kind, list(table.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)))


def hear(kind: str, ids: Sequence[int]) -> None:
    """Note anew what rows of one table are called, and what is like them."""
    for some in in_parts(ids):
        _hear(kind, some)


def called(kind: str, ids: Collection[int]) -> dict[int, Called]:
    """Return what standing rows are called: two queries."""
    table = NAMEABLE[kind]
    standing = table.objects.filter(pk__in=ids, merged_into=None)
    rows = list(standing.prefetch_related("parties") if kind == "series" else standing)
    aliases: dict[int, list[str]] = defaultdict(list)
    found = table.aliases.rel.related_model.objects.filter(**{f"{kind}__in": [row.pk for row in rows]})
    for pk, text in found.order_by("pk").values_list(f"{kind}_id", "text"):
        aliases[pk].append(text)
    return {row.pk: Called(kind, (row.name, *aliases[row.pk]), _scope(row), _at(row)) for row in rows}


def _scope(row: Any) -> str:
    if isinstance(row, Series):
        return " ".join(sorted(country.pk for country in row.parties.all()))
    return str(getattr(row, "country_id", None) or getattr(row, "place_id", None) or "")


def _at(row: Any) -> tuple[float, float] | None:
    latitude = getattr(row, "latitude", None)
    return None if latitude is None else (latitude, row.longitude)


def _hear(kind: str, ids: Sequence[int]) -> None:
    NameKey.objects.filter(thing=kind, ref__in=ids).delete()
    ThingProposal.objects.filter(Q(one__in=ids) | Q(other__in=ids), thing=kind).delete()
    mine = called(kind, ids)
    held = {pk: sorted({key[:_LONGEST] for key in keys(one)}) for pk, one in mine.items()}
    insert([NameKey(thing=kind, ref=pk, key=key) for pk, those in held.items() for key in those])
    met = _met(kind, {pk: {look[:_LONGEST] for look in looks(one)} for pk, one in mine.items()})
    others = mine | called(kind, {pk for pair in met for pk in pair} - set(mine))
    apart = _apart(kind, others)
    pairs = [(one, other) for one, other in sorted(met) if one in others and other in others and (one, other) not in apart]
    alike = [(one, other, likeness(others[one], others[other])) for one, other in pairs]
    insert(
        [ThingProposal(thing=kind, one=one, other=other, likeness=how) for one, other, how in alike if how is not Alike.DIFFERENT]
    )


def _apart(kind: str, ids: Collection[int]) -> set[tuple[int, int]]:
    """Return the pairs of these that people keep apart, or of which they keep apart what was merged into them."""
    leads = {pk: pk for pk in ids} | dict(Redirect.objects.filter(thing=kind, new_id__in=ids).values_list("old_id", "new_id"))
    kept = ThingDecision.objects.standing().filter(thing=kind, is_same=False).values_list("one", "other")
    pairs = [(leads[one], leads[other]) for one, other in kept.filter(one__in=leads) if other in leads]
    return {(min(pair), max(pair)) for pair in pairs}


def _met(kind: str, looking: Mapping[int, Iterable[str]]) -> set[tuple[int, int]]:
    """Return the pairs of rows that share a key."""
    who: dict[str, list[int]] = defaultdict(list)
    for pk, wanted in looking.items():
        for key in wanted:
            who[key].append(pk)
    found: dict[str, list[int]] = defaultdict(list)
    for some in in_parts(sorted(who)):
        for key, ref in NameKey.objects.filter(thing=kind, key__in=some).order_by().values_list("key", "ref"):
            found[key].append(ref)
    return {
        (min(pk, ref), max(pk, ref))
        for key, refs in found.items()
        if len(refs) <= _TOO_COMMON
        for ref in refs
        for pk in who[key]
        if pk != ref
    }
