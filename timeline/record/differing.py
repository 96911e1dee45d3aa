"""On what the sources of one engagement differ. Pure: its live claims and what was chosen of them in, pairs of claims out.

Dates differ when they cannot mean the same day, places and kinds when they are not the same. Lists of participants differ
when each of two sources names at least two countries and each names one that the other leaves out: a shorter list alone
contradicts nothing.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from timeline.models.differences import MATTER_OF
from timeline.record.choosing import Said, agree, best_of, standing
from timeline.vocabulary import Field, Origin


def differences(claims: Iterable[Said], choices: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    """Return by matter the ids of the claim that is shown and of the best one of another source that says otherwise."""
    by_field: dict[Field, list[Said]] = {}
    for claim in claims:
        by_field.setdefault(claim.field, []).append(claim)
    found: dict[str, tuple[int, int]] = {}
    for field, matter in MATTER_OF.items():
        held = standing(by_field.get(field, []))
        pair = _parties(held) if field is Field.PARTY else _pair(field, held, choices.get(field, {}).get("claim"))
        if pair:
            found.setdefault(matter, pair)
    return found


def _pair(field: Field, held: list[Said], chosen: int | None) -> tuple[int, int] | None:
    shown = next((claim for claim in held if claim.id == chosen), None)
    if shown is None:
        return None
    other = best_of(field, [claim for claim in held if claim.source != shown.source and not agree(field, claim, shown)])
    return (shown.id, other.id) if other else None


def _parties(held: list[Said]) -> tuple[int, int] | None:
    named: dict[str, dict[str, Said]] = {}
    for claim in held:
        if claim.origin is not Origin.MANUAL and claim.key.startswith("country:"):
            named.setdefault(claim.source, {}).setdefault(claim.key, claim)
    lists = sorted((one for one in named.values() if len(one) > 1), key=lambda one: (-len(one), min(c.id for c in one.values())))
    for one, other in combinations(lists, 2):
        alone, beside = sorted(one.keys() - other.keys()), sorted(other.keys() - one.keys())
        if alone and beside:
            return one[alone[0]].id, other[beside[0]].id
    return None
