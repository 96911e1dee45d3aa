"""Which of a few countries took part together, and how often, from the columns."""

from collections.abc import Sequence

import numpy as np

from timeline.queries.held import Held
from timeline.summaries.columns import Array, spread


def presences(now: Held, positions: Array, slots: Array) -> tuple[Array, Array]:
    """Return who took part together at the positions, as bits by slot, and how often each such set of countries did.

    `slots` gives each country's number in the columns a slot from 0 up to 30, or -1.
    """
    lists = now.columns.country
    bits = np.where(slots >= 0, 1 << np.maximum(slots, 0), 0).astype("i4")
    sizes = lists.starts[positions + 1] - lists.starts[positions]
    if not len(sizes):
        return bits[:0], bits[:0]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    present = np.bitwise_or.reduceat(bits[lists.values[spread(lists, positions)]], starts)
    masks, times = np.unique(present, return_counts=True)
    return masks, times


def meetings(masks: Array, times: Array, width: int) -> Array:
    """Return how often the countries of each two slots took part together: slots x slots."""
    present = (masks[:, None] >> np.arange(width)) & 1
    found: Array = (present * times[:, None]).T @ present
    return found


def partners(now: Held, positions: Array) -> Array:
    """Count by country the pairs that it is part of, with any other that took part."""
    lists = now.columns.country
    others = lists.starts[positions + 1] - lists.starts[positions] - 1
    values = lists.values[spread(lists, positions)]
    counted = np.bincount(values, weights=np.repeat(others, others + 1), minlength=now.width("country"))
    return counted.astype("i8")


def pairs_met(now: Held, positions: Array, countries: Sequence[str] = ()) -> Array:
    """Return how many pairs of countries took part in each engagement.

    Of one country (an ISO code) they are those with each other one, of a few that all took part those among themselves.
    """
    lists = now.columns.country
    met = (lists.starts[positions + 1] - lists.starts[positions]).astype("i8")
    if len(countries) > 1:
        met[:] = len(set(countries))
    # Where no country took part, one 0 stands in the list, which makes no pair either.
    pairs: Array = met - 1 if len(countries) == 1 else met * (met - 1) // 2
    return pairs
