"""Writes the articles that tell of a made-up engagement, and what each of their words claims."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from timeline import wording
from timeline.management.generating.facts import Facts
from timeline.vocabulary import Field, Kind, Status

_NOUNS = {kind: kind.label for kind in Kind}
_VERBS = {
    Status.HELD: "was held",
    Status.ONGOING: "is under way",
    Status.PLANNED: "is planned",
    Status.POSTPONED: "was postponed",
    Status.CANCELLED: "was cancelled",
}
SECOND = 0.5  # share of engagements of which two outlets tell


@dataclass(slots=True)
class Said:
    """One claim: characters `start` to `end` of the text are its words, within the sentence."""

    field: Field
    value: Any
    key: str
    start: int
    end: int
    sentence: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Telling:
    """One article: the outlet's id, the day, the words and what they say."""

    outlet: int
    published: date
    text: str = ""
    said: list[Said] = field(default_factory=list)
    _begun: tuple[int, int] = (0, 0)

    def add(self, text: str) -> "Telling":
        """Write on."""
        self.text += text
        return self

    def say(self, what: Field, value: Any, key: str, words: str) -> "Telling":
        """Write words that say a value."""
        start = len(self.text)
        self.text += words
        self.said.append(Said(what, value, key, start, start + len(words)))
        return self

    def stop(self) -> None:
        """End the sentence."""
        first, begun = self._begun
        for one in self.said[first:]:
            one.sentence = (begun, len(self.text) + 1)
        self.text += ". "
        self._begun = len(self.said), len(self.text)


def tell(facts: Facts, day: int, outlets: list[int], rng: Random, today: date) -> list[Telling]:
    """Return the article that tells all of an engagement, and for half of them another outlet's that confirms it."""
    told = min(_told_on(facts, day), today - timedelta(days=4))
    first = Telling(rng.choice(outlets), told)
    _tell_all(facts, first)
    if rng.random() >= SECOND:
        return [first]
    other = rng.choice([outlet for outlet in outlets if outlet != first.outlet])
    second = Telling(other, told + timedelta(days=rng.randint(1, 3)))
    second.add("Confirmed: a ")
    _tell_what(facts, second)
    if facts.start:
        second.add(" on ").say(Field.START, facts.start, facts.start, wording.partial_date(facts.start))
    second.stop()
    return [first, second]


def _told_on(facts: Facts, day: int) -> date:
    days = facts.days or (day, day)
    if facts.status in (Status.PLANNED, Status.POSTPONED):
        return date.fromordinal(days[0] - 30)
    return date.fromordinal(days[1] if facts.status == Status.HELD else days[0])


def _tell_what(facts: Facts, telling: Telling) -> None:
    telling.say(Field.KIND, facts.kind.value, facts.kind.value, _NOUNS[facts.kind].lower()).add(" ")
    telling.say(Field.STATUS, facts.status.value, facts.status.value, _VERBS[facts.status])


def _tell_all(facts: Facts, telling: Telling) -> None:
    _tell_what(facts, telling)
    if facts.start:
        telling.add(" on ").say(Field.START, facts.start, facts.start, wording.partial_date(facts.start))
    if facts.end != facts.start:
        telling.add(" until ").say(Field.END, facts.end, facts.end, wording.partial_date(facts.end))
    if facts.place:
        spot = facts.place
        value = {"name": spot.name, "country": spot.country, "lat": spot.latitude, "lon": spot.longitude, "geoname": None}
        telling.add(" in ").say(Field.PLACE, value, f"place:{spot.pk}", spot.name)
    elif facts.country:
        telling.add(" somewhere in ").say(Field.COUNTRY, facts.country, facts.country, facts.parties[0][0].name)
    telling.stop()
    telling.add("Taking part: ")
    for number, (party, role) in enumerate(facts.parties):
        telling.add(", " if number else "")
        telling.say(Field.PARTY, {"code": party.code, "role": role.value}, party.key, party.name)
    telling.stop()
    _tell_more(facts, telling)


def _tell_more(facts: Facts, telling: Telling) -> None:
    for person in facts.people:
        value = {"name": person.name, "role": person.office, "party": person.party}
        telling.say(Field.PERSON, value, f"person:{person.pk}", person.name).add(f", {person.office}, attended").stop()
    if facts.series:
        telling.add("It was the ")
        if facts.edition:
            telling.say(Field.EDITION, facts.edition, str(facts.edition), wording.ordinal(facts.edition)).add(" ")
        telling.say(Field.SERIES, facts.series.name, f"series:{facts.series.pk}", facts.series.name).stop()
    for topic in facts.topics:
        telling.add("On the table: ").say(Field.TOPIC, topic.name, f"topic:{topic.pk}", topic.name).stop()
    if facts.within:
        telling.add("It was held on the sidelines of ")
        telling.say(Field.WITHIN, facts.within.number, f"engagement:{facts.within.number}", facts.within.title).stop()
