"""Finds the towns and venues of a text and decides which town of a name is meant."""

from collections import Counter
from collections.abc import Sequence
from math import log10

from timeline.extraction.knowledge import KnowledgeBase, PlaceRecord
from timeline.extraction.mentions import ActorMention, PersonMention, PlaceMention, VenueMention
from timeline.extraction.text import Reading, plain, word_set

_LOCATIVE = word_set("visited visit visiting toured reached left entered in at near outside to from off into around aboard via")
_VENUE_PREPOSITIONS = word_set("at in aboard inside near visited visit visiting toured including to")
_NAME_LINKS = word_set("of the and for 's n' al de la & '")
_LONGEST_VENUE = 9
_TITLES_OF_PLACES = word_set("in at near city town greater downtown metro")
_BEFORE_HERE = word_set(
    "arrived arrives arriving which opened opens ended ends concluded concludes gathered met held meeting hosted place convened"
)


class PlaceFinder:
    """Finds places over one reading; people, actors and series found before take precedence."""

    def __init__(
        self, reading: Reading, knowledge: KnowledgeBase, actors: list[ActorMention], people: list[PersonMention]
    ) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.actor_at = {token: mention for mention in actors for token in range(mention.first, mention.last)}
        self.people_tokens = {token for mention in people for token in range(mention.first, mention.last)}
        self.votes = Counter(mention.code for mention in actors if mention.code in knowledge.codes)
        self._demonyms = {reading.lower[m.first] for m in actors if m.how == "demonym" and m.last - m.first == 1}
        self.head = self._of_dateline()

    def _of_dateline(self) -> PlaceRecord | None:
        if not self.reading.dateline:
            return None
        words = tuple(self.reading.dateline.replace(",", " ").split())
        found = self.knowledge.places.get(words)
        return self._choose(found, "", " ".join(words)) if found else None

    def places(self) -> list[PlaceMention]:
        """Return the towns that stand after a locative preposition, in a container or are given by the knowledge."""
        found: list[PlaceMention] = []
        words, at = self.reading.words, 0
        first_body = self.reading.token_at(self.reading.head.end)
        while at < len(words):
            end, records = self.knowledge.places.at(words, at)
            if records and self.reading.lower[end - 1] in self.knowledge.words("sea"):
                at = end
                continue
            if not records or at in self.people_tokens or at < first_body or self._inside_name(at, end):
                at = end if end > at and not self._inside_name(at, end) else at + 1
                continue
            actor = self.actor_at.get(at)
            country = self._container(end)
            if (
                (actor is None or actor.how == "capital")
                and (country or self._locative(at))
                and not (actor and actor.role == "topic")
            ):
                found.append(
                    PlaceMention(
                        at,
                        end,
                        self._choose(records, country, " ".join(words[at:end])),
                        "place.container" if country else "place.gazetteer",
                    )
                )
            at = max(end, at + 1)
        found += self.here()
        return sorted([*found, *self._unlisted({t for m in found for t in range(m.first, m.last)})], key=lambda m: m.first)

    def here(self) -> list[PlaceMention]:
        """`here`, `in this port city`: the dateline's city."""
        if self.head is None:
            return []
        found, lower = [], self.reading.lower
        for at, word in enumerate(lower):
            if word == "here" and lower[at - 1] in _BEFORE_HERE | {
                "held",
                "opened",
                "began",
                "in",
                "day",
                "today",
                "meeting",
                "talks",
            }:
                found.append(PlaceMention(at, at + 1, self.head, "place.here"))
            elif word == "this" and at and lower[at - 1] == "in":
                end = next((t for t in range(at + 1, min(at + 5, len(lower))) if lower[t] in ("city", "capital", "town")), None)
                if end is not None:
                    found.append(PlaceMention(at, end + 1, self.head, "place.here"))
        return found

    def _inside_name(self, at: int, end: int) -> bool:
        """Say whether the words are part of a sea's or a longer capitalised name (`Vilnius Summit`, `Delhi Declaration`)."""
        words = self.reading.words
        if end < len(words) and self.reading.lower[end] in self.knowledge.words("sea"):
            return True
        left = words[at - 1] if at else ""
        if (
            left[:1].isupper()
            and left.isalpha()
            and left.lower() not in self.knowledge.words("not_name")
            and at - 1 not in self.actor_at
        ):
            sentence = self.reading.sentence_of(at)
            if sentence.first < at - 1 and left.lower() not in _TITLES_OF_PLACES:
                return True
        return (
            end < len(words)
            and words[end][:1].isupper()
            and words[end].lower() not in self.knowledge.words("not_name")
            and not (self.knowledge.actors.at(words, end)[1] or self.knowledge.list("venue_noun").at(self.reading.lower, end)[1])
            and self.reading.sentence_of(at) == self.reading.sentence_of(end)
        )

    def _locative(self, at: int) -> bool:
        lower = self.reading.lower
        back = at - 1
        while (
            back >= 0
            and at - back < 5
            and (
                (lower[back] in self._demonyms and lower[back + 1] in ("capital", "city", "port", "town", "coastal"))
                or lower[back]
                in (
                    "the",
                    "city",
                    "town",
                    "port",
                    "of",
                    "southern",
                    "northern",
                    "eastern",
                    "western",
                    "capital",
                    "central",
                    "coastal",
                    "city's",
                    "nearby",
                    "historic",
                    "village",
                    "and",
                )
                or lower[back] == ","
            )
        ):
            back -= 1
        if (
            back >= 1
            and lower[at - 1] == "of"
            and lower[at - 2]
            in ("out", "port", "city", "town", "capital", "outskirts", "harbour", "base", "island", "garrison", "airport")
        ):
            return True
        following = lower[at + 1] if at + 1 < len(lower) else ""
        return (back >= 0 and lower[back] in _LOCATIVE) or following in ("summit", "meeting", "conference", "talks")

    def _container(self, end: int) -> str:
        """Return the country in `Qingdao, China`, `Pabbi in Pakistan`, `Konya, in Turkey`."""
        words, at = self.reading.words, end
        while at < len(words) and at - end < 3 and self.reading.lower[at] in (",", "in", "(", "the", "["):
            at += 1
        actor = self.actor_at.get(at)
        return actor.code if actor and at > end and actor.how == "name" and actor.code in self.knowledge.codes else ""

    def _choose(self, records: Sequence[PlaceRecord], country: str, written: str) -> PlaceRecord:
        """Rank the towns of one name: the container's country, then the countries the article speaks of, then size."""
        total = sum(self.votes.values()) or 1

        def rank(place: PlaceRecord) -> float:
            share = self.votes[place.country] / total
            exact = 2 * (plain(place.name) == written)
            return 100 * (place.country == country) + 4 * (share > 0) + 6 * share + log10(place.population + 1) + exact

        return max(records, key=rank)

    def _unlisted(self, taken: set[int]) -> list[PlaceMention]:
        """Read `at Saljhandi`: a capitalised word after at or in that nothing else explains, a town the gazetteer lacks."""
        found, words, lower = [], self.reading.words, self.reading.lower
        skip = self.knowledge.words("not_name")
        for at in range(1, len(words)):
            if lower[at - 1] not in ("at", "in", "near", "to") or at in taken or at in self.people_tokens or at in self.actor_at:
                continue
            end = at
            while (
                end < len(words)
                and end - at < 3
                and words[end].isalpha()
                and words[end].istitle()
                and lower[end] not in skip
                and end not in self.actor_at
                and end not in taken
            ):
                end += 1
            if end == at or len(words[at]) < 4:
                continue
            container = self._district(end)
            closed = (
                end >= len(words)
                or lower[end]
                in (
                    ".",
                    ",",
                    "on",
                    "from",
                    "and",
                    "in",
                    "with",
                    "for",
                    "this",
                    "where",
                    "near",
                    ";",
                    ")",
                    "until",
                    "to",
                    "between",
                )
                or container
            )
            if end < len(words) and (
                lower[end] in self.knowledge.words("sea")
                or (end + 1 < len(words) and lower[end + 1] in self.knowledge.words("sea"))
            ):
                continue
            if lower[at - 1] in ("in", "near") and not (
                container or (end < len(words) and lower[end] in ("district", "province", ",", "on", "from"))
            ):
                continue
            if not closed or (lower[at - 1] == "to" and not container) or self.knowledge.venues.at(words, at)[1]:
                continue
            name = self.reading.text[self.reading.starts[at] : self.reading.ends[end - 1]]
            found.append(PlaceMention(at, end, PlaceRecord(name, "", None, None, (name,)), "place.unlisted"))
        return found

    def _district(self, end: int) -> bool:
        return any(
            word in ("district", "province", "region", "state", "county", "governorate", "prefecture", "oblast")
            for word in self.reading.lower[end : end + 1]
        )

    def venues(self) -> list[VenueMention]:
        """Return the named venues: those of the knowledge, and capitalised phrases that end in a venue noun."""
        found: list[VenueMention] = []
        taken: set[int] = set()
        words = self.reading.words
        for first, last, records in self.knowledge.venues.all(words):
            record = next((r for r in records if not r.country or r.country in self.votes), None)
            if record is None or not self._there(first) or self._speaks(last):
                continue
            found.append(VenueMention(first, last, record.name, "venue.known", record.place, record.country))
            taken.update(range(first, last))
        names = self.knowledge.words("venue_name")  # lower-case in the lists
        table = self.knowledge.list("venue_noun")
        for first, last, rows in table.all(self.reading.lower):
            if first in taken:
                continue
            begin, end = self._grow(first, last)
            if rows[0].weight < 1 and (not self._there(begin) or self._speaks(end)):
                continue
            if begin < first or end > last or last - first > 1:
                capitals = [w for w in words[begin:end] if w[0].isupper() and w not in ("The", "A")]
                of_body = begin < first and begin in self.actor_at and self.actor_at[begin].how == "organisation"
                others = taken | (self.people_tokens - set(range(first, last)))
                if (len(capitals) >= 2 or of_body) and not others & set(range(begin, end)):
                    found.append(VenueMention(begin, end, self._name(begin, end), "venue.head_noun"))
                    taken.update(range(begin, end))
        for at, word in enumerate(self.reading.lower):
            if word in names and at not in taken and self._there(at) and not self._speaks(at + 1):
                actor = self.actor_at.get(at)
                found.append(VenueMention(at, at + 1, self._name(at, at + 1), "venue.name", country=actor.code if actor else ""))
        return sorted(found, key=lambda mention: mention.first)

    def _there(self, first: int) -> bool:
        """Say whether a preposition of place, or a verb of visiting, leads to the name."""
        return bool(_VENUE_PREPOSITIONS & set(self.reading.lower[max(0, first - 3) : first]))

    def _speaks(self, last: int) -> bool:
        """`the Pentagon said`, `the Ministry's`: an actor, no place."""
        return last < len(self.reading.lower) and self.reading.lower[last] in (
            "'s",
            "said",
            "says",
            "has",
            "had",
            "announced",
            "which",
        )

    def _name(self, first: int, last: int) -> str:
        return self.reading.text[self.reading.starts[first] : self.reading.ends[last - 1]].rstrip(".")

    def _grow(self, first: int, last: int) -> tuple[int, int]:
        """Widen a venue noun to the capitalised name around it (`the 56th Guards District Training Centre`)."""
        words, lower = self.reading.words, self.reading.lower
        sentence = self.reading.sentence_of(first)
        begin = first
        while begin - 1 >= sentence.first and first - begin < _LONGEST_VENUE:
            left = words[begin - 1]
            if lower[begin - 1] in ("at", "in", "the", "on", "from", "to"):
                break
            if (
                left[0].isupper()
                or (left[0].isdigit() and not left.isdigit())
                or (left in ("-", "–") and words[begin - 2][0].isupper())
                or lower[begin - 1] in _NAME_LINKS
                and begin - 2 >= sentence.first
                and words[begin - 2][0].isupper()
                and lower[begin - 1] != "the"
            ):
                begin -= 1
            else:
                break
        if not words[first][0].isupper():
            return begin, last
        end = last
        if (
            end + 1 < len(words)
            and lower[end] in ("of", "for")
            and end + 1 < sentence.last
            and (words[end + 1][0].isupper() or lower[end + 1] == "the")
        ):
            tail = end + 1 + (lower[end + 1] == "the")
            while (
                tail < sentence.last
                and tail - end < 6
                and (
                    words[tail][0].isupper()
                    or (lower[tail] in ("and", "of") and tail + 1 < sentence.last and words[tail + 1][0].isupper())
                )
            ):
                tail += 1
            end = tail if tail > end + 2 or words[end + 1][0].isupper() else end
        return begin, end
