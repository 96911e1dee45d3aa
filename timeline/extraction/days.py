"""Compares the days that tellings name with those of engagements."""

from timeline import partial_dates
from timeline.extraction.dates import DateMention
from timeline.extraction.events import Event, Telling

_LONGEST = 45  # days an exercise or a visit may last, to join its first and last day


def main_date(telling: Telling) -> DateMention | None:
    """Return the most exact date of the telling, a range before a single day."""
    if len(telling.dates) < 2:
        return telling.dates[0] if telling.dates else None
    longest = max(len(date.start) for date in telling.dates)
    exact = [date for date in telling.dates if len(date.start) == longest]
    ranges = [date for date in exact if date.start != date.end]
    return ranges[0] if ranges else min(exact, key=lambda date: date.start)


def overlap(date: DateMention, event: Event) -> bool:
    """Say whether a date can mean a day of the engagement."""
    start, end = event.start, event.end or event.start
    return date.start[: len(end)] <= end[: len(date.start)] and start[: len(date.end)] <= date.end[: len(start)]


def completes(date: DateMention, telling: Telling, event: Event) -> bool:
    """Say whether the day is the other end of an engagement whose first or last day is known."""
    if event.date is None or date.loose or event.date.loose or event.end_date:
        return False
    days = abs(partial_dates.earliest(date.start) - partial_dates.earliest(event.date.start))
    if days > _LONGEST:
        return False
    began = any(cue.value == "began" for cue in telling.cues)
    lasting = began or telling.family == "exercise"
    return (event.dated_by_end and date.start < event.start and lasting) or (telling.ending and date.start > event.start)
