"""Reads each sentence into tellings: which engagements it speaks of, with who, when and where."""

from bisect import bisect_left
from typing import TypeVar

from timeline import partial_dates
from timeline.extraction.dates import DateMention
from timeline.extraction.events import Evidence, Telling
from timeline.extraction.kinds import MEET, Trigger, TriggerFinder
from timeline.extraction.mentions import ActorMention, PlaceMention, VenueMention
from timeline.extraction.parting import Part, Parter
from timeline.extraction.series import edition_in
from timeline.extraction.status import find_cues
from timeline.extraction.survey import Article
from timeline.extraction.text import Sentence, word_set

_MEDIA = word_set(
    "media newspaper newspapers press news television analysts reports reporters invasion attack attacks war threat aggression"
    " company companies dialect language ambassador's-residence embassy waters airspace border borders coast territory missiles"
    " drones weapons sanctions origin soil parliament lawmakers election elections"
)
_HISTORY_REACH = 5
_RECENT_DAYS = 100
_MOST_TRIGGERS = 24  # a sentence with more is no prose
_EDGES = frozenset((",", ";", ":", "—", "while", "whereas", "before", "after", "then", "and"))
_CHAIRS = word_set(
    "chair chairman chairwoman chairperson head member members secretary president director chairmanship presidency"
)
_STANDING = word_set("a an the one nato also often organized organised held")
M = TypeVar("M", PlaceMention, VenueMention)


