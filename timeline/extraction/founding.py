"""Says by rule whether a telling is enough for an engagement of its own: one signal among those the joiner weighs."""

from timeline.extraction.events import HOSTED, PAIRS, Event, Telling
from timeline.extraction.kinds import GREETINGS, MEET
from timeline.extraction.survey import Article
from timeline.extraction.text import Sentence
from timeline.extraction.tokens import word_set

_LEAD_SENTENCES = 2
_SURE = 0.5  # weight of a trigger that tells of an engagement by itself
_OFFICIALS = word_set("ministers chiefs leaders commanders officials delegations")


class Founder:
    """Judges the tellings of one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reading = article.reading
        self.codes = article.knowledge.codes
        self._denials = article.reading.list("denied")
        self._foreign = article.reading.list("foreign")

    def founds(self, sentence: Sentence, telling: Telling, events: list[Event]) -> bool:
        """Say whether the telling says who met, and when or where, so that it founds a new engagement."""
        if self._is_weak(sentence, telling, events) or (self._denied(telling, sentence) and not telling.dates):
            return False
        if telling.kind == "visit" and not self._is_trip(sentence, telling):
            return False
        if self._is_told_already(telling, events):
            return False
        who = self._who(telling)
        grounded = bool(telling.dates or telling.places or telling.venues or telling.hosts or telling.closing)
        if (telling.series and telling.outer_of) or ((telling.series or telling.edition) and grounded and who):
            return True
        if telling.series and telling.edition and len(who) >= 2:
            return True  # `at the inaugural India-ASEAN Defence Ministers' Meeting. It was held ...`
        if len(who) < 2 and not (who - self.codes and grounded):
            return bool(who and telling.dates) and self._abroad(sentence, telling) and not telling.definite
        if telling.definite and events and not telling.dates:
            return False
        if telling.kind == "exercise" and any(event.kind == "port_call" for event in events):
            return True  # `on the way out the two exercised together`
        lead = sentence.number < _LEAD_SENTENCES
        if telling.kind == MEET and not lead and not telling.inner_of:
            inside = not telling.definite and any(event.many for event in events)
            several = len(telling.parties) >= 2 or (bool(who - self.codes) and any(not date.loose for date in telling.dates))
            return several and (grounded or inside or self._two_sides(telling))
        return telling.inner_of or grounded or lead or (telling.kind == "call" and self._two_sides(telling))

    def _is_told_already(self, telling: Telling, events: list[Event]) -> bool:
        """What a sentence says beside an engagement of the same parties mostly speaks of that: `the port, where they met`."""
        own = telling.inner_of or telling.outer_of or telling.apart or telling.series or telling.kind == "signing"
        beside = [event for event in events if event.last_sentence == telling.sentence]
        new = len(telling.people) >= 2 or not all(trigger.verb for trigger in telling.triggers)
        return not own and not new and any(set(telling.parties) <= set(event.parties) for event in beside)

    def _is_weak(self, sentence: Sentence, telling: Telling, events: list[Event]) -> bool:
        """A word that may mean a meeting (`discussed`) needs two sides, officials in the plural, or a place."""
        larger = any(event.kind not in PAIRS for event in events)
        if self._two_sides(telling) and "counterparts" in self.article.vocabulary(sentence) and larger and not telling.dates:
            return True  # `joined counterparts, Pakistan's minister among them`: the larger meeting
        if telling.weight >= _SURE:
            return False
        if self.reading.lower[telling.triggers[0].first] in GREETINGS and not telling.dates:
            return True
        placed = bool(telling.places and telling.parties)
        return not (self._two_sides(telling) or placed or self._officials_meet(telling, sentence))

    def _two_sides(self, telling: Telling) -> bool:
        return len(self.article.sides(telling.people)) >= 2

    def _abroad(self, sentence: Sentence, telling: Telling) -> bool:
        """With one party named, a meeting must speak of counterparts or countries; a visit or a drill need not."""
        named = telling.kind not in (MEET, "conference")
        return named or self._foreign.any(sentence.first, sentence.last)

    def _who(self, telling: Telling) -> set[str]:
        who = set(telling.parties) | (set(telling.hosts) if telling.kind in HOSTED else set())
        if telling.kind == "visit":
            who |= {venue.country for venue in telling.venues} - {""}  # `shown round the Mikhailovskaya Artillery Academy`
        if telling.series and telling.series.record:
            who |= {*telling.series.record.parties, telling.series.record.organisation} - {""}
        return who

    def _officials_meet(self, telling: Telling, sentence: Sentence) -> bool:
        """`Defence ministers from the bloc on Wednesday discussed ...`: officials in the plural, on a day or in a place."""
        plural = _OFFICIALS & self.article.vocabulary(sentence)
        sides = bool(set(telling.parties) - self.codes) or len(telling.parties) >= 2
        return bool(plural) and sides and bool(telling.dates or telling.places)

    def _invited(self, telling: Telling, sentence: Sentence) -> bool:
        words = self.reading.lower[max(sentence.first, telling.triggers[0].first - 9) : telling.triggers[0].first]
        return any(word.startswith(("invit", "ask")) for word in words)

    def _denied(self, telling: Telling, sentence: Sentence) -> bool:
        """`a possible visit`, `called for talks`, `asked him to come`: no engagement is told of."""
        trigger = telling.triggers[0]
        first, last = max(sentence.first, trigger.first - 12), min(sentence.last, trigger.last + 4)
        return self._denials.any(first, last)

    def _is_trip(self, sentence: Sentence, telling: Telling) -> bool:
        """A visit by name, or a verb of going with a day or a named institution: `arrived in` alone reports no trip."""
        if self._invited(telling, sentence):
            return False
        if any(not trigger.verb for trigger in telling.triggers):
            return True
        if self._two_sides(telling):
            return False  # `A of Russia and B of Britain arrived in St. Petersburg`: for a meeting
        return bool(telling.dates or telling.venues or telling.closing)
