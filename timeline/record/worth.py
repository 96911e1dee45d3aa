"""What a minute of a reviewer is worth on an article, and how far the scorecard trusts a value. Pure.

    worth = (doubt + 2 × differences + 3 × likely doubles + ½ × new names) × (½ + importance / 100) / minutes
    doubt = the sum over the article's values of 1 − confidence × trust
    trust = the acceptance rate of the value's field, times how the source and the engine do against all, at most 1
    minutes = 1 + values / 20

So the unsure, the disputed, the important and the unknown come first, and of two such articles the one sooner done. A rate is
smoothed by ten imagined verdicts, nine of them accepting: without a scorecard only the confidences order the queue.
"""

from collections.abc import Sequence
from dataclasses import dataclass

IMAGINED, EXPECTED = 10, 0.9  # verdicts, and the share of them that accept
DIFFERENCE, DOUBLE, NEW_NAME = 2.0, 3.0, 0.5  # corrections that a look at one may bring
_VALUES_A_MINUTE = 20


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims were accepted, of how many looked at."""

    accepted: int = 0
    seen: int = 0

    @property
    def rate(self) -> float:
        """The share accepted, smoothed."""
        return (self.accepted + IMAGINED * EXPECTED) / (self.seen + IMAGINED)


def trust(field: Tally, source: Tally, engine: Tally, everything: Tally) -> float:
    """Return how likely a value that its reader is sure of holds, between 0 and 1."""
    return min(1.0, field.rate * (source.rate / everything.rate) * (engine.rate / everything.rate))


def doubt(confidence: float | None, trusted: float) -> float:
    """Return how likely a value is wrong; one without a confidence is as good as its field."""
    return 1.0 - (1.0 if confidence is None else confidence) * trusted


def worth(doubts: Sequence[float], *, differences: int, doubles: int, new_names: int, importance: int) -> float:
    """Return the corrections that a minute on an article is expected to bring, weighed by the importance of what it tells."""
    expected = sum(doubts) + DIFFERENCE * differences + DOUBLE * doubles + NEW_NAME * new_names
    return expected * (0.5 + importance / 100) / (1 + len(doubts) / _VALUES_A_MINUTE)
