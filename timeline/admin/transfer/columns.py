"""Columns of a sheet: how a cell becomes a value and back. A cell that means nothing raises ValueError with a sentence."""

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from import_export.fields import Field

from timeline import partial_dates
from timeline.folding import fold
from timeline.models import Country, Organisation, Person, Place, Series

SEPARATOR = ";"
FORMULA = tuple("=+-@")  # what a spreadsheet takes for the start of one


def cell_text(cell: Any) -> str:
    """Return what a spreadsheet's cell says as text: 5.0 is `5`, a date cell its ISO day, an empty cell nothing."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    return text[1:] if text.startswith("'") and text[1:2] in FORMULA else text


def harmless(text: str) -> str:
    """Write a cell so that no spreadsheet takes it for a formula: an apostrophe before it, which reading takes off again."""
    return f"'{text}" if text[:1] in FORMULA and not re.fullmatch(r"[+-]?[0-9.]+", text) else text


def split(text: str) -> list[str]:
    """Return the entries of a cell that holds several, without empties and repeats."""
    return list(dict.fromkeys(part.strip() for part in text.split(SEPARATOR) if part.strip()))


class Column(Field):  # type: ignore[misc]  # the package is not typed
    """One column: `parse` reads a cell that is not empty, `write` says a value; an empty cell gives `empty`."""

    def __init__(
        self,
        attribute: str | None,
        name: str,
        parse: Callable[[str], Any] = str,
        write: Callable[[Any], str] = str,
        *,
        empty: Any = "",
        is_required: bool = False,
    ) -> None:
        super().__init__(attribute=attribute, column_name=name)
        self.parse, self.write, self.empty, self.is_required = parse, write, empty, is_required

    def clean(self, row: dict[str, str], **kwargs: Any) -> Any:
        """Read the row's cell."""
        text = row[self.column_name]
        if text:
            return self.parse(text)
        if self.is_required:
            raise ValueError("A value is missing.")
        return self.empty

    def export(self, instance: Any, **kwargs: Any) -> str:
        """Write the instance's cell."""
        value = self.get_value(instance)
        return "" if value is None or value == "" else self.write(value)


class Aliases(Column):
    """Other names of a thing, saved after it; `marks` are the columns that tell them from other kinds of aliases."""

    def __init__(self, name: str = "aliases", **marks: str) -> None:
        super().__init__("aliases", name, split, SEPARATOR.join, empty=[])
        self.marks = marks

    def get_value(self, instance: Any) -> list[str]:
        """Return the names, in their order."""
        if instance.pk is None or instance._state.adding:
            return []
        return [alias.text for alias in instance.aliases.all() if self._is_mine(alias)]

    def save(self, instance: Any, row: dict[str, str], is_m2m: bool = False, **kwargs: Any) -> None:
        """Check the cell; the names are stored by `store` once the thing itself is."""
        for text in self.clean(row):
            if len(text) > 200:
                raise ValueError(f"“{text[:40]}…” has more than 200 characters.")

    def store(self, instance: Any, row: dict[str, str]) -> None:
        """Add the names that are new and drop those that are gone."""
        wanted = self.clean(row)
        current = {alias.text: alias for alias in instance.aliases.all() if self._is_mine(alias)}
        for text, alias in current.items():
            if text not in wanted:
                alias.delete()
        for text in wanted:
            if text not in current:
                instance.aliases.create(text=text, **self.marks)

    def _is_mine(self, alias: Any) -> bool:
        return all(getattr(alias, key) == value for key, value in self.marks.items())


def lines(attribute: str, name: str) -> Column:
    """Return a column of several entries that the table keeps one per line."""
    return Column(attribute, name, lambda text: "\n".join(split(text)), lambda value: SEPARATOR.join(value.splitlines()))


def number(attribute: str, name: str) -> Column:
    """Return a column of a number of degrees or the like."""
    return Column(attribute, name, _number, _plain, empty=None)


def whole(attribute: str, name: str, *, most: int, empty: Any = None) -> Column:
    """Return a column of a whole number from 0 to `most`."""

    def parse(text: str) -> int:
        if not text.isdecimal() or not text.isascii() or len(text) > 18 or int(text) > most:
            raise ValueError(f"“{text}” is not a whole number from 0 to {most}.")
        return int(text)

    return Column(attribute, name, parse, empty=empty)


def flag(attribute: str, name: str) -> Column:
    """Return a column of yes or no."""

    def parse(text: str) -> bool:
        if text.lower() not in ("yes", "no", "1", "0", "true", "false"):
            raise ValueError(f"“{text}” is neither yes nor no.")
        return text.lower() in ("yes", "1", "true")

    return Column(attribute, name, parse, lambda value: "yes" if value else "no", empty=False)


def choice(attribute: str, name: str, allowed: Sequence[str], *, empty: str) -> Column:
    """Return a column of one of a few words."""

    def parse(text: str) -> str:
        if text.lower() not in allowed:
            raise ValueError(f"“{text}” is none of {', '.join(allowed)}.")
        return text.lower()

    return Column(attribute, name, parse, empty=empty, is_required=not empty)


def partial_date(attribute: str, name: str) -> Column:
    """Return a column of a partial date."""
    return Column(attribute, name, partial_dates.parse)


def country(attribute: str = "country", name: str = "country", *, is_required: bool = False) -> Column:
    """Return a column of a country by its ISO code."""
    return Column(attribute, name, find_country, lambda value: str(value.code), empty=None, is_required=is_required)


def organisation(attribute: str = "organisation", name: str = "organisation", *, is_required: bool = False) -> Column:
    """Return a column of an organisation by its acronym."""
    return Column(attribute, name, find_organisation, lambda value: str(value.acronym), empty=None, is_required=is_required)


def find_country(text: str) -> Country:
    """Return the country with that ISO code."""
    found = Country.objects.filter(code=text.upper()).first()
    if found is None:
        raise ValueError(f"“{text}” is no country on record: write its ISO code, like IN.")
    return found


def find_organisation(text: str) -> Organisation:
    """Return the organisation with that acronym."""
    found = Organisation.objects.filter(acronym__iexact=text).first()
    if found is None:
        raise ValueError(f"“{text}” is no organisation on record: write its acronym, like SCO.")
    return found


_Row = TypeVar("_Row", Person, Place, Series)


def standing(row: _Row) -> _Row:
    """Return what a row named in a sheet was merged into, or itself."""
    stands: Any = row
    while stands.merged_into is not None:
        stands = stands.merged_into
    return stands  # type: ignore[no-any-return]


def find_place(name: str, code: str) -> Place:
    """Return the place of that name in that country."""
    found = list(Place.objects.filter(folded=fold(name), country=code.upper() or None)[:2])
    if len(found) != 1:
        raise ValueError(f"“{name}” is no place on record in {code or 'no country'}: add the place first.")
    return standing(found[0])


def find_person(text: str) -> Person:
    """Return the person of that name, or with that number when it is written `#12`."""
    if text.startswith("#") and text[1:].isdecimal() and len(text) < 16:
        people = list(Person.objects.filter(pk=int(text[1:])))
    else:
        people = list(Person.objects.filter(folded=fold(text))[:2])
    if not people:
        raise ValueError(f"“{text}” is no person on record: add the person first.")
    people = list({person.pk: person for person in map(standing, people)}.values())
    if len(people) > 1:
        raise ValueError(f"Several people are called “{text}”: write the number in the address of one, like #12.")
    return people[0]


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"“{text}” is not a number.")
    return value


def _plain(value: float) -> str:
    return repr(value).removesuffix(".0")
