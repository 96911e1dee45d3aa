"""Reads dates and date ranges out of a text against its day of publication.

How the year and the week are chosen follows counts on TempEval gold: a bare weekday is the most recent one, the
publication day included, unless the verb is future; a month and day without a year is the nearest to publication.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.extraction.date_patterns import CLOSING, DURATION, FUTURE, PAST, REPORTING, RULES, SKIP_BEFORE
from timeline.extraction.types import Span


def _list(text: str) -> list[str]:
    return text.split()


_MONTH_NAMES = _list("january february march april may june july august september october november december")
_MONTHS = (
    {name: n for n, name in enumerate(_MONTH_NAMES, 1)} | {name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1)} | {"sept": 9}
)
_DAYS = {name: n for n, name in enumerate(_list("monday tuesday wednesday thursday friday saturday sunday"))}
_NUMBERS = {
    word: n for n, word in enumerate(_list("one two three four five six seven eight nine ten eleven twelve thirteen fourteen"), 1)
} | {"fortnight": 14}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or range of dates read at `span`: partial dates, and the rule that read them. `loose` marks month or year only."""

    span: Span
    start: str
    end: str
    rule: str
    closing: bool = False  # `until the 28th`: only the end is told
    reporting: bool = False  # `said on Saturday`: when it was said, not when it was

    @property
    def loose(self) -> bool:
        """Say whether no day is known."""
        return len(self.start) < 10


def find_dates(text: str, published: str, spans: list[Span] | None = None) -> list[DateMention]:
    """Return the dates of `text` in order; without a `published` day only dates that name their year are read."""
    anchor = date.fromisoformat(published) if published else None
    found: list[DateMention] = []
    for span in spans if spans is not None else [Span(0, len(text))]:
        previous = found[-1] if found else None
        for mention in _in_sentence(text, span, anchor, previous):
            found.append(mention)
    return found


def _in_sentence(text: str, span: Span, anchor: date | None, previous: DateMention | None) -> Iterator[DateMention]:
    taken: list[Span] = []
    readings: list[DateMention] = []
    for rule, pattern in RULES:
        for match in pattern.finditer(text, span.start, span.end):
            where = Span(match.start(), match.end())
            if any(where.start < other.end and other.start < where.end for other in taken):
                continue
            if SKIP_BEFORE.search(text, max(span.start, where.start - 14), where.start):
                continue
            before = [m for m in readings if m.span.end <= where.start]
            context = max(before, key=lambda m: m.span.end) if before else previous
            value = _value(rule, match, anchor, context, _is_future(text, span, where))
            if value:
                taken.append(where)
                before_words = text[max(span.start, where.start - 60) : where.start]
                readings.append(
                    DateMention(where, *value, rule, bool(CLOSING.search(before_words)), bool(REPORTING.search(before_words)))
                )
    return iter(sorted(readings, key=lambda mention: mention.span.start))


def _is_future(text: str, sentence: Span, where: Span) -> bool:
    clause = text[max(sentence.start, where.start - 90) : min(sentence.end, where.end + 30)]
    near = text[max(sentence.start, where.start - 60) : where.start]
    future = list(FUTURE.finditer(near))
    past = list(PAST.finditer(near))
    if future and (not past or past[-1].start() < future[-1].start()):
        return True
    return bool(FUTURE.search(clause)) and not PAST.search(clause)


def _value(
    rule: str, match: re.Match[str], anchor: date | None, context: DateMention | None, future: bool
) -> tuple[str, str] | None:
    """Turn a match into start and end, or None when it is no day of the calendar or has no anchor."""
    part = {name: value for name, value in match.groupdict().items() if value}
    try:
        if rule.startswith("date.range.") and rule not in ("date.range.weekdays", "date.range.month"):
            return _range(part, anchor)
        if rule in ("date.iso", "date.day.dm", "date.day.md"):
            month = int(part["n1"]) if "n1" in part else _month(part["m1"])
            day = _day(int(part["d1"]), month, part.get("y1"), anchor)
            return (day.isoformat(), day.isoformat()) if day else None
        return _loose(rule, part, match[0], anchor, context, future)
    except (ValueError, OverflowError):
        return None


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _day(day: int, month: int, year: str | None, anchor: date | None) -> date | None:
    """Return the day; without a year, the one nearest the publication day."""
    if year:
        return date(int(year), month, day)
    if anchor is None:
        return None
    days = [
        date(y, month, day) for y in (anchor.year - 1, anchor.year, anchor.year + 1) if not (month == 2 and day == 29 and y % 4)
    ]
    return min(days, key=lambda d: abs((d - anchor).days)) if days else None


def _range(part: dict[str, str], anchor: date | None) -> tuple[str, str] | None:
    first_month = _month(part.get("m1") or part["m2"])
    last_month = _month(part.get("m2") or part["m1"])
    year = part.get("y2") or part.get("y1")
    last = _day(int(part["d2"]), last_month, year, anchor)
    if last is None:
        return None
    first_year = int(part["y1"]) if "y1" in part and "y2" in part else last.year - (first_month > last_month)
    first = date(first_year, first_month, int(part["d1"]))
    if not timedelta(0) <= last - first < timedelta(days=200):
        return None
    return first.isoformat(), last.isoformat()


