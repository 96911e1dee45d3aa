"""Learned weights: how much each signal speaks for or against a reading. The recipe that learns them is `training`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import repeat
from math import exp
from pathlib import Path

# The signals that rules look at; decisions whose weights know no others are left to the rules.
_RULES = frozenset(
    ("", "in-region", "bystander", "bare", "prep=from", "plainly=actor", "plainly=place", "plainly=4", "plainly=7", "plainly=10")
)
_FILE = Path(__file__).with_name("weights.json")
_BIAS = ""
_NOTHING = repeat(0.0)
_LARGEST = 30.0  # beyond these log-odds a probability no longer changes


def probability(odds: float) -> float:
    """Turn log-odds into a probability."""
    if odds > _LARGEST:
        odds = _LARGEST
    elif odds < -_LARGEST:
        odds = -_LARGEST
    return 1 / (1 + exp(-odds))


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by decision and signal, in log-odds; a signal never met weighs nothing.

    Of `ruled` decisions only the signals that rules look at need to be told; the recipe that learns wants them all.
    """

    decisions: Mapping[str, Mapping[str, float]]
    ruled: frozenset[str] = frozenset()

    @classmethod
    def load(cls, path: Path = _FILE) -> "Weights":
        """Read the weights that ship with the extractor."""
        decisions = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return cls(decisions, frozenset(name for name, weights in decisions.items() if weights.keys() <= _RULES))

    def odds(self, decision: str, signals: Iterable[str]) -> float:
        """Return the log-odds that a decision with these signals is right."""
        weights = self.decisions.get(decision)
        if weights is None:
            return 0.0
        return sum(map(weights.get, signals, _NOTHING), weights.get(_BIAS, 0.0))
