"""Which of several claims is shown, and why. Pure: claims in, a choice out; the order they came in never matters.

A person's decision wins. Else the newest published status; else the value that most independent sources support, where a vaguer
date supports a more precise one that it can mean; ties go to the newest published.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from timeline import partial_dates, wording
from timeline.vocabulary import Field, Origin, Role, Status


@dataclass(frozen=True, slots=True)
class Said:
    """One live claim as choosing sees it. `source` tells independent sources apart; `published` is None where unknown."""

    id: int
    field: Field
    key: str
    value: Any
    origin: Origin
    denies: bool
    source: str
    published: date | None
    recorded_at: datetime
    confidence: float = 1.0
    article: int = 0  # its id, 0 for what no article says


@dataclass(frozen=True, slots=True)
class Choice:
    """The claim whose value is shown, the best one that says otherwise, the reason in words, and the sources behind the value."""

    claim: Said
    runner_up: Said | None
    reason: str
    sources: frozenset[str] = frozenset()


# Two sources published on one day: the one that tells more of what became of it.
_STATUS_RANK = {status: rank for rank, status in enumerate(("planned", "postponed", "ongoing", "held", "cancelled"))}
_ROLE_RANK = {role: rank for rank, role in enumerate((Role.OBSERVER, Role.PARTICIPANT, Role.CHAIR, Role.HOST))}
_NEVER = date.min


def standing(claims: Iterable[Said]) -> list[Said]:
    """Return the claims that hold: without denials and what they deny. A person's newest word on a value counts."""
    claims = list(claims)
    denied: dict[str, tuple[datetime, int]] = {}
    asserted: dict[str, tuple[datetime, int]] = {}
    for claim in claims:
        if claim.origin is Origin.MANUAL:
            side = denied if claim.denies else asserted
            side[claim.key] = max(side.get(claim.key, (claim.recorded_at, claim.id)), (claim.recorded_at, claim.id))
    gone = {key for key, when in denied.items() if key not in asserted or asserted[key] < when}
    return [claim for claim in claims if not claim.denies and claim.key not in gone]


def choose_value(field: Field, claims: Iterable[Said]) -> Choice | None:
    """Choose among the claims of one single-valued field; None when none holds."""
    held = standing(claims)
    if not held:
        return None
    manual = [claim for claim in held if claim.origin is Origin.MANUAL]
    if manual:
        best = max(manual, key=lambda claim: (claim.recorded_at, claim.id))
        others = [claim for claim in held if claim.key != best.key]
        return Choice(best, best_of(field, others), "A person’s decision")
    best = _pick(field, held)
    others = [claim for claim in held if not agree(field, claim, best)]
    backing = frozenset(claim.source for claim in held if _supports(field, claim, best))
    return Choice(best, best_of(field, others), _reason(field, best, held), backing)


def choose_end(start: Choice, claims: Iterable[Said]) -> Choice:
    """Choose the last day for a chosen first day: never before it, and from the sources that gave it where they say one."""
    held = standing(claims)
    manual = [claim for claim in held if claim.origin is Origin.MANUAL]
    first = partial_dates.earliest(start.claim.key)
    fitting = [claim for claim in manual or held if partial_dates.latest(claim.key) >= first]
    if not fitting:
        why = "No end after the start is stated" if held else "No end is stated: taken for one day"
        if manual:
            why = "The end that a person decided lies before the start: taken for one day"
        return Choice(start.claim, best_of(Field.END, held), why)
    if manual:
        best = max(fitting, key=lambda claim: (claim.recorded_at, claim.id))
        return Choice(best, best_of(Field.END, [claim for claim in held if claim.key != best.key]), "A person’s decision")
    agreeing = [claim for claim in fitting if claim.source in start.sources]
    best = _pick(Field.END, agreeing or fitting)
    others = [claim for claim in held if not agree(Field.END, claim, best)]
    return Choice(best, best_of(Field.END, others), _reason(Field.END, best, held))


def choose_many(claims: Iterable[Said]) -> dict[str, Choice]:
    """Choose for a many-valued field: every value that holds, by key, each with the claim that tells most."""
    by_key: dict[str, list[Said]] = {}
    for claim in standing(claims):
        by_key.setdefault(claim.key, []).append(claim)
    return {key: _fullest(group) for key, group in sorted(by_key.items())}


