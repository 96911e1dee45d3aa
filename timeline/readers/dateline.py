"""The dateline that opens an agency's text: where it was filed, when, and sometimes the year."""

import re
from dataclasses import dataclass, replace
from datetime import date

from timeline.documents import Document

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CITY = r"(?P<city>[A-Z][\w.’'-]*(?:[ ][A-Z][\w.’'-]*){0,3})"  # one to four words
_REGION = r"(?:[ ]?[\[(][A-Z][\w .]+[\])]|,[ ][A-Z][\w .]+?|/[A-Z]\w+)?"  # its country or state, or a second city
_DAY = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?[ ](?P<day>\d{1,2})(?:,?[ ](?P<year>20\d\d))?"
_AGENCY = r"\([^)]{2,60}\)"
_DATELINES = (
    re.compile(rf"^{_CITY}{_REGION},?[ ]\(?{_DAY}\)?(?:[ ]{_AGENCY}[:;]?|[ ]?(?::|-{{1,2}}|–|—))"),
    # Without a day, only capitals or an agency tell a dateline from the first words of a sentence.
    re.compile(rf"^(?P<city>(?:ST\.[ ])?[A-Z][A-Z’'-]+(?:[ ][A-Z][A-Z’'-]*){{0,3}}){_REGION}(?:[:.]|[ ]?[-–—]|[ ]{_AGENCY})"),
    re.compile(rf"^{_CITY}{_REGION}[ ]{_AGENCY}[ ]?[:;–—-]"),
)
_YEAR = re.compile(r"\b(20[0-4]\d)\b")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as read; what it does not name is None."""

    city: str
    month: int | None
    day: int | None
    year: int | None


def read_dateline(text: str) -> Dateline | None:
    """Read the dateline at the head of a text, or None."""
    head = text[:200].lstrip()
    found = next((match for pattern in _DATELINES if (match := pattern.match(head))), None)
    if not found:
        return None
    parts = found.groupdict()
    city = parts["city"].rstrip(".")
    return Dateline(
        city=city.title() if city.isupper() else city,
        month=_MONTHS.index(parts["month"].lower()) + 1 if parts.get("month") else None,
        day=int(parts["day"]) if parts.get("day") else None,
        year=int(parts["year"]) if parts.get("year") else None,
    )


def with_dateline(document: Document, today: date) -> Document:
    """Fill in what the metadata lack from the dateline, and say so in the warnings.

    A dateline without a year is dated by the newest year that the text names, else by the last such day before `today`.
    """
    line = read_dateline(document.text)
    warnings = list(document.warnings)
    changes: dict[str, str] = {}
    if line and not document.dateline:
        changes["dateline"] = line.city
    if line and not document.published:
        published = _published(line, document.text, today)
        if published:
            changes["published"] = published.isoformat()
            how = "" if line.year else ", its year from the text" if _years(document.text, today) else ", as the last such day"
            warnings.append(
                f"The published date {published.isoformat()} was taken from the dateline{how}: correct it if it is wrong."
            )
    if not document.published and "published" not in changes:
        warnings.append("No published date is stated: days named without a year can’t be dated.")
    return replace(document, warnings=tuple(warnings), **changes)


def _years(text: str, today: date) -> list[int]:
    return [year for year in map(int, _YEAR.findall(text)) if year <= today.year]


def _published(line: Dateline, text: str, today: date) -> date | None:
    if line.month is None or line.day is None:
        return None
    years = [line.year] if line.year else [max(_years(text, today), default=today.year)]
    for year in (*years, today.year, today.year - 1):
        try:
            day = date(year, line.month, line.day)
        except ValueError:
            continue
        if day <= today:
            return day
    return None
