"""The counting rule: what each engagement of a selection counts."""

from collections.abc import Sequence

import numpy as np

from timeline.queries.filter import Filter
from timeline.queries.meetings import pairs_met
from timeline.queries.present import numbers_present
from timeline.queries.selection import Selection
from timeline.summaries.columns import Array
from timeline.vocabulary import Counting


def weights(chosen: Selection, wanted: Filter, counting: Counting, countries: Sequence[str] = ()) -> Array:
    """Return what `counting` makes of each engagement that `wanted` has chosen, in the order of the selection.

    In the figure of one country, or of a few that all took part (`countries`, ISO codes), only the pairs they are part of
    count, and only the people who spoke for them.
    """
    positions = chosen.at(0, len(chosen))
    if counting is Counting.PAIRS:
        return pairs_met(chosen.held, positions, countries)
    if counting is Counting.PEOPLE:
        present = numbers_present(wanted, countries)
        return np.fromiter((present[pk] for pk in chosen.ids(positions)), dtype="i8", count=len(positions))
    return np.ones(len(positions), dtype="i8")
