"""Finding what to compare by name, and what to propose to someone who has chosen nothing yet."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q

from timeline import wording
from timeline.folding import fold
from timeline.models import Country, Organisation, Series
from timeline.queries import tallies
from timeline.queries.comparison import subject
from timeline.queries.filter import Filter
from timeline.rows import SubjectRow

PROPOSED = 4
FOUND = 8  # of each sort, for one wording


def countries() -> tuple[tuple[str, str], ...]:
    """Return every country's code and name, by name."""
    return tuple(Country.objects.order_by("name").values_list("code", "name"))


def organisations() -> tuple[tuple[str, str], ...]:
    """Return every organisation's acronym and name, by acronym."""
    return tuple(Organisation.objects.order_by("acronym").values_list("acronym", "name"))


def proposals(asof: date | None = None) -> tuple[tuple[str, str], ...]:
    """Return comparisons of who is most on record, as names and query strings; fewer while the record is small."""
    most = [(link.code, link.name) for link in tallies.countries(Filter(asof=asof))[:PROPOSED]]
    groups = [most[:2], most] if len(most) > 2 else [most] if len(most) == 2 else []
    return tuple(
        (wording.listing([name for _, name in group]), urlencode([("country", code) for code, _ in group])) for group in groups
    )


def find_subjects(words: str) -> tuple[SubjectRow, ...]:
    """Return what `words` may name: the one thing called exactly so, else whatever holds them in its name; possibly nothing."""
    text = " ".join(words.replace("\x00", " ").split())
    folded = fold(text)
    if not folded:
        return ()
    exact = _found(
        Q(name__iexact=text) | Q(code__iexact=text), Q(name__iexact=text) | Q(acronym__iexact=text), Q(name__iexact=text)
    )
    exact = exact or _found(*[Q(aliases__folded=folded)] * 3)
    return exact or _found(
        Q(name__icontains=text) | Q(aliases__folded__startswith=folded),
        Q(name__icontains=text) | Q(aliases__folded__contains=folded),
        Q(name__icontains=text) | Q(aliases__folded__contains=folded),
    )


def is_cut(found: Iterable[SubjectRow]) -> bool:
    """Say whether as many of one sort were found as are listed: others may be called so too."""
    return max(Counter(one.key for one in found).values(), default=0) >= FOUND


def _found(country: Q, organisation: Q, series: Q) -> tuple[SubjectRow, ...]:
    return (
        *_subjects("country", Country.objects.filter(country).distinct().values_list("code", "name")[:FOUND]),
        *_subjects("org", Organisation.objects.filter(organisation).distinct().values_list("acronym", "name")[:FOUND]),
        *_subjects("series", Series.objects.filter(series, merged_into=None).distinct().values_list("pk", "name")[:FOUND]),
    )


def _subjects(key: str, found: Iterable[tuple[object, str]]) -> list[SubjectRow]:
    return [subject(key, str(value), name) for value, name in found]
