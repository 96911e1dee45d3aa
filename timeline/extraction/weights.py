"""Learned weights: how much each signal speaks for or against a reading. The recipe that learns them is `training`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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
_Classes = tuple[dict[str, int], dict[str, tuple[float, ...]]]
_NO_CLASSES: _Classes = {}, {}
_LARGEST = 30.0  # beyond these log-odds a probability no longer changes


def probability(odds: float) -> float:
    """Turn log-odds into a probability."""
    if odds > _LARGEST:
        odds = _LARGEST
    elif odds < -_LARGEST:
        odds = -_LARGEST
    return 1 / (1 + exp(-odds))


@dataclass(frozen=True)
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

    def odds_of(self, decision: str, classes: Sequence[str], signals: Iterable[str]) -> list[float]:
        """Return the log-odds that a decision with these signals is each of some classes (`kind`: `summit`, `visit`, ...)."""
        numbers, rows = self._classes.get(decision, _NO_CLASSES)
        bias = rows.get(_BIAS, (0.0,) * len(numbers))
        odds = [sum(column) for column in zip(bias, *[rows[signal] for signal in signals if signal in rows], strict=True)]
        return [odds[numbers[each]] if each in numbers else 0.0 for each in classes]

    @cached_property
    def _classes(self) -> dict[str, _Classes]:
        """The weights of decisions of several classes: the number of each class, and by signal the weights for all of them."""
        found: dict[str, _Classes] = {}
        for decision in {name.partition(":")[0] for name in self.decisions if ":" in name}:
            classes = [name for name in self.decisions if name.startswith(f"{decision}:")]
            signals = dict.fromkeys(signal for name in classes for signal in self.decisions[name])
            rows = {signal: tuple(self.decisions[name].get(signal, 0.0) for name in classes) for signal in signals}
            found[decision] = {name.partition(":")[2]: number for number, name in enumerate(classes)}, rows
        return found
