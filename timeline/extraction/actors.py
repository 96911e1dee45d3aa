"""Finds the countries and organisations of a text and says whether each acts, is a place or is only spoken of."""

from timeline.extraction.knowledge import Actor, KnowledgeBase
from timeline.extraction.mentions import ActorMention
from timeline.extraction.text import Reading
from timeline.extraction.tokens import word_set

_PLACE_BEFORE = word_set("in at near off outside into around through across inside to from via throughout")
_FILLERS = word_set("the northern southern eastern western central neighbouring neighboring nearby late today's both")
_MOVES = word_set(
    "came come comes arrived arriving returned returning back travelled flew sailed left withdrawal away far sail sailing"
)
_VISITED = word_set("visit visits visited visiting tour toured tours touring reach reached enter entered leave left host")
_BOUND = word_set("headed bound left leave leaves leaving heading depart departed departs off")
_CALLS = word_set("call calls called calling and")
_PAUSES = frozenset((",", ";", ":", "—", "-", ")"))
# What several countries' forces are called: `Western Naval Command`, `Northern Fleet`, `Southern Military District`.
_SHARED = word_set(
    "northern southern eastern western central joint special operations naval air army navy military marine pacific fleet fleets"
    " command commands district theater theatre corps division armed forces strategic sealift"
)
# A country's own name before a capital of that name (Luxembourg, Singapore).
_PREFERENCE = ("name", "demonym", "organisation", "metonym", "group", "capital")
_VETO_REACH = 5


def find_actors(reading: Reading, knowledge: KnowledgeBase) -> list[ActorMention]:
    """Return the country and organisation mentions of the text, the dateline included, in order."""
    return _Finder(reading, knowledge).find()


def _codes(actor: Actor) -> list[str]:
    """Return the countries of a group (`the Baltic states`), or the one party that a name stands for."""
    return actor.code.split() if actor.how == "group" else [actor.code]


class _Finder:
    def __init__(self, reading: Reading, knowledge: KnowledgeBase) -> None:
        self.reading = reading
        self.lower = reading.lower
        self.knowledge = knowledge
        self._vetoed = {end for _, end, _ in reading.list("topic_veto").all()}
        self.found: list[ActorMention] = []

    def find(self) -> list[ActorMention]:
        """Find the mentions."""
        unnamed = self.reading.list("not_actor").all()
        shielded = {token for first, last, _ in unnamed for token in range(first, last)}
        for first, last, payloads in self.reading.actors.all():
            if first not in shielded:
                actor = payloads[0] if len(payloads) == 1 else min(payloads, key=lambda each: _PREFERENCE.index(each.how))
                role = self._role(first, last, actor)
                self.found += [ActorMention(first, last, code, actor.how, role) for code in _codes(actor)]
        shared = [mention for mention in self.found if self._is_shared(mention)]
        spoken_of = {mention.code for mention in self.found if mention not in shared}
        return [mention for mention in self.found if mention.code in spoken_of or mention not in shared]

    def _is_shared(self, mention: ActorMention) -> bool:
        """A force whose name another country's may bear says whose it is only where that country is spoken of."""
        return mention.how == "metonym" and all(word in _SHARED for word in self.lower[mention.first : mention.last])

    def _role(self, first: int, last: int, actor: Actor) -> str:
        """Say whether the mention acts, is a place or is only spoken of."""
        start = self.reading.sentence_of(first).first
        before = first - 1
        while before >= 0 and self.lower[before] in _FILLERS:
            before -= 1
        words = (self.lower[before - 1] if before > start else "", self.lower[before] if before >= start else "")
        if self._is_topic(first, start, words, actor):
            return "topic"
        if words[0] and words[1] == "from" and words[0] not in _MOVES:
            return "actor"  # `colleagues from France`
        if actor.how == "name" and self._continues("place", first):
            return "place"
        if actor.how not in ("name", "capital"):
            return "actor"
        return self._place_or_actor(first, last, words, actor)

    def _is_topic(self, first: int, start: int, words: tuple[str, str], actor: Actor) -> bool:
        """`the war in Syria`, `talks on Syria`, and what is coordinated with it."""
        veto = [token for token in range(max(start, first - _VETO_REACH), first + 1) if token in self._vetoed]
        if veto and not any(word in _PAUSES for word in self.reading.words[veto[-1] : first]):
            return True
        named_topic = words[0] and words[1] == "on" and words[0] not in _CALLS and actor.how in ("name", "capital")
        return bool(named_topic) or self._continues("topic", first)

    def _place_or_actor(self, first: int, last: int, words: tuple[str, str], actor: Actor) -> str:
        """A country's or capital's name is a place after a preposition of place or a verb of visiting."""
        if words[1] in _VISITED or (words[1] == "for" and words[0] in _BOUND):
            return "place"
        possessive = last < len(self.lower) and self.lower[last] in ("'s", "'")
        if words[1] in _PLACE_BEFORE:
            return "actor" if possessive else "place"
        contained = actor.how == "capital" and last < len(self.lower) and self.lower[last] == ","
        return "place" if contained and words[1] in ("in", "at", "near", ",") else "actor"

    def _continues(self, role: str, first: int) -> bool:
        """Say whether the mention goes on a list (`Mali, Niger and Chad`) whose last member has `role`."""
        if not self.found or self.found[-1].role != role or self.found[-1].last > first:
            return False
        between = [word for word in self.lower[self.found[-1].last : first] if word not in _FILLERS]
        return between in (["and"], [","], [",", "and"], ["or"], ["'s"])
