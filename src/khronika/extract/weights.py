"""Sums of readable weights, and the chance that such a sum stands for."""

from collections.abc import Iterable, Mapping
from math import exp


def weigh(names: Iterable[str], weights: Mapping[str, float]) -> float:
    """What the names weigh together; a name without a weight weighs nothing."""
    return sum(weights.get(name, 0.0) for name in names)


def logistic(weight: float) -> float:
    """The chance, 0 to 1, that a sum of logistic weights stands for."""
    return 1 / (1 + exp(-weight))
