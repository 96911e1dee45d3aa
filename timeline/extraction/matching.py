"""Scores by rule how well a telling fits an engagement told of before: one signal among those the joiner weighs."""

from timeline.extraction.days import completes, main_date, overlap
from timeline.extraction.events import PAIRS, Event, Telling
from timeline.extraction.kinds import MEET
from timeline.extraction.series import is_part

REJECTED = -99.0
_SURE = 0.5  # weight of a verb that tells of a meeting by itself
_FITS, _FITS_BARE = 1.0, 0.2
_SIDED = frozenset({"meeting", "call", "signing", "port_call", "visit"})


def best_fit(events: list[Event], telling: Telling, current: Event | None, codes: frozenset[str]) -> Event | None:
    """Return the engagement that the telling speaks of, or None; `codes` are the country codes."""
    scored = [(fit(event, telling, current, codes), number) for number, event in enumerate(events)]
    score, number = max(scored, default=(REJECTED, 0))
    own = telling.parties or telling.dates or telling.places or telling.series
    return events[number] if score >= (_FITS if own else _FITS_BARE) else None


def fit(event: Event, telling: Telling, current: Event | None, codes: frozenset[str]) -> float:
    """Return the score of a telling for an engagement; REJECTED when it must be another one."""
    if telling.kind == "call" and telling.definite and event.kind == MEET and event is current and event.place is None:
        return _FITS
    if telling.apart and any(other.apart and other.sentence == telling.sentence for other in event.tellings):
        return REJECTED
    if _is_other_format(event, telling) or _is_elsewhere(event, telling):
        return REJECTED
    if _is_another_pair(event, telling):
        return REJECTED
    who = _who_fits(event, telling, codes)
    if who == REJECTED:
        return REJECTED
    same_series = bool(telling.series and event.series)
    place = bool(telling.places and event.place and telling.places[0].place.name == event.place.place.name)
    score = who + 4 * same_series + 2 * bool(main_date(telling) and event.date) + place + telling.definite
    score += 0.5 * (event is current)
    new_format = telling.series and not event.series and event.family == "meeting" and event.kind != MEET
    if new_format or (telling.inner_of and not telling.definite):
        score -= 2
    return score - 0.1 * (telling.sentence - event.last_sentence)


def _is_other_format(event: Event, telling: Telling) -> bool:
    if event.family != telling.family or (telling.outer_of and event.kind in PAIRS):
        return True
    if telling.series and event.series and telling.series.name != event.series.name:
        return not is_part(telling.series, event.series) or event.edition is not None
    if telling.inner_of and event.series and not telling.series and not telling.definite:
        return True  # what is new on the sidelines of something is no session of a series told of before
    if telling.sibling and not event.tellings[0].sibling:
        return True
    if telling.edition and event.edition and telling.edition[0] != event.edition[0]:
        return True
    return event.kind in PAIRS and telling.kind not in PAIRS and (event.within is not None or len(event.people) >= 2)


def _is_elsewhere(event: Event, telling: Telling) -> bool:
    """Say whether day or town differ."""
    date = main_date(telling)
    if date and event.date and not overlap(date, event) and not completes(date, telling, event):
        return True
    place = telling.places[0] if telling.places else None
    differs = bool(place and event.place and place.place.name != event.place.place.name)
    return differs and telling.kind != "visit" and not (telling.series and event.series)


def _is_another_pair(event: Event, telling: Telling) -> bool:
    """`Later he held talks with General B`, after a meeting of the same two countries with A: another meeting."""
    new = [number for number in telling.people if number not in event.people]
    pair = event.kind in PAIRS and not event.many and telling.kind == MEET and not telling.definite and not telling.series
    verb = telling.triggers[0].verb and telling.weight >= _SURE
    return bool(pair and verb and new and len(event.people) >= 2 and len(telling.people) >= 2)


def _who_fits(event: Event, telling: Telling, codes: frozenset[str]) -> float:
    told, known = codes.intersection(telling.parties), codes.intersection(event.parties)
    pair = telling.kind in PAIRS and not telling.series and not telling.definite
    same_two = len(event.parties) == 2 and told == known
    if pair and event.many and len(told) == 2 and len(telling.people) >= 2 and not same_two:
        return REJECTED  # two ministers talking inside a larger meeting
    if told and known and not told & known:
        return REJECTED
    if len(known) == 2 and not event.many and told and not told <= known:
        new_side = len(told) >= 2 and event.family in _SIDED and not telling.definite
        if new_side or event.kind in PAIRS:
            return REJECTED
    return 0.5 + 0.5 * len(told & known)
