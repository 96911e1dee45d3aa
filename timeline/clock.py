"""The one clock: `now()` and `today()`, which SIDELINES_TODAY can hold still for tests and pictures."""

from datetime import UTC, date, datetime, time

from django.conf import settings


def now() -> datetime:
    """Return the moment, in UTC."""
    held = settings.TODAY
    if held is None:
        return datetime.now(UTC)
    return datetime(held.year, held.month, held.day, 9, tzinfo=UTC)


def today() -> date:
    """Return the day, in UTC."""
    return now().date()


def end_of(day: date) -> datetime:
    """Return the moment a day ends (UTC)."""
    return datetime.combine(day, time.max, tzinfo=UTC)
