"""Small models in plain numpy: ridge logistic regression of two or more classes, and a ranker of choices.

All are convex and solved by Newton's method, so that training anew gives the same arrays to within rounding.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
STEPS, CLOSE = 60, 1e-8


def chances(scores: Array) -> Array:
    """Softmax of each row."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    total: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return total


def logistic(scores: Array) -> Array:
    """The chance that goes with each score."""
    chance: Array = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return chance


def fit_logistic(rows: Array, right: Array, penalty: float, weight: Array | None = None) -> Array:
    """Weights of a ridge logistic regression, the last (the base) unpenalised.

    With more columns than rows it is solved in the space that the rows span, where the answer lies.
    """
    basis = _basis(rows)
    inner = _newton(_with_base(rows if basis is None else rows @ basis), right, penalty, weight)
    if basis is None:
        return inner
    return np.append(basis @ inner[:-1], inner[-1])


def _basis(rows: Array) -> Array | None:
    if rows.shape[1] <= rows.shape[0]:
        return None
    _, sizes, across = np.linalg.svd(rows, full_matrices=False)
    kept: Array = across[sizes > 1e-9].T
    return kept


def _with_base(rows: Array) -> Array:
    return np.hstack([rows, np.ones((rows.shape[0], 1))])


def _newton(rows: Array, right: Array, penalty: float, weight: Array | None) -> Array:
    ridge = np.full(rows.shape[1], penalty)
    ridge[-1] = 1e-6
    each = np.ones(len(right)) if weight is None else weight
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = logistic(rows @ weights)
        slope = rows.T @ (each * (chance - right)) + ridge * weights
        bend = (rows * (each * chance * (1 - chance) + 1e-9)[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < CLOSE:
            break
    return weights


def score(rows: Array, weights: Array) -> Array:
    """The score of each row, base included."""
    scores: Array = rows @ weights[:-1] + weights[-1]
    return scores


def fit_choice(groups: Sequence[Array], chosen: Sequence[int], penalty: float, width: int) -> Array:
    """Weights by which the chosen row of each group stands out among its rows (conditional logit, ridge).

    ``width`` is the number of columns, which no group tells where there is none.
    """
    weights = np.zeros(width)
    for _ in range(STEPS):
        slope, bend = penalty * weights, penalty * np.eye(len(weights))
        for rows, right in zip(groups, chosen, strict=True):
            share = chances(rows @ weights)
            mean = share @ rows
            slope = slope + mean - rows[right]
            bend = bend + (rows * share[:, None]).T @ rows - np.outer(mean, mean)
        step = np.linalg.solve(bend, slope)
        weights -= step / max(1.0, np.abs(step).max())  # a longer step can run past the answer and never come back
        if np.abs(step).max() < CLOSE:
            break
    return weights
