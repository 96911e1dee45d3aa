"""Where a day lies on a time axis of a given width, and back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from timeline.rows import WindowRow

DAY_MS = 86_400_000
_MOMENTS = "milliseconds"


@dataclass(frozen=True, slots=True)
class Scale:
    """A window of days drawn `width` px wide; day numbers as in rows."""

    window: WindowRow
    width: float

    @property
    def days(self) -> int:
        """How many days the window holds."""
        return self.window.last.toordinal() + 1 - self.window.first.toordinal()

    @property
    def day_width(self) -> float:
        """Px per day."""
        return self.width / self.days

    def x(self, day: float) -> float:
        """Return the px at which `day` begins."""
        return (day - self.window.first.toordinal()) * self.day_width

    def moment(self, x: float) -> str:
        """Return the moment at `x` px as plotly reads dates."""
        days = x / self.day_width
        start = datetime.combine(self.window.first, datetime.min.time())
        return (start + timedelta(days=days)).isoformat(sep=" ", timespec=_MOMENTS)

    def length(self, pixels: float) -> int:
        """Return how many milliseconds `pixels` px stand for: plotly measures bars on a date axis in them."""
        return round(pixels / self.day_width * DAY_MS)
