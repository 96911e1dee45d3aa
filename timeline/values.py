"""A claim's value as people type it in a cell, and back: `IN (host)`, `Dong Jun|Defence Minister|CN`, `Qingdao, CN`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from timeline import partial_dates
from timeline.models import Country, Engagement, Organisation, Topic
from timeline.vocabulary import Field, Kind, Role, Status

LIMITS = {Field.TITLE: 300, Field.VENUE: 200, Field.SERIES: 200, Field.SUMMARY: 5000}
LONGEST_NOTE = 300  # characters
MAX_EDITION = 2_000_000_000
_PARTY = re.compile(r"^(?P<code>.+?)\s*(?:\((?P<role>[^()]*)\)|:(?P<after>\w+))?$")

HOW = {
    Field.START: "2025, 2025-06 or 2025-06-25",
    Field.END: "2025, 2025-06 or 2025-06-25",
    Field.PLACE: "Qingdao, CN",
    Field.COUNTRY: "CN",
    Field.PARTY: "IN, IN (host) or SCO",
    Field.PERSON: "Dong Jun|Defence Minister|CN",
    Field.EDITION: "5",
    Field.WITHIN: "the number in the larger engagement’s address",
}


def note_of(text: str) -> str:
    """Return a note as it is kept: at most so many characters, none of which the database can't hold."""
    return text.replace("\x00", " ").strip()[:LONGEST_NOTE]


@dataclass(frozen=True, slots=True)
class Known:
    """The codes that cells may use, read once."""

    countries: frozenset[str]
    organisations: dict[str, str]  # the acronym by its upper-case form
    topics: dict[str, str]  # the name by its lower-case form

    @classmethod
    def load(cls) -> "Known":
        """Read the codes from the tables."""
        return cls(
            frozenset(Country.objects.values_list("code", flat=True)),
            {acronym.upper(): acronym for acronym in Organisation.objects.values_list("acronym", flat=True)},
            {name.lower(): name for name in Topic.objects.values_list("name", flat=True)},
        )


def parse(field: str, text: str, known: Known) -> Any:
    """Return the JSON value that `text` means for `field`; raise ValueError with a sentence when it means none."""
    readers: dict[str, Callable[[str, Known], Any]] = {
        Field.KIND: lambda words, _: _one_of(list(Kind), words.lower().replace(" ", "_").replace("-", "_"), words, "kind"),
        Field.STATUS: lambda words, _: _one_of(list(Status), words.lower(), words, "status"),
        Field.START: lambda words, _: partial_dates.parse(words),
        Field.END: lambda words, _: partial_dates.parse(words),
        Field.PLACE: _place,
        Field.COUNTRY: country,
        Field.PARTY: party,
        Field.PERSON: person,
        Field.EDITION: lambda words, _: edition(words),
        Field.TOPIC: topic,
        Field.WITHIN: lambda words, _: _engagement(words),
    }
    read = readers.get(field)
    return read(text.strip(), known) if read else _words(field, text.strip())


def typed(field: str, value: Any) -> str:
    """Write a claim's value as `parse` reads it."""
    match field:
        case Field.PLACE:
            return ", ".join(part for part in (value["name"], value.get("country")) if part)
        case Field.PARTY:
            role = value.get("role") or Role.PARTICIPANT
            return value["code"] if role == Role.PARTICIPANT else f"{value['code']} ({role})"
        case Field.PERSON:
            return " | ".join([value["name"], value.get("role") or "", value.get("party") or ""]).rstrip(" |")
    return str(value)


def typed_days(start: str, end: str) -> str:
    """Write a range of partial dates as `days` reads it: `2025-06-25`, `2025-06-25..27`, `2025-06-25..2025-07-02`."""
    if not end or end == start:
        return start
    one_month = len(start) == len(end) == 10 and start[:8] == end[:8]
    return f"{start}..{end[8:] if one_month else end}"


