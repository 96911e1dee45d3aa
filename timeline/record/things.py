"""What people decide of who and what is meant: two people, places, venues or series are one, or two that stay apart.

A merged row stays, hidden: its names go on meaning what they meant, and that leads to the one it was merged into. So what arrives
later follows the decision, and taking it back gives each what it would have had without it.
"""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from timeline.models import Claim, Redirect, Report, Series, ThingDecision, ThingProposal, Venue
from timeline.models.base import Nameable
from timeline.record.apply import choose_all
from timeline.record.bringing import Brought, add, bring, give_back, names_of, twins
from timeline.record.many import in_parts
from timeline.record.names import NameBook
from timeline.record.proposing import hear
from timeline.record.redirects import lead
from timeline.record.rekeying import (
    group_anew,
    misplaced,
    naming,
    reports_naming,
    say_again,
    speaking_of,
    tell_anew,
    to_give_back,
)
from timeline.record.shelf import Names
from timeline.summaries import keeping

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def merge_things(keep: Nameable, drop: Nameable, *, author: "User | None", at: datetime, note: str = "") -> None:
    """Merge `drop` into `keep`, of one table: what names it names `keep`, its address leads there, its row stays hidden.

    Raises ValueError with a sentence for what can't be merged.
    """
    with keeping.batch():
        _lock(keep, drop)
        _refuse(keep, drop)
        choose_all(_merge(keep, drop, author=author, at=at, note=note), at=at)
        hear(kind_of(keep), [keep.pk, drop.pk])


def part_thing(drop: Nameable, *, at: datetime) -> Nameable:
    """Take a merge back: `drop` stands for itself again, with all that named it; return what it was merged into.

    Raises ValueError with a sentence when it was not merged, or stands behind another merge.
    """
    with keeping.batch():
        _lock(drop)
        kind = kind_of(drop)
        keep: Any = drop.merged_into
        if keep is None:
            raise ValueError("It was not merged with anything.")
        _lock(keep)
        if keep.merged_into_id is not None:
            raise ValueError(f"“{keep.name}” was itself merged into “{keep.merged_into.name}”: take that back first.")
        decision = ThingDecision.objects.standing().get(thing=kind, other=drop.pk, is_same=True)
        choose_all(_part(keep, drop, decision, at=at), at=at)
        hear(kind, [keep.pk, drop.pk])
    return keep  # type: ignore[no-any-return]


def choose_where_named(venue: Venue, *, at: datetime) -> None:
    """Choose anew for the engagements that name a venue, after people moved it to another place."""
    choose_all(speaking_of([f"venue:{venue.pk}"]), at=at)


def keep_things_apart(one: Nameable, other: Nameable, *, author: "User", at: datetime, note: str = "") -> None:
    """Decide that two of one table are two: they are proposed no more."""
    if one.pk == other.pk:
        raise ValueError(f"Choose two: a {_noun(one)} can’t be kept apart from itself.")
    lower, higher = sorted((one.pk, other.pk))
    ThingDecision.objects.create(
        thing=kind_of(one), one=lower, other=higher, is_same=False, author=author, note=note, decided_at=at
    )
    ThingProposal.objects.filter(thing=kind_of(one), one=lower, other=higher).delete()


def kind_of(row: Nameable) -> str:
    """Return what sort of thing a row is, as claims, redirects and decisions call it: `person`."""
    return str(row._meta.model_name)


def _noun(row: Nameable) -> str:
    return str(row._meta.verbose_name)


