"""Folds tellings into engagements: what is told of one, what founds a new one, and what later sentences add."""

from dataclasses import replace

from timeline import partial_dates
from timeline.extraction.context import Context
from timeline.extraction.dates import DateMention
from timeline.extraction.events import Event, Evidence, Telling
from timeline.extraction.kinds import EDITION, GREETINGS, MEET
from timeline.extraction.mentions import PlaceMention
from timeline.extraction.tellings import Article, TellingReader
from timeline.extraction.text import Sentence
from timeline.extraction.topics import find_topics

_HOSTED = frozenset(
    {"exercise", "visit", "port_call", "training", "conference", "dialogue", "working_group", "ministerial", "summit"}
)
_PAIRS = frozenset({MEET, "bilateral", "call"})
_LEAD_SENTENCES = 2
_REJECTED = -99.0
_STAY = 0.6  # weight of `they were in ...`
_LONGEST = 45  # days an exercise or a visit may last, to join its first and last day
_FITS, _FITS_BARE = 1.0, 0.2


class Builder:
    """Builds the engagements of one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reading = article.reading
        self.reader = TellingReader(article)
        self.context = Context(article)
        self.events: list[Event] = []
        self.current: Event | None = None
        self._cues = article.knowledge.list("part_cue")
        self._attending = article.knowledge.list("attend_cue")
        self._denials = article.knowledge.list("denied")
        self._foreign = article.knowledge.list("foreign")
        self._splits = article.knowledge.list("split")

    def build(self) -> list[Event]:
        """Read every sentence in order and return the engagements told."""
        for sentence in self.reading.sentences:
            tellings = [part for telling in self.reader.read(sentence) for part in self._split(sentence, telling)]
            touched = [event for telling in tellings if (event := self._take(sentence, telling)) is not None]
            self._relate(tellings)
            if touched:
                self.current = touched[0]
                for event in touched:
                    event.paragraph = sentence.paragraph
            if not touched or self._attending.all(self.reading.lower, sentence.first, sentence.last):
                self._continue(sentence)
        return self.events

    def _take(self, sentence: Sentence, telling: Telling) -> Event | None:
        if (
            telling.kind == "visit"
            and telling.weight == _STAY
            and self.current
            and self.current.kind == "port_call"
            and not telling.people
        ):
            telling.kind = "port_call"  # `they were in Alexandria`: the ships
        if telling.kind == EDITION:
            known = next(
                (e for e in [self.current, *reversed(self.events)] if e and e.family in ("meeting", "exercise", "training")), None
            )
            if known is None:
                return None
            telling.kind = known.kind
        self.context.lend(sentence, telling, self.events, self.current)
        event = self._match(telling)
        if event is not None:
            self._merge(event, telling)
        elif self._founds(sentence, telling):
            event = Event(telling.kind, [], paragraph=sentence.paragraph)
            self.events.append(event)
            self._merge(event, telling)
        if event is not None:
            self._topics(event, telling.region)
        return event

    def _split(self, sentence: Sentence, telling: Telling) -> list[Telling]:
        """`separate talks with A of X and B of Y` are as many meetings as there are guests."""
        if telling.kind not in (MEET, "bilateral") or telling.series:
            return [telling]
        if not self._splits.all(self.reading.lower, sentence.first, sentence.last):
            return [telling]
        if len(telling.people) < 3:
            return self._split_countries(telling)
        order = sorted(telling.people, key=lambda number: telling.people[number].tokens)
        host, *guests = order
        home = self.article.people[host].party
        parts = []
        for number in guests:
            party = self.article.people[number].party
            if party and party != home and home:
                sides = {code: e for code, e in telling.parties.items() if code in (home, party)}
                pair = {n: telling.people[n] for n in (host, number)}
                parts.append(replace(telling, parties=sides, people=pair, inner_of=True, definite=False))
        return parts if len(parts) > 1 else [telling]

    def _split_countries(self, telling: Telling) -> list[Telling]:
        """`separate meetings with her counterparts from Niger, Mali and Chad`."""
        words = self.reading.lower[telling.region[0] : telling.region[1]]
        if len(telling.people) != 1 or not {"counterparts", "colleagues", "ministers"} & set(words):
            return [telling]
        home = self.article.people[next(iter(telling.people))].party
        guests = [code for code in telling.parties if code != home and code in self.article.knowledge.codes]
        if not home or len(guests) < 2:
            return [telling]
        return [
            replace(
                telling, parties={c: e for c, e in telling.parties.items() if c in (home, guest)}, inner_of=True, definite=False
            )
            for guest in guests
        ]

    # -- matching -------------------------------------------------------------------------------------------------

    def _match(self, telling: Telling) -> Event | None:
        scored = [(self._fit(event, telling), number) for number, event in enumerate(self.events)]
        best = max(scored, default=(_REJECTED, 0))
        own = telling.parties or telling.dates or telling.places or telling.series
        return self.events[best[1]] if best[0] >= (_FITS if own else _FITS_BARE) else None

    def _fit(self, event: Event, telling: Telling) -> float:
        """Score how well a telling fits an engagement; under _FITS it tells of another one."""
        if telling.kind == "call" and telling.definite and event.kind == MEET and event is self.current and event.place is None:
            return _FITS
        if event.family != telling.family or (telling.outer_of and event.kind in _PAIRS):
            return _REJECTED
        if telling.series and event.series and telling.series.name != event.series.name:
            return _REJECTED
        if telling.edition and event.edition and telling.edition[0] != event.edition[0]:
            return _REJECTED
        date = _main_date(telling)
        if date and event.date and not _overlap(date, event) and not _completes(date, telling, event):
            return _REJECTED
        if event.kind in _PAIRS and telling.kind not in _PAIRS and (event.within is not None or len(event.people) >= 2):
            return _REJECTED
        same_series = bool(telling.series and event.series)
        place = telling.places[0] if telling.places else None
        elsewhere = bool(place and event.place and place.place.name != event.place.place.name)
        if elsewhere and telling.kind != "visit" and not same_series:
            return _REJECTED
        score = self._who_fits(event, telling)
        score += (
            4 * same_series + 2 * bool(date and event.date) + bool(place and event.place and not elsewhere) + telling.definite
        )
        score += 0.5 * (event is self.current)
        if (telling.inner_of and not telling.definite) or (
            telling.series and not event.series and event.family == "meeting" and event.kind != MEET
        ):
            score -= 2
        return score - 0.1 * (telling.sentence - event.last_sentence)

    def _who_fits(self, event: Event, telling: Telling) -> float:
        codes = self.article.knowledge.codes
        told, known = set(telling.parties) & codes, set(event.parties) & codes
        many = event.many
        pair = telling.kind in _PAIRS and not telling.series and not telling.definite
        if pair and many and len(told) == 2 and len(telling.people) >= 2:
            return _REJECTED  # two ministers talking inside a larger meeting
        if told and known and not told & known:
            return _REJECTED
        two_sided = len(known) == 2 and not many
        if (
            two_sided
            and len(told) >= 2
            and event.family in ("meeting", "call", "signing", "port_call", "visit")
            and not told <= known
            and not telling.definite
        ):
            return _REJECTED
        if two_sided and told and event.kind in _PAIRS and not told <= known:
            return _REJECTED
        return 0.5 + 0.5 * len(told & known)

    # -- founding -------------------------------------------------------------------------------------------------

    def _founds(self, sentence: Sentence, telling: Telling) -> bool:
        """Say whether a telling is enough for an engagement of its own: who, and when or where."""
        people_of_two = len({self.article.people[n].party for n in telling.people} - {""}) >= 2
        if telling.weight < 0.5 and self.reading.lower[telling.triggers[0].first] in GREETINGS:
            return False
        if (
            people_of_two
            and "counterparts" in self.article.words(sentence)
            and any(e.kind not in _PAIRS for e in self.events)
            and not telling.dates
        ):
            return False
        if telling.weight < 0.5 and not (
            people_of_two or (telling.places and telling.parties) or self._officials_meet(telling, sentence)
        ):
            return False
        if self._denied(telling, sentence) and not telling.dates:
            return False
        who = self._who(telling)
        bodies = [party for party in who if party not in self.article.knowledge.codes]
        grounded = bool(telling.dates or telling.places or telling.venues or telling.hosts or telling.closing)
        lead = sentence.number < _LEAD_SENTENCES
        if telling.kind == "visit" and (self._invited(telling, sentence) or not self._is_trip(telling)):
            return False
        if telling.series and (telling.outer_of or (grounded and who)):
            return True
        if telling.edition and who and grounded:
            return True
        if len(who) < 2 and not (bodies and grounded):
            abroad = telling.kind not in (MEET, "conference") or bool(
                self._foreign.all(self.reading.lower, sentence.first, sentence.last)
            )
            return bool(who) and bool(telling.dates) and abroad and not telling.definite
        if telling.definite and self.events and not telling.dates:
            return False
        if telling.inner_of:
            return True
        if telling.kind == MEET and not lead:
            return len(telling.parties) >= 2 and (grounded or people_of_two)
        return grounded or lead

    def _who(self, telling: Telling) -> set[str]:
        who = set(telling.parties) | (set(telling.hosts) if telling.kind in _HOSTED else set())
        if telling.series and telling.series.record:
            who |= {*telling.series.record.parties, telling.series.record.organisation} - {""}
        return who

    def _officials_meet(self, telling: Telling, sentence: Sentence) -> bool:
        """`Defence ministers from the bloc on Wednesday discussed ...`: officials in the plural, on a day or in a place."""
        plural = {"ministers", "chiefs", "leaders", "commanders", "officials", "delegations"} & set(self.article.words(sentence))
        bodies = any(party not in self.article.knowledge.codes for party in telling.parties)
        return bool(plural) and (bodies or len(telling.parties) >= 2) and bool(telling.dates or telling.places)

    def _is_trip(self, telling: Telling) -> bool:
        """A visit by name, or a verb of going with a day or a named institution: `arrived in` alone reports no trip."""
        return any(not trigger.verb for trigger in telling.triggers) or bool(telling.dates or telling.venues or telling.closing)

    def _invited(self, telling: Telling, sentence: Sentence) -> bool:
        words = self.reading.lower[max(sentence.first, telling.triggers[0].first - 9) : telling.triggers[0].first]
        return any(word.startswith(("invit", "ask")) for word in words)

    def _denied(self, telling: Telling, sentence: Sentence) -> bool:
        """`a possible visit`, `called for talks`, `asked him to come`: no engagement is told of."""
        first = max(sentence.first, telling.triggers[0].first - 12)
        return bool(self._denials.all(self.reading.lower, first, min(sentence.last, telling.triggers[0].last + 4)))

    # -- merging ---------------------------------------------------------------------------------------------------

    def _merge(self, event: Event, telling: Telling) -> None:
        event.tellings.append(telling)
        if (
            event.kind == MEET
            or (event.kind in _PAIRS and telling.kind == "call")
            or (telling.series and not event.series and telling.kind != MEET)
        ):
            event.kind = telling.kind
        event.series = event.series or telling.series
        event.edition = event.edition or telling.edition
        self._when(event, telling)
        event.place = event.place or _nearest_place(telling)
        event.venue = event.venue or (telling.venues[0] if telling.venues else None)
        if len(telling.hosts) == 1 and not event.country:
            event.country, event.country_evidence = next(iter(telling.hosts.items()))
        elif len(telling.hosts) > 1 and telling.kind in _HOSTED:
            event.parties.update({code: evidence for code, evidence in telling.hosts.items() if code not in event.parties})
        for code, evidence in telling.parties.items():
            event.parties.setdefault(code, evidence)
        for number, evidence in telling.people.items():
            event.people.setdefault(number, evidence)
        event.cues += telling.cues

    def _when(self, event: Event, telling: Telling) -> None:
        date, closing = _main_date(telling), telling.closing
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

    # -- what later sentences add -----------------------------------------------------------------------------------

    def _continue(self, sentence: Sentence) -> None:
        """A sentence without an engagement of its own may name participants, venue and topics of the one last told of."""
        event = self.current
        if event is None or sentence.paragraph - event.paragraph > 1:
            return
        words = (sentence.first, sentence.last)
        event = self._whole(event, words)
        attending = bool(self._attending.all(self.reading.lower, *words))
        if attending or self._cues.all(self.reading.lower, *words):
            event.paragraph = sentence.paragraph
            self._add_people(event, words)
            if event.venue is None:
                event.venue = next((v for v in self.article.venues if words[0] <= v.first < words[1]), None)
        if attending or sentence.paragraph == event.paragraph:
            self._late_date(event, sentence)
        if attending:
            for mention in self.article.actors:
                if words[0] <= mention.first < words[1] and mention.role == "actor" and not self.reader.only_describes(mention):
                    event.parties.setdefault(mention.code, Evidence((mention.first, mention.last), "party.attended", 0.8))
        self._topics(event, words)

    def _whole(self, event: Event, words: tuple[int, int]) -> Event:
        """After a meeting of two, people of third parties belong to the larger meeting around it."""
        larger = event.within or next((e for e in reversed(self.events) if e.many and e is not event), None)
        if event.kind not in _PAIRS or event.many or larger is None:
            return event
        parties = {self.article.people[m.person].party for m in self.article.named if words[0] <= m.first < words[1]} - {""}
        parties |= {m.code for m in self.article.actors if words[0] <= m.first < words[1] and m.role == "actor"}
        return event if parties <= set(event.parties) else larger

    def _late_date(self, event: Event, sentence: Sentence) -> None:
        """`They are to meet in Abuja from the 7th`, `It will close on 20 February`: days told after the engagement."""
        dates = [
            d
            for d in self.reader.dates((sentence.first, sentence.last))
            if not d.reporting and not self.reader.is_history(d, sentence) and not d.loose
        ]
        for date in dates:
            if date.closing and event.date and event.end_date is None and date.start > event.date.start:
                event.end_date = (date.end, self.reading.tokens_of(date.span))
            elif event.date is not None and event.date.loose and date.start.startswith(event.date.start):
                event.date = date
                event.place = event.place or next(
                    (p for p in self.article.places if sentence.first <= p.first < sentence.last), None
                )

    def _add_people(self, event: Event, words: tuple[int, int]) -> None:
        for mention in self.article.named:
            person = self.article.people[mention.person]
            if words[0] <= mention.first < words[1] and not person.bystander:
                evidence = Evidence((mention.first, mention.last), "person.attended", 0.8)
                event.people.setdefault(mention.person, evidence)
                if person.party:
                    event.parties.setdefault(person.party, replace(evidence, rule="party.of_person"))

    def _topics(self, event: Event, region: tuple[int, int]) -> None:
        for topic, first, last in find_topics(self.reading, self.article.knowledge, *region):
            event.topics.setdefault(topic, Evidence((first, last), "topic.cue", 0.7))

    def _larger(self, tellings: list[Telling]) -> Event | None:
        """The larger engagement told of before: the one last spoken of when it can hold others, else the last meeting of many."""
        before = [event for event in self.events if not any(telling in event.tellings for telling in tellings)]
        if self.current in before and self.current is not None and (self.current.many or self.current.kind not in _PAIRS):
            return self.current
        return next((e for e in reversed(before) if e.many), None)

    def _relate(self, tellings: list[Telling]) -> None:
        """Link inner and outer engagements that one sentence tells of, or an inner one to the larger one told before."""
        outer = next((e for t in tellings if t.outer_of for e in self.events if t in e.tellings), None)
        larger = outer or self._larger(tellings)
        for telling in tellings:
            inner = next((e for e in self.events if telling in e.tellings), None)
            if not telling.inner_of or inner is None or larger is None or inner is larger or inner.within is not None:
                continue
            trigger = larger.tellings[-1].triggers[0] if outer else telling.triggers[0]
            inner.within, inner.within_evidence = larger, Evidence((trigger.first, trigger.last), "within.phrase")


def _main_date(telling: Telling) -> DateMention | None:
    """Return the most exact date of the telling, a range before a single day."""
    if not telling.dates:
        return None
    longest = max(len(date.start) for date in telling.dates)
    exact = [date for date in telling.dates if len(date.start) == longest]
    ranges = [date for date in exact if date.start != date.end]
    return ranges[0] if ranges else min(exact, key=lambda date: date.start)


def _closing_date(telling: Telling, date: DateMention, text: str) -> DateMention | None:
    """Return the second date of a sentence when words like `until` or `ends` join it to the first."""
    for other in telling.dates:
        if other is date or other.loose or date.loose or other.start <= date.end:
            continue
        between = text[min(date.span.end, other.span.end) : max(date.span.start, other.span.start)].lower()
        if any(
            word in between
            for word in ("until", "till", " to ", "end", "close", "conclud", "through", "run", "last", "wound up", "return")
        ):
            return other
    return None


def _nearest_place(telling: Telling) -> PlaceMention | None:
    listed = [place for place in telling.places if place.rule != "place.unlisted"]
    return next(iter(listed or telling.places), None)


def _overlap(date: DateMention, event: Event) -> bool:
    start, end = event.start, event.end or event.start
    return date.start[: len(end)] <= end[: len(date.start)] and start[: len(date.end)] <= date.end[: len(start)]


def _completes(date: DateMention, telling: Telling, event: Event) -> bool:
    """Say whether the day is the other end of an engagement whose first or last day is known."""
    if event.date is None or date.loose or event.date.loose or event.end_date:
        return False
    days = abs(partial_dates.earliest(date.start) - partial_dates.earliest(event.date.start))
    if days > _LONGEST:
        return False
    began = any(cue.value == "began" for cue in telling.cues)
    lasting = began or telling.family == "exercise"
    return (event.dated_by_end and date.start < event.start and lasting) or (telling.ending and date.start > event.start)
