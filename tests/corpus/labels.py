"""What is right: which gold record a telling speaks of, and which mentions belong to it."""

from typing import Any

from timeline.extraction.dates import DateMention
from timeline.extraction.days import main_date
from timeline.extraction.events import Telling, Weighed
from timeline.extraction.kinds import MEET, MEETING_KINDS
from timeline.extraction.survey import Article
from timeline.extraction.tokens import plain
from timeline.folding import fold

Record = dict[str, Any]
_QUOTED, _TRIGGERED, _ENOUGH = 2.0, 2.0, 3.5


class Gold:
    """The gold records of one article, and which of them a telling speaks of."""

    def __init__(self, records: list[Record], article: Article) -> None:
        self.records = records
        self.article = article
        text = article.reading.text
        self.quotes = [
            [(at, at + len(quote)) for quote in record["evidence"] if (at := text.find(quote)) >= 0] for record in records
        ]

    def of(self, telling: Telling) -> int | None:
        """Return the number of the record that a telling speaks of: None for none; -1 when that cannot be told."""
        scored = [(self._fit(number, telling), -number) for number in range(len(self.records))]
        if not scored:
            return None
        score, number = max(scored)
        if score >= _ENOUGH:
            return -number
        bare = not (telling.parties or telling.dates or telling.people)
        return -1 if bare and telling.definite else None

    def _fit(self, number: int, telling: Telling) -> float:
        record, reading = self.records[number], self.article.reading
        span = reading.sentences[telling.sentence].span
        trigger = reading.span(telling.triggers[0].first, telling.triggers[0].last)
        score = 0.0
        if any(a < span.end and span.start < b for a, b in self.quotes[number]):
            score += _QUOTED
        if any(a <= trigger.start and trigger.end <= b for a, b in self.quotes[number]):
            score += _TRIGGERED
        told, known = set(telling.parties) - set(telling.hosts), set(record["parties"])
        if told:
            score += 2 * len(told & known) / len(told | known) - (1.5 if not told & known else 0)
        names = [self.article.people[n].name for n in telling.people]
        if names:
            hits = sum(any(same_name(" ".join(name), p["name"]) for p in record["people"]) for name in names)
            score += 1.5 * hits / len(names) - (1.0 if record["people"] and not hits else 0)
        score += self._same_days(telling, record)
        if telling.places and record["city"]:
            score += 0.5 if fold(telling.places[0].place.name) == fold(record["city"]) else -0.5
        return score + _kinship(telling.kind, record["kind"])

    def _same_days(self, telling: Telling, record: Record) -> float:
        date = main_date(telling)
        if date is None or not record["start"]:
            return 0.0
        if right_date(date, record):
            return 1.5
        first, last = record["start"], record["end"] or record["start"]
        apart = date.start[: len(last)] > last[: len(date.start)] or date.end[: len(first)] < first[: len(date.end)]
        return -2.0 if apart else 0.3


def _kinship(told: str, known: str) -> float:
    if told == known:
        return 1.0
    meetings = MEETING_KINDS | {"call"}
    if told in meetings and known in meetings:
        return 0.5 if MEET in (told, known) else 0.2
    return -1.0


def same_name(name: str, other: str) -> bool:
    """Say whether two wordings name one person: the words of one stand in the other."""
    a, b = fold(name).split(), fold(other).split()
    return bool(a and b) and (set(a) <= set(b) or set(b) <= set(a) or (a[-1] == b[-1] and a[0][0] == b[0][0]))


def right_date(date: DateMention, record: Record) -> bool:
    """Say whether a date names the first or last day of a record, as precisely as the record has it."""
    return record["start"] is not None and (
        date.start == record["start"] or (date.end == record["end"] and len(date.end) == len(record["start"]))
    )


def is_right(weighed: Weighed, record: Record, article: Article) -> bool:
    """Say whether a mention belongs to a record."""
    value: Any = weighed.value
    decision = weighed.decision.removeprefix("later-")
    if decision == "party":
        return value in record["parties"]
    if decision == "host":
        return bool(value == record["country"])
    if decision == "person":
        name = " ".join(article.people[value].name)
        return any(same_name(name, person["name"]) for person in record["people"])
    if decision == "date":
        return right_date(value, record)
    if decision == "place":
        return bool(record["city"]) and fold(plain(value.place.name)) == fold(plain(record["city"]))
    words, others = set(fold(value.name).split()), set(fold(record["venue"] or "").split())
    return bool(words & others) and len(words & others) / len(words | others) >= 0.5