def _loose(
    rule: str, part: dict[str, str], words: str, anchor: date | None, context: DateMention | None, future: bool
) -> tuple[str, str] | None:
    """Read a wording that names no full day: some stand alone, the others need the day of publication."""
    if rule == "date.month_year":
        month = f"{part['y1']}-{_month(part['m1']):02}"
        return month, month
    if rule == "date.range.month":
        return f"{part['y2']}-{_month(part['m1']):02}", f"{part['y2']}-{_month(part['m2']):02}"
    if rule == "date.year":
        return part["y1"], part["y1"]
    if rule == "date.same_day":
        return (context.end, context.end) if context and not context.loose else None
    return _relative(rule, part, words, anchor, context, future) if anchor else None


def _relative(
    rule: str, part: dict[str, str], words: str, anchor: date, context: DateMention | None, future: bool
) -> tuple[str, str]:
    """Read a wording against the day of publication."""
    if rule == "date.last_day":
        return _last_day(part, anchor)
    if rule == "date.month_rel":
        return _relative_month(part, anchor)
    if rule in ("date.range.weekdays", "date.weekday"):
        return _weekdays(part, anchor, future)
    if rule.startswith("date.ordinal"):
        return _ordinals(part, anchor, context, future)
    if rule == "date.relative":
        shift = -1 if "esterday" in words else 1 if "omorrow" in words else 0
        day = (anchor + timedelta(days=shift)).isoformat()
        return day, day
    return _period(rule, part, anchor)


def _last_day(part: dict[str, str], anchor: date) -> tuple[str, str]:
    year = int(part.get("y1") or part.get("y2") or anchor.year)
    month = _month(part["m1"]) if "m1" in part else 12
    day = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()
    return day, day


def _relative_month(part: dict[str, str], anchor: date) -> tuple[str, str]:
    month = _month(part.get("m1") or part["m2"])
    shift = {"this": 0, "last": -1, "next": 1}
    if "yr" in part:
        year = anchor.year + shift[part["yr"]]
    elif part["rel"] in ("last", "since"):
        year = anchor.year - (month >= anchor.month)
    elif part["rel"] == "next":
        year = anchor.year + (month <= anchor.month)
    else:
        middle = anchor.replace(day=15)
        year = min((anchor.year - 1, anchor.year, anchor.year + 1), key=lambda y: abs((date(y, month, 15) - middle).days))
    value = f"{year}-{month:02}"
    return value, value


def _weekdays(part: dict[str, str], anchor: date, future: bool) -> tuple[str, str]:
    first, last = _DAYS[part["wa"].lower()], _DAYS[(part.get("wb") or part["wa"]).lower()]
    back = timedelta(days=(anchor.weekday() - last) % 7)
    day = anchor - back
    relative = part.get("rel", "").lower()
    if relative in ("next", "coming") or (future and day < anchor) or (future and relative == "this"):
        day += timedelta(days=7)
    if relative == "last" and day == anchor:
        day -= timedelta(days=7)
    return (day - timedelta(days=(last - first) % 7)).isoformat(), day.isoformat()


def _ordinals(part: dict[str, str], anchor: date, context: DateMention | None, future: bool) -> tuple[str, str]:
    """Read `the 14th`: in the month just spoken of, else in the publication month (the one before or after it if need be)."""
    first = int(part.get("da") or part["da2"])
    year, month = anchor.year, anchor.month
    shift = {"last": -1, "next": 1, "this": 0}.get(part.get("rel", ""))
    if shift is not None:
        year, month = year + (month + shift - 1) // 12, (month + shift - 1) % 12 + 1
    elif context and len(context.start) >= 7 and context.rule not in ("date.weekday", "date.relative"):
        year, month = int(context.start[:4]), int(context.start[5:7])
    elif first > anchor.day + 7 and not future:
        year, month = year - (month == 1), 12 if month == 1 else month - 1
    start = date(year, month, first)
    end = date(year, month, int(part["db"])) if "db" in part else start
    return start.isoformat(), max(start, end).isoformat()


def _period(rule: str, part: dict[str, str], anchor: date) -> tuple[str, str]:
    unit = part["unit"]
    if rule == "date.ago":
        count = -(int(part["n"]) if part["n"].isdigit() else _NUMBERS.get(part["n"], 1))
    else:
        count = {"last": -1, "this": 0, "next": 1}[part["rel"].lower()]
    if unit == "year":
        return str(anchor.year + count), str(anchor.year + count)
    if unit in ("day", "week"):
        day = anchor + timedelta(days=count * (7 if unit == "week" else 1))
        value = day.isoformat() if unit == "day" else day.isoformat()[:7]
        return value, value
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + count
        value = f"{months // 12}-{months % 12 + 1:02}"
        return value, value
    year = str(anchor.year + (count if count > 0 else (-1 if count < 0 and anchor.month < 6 else 0)))
    return year, year


def duration(text: str, span: Span) -> int | None:
    """Return the number of days a sentence says something lasts (`a three-day visit`, `for two weeks`), or None."""
    match = DURATION.search(text, span.start, span.end)
    if not match:
        return None
    if match["fortnight"]:
        return 14
    return (int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]) * (7 if match["unit"] == "week" else 1)
