"""A shared time axis in shares of its width: bins of whole months, the years to name, where a day lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from timeline import wording
from timeline.rows import WindowRow

MOST_BINS = 72
_SIZES = ((1, "a month"), (3, "a quarter"), (12, "a year"), (60, "five years"), (120, "ten years"), (600, "fifty years"))
_YEAR = 12
_NAMED, _NAMED_NARROW = 14, 5  # years named on a wide page and on a phone


@dataclass(frozen=True, slots=True)
class Bin:
    """One stretch of the axis: its days, cut at the window, and where it lies in percent."""

    first: date
    last: date
    left: float
    width: float

    @property
    def words(self) -> str:
        """Its days as briefly as they can be read: `June 2025`, `2025`, `July – September 2025`."""
        whole = (self.first.day, (self.last + timedelta(days=1)).day) == (1, 1)
        if whole and (self.first.month, self.last.month) == (1, _YEAR):
            return wording.date_range(str(self.first.year), str(self.last.year))
        length = 7 if whole else 10
        return wording.date_range(self.first.isoformat()[:length], self.last.isoformat()[:length])


@dataclass(frozen=True, slots=True)
class AxisTick:
    """Where a year begins; `is_minor` names give way where the page is narrow."""

    left: float
    name: str
    is_minor: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """Time from the first to the last day of a window in bins of `size` months."""

    window: WindowRow
    size: int
    unit: str  # how a bin reads: `a quarter`

    @classmethod
    def of(cls, window: WindowRow) -> "Axis":
        """Choose the finest bins of which at most MOST_BINS fill the window; the coarsest when none are coarse enough."""
        months = _number(window.last) - _number(window.first) + 1
        size, unit = next((pair for pair in _SIZES if months / pair[0] <= MOST_BINS), _SIZES[-1])
        return cls(window, size, unit)

    @property
    def offset(self) -> int:
        """The number of the first month of the first bin."""
        first = _number(self.window.first)
        return first - first % self.size

    def place(self, month: int) -> int:
        """Return the bin of a month (year * 12 + month - 1), kept within the window."""
        inside = min(max(month, _number(self.window.first)), _number(self.window.last))
        return (inside - self.offset) // self.size

    def bins(self) -> tuple[Bin, ...]:
        """Return the bins, oldest first."""
        return tuple(self._bins())

    def share(self, day: float) -> float:
        """Return where a day number begins, in percent of the width."""
        first = self.window.first.toordinal()
        return round(100 * (day - first) / (self.window.last.toordinal() + 1 - first), 3)

    def ticks(self) -> tuple[AxisTick, ...]:
        """Return the years that are named, where they begin."""
        years = range(self.window.first.year, self.window.last.year + 1)
        step, wide = (_step(len(years), most) for most in (_NAMED, _NAMED_NARROW))
        ticks = [
            (max(self.share(date(year, 1, 1).toordinal()), 0.0), year) for year in years if year % step == 0 or len(years) == 1
        ]
        return tuple(AxisTick(left, str(year), year % wide != 0 and len(years) > 1) for left, year in ticks)

    def _bins(self) -> Iterator[Bin]:
        for month in range(self.offset, _number(self.window.last) + 1, self.size):
            first = max(_first_day(month), self.window.first)
            last = min(_first_day(month + self.size) - timedelta(days=1), self.window.last)
            left, right = self.share(first.toordinal()), self.share(last.toordinal() + 1)
            yield Bin(first, last, left, round(right - left, 3))


def month_window(first: int, last: int) -> WindowRow:
    """Return the days of the months from `first` to `last` (year * 12 + month - 1), both included."""
    return WindowRow(_first_day(first), _first_day(last + 1) - timedelta(days=1), is_default=True)


def _number(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _first_day(month: int) -> date:
    return date(min(max(month // _YEAR, 1), 9999), month % _YEAR + 1, 1)


def _step(years: int, most: int) -> int:
    return next((step for step in (1, 2, 5, 10, 20, 50, 100, 500) if years / step <= most), 1000)
