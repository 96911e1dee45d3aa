"""Finds editions spoken of without a noun for them: `the 55th will be in Seoul`, `the last one was hosted by`, `Dhaka's turn`."""

from collections.abc import Sequence

from timeline.extraction.ordinals import ORDINALS, ordinal
from timeline.extraction.tokens import word_set

_NOUNS = word_set("edition iteration instalment installment round")
_OTHERS = word_set("next previous last latest earlier preceding")
_BEFORE = word_set("the its their a")
_FOLLOWING = word_set(
    "is was were are will would had has took takes ran came followed starts started began begins in due held hosted"
)
_LOCATING = word_set("in off at on")
_AUXILIARIES = word_set("was is will had has")
_ADVERBS = word_set("be been last first next previously also then finally again")
_RUN = word_set("held run staged conducted hosted organised organized convened played mounted")
_OF_SERIES = (["in", "the", "series"], ["of", "its", "kind"], ["of", "the", "series"], ["of", "this", "kind"])

SPEAKING = _NOUNS | _OTHERS | ORDINALS | {"it", "turn", "host"}  # one of these, or a figure, stands where an edition is told of


def find_edition(lower: list[str], first: int, last: int, among: Sequence[int] | None = None) -> tuple[int, int] | None:
    """Return the tokens between `first` and `last` that speak of an edition of the format told of before, or None.

    `among` are the tokens between them at which figures and words of SPEAKING stand, where these are known.
    """
    for at in range(first, last) if among is None else among:
        word = lower[at]
        if word in _NOUNS and at > first and (ordinal(lower, at - 1) or lower[at - 1] in _OTHERS):
            return at, at + 1
        counted = word in _OTHERS or word in ORDINALS or word[0].isdigit()
        if counted and at + 1 < last and (at == first or lower[at - 1] in _BEFORE):
            end = _alone(lower, at, last)
            if end is not None:
                return at, end
        if word == "it" and at + 2 < last and lower[at + 1] in _AUXILIARIES:
            verb = next((t for t in range(at + 2, last) if lower[t] not in _ADVERBS), last)
            if verb < last and lower[verb] in _RUN:
                return verb, verb + 1  # `It was last run in 2009`
        if word == "turn" and at > first and lower[at - 1] in ("'s", "’s"):
            return at, at + 1  # `it is Dhaka's turn to play host`
        if word == "host" and at > first and lower[at - 1] in ("play", "plays", "playing") and lower[at + 1 : at + 2] != ["to"]:
            return at, at + 1
    return None


def _alone(lower: list[str], at: int, last: int) -> int | None:
    """Return the token after an ordinal that stands for an edition by itself; None when a noun follows it."""
    if lower[at] in _OTHERS:
        if lower[at + 1] == "," and lower[at + 2 : at + 3] and lower[at + 2] in _LOCATING:
            return at + 1
        if lower[at + 1] != "one":
            return at + 1 if lower[at] == "last" and at + 1 < last and lower[at + 1] in ("was", "took") else None
        return at + 2
    found = ordinal(lower, at)
    if found is None or found[1] >= last:
        return None
    end = found[1]
    if lower[end : end + 3] in _OF_SERIES:
        end += 3
    elif lower[end] == "one":
        end += 1
    if end + 1 < last and lower[end] == "," and lower[end + 1] in _LOCATING:
        return end  # `The first, off Cape Town in November 2019, passed almost unnoticed`
    return end if end < last and lower[end] in _FOLLOWING else None


def is_another(lower: list[str], first: int, last: int) -> bool:
    """Say whether the tokens of an edition speak of another one than was told of: `the last one`, `Dhaka's turn`."""
    word = lower[last - 1]
    if word in _RUN:
        return lower[last - 2] in ("last", "first", "next", "previously")
    return word in ("turn", "host", "one", "last")
