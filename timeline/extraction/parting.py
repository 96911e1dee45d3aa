"""Parts the triggers of a sentence by the engagement they tell of: inner from outer, and kinds that cannot be one."""

from dataclasses import dataclass, replace

from timeline.extraction.kinds import MEET, MEETING_KINDS, Trigger
from timeline.extraction.mentions import PersonMention
from timeline.extraction.survey import Article
from timeline.extraction.text import Sentence
from timeline.extraction.tokens import word_set

_PAIR = 2
_WEAK = 0.5  # weight of a verb that may tell of no meeting
_REACH = 8  # tokens after `on the sidelines of` within which the larger engagement must be named
_REFERS = word_set("eve ahead before after following since approved agreed adopted")
_TALKS = word_set("meeting talks call discussions conversation interaction session")
_LATER = word_set("later then also separately afterwards subsequently he she he had subsequently earlier")
_HOLDING = MEETING_KINDS | {"visit", "exercise", "port_call"}
_GOING = frozenset({("to", "attend"), ("to", "participate"), ("to", "take"), ("to", "join")})


@dataclass(frozen=True, slots=True)
class Part:
    """Triggers that tell of one engagement, the tokens that speak of it, and whether it is inner or outer of another."""

    triggers: list[Trigger]
    region: tuple[int, int]
    inner: bool = False
    outer: bool = False
    apart: bool = False  # one of several clauses, each with a meeting of its own
    subject: PersonMention | None = None  # who is said in an earlier clause to have met, where this one leaves it out


