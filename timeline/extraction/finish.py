"""Completes engagements once the whole article is read: kinds, implied parties, hosts, spans of days, larger engagements."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

from timeline.extraction.dates import length_in_days
from timeline.extraction.events import NEAR_EVENTS, Event, Evidence
from timeline.extraction.formats import name_series, share_series
from timeline.extraction.judging import Judge
from timeline.extraction.mentions import PlaceMention
from timeline.extraction.survey import Article
from timeline.extraction.weighing import Weigher

_HOST_TAKES_PART = frozenset(
    {"exercise", "visit", "port_call", "training", "conference", "dialogue", "working_group", "ministerial"}
)
_LEAD = 3
_OFTEN = 2  # mentions of a country that the article is about
_FEW = 4  # parties that a format's name alone implies
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_LIKELY = 0.2  # an engagement less likely is not recorded
_LIKELY_IN_NOTE = 0.1  # a note of a few sentences has no background: what it tells is its news
_POSSIBLE = 0.25  # a mention less likely is no participant
_LASTS = re.compile(
    r"(?:The|This|Her|His|Their|Its) [\w-]{1,12}-day (?:\w+ ){0,2}"
    r"(event|meeting|conference|exercise|drills?|visit|trip|tour|stay|call|summit|forum|dialogue|session|course)\b"
)
_UNNUMBERED = frozenset(("bilateral", "visit", "call", "signing", "port_call"))
_STAYS = frozenset(("visit", "trip", "tour", "stay", "call"))
_TWO_SIDED = frozenset({"visit", "bilateral", "call", "signing", "exercise"})
_LASTING = frozenset(
    {"exercise", "visit", "port_call", "training", "conference", "dialogue", "working_group", "ministerial", "summit"}
)


def finish(article: Article, events: list[Event], judge: Judge | None = None) -> list[Event]:
    """Return the engagements that are complete and likely enough to record, in the order told."""
    judge = judge or Judge(article)
    weigher = Weigher(judge)
    for number, event in enumerate(events):
        near = events[max(0, number - NEAR_EVENTS) : number + NEAR_EVENTS]
        event.siblings = [other for other in near if other is not event]
        _possible(event)
        name_series(article, event)
    for event in events:
        share_series(event)
        _series_parties(article, event)
        _people_parties(article, event)
        judge.kind(event)
        if event.series is None and event.kind in _UNNUMBERED:
            event.edition = None  # `his first calls on the allies`
        _under_heading(article, event)
        _host(article, event)
        _last_day(article, event)
        _lead_date(article, event, events)
    events = [event for event in _without_twins(events) if not any(_is_stop_for(event, other) for other in event.siblings)]
    judge.within(events)
    _gather(article, events)
    _share(events)
    for event in events:
        judge.status(event)
    for event in events:
        weigher.weigh(event)
    _temper(events)
    least = _LIKELY_IN_NOTE if article.short else _LIKELY
    kept = [event for event in events if event.chance >= least and _recordable(article, event)]
    for event in kept:
        while event.within is not None and event.within not in kept:
            event.within = event.within.within
    return kept


def _temper(events: list[Event]) -> None:
    """Make what was judged of an engagement as one no surer than that it is one, and that what it is part of is."""
    for event in events:
        event.kind_chance *= event.chance
        event.status_chance *= event.chance
        if event.within is not None and event.within_evidence is not None:
            sure = event.within_evidence.confidence * event.chance * event.within.chance
            event.within_evidence = event.within_evidence._replace(confidence=sure)


def _without_twins(events: list[Event]) -> list[Event]:
    """Leave out an engagement that says again what one told before it says: same kind, days and parties, no other place."""
    kept: list[Event] = []
    for event in events:
        twin = next((other for other in kept[-NEAR_EVENTS:] if _is_twin(event, other)), None)
        if twin is None:
            kept.append(event)
            continue
        for number, evidence in event.people.items():
            twin.people.setdefault(number, evidence)
        for other in event.siblings:
            if other.within is event:
                other.within = twin
    return kept


def _is_stop_for(visit: Event, talk: Event) -> bool:
    """`He spent part of Wednesday in Kigali, where he conferred with ...`: a stop told in one breath with its only meeting."""
    if visit.kind != "visit" or talk.kind != "bilateral" or visit.start != visit.end or len(visit.tellings) > 1:
        return False
    same_day = visit.start == talk.start or not (visit.start and talk.start)
    together = any(telling.sentence == visit.tellings[0].sentence for telling in talk.tellings)
    return bool(same_day and together and set(visit.parties) == set(talk.parties))


def _is_twin(event: Event, other: Event) -> bool:
    if any(telling.apart for telling in event.tellings):
        return False
    apart = event.place and other.place and event.place.place.name != other.place.place.name
    series = event.series and other.series and event.series.name != other.series.name
    same = (event.kind, event.start, event.end, set(event.parties)) == (other.kind, other.start, other.end, set(other.parties))
    people = not event.people or not other.people or set(event.people) & set(other.people)
    return bool(same and event.start and people and not apart and not series)


def _possible(event: Event) -> None:
    """Add the participants that a sentence may name, for the judge to decide."""
    for telling in event.tellings:
        for weighed in telling.weighed:
            if weighed.decision in ("party", "person") and weighed.probability >= _POSSIBLE:
                values: Any = event.parties if weighed.decision == "party" else event.people
                values.setdefault(weighed.value, Evidence(weighed.tokens, f"{weighed.decision}.possible", weighed.probability))


def _at(event: Event) -> tuple[int, int]:
    return event.trigger.first, event.trigger.last


def _series_parties(article: Article, event: Event) -> None:
    record = event.series.record if event.series else None
    if not record or not event.series:
        return
    tokens = (event.series.first, event.series.last)
    if record.organisation:
        event.parties.setdefault(
            record.organisation, Evidence(tokens, "party.convening", 0.9, f"{record.name} is a format of this body")
        )
    told = len(record.parties) <= _FEW or _tells_number(article, event, len(record.parties))
    for code in record.parties if told else ():
        event.parties.setdefault(code, Evidence(tokens, "party.of_series", 0.8, f"{record.name} is a format of these parties"))


def _tells_number(article: Article, event: Event, size: int) -> bool:
    """Say whether a sentence about a format says how many met: `its ten ministers`, `with nine colleagues`: all of them."""
    if size >= len(_NUMBERS):
        return False
    words = {_NUMBERS[size], str(size), _NUMBERS[size - 1]}
    first = event.tellings[0].sentence
    near = {sentence.number for sentence in article.reading.sentences[first : first + _LEAD]}
    told = near | {telling.sentence for telling in event.tellings}
    return any(words & article.vocabulary(article.reading.sentences[number]) for number in told)


def _people_parties(article: Article, event: Event) -> None:
    """Give a person without a party the side that nobody else has, or the article's home country."""
    taken = {article.people[number].party for number in event.people}
    for number in event.people:
        person = article.people[number]
        if person.party:
            continue
        if "secretary" in person.office.lower() and "general" in person.office.lower():
            named = Counter(mention.code for mention in article.actors)
            bodies = sorted(
                (code for code in event.parties if code not in article.knowledge.codes), key=lambda code: -named[code]
            )
            if bodies:
                person.party, person.rule = bodies[0], "person.of_body"
                continue
        free = [code for code in event.parties if code not in taken and code in article.knowledge.codes]
        if article.home and (article.home in free or not free):
            person.party, person.rule = article.home, "person.home"
        elif len(free) == 1:
            person.party, person.rule = free[0], "person.other_side"


