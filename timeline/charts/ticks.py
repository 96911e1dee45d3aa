"""The calendar over a timeline: which days get a line, which a name, at every zoom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from timeline import wording
from timeline.charts.labels import text_width
from timeline.charts.scale import Scale

_NARROWEST = 34  # px between two small names
_MARGIN = 5  # px between a line and its name
_MONTH, _QUARTER, _YEAR = 30.4, 91.3, 365.25


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the calendar; a strong one opens a month or year, a faint one lies within."""

    day: date
    name: str
    is_strong: bool


def ticks(scale: Scale) -> list[Tick]:
    """Return the calendar's lines in order, named where the names fit beside each other."""
    strong, faint = _units(scale)
    first, last = scale.window.first, scale.window.last
    found = {day: Tick(day, name, False) for day, name in faint if first <= day <= last}
    found.update({day: Tick(day, name, True) for day, name in strong if first <= day <= last})
    if first not in found or not found[first].is_strong:
        found[first] = Tick(first, _opening(scale), True)
    return _without_collisions([found[day] for day in sorted(found)], scale)


def _units(scale: Scale) -> tuple[Iterator[tuple[date, str]], Iterator[tuple[date, str]]]:
    """Choose what the strong and the faint lines stand for."""
    px = scale.day_width
    if px >= _NARROWEST:
        return _months(scale, 1, long=True), _days(scale, 1)
    if px * 7 >= _NARROWEST:
        return _months(scale, 1, long=True), _days(scale, 7)
    if px * _MONTH >= _NARROWEST:
        return _years(scale, 1), _months(scale, 1)
    if px * _QUARTER >= _NARROWEST:
        return _years(scale, 1), _months(scale, 3)
    step = next((years for years in (1, 2, 5, 10) if px * _YEAR * years >= _NARROWEST + 8), 20)
    return _years(scale, step), _years(scale, 1, named=False)


def _days(scale: Scale, step: int) -> Iterator[tuple[date, str]]:
    day = scale.window.first
    if step == 7:
        day -= timedelta(days=day.weekday())
    while day <= scale.window.last:
        yield day, str(day.day)
        day += timedelta(days=step)


def _months(scale: Scale, step: int, *, long: bool = False) -> Iterator[tuple[date, str]]:
    first, last = scale.window.first, scale.window.last
    for number in range(first.year * 12, last.year * 12 + 12, step):
        day = date(number // 12, number % 12 + 1, 1)
        name = wording.month_name(day.month, short=not long)
        yield day, f"{name} {day.year}" if long else name


def _years(scale: Scale, step: int, *, named: bool = True) -> Iterator[tuple[date, str]]:
    first, last = scale.window.first.year, scale.window.last.year
    for year in range(first - first % step, last + 1, step):
        if year >= 1:
            yield date(year, 1, 1), str(year) if named else ""


def _opening(scale: Scale) -> str:
    """Name the day at which the window opens, as exactly as the zoom shows."""
    first = scale.window.first
    if scale.day_width * 7 >= _NARROWEST:
        return wording.day(first)
    return (
        f"{wording.month_name(first.month, short=True)} {first.year}"
        if scale.day_width * _QUARTER >= _NARROWEST
        else str(first.year)
    )


def _without_collisions(found: list[Tick], scale: Scale) -> list[Tick]:
    """Drop names that would run into the next strong one, then faint names that run into anything."""
    strong = [(scale.x(tick.day.toordinal()), tick) for tick in found if tick.is_strong]
    taken: list[tuple[float, float]] = []
    kept: set[date] = set()
    for x, tick in reversed(strong):
        box = (x, x + 2 * _MARGIN + text_width(tick.name, weight=600))
        if tick.name and (not taken or box[1] <= taken[-1][0]):
            taken.append(box)
            kept.add(tick.day)
    for tick in found:
        x = scale.x(tick.day.toordinal())
        right = x + 2 * _MARGIN + text_width(tick.name, 11)
        if not tick.is_strong and tick.name and right <= scale.width and all(right <= a or x >= b for a, b in taken):
            taken.append((x, right))
            kept.add(tick.day)
    return [tick if tick.day in kept else Tick(tick.day, "", tick.is_strong) for tick in found]