class Parter:
    """Parts sentences of one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reading = article.reading
        self._within = article.reading.list("within")
        self._within_nouns = article.knowledge.words("within_noun")

    def part(self, sentence: Sentence, triggers: list[Trigger]) -> list[Part]:
        """Divide the triggers of a sentence by engagement."""
        return [clause for part in self._parts(sentence, triggers) for clause in self._by_clause(sentence, part)]

    def _parts(self, sentence: Sentence, triggers: list[Trigger]) -> list[Part]:
        for first, last, _ in self._within.all(sentence.first, sentence.last):
            parts = self._by_phrase(sentence, triggers, first, last)
            if parts is not None:
                return parts
        triggers = self._without_attendance(triggers)
        parts = self._by_gathering(sentence, triggers) or self._by_occasion(sentence, triggers)
        return parts or self._by_reference(sentence, triggers)

    def _by_phrase(self, sentence: Sentence, triggers: list[Trigger], first: int, last: int) -> list[Part] | None:
        """Part at a phrase like `on the sidelines of`, tokens `first` to `last`; None when it parts nothing."""
        whole = (sentence.first, sentence.last)
        if self._refers_back(last):
            inner = [t for t in triggers if not last <= t.first <= last + 3]
            if self.reading.lower[last + 1] in _TALKS and all(t.verb and t.kind in (MEET, "call") for t in inner):
                return [Part(triggers, whole)]  # `issues were deliberated during the meeting`: that meeting
            return [Part(group, whole, inner=True) for group in _by_family(inner)]
        left = [t for t in triggers if t.last <= first]
        right = [t for t in triggers if last <= t.first <= last + _REACH and (t.series or not t.verb) and t.kind in _HOLDING]
        sideline = self._is_sideline(first, last)
        if not right:
            outside = [t for t in triggers if t.last <= first or last <= t.first]  # `between sessions` is no session of its own
            return [Part(group, whole, inner=True) for group in _by_family(outside)] if sideline and outside else None
        if not sideline and not right[0].series and any(t.kind == MEET for t in left):
            return None  # `discussed security during a retreat`: one and the same meeting
        outer = right[0]
        comma = self._clause_end(outer.last, sentence.last)
        rest = left or [t for t in triggers if t.first >= comma]
        if not rest:
            return [Part([outer], whole, outer=True)]
        own, around = ((sentence.first, first), (first, sentence.last)) if left else ((comma, sentence.last), (first, comma))
        return [*(Part(group, own, inner=True) for group in _by_family(rest)), Part([outer], around, outer=True)]

    def _by_gathering(self, sentence: Sentence, triggers: list[Trigger]) -> list[Part]:
        """`On the opening day of the Shangri-La Dialogue A sat down with B`: two sides meet at a gathering of many."""
        gatherings = [t for t in triggers if self._is_of_many(t)]
        meets = [t for t in triggers if t.verb and t.kind == MEET and t.weight > _WEAK]
        if len(gatherings) != 1 or not meets:
            return []
        named = self.article.named.between(sentence.first, sentence.last)
        sides = self.article.sides(m.person for m in named)
        after = self.article.sides(m.person for m in named if m.first >= meets[0].last)
        if len(sides) != _PAIR or not after:
            return []
        whole = (sentence.first, sentence.last)
        return [Part(meets, whole, inner=True), Part(gatherings, whole, outer=True)]

    def _is_of_many(self, trigger: Trigger) -> bool:
        record = trigger.series.record if trigger.series else None
        return record is not None and (len(record.parties) > _PAIR or bool(record.organisation) or trigger.kind == "conference")

    def _by_occasion(self, sentence: Sentence, triggers: list[Trigger]) -> list[Part]:
        """Part `A met B, who was in town to attend the conclave` into the two meetings; empty when there is no such occasion."""
        meets = [t for t in triggers if t.verb and t.kind == MEET]
        if not self.article.named.between(sentence.first, sentence.last):
            return []  # `the chiefs will meet for the conference of the Committee`: one and the same
        for occasion in triggers if meets else ():
            comma = self._clause_end(occasion.last, sentence.last)
            if self._is_occasion(occasion) and meets[0].first < occasion.first:
                before = [t for t in triggers if t.last <= occasion.first]
                parts = [Part(group, (sentence.first, occasion.first), inner=True) for group in _by_family(before)]
                return [*parts, Part([occasion], (occasion.first, sentence.last), outer=True)] if occasion.series else parts
            if self._is_purpose(occasion) and meets[0].first > comma:
                after = [t for t in triggers if t.first > comma]
                parts = [Part(group, (comma, sentence.last), inner=True) for group in _by_family(after)]
                return [*parts, Part([occasion], (sentence.first, comma), outer=True)]
        return []

    def _by_stop(self, part: Part) -> list[Part]:
        """`In October he travelled to Myanmar, and last month he was in Kathmandu`: a trip per clause with a place of its own."""
        verbs = [t for t in part.triggers if t.verb and t.kind == "visit"]
        first, last = part.region
        if len(verbs) != _PAIR or len(part.triggers) != _PAIR:
            return [part]
        edge = self._clause_edge(verbs[0].last, verbs[1].first)
        if edge is None or not (self._located(first, edge) and self._located(edge, last)):
            return [part]
        if not (self.article.dates.between(first, edge) and self.article.dates.between(edge, last)):
            return [part]
        subject = next((m for m in self.article.named.between(first, edge) if m.last <= verbs[0].first), None)
        return [
            replace(part, triggers=verbs[:1], region=(first, edge), apart=True),
            replace(part, triggers=verbs[1:], region=(edge, last), apart=True, subject=subject),
        ]

    def _located(self, first: int, last: int) -> bool:
        return bool(self.article.places.between(first, last)) or any(
            m.how in ("name", "capital") for m in self.article.actors.between(first, last)
        )

    def _by_clause(self, sentence: Sentence, part: Part) -> list[Part]:
        """`He met A; later that day he saw B`: one meeting per clause, where each clause names somebody else."""
        if any(t.kind == "visit" for t in part.triggers):
            return self._by_stop(part)
        verbs = [t for t in part.triggers if t.verb and t.kind == MEET]
        first, last = part.region
        named = [m for m in self.article.named.between(first, last) if m.last - m.title_first > 1]
        if len(verbs) < 2 or len(named) < 2 or any(t.series for t in part.triggers):
            return [part]
        before, begin, subject = verbs[0], first, next((m for m in named if m.last <= verbs[0].first), None)
        found: list[Part] = []
        for verb in verbs[1:]:
            edge = self._clause_edge(before.last, verb.first)
            mine = {m.person for m in named if before.last <= m.first < (edge or 0)}
            others = {m.person for m in named if verb.last <= m.first}
            if edge is None or not mine or not others - mine or (subject and subject.person in others):
                continue
            own = [t for t in part.triggers if begin <= t.first < edge]
            found.append(replace(part, triggers=own, region=(begin, edge), apart=True, subject=subject if found else None))
            before, begin = verb, edge
        if not found:
            return [part]
        rest = [t for t in part.triggers if t.first >= begin]
        return [*found, replace(part, triggers=rest, region=(begin, last), apart=True, subject=subject)]

    def _clause_edge(self, first: int, last: int) -> int | None:
        """Return the token that opens a clause of its own between two verbs."""
        lower = self.reading.lower
        for at in range(first, last):
            after = lower[at + 1] if at + 1 < last else ""
            if lower[at] == ";" or (lower[at] in ("and", "then", "before", "while") and (after in _LATER or at + 1 == last)):
                return at
        return None

    def _is_purpose(self, trigger: Trigger) -> bool:
        """`In Brussels for the meeting of NATO ministers, A met B`."""
        near = self.reading.lower[max(0, trigger.first - 5) : trigger.first]
        return trigger.kind in MEETING_KINDS and ("for", "the") in zip(near, near[1:], strict=False)

    def _by_reference(self, sentence: Sentence, triggers: list[Trigger]) -> list[Part]:
        """Part off meetings named only to tell when this one was, then group what is left by kind."""
        whole = (sentence.first, sentence.last)
        beside = [t for t in triggers if t.series and self._is_reference(t)]
        if not beside or len(beside) == len(triggers):
            return [Part(group, whole) for group in _by_family(triggers)]
        parts = [Part(group, whole) for group in _by_family([t for t in triggers if t not in beside])]
        return parts + [Part([t], (t.first, self._clause_end(t.last, sentence.last))) for t in beside]

    def _is_reference(self, trigger: Trigger) -> bool:
        """`on the eve of the Security Conference`."""
        before = self.reading.lower[max(0, trigger.first - 4) : trigger.first]
        return bool(_REFERS & set(before)) and trigger.kind in MEETING_KINDS

    def _without_attendance(self, triggers: list[Trigger]) -> list[Trigger]:
        """`arrived on Wednesday to attend the conclave`: going to a meeting or a drill is no visit of its own."""
        if not any(trigger.verb and trigger.kind == "visit" for trigger in triggers):
            return triggers
        kept = []
        for trigger in triggers:
            after = self.reading.lower[trigger.last : trigger.last + 2 * _REACH]
            attends = any(pair in _GOING for pair in zip(after, after[1:], strict=False))
            others = [t for t in triggers if t is not trigger and not t.verb and t.kind not in ("visit", "port_call")]
            drills = any(t.kind in ("exercise", "training") for t in others)
            if not (trigger.verb and trigger.kind == "visit" and ((attends and others) or drills)):
                kept.append(trigger)
        return kept or triggers

    def _is_occasion(self, trigger: Trigger) -> bool:
        """`in town for the same gathering`: a larger meeting, while two sides meet."""
        before = self.reading.lower[max(0, trigger.first - 3) : trigger.first]
        if trigger.series:
            near = self.reading.lower[max(0, trigger.first - 9) : trigger.first]
            return trigger.kind in MEETING_KINDS and bool({"attend", "attending"} & set(near))
        return not trigger.verb and ("same" in before or before[-2:] in (["for", "the"], ["attend", "the"], ["attending", "the"]))

    def _refers_back(self, last: int) -> bool:
        """`as part of the visit`, `during the meeting`: the larger engagement is the one told of before."""
        lower = self.reading.lower
        definite = last + 1 < len(lower) and lower[last] in ("the", "this", "their", "his", "her", "its")
        return definite and lower[last + 1] in self._within_nouns

    def _is_sideline(self, first: int, last: int) -> bool:
        return bool({"sidelines", "margins", "fringes", "alongside", "sessions", "break"} & set(self.reading.lower[first:last]))

    def _clause_end(self, first: int, last: int) -> int:
        return next((at for at in range(first, last) if self.reading.words[at] == ","), last)


def _by_family(triggers: list[Trigger]) -> list[list[Trigger]]:
    """Group triggers that can speak of one engagement: meeting words together, each other kind by itself, two series apart."""
    groups: list[list[Trigger]] = []
    for trigger in sorted(triggers, key=lambda t: t.series is None):
        family = "meeting" if trigger.kind in MEETING_KINDS else trigger.kind
        for group in groups:
            head = group[0]
            same = ("meeting" if head.kind in MEETING_KINDS else head.kind) == family
            apart = trigger.series and head.series and trigger.series.name != head.series.name
            if same and not apart:
                group.append(trigger)
                break
        else:
            groups.append([trigger])
    return [group for group in groups if not (all(t.weight < 0.5 for t in group) and len(groups) > 1)]
