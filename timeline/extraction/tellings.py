"""Reads each sentence into tellings: which engagements it speaks of, with who, when and where."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

from timeline import partial_dates
from timeline.extraction.actors import find_actors
from timeline.extraction.dates import DateMention, find_dates
from timeline.extraction.events import Evidence, Telling
from timeline.extraction.kinds import MEET, MEETING_KINDS, Trigger, TriggerFinder
from timeline.extraction.knowledge import KnowledgeBase
from timeline.extraction.mentions import ActorMention, Person, PersonMention, PlaceMention, SeriesMention, VenueMention
from timeline.extraction.people import find_people
from timeline.extraction.places import PlaceFinder
from timeline.extraction.series import SeriesFinder, edition_in
from timeline.extraction.status import find_cues
from timeline.extraction.text import Reading, Sentence, word_set

_MEDIA = word_set(
    "media newspaper newspapers press news television analysts reports reporters invasion attack attacks war threat aggression"
    " company companies dialect language ambassador's-residence embassy waters airspace border borders coast territory missiles"
    " drones weapons sanctions origin soil parliament lawmakers election elections"
)
_HISTORY_REACH = 5
_RECENT_DAYS = 100
_EDGES = frozenset((",", ";", ":", "—", "while", "whereas", "before", "after", "then", "and"))
_CHAIRS = word_set(
    "chair chairman chairwoman chairperson head member members secretary president director chairmanship presidency"
)
_REFERS = word_set("eve ahead before after following since approved agreed adopted")
M = TypeVar("M", PlaceMention, VenueMention)
_HOST_KINDS = frozenset(
    {"exercise", "visit", "port_call", "training", "working_group", "dialogue", "ministerial", "summit", "conference", MEET}
)


@dataclass(slots=True)
class Article:
    """All mentions of one article, found once."""

    reading: Reading
    knowledge: KnowledgeBase
    published: str
    actors: list[ActorMention]
    people: list[Person]
    named: list[PersonMention]
    places: list[PlaceMention]
    venues: list[VenueMention]
    series: list[SeriesMention]
    dates: list[DateMention]
    home: str = ""  # the country the article is written from or mostly about

    def words(self, sentence: Sentence) -> list[str]:
        """Return the lower-case words of a sentence."""
        return self.reading.lower[sentence.first : sentence.last]


def survey(reading: Reading, knowledge: KnowledgeBase, published: str) -> Article:
    """Find every mention in the text."""
    actors = find_actors(reading, knowledge)
    home = _home(reading, knowledge, actors)
    people, named = find_people(reading, knowledge, actors, published, home)
    tokens = {token for mention in named for token in range(mention.title_first, mention.last)}
    series = SeriesFinder(reading, knowledge, actors, int(published[:4] or 0)).find(tokens)
    covered = {token for mention in series if mention.kind == "exercise" for token in range(mention.first, mention.last)}
    actors = [mention for mention in actors if mention.first not in covered and not _is_in_name(mention, named)]
    finder = PlaceFinder(reading, knowledge, actors, named)
    series_tokens = {token for mention in series for token in range(mention.first, mention.last)}
    places = [mention for mention in finder.places() if mention.first not in series_tokens]
    venues = [mention for mention in finder.venues() if mention.first not in series_tokens]
    in_venue = {token for mention in venues for token in range(mention.first, mention.last)}
    places = [mention for mention in places if mention.first not in in_venue]
    dates = find_dates(reading.text, published, [sentence.span for sentence in reading.sentences])
    return Article(reading, knowledge, published, actors, people, named, places, venues, series, dates, home)


def _home(reading: Reading, knowledge: KnowledgeBase, actors: list[ActorMention]) -> str:
    """Return the country of the dateline, else the one the article names most."""
    head = PlaceFinder(reading, knowledge, actors, []).head
    votes = Counter(mention.code for mention in actors if mention.code in knowledge.codes)
    return head.country if head else (votes.most_common(1)[0][0] if votes else "")


def _is_in_name(mention: ActorMention, named: list[PersonMention]) -> bool:
    return any(person.first <= mention.first < person.last for person in named)


class TellingReader:
    """Turns the sentences of an article into tellings."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reading = article.reading
        places = {m.first for m in article.places} | {m.first for m in article.actors if m.role == "place"}
        self.triggers = TriggerFinder(article.reading, article.knowledge, article.series, places)
        self._office_tokens = {
            token
            for first, last, _ in article.knowledge.offices.all(article.reading.lower)
            if last - first > 1
            for token in range(first + 1, last)
        }
        self._history = article.knowledge.list("history")
        self._within = article.knowledge.list("within")
        self._within_nouns = article.knowledge.words("within_noun")
        self._counterparts = article.knowledge.words("counterpart")
        self._first_tokens = [mention.first for mention in article.actors]
        self._seen_parties: list[str] = []

    def read(self, sentence: Sentence) -> list[Telling]:
        """Return what one sentence tells, one telling per engagement."""
        triggers = [t for t in self.triggers.find(sentence) if t.series or t.first not in self._office_tokens]
        triggers = [trigger for trigger in triggers if not self._defines(trigger, sentence)]
        if not triggers:
            return []
        return [
            self._telling(sentence, group, region, inner, outer)
            for group, region, inner, outer in self._groups(sentence, triggers)
        ]

    def _defines(self, trigger: Trigger, sentence: Sentence) -> bool:
        """`The Committee is NATO's senior authority`, `the forum was set up in 1992`: standing facts about a format."""
        lower, last = self.reading.lower, trigger.last
        before = [word for word in lower[max(sentence.first, trigger.first - 4) : trigger.first] if word != "the"][-2:]
        if before and before[-1] == "of" and before[0] in _CHAIRS:
            return True  # `the chairman of the Committee`
        if (
            trigger.verb
            or last + 1 >= sentence.last
            or any(d for d in self.dates((sentence.first, sentence.last)) if not d.loose)
        ):
            return False
        if lower[last] in ("is", "are") and lower[last + 1] in (
            "a",
            "an",
            "the",
            "one",
            "nato",
            "also",
            "often",
            "organized",
            "organised",
            "held",
        ):
            return "being" not in lower[last : last + 3]
        return bool(self._history.all(lower, last, min(sentence.last, last + 4)))

    def _groups(self, sentence: Sentence, triggers: list[Trigger]) -> list[tuple[list[Trigger], tuple[int, int], bool, bool]]:
        """Divide the triggers of a sentence by engagement; a phrase like `on the sidelines of` parts inner from outer."""
        whole = (sentence.first, sentence.last)
        for first, last, _ in self._within.all(self.reading.lower, *whole):
            if self._refers_back(last):
                return [
                    (group, whole, True, False) for group in _by_family([t for t in triggers if not last <= t.first <= last + 3])
                ]
            right = [
                t
                for t in triggers
                if t.first >= last
                and t.first - last <= 8
                and (t.series or not t.verb)
                and t.kind in MEETING_KINDS | {"visit", "exercise", "port_call"}
            ]
            left = [t for t in triggers if t.last <= first]
            if right and not self._is_sideline(first, last) and not right[0].series and any(t.kind == MEET for t in left):
                continue  # `discussed security during a retreat`: one and the same meeting
            if not right and self._is_sideline(first, last):
                return [(group, whole, True, False) for group in _by_family(triggers)]
            if not right:
                continue
            outer = right[0]
            comma = self._clause_end(outer.last, sentence.last)
            rest = left or [t for t in triggers if t.first >= comma]
            if not rest:
                return [([outer], whole, False, True)] + []
            region = (sentence.first, first) if left else (comma, sentence.last)
            groups = [(group, region, True, False) for group in _by_family(rest)]
            return [*groups, ([outer], (first, comma if not left else sentence.last), False, True)]
        triggers = self._without_attendance(triggers)
        occasions = [t for t in triggers if self._is_occasion(t)]
        if occasions and any(t.verb and t.kind == MEET and t.first < occasions[0].first for t in triggers):
            first = occasions[0].first
            inner = [
                (group, (sentence.first, first), True, False) for group in _by_family([t for t in triggers if t.last <= first])
            ]
            return inner + [([t], (t.first, sentence.last), False, True) for t in occasions[:1] if t.series]
        beside = [t for t in triggers if t.series and self._is_reference(t)]
        if beside and len(beside) < len(triggers):
            others = [(group, whole, False, False) for group in _by_family([t for t in triggers if t not in beside])]
            return others + [([t], (t.first, self._clause_end(t.last, sentence.last)), False, False) for t in beside]
        return [(group, whole, False, False) for group in _by_family(triggers)]

    def _is_reference(self, trigger: Trigger) -> bool:
        """`on the eve of the Security Conference`: another meeting, named to tell when this one was."""
        before = self.reading.lower[max(0, trigger.first - 4) : trigger.first]
        return bool(_REFERS & set(before)) and trigger.kind in MEETING_KINDS

    def _without_attendance(self, triggers: list[Trigger]) -> list[Trigger]:
        """`arrived on Wednesday to attend the conclave`: going to a meeting is no visit of its own."""
        kept = []
        for trigger in triggers:
            after = self.reading.lower[trigger.last : trigger.last + 16]
            attends = any(
                pair in (("to", "attend"), ("to", "participate"), ("to", "take"), ("to", "join"))
                for pair in zip(after, after[1:], strict=False)
            )
            others = [t for t in triggers if t is not trigger and not t.verb and t.kind not in ("visit", "port_call")]
            drills = any(t.kind in ("exercise", "training") for t in others)
            if not (trigger.verb and trigger.kind == "visit" and (attends and others or drills)):
                kept.append(trigger)
        return kept or triggers

    def _is_occasion(self, trigger: Trigger) -> bool:
        """`in town for the same gathering`: a larger meeting told of before, while two sides meet."""
        before = self.reading.lower[max(0, trigger.first - 3) : trigger.first]
        if trigger.series:
            near = self.reading.lower[max(0, trigger.first - 9) : trigger.first]
            return trigger.kind in MEETING_KINDS and bool({"attend", "attending"} & set(near))
        return not trigger.verb and ("same" in before or before[-2:] in (["for", "the"], ["attend", "the"], ["attending", "the"]))

    def _refers_back(self, last: int) -> bool:
        """`as part of the visit`, `during the meeting`: the larger engagement is the one told of before."""
        lower = self.reading.lower
        return (
            last + 1 < len(lower)
            and lower[last] in ("the", "this", "their", "his", "her", "its")
            and lower[last + 1] in self._within_nouns
        )

    def _is_sideline(self, first: int, last: int) -> bool:
        """`On the margins, Kosanov and Belousov talked`: the larger meeting is the one told of before."""
        return bool({"sidelines", "margins", "fringes", "alongside"} & set(self.reading.lower[first:last]))

    def _clause_end(self, first: int, last: int) -> int:
        return next((at for at in range(first, last) if self.reading.words[at] == ","), last)

    def _telling(self, sentence: Sentence, triggers: list[Trigger], region: tuple[int, int], inner: bool, outer: bool) -> Telling:
        best = max(triggers, key=lambda t: (t.series is not None, t.kind != MEET, t.weight))
        telling = Telling(
            sentence.number,
            best.kind,
            sorted(triggers, key=lambda t: t is not best),
            inner_of=inner,
            outer_of=outer,
            region=region,
        )
        telling.series = best.series
        telling.definite = any(t.definite for t in triggers) and not best.series
        telling.weight = max(t.weight for t in triggers)
        telling.sibling = any(self._is_sibling(trigger) for trigger in triggers)
        dates = [d for d in self.dates(region) if not d.reporting and not self.is_history(d, sentence)]
        telling.dates = self._own([date for date in dates if not date.closing], telling, region)
        telling.closing = next((date for date in dates if date.closing and not date.loose), None)
        telling.places = self._nearest([p for p in self.article.places if region[0] <= p.first < region[1]], telling, region)
        telling.venues = self._nearest([v for v in self.article.venues if region[0] <= v.first < region[1]], telling, region)
        telling.cues = find_cues(self.reading, self.article.knowledge, sentence.first, sentence.last)
        telling.ending = self._is_ending(telling, region)
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
        longer = [
            d for d in dates if d.start != d.end and not d.loose and all(d.start <= o.start and o.end <= d.end for o in own)
        ]
        if longer:
            return longer
        finer = [
            d
            for d in dates
            if d not in own and all(o.loose for o in own) and not d.loose and d.start[: len(own[0].start)] == own[0].start
        ]
        return finer or own

    def _nearest(self, mentions: list[M], telling: Telling, region: tuple[int, int]) -> list[M]:
        """Put the places of the trigger's own stretch of the sentence first."""
        inside = self._segments(telling, region)
        return sorted(mentions, key=lambda mention: mention.first not in inside)

    def _is_ending(self, telling: Telling, region: tuple[int, int]) -> bool:
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
        return bool(self._history.all(self.reading.lower, begin, first))

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
        for mention in self.article.actors[
            bisect_left(self._first_tokens, region[0]) : bisect_left(self._first_tokens, region[1])
        ]:
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
