"""A date as its words say it, before it is placed in the calendar."""

from dataclasses import dataclass
from dataclasses import replace as _replace
from typing import Any

DAYTIME = "date.daytime"  # rule of what is no date by itself: `the next morning`


@dataclass(frozen=True, slots=True)
class DateUnit:
    """The words of a date at tokens `first` to `last`: what they name, zero or None where they are silent.

    `days` are the first and last day of the month, `weekdays` count from Monday = 0, `shift` is -1 for last, 0 for this and
    1 for next; `count` and `letter` are a number of units (`D`, `W`, `M`, `Y`, ...). `to` is the end of a range.
    """

    first: int
    last: int
    rule: str
    days: tuple[int, int] | None = None
    month: int = 0
    year: int = 0
    weekdays: tuple[int, int] | None = None
    shift: int | None = None
    of_year: bool = False  # `shift` speaks of the year (`June last year`), or the week of a weekday
    count: int = 0
    letter: str = ""
    timex: str = ""
    to: "DateUnit | None" = None
    parts: tuple[int, int] | None = None  # of a range: the token after its first date, the first token of its last

    @property
    def shift_known(self) -> bool:
        """Say whether the year is told by `last`, `this` or `next`."""
        return self.of_year and self.shift is not None

    @property
    def leans_on_verb(self) -> bool:
        """Say whether it tells no year, so that the tense of the verb may decide which day or month is meant."""
        return not self.year and bool(self.month or self.weekdays or self.days)

    def replace(self, **changes: Any) -> "DateUnit":
        """Return a copy with some parts changed."""
        return _replace(self, **changes)
