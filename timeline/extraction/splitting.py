"""Splits a telling of several meetings into one per guest: `separate talks with A of X and B of Y`."""

from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.extraction.dates import DateMention
from timeline.extraction.events import Evidence, Telling
from timeline.extraction.kinds import MEET
from timeline.extraction.mentions import PlaceMention
from timeline.extraction.survey import Article
from timeline.extraction.text import Sentence
from timeline.extraction.tokens import word_set

_SEGMENT = 14  # tokens from one day to the next in an enumeration
_AGAIN = word_set("and again then also")
_TO = word_set("to until till through between from -")
_ENDLESS = word_set("visit port_call exercise")  # two days of one of these may be its first and last
_COUNTERPARTS = word_set("counterparts colleagues")
_TRIPS = word_set("visit trip tour stay")
_PLURALS = word_set("counterparts colleagues ministers")


def split(article: Article, sentence: Sentence, telling: Telling, inside: bool) -> list[Telling]:
    """Return the tellings, one per guest of the same host; the telling itself when it speaks of one meeting.

    `inside` says that a larger meeting was told of before: then whoever meets several guests meets them one by one.
    """
    days = _by_day(article, telling)
    if days:
        return days
    cues = article.reading.list("split")
    if telling.kind not in (MEET, "bilateral") or telling.series:
        return [telling]
    told = cues.all(sentence.first, sentence.last)
    words = article.reading.lower[telling.region[0] : telling.region[1]]
    travels = bool(_TRIPS & set(words)) and bool(_COUNTERPARTS & set(words) or "counterpart" in words)
    receives = (inside or travels) and telling.triggers[0].verb and not telling.definite
    if not told and not receives:
        return [telling]
    parts = _by_guest(article, telling) if len(telling.people) >= 3 else _by_country(article, telling, bool(told))
    return parts if len(parts) > 1 else [telling]


def _by_day(article: Article, telling: Telling) -> list[Telling]:
    """`held in Lima in 2001, in Santiago in 2006 and in Quito in 2008`, `on 6 July and on 23 May`: one telling per day."""
    dates = sorted(telling.dates, key=lambda date: date.span.start)
    if len(dates) < 2 or telling.apart or any(later.start <= date.end for date, later in pairwise(dates)):
        return []
    bounds = [article.reading.tokens_of(date.span) for date in dates]
    ends = [last for _, last in bounds]
    verbs = article.reading.list("event_verb")
    if any(last - first > _SEGMENT or verbs.any(first, last) for first, last in pairwise(ends)):
        return []  # the later days have a verb of their own
    held = [_held(telling, date, first, last) for date, first, last in zip(dates, (telling.region[0], *ends), ends, strict=False)]
    where = [each.place.place.name if each.place else next(iter(each.hosts), "") for each in held]
    gaps = [article.reading.lower[last:first] for (_, last), (first, _) in pairwise(bounds)]
    years = all(len(date.start) == 4 and date.start == date.end for date in dates)  # `the exercises of 2017 and 2018`
    again = (telling.family not in _ENDLESS or years) and all(_AGAIN & set(gap) and not _TO & set(gap) for gap in gaps)
    if (all(where) and len(set(where)) == len(where)) or again:
        return [_on_day(telling, each) for each in held]
    return []


@dataclass(frozen=True, slots=True)
class _Held:
    """A day, and the town or the host that is named with it."""

    date: DateMention
    place: PlaceMention | None
    hosts: dict[str, Evidence]


def _held(telling: Telling, date: DateMention, first: int, last: int) -> _Held:
    place = next((place for place in telling.places if first <= place.first < last), None)
    hosts = {code: evidence for code, evidence in telling.hosts.items() if first <= evidence.tokens[0] < last}
    return _Held(date, place, hosts if len(hosts) == 1 else {})


def _on_day(telling: Telling, held: _Held) -> Telling:
    own = (held.date, held.place, *held.hosts)
    weighed = [each for each in telling.weighed if each.decision not in ("date", "place", "host") or each.value in own]
    edition = telling.edition if held.date is min(telling.dates, key=lambda each: each.span.start) else None
    places, hosts = ([held.place], {}) if held.place else ([], held.hosts or dict(telling.hosts))
    return replace(
        telling, dates=[held.date], places=places, hosts=hosts, weighed=weighed, edition=edition, apart=True, definite=False
    )


def _by_guest(article: Article, telling: Telling) -> list[Telling]:
    host, *guests = sorted(telling.people, key=lambda number: telling.people[number].tokens)
    home = article.people[host].party
    parts = []
    for number in guests:
        party = article.people[number].party
        if home and party and party != home:
            parts.append(_pair(telling, home, party, (host, number)))
    return parts if len({code for part in parts for code in part.parties}) > 2 else []


def _by_country(article: Article, telling: Telling, told: bool) -> list[Telling]:
    """`separate meetings with her counterparts from Niger, Mali and Chad`."""
    words = article.reading.lower[telling.region[0] : telling.region[1]]
    if len(telling.people) != 1 or not (_PLURALS if told else _COUNTERPARTS) & set(words):
        return []
    host = next(iter(telling.people))
    home = article.people[host].party
    guests = [code for code in telling.parties if code != home and code in article.knowledge.codes]
    return [_pair(telling, home, guest, (host,)) for guest in guests] if home else []


def _pair(telling: Telling, home: str, guest: str, people: tuple[int, ...]) -> Telling:
    parties = {code: evidence for code, evidence in telling.parties.items() if code in (home, guest)}
    met = {number: telling.people[number] for number in people}
    # What else was weighed for the sentence belongs to the other meetings.
    own = {home, guest, *people}
    weighed = [each for each in telling.weighed if each.decision not in ("party", "person") or each.value in own]
    return replace(telling, parties=parties, people=met, weighed=weighed, inner_of=True, definite=False, apart=True)
