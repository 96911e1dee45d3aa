"""Recognises a series by who met and what it is called in part: `their Defence Dialogue`, `the alliance's Vilnius summit`."""

from collections.abc import Set
from functools import lru_cache

from timeline.extraction.events import Event
from timeline.extraction.kinds import MEET
from timeline.extraction.knowledge import SeriesRecord, series_key
from timeline.extraction.mentions import SeriesMention
from timeline.extraction.survey import Article
from timeline.extraction.tokens import word_set

_ENOUGH = 0.6
_LOOSE = 3  # other tokens inside a phrase
# Words that tell no two formats of one body apart.
_EMPTY = word_set("meeting of session talks annual joint level on in for s india")
_SAME = {
    "minister": "ministers",
    "chief": "chiefs",
    "group": "groups",
    "leaders": "summit",
    "commanders": "commander",
    "general": "general",
}


def name_series(article: Article, event: Event) -> None:
    """Give an engagement without a known series the one whose parties, kind and words fit."""
    if any(telling.inner_of for telling in event.tellings):
        return
    if event.kind in ("exercise", "visit", "port_call", "call", "signing", "training") or (event.series and event.series.record):
        return
    told = _words(article, event)
    countries = frozenset(set(event.parties) & article.knowledge.codes)
    bodies = set(event.parties) - countries
    keys: list[str | frozenset[str]] = [*sorted(bodies), *([] if bodies else [countries])]
    fits = [
        (share, -len(record.name), record)
        for key in keys
        for record in article.knowledge.formats.get(key, ())
        if (share := _fit(article, event, record, told)) >= _ENOUGH
    ]
    if not fits:
        return
    share, _, record = max(fits, key=lambda fit: fit[:2])
    trigger = event.series or SeriesMention(
        event.trigger.first, event.trigger.last, record.name, record.kind, "series.by_parties"
    )
    event.series = trigger._replace(name=record.name, kind=record.kind, rule="series.by_parties", record=record)
    if event.kind in (MEET, "ministerial", "conference", "bilateral"):
        event.kind = record.kind


def share_series(event: Event) -> None:
    """Give another edition (`the first gathering was held in Lima`) the series that the article names elsewhere."""
    if event.series or not any(telling.sibling or telling.edition for telling in event.tellings):
        return
    for other in event.siblings:
        same_day = event.start and event.start == other.start
        alike = set(event.parties) <= set(other.parties) or set(other.parties) <= set(event.parties)
        if other.series and other.family == event.family and alike and event.parties and not same_day:
            event.series = other.series._replace(rule="series.of_edition", edition=None)
            return


def _words(article: Article, event: Event) -> set[str]:
    spans = [(event.series.first, event.series.last)] if event.series else [telling.region for telling in event.tellings]
    return {_SAME.get(key, key) for first, last in spans for key in series_key(article.reading.lower[first:last])}


def _fit(article: Article, event: Event, record: SeriesRecord, told: set[str]) -> float:
    """Return the share of the series' telling words that the article uses; 0 when its parties or kind differ."""
    if record.kind != event.kind and event.kind not in (MEET, "ministerial", "conference", "bilateral"):
        return 0.0
    two_by_two = bool({"2+2", "2"} & told) or {"two", "plus"} <= told
    if ("2+2" in record.name) != two_by_two:
        return 0.0
    if two_by_two and "Intersessional" not in record.name:
        return 1.0  # two sides hold but one dialogue of this format
    words, nouns = _name_words(record.name)
    own = {
        word.strip("'’s") if word.endswith(("'s", "’s")) else word.strip("'’") for word in words - _party_words(article, record)
    }
    if not record.organisation and not nouns & told:
        return 0.0  # two sides meet in many ways: the format's own noun must be told
    if not record.organisation and not event.series and not _stand_together(article, event, own & told, nouns):
        return 0.0
    return len(own & told) / len(own) if own else 0.0


@lru_cache(maxsize=4096)
def _name_words(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the telling words of a series' name, its parties' among them, and its nouns."""
    lower = name.lower()
    words = {_SAME.get(word, word) for word in series_key(lower.replace("–", " ").replace("-", " ").split())}
    nouns = {*series_key(lower.split()[-1:]), *({"talks"} & set(lower.split()))}
    return frozenset(words - _EMPTY), frozenset(nouns)


def _stand_together(article: Article, event: Event, words: Set[str], nouns: Set[str]) -> bool:
    """Say whether the words stand in one phrase with a noun (`air staff talks`), not here and there in a sentence."""
    reach = len(words | nouns) + _LOOSE
    for telling in event.tellings:
        lower = article.reading.lower[telling.region[0] : telling.region[1]]
        keys = [_SAME.get(word, word) for word in lower]
        windows = (set(keys[at : at + reach]) for at, word in enumerate(keys) if word in words)
        if any(words <= window and nouns & window for window in windows):
            return True
    return not words


def _party_words(article: Article, record: SeriesRecord) -> set[str]:
    codes = (*record.parties, record.organisation)
    names = [article.knowledge.names.get(code, code) for code in codes if code] + [code for code in codes if code]
    return {word for name in names for word in name.lower().split()} | {"us", "uk", "uae", "eu", "russia", "china"}
