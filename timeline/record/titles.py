"""Titles for engagements that no source titles, and the short ones that charts write beside their marks. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline import wording
from timeline.vocabulary import Kind

_LONGEST_SHORT = 44
_NOUNS = {
    Kind.SUMMIT: "summit",
    Kind.MINISTERIAL: "ministers’ meeting",
    Kind.BILATERAL: "meeting",
    Kind.CALL: "call",
    Kind.DIALOGUE: "dialogue",
    Kind.WORKING_GROUP: "working group",
    Kind.CONFERENCE: "conference",
    Kind.VISIT: "visit",
    Kind.PORT_CALL: "port call",
    Kind.EXERCISE: "exercise",
    Kind.TRAINING: "training",
    Kind.SIGNING: "signing",
}


@dataclass(frozen=True, slots=True)
class Named:
    """What titles are made of: names as shown, people in the order named, parties by their names."""

    kind: Kind
    series: str
    edition: int | None
    people: Sequence[str]
    surnames: Sequence[str]
    parties: Sequence[str]
    place: str
    country: str
    venue: str
    year: str


def title(named: Named) -> str:
    """Return a plain noun phrase: `4th Sub Working Group (Land)`, `Rajnath Singh–Andrey Belousov meeting`."""
    if named.series:
        return _edition(named.series, named)
    if named.kind is Kind.VISIT:
        return _visit(named, named.people[0] if named.people else "")
    noun = _NOUNS[named.kind]
    return f"{_names(named)} {noun}" if _names(named) else noun.capitalize()


def short_title(named: Named, full: str) -> str:
    """Return what fits beside a mark: `4th IRIGC-M&MTC`, `Singh–Belousov`, `Singh in Malaysia`."""
    surnames = named.surnames
    if named.series:
        text = _edition(named.series.removeprefix("Exercise "), named, year=False)
    elif named.kind is Kind.VISIT and len(surnames) == 1:
        text = " in ".join(part for part in (surnames[0], named.place or named.country) if part)
    elif len(surnames) == 2 and named.kind in (Kind.BILATERAL, Kind.CALL, Kind.VISIT):
        text = "–".join(surnames)
    else:
        text = full
    return text if len(text) <= _LONGEST_SHORT else text[: _LONGEST_SHORT - 1].rsplit(" ", 1)[0] + "…"


def _edition(series: str, named: Named, *, year: bool = True) -> str:
    if named.edition:
        return f"{wording.ordinal(named.edition)} {series}"
    return f"{series}, {named.year}" if year and named.year else series


def _names(named: Named) -> str:
    return _pair(named.people) or _sides(named)


def _pair(names: Sequence[str]) -> str:
    return "–".join(names) if len(names) == 2 else ""


def _sides(named: Named) -> str:
    if len(named.parties) <= 3:
        return "–".join(named.parties)
    return f"{wording.number(len(named.parties)).capitalize()}-party"


def _visit(named: Named, person: str) -> str:
    visitors = [party for party in named.parties if party != named.country]
    who = person or _sides(replace(named, parties=visitors or named.parties))
    where = named.venue or named.place or named.country
    start = f"Visit of {who}" if who else "Visit"
    return f"{start} to {wording.with_article(where)}" if where else start
