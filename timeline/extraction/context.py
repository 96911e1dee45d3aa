"""Lends a telling what its sentence leaves unsaid: the open pair, the body spoken of, the series of `the third edition`."""

from timeline.extraction.events import Event, Evidence, Telling
from timeline.extraction.kinds import MEET
from timeline.extraction.survey import Article
from timeline.extraction.text import Sentence
from timeline.extraction.tokens import word_set

_NEAR_PARAGRAPHS = 1
_LEAD_SENTENCES = 3
_PAIR = 2
_FEW = 4  # parties that come again
_NUMBERS = word_set("three four five six seven eight nine ten")
_PERSONS = word_set(
    "two both pair men women ministers generals admirals leaders presidents chiefs secretaries colleagues counterparts they"
)
_GROUPS = word_set(
    "ministers chiefs leaders presidents commanders officials delegations countries nations states allies partners members group"
    " colleagues generals admirals secretaries heads participants"
)


class Context:
    """What the article has told so far, as later sentences refer to it."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reading = article.reading
        self._anaphors = article.reading.list("anaphor")
        self._bodies = article.reading.list("org_anaphor")
        self._body_at = [m for m in article.actors if m.code not in article.knowledge.codes]

    def lend(self, sentence: Sentence, telling: Telling, events: list[Event], current: Event | None) -> None:
        """Complete the telling's parties and series from what was told before."""
        self._lend_body(sentence, telling)
        self._lend_label(sentence, telling)
        self._lend_series(telling, events)
        if len(telling.parties) >= 2 or (telling.series and telling.series.record and telling.series.record.parties):
            return
        self._lend_pair(sentence, telling, current)
        self._lend_group(sentence, telling, current or (events[-1] if events else None))
        if len(telling.parties) < 2 and not events:
            self._lend_lead(sentence, telling)

    def lend_people(self, telling: Telling, current: Event | None) -> None:
        """`the two met again`, `both ministers`: the people told of last, where one spoke for each side."""
        if telling.pair is None or current is None:
            return
        sides = [self.article.people[number].party for number in current.people]
        if len(sides) == _PAIR and len(set(sides)) == _PAIR and set(telling.people) <= set(current.people):
            for number in current.people:
                told = Evidence(telling.pair, "person.open_pair", 0.7, "the people told of just before")
                telling.people.setdefault(number, told)

    def _lend_label(self, sentence: Sentence, telling: Telling) -> None:
        """`Brazil. He and Minister Múcio touched on ...`: the country that heads the paragraph."""
        label = self.article.labels.get(sentence.paragraph)
        if label is not None and label.actor is not None and len(telling.parties) < _PAIR:
            tokens = (label.actor.first, label.actor.last)
            telling.parties.setdefault(label.actor.code, Evidence(tokens, "party.label", 0.7, "the heading of the paragraph"))

    def _lend_body(self, sentence: Sentence, telling: Telling) -> None:
        """`the bloc`, `member states`: the organisation named last."""
        found = self._bodies.all(sentence.first, sentence.last)
        if not found:
            return
        before = [m for m in self._body_at if m.first < found[0][0]] or self._body_at[:1]
        if before:
            telling.parties.setdefault(before[-1].code, Evidence((found[0][0], found[0][1]), "party.body_anaphor", 0.7))

    def _lend_series(self, telling: Telling, events: list[Event]) -> None:
        """`the third edition of the drill`, `the 22nd session of the Commission`: the series told of before."""
        if telling.series or not (telling.edition or telling.sibling):
            return
        for event in reversed(events):
            if not set(telling.parties) <= set(event.parties):
                continue
            other = telling.sibling or bool(event.edition and telling.edition and event.edition[0] != telling.edition[0])
            if (event.series or telling.sibling) and other and event.family == telling.family:
                telling.series, telling.kind = event.series, event.kind
                trigger = telling.triggers[0]
                for code in self._lasting(event):
                    telling.parties.setdefault(
                        code, Evidence((trigger.first, trigger.last), "party.of_series", 0.7, "the parties of the same series")
                    )
                return

    def _lasting(self, event: Event) -> list[str]:
        """Return the parties that another edition has too: the body alone where many of its members came."""
        bodies = [code for code in event.parties if code not in self.article.knowledge.codes]
        return bodies if bodies and len(event.parties) > _FEW else list(event.parties)

    def _lend_pair(self, sentence: Sentence, telling: Telling, current: Event | None) -> None:
        """`the two sides`, `they`, or one of the two alone: both parties of the engagement told of last."""
        if current is None or not 2 <= len(current.sides) <= 3:
            return
        if sentence.paragraph - self.reading.sentences[current.last_sentence].paragraph > _NEAR_PARAGRAPHS:
            return
        anaphor = self._anaphors.all(sentence.first, sentence.last)
        told = set(telling.parties)
        if (anaphor or (told and len(current.sides) == 2)) and told <= current.sides:
            trigger = telling.triggers[0]
            tokens = (anaphor[0][0], anaphor[0][1]) if anaphor else (trigger.first, trigger.last)
            for code in sorted(current.sides):
                telling.parties.setdefault(code, Evidence(tokens, "party.open_pair", 0.7, "the parties told of just before"))
            if anaphor and self.reading.lower[anaphor[0][0] : anaphor[0][1]][-1] in _PERSONS:
                telling.pair = tokens

    def _lend_group(self, sentence: Sentence, telling: Telling, current: Event | None) -> None:
        """`the same ministers`, `the ten countries`, `the group last met`: all parties of the meeting of many told of last."""
        if current is None or len(current.parties) <= _PAIR or not set(telling.parties) <= current.sides:
            return
        if self.reading.sentences[telling.sentence].paragraph - current.paragraph > _NEAR_PARAGRAPHS:
            return
        at = self._group(sentence)
        if at is None:
            return
        for code in current.parties:
            evidence = Evidence((at, at + 1), "party.group", 0.6, "the parties told of just before")
            telling.parties.setdefault(code, evidence)

    def _group(self, sentence: Sentence) -> int | None:
        """Return the token of a plural for those who met, behind `the`, `same` or a number: `the four`, `its ten ministers`."""
        lower = self.reading.lower
        for at in range(sentence.first + 1, sentence.last):
            before = lower[max(sentence.first, at - 3) : at]
            if lower[at] in _GROUPS and {"the", "same", "all", "these", "its", "their"} & set(before):
                return at
            if lower[at] in _NUMBERS and before[-1] in ("the", "all"):
                return at
        return None

    def _lend_lead(self, sentence: Sentence, telling: Telling) -> None:
        """The first engagement may have its parties in the sentences before it."""
        first = self.reading.sentences[0].first
        if (
            sentence.number > _LEAD_SENTENCES
            or telling.weight < 0.5
            or telling.kind == MEET
            and not (telling.dates or telling.places)
        ):
            return
        for mention in self.article.actors:
            if first <= mention.first < sentence.first and mention.role == "actor":
                telling.parties.setdefault(mention.code, Evidence((mention.first, mention.last), "party.lead", 0.6))
