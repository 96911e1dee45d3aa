"""Pages of an index of things, those met most often first."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from timeline.folding import fold

PAGE = 100


def named(found: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Keep those whose name or alias holds every word."""
    for word in fold(words).split():
        found = found.filter(Q(folded__contains=word) | Q(aliases__folded__contains=word))
    return found


def index_page(found: QuerySet[Any], counts: Mapping[int, int], page: int | str) -> tuple[Page[int], list[tuple[Any, int]]]:
    """Return a page of ids, the nearest when `page` is none, and its things with their counts: by count, then by name."""
    by_name = dict.fromkeys(found.order_by("name", "pk").values_list("pk", flat=True))
    chosen = Paginator(sorted(by_name, key=lambda pk: -counts.get(pk, 0)), PAGE).get_page(page)
    ids = list(chosen.object_list)
    things = {thing.pk: thing for thing in found.filter(pk__in=ids)}
    return chosen, [(things[pk], counts.get(pk, 0)) for pk in ids if pk in things]
