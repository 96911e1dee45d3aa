"""Finds the named venues of a text: buildings, bases, institutions."""

from timeline.extraction.gazetteer import PlaceRecord
from timeline.extraction.knowledge import KnowledgeBase, VenueRecord
from timeline.extraction.mentions import ActorMention, PersonMention, VenueMention
from timeline.extraction.places import PlaceFinder
from timeline.extraction.text import Reading
from timeline.extraction.tokens import word_set

_THERE = word_set("round around at in aboard inside near visited visit visiting toured including to on alongside into")
_SPEAKS = word_set("'s said says has had announced which")
_NAME_LINKS = word_set("of and for 's n' al de la & '")
_STOPS = word_set("at in the on from to")
_LONGEST = 9
_SEATS = word_set("headquarters seat residence office offices")


class VenueFinder:
    """Finds venues over one reading; people found before take precedence."""

    def __init__(
        self,
        reading: Reading,
        knowledge: KnowledgeBase,
        actors: list[ActorMention],
        people: list[PersonMention],
        finder: PlaceFinder,
    ) -> None:
        self.reading = reading
        self.finder = finder
        self.knowledge = knowledge
        self.actor_at = {token: mention for mention in actors for token in range(mention.first, mention.last)}
        self.people_tokens = {token for mention in people for token in range(mention.first, mention.last)}
        self.taken: set[int] = set()

    def venues(self) -> list[VenueMention]:
        """Return the venues of the knowledge, capitalised phrases that end in a venue noun, and names like the Pentagon."""
        return sorted([*self._known(), *self._headed(), *self._named()], key=lambda mention: mention.first)

    def _known(self) -> list[VenueMention]:
        """A ministry's name is shared by many: a known venue counts only when the article speaks of its country."""
        spoken_of, found = {mention.code for mention in self.actor_at.values()}, []
        for first, last, records in self.reading.venues.all():
            record = next((r for r in records if not r.country or r.country in spoken_of), None)
            if record and self._there(first) and not self._speaks(last):
                found.append(VenueMention(first, last, record.name, "venue.known", self._town(record), record.country))
                self.taken.update(range(first, last))
        return found

    def _headed(self) -> list[VenueMention]:
        """`the Royal Military Academy`; a weak noun (ministry, command) needs a preposition of place before it."""
        found = []
        for first, last, rows in self.reading.list("venue_noun").all():
            begin, end = self._grow(first, last)
            weak = rows[0].weight < 1 and (not self._there(begin) or self._speaks(end))
            bare = begin == first and end == last and last - first == 1
            if not weak and not bare and self._is_name(begin, end, first) and self._is_free(begin, end, first, last):
                town = self._leading_town(begin, first)
                country = town.country if town else ""
                found.append(VenueMention(begin, end, self._name(begin, end), "venue.head_noun", town, country))
                self.taken.update(range(begin, end))
        return found

    def _town(self, record: VenueRecord) -> PlaceRecord | None:
        town = self.finder.town(record.place) if record.place else None
        return town if town and town.country in ("", record.country) else None

    def _leading_town(self, begin: int, noun: int) -> PlaceRecord | None:
        """`Portsmouth Naval Base`, `the Zar training center`: the town that the name begins with."""
        end, _ = self.finder.at(begin)
        return self.finder.town(self._name(begin, end)) if begin < end <= noun else None

    def _is_free(self, begin: int, end: int, first: int, last: int) -> bool:
        """Say whether no other venue, and no person outside the noun itself, has a token of the name."""
        people = (at for at in range(begin, end) if at in self.people_tokens)
        return not any(at in self.taken for at in range(begin, end)) and all(first <= at < last for at in people)

    def _is_name(self, begin: int, end: int, head: int) -> bool:
        """Two capitals, or before the noun a body's name (`NATO headquarters`) or one capital (`the Edelweiss range`)."""
        capitals = [word for word in self.reading.words[begin:end] if word[0].isupper() and word not in ("The", "A")]
        actor = self.actor_at.get(begin) if begin < head else None
        if len(capitals) >= 2:
            return True
        if actor is not None:
            return actor.how == "organisation"
        return len(capitals) == 1 and begin < head and begin not in self.people_tokens and self._there(begin)

    def _named(self) -> list[VenueMention]:
        names, found = self.knowledge.words("venue_name"), []
        for at in self.reading.where(names):
            if at not in self.taken and self._there(at) and not self._speaks(at + 1):
                actor = self.actor_at.get(at)
                found.append(VenueMention(at, at + 1, self._name(at, at + 1), "venue.name", country=actor.code if actor else ""))
        return found

    def _there(self, first: int) -> bool:
        """Say whether a preposition of place, or a verb of visiting, leads to the name."""
        return bool(_THERE & set(self.reading.lower[max(0, first - 3) : first]))

    def _speaks(self, last: int) -> bool:
        """`the Pentagon said`, `the Ministry's`: an actor, no place."""
        return last < len(self.reading.lower) and self.reading.lower[last] in _SPEAKS

    def _name(self, first: int, last: int) -> str:
        return self.reading.text[self.reading.starts[first] : self.reading.ends[last - 1]].rstrip(".")

    def _grow(self, first: int, last: int) -> tuple[int, int]:
        """Widen a venue noun to the capitalised name around it (`the 56th Guards District Training Centre`)."""
        sentence = self.reading.sentence_of(first)
        begin = first
        while begin - 1 >= sentence.first and first - begin < _LONGEST and self._belongs(begin - 1, sentence.first):
            begin -= 1
        seat = self.reading.lower[first] in _SEATS and begin == first  # `the headquarters of the Far Eastern Military District`
        return begin, self._tail(last, sentence.last) if seat or self.reading.words[first][0].isupper() else last

    def _belongs(self, at: int, start: int) -> bool:
        """Say whether the word at `at` can belong to a name that goes on to its right."""
        words, word = self.reading.words, self.reading.words[at]
        if self.reading.lower[at] in _STOPS:
            return False
        after_capital = at - 1 >= start and words[at - 1][0].isupper()
        counted = word[0].isdigit() and not word.isdigit()
        return word[0].isupper() or counted or (after_capital and (word in ("-", "–") or self.reading.lower[at] in _NAME_LINKS))

    def _tail(self, last: int, stop: int) -> int:
        """Add `of Charles V`, `of the People` after the noun."""
        words, lower = self.reading.words, self.reading.lower
        if last + 1 >= stop or lower[last] not in ("of", "for") or not (words[last + 1][0].isupper() or lower[last + 1] == "the"):
            return last
        end = last + 1 + (lower[last + 1] == "the")
        while end < stop and end - last < 6:
            joins = lower[end] in ("and", "of") and end + 1 < stop and words[end + 1][0].isupper()
            if not (words[end][0].isupper() or joins):
                break
            end += 1
        return end if end > last + 2 or words[last + 1][0].isupper() else last
