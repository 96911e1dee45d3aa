"""Weighs who and what is named in the sentences after one that tells of an engagement: participants, or only spoken of."""

from collections.abc import Iterator

from timeline.extraction.events import Event, Evidence, Weighed
from timeline.extraction.frames import Framer, Signals
from timeline.extraction.survey import Article
from timeline.extraction.text import Sentence
from timeline.extraction.tokens import word_set
from timeline.extraction.weights import probability

PERSON, PARTY, VENUE = "later-person", "later-party", "later-venue"
_LIKELY = {PERSON: 0.3, PARTY: 0.5, VENUE: 0.3}  # what is less likely is not taken up; the judge decides on the rest
_SAYS = word_set("said says told added noted wrote stressed announced stated according commented called explained")
_LIST = 3  # names in a row


class Follower:
    """Weighs the mentions of sentences that tell of nothing new."""

    def __init__(self, article: Article, framer: Framer) -> None:
        self.article = article
        self.reading = article.reading
        self.framer = framer
        self._cues = {name: article.reading.list(name) for name in ("part_cue", "attend_cue", "led_by", "denied", "history")}

    def follow(self, event: Event, sentence: Sentence) -> None:
        """Add to `event` who and what a later sentence names, where that is likely enough."""
        named = self.article.named.between(sentence.first, sentence.last)
        actors = [m for m in self.article.actors.between(sentence.first, sentence.last) if m.role == "actor"]
        venues = self.article.venues.between(sentence.first, sentence.last) if event.venue is None else []
        if not (named or actors or venues):
            return
        common = list(self._common(event, sentence))
        for mention in named:
            person = self.article.people[mention.person]
            if person.bystander or mention.person in event.people:
                continue
            signals = [*common, *self._person(event, sentence, mention.first, mention.last, mention.person, len(named))]
            chance = self._weigh(event, PERSON, mention.person, signals, (mention.first, mention.last))
            if chance:
                event.people[mention.person] = Evidence((mention.first, mention.last), "person.later", chance)
        for actor in actors:
            if actor.code in event.parties:
                continue
            signals = [*common, f"how={actor.how}", f"prep={self.framer.preposition(actor.first, sentence)}"]
            signals += [f"actors={min(len(actors), 5)}", f"mentioned={min(self.article.mentioned[actor.code], 3)}"]
            signals += ["body"] if actor.code not in self.article.knowledge.codes else []
            signals += ["in-title"] if actor.code in self.article.title_codes else []
            chance = self._weigh(event, PARTY, actor.code, signals, (actor.first, actor.last))
            if chance:
                event.parties[actor.code] = Evidence((actor.first, actor.last), "party.later", chance)
        for venue in venues:
            signals = [*common, f"rule={venue.rule}", f"prep={self.framer.preposition(venue.first, sentence)}"]
            if event.venue is None and self._weigh(event, VENUE, venue, signals, (venue.first, venue.last)):
                event.venue = venue

    def _weigh(self, event: Event, decision: str, value: object, signals: Signals, tokens: tuple[int, int]) -> float:
        chance = probability(self.article.knowledge.weights.odds(decision, signals))
        event.later.append(Weighed(decision, value, signals, chance, tokens))
        return chance if chance >= _LIKELY[decision] else 0.0

    def _common(self, event: Event, sentence: Sentence) -> Iterator[str]:
        yield f"kind={event.kind}"
        gap = sentence.number - event.last_sentence
        yield f"gap={min(gap, 5)}"
        paragraph = "same" if sentence.paragraph == event.paragraph else "next"
        yield f"paragraph={paragraph}"
        yield f"many={event.many}:{event.family}"
        for name, marks in self._cues.items():
            if marks.any(sentence.first, sentence.last):
                yield name
                yield f"{name}:{event.family}"
        if self.article.short:
            yield "short"
        yield f"opens={self.reading.lower[sentence.first]}"
        for each in self.article.verbs(sentence):
            yield f"does={each}"
        yield f"events={min(len(event.siblings), 3)}"

    def _person(self, event: Event, sentence: Sentence, first: int, last: int, number: int, named: int) -> Iterator[str]:
        person, words, lower = self.article.people[number], self.reading.words, self.reading.lower
        side = "own" if person.party in event.parties else "other" if person.party else "none"
        yield f"side={side}"
        yield f"side={side}:{event.family}"
        yield f"standing={person.standing}"
        yield f"standing={person.standing}:{side}"
        yield f"named={min(named, 4)}"
        yield "full" if last - first > 1 else "short-name"
        around = {lower[first - 1] if first > sentence.first else "", lower[last] if last < sentence.last else ""}
        says = bool(_SAYS & set(lower[max(sentence.first, first - 3) : first] + lower[last : last + 3]))
        yield f"says={says}"
        yield f"says={says}:{side}"
        if "by" in around:
            yield "by"
        yield "first" if first - sentence.first < _LIST else "later"
        if person.bare:
            yield "bare"
        if self.framer.is_quoted(first):
            yield "quoted"
        if any(self.article.people[other].party == person.party for other in event.people):
            yield "has-one"
        yield f"seen={min(self.article.seen[number], 3)}"
        yield f"prep={self.framer.preposition(first, sentence)}"
        if words[first - 1 : first] == ["with"]:
            yield "with"