def _fullest(group: Sequence[Said]) -> Choice:
    manual = [claim for claim in group if claim.origin is Origin.MANUAL]
    if manual:
        return Choice(max(manual, key=lambda claim: (claim.recorded_at, claim.id)), None, "A person’s decision")

    def tells(claim: Said) -> tuple[Any, ...]:
        value = claim.value if isinstance(claim.value, dict) else {}
        return (_ROLE_RANK.get(value.get("role", ""), len(str(value.get("role") or ""))), *_newest(claim))

    sources = len({claim.source for claim in group})
    return Choice(max(group, key=tells), None, f"Stated by {wording.count(sources, 'source')}")


def _pick(field: Field, held: Sequence[Said]) -> Said:
    if field is Field.STATUS:
        return max(held, key=lambda claim: (claim.published or _NEVER, _STATUS_RANK.get(claim.key, 0), *_newest(claim)))
    return max(held, key=lambda claim: (_support(field, claim, held), _exactness(field, claim), *_newest(claim)))


def best_of(field: Field, claims: Sequence[Said]) -> Said | None:
    """Return the claim that would be shown if these were all, None where there is none."""
    return _pick(field, claims) if claims else None


def _support(field: Field, claim: Said, held: Sequence[Said]) -> int:
    if field is Field.TITLE:
        return 1  # titles are wordings: no source supports another's
    return len({other.source for other in held if _supports(field, other, claim)})


def _supports(field: Field, other: Said, claim: Said) -> bool:
    """Say whether `other` speaks for the value of `claim`: it says the same, or a vaguer date that holds it."""
    if field not in (Field.START, Field.END):
        return other.key == claim.key
    return partial_dates.earliest(other.key) <= partial_dates.earliest(claim.key) and partial_dates.latest(
        claim.key
    ) <= partial_dates.latest(other.key)


def agree(field: Field, one: Said, other: Said) -> bool:
    """Say whether two claims of a field can both hold."""
    if field in (Field.START, Field.END):
        return partial_dates.compatible(one.key, other.key)
    return one.key == other.key


def _exactness(field: Field, claim: Said) -> int:
    """Rank claims with equal support: the more precise date, the better wording."""
    if field is Field.TITLE:
        # A title that a person worded reads better than one put together by the extractor.
        return int(claim.origin is not Origin.EXTRACTED)
    return len(claim.key) if field in (Field.START, Field.END) else 0


def _newest(claim: Said) -> tuple[Any, ...]:
    """Order claims by when their source was published; the rest makes the order the same whatever came first."""
    said = json.dumps(claim.value, sort_keys=True)
    # A claim that a merge took back is said again under another number: its article tells it apart from its like as before.
    return (claim.published or _NEVER, claim.confidence, said, claim.source, -claim.article, -claim.id)


def _reason(field: Field, best: Said, held: Sequence[Said]) -> str:
    sources = {claim.source for claim in held}
    differing = [claim for claim in held if not agree(field, claim, best)]
    if len(held) == 1 or (len(sources) == 1 and not differing):
        return "The only source"
    if field is Field.STATUS:
        return f"The newest of {wording.count(len(sources), 'source')}" if differing else _all_agree(len(sources))
    support = _support(field, best, held)
    if field is Field.TITLE:
        return f"One of {wording.count(len(sources), 'source')}; titles are wordings, not facts"
    if not differing:
        if field in (Field.START, Field.END) and any(claim.key != best.key for claim in held):
            return f"The most precise of {wording.count(len(sources), 'source')}, which agree"
        return _all_agree(len(sources))
    rivals = max(_support(field, claim, held) for claim in differing)
    if support > rivals:
        return f"Said by {support} of {wording.count(len(sources), 'source')}"
    return "As many sources say otherwise; this one is the newest or the most precise"


def _all_agree(sources: int) -> str:
    return "Both sources agree" if sources == 2 else f"All {sources} sources agree"


def as_of(claim: Said, last_day: date | None) -> Said:
    """Date a status whose source has no date of publication: `held` can only be said once it is over."""
    if claim.published or claim.key != Status.HELD or last_day is None:
        return claim
    return Said(
        claim.id, claim.field, claim.key, claim.value, claim.origin, claim.denies, claim.source, last_day, claim.recorded_at,
        claim.confidence,
    )  # fmt: skip
