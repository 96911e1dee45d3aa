"""Fits weights to examples: logistic regression and choice among options, by AdaGrad with a quadratic penalty; no dependency."""

import random
from collections import Counter
from collections.abc import Hashable, Sequence
from math import exp, sqrt
from typing import Generic, TypeVar

from timeline.extraction.weights import probability

_BIAS = ""
_EPOCHS = 25
_RATE = 0.25
_PENALTY = 0.02
_RAREST = 4  # a signal met less often is noise
_SMALLEST = 0.01  # a weight nearer to nothing is not kept
_SETTLED = 1e-3  # an error that is not worth a step
K = TypeVar("K", bound=Hashable)
Options = Sequence[tuple[str, Sequence[str]]]


def fit_binary(examples: Sequence[tuple[Sequence[str], bool]], penalty: float = _PENALTY) -> dict[str, float]:
    """Return the weights by signal that tell right from wrong examples best; `penalty` pulls them towards nothing."""
    counts = Counter(signal for signals, _ in examples for signal in set(signals))
    rows = [([_BIAS, *(s for s in dict.fromkeys(signals) if counts[s] >= _RAREST)], right) for signals, right in examples]
    learner: _Learner[str] = _Learner(penalty)
    order = random.Random(0)
    for _ in range(_EPOCHS):
        order.shuffle(rows)
        for signals, right in rows:
            learner.step(signals, probability(learner.odds(signals)) - right)
    return learner.rounded()


def fit_choice(examples: Sequence[tuple[Options, int]], penalty: float = _PENALTY) -> dict[str, dict[str, float]]:
    """Return weights per decision for choices: each example has options (decision, signals) and the right one's number.

    The number -1 says that none was right; taking none has no weights and so no odds.
    """
    counts = Counter((d, s) for options, _ in examples for d, signals in options for s in set(signals))
    rows = [
        ([[(d, _BIAS), *((d, s) for s in dict.fromkeys(signals) if counts[d, s] >= _RAREST)] for d, signals in options], right)
        for options, right in examples
    ]
    learner: _Learner[tuple[str, str]] = _Learner(penalty)
    order = random.Random(0)
    for _ in range(_EPOCHS):
        order.shuffle(rows)
        for options, right in rows:
            odds = [learner.odds(option) for option in options]
            top = max(0.0, *odds)
            powers = [exp(each - top) for each in odds]
            total = sum(powers) + exp(-top)
            for number, option in enumerate(options):
                learner.step(option, powers[number] / total - (number == right))
    found: dict[str, dict[str, float]] = {}
    for (decision, signal), weight in learner.rounded().items():
        found.setdefault(decision, {})[signal] = weight
    return found


class _Learner(Generic[K]):
    """Weights that learn by steps; each signal's steps shrink as it gathers evidence."""

    def __init__(self, penalty: float) -> None:
        self.weights: dict[K, float] = {}
        self._squares: dict[K, float] = {}
        self._penalty = penalty

    def odds(self, signals: Sequence[K]) -> float:
        """Return the log-odds of an example."""
        weights = self.weights
        return sum(weights.get(signal, 0.0) for signal in signals)

    def step(self, signals: Sequence[K], error: float) -> None:
        """Move the weights of an example's signals against its error (probability minus truth)."""
        if abs(error) < _SETTLED:
            return
        weights, squares = self.weights, self._squares
        for signal in signals:
            weight = weights.get(signal, 0.0)
            slope = error + self._penalty * weight
            squares[signal] = square = squares.get(signal, 0.1) + slope * slope
            weights[signal] = weight - _RATE * slope / sqrt(square)

    def rounded(self) -> dict[K, float]:
        """Return the weights worth keeping, to three figures after the point."""
        kept = {signal: round(weight, 3) for signal, weight in self.weights.items() if abs(weight) >= _SMALLEST}
        return dict(sorted(kept.items(), key=lambda item: str(item[0])))