def _under_heading(article: Article, event: Event) -> None:
    """`Madrid, Monday. The Prime Minister and his guest signed ...`: the town and the day that head the paragraph."""
    label = article.labels.get(article.reading.sentences[event.tellings[0].sentence].paragraph)
    if label is None or event.kind == "call":
        return
    event.place = event.place or label.place
    days = (date for date in article.dates.between(label.first, label.last) if not date.loose)
    event.date = event.date or next(days, None)


def _host(article: Article, event: Event) -> None:
    """Set the country of the place, and count it as a party where a host takes part."""
    larger = event.told_within.place if event.told_within else None
    elsewhere = larger is not None and article.head is not None and larger.place.name != article.head.place.name
    if event.place is None and event.venue is not None and event.venue.town is not None and event.kind != "call":
        event.place = PlaceMention(event.venue.first, event.venue.last, event.venue.town, "place.of_venue")
    if event.place is None and not elsewhere and article.head is not None and _may_be_here(article, event):
        event.place = article.head
    if event.kind == "call":
        event.venue = None
    if event.place and not event.place.place.country and event.country:
        event.country_evidence = event.country_evidence or Evidence((event.place.first, event.place.last), "country.context")
    if event.place and event.place.place.country:
        event.country = event.place.place.country
        event.country_evidence = Evidence(
            (event.place.first, event.place.last), "country.of_place", 0.9, "the country of the place"
        )
    if event.venue and event.venue.country and not event.country:
        tokens = (event.venue.first, event.venue.last)
        event.country, event.country_evidence = event.venue.country, Evidence(tokens, "country.of_venue", 0.9, "the venue")
    _host_party(article, event)


def _may_be_here(article: Article, event: Event) -> bool:
    """Say whether it may have taken place where the article was written: no call, no trip of one's own people abroad."""
    here = article.head.place.country if article.head else ""
    if event.kind == "call" or (event.country and event.country != here):
        return False
    travellers = article.sides(event.people)
    return event.kind not in ("visit", "port_call") or travellers != {here}


