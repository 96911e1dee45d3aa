"""Decides for whom a person speaks where no title says so: the party named nearest that nobody else there speaks for."""

from collections.abc import Sequence

from timeline.extraction.mentions import ActorMention, Mentions, Person, PersonMention
from timeline.extraction.text import Reading
from timeline.extraction.tokens import word_set

_REACH = 400  # tokens before a name within which its country or body is looked for
_CALLERS = word_set("visitor visitors guest guests colleague colleagues counterpart counterparts")


def settle(
    reading: Reading, actors: Sequence[ActorMention], people: Sequence[Person], mentions: Sequence[PersonMention], home: str
) -> None:
    """Give every person without a party one; `home` is the country the article is written from."""
    named, places = Mentions(mentions), Mentions(actors)
    others = Mentions([actor for actor in actors if _is_of_others(reading, actor)])
    sure = [bool(person.party) for person in people]
    for number, person in enumerate(people):
        if sure[number]:
            continue
        sentence = reading.sentence_of(person.span[0])
        here = named.between(sentence.first, sentence.last)
        beside = {people[m.person].party for m in here if m.person != number and sure[m.person]}
        beside |= {other.code for other in others.between(sentence.first, sentence.last)}
        code = _nearest(person, places.between(sentence.first, sentence.last), beside) or _last(person, places) or home
        if code:
            person.party, person.rule = code, "person.allegiance"


def _is_of_others(reading: Reading, actor: ActorMention) -> bool:
    """`his Polish counterpart`, `a visitor from Greece`: somebody else speaks for that country."""
    if actor.last in reading.list("counterpart"):
        return True
    return actor.first > 1 and reading.lower[actor.first - 1] == "from" and reading.lower[actor.first - 2] in _CALLERS


def _nearest(person: Person, actors: Sequence[ActorMention], beside: set[str]) -> str:
    """Return the party named nearest in the sentence: `Minister X met Oman's Y` leaves Oman to Y."""
    first, last = person.span
    free = [mention for mention in actors if mention.code not in beside]
    near = min(free, key=lambda mention: min(abs(first - mention.last), abs(mention.first - last)), default=None)
    return near.code if near else ""


def _last(person: Person, actors: Mentions[ActorMention]) -> str:
    """Return the party that was spoken of last."""
    before = actors.between(person.span[0] - _REACH, person.span[0])
    return before[-1].code if before else ""
