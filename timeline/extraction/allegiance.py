"""Decides for whom a person speaks where no title says so: the country or body whose signals stand nearest the name."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.mentions import ActorMention, Mentions, Person, PersonMention
from timeline.extraction.text import Reading

DECISION = "allegiance"
_MOST_OPTIONS = 8
_REACH = 400  # tokens on each side of a name within which its country or body is looked for
_DISTANCES = (1, 3, 6, 12, 25)
_OFFICE_WORDS = ("general", "commander", "ambassador", "secretary", "minister", "chief", "president", "representative")


@dataclass(frozen=True, slots=True)
class Allegiance:
    """One country or body a person may speak for, with the signals for it and the log-odds they give."""

    code: str
    signals: list[str]
    odds: float


class Allegiances:
    """Weighs the parties of one article for its people."""

    def __init__(
        self, reading: Reading, knowledge: KnowledgeBase, actors: Sequence[ActorMention], people: Sequence[Person],
        mentions: Sequence[PersonMention], home: str,
    ) -> None:  # fmt: skip
        self.reading = reading
        self.knowledge = knowledge
        self.actors = Mentions(actors)
        self.people = people
        self.mentions = Mentions(mentions)
        self.home = home
        self._counts = Counter(mention.code for mention in actors)
        self.weighed: dict[int, list[Allegiance]] = {}

    def settle(self) -> None:
        """Give every person without a party the likeliest one, where one is likelier than none."""
        for number, person in enumerate(self.people):
            if person.party:
                continue
            options = self.options(number)
            self.weighed[number] = options
            best = max(options, key=lambda option: option.odds, default=None)
            if best is not None and best.odds > 0:
                person.party, person.rule = best.code, "person.allegiance"

    def options(self, number: int) -> list[Allegiance]:
        """Return the parties a person may speak for."""
        person = self.people[number]
        first, last = person.span
        sentence = self.reading.sentence_of(first)
        around = self.actors.between(first - _REACH, last + _REACH)
        near = sorted(around, key=lambda m: min(abs(first - m.last), abs(m.first - last)))
        codes = list(dict.fromkeys([m.code for m in near][: 3 * _MOST_OPTIONS]))[:_MOST_OPTIONS]
        if self.home and self.home not in codes:
            codes.append(self.home)
        beside = {self.people[m.person].party for m in self.mentions.between(sentence.first, sentence.last) if m.person != number}
        found = []
        for code in codes:
            signals = list(self._signals(person, code, (sentence.first, sentence.last), beside - {""}))
            found.append(Allegiance(code, signals, self.knowledge.weights.odds(DECISION, signals)))
        return found

    def _signals(self, person: Person, code: str, sentence: tuple[int, int], beside: set[str]) -> Iterator[str]:
        yield from self._near(person, code, sentence)
        country = "country" if code in self.knowledge.codes else "body"
        yield from (f"beside={code in beside}", f"count={min(self._counts[code], 4)}", country)
        if self._counts and code == self._counts.most_common(1)[0][0]:
            yield "commonest"
        if code == self.home:
            yield from ("home", f"home:level={person.standing}", f"home:{'bare' if person.bare else 'titled'}")
            yield f"home:beside={self.home in beside}:{bool(beside - {self.home})}"
        if country == "body":
            yield f"body:level={person.standing}"
        office, own = person.office.lower(), "home" if code == self.home else "other"
        yield from (f"office={word}:{own}:{country}" for word in _OFFICE_WORDS if word in office)
        first = person.span[0]
        earlier = reversed(self.mentions.between(first - _REACH, first))
        previous = next((m for m in earlier if m.last <= first and self.people[m.person].party), None)
        if previous is not None and self.people[previous.person].party == code:
            yield "as-the-one-before"
            if previous.first >= sentence[0]:
                yield "as-the-one-before:here"

    def _near(self, person: Person, code: str, sentence: tuple[int, int]) -> Iterator[str]:
        """Yield how the country or body stands to the name."""
        first, last = person.span
        around = self.actors.between(first - _REACH, last + _REACH)
        own = [m for m in around if m.code == code]
        before = [m for m in own if sentence[0] <= m.first and m.last <= first]
        after = [m for m in own if last <= m.first < sentence[1]]
        if before:
            near = before[-1]
            between = any(near.last <= m.first and m.last <= first and m.code != code for m in around)
            yield from (f"before={_bucket(first - near.last)}", f"before:{near.how}:{between}", f"before:{near.role}")
            yield f"before:prep={self.reading.lower[near.first - 1] if near.first > sentence[0] else 'START'}"
            yield f"before:then={self.reading.lower[near.last] if near.last < first else 'name'}"
        if after:
            near = after[0]
            between = any(last <= m.first < near.first and m.code != code for m in around)
            yield from (f"after={_bucket(near.first - last)}", f"after:{near.how}:{between}")
            yield f"after:prep={self.reading.lower[near.first - 1]}"
        if person.bare:
            yield from ("bare", f"bare:here={bool(before or after)}")
        if not before and not after:
            yield "not-here"
            earlier = [m for m in own if m.last <= sentence[0]]
            paragraph = self.reading.sentence_of(first).paragraph
            if earlier and self.reading.sentence_of(earlier[-1].first).paragraph == paragraph:
                yield "paragraph-before"


def _bucket(gap: int) -> int:
    return next((limit for limit in _DISTANCES if gap <= limit), 99)
