"""The tokens that dates are read from, and a reader's place among them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens that are read: their characters and their lower-case words, in parallel."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    lower: Sequence[str]

    def capital(self, at: int) -> bool:
        """Say whether a token begins with a capital."""
        return self.text[self.starts[at]].isupper()

    def touching(self, at: int) -> bool:
        """Say whether no blank stands before token `at`."""
        return at > 0 and self.ends[at - 1] == self.starts[at]


class Cursor:
    """Looks at the tokens of one sentence; beyond its ends there are only empty words."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.lower = words.lower
        self.begin = self.end = 0

    def move(self, first: int, last: int) -> None:
        """Turn to tokens `first` to `last`."""
        self.begin, self.end = first, last

    def word(self, at: int) -> str:
        """Return the lower-case word at a token."""
        return self.lower[at] if self.begin <= at < self.end else ""

    def day(self, at: int) -> int:
        """Return the day of a month that a token names, or 0."""
        match = _DAY.fullmatch(self.word(at))
        return int(match[1]) if match else 0

    def year(self, at: int) -> int:
        """Return the year that a token names, or 0."""
        return int(self.word(at)) if _YEAR.fullmatch(self.word(at)) else 0

    def is_last_day(self, at: int) -> bool:
        """Say whether `last day of` stands before a token."""
        return (self.word(at - 3), self.word(at - 2), self.word(at - 1)) == ("last", "day", "of")
