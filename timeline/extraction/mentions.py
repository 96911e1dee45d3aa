"""What the finders hand to the builders: mentions of actors, places, venues, people, series and events, by token."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from timeline.extraction.gazetteer import PlaceRecord
from timeline.extraction.knowledge import SeriesRecord


class _Mention(Protocol):
    @property
    def first(self) -> int: ...


M = TypeVar("M", bound=_Mention)


class Mentions(list[M]):
    """Mentions of one sort in the order of the text, of which those between two tokens are found without looking at all."""

    def __init__(self, found: Iterable[M]) -> None:
        super().__init__(sorted(found, key=lambda mention: mention.first))
        self._firsts = [mention.first for mention in self]

    def between(self, first: int, last: int) -> list[M]:
        """Return the mentions that begin at tokens `first` (included) to `last` (excluded)."""
        return self[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)] if self else []


_STANDINGS = ((95, "leader"), (70, "minister"), (40, "officer"), (1, "low"))


class ActorMention(NamedTuple):
    """A country or organisation named at tokens `first` to `last`.

    `how` is name, demonym, capital, organisation, metonym or group. `role` is `actor` (may take part), `place` (something is
    there) or `topic` (only spoken of: `the war in Syria`).
    """

    first: int
    last: int
    code: str
    how: str
    role: str


class PlaceMention(NamedTuple):
    """A town named after a locative preposition or beside its country; `place` has no coordinates when not in the gazetteer."""

    first: int
    last: int
    place: PlaceRecord
    rule: str


class VenueMention(NamedTuple):
    """A named building, base, institution or ship; the `town` it is in and its `country` where known."""

    first: int
    last: int
    name: str
    rule: str
    town: PlaceRecord | None = None
    country: str = ""


class PersonMention(NamedTuple):
    """A person named at tokens `first` to `last` (the name without title). `person` numbers the person in the article."""

    first: int
    last: int
    person: int
    title_first: int  # where the title before the name begins


@dataclass(slots=True)
class Person:
    """One person of the article: the fullest name, the office, its level and the party, as far as told."""

    name: tuple[str, ...]
    office: str = ""
    level: int = 0
    party: str = ""
    rule: str = ""
    bystander: bool = False  # a spokesman, an analyst, someone's predecessor
    span: tuple[int, int] = (0, 0)
    bare: bool = False  # a run of capitals that no title or office names a person

    @property
    def standing(self) -> str:
        """The office's height in a word: leader, minister, officer, low, or none where no office is told."""
        return next((name for least, name in _STANDINGS if self.level >= least), "none")


class SeriesMention(NamedTuple):
    """A recurring format named at tokens `first` to `last`; `record` where the knowledge has it."""

    first: int
    last: int
    name: str
    kind: str
    rule: str
    edition: int | None = None
    edition_at: tuple[int, int] = (0, 0)
    record: SeriesRecord | None = None
