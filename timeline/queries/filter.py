"""The one filter all pages share; its form in the URL is frozen: from, to, country, org, person, place, kind, series, topic, status, q."""

from dataclasses import dataclass
from datetime import date

KEYS = ("from", "to", "country", "org", "person", "place", "kind", "series", "topic", "status", "q")


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the record a page shows. Several values of one key mean any of them; different keys narrow each other.

    `first` and `last` are the URL's `from` and `to`, both days included; an engagement is in when it can overlap them.
    `country` holds ISO codes, `org` acronyms, `person`, `place` and `series` ids, `kind`, `status` and `topic` the codebook's words.
    A country may also be a pair, `IN-RU`: both took part.
    """

    first: date | None = None
    last: date | None = None
    country: tuple[str, ...] = ()
    org: tuple[str, ...] = ()
    person: tuple[int, ...] = ()
    place: tuple[int, ...] = ()
    kind: tuple[str, ...] = ()
    series: tuple[int, ...] = ()
    topic: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    q: str = ""