class TellingReader:
    """Turns the sentences of an article into tellings."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reading = article.reading
        places = {m.first for m in article.places} | {m.first for m in article.actors if m.role == "place"}
        self.triggers = TriggerFinder(article.reading, article.knowledge, article.series, places)
        self.parter = Parter(article)
        self._office_tokens = {
            token
            for first, last, _ in article.reading.offices.all()
            if last - first > 1
            for token in range(first + 1, last)
        }
        self._history = article.reading.list("history")
        self._first_tokens = [mention.first for mention in article.actors]

    def read(self, sentence: Sentence) -> list[Telling]:
        """Return what one sentence tells, one telling per engagement."""
        found = [t for t in self.triggers.find(sentence) if t.series or t.first not in self._office_tokens]
        triggers = found[:_MOST_TRIGGERS]
        triggers = [trigger for trigger in triggers if not self._defines(trigger, sentence)]
        return [self._telling(sentence, part) for part in self.parter.part(sentence, triggers)] if triggers else []

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
        telling.series = best.series
        telling.definite = any(t.definite for t in triggers) and not best.series
        telling.weight = max(t.weight for t in triggers)
        telling.sibling = any(self._is_sibling(trigger) for trigger in triggers)
        dates = [d for d in self.dates(region) if not d.reporting and not self.is_history(d, sentence)]
        telling.dates = self._own([date for date in dates if not date.closing], telling, region)
        telling.closing = next((date for date in dates if date.closing and not date.loose), None)
        telling.places = self._nearest([p for p in self.article.places if region[0] <= p.first < region[1]], telling, region)
        telling.venues = self._nearest([v for v in self.article.venues if region[0] <= v.first < region[1]], telling, region)
        telling.cues = find_cues(self.reading, sentence.first, sentence.last)
        telling.ending = self._is_ending(telling)
        self._people(telling, region)
        self._parties(telling, region)
        if best.series and best.series.edition is not None:
            telling.edition = (best.series.edition, best.series.edition_at)
        else:
            counted = edition_in(self.reading, self.article.knowledge, *region)
            telling.edition = (counted[0], (counted[1], counted[2])) if counted else None
        return telling

    def _is_sibling(self, trigger: Trigger) -> bool:
        """`the next round`, `last year's session`: another edition of a series told of before."""
        before = set(self.reading.lower[max(0, trigger.first - 3) : trigger.first])
        return not trigger.verb and bool(before & {"next", "previous", "last", "earlier", "preceding"})

    def _segments(self, telling: Telling, region: tuple[int, int]) -> set[int]:
        """Return the tokens of the stretches between commas and conjunctions in which the triggers stand."""
        edges = [region[0], *(at for at in range(*region) if self.reading.lower[at] in _EDGES), region[1]]
        kept: set[int] = set()
        for first, last in zip(edges, edges[1:], strict=False):
            if any(first <= trigger.first < last for trigger in telling.triggers):
                kept.update(range(first, last))
        return kept

    def _own(self, dates: list[DateMention], telling: Telling, region: tuple[int, int]) -> list[DateMention]:
        """Keep the dates of the trigger's own stretch of the sentence; the others only where it has none or a vaguer one."""
        if len(dates) < 2:
            return dates
        inside = self._segments(telling, region)
        own = [date for date in dates if self.reading.tokens_of(date.span)[0] in inside]
        if not own:
            return dates
        exact = [d for d in dates if not d.loose]
        longer = [d for d in exact if d.start != d.end and all(d.start <= o.start and o.end <= d.end for o in own)]
        if longer:
            return longer
        vague = all(o.loose for o in own)
        return [d for d in exact if vague and d not in own and d.start.startswith(own[0].start)] or own

    def _nearest(self, mentions: list[M], telling: Telling, region: tuple[int, int]) -> list[M]:
        """Put the places of the trigger's own stretch of the sentence first."""
        inside = self._segments(telling, region)
        return sorted(mentions, key=lambda mention: mention.first not in inside)

    def _is_ending(self, telling: Telling) -> bool:
        """`the drills came to an end at Saljhandi on Monday`: the day is the last one of something that lasts."""
        if telling.kind not in ("exercise", "conference", "training", "visit", "port_call") or len(telling.dates) != 1:
            return False
        date = telling.dates[0]
        at = self.reading.tokens_of(date.span)[0]
        return date.start == date.end and any(cue.value == "ended" and -3 <= at - cue.last <= 9 for cue in telling.cues)

    def dates(self, region: tuple[int, int]) -> list[DateMention]:
        """Return the dates between two tokens."""
        begin, end = self.reading.span(*region).start, self.reading.span(*region).end
        starts = [date.span.start for date in self.article.dates]
        return self.article.dates[bisect_left(starts, begin) : bisect_left(starts, end)]

    def is_history(self, date: DateMention, sentence: Sentence) -> bool:
        """`since 2002`, `founded in 2001`: a date that tells of something else."""
        first, _ = self.reading.tokens_of(date.span)
        if self.reading.lower[first - 1] == "since" and self._is_recent(date):
            return False
        begin = max(sentence.first, first - _HISTORY_REACH)
        return self._history.any(begin, first)

    def _is_recent(self, date: DateMention) -> bool:
        """`had trained together since 15 July`: a day not long ago is when something began."""
        if date.loose or not self.article.published:
            return False
        days = partial_dates.earliest(self.article.published) - partial_dates.earliest(date.start)
        return 0 <= days <= _RECENT_DAYS

    def _people(self, telling: Telling, region: tuple[int, int]) -> None:
        for mention in self.article.named:
            person = self.article.people[mention.person]
            if region[0] <= mention.first < region[1] and not person.bystander:
                telling.people.setdefault(mention.person, Evidence((mention.first, mention.last), "person.in_sentence"))

    def _parties(self, telling: Telling, region: tuple[int, int]) -> None:
        in_title = {token for m in self.article.named for token in range(m.title_first, m.first)}
        for number, evidence in telling.people.items():
            party = self.article.people[number].party
            if party:
                telling.parties.setdefault(party, Evidence(evidence.tokens, "party.of_person"))
        begin, end = bisect_left(self._first_tokens, region[0]), bisect_left(self._first_tokens, region[1])
        for mention in self.article.actors[begin:end]:
            if mention.role == "topic" or mention.first in in_title or self.only_describes(mention):
                continue
            evidence = Evidence((mention.first, mention.last), f"party.{mention.how}")
            if mention.role == "place":
                telling.hosts.setdefault(mention.code, evidence)
            else:
                telling.parties.setdefault(mention.code, evidence)

    def only_describes(self, mention: ActorMention) -> bool:
        """`Russian media`, `the Ukrainian border`: the word after shows that no party is meant."""
        after = self.reading.lower[mention.last] if mention.last < len(self.reading.lower) else ""
        if after in ("'s", "'") and mention.last + 1 < len(self.reading.lower):
            after = self.reading.lower[mention.last + 1]
        return after in _MEDIA
