"""Where a day lies on a time axis of a given width, and back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from timeline.rows import WindowRow

DAY_MS = 86_400_000
_MOMENTS = "milliseconds"


@dataclass(frozen=True)  # without slots: what every mark asks for is worked out once
class Scale:
    """A window of days drawn `width` px wide; day numbers as in rows."""

    window: WindowRow
    width: float

    @cached_property
    def days(self) -> int:
        """How many days the window holds."""
        return self.window.last.toordinal() + 1 - self.window.first.toordinal()

    @cached_property
    def day_width(self) -> float:
        """Px per day."""
        return self.width / self.days

    def x(self, day: float) -> float:
        """Return the px at which `day` begins."""
        return (day - self._first) * self.day_width

    @cached_property
    def _first(self) -> int:
        return self.window.first.toordinal()

    @cached_property
    def _start(self) -> datetime:
        return datetime.combine(self.window.first, datetime.min.time())

    def moment(self, x: float) -> str:
        """Return the moment at `x` px as plotly reads dates."""
        return (self._start + timedelta(days=x / self.day_width)).isoformat(sep=" ", timespec=_MOMENTS)

    def length(self, pixels: float) -> int:
        """Return how many milliseconds `pixels` px stand for: plotly measures bars on a date axis in them."""
        return round(pixels / self.day_width * DAY_MS)
