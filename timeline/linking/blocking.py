"""Which reports are compared at all: those that share a key, made of one report alone so that no order of arrival matters."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from timeline.linking.names import sound, tokens
from timeline.linking.reports import Report

_MOST_PARTIES = 6  # of a report whose pairs are keys; with more the first ones by name
_MOST_PEOPLE = 6
_MOST_MONTHS = 4  # of a long engagement: its first ones
VAGUE = "*"  # stands for the month of what is known to the year


def keys(report: Report) -> frozenset[str]:
    """Return the keys under which a report is found: a subject (series, two parties, a person) in a month."""
    months = frozenset(_months(report))
    return frozenset(f"{subject}@{month}" for subject in _subjects(report) for month in months) | _edition(report)


def looks(report: Report) -> frozenset[str]:
    """Return the keys to look under for reports that may tell of the same: as `keys`, and what is known less exactly."""
    months = set(_months(report))
    if report.start and len(report.start) > 4:
        months |= {f"{month[:4]}-{VAGUE}" for month in months}
    return frozenset(f"{subject}@{month}" for subject in _subjects(report) for month in months) | _edition(report)


def _edition(report: Report) -> frozenset[str]:
    numbered = report.series and report.edition is not None
    return frozenset({f"series:{report.series}#{report.edition}"}) if numbered else frozenset()


def _subjects(report: Report) -> Iterator[str]:
    if report.series:
        yield f"series:{report.series}"
    for one, other in combinations(sorted(report.parties)[:_MOST_PARTIES], 2):
        yield f"pair:{one}+{other}"
    if len(report.parties) == 1:
        yield f"party:{next(iter(report.parties))}"
    for person in report.people[:_MOST_PEOPLE]:
        words = [word for word in tokens(person.name) if len(word) > 1]
        # Any word of the name: which one is the surname depends on the country.
        yield from (f"name:{sound(word)[:4]}" for word in words[:3])


def _months(report: Report) -> Iterator[str]:
    """Yield the months it can mean, `2025-06`, and `2025-any` so that a year alone finds them; undated, those it was told in."""
    if len(report.start) == 4:
        yield f"{report.start}-{VAGUE}"
        yield f"{report.start}-any"
        return
    if not report.start:
        if report.published:
            told = date.fromisoformat(report.published)
            yield from {f"{day:%Y-%m}" for day in (told, told - timedelta(days=31), told + timedelta(days=31))}
        return
    year, month = int(report.start[:4]), int(report.start[5:7])
    last = (report.end or report.start)[:7]
    for _ in range(_MOST_MONTHS):
        yield f"{year:04}-{month:02}"
        if f"{year:04}-{month:02}" >= last:
            break
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    yield f"{report.start[:4]}-any"
