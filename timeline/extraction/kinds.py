"""Finds the words that tell of an engagement (triggers) and decides what kind of engagement they tell of."""

from typing import NamedTuple

from timeline.extraction.editions import SPEAKING, find_edition
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.mentions import Mentions, SeriesMention
from timeline.extraction.phrases import between, stands
from timeline.extraction.text import Reading, Sentence
from timeline.extraction.tokens import word_set
from timeline.vocabulary import Kind

EDITION = "edition"  # another or the same edition of the format told of before
OPEN = "open"  # something that people or forces of two sides did somewhere, in words no list has
STAY = 0.6  # weight of `they were in ...`
MEET = "meet"  # a meeting whose kind its participants decide
MEETING_KINDS = frozenset({MEET, "ministerial", "summit", "dialogue", "working_group", "bilateral", "conference"})
_DEFINITE = word_set("the this that these those his her their its both")
_GENERIC = word_set("such any every regular future frequent no more other various several many previous all further")
_ARTICLES = frozenset(
    ("a", "an", "another", "one", "two", "three", "four", "joint", "bilateral", "inaugural", "its", "their", "first")
)
_BEFORE_NOUN = _DEFINITE | {"a", "an", "official", "'s", "of", "joint"}
_AFTER_NOUN = word_set(
    "in on at of was is were held with between and to will that which had has under here this by for takes from"
)
_NEEDS = word_set(
    "need needs threat threats challenge challenges demand demands requirement requirements standard standards target targets"
    " goal goals obligation obligations responsibility responsibilities expectation expectations deadline deadlines criteria"
    " commitments conditions objectives resistance opposition costs"
)
_CLAUSE = word_set("while of in and as for at on with to by from during before after when that which who is was were are")
_FORMAL = word_set("joint mixed naval military defence defense bilateral intergovernmental border")
_HARBOUR = word_set("port harbour harbor quay pier berth wharf")
_PHONE = word_set(
    "telephonic telephonically phone telephone video videoconference telephoned phoned teleconference videocall virtually"
)
_SCHOOLS = word_set("academy school college university museum headquarters institute barracks")
_BEFORE_VISITING = word_set("is are was were been be after before when while by currently")
_SPENDING = word_set("spend spends spent spending")
_BEING = word_set("is was are were been be")
_REACH = 8  # tokens
_RECEIVES = word_set("receive receives received welcome welcomed welcomes host hosted hosts")
_BEFORE_STAYING = word_set("who he she they ships minister delegation also will not to")
GREETINGS = word_set("welcome welcomed welcomes welcoming greet greeted greets greeting")
_MILITARY = word_set("defence defense military naval army")
_DOZENS = word_set("dozen dozens several many five six seven eight nine ten eleven twelve")
_LEADERS, _MINISTERS = 95, 70
_WEAK_VERBS = word_set(
    "discuss discussed discusses discussing gather gathered go goes went going be see sees"
    " saw seen seeing host hosts hosted hosting talk tour head headed heads heading stop"
)


class Trigger(NamedTuple):
    """A word or name that tells of an engagement; `kind` is a Kind or MEET, `weight` how surely it tells of one by itself."""

    first: int
    last: int
    kind: str
    verb: bool
    definite: bool
    weight: float
    series: SeriesMention | None = None


