"""Partial dates in ISO notation (`2025`, `2025-06`, `2025-06-25`) and the days each can mean; standard library only.

A day number is `datetime.date.toordinal()`: 1 = 1 January of the year 1.
"""

import re
from datetime import date
from functools import lru_cache

from timeline.vocabulary import Precision

PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_SHAPE = re.compile(PATTERN)
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def parse(text: str) -> str:
    """Return the partial date `text`, stripped; raise ValueError with a sentence when it is none (`2025-02-30`, `June`)."""
    value = text.strip()
    if not _SHAPE.match(value) or value.startswith("0000"):
        raise ValueError(f"“{text}” is not a date: write 2025, 2025-06 or 2025-06-25.")
    try:
        earliest(value)
    except ValueError:
        raise ValueError(f"“{text}” is not a day of the calendar.") from None
    return value


def precision(value: str) -> Precision:
    """Say how much of the well-formed partial date `value` is known."""
    return _PRECISIONS[len(value)]


def earliest(value: str) -> int:
    """Return the day number of the first day that `value` can mean."""
    year, month, day = ([int(part) for part in value.split("-")] + [1, 1])[:3]
    return date(year, month, day).toordinal()


def latest(value: str) -> int:
    """Return the day number of the last day that `value` can mean."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return date(*parts).toordinal()
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    if (year, month) == (9999, 12):
        return date.max.toordinal()
    return date(year + month // 12, month % 12 + 1, 1).toordinal() - 1


def is_recent(value: str, today: str, days: int) -> bool:
    """Say whether `value` is a day, and `today` or at most so many days before it; False where either is no whole day."""
    return len(value) == len(today) == len("2025-06-25") and 0 <= earliest(today) - earliest(value) <= days


@lru_cache(maxsize=16384)  # asked again and again of the same few days where reports are compared
def bounds(start: str, end: str) -> tuple[int, int] | None:
    """Return the first and last day number that the range can mean (`end` empty repeats `start`), or None without a start."""
    if not start:
        return None
    return earliest(start), latest(end or start)


def compatible(one: str, other: str) -> bool:
    """Say whether two partial dates can mean the same day: `2025-06` and `2025-06-25` can."""
    return earliest(one) <= latest(other) and earliest(other) <= latest(one)
