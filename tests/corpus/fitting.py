"""Fits weights to examples: logistic regression with a quadratic penalty, by scikit-learn, which only this recipe needs."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

_BIAS = ""
_PENALTY = 4.0
_RAREST = 3  # a signal met less often is noise
_FEWEST = 10  # examples
_SMALLEST = 0.01  # a weight nearer to nothing is not kept
Options = Sequence[tuple[str, Sequence[str]]]


def fit_binary(examples: Sequence[tuple[Sequence[str], bool]], penalty: float = _PENALTY) -> dict[str, float]:
    """Return the weights by signal that tell right from wrong examples best; `penalty` pulls them towards nothing."""
    labels = [right for _, right in examples]
    if len(set(labels)) < 2 or len(labels) < _FEWEST:
        return {_BIAS: 4.0 if sum(labels) * 2 > len(labels) else -4.0}
    matrix, names = _matrix([signals for signals, _ in examples])
    model = LogisticRegression(C=1 / penalty, max_iter=500)
    model.fit(matrix, labels)
    return _kept({_BIAS: float(model.intercept_[0])} | dict(zip(names, map(float, model.coef_[0]), strict=True)))


def fit_classes(examples: Sequence[tuple[Sequence[str], str]], penalty: float = _PENALTY) -> dict[str, dict[str, float]]:
    """Return weights by class and signal."""
    matrix, names = _matrix([signals for signals, _ in examples])
    model = LogisticRegression(C=1 / penalty, max_iter=500)
    model.fit(matrix, [right for _, right in examples])
    rows = zip(model.classes_, model.intercept_, model.coef_, strict=True)
    return {str(name): _kept({_BIAS: float(base)} | dict(zip(names, map(float, row), strict=True))) for name, base, row in rows}


def fit_choice(examples: Sequence[tuple[Options, int]], penalty: float = _PENALTY) -> dict[str, dict[str, float]]:
    """Return weights per decision for choices: each example has options (decision, signals) and the right one's number.

    The number -1 says that none was right; taking none has no weights and so no odds.
    """
    flat = [[f"{decision}\t{signal}" for signal in (_BIAS, *dict.fromkeys(signals))] for options, _ in examples for decision, signals in options]
    if not flat:
        return {}
    matrix, names = _matrix(flat)
    starts = np.cumsum([0, *(len(options) for options, _ in examples)])
    rights = np.array([start + right if right >= 0 else -1 for start, (_, right) in zip(starts, examples, strict=False)])
    owners = np.repeat(np.arange(len(examples)), [len(options) for options, _ in examples])
    target = np.zeros(matrix.shape[0])
    target[rights[rights >= 0]] = 1.0
    plain = np.array([0.0 if name.endswith("\t") else penalty for name in names])  # a bias is not pulled

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ weights
        top = np.zeros(len(examples))
        np.maximum.at(top, owners, odds)
        powers = np.exp(odds - top[owners])
        totals = np.exp(-top) + np.bincount(owners, powers, len(examples))
        chances = powers / totals[owners]
        value = float(np.sum(np.log(totals) + top) - np.sum(odds * target) + 0.5 * np.sum(plain * weights**2))
        return value, matrix.T @ (chances - target) + plain * weights

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    found: dict[str, dict[str, float]] = {}
    for name, weight in _kept(dict(zip(names, map(float, best.x), strict=True))).items():
        decision, _, signal = name.partition("\t")
        found.setdefault(decision, {})[signal] = weight
    return found


def _matrix(rows: Sequence[Sequence[str]]) -> tuple[csr_matrix, list[str]]:
    counts = Counter(signal for row in rows for signal in set(row))
    names = sorted(signal for signal, count in counts.items() if count >= _RAREST)
    column = {name: number for number, name in enumerate(names)}
    places = [(number, column[signal]) for number, row in enumerate(rows) for signal in set(row) if signal in column]
    across, down = [a for a, _ in places], [d for _, d in places]
    return csr_matrix((np.ones(len(places)), (across, down)), shape=(len(rows), len(names))), names


def _kept(weights: dict[str, float]) -> dict[str, float]:
    return {signal: round(weight, 3) for signal, weight in sorted(weights.items()) if abs(weight) >= _SMALLEST or not signal}