class TriggerFinder:
    """Finds triggers sentence by sentence."""

    def __init__(
        self, reading: Reading, knowledge: KnowledgeBase, series: Mentions[SeriesMention], places: set[int], named: set[int]
    ) -> None:
        self.reading = reading
        self._named = named  # tokens where a person's name ends
        self.knowledge = knowledge
        self._series = series
        self._places = places  # tokens where a town or a country that something is in begins
        self._ships = reading.list("ship_noun")
        prefixes = knowledge.words("ship_prefix")
        self._prefixed = [at for at in reading.where(prefixes) if reading.words[at] == reading.lower[at].upper()]
        self._nouns = reading.list("event_noun")
        self._verbs = reading.list("event_verb")
        self._signs, self._papers = reading.list("sign_verb"), reading.list("sign_own")
        self._phones, self._schools, self._harbours = (reading.where(words) for words in (_PHONE, _SCHOOLS, _HARBOUR))
        self._calling = reading.tokens.get("call", [])
        staying = (at for at in reading.where(_BEING) if at + 2 in places and reading.lower[at + 1] == "in")
        self._staying = sorted([*staying, *reading.where(_SPENDING)])
        figures = {at for at in reading.numerals if reading.lower[at][0].isdigit()}
        self._editions_at = sorted(figures | {*reading.where(SPEAKING)})

    def find(self, sentence: Sentence) -> list[Trigger]:
        """Return the triggers of one sentence in order; inside a series name only the series counts."""
        found = [self._of_series(m) for m in self._series.between(sentence.first, sentence.last)]
        inside = {token for trigger in found for token in range(trigger.first, trigger.last)}
        phone = stands(self._phones, sentence.first, sentence.last)
        ashore = stands(self._schools, sentence.first, sentence.last)
        ships = self._ships.any(sentence.first, sentence.last) or stands(self._prefixed, sentence.first, sentence.last)
        for first, last, rows in self._nouns.all(sentence.first, sentence.last):
            if first in inside or self._is_generic(first, last, sentence) or self._is_modifier(first, last):
                continue
            kind = rows[0].value
            formal = self.reading.words[first][0].isupper() or self.reading.lower[first - 1] in _FORMAL
            if kind == Kind.WORKING_GROUP and last - first == 1 and not formal:
                continue  # `the committee`, `on board`: a body, not its session
            if kind == MEET and phone:
                kind = Kind.CALL.value
            if kind == Kind.VISIT and ships and not ashore:
                kind = Kind.PORT_CALL.value
            found.append(Trigger(first, last, kind, False, self._is_definite(first, sentence), 1.0))
        inside |= {token for trigger in found for token in range(trigger.first, trigger.last)}
        if not found:
            found += self._editions(sentence)
        found += self._calls(sentence, inside)
        found += self._verb_triggers(sentence, inside, phone, ships, ashore)
        return sorted(found, key=lambda trigger: trigger.first)

    def _is_modifier(self, first: int, last: int) -> bool:
        """`ministerial calls`, `bilateral relations`: before another noun the word only describes."""
        word = self.reading.lower[first]
        after = self.reading.lower[last] if last < len(self.reading.lower) else ""
        return (
            last - first == 1
            and word in ("ministerial", "bilateral", "trilateral")
            and (after.isalpha() or after in (",", "-"))
            and after not in _AFTER_NOUN
        )

    def _of_series(self, mention: SeriesMention) -> Trigger:
        return Trigger(mention.first, mention.last, mention.kind, False, False, 2.0, mention)

    def _verb_triggers(self, sentence: Sentence, inside: set[int], phone: bool, ships: bool, ashore: bool) -> list[Trigger]:
        found = []
        for first, last, rows in self._verbs.all(sentence.first, sentence.last):
            kinds = {row.value for row in rows}
            if first in inside or self._is_noun_here(first):
                continue
            if self.reading.lower[first] in ("meet", "meets", "meeting", "met") and _NEEDS & set(
                self.reading.lower[last : last + 6]
            ):
                continue  # to meet a need is to see nobody
            kind = (
                next(iter(kinds))
                if len(kinds) == 1
                else (Kind.PORT_CALL.value if ships and Kind.PORT_CALL.value in kinds else min(kinds))
            )
            received = kind == MEET and self.reading.lower[first] in _RECEIVES
            if received and self._ships.any(last, min(last + _REACH, sentence.last)):
                kind = Kind.PORT_CALL.value  # `Da Nang received the destroyer Delhi`
            if kind == Kind.PORT_CALL and not (ships or stands(self._harbours, sentence.first, sentence.last)):
                continue
            if kind == Kind.VISIT and ships and not ashore:
                kind = Kind.PORT_CALL.value
            if kind == MEET and phone:
                kind = Kind.CALL.value
            weak = self.reading.lower[first] in _WEAK_VERBS or self.reading.lower[first] in GREETINGS
            found.append(Trigger(first, last, kind, True, False, 0.3 if weak else 0.8))
        return found + self._signings(sentence, inside) + self._stays(sentence, ships)

    def _is_noun_here(self, first: int) -> bool:
        """`the visit`, `a tour`: after a determiner the word is no verb (the noun list has it); `the visiting minister`."""
        if self.reading.lower[first] == "visiting" and (not first or self.reading.lower[first - 1] not in _BEFORE_VISITING):
            return True
        return first > 0 and self.reading.lower[first - 1] in _BEFORE_NOUN

    def _editions(self, sentence: Sentence) -> list[Trigger]:
        """`The third edition was held in Pabbi`, `the 55th will be in Seoul`: an edition of the format told of before."""
        among = between(self._editions_at, sentence.first, sentence.last)
        found = find_edition(self.reading.lower, sentence.first, sentence.last, among)
        return [Trigger(*found, EDITION, False, True, 1.0)] if found else []

    def _calls(self, sentence: Sentence, inside: set[int]) -> list[Trigger]:
        """`the call`, `during their call`: a conversation told of before was by telephone."""
        lower = self.reading.lower
        return [
            Trigger(at, at + 1, Kind.CALL.value, False, True, 0.4)
            for at in between(self._calling, sentence.first + 1, sentence.last)
            if at not in inside
            and lower[at - 1] in ("the", "their", "this")
            and (at + 1 >= sentence.last or lower[at + 1] not in ("on", "for", "to", "at", "by"))
        ]

    def _stays(self, sentence: Sentence, ships: bool) -> list[Trigger]:
        """`who is in Russia from 8 to 10 December`, `they were in Alexandria`: someone stays in a place."""
        lower = self.reading.lower
        kind = Kind.PORT_CALL.value if ships else Kind.VISIT.value
        for at in between(self._staying, sentence.first, sentence.last - 2):
            if lower[at] in _SPENDING:  # `will spend three days in Azerbaijan`
                where = next((t for t in range(at + 1, min(at + _REACH, sentence.last)) if t in self._places), None)
                if where is not None and lower[where - 1] in ("in", "at"):
                    return [Trigger(at, at + 1, kind, True, False, STAY)]
            elif lower[at - 1] in _BEFORE_STAYING or at - 1 in self._named:
                return [Trigger(at, at + 2, kind, True, False, STAY)]
        return []

    def _signings(self, sentence: Sentence, inside: set[int]) -> list[Trigger]:
        """A verb of signing with a document of its own after it, or before it in the passive."""
        verbs = self._signs.all(sentence.first, sentence.last)
        documents = self._papers.all(sentence.first, sentence.last) if verbs else []
        found = []
        for first, last, _ in verbs:
            near = [d for d in documents if 0 <= d[0] - last <= 8 or 0 < first - d[1] <= 6]
            if near and first not in inside:
                found.append(Trigger(first, last, Kind.SIGNING.value, True, False, 0.8))
        return found[:1]

    def _is_definite(self, first: int, sentence: Sentence) -> bool:
        for at in range(first - 1, max(sentence.first, first - 5) - 1, -1):
            word = self.reading.lower[at]
            if word in _DEFINITE:
                return True
            if word in _ARTICLES or word in _CLAUSE or not word.isalpha():
                return False
        return False

    def _is_generic(self, first: int, last: int, sentence: Sentence) -> bool:
        """`such exercises`, `regular meetings`, `in the course of`: no one event is meant."""
        if self.reading.lower[first:last] == ["course"] and last < sentence.last and self.reading.lower[last] == "of":
            return True
        window = self.reading.lower[max(sentence.first, first - 3) : first]
        return any(word in _GENERIC for word in window)


