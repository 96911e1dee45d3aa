"""Folds tellings into engagements: what is told of one, what founds a new one, and what later sentences add."""

from timeline.extraction.context import Context
from timeline.extraction.dates import DateMention
from timeline.extraction.days import main_date
from timeline.extraction.events import HOSTED, NEAR_EVENTS, PAIRS, Event, Evidence, Telling
from timeline.extraction.following import Follower
from timeline.extraction.joining import Joiner
from timeline.extraction.kinds import EDITION, MEET, OPEN, STAY
from timeline.extraction.mentions import PlaceMention
from timeline.extraction.series import is_part
from timeline.extraction.splitting import split
from timeline.extraction.survey import Article
from timeline.extraction.tellings import TellingReader
from timeline.extraction.text import Sentence
from timeline.extraction.tokens import word_set
from timeline.extraction.topics import find_topics

_REFERRING = word_set("they it this these he she")
_JOINING = (
    "until", "till", " to ", "end", "close", "conclud", "through", "run", "last", "wound up", "return", "finish", "wind", "leav",
    "depart", "sail", "over",
)  # fmt: skip


class Builder:
    """Builds the engagements of one article."""

    def __init__(self, article: Article, joiner: type[Joiner] | None = None) -> None:
        self.article = article
        self.reading = article.reading
        self.reader = TellingReader(article)
        self.context = Context(article)
        self.joiner = (joiner or Joiner)(article)
        self.follower = Follower(article, self.reader.framer)
        self.events: list[Event] = []
        self.current: Event | None = None
        self._cues = article.reading.list("part_cue")
        self._attending = article.reading.list("attend_cue")

    @property
    def near(self) -> list[Event]:
        """The engagements founded last, of which a sentence may still speak; a book of a text costs no more per page."""
        return self.events[-NEAR_EVENTS:]

    def build(self) -> list[Event]:
        """Read every sentence in order and return the engagements told."""
        for sentence in self.reading.sentences:
            told = self.reader.read(sentence)
            inside = bool(told) and any(event.many for event in self.near)
            tellings = [part for telling in told for part in split(self.article, sentence, telling, inside)]
            touched = [event for telling in tellings if (event := self._take(sentence, telling)) is not None]
            if any(telling.inner_of for telling in tellings):
                self._relate(tellings)
            if touched:
                self.current = touched[0]
                for event in touched:
                    event.paragraph = sentence.paragraph
            lists = self._attending.any(sentence.first, sentence.last)
            if not touched or (lists and len(touched) == 1):
                self._continue(sentence)
        return self.events

    def _take(self, sentence: Sentence, telling: Telling) -> Event | None:
        if not self._takes_kind(telling):
            return None
        self.context.lend(sentence, telling, self.near, self.current)
        option = self.joiner.choose(self.joiner.options(sentence, telling, self.near, self.current))
        event = option.event if option else None
        if option and event is None:
            self.context.lend_people(telling, self.current)
            event = Event(telling.kind, [], paragraph=sentence.paragraph)
            event.founding_odds = option.odds
            self.events.append(event)
            self.joiner.founded(event)
        if event is not None:
            self._merge(event, telling)
            self._topics(event, telling.region)
        return event

    def _takes_kind(self, telling: Telling) -> bool:
        """Give `the third edition` and `they were in Alexandria` the kind of what was told before; False when there is none."""
        stays = telling.kind == "visit" and telling.weight == STAY and not telling.people
        if stays and self.current and self.current.kind == "port_call":
            telling.kind = "port_call"
        drills = self.current is not None and self.current.kind == "exercise" and telling.definite and not telling.people
        if telling.kind == "training" and drills:
            telling.kind = "exercise"  # `the joint training commenced on October 7`
        if telling.kind != EDITION:
            return True
        before = [event for event in (self.current, *reversed(self.near)) if event is not None]
        known = next((event for event in before if event.family in ("meeting", "exercise", "training")), None)
        telling.kind = known.kind if known else telling.kind
        return known is not None

    def _merge(self, event: Event, telling: Telling) -> None:
        event.tellings.append(telling)
        if (
            event.kind == MEET
            or (event.kind in PAIRS and telling.kind == "call")
            or (telling.series and not event.series and telling.kind != MEET)
            or (event.kind == OPEN and telling.kind != OPEN)
        ) and telling.kind != OPEN:
            event.kind = telling.kind
        if event.series is None or (telling.series and is_part(telling.series, event.series)):
            event.series = telling.series
        event.edition = event.edition or telling.edition
        self._when(event, telling)
        event.place = event.place or _nearest_place(telling)
        event.venue = event.venue or (telling.venues[0] if telling.venues else None)
        if len(telling.hosts) == 1 and not event.country:
            event.country, event.country_evidence = next(iter(telling.hosts.items()))
        elif len(telling.hosts) > 1 and telling.kind in HOSTED:
            event.parties.update({code: evidence for code, evidence in telling.hosts.items() if code not in event.parties})
        for code, evidence in telling.parties.items():
            event.parties.setdefault(code, evidence)
        for number, evidence in telling.people.items():
            event.people.setdefault(number, evidence)
        event.cues += telling.cues

    def _when(self, event: Event, telling: Telling) -> None:
        date, closing = main_date(telling), telling.closing
        if date is not None:
            if event.date and event.dated_by_end and date.start < event.date.start and not date.loose:
                event.end_date = event.end_date or (event.date.end, self.reading.tokens_of(event.date.span))
                event.date, event.dated_by_end = date, False
            elif event.date and telling.ending and date.start > event.start and not event.end_date:
                closing = date
            elif event.date is None or (event.date.loose and not date.loose):
                event.date, event.dated_by_end = date, telling.ending
                closing = closing or _closing_date(telling, date, self.reading.text)
            elif event.date.start == event.date.end and date.start != date.end and not date.loose and not event.end_date:
                event.date = date
        if closing and event.date and event.end_date is None and closing.start > event.date.start:
            event.end_date = (closing.end, self.reading.tokens_of(closing.span))

    def _continue(self, sentence: Sentence) -> None:
        """A sentence without an engagement of its own may name participants, venue and topics of the one last told of."""
        event = self.current
        if event is None:
            return
        if sentence.paragraph - event.paragraph > 1:
            self._topics(event, (sentence.first, sentence.last))  # what they dealt with may be told to the article's end
            return
        words = (sentence.first, sentence.last)
        event = self._whole(event, words)
        attending = self._attending.any(*words)
        if attending or self._cues.any(*words):
            event.paragraph = sentence.paragraph
            self._add_people(event, words)
            if event.venue is None:
                event.venue = next(iter(self.article.venues.between(*words)), None)
        if attending or sentence.paragraph == event.paragraph or self._refers(sentence):
            self._late_date(event, sentence)
        if attending:
            for mention in self.article.actors.between(*words):
                if mention.role == "actor" and not self.reader.only_describes(mention):
                    event.parties.setdefault(mention.code, Evidence((mention.first, mention.last), "party.attended", 0.8))
        self.follower.follow(event, sentence)
        self._topics(event, words)

    def _refers(self, sentence: Sentence) -> bool:
        """`They can stay until March 4.`: a new paragraph that goes on with what was told."""
        return self.reading.lower[sentence.first] in _REFERRING

    def _whole(self, event: Event, words: tuple[int, int]) -> Event:
        """After a meeting of two, people of third parties belong to the larger meeting around it."""
        larger = event.within or next((e for e in reversed(self.near) if e.many and e is not event), None)
        if event.kind not in PAIRS or event.many or larger is None:
            return event
        parties = self.article.sides(m.person for m in self.article.named.between(*words))
        parties |= {m.code for m in self.article.actors.between(*words) if m.role == "actor"}
        return event if parties <= set(event.parties) else larger

    def _late_date(self, event: Event, sentence: Sentence) -> None:
        """`They are to meet in Abuja from the 7th`, `It will close on 20 February`: days told after the engagement."""
        own = (sentence.first, sentence.last)
        dates = [d for d in self.reader.dates(own) if not d.reporting and not self.reader.is_history(d, sentence)]
        place = next(iter(self.article.places.between(*own)), None)
        if event.date is None and dates and self._refers(sentence):
            event.date, event.place = dates[0], event.place or place  # `It was held at Siem Reap in November 2022`
        for date in dates if event.date else ():
            if date.loose or event.date is None:
                continue
            if event.end_date is None and (
                (date.closing and date.start > event.start) or (date.start == event.start and date.end > event.end)
            ):
                event.end_date = (date.end, self.reading.tokens_of(date.span))  # `The training runs Dec 31-Jan 13`
            elif event.date.loose and date.start.startswith(event.start):
                event.date, event.place = date, event.place or place

    def _add_people(self, event: Event, words: tuple[int, int]) -> None:
        for mention in self.article.named.between(*words):
            person = self.article.people[mention.person]
            if not person.bystander:
                evidence = Evidence((mention.first, mention.last), "person.attended", 0.8)
                event.people.setdefault(mention.person, evidence)
                if person.party:
                    event.parties.setdefault(person.party, evidence._replace(rule="party.of_person"))

    def _topics(self, event: Event, region: tuple[int, int]) -> None:
        for topic, first, last in find_topics(self.reading, *region):
            event.topics.setdefault(topic, Evidence((first, last), "topic.cue", 0.7))

    def _larger(self, tellings: list[Telling]) -> Event | None:
        """The larger engagement told of before: the one last spoken of when it can hold others, else the last meeting of many."""
        before = [event for event in self.near if not any(telling in event.tellings for telling in tellings)]
        if self.current in before and self.current is not None and (self.current.many or self.current.kind not in PAIRS):
            return self.current
        return next((e for e in reversed(before) if e.many), None)

    def _relate(self, tellings: list[Telling]) -> None:
        """Link inner and outer engagements that one sentence tells of, or an inner one to the larger one told before."""
        outer = next((e for t in tellings if t.outer_of for e in self.near if t in e.tellings), None)
        larger = outer or self._larger(tellings)
        for telling in tellings:
            inner = next((e for e in self.near if telling in e.tellings), None)
            if not telling.inner_of or inner is None or larger is None or inner is larger or inner.within is not None:
                continue
            trigger = larger.tellings[-1].triggers[0] if outer else telling.triggers[0]
            inner.within = inner.told_within = larger
            inner.within_tokens = (trigger.first, trigger.last)


def _closing_date(telling: Telling, date: DateMention, text: str) -> DateMention | None:
    """Return the second date of a sentence when words like `until` or `ends` join it to the first."""
    for other in telling.dates:
        if other is date or other.loose or date.loose or other.start <= date.end:
            continue
        between = text[min(date.span.end, other.span.end) : max(date.span.start, other.span.start)].lower()
        if any(word in between for word in _JOINING):
            return other
    return None


def _nearest_place(telling: Telling) -> PlaceMention | None:
    listed = [place for place in telling.places if place.rule != "place.unlisted"]
    return next(iter(listed or telling.places), None)
