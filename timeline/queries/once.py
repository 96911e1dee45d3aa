"""What a request reads once, however many parts of its page ask for it."""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.core.signals import request_finished, request_started

from timeline.models import Country
from timeline.summaries import keeping

_Answer = TypeVar("_Answer")


class _Request(threading.local):
    """What this thread's request has read since it last wrote."""

    def __init__(self) -> None:
        self.is_open = False
        self.writes = 0  # how often the thread had written when it read
        self.found: dict[Hashable, Any] = {}


_request = _Request()


def once(key: Hashable, find: Callable[[], _Answer]) -> _Answer:
    """Return what `find` reads: once for `key` in a request that does not write meanwhile, outside of requests every time."""
    if not _request.is_open:
        return find()
    if _request.writes != keeping.writes():
        _request.writes = keeping.writes()
        _request.found.clear()
    if key not in _request.found:
        _request.found[key] = find()
    answer: _Answer = _request.found[key]
    return answer


def countries() -> dict[str, tuple[str, str]]:
    """Return the name and the three-letter code of every country by its code: one query that several parts of a page share."""
    return once("countries", _countries)


def _countries() -> dict[str, tuple[str, str]]:
    read = Country.objects.order_by().values_list("code", "name", "alpha3")
    return {code: (name, alpha3) for code, name, alpha3 in read}


def _open(**kwargs: object) -> None:
    _request.is_open = True
    _request.found.clear()


def _close(**kwargs: object) -> None:
    _request.is_open = False
    _request.found.clear()


request_started.connect(_open)
request_finished.connect(_close)