def settle(
    kind: str, levels: list[int], parties: set[str], organisations: set[str], words: list[str], named: bool = False
) -> str:
    """Turn MEET into a kind by who met: two sides a bilateral, ministers of many a ministerial, leaders a summit."""
    if kind == Kind.CONFERENCE and not named and len(parties - organisations) == 2 and not organisations:
        return Kind.DIALOGUE.value  # a conference of two sides is a round of their talks
    if kind not in (MEET, "bilateral"):
        return kind
    countries = parties - organisations
    many_told = any(
        words[at] in ("countries", "nations", "navies", "states")
        and any(w.isdigit() and int(w[:4]) > 2 or w in _DOZENS for w in words[max(0, at - 3) : at])
        for at in range(len(words))
    )
    top = max(levels, default=0)
    plural_ministers = any(word in ("ministers", "chiefs", "commanders-in-chief") for word in words)
    many = many_told or len(countries) >= 3 or (organisations and len(parties) >= 3)
    if kind == "bilateral" and not many:
        return kind
    if sum(level >= _LEADERS for level in levels) >= 2 or (
        "leaders" in words and not _MILITARY & set(words) and (many or organisations)
    ):
        return Kind.SUMMIT.value
    if many or (organisations and plural_ministers):
        if plural_ministers or top >= _MINISTERS or "leaders" in words:
            return Kind.MINISTERIAL.value
        return Kind.WORKING_GROUP.value if {"officials", "experts", "officers", "working"} & set(words) else Kind.CONFERENCE.value
    return Kind.BILATERAL.value
