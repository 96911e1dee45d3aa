"""Splits a telling of several meetings into one per guest: `separate talks with A of X and B of Y`."""

from dataclasses import replace

from timeline.extraction.events import Telling
from timeline.extraction.kinds import MEET
from timeline.extraction.survey import Article
from timeline.extraction.text import Sentence
from timeline.extraction.tokens import word_set

_COUNTERPARTS = word_set("counterparts colleagues")
_PLURALS = word_set("counterparts colleagues ministers")


def split(article: Article, sentence: Sentence, telling: Telling, inside: bool) -> list[Telling]:
    """Return the tellings, one per guest of the same host; the telling itself when it speaks of one meeting.

    `inside` says that a larger meeting was told of before: then whoever meets several guests meets them one by one.
    """
    cues = article.reading.list("split")
    if telling.kind not in (MEET, "bilateral") or telling.series:
        return [telling]
    told = cues.all(sentence.first, sentence.last)
    receives = inside and telling.triggers[0].verb and not telling.definite
    if not told and not receives:
        return [telling]
    parts = _by_guest(article, telling) if len(telling.people) >= 3 else _by_country(article, telling, bool(told))
    return parts if len(parts) > 1 else [telling]


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
