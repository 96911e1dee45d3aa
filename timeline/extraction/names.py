"""Recognises titles and personal names: `[country] [office] [rank] Given Family`, and offices in apposition."""

from dataclasses import dataclass

from timeline.extraction.knowledge import KnowledgeBase, OfficeRecord
from timeline.extraction.text import Reading
from timeline.extraction.tokens import word_set

_MOST_NAME_TOKENS = 7
_OFFICE_LINKS = frozenset(("of", "the", "and", "&", "for"))
_HYPHENS = ("-", "–", "‑")
_COUNTRY_HOWS = ("name", "demonym", "organisation", "metonym", "capital")
_SERVICES = word_set("military foreign defence defense army navy naval air")
_PLAIN_OFFICE = word_set("director head secretary minister chairman chair commander king queen speaker aide envoy")


@dataclass(slots=True)
class Title:
    """A title at tokens `first` to `last`: office wording, level, party told by it, and what else it shows."""

    first: int
    last: int
    office: str = ""
    level: int = 0
    party: str = ""
    counterpart: bool = False
    former: bool = False
    strong: bool = False  # an office, rank or honorific stands in it, not a country alone


class NameGrammar:
    """The grammar of titles and names over one reading."""

    def __init__(self, reading: Reading, knowledge: KnowledgeBase) -> None:
        self.reading = reading
        self.knowledge = knowledge
        self._ranks = reading.list("rank")
        self._honorifics = reading.list("honorific")
        self._prefixes = knowledge.words("office_prefix")
        self._former = knowledge.words("former")
        self._particles = knowledge.words("particle")
        self._counterparts = reading.list("counterpart")
        self._not_names = knowledge.words("not_name") | knowledge.words("not_person")
        self._name_words = [entry.name for entry in reading.book]
        for at in reading.tokens.get("a", ()):
            if reading.words[at] == "A" and at and at + 1 < len(reading.words):
                self._name_words[at] = self._is_initial(at)
        names = (at for at, is_name in enumerate(self._name_words) if is_name)
        self.name_starts = sorted({*names, *reading.where(self._particles)})  # the tokens at which a personal name may begin
        self.openers = {*reading.where(self._prefixes | self._former | _SERVICES)}
        for marks in (self._ranks, self._honorifics, self._counterparts, reading.offices, reading.actors):
            self.openers.update(marks)

    def title(self, index: int) -> Title | None:
        """Return the title that starts at token `index`, or None."""
        if index not in self.openers:
            return None
        title, at = Title(index, index), index
        while at < len(self.reading.words):
            after = self._piece(title, at)
            if after == at:
                break
            at = title.last = after
        return title if title.last > index and (title.strong or title.party) else None

    def _piece(self, title: Title, at: int) -> int:
        """Read one more piece of a title at token `at`; return the token after it, or `at` when none fits."""
        lower, last = self.reading.lower, len(self.reading.words)
        end, offices = self.reading.offices.at(at)
        actor_end, actors = self.reading.actors.at(at)
        rank_end, ranks = self._ranks.at(at)
        if (
            actors
            and actors[0].how not in ("capital", "group")
            and actor_end >= max(end, rank_end)
            and not (offices and end == actor_end)
        ):
            return self._country(title, at, actor_end, actors[0].code)
        if offices and end >= rank_end:
            return self._office(title, at, end, offices[0])
        if ranks:
            title.strong = True
            return rank_end
        honor_end, honorifics = self._honorifics.at(at)
        if honorifics:
            title.strong = True
            return honor_end
        counter_end, counterparts = self._counterparts.at(at)
        if counterparts and (title.party or title.last == at):
            title.counterpart = title.strong = True
            return counter_end
        if lower[at] in self._former and at + 1 < last:
            title.former = True
            return at + 1
        if lower[at] in self._prefixes or lower[at] in _SERVICES:
            return at + 1 if self._opens_title(at + 1) else at
        if (
            lower[at] in (",", "and", "&", "/", "-", "–", "the")
            and title.last > title.first
            and title.strong
            and self._opens_title(at + 1)
        ):
            return at + 1
        return at

    def _opens_title(self, at: int) -> bool:
        if at >= len(self.reading.words):
            return False
        lower = self.reading.lower
        if lower[at] in self._prefixes and at + 1 < len(lower) and self._opens_title(at + 1):
            return True
        return at in self._ranks or at in self._honorifics or at in self.reading.offices

    def _country(self, title: Title, at: int, end: int, code: str) -> int:
        """Accept a country or body inside a title only when a title word follows (`Russia's Defence Minister`)."""
        after = end
        if after < len(self.reading.words) and self.reading.lower[after] in ("'s", "'"):
            after += 1
        follows = after < len(self.reading.words) and (
            self._opens_title(after)
            or after in self._counterparts
            or self.reading.lower[after] in self._former
            or self.reading.lower[after] in ("defence", "defense", "army", "navy", "naval", "air", "military", "armed")
            and self._opens_title(after + 1)
        )
        possessive = after > end and self._name_end(after) - after >= 2 and title.last == title.first
        if not (follows or possessive):
            return at
        title.party = title.party or code
        return after

    def _office(self, title: Title, at: int, end: int, office: OfficeRecord) -> int:
        words = self.reading.lower[at:end]
        previous = self.reading.lower[at - 1] if at else ""
        start = at - 1 if previous in self._prefixes else at
        wording = self.reading.text[self.reading.starts[start] : self.reading.ends[end - 1]]
        if len(words) == 1 and words[0] in _PLAIN_OFFICE and not title.office and self.reading.words[at][0].islower():
            title.strong = title.strong or words[0] in ("minister", "king", "queen")
        else:
            title.strong = True
        after, party = self._of_whom(end)
        if not title.office or office.level > title.level:
            level = office.level - (12 if start < at and previous in ("deputy", "vice", "assistant", "under") else 0)
            title.office, title.level = wording, max(level, title.level)
        title.party = title.party or party
        return after

    def _of_whom(self, end: int) -> tuple[int, str]:
        """Read `of the Republic of Korea`, `of NATO`, `for Defence`, `of the Western Fleet` after an office."""
        words, lower = self.reading.words, self.reading.lower
        end = self._past_joint(end)
        if end + 1 >= len(words) or lower[end] not in ("of", "for", "at", "in", "to"):
            return end, ""
        at = end + 1 + (lower[end + 1] == "the")
        after, actors = self.reading.actors.at(at)
        if actors and actors[0].how in _COUNTRY_HOWS:
            code = actors[0].code
            tail = after
            while (
                tail < len(words)
                and words[tail][0].isupper()
                and not self._opens_title(tail)
                and tail - after < 4
                and actors[0].how != "name"
            ):
                tail += 1
            return (tail if actors[0].how != "name" else after), code
        if lower[end] in ("of", "for") and at < len(words) and words[at][0].isupper() and not self._opens_title(at):
            tail = at
            while tail < len(words) and (words[tail][0].isupper() or lower[tail] in _OFFICE_LINKS) and tail - at < 7:
                if self._opens_title(tail) and lower[tail - 1] not in ("of", "the", "for"):
                    break
                if words[tail][0].isupper() and lower[tail] not in self._not_names:
                    break
                inner, more = self.reading.actors.at(tail)
                if more:
                    return inner, more[0].code
                tail += 1
            while tail > at and lower[tail - 1] in _OFFICE_LINKS:
                tail -= 1
            return (tail if tail > at else end), ""
        return end, ""

    def _past_joint(self, end: int) -> int:
        """`Minister for Defence Industry & Capability Delivery of Australia`: the second half of an office's domain."""
        words, lower = self.reading.words, self.reading.lower
        if end + 1 >= len(words) or lower[end] not in ("&", "and") or not words[end + 1][0].isupper():
            return end
        joint = next((at for at in range(end + 1, min(end + 6, len(words))) if not words[at][0].isupper()), end)
        domain = lower[joint] in ("of", "for") and not any(self._opens_title(at) for at in range(end + 1, joint))
        return joint if domain else end

    def name_end(self, index: int) -> int:
        """Return the token after the personal name that starts at `index`; `index` itself when none does."""
        return self._name_end(index)

    def _name_end(self, index: int) -> int:
        words, lower, at = self.reading.words, self.reading.lower, index
        if index >= len(words) or not (self._name_words[index] or lower[index] in self._particles):
            return index
        while at < len(words) and at - index < _MOST_NAME_TOKENS:
            if self._name_words[at] and not (at > index and self._stops(at)):
                at += 1
            elif (
                at + 1 < len(words) and words[at] in _HYPHENS and at > index and self._touching(at) and words[at + 1][0].isalpha()
            ):
                at += 2
            elif lower[at] in self._particles and self._particle_run(at):
                at = self._particle_run(at)
            else:
                break
        while at > index and lower[at - 1] in self._particles and words[at - 1][0].islower():
            at -= 1
        return at

    def _stops(self, at: int) -> bool:
        """A country, office or rank inside a run of capitals ends the name (`Belousov Russian Minister`)."""
        end, actors = self.reading.actors.at(at)
        return (bool(actors) and actors[0].how in ("demonym", "organisation") and end > at) or at in self.reading.offices

    def _is_initial(self, at: int) -> bool:
        """`Gen. A Rahman`: the word is an initial, unless a sentence or quote opens with it."""
        led = at - 1 in self._ranks or at - 1 in self.reading.offices or self.reading.words[at - 1].istitle()
        return led and self.reading.words[at + 1].istitle()

    def _particle_run(self, at: int) -> int:
        """Return the token after a particle and the name it introduces (`al-Abbasi`, `bin Salman`), 0 when none follows."""
        words, after = self.reading.words, at + 1
        if after < len(words) and self.reading.lower[after] in self._particles and words[after][0].islower():
            after += 1
        if after < len(words) and words[after] in _HYPHENS:
            after += 1
        if after < len(words) and words[after] == "'":
            after += 1
        return after + 1 if after < len(words) and self._name_words[after] else 0

    def _touching(self, at: int) -> bool:
        reading = self.reading
        return (
            reading.ends[at - 1] == reading.starts[at]
            and at + 1 < len(reading.words)
            and reading.ends[at] == reading.starts[at + 1]
        )
