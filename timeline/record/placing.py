"""Place and venue are chosen together: a venue is shown only where it lies. Pure: claims and homes of venues in, choices out.

The place leads, chosen by itself, and the venue follows among those that lie there; where a person decided the venue and nobody
the place, the place follows. What two people decided stands, whatever lies where.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline.record.choosing import Choice, Said, choose_value
from timeline.vocabulary import Field, Origin

_ELSEWHERE = "Others lie elsewhere than the place shown"
_NOWHERE = "The venue that is named lies elsewhere than the place shown"
_OF_VENUE = "Where the venue lies that a person decided"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a venue lies. `is_known` where people or tables say so; what articles brought is known by those that named both.

    A name without a place means the one venue of that name on record, and which that is depends on what came before.
    """

    place: int
    country: str | None
    is_known: bool


Homes = Mapping[int, Home]  # by the id of the venue; none of a ship, or where no place is known
NO_HOMES: Homes = {}


@dataclass(frozen=True, slots=True)
class Where:
    """What is chosen of place, country and venue.

    `place` is the id of one that no claim names, for a venue lies there; `notes` say of fields that show no claim what was passed
    over and why.
    """

    chosen: dict[Field, Choice]
    place: int | None = None
    notes: dict[Field, dict[str, Any]] = field(default_factory=dict)


def choose_where(claims: Mapping[Field, Sequence[Said]], homes: Homes) -> Where:
    """Choose place, country and venue of one engagement from its claims by field."""
    chosen = {
        each: choice for each in (Field.PLACE, Field.COUNTRY, Field.VENUE) if (choice := choose_value(each, claims.get(each, ())))
    }
    venue = chosen.get(Field.VENUE)
    if venue is None:
        return Where(chosen)
    located = {(claim.article, claim.source) for claim in claims.get(Field.PLACE, ()) if not claim.denies}

    def home(claim: Said) -> Home | None:
        found = homes.get(int(claim.key.rpartition(":")[2]))
        return found if found and (found.is_known or (claim.article, claim.source) in located) else None

    def fits(claim: Said) -> bool:
        there = home(claim)
        if there is None:
            return True
        if Field.PLACE in chosen:
            return chosen[Field.PLACE].claim.key == f"place:{there.place}"
        return Field.COUNTRY not in chosen or there.country in (None, chosen[Field.COUNTRY].claim.key)

    if fits(venue.claim):
        return Where(chosen)
    there = home(venue.claim)
    if there is not None and _is_decided(venue):
        return _follow(venue, there, chosen, claims.get(Field.PLACE, ()))
    inside = choose_value(Field.VENUE, [claim for claim in claims[Field.VENUE] if fits(claim)])
    if inside is not None:
        return Where(chosen | {Field.VENUE: Choice(inside.claim, venue.claim, _ELSEWHERE, inside.sources)})
    del chosen[Field.VENUE]
    return Where(chosen, notes={Field.VENUE: _note(venue.claim, _NOWHERE)})


def _follow(venue: Choice, there: Home, chosen: dict[Field, Choice], places: Sequence[Said]) -> Where:
    """Let the place be where a venue lies that a person decided, unless people decided the place as well."""
    key = f"place:{there.place}"
    place = chosen.get(Field.PLACE)
    leading = place or chosen.get(Field.COUNTRY)
    if _is_decided(leading) or any(claim.denies and claim.key == key for claim in places):
        return Where(chosen)
    inside = choose_value(Field.PLACE, [claim for claim in places if claim.key == key])
    before = place.claim if place else None
    if inside is not None:
        return Where(chosen | {Field.PLACE: Choice(inside.claim, before, _OF_VENUE, inside.sources)})
    chosen.pop(Field.PLACE, None)
    return Where(chosen, there.place, {Field.PLACE: _note(before, _OF_VENUE)})


def _is_decided(choice: Choice | None) -> bool:
    return choice is not None and choice.claim.origin is Origin.MANUAL


def _note(passed_over: Said | None, reason: str) -> dict[str, Any]:
    return {"claim": None, "runner_up": passed_over.id if passed_over else None, "reason": reason}
