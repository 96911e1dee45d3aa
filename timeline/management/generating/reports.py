"""What linking would compare of each made-up article, so that articles read later meet a record as dense as a real one."""

import orjson

from timeline.linking.reports import Named, Report, as_json, report_key
from timeline.management.generating.facts import Facts
from timeline.management.generating.load import Table
from timeline.models import Report as Row
from timeline.models import ReportKey
from timeline.record.gathering import key_values

_REPORT = ("id", "key", "article_id", "engagement_id", "home_id", "told", "is_live")


class Reports:
    """The reports of a stretch of engagements and the keys they are found under; `next` is the next id."""

    def __init__(self, *, first: int) -> None:
        self.next = first
        self.empty()

    def empty(self) -> None:
        """Begin the next stretch."""
        self.rows, self.keys = Table(Row, _REPORT), Table(ReportKey, ("report_id", "number", "first", "last"))

    def add(self, facts: Facts, article: int, identity: str, words: str, published: str) -> None:
        """Add the report of one article; whatever its claims, it is taken to tell all there is."""
        told = _told(facts, report_key(identity, words, 0), identity, published)
        self.rows.rows.append(
            (self.next, told.key, article, facts.number, facts.number, orjson.dumps(as_json(told)).decode(), True)
        )
        self.keys.rows += [(self.next, *key) for key in key_values(told)]
        self.next += 1


def _told(facts: Facts, key: str, article: str, published: str) -> Report:
    series = f"series:{facts.series.pk}" if facts.series else ""
    return Report(
        key=key,
        article=article,
        kind=facts.kind.value,
        status=facts.status.value,
        start=facts.start,
        end=facts.end,
        published=published,
        series=series,
        formats=frozenset({series} if series else ()),
        edition=facts.edition,
        place=f"place:{facts.place.pk}" if facts.place else "",
        country=facts.place.country if facts.place else facts.country,
        parties=frozenset(party.code for party, _ in facts.parties),
        people=tuple(Named(person.name, person.party, person.office) for person in facts.people),
        within=_told(facts.within, "", "", "").in_short if facts.within else "",
    )
