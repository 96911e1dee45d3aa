"""What linking looks at: one article's telling of one engagement."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from timeline import partial_dates

TABLE = "table"  # stands for the article of what tables list: two rows of them are two engagements


@dataclass(frozen=True, slots=True)
class Named:
    """One person as a report names them; `party` is a code, `office` the source's wording, either may be empty."""

    name: str
    party: str = ""
    office: str = ""


class Sure(NamedTuple):
    """How likely it is, from 0 to 1, that what a report says was read rightly; 1 for what people and tables say."""

    place: float = 1.0
    parties: float = 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """One article's telling of one engagement.

    `key` names the report for ever, whatever the order of arrival; `article` its article. Dates are partial dates, `published` a
    day or empty. `series`, `place` and `venue` are canonical names (folded, or an id on record): equal ones mean one thing.
    `formats` are the series and those above it. `within` describes the larger engagement in the same words (a series, else kind
    and parties), empty when there is none.
    """

    key: str
    article: str
    kind: str
    status: str = "held"
    start: str = ""
    end: str = ""
    published: str = ""
    series: str = ""
    formats: frozenset[str] = frozenset()
    edition: int | None = None
    place: str = ""
    country: str = ""
    venue: str = ""
    parties: frozenset[str] = frozenset()
    people: tuple[Named, ...] = ()
    within: str = ""
    sure: Sure = field(default=Sure(), compare=False)

    @property
    def is_exact(self) -> bool:
        """Whether its first and last day are known."""
        return len(self.start) == len(self.end or self.start) == 10

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and last day number it can mean."""
        return partial_dates.bounds(self.start, self.end)

    @property
    def countries(self) -> frozenset[str]:
        """The parties that are countries."""
        return frozenset(code for code in self.parties if len(code) == 2)

    @property
    def bodies(self) -> list[str]:
        """The parties that are organisations, in order."""
        return sorted(self.parties - self.countries)

    @property
    def in_short(self) -> str:
        """What stands for it in the reports of what lies within it: its series, else its kind and parties."""
        return self.series or " ".join([self.kind, *sorted(self.parties)])


def report_key(identity: str, words: str, number: int) -> str:
    """Return the name of an article's report: which article, the hash of its wording, and which of those it tells."""
    return f"{identity}#{words[:16]}/{number}"


def as_json(report: Report) -> dict[str, Any]:
    """Return all of a report but its key, as it is stored."""
    values = asdict(report)
    values.pop("key")
    values["people"] = [[person.name, person.party, person.office] for person in report.people]
    values["parties"], values["formats"] = sorted(report.parties), sorted(report.formats)
    values["sure"] = list(report.sure)
    return values


def from_json(key: str, stored: Mapping[str, Any]) -> Report:
    """Return the report that `as_json` stored."""
    values: dict[str, Any] = {**stored, "key": key}
    values["people"] = tuple(Named(*person) for person in values["people"])
    values["sure"] = Sure(*values.get("sure", ()))
    values["parties"], values["formats"] = frozenset(values["parties"]), frozenset(values["formats"])
    return Report(**values)
