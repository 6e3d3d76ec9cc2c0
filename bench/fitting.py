"""What fits of weights share: the annotated articles, rows of features, folds by article, chances and their error."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from bench.annotated import GOLD, articles_of
from bench.claims import to_gold_shape
from bench.curve import Bin
from bench.scores import DATA
from bench.slots.learn import Array, fit_logistic
from khronika.extract.english import NAME
from khronika.extract.frames import Frame, to_claim
from khronika.extract.parse import parse, without
from khronika.extract.weights import logistic, weigh
from khronika.model.evidence import Passage

# Articles that are kept for measuring are not among them: weights that had seen them would look better than they are.
FIRST, FURTHER = DATA / "claims" / "dev.jsonl", GOLD / "claims_open.jsonl"
BASE, FOLDS = "base", 6
Annotated = tuple[Passage, list[dict[str, Any]]]
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """Something that the program found in an article: its features, and whether the annotation has it too."""

    doc: str
    features: Collection[str]
    right: bool


def first_articles() -> Iterator[Annotated]:
    """Yield each article on which the rules were made, with its annotation."""
    yield from articles_of(FIRST, DATA / "hrdsattack")


def further_articles() -> Iterator[Annotated]:
    """Yield each further article that weights may be fitted on, with its annotation."""
    yield from articles_of(FURTHER, DATA / "hrdsattack")


def parsed(passage: Passage) -> Doc:
    """An article as the program parses it: without its datelines and what is set aside."""
    return parse(without(passage.text, passage.aside))


def in_gold_shape(frames: Sequence[Frame], doc: Doc, passage: Passage) -> list[dict[str, Any]]:
    """The claims of an article as the scorer reads them."""
    return [to_gold_shape(to_claim(frame, doc, passage, 0.5, NAME), []) for frame in frames]


def rows_of(features: Sequence[Collection[str]], names: Sequence[str]) -> Array:
    """A row for each, a column for each name."""
    return np.array([[name in held for name in names] for held in features], dtype=float)


def frequent(examples: Sequence[Example], least: int) -> list[str]:
    """The names of the features that are not seldom, in order."""
    count = Counter(name for one in examples for name in one.features)
    return sorted(name for name, times in count.items() if times >= least)


def folds(docs: Sequence[str]) -> Iterator[NDArray[np.bool_]]:
    """Yield which rows belong to the articles of each fold."""
    names = np.unique(docs)
    return (np.isin(docs, names[fold::FOLDS]) for fold in range(FOLDS))


def fit_chance(examples: Sequence[Example], names: Sequence[str], penalty: float) -> Weights:
    """The weight of each name in a ridge logistic regression, that of the base first."""
    others = [name for name in names if name != BASE]
    right = np.array([one.right for one in examples], dtype=float)
    *fitted, base = fit_logistic(rows_of([one.features for one in examples], others), right, penalty)
    return dict(zip((BASE, *others), (base, *fitted), strict=True))


def chances_left_out(examples: Sequence[Example], names: Sequence[str], penalty: float) -> Array:
    """The chance of each, fitted without the article it is of."""
    found = np.zeros(len(examples))
    for inside in folds([one.doc for one in examples]):
        kept, others = (list(compress(examples, rows)) for rows in (inside, ~inside))
        weights = fit_chance(others, names, penalty)
        found[inside] = [logistic(weigh(one.features, weights)) for one in kept]
    return found


def in_bins(chances: Array, examples: Sequence[Example]) -> tuple[Bin, ...]:
    """What was found in bins of a tenth of its chance."""
    number, right = np.minimum((chances * 10).astype(int), 9), np.array([one.right for one in examples], dtype=float)
    inside = [number == tenth for tenth in np.unique(number)]
    return tuple(Bin(float(chances[rows].mean()), float(right[rows].mean()), int(rows.sum())) for rows in inside)


def calibration_error(bins: Sequence[Bin]) -> float:
    """How far the chances told and the shares that are right lie apart, a claim."""
    return sum(abs(b.told - b.right) * b.claims for b in bins) / sum(b.claims for b in bins)


def summary(bins: Sequence[Bin], what: str) -> str:
    """How many there are, how many of them are right, and the calibration error, in one line."""
    number = sum(b.claims for b in bins)
    right = sum(b.right * b.claims for b in bins) / number
    return f"{number} {what}, {right:.2f} right, calibration error {calibration_error(bins):.3f}"


def rounded(weights: Weights) -> Weights:
    """The weights to a twentieth, as they are written in the program."""
    return {name: round(float(weight) * 20) / 20 for name, weight in weights.items()}
