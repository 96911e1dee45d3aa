"""The charts' look: colour tokens, the symbol of each kind, fonts."""

from typing import Any

from timeline.vocabulary import Kind

Figure = dict[str, Any]

# The certain cue of a kind, as plotly names it; the same shapes as the marks in lists (templatetags/timeline_tags.py).
SYMBOLS: dict[str, str] = {
    Kind.SUMMIT: "star",
    Kind.MINISTERIAL: "diamond",
    Kind.BILATERAL: "circle",
    Kind.CALL: "circle-open",
    Kind.DIALOGUE: "square",
    Kind.WORKING_GROUP: "hexagon2",
    Kind.CONFERENCE: "pentagon",
    Kind.VISIT: "triangle-right",
    Kind.PORT_CALL: "triangle-down",
    Kind.EXERCISE: "cross",
    Kind.TRAINING: "x",
    Kind.SIGNING: "hourglass",
}
# Plotly draws a diamond or a star of one size much larger than a square: these bring all kinds to one visual weight.
SYMBOL_SCALE: dict[str, float] = {
    Kind.SUMMIT: 1.02,
    Kind.MINISTERIAL: 0.95,
    Kind.DIALOGUE: 0.84,
    Kind.PORT_CALL: 0.95,
    Kind.EXERCISE: 0.95,
    Kind.TRAINING: 0.84,
    Kind.SIGNING: 0.9,
}
# Hues dark enough in the light theme, and light enough in the dark one, to carry a label in paper at 4.5:1.
LABEL_INSIDE = frozenset({Kind.SUMMIT, Kind.MINISTERIAL, Kind.DIALOGUE, Kind.CONFERENCE, Kind.VISIT, Kind.EXERCISE})

CLEAR = "rgba(0,0,0,0)"
SANS = "var(--font-sans)"
PLAN_STROKE = 1.75  # px, the outline of what is planned
ONGOING_WASH = 0.32  # opacity of what is still to come of something under way
LABEL_SIZE = 12  # px
TICK_SIZE = 11  # px


def token(name: str, opacity: float | None = None) -> str:
    """Name a colour token, `paper` or `kind-visit`, with an opacity from 0 to 1 where one is wanted."""
    return f"var(--{name})" if opacity is None else f"var(--{name}, {opacity:.2f})"


def kind_colour(kind: str, opacity: float | None = None) -> str:
    """Name the colour of a kind."""
    return token(f"kind-{kind}", opacity)


def font(colour: str = "ink", size: float = LABEL_SIZE, weight: int = 400) -> dict[str, Any]:
    """Return a plotly font in the page's sans."""
    return {"family": SANS, "size": size, "weight": weight, "color": token(colour)}
