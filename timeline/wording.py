"""Dates, numbers and lists in English words, for pages, charts and exports; standard library only."""

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ONES = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_EN_DASH = "–"
_FAMILY_NAME_FIRST = frozenset({"CN", "HK", "KH", "KP", "KR", "MO", "TW"})  # by ISO code
_AFTER_NAMES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


def month_name(month: int, *, short: bool = False) -> str:
    """Return the English name of month 1 to 12, or its first three letters."""
    name = MONTHS[month - 1]
    return name[:3] if short else name


def partial_date(value: str, *, short: bool = False, year: bool = True) -> str:
    """Write one partial date: `25 June 2025`, `June 2025`, `2025`; empty stays empty.

    `short` cuts the month to three letters; without `year` the year goes, unless nothing else is known.
    """
    parts = [int(part) for part in value.split("-")] if value else []
    if len(parts) < 2:
        return value
    words = [month_name(parts[1], short=short)]
    if len(parts) == 3:
        words.insert(0, str(parts[2]))
    if year:
        words.append(str(parts[0]))
    return " ".join(words)


def day(value: date, *, short: bool = False) -> str:
    """Write one day: `25 June 2025`, or `25 Jun 2025` when `short`."""
    return partial_date(value.isoformat(), short=short)


def date_range(start: str, end: str, *, short: bool = False, year: bool = True) -> str:
    """Write a range of partial dates as briefly as it can be read: `25–26 June 2025`, `30 Oct – 2 Nov 2025`, `June 2025`.

    An end known less exactly than its start reads `from 1 December 2025`, the reverse `until 20 December 2025`.
    """
    if not start:
        return "date not stated"
    if not end or end == start:
        return partial_date(start, short=short, year=year)
    if len(end) < len(start) and start.startswith(end):
        return f"from {partial_date(start, short=short, year=year)}"
    if len(start) < len(end) and end.startswith(start):
        return f"until {partial_date(end, short=short, year=year)}"
    last = partial_date(end, short=short, year=year)
    if len(start) == len(end) == 10 and start[:7] == end[:7]:
        return f"{int(start[8:])}{_EN_DASH}{last}"
    if len(start) == len(end) == 7 and start[:4] == end[:4]:
        return f"{partial_date(start, short=short, year=False)}{_EN_DASH}{last}"
    if len(start) == len(end) == 4:
        return f"{start}{_EN_DASH}{end}"
    first = partial_date(start, short=short, year=year and start[:4] != end[:4])
    return f"{first} {_EN_DASH} {last}"


def missing_precision(start: str, end: str) -> str:
    """Say what a range leaves open: `day not stated`, `month not stated`, `last day not stated`; empty when nothing."""
    if not start:
        return "date not stated"
    shortest = min(len(start), len(end or start))
    if shortest == 10:
        return ""
    if len(start) != len(end or start):
        return "last day not stated" if len(end) < len(start) else "first day not stated"
    return "day not stated" if shortest == 7 else "month not stated"


def ordinal(number: int) -> str:
    """Write 22 as `22nd`."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def number(value: int) -> str:
    """Write a whole number as running text does: words to ninety-nine (`no` for 0), then grouped digits."""
    if not 0 <= value < 100:
        return f"{value:,}"
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def small_number(value: int) -> str:
    """Write a whole number inside a sentence: words below ten, then digits."""
    return number(value) if 0 <= value < 10 else f"{value:,}"


def window(first: date, last: date) -> str:
    """Write the days from one to another, both included: `1 October – 31 December 2025`."""
    return date_range(first.isoformat(), last.isoformat())


def count(value: int, noun: str, plural: str = "", *, words: bool = False) -> str:
    """Write a number with its noun: `1 source`, `6,412 sources`, or `six sources` in `words`."""
    form = noun if value == 1 else plural or f"{noun}s"
    return f"{number(value) if words else f'{value:,}'} {form}"


def short_count(value: int) -> str:
    """Write a number as a small mark has room for it: `640`, `1.2k`, `34k`, `1.2M`."""
    for unit, suffix in ((1_000_000, "M"), (1_000, "k")):
        if value >= unit:
            share = value / unit
            return f"{share:.1f}".removesuffix(".0") + suffix if share < 9.95 else f"{share:.0f}{suffix}"
    return str(value)


def listing(names: Sequence[str], *, limit: int = 0) -> str:
    """Join names as prose: `a, b and c`; past `limit` the rest is counted: `a, b and 4 more`."""
    shown = list(names)
    if limit and len(shown) > limit:
        shown = [*shown[:limit], f"{len(shown) - limit} more"]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def area(west: float, south: float, east: float, north: float) -> str:
    """Write an area of the map by its degrees: `6° N – 36° N, 68° E – 97° E`."""
    return f"{_degrees(south, 'N', 'S')} – {_degrees(north, 'N', 'S')}, {_degrees(west, 'E', 'W')} – {_degrees(east, 'E', 'W')}"


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(round(value))}° {positive if value >= 0 else negative}"


def with_article(name: str) -> str:
    """Write a country's name as running text does: `the United States`, `India`."""
    plural_or_union = name.startswith(("United ", "Dominican", "Czech Republic", "Central African", "Democratic Republic"))
    islands = name.endswith(("Islands", "Maldives", "Seychelles", "Comoros", "Bahamas", "Philippines", "Netherlands", "Emirates"))
    return f"the {name}" if plural_or_union or islands or name in ("Gambia", "Holy See", "Vatican City") else name


def surname(name: str, country: str | None) -> str:
    """Return the family name as newspapers use it: the first word of a Chinese or Korean name, else the last."""
    words = name.split()
    while len(words) > 1 and words[-1] in _AFTER_NAMES:
        words.pop()
    first = country in _FAMILY_NAME_FIRST or (country == "SG" and len(words) == 3)
    return "".join(words[:1] if first else words[-1:]).rstrip(",")


def sentence(text: str) -> str:
    """Give text a capital first letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]