def days(text: str) -> tuple[str, str]:
    """Read a range of partial dates; raise ValueError with a sentence for what is none, and for one that runs backwards."""
    first, dots, last = (part.strip() for part in text.partition(".."))
    start = partial_dates.parse(first)
    if not dots:
        return start, start
    end = partial_dates.parse(start[:8] + last.zfill(2) if last.isdecimal() and len(last) < 3 and len(start) == 10 else last)
    if partial_dates.latest(end) < partial_dates.earliest(start):
        raise ValueError(f"The last day, {end}, lies before the first, {start}.")
    return start, end


def country(text: str, known: Known) -> str:
    """Return an ISO code that is on record."""
    code = text.strip().upper()
    if code not in known.countries:
        raise ValueError(f"“{text}” is no country on record: write its ISO code, like IN.")
    return code


def party(text: str, known: Known) -> dict[str, str]:
    """Read `IN`, `SCO` or `IN (host)`."""
    found = _PARTY.match(text.strip())
    if not found:
        raise ValueError("A party is missing: write a country’s code or an organisation’s acronym.")
    code = found["code"].upper()
    role = (found["role"] or found["after"] or Role.PARTICIPANT).strip().lower()
    if role not in list(Role):
        raise ValueError(f"“{role}” is no role: write host, participant, observer or chair.")
    if code in known.countries:
        return {"code": code, "role": role}
    if code in known.organisations:
        return {"code": known.organisations[code], "role": role}
    raise ValueError(f"“{found['code']}” is neither a country’s code nor an organisation’s acronym on record.")


def person(text: str, known: Known) -> dict[str, str | None]:
    """Read `Name|office|party`; office and party may be missing."""
    parts = [part.strip() for part in text.split("|")]
    if not parts[0] or len(parts) > 3:
        raise ValueError(f"“{text}” is no person: write Name|office|party, like Dong Jun|Defence Minister|CN.")
    name, office, code = [*parts, "", ""][:3]
    if len(name) > 150 or len(office) > 150:
        raise ValueError("A name or an office has more than 150 characters.")
    return {"name": name, "role": office, "party": party(code, known)["code"] if code else ""}


def edition(text: str) -> int:
    """Read the number of an edition: `5`, `5th`, `5.0`."""
    found = re.fullmatch(r"([0-9]{1,10})(?:st|nd|rd|th|\.0+)?", text.strip())
    if not found or not 0 < int(found[1]) <= MAX_EDITION:
        raise ValueError(f"“{text}” is no edition: write a whole number, like 5.")
    return int(found[1])


def topic(text: str, known: Known) -> str:
    """Return a topic of the codebook."""
    name = known.topics.get(text.strip().lower())
    if name is None:
        raise ValueError(f"“{text}” is no topic on record.")
    return name


def place(name: str, code: str) -> dict[str, Any]:
    """Return the value of a place whose coordinates the record looks up."""
    if len(name) > 120:
        raise ValueError("The name of the place has more than 120 characters.")
    return {"name": name, "country": code or None, "lat": None, "lon": None, "geoname": None}


def _place(text: str, known: Known) -> dict[str, Any]:
    name, _, code = text.rpartition(",")
    if not name.strip():
        raise ValueError(f"“{text}” is no place: write the town and its country’s code, like Qingdao, CN.")
    return place(name.strip(), country(code, known))


def _engagement(text: str) -> int:
    if not text.isdecimal() or len(text) > 15 or not Engagement.objects.filter(pk=int(text)).exists():
        raise ValueError(f"“{text}” is no engagement: write the number in its address.")
    return int(text)


def _one_of(allowed: Sequence[str], value: str, text: str, noun: str) -> str:
    if value not in allowed:
        raise ValueError(f"“{text}” is no {noun}: write one of {', '.join(allowed)}.")
    return str(value)


def _words(field: str, text: str) -> str:
    limit = LIMITS.get(Field(field), 200)
    if not text:
        raise ValueError("A value is missing.")
    if len(text) > limit:
        raise ValueError(f"The {field} has more than {limit} characters.")
    return text
