"""Which of a few countries took part together, and how often, from the columns."""

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
