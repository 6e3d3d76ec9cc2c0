"""Fits of a choice: which doer, which place an act takes that is told without one, or that it takes none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.fitting import folds, rounded, rows_of
from bench.slots.learn import Array, fit_choice
from khronika.model.claims import Mention

PENALTY, ROUNDS = 3.0, 3


@dataclass(frozen=True)
class Choice:
    """One act told without: the features of each candidate, of none last, and which of them are right."""

    doc: str
    features: tuple[frozenset[str], ...]
    right: tuple[bool, ...]
    stated: bool
    """Whether the annotation has one, be it among the candidates or not."""
    times: int = 1
    """How often it counts in the fit."""


def pairs(
    gold: list[dict[str, Any]], found: list[dict[str, Any]], scorer: Any, text: str
) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield each claim of the annotation that is found, and the number of the one found: of one sentence and group."""
    starts, group = scorer.sentence_starts(text), scorer.load_acts()

    def worth(one: dict[str, Any], other: dict[str, Any]) -> float:
        here, there = (scorer.sentences_of(claim["triggers"], starts) for claim in (one, other))
        return float(scorer.frame(one, other)) if here & there and group[one["act"]] == group[other["act"]] else 0.0

    matched = scorer.assign([[worth(one, other) for other in found] for one in gold])
    return ((gold[row], column) for row, column in matched)


def which_right(candidates: Sequence[Sequence[Mention]], wanted: list[dict[str, Any]], scorer: Any) -> tuple[bool, ...]:
    """Which candidates the annotation has, and last whether it has none of them."""
    named = [{"mentions": [[m.span.start, m.span.end, m.text] for m in mentions]} for mentions in candidates]
    right = [any(scorer.same_argument(one, other) for other in wanted) for one in named]
    return (*right, not any(right))


def report(choices: Sequence[Choice], names: Sequence[str], margin: float = 0.0) -> None:
    """Print the weights, and how often the choice is right in articles that the fit left out."""
    print(rounded(dict(zip(names, fit(choices, names), strict=True))))
    print(dict(left_out(choices, names, margin)))


def fit(choices: Sequence[Choice], names: Sequence[str]) -> Array:
    """Weights under which the right one stands out; where several are, the one that stands out most already."""
    counted = [choice for choice in choices for _ in range(choice.times)]
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        groups = [_best_first(rows_of(one.features, names), np.array(one.right), weights) for one in counted]
        weights = fit_choice(groups, [0] * len(groups), PENALTY, len(names))
    return weights


def _best_first(rows: Array, right: NDArray[np.bool_], weights: Array) -> Array:
    """The right row that stands out most, and those that are wrong."""
    best = rows[right][(rows[right] @ weights).argmax()]
    return np.vstack([best, rows[~right]])


def left_out(choices: Sequence[Choice], names: Sequence[str], margin: float) -> Counter[str]:
    """How many choices are right, wrong, missed, or should be none, in articles that the fit left out."""
    tally = Counter[str]()
    for inside in folds([choice.doc for choice in choices]):
        kept, others = (list(compress(choices, rows)) for rows in (inside, ~inside))
        weights = fit(others, names)
        tally.update(_verdict(one, rows_of(one.features, names) @ weights, margin) for one in kept)
    return tally


def _verdict(choice: Choice, weighed: Array, margin: float) -> str:
    best = int(weighed[:-1].argmax()) if len(weighed) > 1 else None
    if best is None or weighed[best] + margin < weighed[-1]:
        return "missed" if choice.stated else "rightly none"
    return "right" if choice.right[best] else "another" if choice.stated else "should be none"