def _host_party(article: Article, event: Event) -> None:
    """Count the host as a party where hosts take part, and the country the article is written from where one side is missing."""
    joins = event.kind in _HOST_TAKES_PART and not (event.kind == "working_group" and len(event.parties) >= 2)
    if event.country in article.knowledge.codes and event.country_evidence and (joins or len(event.parties) < 2):
        host = Evidence(event.country_evidence.tokens, "party.host", 0.8, "the host country")
        event.parties.setdefault(event.country, host)
    if len(event.parties) == 1 and article.home and event.kind in _TWO_SIDED:
        home = Evidence(_at(event), "party.home", 0.5, "the country the article is written from")
        event.parties.setdefault(article.home, home)
    if len(event.parties) == 1 and set(event.parties) <= article.knowledge.codes:
        others = [code for code in article.mentioned if code in article.knowledge.codes and code not in event.parties]
        other = max(others, key=lambda code: (code in article.title_codes, article.mentioned[code]), default="")
        if article.mentioned[other] >= _OFTEN:
            told = Evidence(_at(event), "party.spoken_of", 0.4, "the other country the article is about")
            event.parties.setdefault(other, told)


def _last_day(article: Article, event: Event) -> None:
    """`a three-day visit` that begins on a day ends two days later."""
    if event.kind not in _LASTING or event.end_date or not event.date or event.date.loose or event.date.start != event.date.end:
        return
    days = _days_told(article, event)
    if not days or days < 2:
        return
    told, lasting = date.fromisoformat(event.date.start), timedelta(days=days - 1)
    if event.dated_by_end and told - date.min >= lasting:
        event.date = event.date._replace(start=(told - lasting).isoformat())
    elif date.max - told >= lasting and (
        event.kind in ("visit", "port_call") or any(cue.value in ("began", "planned", "ongoing") for cue in event.cues)
    ):
        event.end_date = ((told + lasting).isoformat(), article.reading.tokens_of(event.date.span))


def _days_told(article: Article, event: Event) -> int | None:
    """Return how many days it lasts: from the sentence that dates it, or a later `the two-day event`."""
    sentence = next(
        (article.reading.sentences[t.sentence] for t in event.tellings if event.date in t.dates),
        article.reading.sentences[event.tellings[0].sentence],
    )
    days = length_in_days(article.lasting(sentence))
    for later in article.reading.sentences[sentence.number + 1 : sentence.number + 4]:
        told = _LASTS.match(later.span.of(article.reading.text))
        if days is None and told and (told[1] in _STAYS) == (event.kind in ("visit", "port_call")):
            days = length_in_days(article.lasting(later))
    return days


def _lead_date(article: Article, event: Event, events: list[Event]) -> None:
    """An engagement the article opens with and gives no day is dated by the day its first sentence names."""
    first = article.reading.sentences[0]
    told = event.tellings[0]
    opens = event is events[0] or (told.inner_of and event.within is None)
    if event.date or told.sentence >= _LEAD or not opens or told.outer_of:
        return
    dates = [d for d in article.dates if first.span.start <= d.span.start < first.span.end and not d.loose]
    if dates:
        event.date = dates[0]


def _gather(article: Article, events: list[Event]) -> None:
    """Who met on the sidelines was at the larger meeting too."""
    for inner in events:
        outer = inner.within
        if outer is None or outer.kind not in ("ministerial", "summit", "conference") or inner.kind not in ("bilateral", "call"):
            continue
        for code, evidence in inner.parties.items():
            outer.parties.setdefault(code, Evidence(evidence.tokens, "party.of_sideline", 0.7, "met on its sidelines"))
        for number, evidence in inner.people.items():
            outer.people.setdefault(number, Evidence(evidence.tokens, "person.of_sideline", 0.7, "met on its sidelines"))


def _share(events: list[Event]) -> None:
    """Where a visit or talk names one side only, the other is that of the larger engagement of two."""
    for inner in events:
        outer = inner.within
        if outer is not None and len(inner.parties) < 2 and len(outer.parties) == 2:
            for code, evidence in outer.parties.items():
                told = Evidence(evidence.tokens, "party.of_larger", 0.8, "the parties of the larger engagement")
                inner.parties.setdefault(code, told)


def _recordable(article: Article, event: Event) -> bool:
    """Two parties or a body, and a day or a place."""
    organisations = [party for party in event.parties if party not in article.knowledge.codes]
    who = len(event.parties) >= 2 or bool(organisations)
    if event.kind == "visit" and len(event.parties) >= 2 and any(telling.hosts for telling in event.tellings):
        return True
    sides = article.sides(event.people) & article.knowledge.codes
    if len(sides) >= 2 and event.tellings[0].sentence < _LEAD:
        return True  # a readout may give neither day nor place
    if event.kind in ("conference", "exercise") and event.series and event.parties and event.date:
        return True
    return who and bool(
        event.date or event.place or event.country or event.venue or event.within or (event.series and event.edition)
    )
