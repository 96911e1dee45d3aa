"""Which reports are compared at all: those that share a key, made of one report alone so that no order of arrival matters.

A key is a subject in a month, or a year, with the days that its report can mean; two keys meet when their names are one and their
days do, to within a day. Where the days of both reports are known, any subject will do. Where they are not, a subject must be
particular: two countries meet every month, but not in every town or every format.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from timeline.linking.names import sound, tokens
from timeline.linking.reports import Named, Report

_MOST_PARTIES = 6  # of a report whose pairs are keys; with more the first ones by name, and each with the organisations
_MOST_PEOPLE = 6
_MOST_MONTHS = 4  # of a long engagement: its first ones
_SLACK = 1  # day by which two articles may differ on when it was
_TOLD = 31  # days before and after publication that an engagement without a date may be of
# Who looks where: reports whose days are known under _DAYS and _EXACT, those known to a month or undated under _VAGUE, to a year
# under _YEARLY.
_DAYS, _EXACT, _VAGUE, _YEARLY = "d", "e", "v", "y"
_EVER = (0, date.max.toordinal())


class Key(NamedTuple):
    """A name under which reports meet, in a month (year * 12 + month - 1), a year or, 0, whenever; and the days it is about."""

    name: str
    span: int
    first: int
    last: int

    def meets(self, other: "Key") -> bool:
        """Whether two keys of one name are about days in common."""
        return self.first <= other.last and other.first <= self.last


def keys(report: Report) -> frozenset[Key]:
    """Return the keys under which a report is found."""
    return frozenset(_keys(report)) | _edition(report)


def looks(report: Report) -> frozenset[Key]:
    """Return the keys to look under for reports that may tell of the same; whoever is found this way finds back."""
    return frozenset(_looks(report)) | _edition(report)


def _keys(report: Report) -> Iterator[Key]:
    window = _window(report)
    if window is None:
        return
    if len(report.start) == 4:
        yield from _named(_YEARLY, _particular(report), _years(*window), window)
    elif not report.is_exact:
        yield from _named(_VAGUE, _particular(report), _months(*window), window)
    else:
        yield from _named(_DAYS, _subjects(report), _months(*window), window)
        yield from _named(_EXACT, _particular(report), _months(*window), window)


def _looks(report: Report) -> Iterator[Key]:
    window = _window(report)
    if window is None:
        return
    yield from _named(_YEARLY, _particular(report), _years(*window), window)
    if report.is_exact:
        days = (window[0] - _SLACK, window[1] + _SLACK)
        yield from _named(_DAYS, _subjects(report), _months(*days), days)
        yield from _named(_VAGUE, _particular(report), _months(*window), window)
        return
    months = _months(*window, most=12)
    for family in (_EXACT, _VAGUE):
        yield from _named(family, _particular(report), months, window)


def _named(family: str, subjects: Iterable[str], spans: Iterable[int], window: tuple[int, int]) -> Iterator[Key]:
    return (Key(f"{family}:{subject}", span, *window) for subject in subjects for span in spans)


def _edition(report: Report) -> frozenset[Key]:
    numbered = report.series and report.edition is not None
    return frozenset({Key(f"series:{report.series}#{report.edition}", 0, *_EVER)}) if numbered else frozenset()


def _subjects(report: Report) -> Iterator[str]:
    """Yield what a report is about: a series, two parties, the only party, a person; and the town, where few meet on a day."""
    if report.series:
        yield f"series:{report.series}"
    if report.place:
        yield f"town:{report.place}"
    yield from (f"pair:{pair}" for pair in _pairs(report))
    yield from (f"name:{heard}" for person in report.people[:_MOST_PEOPLE] for heard in _heard(person))


def _particular(report: Report) -> Iterator[str]:
    """Yield what tells it from most others of a month: subjects with the kind or the place, a person of one country."""
    if report.series:
        yield f"series:{report.series}"
    for pair in _pairs(report):
        yield f"pair:{pair}/{report.kind}"
        if report.place:
            yield f"pair:{pair}/{report.place}"
    for person in report.people[:_MOST_PEOPLE]:
        yield from (f"name:{heard}/{person.party}" for heard in _heard(person))


def _pairs(report: Report) -> Collection[str]:
    parties = sorted(report.parties)
    if len(parties) == 1:
        return parties
    pairs = set(combinations(parties[:_MOST_PARTIES], 2))
    pairs |= {(min(body, each), max(body, each)) for body in report.bodies for each in parties[_MOST_PARTIES:] if body != each}
    return [f"{one}+{other}" for one, other in sorted(pairs)]


def _heard(person: Named) -> Iterator[str]:
    # Any word of the name: which one is the surname depends on the country.
    return (sound(word)[:4] for word in [word for word in tokens(person.name) if len(word) > 1][:3])


def _window(report: Report) -> tuple[int, int] | None:
    """Return the first and last day it can mean; undated, those around its publication."""
    if report.days is not None or not report.published:
        return report.days
    told = date.fromisoformat(report.published).toordinal()
    return max(told - _TOLD, 1), min(told + _TOLD, date.max.toordinal())


def _months(first: int, last: int, *, most: int = _MOST_MONTHS) -> Iterable[int]:
    begun, ended = (date.fromordinal(min(max(day, 1), date.max.toordinal())) for day in (first, last))
    return range(begun.year * 12 + begun.month - 1, ended.year * 12 + ended.month)[:most]


def _years(first: int, last: int) -> Iterable[int]:
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    return years[:_MOST_MONTHS]
