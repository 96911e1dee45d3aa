"""Months of days, and whose first or last day is known less precisely than asked: the columns hold how much of the first is."""

from datetime import date
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.db.models.functions import Length

from timeline.models import EarlierState, Engagement
from timeline.queries.held import Earlier, Held
from timeline.summaries.columns import DAY, MONTH, Array

_READ = 10_000  # engagements asked for in one query
_LETTERS = {MONTH: 7, DAY: 10}  # of a date known so far
_LAST_DAY = date.max.toordinal()


def months_of(days: Array) -> Array:
    """Return the months (year * 12 + month - 1) of day numbers."""
    since = days.astype("i8") - date(1970, 1, 1).toordinal()
    months: Array = since.astype("datetime64[D]").astype("datetime64[M]").astype("i8") + 1970 * 12
    return months


def not_known_to(held: Held, least: int) -> Array:
    """Mark the engagements whose first or last date is not known to the DAY, or to the MONTH."""
    found: Array = held.remember(("not known to", least), lambda: _find(held, least))
    return found


def _find(held: Held, least: int) -> Array:
    """Find them: a last date known less well than the first ends on the last day of a month, and the record is asked."""
    columns = held.columns
    vague: Array = columns.known < least
    ends = [day for day in np.unique(columns.latest).tolist() if 0 < day < _LAST_DAY and date.fromordinal(day + 1).day == 1]
    asked = np.flatnonzero(~vague & (columns.latest > columns.earliest) & np.isin(columns.latest, [*ends, _LAST_DAY]))
    for start in range(0, len(asked), _READ):
        found = _ending_within(columns.id[asked[start : start + _READ]], _LETTERS[least], held.earlier)
        vague[asked[np.isin(columns.id[asked], found)]] = True
    return vague


def _ending_within(ids: Array, letters: int, earlier: Earlier | None) -> Array:
    """Return those of the engagements whose last date has fewer letters, those that have changed since by their state then."""
    changed = np.isin(ids, earlier.ids) if earlier else np.zeros(len(ids), dtype=bool)
    same = Engagement.objects.filter(pk__in=ids[~changed].tolist())
    found = list(_shorter(same, letters).values_list("pk", flat=True))
    if earlier:
        then = EarlierState.objects.at(earlier.moment).filter(engagement__in=ids[changed].tolist())
        found += _shorter(then, letters).values_list("engagement_id", flat=True)
    return np.array(found, dtype="i8")


def _shorter(rows: QuerySet[Any], letters: int) -> Any:
    return rows.annotate(last_known=Length("end")).filter(last_known__lt=letters).order_by()
