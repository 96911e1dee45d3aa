"""Reads the headings of paragraphs: `OSLO. On Tuesday ...`, `Brazil. He and Minister ...`: where, or with whom, it was."""

from dataclasses import dataclass

from timeline.extraction.mentions import ActorMention, PlaceMention
from timeline.extraction.places import PlaceFinder
from timeline.extraction.text import Reading, Sentence

_LONGEST = 6  # tokens
_MARKS = frozenset((":", "—", "–", "-", "--"))
_HELD = 2  # paragraphs that a heading stands over


@dataclass(frozen=True, slots=True)
class Label:
    """The heading of a paragraph, tokens `first` to `last`: a town, or a country; a day may stand in it too."""

    first: int
    last: int
    place: PlaceMention | None = None
    actor: ActorMention | None = None


def find_labels(reading: Reading, finder: PlaceFinder, actors: dict[int, ActorMention]) -> dict[int, Label]:
    """Return the headings by the number of the paragraph; a heading stands over the paragraphs up to the next one, too."""
    found: dict[int, Label] = {}
    opened = -1
    for sentence in reading.sentences:
        if sentence.paragraph == opened:
            continue
        opened = sentence.paragraph
        last = _heading(reading, sentence)
        label = _label(reading, finder, actors, sentence.first, last) if last and opened else None
        if label is not None:
            found[opened] = label
    held: dict[int, Label] = {}
    for paragraph, label in found.items():
        for after in range(paragraph, paragraph + _HELD):
            if after == paragraph or after not in found:
                held[after] = label
    return held if len(found) > 1 else {}


def _heading(reading: Reading, sentence: Sentence) -> int:
    """Return the token after a paragraph's heading: a sentence of a few capitals, or what stands before a dash or colon."""
    first, last = sentence.first, sentence.last
    end = next((at for at in range(first, min(first + _LONGEST, last)) if reading.words[at] in _MARKS), None)
    if end is None:
        end = last - 1 if last - first <= _LONGEST and reading.words[last - 1] == "." else first
    words = [word for word in reading.words[first:end] if word.isalpha()]
    return end if words and all(word[0].isupper() or len(word) < 4 for word in words) else 0


def _label(reading: Reading, finder: PlaceFinder, actors: dict[int, ActorMention], first: int, last: int) -> Label | None:
    actor = actors.get(first)
    if actor is not None and actor.last == last and actor.how == "name":
        return Label(first, last, actor=actor)
    for end in range(last, first, -1):
        name = " ".join(word.title() if word.isupper() else word for word in reading.words[first:end])
        town = finder.town(name)
        if town is not None:
            return Label(first, last, PlaceMention(first, end, town, "place.label"))
    return None
