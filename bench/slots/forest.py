"""Extremely randomised trees (Geurts et al., 2006) for several answers at once, kept as plain arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.slots.learn import Array

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Forest:
    """Nodes of all trees. ``left`` is the node for values up to ``cut``, ``right`` for those above; a leaf has -1.

    ``roots`` are the first nodes of the trees; ``shares`` holds for each node the mean answers of its examples.
    """

    roots: Numbers
    feature: Numbers
    cut: NDArray[np.float32]
    left: Numbers
    right: Numbers
    shares: NDArray[np.float32]

    def chances(self, rows: Array) -> Array:
        """For each row the chance of each answer: the mean over all trees."""
        mean: Array = np.mean([self._of_tree(rows, root) for root in self.roots], axis=0)
        return mean

    def _of_tree(self, rows: Array, root: int) -> Array:
        node = np.full(len(rows), root)
        while True:
            inner = self.left[node] >= 0
            if not inner.any():
                shares: Array = self.shares[node].astype(float)
                return shares
            here = np.where(inner, rows[np.arange(len(rows)), self.feature[node]] <= self.cut[node], False)
            node = np.where(inner, np.where(here, self.left[node], self.right[node]), node)


class Grower:
    """Grows a forest; the same seed gives the same trees."""

    def __init__(self, rows: Array, answers: Array, *, least: int, tried: float, seed: int) -> None:
        self._rows, self._answers, self._least = rows.astype(np.float32), answers, least
        self._tried = max(1, int(tried * rows.shape[1]))
        self._random = np.random.default_rng(seed)
        self._nodes: list[tuple[int, float, int, int, Array]] = []

    def grow(self, trees: int) -> Forest:
        """A forest of so many trees, each over all rows."""
        roots = [self._grow(np.arange(len(self._rows))) for _ in range(trees)]
        feature, cut, left, right, shares = zip(*self._nodes, strict=True)
        ints = (np.array(part, dtype=np.int32) for part in (roots, feature, left, right))
        root_array, feature_array, left_array, right_array = ints
        return Forest(
            root_array,
            feature_array,
            np.array(cut, dtype=np.float32),
            left_array,
            right_array,
            np.array(shares, dtype=np.float32),
        )

    def _grow(self, here: NDArray[np.int64]) -> int:
        number = len(self._nodes)
        mean = self._answers[here].mean(axis=0)
        self._nodes.append((0, 0.0, -1, -1, mean))
        split = self._split(here) if len(here) >= 2 * self._least else None
        if split is not None:
            feature, cut = split
            low = self._rows[here, feature] <= cut
            left, right = self._grow(here[low]), self._grow(here[~low])
            self._nodes[number] = (feature, cut, left, right, mean)
        return number

    def _split(self, here: NDArray[np.int64]) -> tuple[int, float] | None:
        """The best of some random cuts: the one that makes both sides most alike in their answers."""
        rows = self._rows[here]
        lows, highs = rows.min(axis=0), rows.max(axis=0)
        open_ones = np.flatnonzero(highs > lows)
        if not len(open_ones):
            return None
        some = self._random.choice(open_ones, min(self._tried, len(open_ones)), replace=False)
        cuts = (lows[some] + self._random.random(len(some)) * (highs[some] - lows[some])).astype(np.float32)
        gains = self._gains(rows[:, some] <= cuts, self._answers[here])
        best = int(np.argmax(gains))
        return (int(some[best]), float(cuts[best])) if gains[best] > 1e-9 else None

    def _gains(self, low: NDArray[np.bool_], answers: Array) -> Array:
        sides = low.astype(float)
        count = sides.sum(axis=0)
        total, left = answers.sum(axis=0), sides.T @ answers
        right = total - left
        with np.errstate(divide="ignore", invalid="ignore"):
            kept = (left**2).sum(axis=1) / count + (right**2).sum(axis=1) / (len(answers) - count)
        gains: Array = np.nan_to_num(kept) - (total**2).sum() / len(answers)
        gains[(count < self._least) | (len(answers) - count < self._least)] = 0
        return gains
