"""Reads each sentence into tellings: which engagements it speaks of, with who, when and where."""

from itertools import pairwise

from timeline import partial_dates
from timeline.extraction.dates import DateMention, length_in_days
from timeline.extraction.editions import is_another
from timeline.extraction.events import Evidence, Telling, Weighed
from timeline.extraction.frames import Framer
from timeline.extraction.kinds import EDITION, MEET, OPEN, Trigger, TriggerFinder
from timeline.extraction.mentions import ActorMention
from timeline.extraction.ordinals import ordinal
from timeline.extraction.parting import Part, Parter
from timeline.extraction.series import edition_in
from timeline.extraction.status import find_cues
from timeline.extraction.survey import Article
from timeline.extraction.text import Sentence
from timeline.extraction.tokens import word_set
from timeline.extraction.weights import probability

_MEDIA = word_set(
    "media newspaper newspapers press news television analysts reports reporters invasion attack attacks war threat aggression"
    " company companies dialect language ambassador's-residence embassy waters airspace border borders coast territory missiles"
    " drones weapons sanctions origin soil parliament lawmakers election elections"
)
_OFFICERS = word_set("commanders officers officials chiefs guards troops forces police ministers command")
_HISTORY_REACH = 5
_RECENT_DAYS = 100
_TAKEN = 0.5  # a likelier mention belongs to the telling
_MOST_TRIGGERS = 24  # a sentence with more is no prose
_CHAIRS = word_set(
    "chair chairman chairwoman chairperson head member members secretary president director chairmanship presidency"
)
_STANDING = word_set("a an the one nato also often organized organised held")


