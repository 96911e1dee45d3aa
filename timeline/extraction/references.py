"""Finds whom `the Defence Minister`, `he` and `his Polish counterpart` stand for, once the people of a text are known."""

from bisect import bisect_left
from collections import Counter

from timeline.extraction.mentions import Mentions, Person, PersonMention
from timeline.extraction.names import Title
from timeline.extraction.text import Reading
from timeline.extraction.tokens import word_set

_REACH = 4000  # tokens back to which an office may refer
_ALIKE = 5  # levels of offices that one word may name
_MINISTER = 80  # level of `minister` without a domain
_BACK = 2  # sentences a pronoun may refer back
_OFTEN = 3  # mentions of the one an article is about
_PRONOUNS = word_set("he she his her")
_LEANING = word_set("with to by for from of after before under alongside beside against")


def _first(mention: PersonMention) -> int:
    return mention.first


class References:
    """Adds to the `mentions` of people by name those by office and pronoun."""

    def __init__(self, reading: Reading, people: list[Person], mentions: list[PersonMention]) -> None:
        self.reading = reading
        self.people = people
        self.mentions = list(mentions)

    def described(self, titles: list[Title]) -> None:
        """`the Defence Minister`, `the Kazakh minister`: the person of that office and country told of before."""
        named = Mentions(self.mentions)
        counts = Counter(mention.person for mention in named)
        for title in titles:
            before = named.between(title.first - _REACH, title.first)
            fitting = [m for m in before if self._fits(self.people[m.person], title)]
            article = self.reading.lower[title.first - 1] if title.first else ""
            if not title.party and len({m.person for m in fitting}) > 1:
                most = max(counts[m.person] for m in fitting)
                fitting = [m for m in fitting if counts[m.person] == most]
            if fitting and (article in ("the", "'s", "his", "her") or self.reading.words[title.first][0].isupper()):
                self.mentions.append(PersonMention(title.first, title.last, fitting[-1].person, title.first))

    def _fits(self, person: Person, title: Title) -> bool:
        if title.party:
            return person.party == title.party and (abs(person.level - title.level) <= _ALIKE or title.level == _MINISTER)
        return person.level == title.level or title.office.lower() in person.office.lower()

    def pronouns(self) -> None:
        """`He` and `She` stand for the person the sentence before began with, else for whom the article speaks of most."""
        lower = self.reading.lower
        subjects: dict[int, PersonMention] = {}  # the first person of each sentence who is none of its `with X`
        for mention in sorted(self.mentions, key=_first):
            first = min(mention.title_first, mention.first)
            if first == 0 or lower[first - 1] not in _LEANING:
                subjects.setdefault(self.reading.sentence_of(mention.first).number, mention)
        counts = Counter(mention.person for mention in self.mentions)
        most = max(counts, key=lambda person: (counts[person], -person), default=None)
        pronouns = self.reading.where(_PRONOUNS)
        for sentence in self.reading.sentences if pronouns else ():
            number = bisect_left(pronouns, sentence.first)
            if number == len(pronouns) or pronouns[number] >= sentence.last:
                continue
            at = pronouns[number]
            near = range(sentence.number, sentence.number - _BACK - 1, -1)
            earlier = [subjects[n] for n in near if n in subjects and subjects[n].first < at]
            person = earlier[0].person if earlier else most if most is not None and counts[most] >= _OFTEN else None
            if person is not None and (earlier or lower[at] in ("he", "she")):
                reference = PersonMention(at, at + 1, person, at)
                self.mentions.append(reference)
                subjects[sentence.number] = min(subjects.get(sentence.number, reference), reference, key=_first)

    def peers(self, peers: list[tuple[int, int]]) -> None:
        """`he and his Polish counterpart, Name`: the counterpart holds the office of whoever the sentence speaks of before."""
        mentions = Mentions(self.mentions) if peers else Mentions([])
        for number, at in peers:
            sentence = self.reading.sentence_of(at)
            before = [m for m in mentions.between(sentence.first, at) if m.person != number]
            subject = self.people[before[-1].person] if before else None
            if subject is not None and subject.office:
                self.people[number].office, self.people[number].level = subject.office, subject.level
