"""Claims and reports that named one person, place, venue or series name another: said again and told anew, never changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from timeline.folding import fold
from timeline.linking.reports import Report as Told
from timeline.models import Claim, Report
from timeline.record.claims import on_record, retract, who_says
from timeline.record.gathering import told_in
from timeline.record.many import in_parts
from timeline.record.names import NameBook
from timeline.record.reports import regroup, retell
from timeline.record.shelf import Names, UnknownName
from timeline.record.withdraw import copy_claims
from timeline.vocabulary import Field, Origin

_TOLD = ("place", "venue", "series", "within")


def say_again(claims: Sequence[Claim], key: str, *, reason: str, at: datetime) -> set[int]:
    """Retract live claims and say them again with another key; return the engagements they speak of.

    What people decided of the same fields is said again with them: their newest word must stay the newest.
    """
    moving = {claim.pk for claim in claims}
    decided = {(claim.engagement_id, claim.field) for claim in claims if claim.origin == Origin.MANUAL}
    beside = [
        claim
        for ids in in_parts(sorted({engagement for engagement, _ in decided}))
        for claim in Claim.objects.live().filter(engagement__in=ids, origin=Origin.MANUAL).select_related("engagement")
        if (claim.engagement_id, claim.field) in decided and claim.pk not in moving
    ]
    every = sorted([*claims, *beside], key=lambda claim: (claim.recorded_at, claim.pk))
    for ids in in_parts([claim.pk for claim in every]):
        retract(Claim.objects.filter(pk__in=ids), reason=reason, at=at)
    for claim in every:
        if claim.pk in moving:
            claim.key = key
    return copy_claims(every, at=at)


def naming(key: str) -> list[Claim]:
    """Return the live claims that name a thing."""
    return list(Claim.objects.live().filter(key=key).select_related("engagement").order_by("pk"))


def speaking_of(keys: Iterable[str]) -> set[int]:
    """Return the engagements whose live claims name any of some things."""
    live = Claim.objects.live().order_by()
    return {
        pk for some in in_parts(sorted(keys)) for pk in live.filter(key__in=some).values_list("engagement", flat=True).distinct()
    }


def _words(claim: Claim) -> tuple[Any, ...]:
    """Return what a claim is known by again when it was said with another key, or of another engagement."""
    return (repr(claim.value), *who_says(claim))


def to_give_back(
    key: str, brought: Collection[int], names: Iterable[str], *, back: str, since: datetime
) -> dict[str, list[Claim]]:
    """Return the live claims keyed `key` that would be keyed otherwise without a merge, by the keys they would have.

    Those that it brought were keyed `back`; what was recorded since is looked up by its name.
    """
    said = {_words(claim) for ids in in_parts(sorted(brought)) for claim in Claim.objects.filter(pk__in=ids)}
    live = naming(key)
    found = [claim for claim in live if _words(claim) in said]
    folded = {fold(name) for name in names}
    later = [c for c in live if _words(c) not in said and c.recorded_at >= since and fold(_name(c)) in folded]
    return _elsewhere(later, {back: found})


def misplaced(where: Collection[tuple[int, int | None]], since: datetime) -> dict[str, list[Claim]]:
    """Return the venues named since a moment, of engagements by articles whose place is another now, by the keys to have now."""
    venues = [
        claim
        for ids in in_parts(sorted({engagement for engagement, _ in where}))
        for claim in Claim.objects.live()
        .filter(engagement__in=ids, field=Field.VENUE, recorded_at__gte=since)
        .select_related("engagement")
        if (claim.engagement_id, claim.article_id) in where
    ]
    return _elsewhere(venues, {})


def _elsewhere(claims: Sequence[Claim], found: dict[str, list[Claim]]) -> dict[str, list[Claim]]:
    """Add to `found` the claims whose names mean something else than they are keyed, by what they mean."""
    for claim, key in _by_name(claims):
        if key != claim.key:
            found.setdefault(key, []).append(claim)
    return found


def _by_name(claims: Sequence[Claim]) -> list[tuple[Claim, str]]:
    """Return claims with what their names mean now."""
    if not claims:
        return []
    book, (beside, _) = NameBook(Names.READ), on_record({claim.engagement_id for claim in claims})
    own: dict[tuple[int, int | None], dict[Field, Any]] = {}  # what its own article says counts first
    for ids in in_parts(sorted(beside)):
        for one in Claim.objects.live().filter(engagement__in=ids, field__in=(Field.PLACE, Field.COUNTRY)).order_by("pk"):
            own.setdefault((one.engagement_id, one.article_id), {})[Field(one.field)] = one.value
    return [
        (claim, _key(book, claim, beside[claim.engagement_id] | own.get((claim.engagement_id, claim.article_id), {})))
        for claim in claims
    ]


def _name(claim: Claim) -> str:
    return str(claim.value["name"] if isinstance(claim.value, dict) else claim.value)


def _key(book: NameBook, claim: Claim, beside: Mapping[Field, Any]) -> str:
    try:
        return book.key(Field(claim.field), claim.value, beside)
    except UnknownName:  # what it names beside is on record no more
        return claim.key


def reports_naming(keys: Collection[str]) -> list[Report]:
    """Return the reports, live or not, that tell of things: found by way of the claims that ever named them."""
    said = Claim.objects.filter(key__in=keys).order_by()
    articles = sorted({pk for pk in said.values_list("article", flat=True).distinct() if pk is not None})
    entered = sorted(set(said.filter(article=None).values_list("engagement", flat=True).distinct()))
    rows = [row for ids in in_parts(articles) for row in Report.objects.filter(article__in=ids)]
    rows += [row for ids in in_parts(entered) for row in Report.objects.filter(article=None, home__in=ids)]
    wanted = set(keys)
    return [row for row in rows if wanted & {*(row.told[name] for name in _TOLD), *row.told["formats"]}]


def tell_anew(rows: Iterable[Report], changes: Mapping[str, str], *, only: Collection[int] | None = None) -> list[Report]:
    """Let reports tell of other things by `changes` of keys, `only` those with these ids; return the changed.

    The series above each are found anew.
    """
    names = NameBook(Names.ASKED)
    told: list[tuple[Report, Told]] = []
    for row in rows:
        before = told_in(row)
        after = before if only is not None and row.pk not in only else _changed(before, changes)
        after = replace(after, formats=names.formats(after.series))
        if after != before:
            told.append((row, after))
    retell(told)
    return [row for row, _ in told]


def _changed(report: Told, changes: Mapping[str, str]) -> Told:
    place, venue, series, within = (changes.get(each := getattr(report, name), each) for name in _TOLD)
    return replace(report, place=place, venue=venue, series=series, within=within)


def group_anew(rows: Iterable[Report], *, at: datetime) -> set[int]:
    """Group the live ones of reports that tell otherwise now, with those beside them; return the engagements to choose anew."""
    told = sorted({row.engagement_id for row in rows if row.is_live})
    live = [row for ids in in_parts(told) for row in Report.objects.live().filter(engagement__in=ids).order_by("pk")]
    return regroup(live, at=at) if live else set()