class TellingReader:
    """Turns the sentences of an article into tellings."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reading = article.reading
        places = {m.first for m in article.places} | {m.first for m in article.actors if m.role == "place"}
        named = {m.last - 1 for m in article.named}
        self.triggers = TriggerFinder(article.reading, article.knowledge, article.series, places, named)
        self.parter = Parter(article)
        self.framer = Framer(article)
        self._office_tokens = {
            token for first, last, _ in article.reading.offices.all() if last - first > 1 for token in range(first + 1, last)
        }
        self._history = article.reading.list("history")
        self._in_titles = {token for m in article.named for token in range(m.title_first, m.first)}

    def read(self, sentence: Sentence) -> list[Telling]:
        """Return what one sentence tells, one telling per engagement."""
        found = [t for t in self.triggers.find(sentence) if t.series or t.first not in self._office_tokens]
        triggers = found[:_MOST_TRIGGERS]
        triggers = [trigger for trigger in triggers if not self._defines(trigger, sentence)]
        if not triggers and not found:
            triggers = self._open(sentence)
        told = [self._telling(sentence, part) for part in self.parter.part(sentence, triggers)] if triggers else []
        for before, after in pairwise(told):
            if before.apart and after.apart:  # `met A in Rome on Monday and later called on B`
                after.dates = after.dates or list(before.dates)
                after.places = after.places or list(before.places)
                after.hosts = after.hosts or dict(before.hosts)
        return told

    def _open(self, sentence: Sentence) -> list[Trigger]:
        """A sentence with people or parties and a day or a place may tell of an engagement in words that no list has."""
        first, last = sentence.first, sentence.last
        actors = [m for m in self.article.actors.between(first, last) if m.role != "topic"]
        people = self.article.named.between(first, last)
        placed = self.article.places.between(first, last) or self.article.venues.between(first, last)
        grounded = bool(self.dates((first, last)) or placed)
        sides = self.article.sides(m.person for m in people)
        if not (grounded and (actors or people)) and len(sides) < 2:
            return []
        head = min([m.last for m in actors] + [m.last for m in people])
        for at in range(head, last):
            if self.reading.book[at].verb and self.reading.words[at][0].islower():
                return [Trigger(at, at + 1, OPEN, True, False, 0.1)]
        return []

    def _defines(self, trigger: Trigger, sentence: Sentence) -> bool:
        """`The Committee is NATO's senior authority`, `the forum was set up in 1992`: standing facts about a format."""
        lower, last = self.reading.lower, trigger.last
        before = [word for word in lower[max(sentence.first, trigger.first - 4) : trigger.first] if word != "the"][-2:]
        if before and before[-1] == "of" and before[0] in _CHAIRS:
            return True  # `the chairman of the Committee`
        dated = any(not date.loose for date in self.dates((sentence.first, sentence.last)))
        if trigger.verb or last + 1 >= sentence.last or dated:
            return False
        if lower[last] in ("is", "are") and lower[last + 1] in _STANDING:
            return "being" not in lower[last : last + 3]
        return self._history.any(last, min(sentence.last, last + 4))

    def _telling(self, sentence: Sentence, part: Part) -> Telling:
        triggers, region = part.triggers, part.region
        best = max(triggers, key=lambda t: (t.series is not None, t.kind != MEET, t.weight))
        order = sorted(triggers, key=lambda t: t is not best)
        telling = Telling(sentence.number, best.kind, order, inner_of=part.inner, outer_of=part.outer, region=region)
        telling.apart = part.apart
        telling.series = best.series
        telling.definite = any(t.definite for t in triggers) and not best.series
        telling.weight = max(t.weight for t in triggers)
        telling.sibling = any(self._is_sibling(trigger) for trigger in triggers)
        self._dates(sentence, telling)
        self._places(sentence, telling)
        telling.cues = find_cues(self.reading, sentence.first, sentence.last)
        telling.ending = self._is_ending(telling)
        self._people(sentence, telling)
        if part.subject is not None:
            evidence = Evidence((part.subject.first, part.subject.last), "person.in_sentence", 0.8)
            telling.people.setdefault(part.subject.person, evidence)
        self._parties(sentence, telling)
        if best.series and best.series.edition is not None:
            telling.edition = (best.series.edition, best.series.edition_at)
        elif best.kind == EDITION and (number := ordinal(self.reading.lower, best.first)) is not None:
            telling.edition = (number[0], (best.first, best.first + 1))
        else:
            counted = edition_in(self.reading, self.article.knowledge, *region)
            telling.edition = (counted[0], (counted[1], counted[2])) if counted else None
        return telling

    def _is_sibling(self, trigger: Trigger) -> bool:
        """`the next round`, `last year's session`: another edition of a series told of before."""
        before = set(self.reading.lower[max(0, trigger.first - 3) : trigger.first])
        if trigger.kind == EDITION and is_another(self.reading.lower, trigger.first, trigger.last):
            return True
        if trigger.verb:  # `the ministers last met in May`
            return self.reading.lower[trigger.first - 1] in ("last", "previously") and trigger.first > 0
        return bool(before & {"next", "previous", "last", "earlier", "preceding"})

    def _accepts(
        self, telling: Telling, decision: str, value: object, signals: list[str], tokens: tuple[int, int] = (0, 0)
    ) -> float:
        """Weigh a mention for a telling; return its probability when it is taken, else 0."""
        chance = probability(self.article.knowledge.weights.odds(decision, signals))
        telling.weighed.append(Weighed(decision, value, signals, chance, tokens))
        return chance if chance > _TAKEN else 0.0

    def _dates(self, sentence: Sentence, telling: Telling) -> None:
        dates = self.dates((sentence.first, sentence.last))
        for date in dates:
            alone = len(dates) == 1
            signals = self.framer.date(date, telling.triggers, sentence, telling.region, alone, self.is_history(date, sentence))
            if not {"out-of-region", "reporting", "history", "closing"} & set(signals):
                signals += [f"plainly={len(date.start)}", f"plainly:{'alone' if alone else 'among'}"]
            if self._accepts(telling, "date", date, signals):
                telling.dates.append(date)
            if date.closing and not date.loose and telling.region[0] <= self.reading.tokens_of(date.span)[0] < telling.region[1]:
                telling.closing = telling.closing or date
        telling.dates = [date for date in telling.dates if not date.closing]

    def _places(self, sentence: Sentence, telling: Telling) -> None:
        """Take the towns and venues of the engagement, the likeliest first."""
        for decision, mentions, taken in (
            ("place", self.article.places, telling.places),
            ("venue", self.article.venues, telling.venues),
        ):
            chances: dict[int, float] = {}
            for mention in mentions.between(sentence.first, sentence.last):
                signals = self.framer.place(mention, telling.triggers, sentence, telling.region, telling.family)
                chance = self._accepts(telling, decision, mention, signals)
                if chance:
                    chances[mention.first] = chance
                    taken.append(mention)  # type: ignore[arg-type]
            taken.sort(key=lambda mention: -chances[mention.first])

    def _is_ending(self, telling: Telling) -> bool:
        """`the drills came to an end at Saljhandi on Monday`: the day is the last one of something that lasts."""
        days = {(date.start, date.end) for date in telling.dates}
        lasts = telling.kind in ("exercise", "conference", "training", "visit", "port_call")
        if not lasts and telling.family == "meeting":  # `wound up two days of talks on Tuesday`
            lasts = (length_in_days(self.article.lasting(self.reading.sentences[telling.sentence])) or 0) > 1
        if not lasts or len(days) != 1:
            return False
        date = telling.dates[0]
        at = self.reading.tokens_of(date.span)[0]
        return date.start == date.end and any(
            cue.value == "ended" and (-3 <= at - cue.last <= 9 or self.reading.lower[cue.last - 1] == "day")
            for cue in telling.cues
        )

    def dates(self, region: tuple[int, int]) -> list[DateMention]:
        """Return the dates between two tokens."""
        return self.article.dates.between(*region)

    def is_history(self, date: DateMention, sentence: Sentence) -> bool:
        """`since 2002`, `founded in 2001`: a date that tells of something else."""
        first, _ = self.reading.tokens_of(date.span)
        since = self.reading.lower[first - 1] == "since"
        if since and partial_dates.is_recent(date.start, self.article.published, _RECENT_DAYS):
            return False  # `had trained together since 15 July`: when something began
        begin = max(sentence.first, first - _HISTORY_REACH)
        return self._history.any(begin, first)

    def _people(self, sentence: Sentence, telling: Telling) -> None:
        for mention in self.article.named.between(sentence.first, sentence.last):
            signals = self.framer.person(mention, telling.triggers, sentence, telling.region, telling.family)
            chance = self._accepts(telling, "person", mention.person, signals, (mention.first, mention.last))
            if chance:
                evidence = Evidence((mention.first, mention.last), "person.in_sentence", chance)
                telling.people.setdefault(mention.person, evidence)

    def _parties(self, sentence: Sentence, telling: Telling) -> None:
        for number, evidence in telling.people.items():
            party = self.article.people[number].party
            if party:
                telling.parties.setdefault(party, Evidence(evidence.tokens, "party.of_person"))
        for mention in self.article.actors.between(sentence.first, sentence.last):
            signals = self.framer.actor(mention, telling.triggers, sentence, telling.region, telling.family)
            if mention.first in self._in_titles:
                signals.append("in-title-of-person")
            if self.only_describes(mention):
                signals.append("only-describes")
            tokens = (mention.first, mention.last)
            if "in-region" in signals and not {"in-title-of-person", "only-describes"} & set(signals):
                signals += [f"plainly={mention.role}", f"plainly={mention.role}:{telling.family}"]
            chance = self._accepts(telling, "party", mention.code, signals, tokens)
            if chance:
                telling.parties.setdefault(mention.code, Evidence(tokens, f"party.{mention.how}", chance))
            if mention.code in self.article.knowledge.codes and mention.how in ("name", "capital"):
                chance = self._accepts(telling, "host", mention.code, signals)
                if chance:
                    telling.hosts.setdefault(mention.code, Evidence(tokens, f"host.{mention.how}", chance))

    def only_describes(self, mention: ActorMention) -> bool:
        """`Russian media`, `the Ukrainian border`: the word after shows that no party is meant."""
        after = self.reading.lower[mention.last] if mention.last < len(self.reading.lower) else ""
        at = mention.last
        if after in ("'s", "'") and mention.last + 1 < len(self.reading.lower):
            after, at = self.reading.lower[mention.last + 1], at + 1
        # `Chadian and Nigerien border commanders`
        led = at + 1 in self.reading.offices or (at + 1 < len(self.reading.lower) and self.reading.lower[at + 1] in _OFFICERS)
        return after in _MEDIA and not led
