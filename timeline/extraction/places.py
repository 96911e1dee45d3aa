"""Finds the towns of a text and decides which town of a name is meant."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log10

from timeline.extraction.gazetteer import PlaceRecord
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.mentions import ActorMention, PersonMention, PlaceMention
from timeline.extraction.text import Reading
from timeline.extraction.tokens import plain, split, word_set

_LOCATIVE = word_set("visited visit visiting toured reached left entered in at near outside to from off into around aboard via")
# Words that may stand between the preposition and the town: `in the southern port city of Tobruk`.
_BETWEEN = word_set(
    "the city town port of southern northern eastern western capital central coastal city's nearby historic village and ,"
)
_AFTER_DEMONYM = word_set("capital city port town coastal")
_PARTS_OF = word_set("out port city town capital outskirts harbour base island garrison airport")
_MEETINGS = word_set("summit meeting conference talks")
_DISTRICTS = word_set("district province region state county governorate prefecture oblast")
_CLOSERS = word_set(". , on from and in with for this where near ; ) until to between")
_BEFORE_HERE = word_set(
    "arrived arrives arriving which opened opens ended ends concluded concludes gathered met held meeting hosted place convened"
    " began in day today talks"
)
_DEICTIC = word_set("here this")
_LEADING = word_set("at in near to")
_REACH = 5
_LARGE = 200_000  # people; the name of a town this large needs no preposition


class PlaceFinder:
    """Finds places over one reading; people and actors found before take precedence."""

    def __init__(
        self, reading: Reading, knowledge: KnowledgeBase, actors: list[ActorMention], people: list[PersonMention]
    ) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self.actor_at = {token: mention for mention in actors for token in range(mention.first, mention.last)}
        self.people_tokens = {token for mention in people for token in range(mention.first, mention.last)}
        self.votes = Counter(mention.code for mention in actors if mention.code in knowledge.codes)
        self._demonyms = {reading.lower[m.first] for m in actors if m.how == "demonym" and m.last - m.first == 1}
        self._seas = knowledge.words("sea")
        self._not_names = knowledge.words("not_name")
        self.head = self._of_dateline() if reading.dateline else None

    def _of_dateline(self) -> PlaceRecord | None:
        return self.town(plain(self.reading.dateline.replace(",", " ")))

    def town(self, name: str) -> PlaceRecord | None:
        """Return the town of exactly this name that the text most likely means."""
        found = self._named(name)
        return self._choose(found, "", "", name) if found else None

    def _named(self, name: str) -> list[PlaceRecord]:
        return [*self.knowledge.places.get(split(name)), *self.knowledge.gazetteer.find(name)]

    def at(self, index: int) -> tuple[int, list[PlaceRecord]]:
        """Return the end of the longest place name at token `index` and the places of that name."""
        own_end, own = self.reading.places.at(index)
        end, towns = self.reading.towns.at(index)
        longest = max(own_end, end)
        records = list(own) if own_end == longest else []
        if end == longest:
            records += [self.knowledge.gazetteer.town(number) for number in towns]
        return longest, records

    def places(self) -> list[PlaceMention]:
        """Return the towns that stand after a locative preposition, in a container, or are the dateline's (`here`)."""
        found: list[PlaceMention] = []
        reached = self.reading.token_at(self.reading.head.end)
        for at in sorted({*self.reading.places, *self.reading.towns}):
            if at < reached:
                continue
            end, records = self.at(at)
            if self.reading.lower[end - 1] in self._seas:
                reached = end
            elif at not in self.people_tokens and not self._inside_name(at, end):
                found += self._listed(at, end, records)
                reached = end
        found += self._here()
        found += self._capitals_of({t for m in found for t in range(m.first, m.last)})
        return sorted([*found, *self._unlisted({t for m in found for t in range(m.first, m.last)})], key=lambda m: m.first)

    def _listed(self, at: int, end: int, records: Sequence[PlaceRecord]) -> list[PlaceMention]:
        actor = self.actor_at.get(at)
        if actor and (actor.how != "capital" or actor.role == "topic"):
            return []
        country, region = self.container(end)
        if not country and not self._locative(at):
            return []
        place = self._choose(records, country, region, " ".join(self.reading.words[at:end]))
        if country and place.country != country:
            return []
        return [PlaceMention(at, end, place, "place.container" if country else "place.gazetteer")]

    def _here(self) -> list[PlaceMention]:
        """`here`, `in this port city`: the dateline's city."""
        if self.head is None:
            return []
        found, lower = [], self.reading.lower
        for at in self.reading.where(_DEICTIC):
            if at == 0:
                continue
            if lower[at] == "here" and lower[at - 1] in _BEFORE_HERE:
                found.append(PlaceMention(at, at + 1, self.head, "place.here"))
            elif lower[at] == "this" and lower[at - 1] == "in":
                end = next(
                    (t for t in range(at + 1, min(at + _REACH, len(lower))) if lower[t] in ("city", "capital", "town")), None
                )
                if end is not None:
                    found.append(PlaceMention(at, end + 1, self.head, "place.here"))
        return found

    def _capitals_of(self, taken: set[int]) -> Iterator[PlaceMention]:
        """`in the Indian capital`: the capital of the country."""
        lower = self.reading.lower
        for mention in self.actor_at.values():
            at = mention.last
            if mention.how != "demonym" or at >= len(lower) or lower[at] != "capital" or at in taken:
                continue
            if at + 1 < len(lower) and (at + 1 in taken or self.reading.words[at + 1][0].isupper()):
                continue
            taken.add(at)
            capital = self.knowledge.capitals.get(mention.code, "")
            own = [record for record in self._named(capital) if record.country == mention.code]
            if own:
                record = max(own, key=lambda place: plain(place.name) == plain(capital))
                yield PlaceMention(mention.first, at + 1, record, "place.capital_of")

    def _inside_name(self, at: int, end: int) -> bool:
        """Say whether the words are part of a sea's or a longer capitalised name (`Port Rashid`, `Delhi Declaration`)."""
        words, sentence = self.reading.words, self.reading.sentence_of(at)
        if at - 1 > sentence.first:
            left = words[at - 1]
            if left[0].isupper() and left.isalpha() and left.lower() not in self._not_names and at - 1 not in self.actor_at:
                return True
        if end >= sentence.last:
            return False
        right = self.reading.lower[end]
        if right in self._seas:
            return True
        if not words[end][0].isupper() or right in self._not_names:
            return False
        return not (end in self.reading.actors or end in self.reading.list("venue_noun"))

    def _locative(self, at: int) -> bool:
        """Say whether a preposition leads to the town (`in the Laotian capital Vientiane`), or a meeting is named by it."""
        lower, back = self.reading.lower, at - 1
        while back >= 0 and at - back < _REACH and (lower[back] in _BETWEEN or self._is_demonym(back)):
            back -= 1
        if back >= 1 and lower[at - 1] == "of" and lower[at - 2] in _PARTS_OF:
            return True
        if back >= 1 and lower[at - 1] == "by" and lower[at - 2] == "hosted":
            return True  # `the last one was hosted by Visakhapatnam`
        following = lower[at + 1] if at + 1 < len(lower) else ""
        return (back >= 0 and lower[back] in _LOCATIVE) or following in _MEETINGS

    def _is_demonym(self, at: int) -> bool:
        return self.reading.lower[at] in self._demonyms and self.reading.lower[at + 1] in _AFTER_DEMONYM

    def container(self, end: int) -> tuple[str, str]:
        """Return country and district in `Qingdao, China`, `Pabbi in Pakistan`, `Camp Lejeune, N.C.`; empty if none is told."""
        words, at = self.reading.words, end
        while at < len(words) and at - end < 3 and self.reading.lower[at] in (",", "in", "(", "the", "["):
            at += 1
        if at == end:
            return "", ""
        _, regions = self.reading.regions.at(at)
        if regions and (words[end] in (",", "(") or len(words[at]) > 2):
            return regions[0].country, regions[0].code
        actor = self.actor_at.get(at)
        return (actor.code, "") if actor and actor.how == "name" and actor.code in self.knowledge.codes else ("", "")

    def _choose(self, records: Sequence[PlaceRecord], country: str, region: str, written: str) -> PlaceRecord:
        """Rank the towns of one name: its container, then the countries the article speaks of, then size."""
        if len(records) == 1:
            return records[0]
        total = sum(self.votes.values()) or 1

        def rank(place: PlaceRecord) -> float:
            share = self.votes[place.country] / total
            exact = 2 * (plain(place.name) == written)
            contained = 100 * (place.country == country) + 100 * bool(region and place.region == region)
            return contained + 4 * (share > 0) + 6 * share + log10(place.population + 1) + exact

        return max(records, key=rank)

    def toponyms(self) -> Iterator[PlaceMention]:
        """Yield every place that the text names, whatever is told of it: countries, districts and towns."""
        found = {mention.first: mention for mention in self.places() if mention.rule != "place.here"}
        sure = {plain(mention.place.name) for mention in found.values()} | {self.reading.dateline}
        at, words = 0, self.reading.words
        while at < len(words):
            if at in found:
                yield found[at]
                at = found[at].last
                continue
            mention = None if at in self.people_tokens else self._toponym(at, sure)
            if mention is not None:
                yield mention
            at = mention.last if mention is not None else at + 1

    def _toponym(self, at: int, sure: set[str]) -> PlaceMention | None:
        actor = self.actor_at.get(at)
        end, records = self.at(at)
        region_end, regions = self.reading.regions.at(at)
        if actor is not None and actor.how == "name" and actor.last >= max(end, region_end):
            lat, lon = self.knowledge.middles.get(actor.code, (None, None))
            record = PlaceRecord(self.knowledge.names.get(actor.code, actor.code), actor.code, lat, lon, ())
            return PlaceMention(at, actor.last, record, "place.country")
        if regions and region_end >= end and not (len(words := self.reading.words[at]) == 2 and words.isupper()):
            region = regions[0]
            record = PlaceRecord(region.name, region.country, region.lat, region.lon, ())
            return PlaceMention(at, region_end, record, "place.region")
        if not records or self._inside_name(at, end) or (actor is not None and actor.how not in ("capital", "name")):
            return None
        country, region_code = self.container(end)
        place = self._choose(records, country, region_code, " ".join(self.reading.words[at:end]))
        lone = end - at == 1 and at == self.reading.sentence_of(at).first
        known = plain(place.name) in sure or actor is not None or end - at > 1 or bool(country) or self._locative(at)
        if known or (place.population >= _LARGE and not lone):
            return PlaceMention(at, end, place, "place.container" if country else "place.gazetteer")
        return None

    def _unlisted(self, taken: set[int]) -> list[PlaceMention]:
        """Read `at Saljhandi`: a capitalised word after at or in that nothing else explains, a town the gazetteer lacks."""
        found, lower = [], self.reading.lower
        blocked = taken | self.people_tokens | set(self.actor_at)
        for at in [before + 1 for before in self.reading.where(_LEADING)]:
            if at >= len(lower) or at in blocked:
                continue
            end = self._capitals(at, blocked)
            if end > at and len(self.reading.words[at]) > 3 and self._stands_for_a_town(at, end):
                name = self.reading.text[self.reading.starts[at] : self.reading.ends[end - 1]]
                found.append(PlaceMention(at, end, PlaceRecord(name, "", None, None, (name,)), "place.unlisted"))
        return found

    def _capitals(self, at: int, blocked: set[int]) -> int:
        words, end = self.reading.words, at
        while end < len(words) and end - at < 3 and end not in blocked and words[end].isalpha() and words[end].istitle():
            if self.reading.lower[end] in self._not_names:
                break
            end += 1
        return end

    def _stands_for_a_town(self, at: int, end: int) -> bool:
        """The phrase must close after the name; `in` and `to` need a district behind it, or a comma or day."""
        lower = [*self.reading.lower[end : end + 2], "", ""]
        district = lower[0] in _DISTRICTS
        if {lower[0], lower[1]} & self._seas or at in self.reading.venues:
            return False
        before = self.reading.lower[at - 1]
        if before in ("in", "near") and not district and lower[0] not in (",", "on", "from"):
            return False
        return district or (before != "to" and (lower[0] in _CLOSERS or not lower[0]))
