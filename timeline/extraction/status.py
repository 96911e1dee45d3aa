"""Decides from wording and dates whether an engagement is held, ongoing, planned, postponed or cancelled."""

from typing import NamedTuple

from timeline.extraction.text import Reading
from timeline.partial_dates import is_recent
from timeline.vocabulary import Status

_RECENT_DAYS = 3
_REACH_BACK, _REACH_FORWARD, _REACH_SENTENCE = 14, 14, 45


class StatusCue(NamedTuple):
    """A status wording at tokens `first` to `last`; `value` is a status, `began` or `ended`."""

    first: int
    last: int
    value: str


def find_cues(reading: Reading, first: int, last: int) -> list[StatusCue]:
    """Return the status wordings between two tokens."""
    cues = [StatusCue(b, e, rows[0].value) for b, e, rows in reading.list("status").all(first, last)]
    cues += [StatusCue(b, e, "began") for b, e, _ in reading.list("began").all(first, last)]
    cues += [StatusCue(b, e, "ended") for b, e, _ in reading.list("ended").all(first, last)]
    return sorted(cues, key=lambda cue: cue.first)


def decide(
    cues: list[StatusCue], trigger: tuple[int, int], start: str, end: str, published: str, lasts: bool = False
) -> tuple[Status, StatusCue | None]:
    """Weigh the cues near the trigger, then check them against the dates; `lasts` says it is of a kind that takes days."""
    near = [c for c in cues if trigger[0] - _REACH_BACK <= c.last and c.first <= trigger[1] + _REACH_FORWARD]
    for value in (Status.CANCELLED, Status.POSTPONED):
        cue = next((c for c in cues if c.value == value and abs(c.first - trigger[0]) <= _REACH_SENTENCE), None)
        if cue:
            return value, cue
    by_date = by_dates(start, end, published)
    planned = next((c for c in near if c.value == Status.PLANNED), None)
    ongoing = next((c for c in near if c.value == Status.ONGOING), None)
    ended = next((c for c in near if c.value == "ended"), None)
    began = next((c for c in near if c.value == "began"), None)
    if by_date is Status.PLANNED:
        return Status.PLANNED, planned
    if lasts and began and not ended and start == end and is_recent(start, published, _RECENT_DAYS):
        return Status.ONGOING, began  # `opened here on Monday`, with no word of an end
    if by_date is Status.HELD:
        return Status.HELD, ended
    if by_date is Status.ONGOING:
        if ended:
            return Status.HELD, ended
        return (Status.PLANNED, planned) if planned and not (began or ongoing) else (Status.ONGOING, ongoing or began)
    if planned and not ended and not began:
        return Status.PLANNED, planned
    return (Status.ONGOING, ongoing) if ongoing and not ended else (Status.HELD, ended)


def by_dates(start: str, end: str, published: str) -> Status | None:
    """What the dates alone say; None when they leave it open."""
    if not start or not published:
        return None
    if start > published[: len(start)]:
        return Status.PLANNED
    if end and end < published[: len(end)]:
        return Status.HELD
    if len(start) == 10 and len(end) == 10 and start < end and start <= published <= end:
        return Status.ONGOING
    return None
