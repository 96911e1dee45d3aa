"""A list of engagements by title: read along the index of titles, or, where a filter leaves few, sorted on the spot."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from heapq import merge
from itertools import islice
from typing import Any

import numpy as np
from django.db.models import F, Q

from timeline.clock import end_of
from timeline.models import EarlierState, Engagement
from timeline.models.titles import SortKey
from timeline.queries.filter import Filter
from timeline.queries.ordering import PAGE, Cursor, Order, Stretch
from timeline.queries.selection import Selection

_FEW = 4096  # engagements whose titles are read and sorted as fast as others are found along the index
_FIRST, _GROWTH, _MOST = PAGE + 1, 4, 65_536  # titles read along the index at a time: more each time nothing is found
Titled = tuple[str, int]  # what a title is sorted by, and the id


def titled_stretch(
    wanted: Filter, found: Selection, order: Order, *, after: Cursor | None = None, before: Cursor | None = None
) -> Stretch:
    """Return the page by title that follows a cursor or ends before one, else the first. Of equal titles the ids count."""

    def read(beyond: Cursor | None, number: int, *, back: bool = False) -> list[Titled]:
        return list(islice(_titles(wanted, found, order.is_down is not back, beyond), number))

    rows = read(before, PAGE + 1, back=True)[::-1] if before else []
    if len(rows) > PAGE:
        return _stretch(rows[1:], is_first=False, is_last=False)
    rows = read(after, PAGE + 1)
    if rows or not after:
        return _stretch(rows[:PAGE], is_first=after is None, is_last=len(rows) <= PAGE)
    rows = read(None, PAGE, back=True)[::-1]  # what followed is gone: the end of what is left
    return _stretch(rows, is_first=len(found) <= PAGE, is_last=True)


def _stretch(rows: Sequence[Titled], *, is_first: bool, is_last: bool) -> Stretch:
    def cursor(row: Titled) -> str:
        return str(Cursor(None, row[1], row[0]))

    ids = [pk for _, pk in rows]
    return Stretch(ids, "" if is_first or not rows else cursor(rows[0]), "" if is_last or not rows else cursor(rows[-1]))


def _titles(wanted: Filter, found: Selection, is_down: bool, beyond: Cursor | None) -> Iterator[Titled]:
    """Yield what is selected by title from beyond a cursor on."""
    if len(found) <= _FEW:
        few = _sorted(_read(found.ids(found.at(0, len(found))), wanted.asof), is_down)
        return _beyond(few, is_down, beyond)
    indexed = _along_index(found, is_down, beyond)
    if wanted.asof is None:
        return indexed
    then = found.held.remember(("titles", wanted.asof), partial(_read_states, wanted.asof))
    states = _sorted(_selected(found, then), is_down)
    return merge(indexed, _beyond(states, is_down, beyond), reverse=is_down)


def _sorted(rows: Iterable[Titled], is_down: bool) -> list[Titled]:
    return sorted(rows, reverse=is_down)


def _beyond(rows: Iterable[Titled], is_down: bool, beyond: Cursor | None) -> Iterator[Titled]:
    if beyond is None:
        return iter(rows)
    edge = (beyond.value, beyond.pk)
    return (row for row in rows if (row < edge if is_down else row > edge))


def _read(ids: Sequence[int], asof: date | None) -> list[Titled]:
    """Read the titles of some engagements, as known at the end of a day if one is given."""
    shown = Engagement.objects.shown().filter(pk__in=ids).order_by()
    if asof is None:
        return list(shown.values_list(SortKey("title"), "pk"))
    same = shown.filter(changed_at__lte=end_of(asof)).values_list(SortKey("title"), "pk")
    states = EarlierState.objects.at(end_of(asof)).filter(engagement__in=ids).order_by()
    return [*same, *states.values_list(SortKey("title"), "engagement_id")]


def _read_states(asof: date) -> list[Titled]:
    """Read the titles of all that showed something else at the end of a day."""
    return list(EarlierState.objects.at(end_of(asof)).order_by().values_list(SortKey("title"), "engagement_id"))


def _along_index(found: Selection, is_down: bool, beyond: Cursor | None) -> Iterator[Titled]:
    """Yield what is selected and shows its title of today, a stretch of the index at a time."""
    size = _FIRST
    while True:
        rows = list(_along(is_down, beyond)[:size])
        yield from _selected(found, rows, still=True)
        if len(rows) < size:
            return
        beyond = Cursor(None, rows[-1][1], rows[-1][0])
        size = min(size * _GROWTH, _MOST)


def _along(is_down: bool, beyond: Cursor | None) -> Any:
    """Return the query of sort keys and ids along the index from beyond a cursor on."""
    shown = Engagement.objects.shown().annotate(key=SortKey("title"))
    if beyond is not None and is_down:
        # The first condition says where in the index to begin, the second which of equal titles are left.
        shown = shown.filter(Q(key__lte=beyond.value) & (Q(key__lt=beyond.value) | Q(pk__lt=beyond.pk)))
    elif beyond is not None:
        shown = shown.filter(Q(key__gte=beyond.value) & (Q(key__gt=beyond.value) | Q(pk__gt=beyond.pk)))
    order = (F("key").desc(), F("pk").desc()) if is_down else (F("key").asc(), F("pk").asc())
    return shown.order_by(*order).values_list("key", "pk")


def _selected(found: Selection, rows: Sequence[Titled], *, still: bool = False) -> list[Titled]:
    """Keep the rows of engagements that are selected; `still` keeps those alone that show the same since."""
    ids = np.fromiter((pk for _, pk in rows), dtype="i8", count=len(rows))
    mask = found.holds(ids)
    if still and found.held.earlier:
        mask &= ~np.isin(ids, found.held.earlier.ids)
    return [rows[at] for at in np.flatnonzero(mask).tolist()]
