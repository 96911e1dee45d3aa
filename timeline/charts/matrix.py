"""Countries against countries, each cell shaded by how much the two did together: rows that a template writes as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline import wording
from timeline.charts.shades import Shades
from timeline.rows import LinkRow, PairRow
from timeline.vocabulary import Counting


@dataclass(frozen=True, slots=True)
class PairCell:
    """What two countries did together; `countries` are the values of the filter's `country` that select it."""

    countries: tuple[str, ...]
    count: int
    step: int
    words: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One country and its cells, in the order of the matrix; None where it would meet itself."""

    country: LinkRow
    cells: tuple[PairCell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix, symmetrical."""

    rows: tuple[MatrixRow, ...]
    key: tuple[tuple[int, str], ...]  # shades and the counts they stand for
    closest: str  # the two that met most, in words; empty when no two met
    counting: Counting


def matrix(countries: Sequence[LinkRow], pairs: Sequence[PairRow], *, counting: Counting, within: Sequence[str] = ()) -> Matrix:
    """Lay out the countries against each other in the order given; `within` is what the filter's `country` already holds."""
    counts = {(pair.one, pair.other): pair.count for pair in pairs}
    shades = Shades.of(counts.values())
    rows = tuple(MatrixRow(country, tuple(_cells(country, countries, counts, shades, counting, within))) for country in countries)
    return Matrix(rows, shades.key(), _closest(countries, pairs), counting)


def _cells(
    country: LinkRow,
    countries: Sequence[LinkRow],
    counts: dict[tuple[str, str], int],
    shades: Shades,
    counting: Counting,
    within: Sequence[str],
) -> Iterator[PairCell | None]:
    for other in countries:
        one, two = sorted((country.code, other.code))
        number = counts.get((one, two), 0)
        words = f"{country.name} and {other.name}: {wording.count(number, counting.noun)}"
        yield None if one == two else PairCell(_selecting(one, two, within), number, shades.step(number), words)


def _selecting(one: str, other: str, within: Sequence[str]) -> tuple[str, ...]:
    """Return the values of `country` that ask for both within what is filtered: `IN-RU`, or `FR-IN-RU` within `FR`."""
    return tuple(dict.fromkeys("-".join(sorted({one, other, *value.split("-")})) for value in within or (one,)))


def _closest(countries: Sequence[LinkRow], pairs: Sequence[PairRow]) -> str:
    """Write `Russia and the United States`; of equals the more active."""
    names = {country.code: wording.with_article(country.name) for country in countries}
    ranks = {country.code: place for place, country in enumerate(countries)}
    best = max(pairs, key=lambda pair: (pair.count, -ranks[pair.one] - ranks[pair.other], pair.one), default=None)
    return wording.listing(sorted((names[best.one], names[best.other]), key=str)) if best else ""