def _lock(*rows: Nameable) -> None:
    """Hold off whoever else decides of these, in the order of their ids, and read them as they stand."""
    ids = sorted({row.pk for row in rows})
    list(type(rows[0])._default_manager.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
    for row in rows:
        row.refresh_from_db()


def _refuse(keep: Nameable, drop: Nameable) -> None:
    if keep.pk == drop.pk:
        raise ValueError(f"A {_noun(keep)} can’t be merged with itself.")
    if keep.merged_into or drop.merged_into:
        raise ValueError("One of the two was merged before: open what its address leads to.")
    names = NameBook(Names.ASKED)
    for lower, upper in ((keep, drop), (drop, keep)):
        if isinstance(lower, Series) and f"series:{upper.pk}" in names.formats(f"series:{lower.pk}"):
            raise ValueError(f"“{lower}” stands under “{upper}”: a series can’t be one with what it is part of.")


def _merge(keep: Any, drop: Any, *, author: "User | None", at: datetime, note: str) -> set[int]:
    """Merge within a transaction; return the engagements to choose anew."""
    kind = kind_of(keep)
    old, new = f"{kind}:{drop.pk}", f"{kind}:{keep.pk}"
    touched: set[int] = set()
    merged_with_it = []
    for stays, goes in twins(keep, drop):
        touched |= _merge(stays, goes, author=author, at=at, note=note)
        merged_with_it.append(goes.pk)
    told = reports_naming(_with_those_under(drop)) if kind != "person" else []
    _undo_apart(kind, {keep.pk, drop.pk}, at)
    brought = bring(keep, drop)
    drop.merged_into = keep
    for row in (keep, drop):
        row.save()
    lead(kind, drop.pk, keep.pk, at=at)
    claims = naming(old)
    brought |= {"claims": [claim.pk for claim in claims], "venues": merged_with_it}
    touched |= say_again(claims, new, reason=f"“{drop.name}” is one with “{keep.name}”", at=at)
    changed = tell_anew(told, {old: new})
    brought["reports"] = [row.pk for row in changed]
    ThingDecision.objects.create(
        thing=kind, one=keep.pk, other=drop.pk, is_same=True, author=author, note=note, decided_at=at, brought=brought
    )
    return touched | _rehoused(kind, keep, brought) | group_anew(changed, at=at)


def _part(keep: Any, drop: Any, decision: ThingDecision, *, at: datetime) -> set[int]:
    kind = kind_of(keep)
    old, new = f"{kind}:{drop.pk}", f"{kind}:{keep.pk}"
    told = reports_naming(_with_those_under(keep)) if kind != "person" else []
    brought: Brought = decision.brought
    give_back(keep, drop, brought)
    drop.merged_into = None
    for row in (keep, drop):
        row.save()
    decision.undone_at = at
    decision.save(update_fields=["undone_at"])
    _lead_back(drop)
    _bring_again(keep)
    names = names_of(drop)
    back = to_give_back(new, brought["claims"], names, back=old, since=decision.decided_at)
    since = {_where(claim) for claim in back[old] if claim.recorded_at >= decision.decided_at}
    touched = _rehoused(kind, keep, brought)
    changed: list[Report] = []
    for key, claims in back.items():
        there = {_where(claim) for claim in claims if key != old or _where(claim) in since}
        going = {row.pk for row in told if _where(row) in there} | set(brought["reports"] if key == old else ())
        touched |= say_again(claims, key, reason=f"“{drop.name}” is not “{keep.name}” after all", at=at)
        changed += tell_anew(told, {new: key}, only=going)
    touched |= group_anew(changed, at=at)
    for venue in Venue.objects.filter(pk__in=brought["venues"], merged_into__isnull=False).select_related("merged_into"):
        touched |= _part_venue(venue, at)
    if kind == "place":
        since |= {_where(claim) for claim in _named_since(brought["rows"], decision.decided_at)}
        touched |= _rehouse(since, decision.decided_at, at)
    return touched


def _rehoused(kind: str, keep: Any, brought: Brought) -> set[int]:
    """Return the engagements that name venues which lie elsewhere now: those of a merged place, or one that had no place."""
    if kind == "place":
        return speaking_of(f"venue:{pk}" for pk in brought["rows"])
    return speaking_of([f"venue:{keep.pk}"]) if kind == "venue" and brought["filled"] else set()


def _named_since(venues: Collection[int], since: datetime) -> list[Claim]:
    """Return the live claims since a merge of places that name venues which went back: they may mean the other place's."""
    keys = [f"venue:{pk}" for pk in venues]
    live = Claim.objects.live().filter(recorded_at__gte=since)
    return [claim for some in in_parts(keys) for claim in live.filter(key__in=some)]


def _rehouse(where: Collection[tuple[int, int | None]], since: datetime, at: datetime) -> set[int]:
    """Let venues that were named since a merge of places, and taken for the other place's, be this one's."""
    touched: set[int] = set()
    for key, claims in misplaced(where, since).items():
        there, before = {_where(claim) for claim in claims}, {claim.key for claim in claims}
        told = [row for row in reports_naming(before) if _where(row) in there]
        touched |= say_again(claims, key, reason="The places are two after all", at=at)
        touched |= group_anew(tell_anew(told, dict.fromkeys(before, key)), at=at)
    return touched


def _where(row: Claim | Report) -> tuple[int, int | None]:
    """Return of which engagement, and by which article, something was said."""
    return row.engagement_id, row.article_id


def _part_venue(venue: Venue, at: datetime) -> set[int]:
    """Take back what was merged along with a place, unless what it was merged into went elsewhere since."""
    decision = ThingDecision.objects.standing().get(thing="venue", other=venue.pk, is_same=True)
    into: Any = venue.merged_into
    return set() if into.merged_into_id else _part(into, venue, decision, at=at)


def _bring_again(keep: Any) -> None:
    """Let `keep` have what it shared with the one that left and what others merged into it bring as well."""
    for other in keep.merged.order_by("pk"):
        decision = ThingDecision.objects.standing().get(thing=kind_of(keep), other=other.pk, is_same=True)
        decision.brought = add(decision.brought, bring(keep, other))
        decision.save(update_fields=["brought"])
        keep.save()


def _with_those_under(row: Any) -> set[str]:
    """Return the key of a thing, and of the series below it: reports know those by what they stand under."""
    found = {row.pk}
    level: Collection[int] = found
    while level and isinstance(row, Series):
        level = set(Series.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
        found |= set(level)
    return {f"{kind_of(row)}:{pk}" for pk in found}


def _undo_apart(kind: str, both: set[int], at: datetime) -> None:
    """Let a merge overrule that the two were kept apart."""
    apart = ThingDecision.objects.standing().filter(thing=kind, is_same=False, one=min(both), other=max(both))
    apart.update(undone_at=at)


def _lead_back(drop: Any) -> None:
    """Give an address back, and let those that led to it lead there again."""
    behind: list[int] = []
    level = [drop.pk]
    while level:
        level = list(type(drop).objects.filter(merged_into__in=level).values_list("pk", flat=True))
        behind += level
    Redirect.objects.filter(thing=kind_of(drop), old_id=drop.pk).delete()
    Redirect.objects.filter(thing=kind_of(drop), old_id__in=behind).update(new_id=drop.pk)
