"""Finds the countries and organisations of a text and says whether each acts, is a place or is only spoken of."""

from timeline.extraction.knowledge import Actor, KnowledgeBase
from timeline.extraction.mentions import ActorMention
from timeline.extraction.text import Reading, word_set

_PLACE_BEFORE = word_set("in at near off outside into around through across inside to from via throughout")
_FILLERS = word_set("the northern southern eastern western central neighbouring neighboring nearby late today's both")
_MOVES = word_set(
    "came come comes arrived arriving returned returning back travelled flew sailed left withdrawal away far sail sailing"
)
_VISITED = word_set("visit visits visited visiting tour toured tours touring reach reached enter entered leave left host")
_BOUND = word_set("headed bound left leave leaves leaving heading depart departed departs off")
_CALLS = word_set("call calls called calling and")
_VETO_REACH = 5


def find_actors(reading: Reading, knowledge: KnowledgeBase) -> list[ActorMention]:
    """Return the country and organisation mentions of the text, the dateline included, in order."""
    veto = knowledge.list("topic_veto").all(reading.lower)
    vetoed = {end for _, end, _ in veto}
    shielded = {token for first, last, _ in knowledge.list("not_actor").all(reading.lower) for token in range(first, last)}
    found: list[ActorMention] = []
    for first, last, payloads in knowledge.actors.all(reading.words):
        if first in shielded:
            continue
        actor = _best(payloads)
        found.append(ActorMention(first, last, actor.code, actor.how, _role(reading, first, last, actor, vetoed, found)))
    return found


def _best(payloads: "tuple[Actor, ...] | list[Actor]") -> Actor:
    """Prefer a country's own name over a capital of that name (Luxembourg, Singapore)."""
    order = ("name", "demonym", "organisation", "metonym", "capital")
    return min(payloads, key=lambda actor: order.index(actor.how))


def _role(reading: Reading, first: int, last: int, actor: Actor, vetoed: set[int], found: list[ActorMention]) -> str:
    before = first - 1
    while before >= 0 and reading.lower[before] in _FILLERS:
        before -= 1
    start = reading.sentence_of(first).first
    if any(token in vetoed for token in range(max(start, first - _VETO_REACH), first + 1)) and not _clause_between(
        reading, vetoed, start, first
    ):
        return "topic"
    if found and found[-1].role == "topic" and found[-1].last <= first and _coordinated(reading, found[-1].last, first):
        return "topic"
    if (
        before > start
        and reading.lower[before] == "on"
        and reading.lower[before - 1] not in _CALLS
        and actor.how in ("name", "capital")
    ):
        return "topic"
    if before > start and reading.lower[before] == "from" and reading.lower[before - 1] not in _MOVES:
        return "actor"
    if (
        found
        and found[-1].role == "place"
        and found[-1].last <= first
        and actor.how == "name"
        and _coordinated(reading, found[-1].last, first)
    ):
        return "place"
    if actor.how in ("name", "capital") and before >= start and reading.lower[before] in _VISITED:
        return "place"
    if (
        actor.how in ("name", "capital")
        and before > start
        and reading.lower[before] == "for"
        and reading.lower[before - 1] in _BOUND
    ):
        return "place"
    if actor.how in ("name", "capital") and before >= start and reading.lower[before] in _PLACE_BEFORE:
        return "place" if last >= len(reading.words) or reading.lower[last] not in ("'s", "'") else "actor"
    if actor.how == "capital" and last + 1 < len(reading.words) and reading.words[last] == "," and first - 1 >= start:
        return "place" if reading.lower[first - 1] in ("in", "at", "near", ",") else "actor"
    return "actor"


def _clause_between(reading: Reading, vetoed: set[int], start: int, first: int) -> bool:
    """Say whether a comma or full clause stands between the last vetoing phrase and the mention."""
    last = (
        max(token for token in vetoed if token <= first and token >= start) if any(start <= t <= first for t in vetoed) else first
    )
    return any(reading.words[token] in (",", ";", ":", "—", "-", ")") for token in range(last, first))


def _coordinated(reading: Reading, left: int, right: int) -> bool:
    between = [word for word in reading.lower[left:right] if word not in _FILLERS]
    return between in (["and"], [","], [",", "and"], ["or"], ["'s"])
