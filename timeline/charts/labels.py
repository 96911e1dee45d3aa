"""How wide a label is and where it stands beside its mark, so that the server can keep labels apart."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

# Advance widths of Source Sans 3 in thousandths of the size, measured in a browser; a character not listed is taken as 560.
_WIDTHS = {
    letter: width
    for letters, width in {
        " ": 200,
        "ijl.,:;'|’·": 250,
        "I": 263,
        "f!()[]{}": 303,
        "-": 311,
        "rt": 347,
        "/\\": 350,
        'sz?*"“”': 426,
        "xc": 456,
        "vyJLY–": 482,
        "kegaF0123456789+=<>#$×": 504,
        "EVX": 527,
        "hnouASTZ": 547,
        "bdpqPRCK": 572,
        "BG&D": 617,
        "NUHOQ": 660,
        "wM": 728,
        "W—": 800,
        "m%@": 840,
    }.items()
    for letter in letters
}
_UNKNOWN = 560
_WEIGHT_600 = 1.03  # the semibold is about 3 % wider
GAP = 7  # px between a mark and its label
PAD = 8  # px between the end of a bar and a label inside it
SHORTEST = 34  # px: less of a name says nothing


class Side(StrEnum):
    """Where a label stands."""

    INSIDE = "inside"
    RIGHT = "right"
    LEFT = "left"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Label:
    """A label placed: its text, perhaps shortened, its side, and the px it covers."""

    text: str
    side: Side
    left: float
    right: float


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = 12, weight: int = 400) -> float:
    """Estimate the width of `text` in px; a little generous, so that neighbours never touch."""
    thousandths = sum(_WIDTHS.get(letter, _UNKNOWN) for letter in text)
    return thousandths * size / 1000 * (_WEIGHT_600 if weight >= 600 else 1) + 1


def shorten(text: str, width: float, size: float = 12) -> str:
    """Cut `text` at a word, else at a letter, so that with an ellipsis it fits `width` px."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size) > width:
        kept = kept[:-1]
    at_word = kept.rfind(" ")
    if at_word > len(kept) * 0.6:
        kept = kept[:at_word]
    return f"{kept.rstrip(' ,–-(')}…" if kept.strip() else ""


def place(text: str, left: float, right: float, *, width: float, today: float | None, may_stand_inside: bool) -> Label:
    """Place the label of a mark that covers `left` to `right` px of a plot `width` px wide.

    Inside when the bar is long enough; else right; else left when the right is too narrow or the label would cross today.
    """
    wide = text_width(text)
    if not text:
        return Label("", Side.NONE, left, right)
    visible_left = max(left, 0)
    if may_stand_inside and min(right, width) - visible_left >= wide + 2 * PAD:
        return Label(text, Side.INSIDE, visible_left + PAD, visible_left + PAD + wide)
    to_right = Label(text, Side.RIGHT, right + GAP, right + GAP + wide)
    to_left = Label(text, Side.LEFT, left - GAP - wide, left - GAP)
    fits = [label for label in (to_right, to_left) if label.left >= 0 and label.right <= width]
    clear = [label for label in fits if today is None or not label.left <= today <= label.right]
    if fits:
        return (clear or fits)[0]
    return _cut(text, left, right, width)


def _cut(text: str, left: float, right: float, width: float) -> Label:
    """Place what fits of a label on the wider side of its mark."""
    room_right, room_left = width - right - GAP, left - GAP
    room = max(room_right, room_left)
    short = shorten(text, room) if room >= SHORTEST else ""
    if not short:
        return Label("", Side.NONE, left, right)
    wide = text_width(short)
    if room_right >= room_left:
        return Label(short, Side.RIGHT, right + GAP, right + GAP + wide)
    return Label(short, Side.LEFT, left - GAP - wide, left - GAP)
