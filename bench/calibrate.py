"""Fit the weights of claim scores on annotated articles and say how well they hold on articles left out.

``python -m bench.calibrate ARTICLES GOLD SCORER`` prints the weights and the expected calibration error of a six-fold
cross-validation by article, in bins of a tenth (Naeini et al., AAAI 2015).
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.claims import passages, to_gold_shape
from bench.scores import load_scorer
from khronika.extract.english import NAME, find_frames
from khronika.extract.frames import to_claim
from khronika.extract.parse import parse
from khronika.extract.score import WEIGHTS, features

FOLDS, PENALTY, STEPS, RATE = 6, 2.0, 4000, 0.01
Array = NDArray[np.float64]


def main() -> None:
    """Print weights and calibration error for the set named on the command line."""
    articles, gold, scorer = map(Path, sys.argv[1:4])
    rows = list(examples(articles, gold, load_scorer(scorer)))
    docs = np.array([doc for doc, _, _ in rows])
    given = np.array([[name in held for name in WEIGHTS] for _, held, _ in rows], dtype=float)
    right = np.array([hit for _, _, hit in rows], dtype=float)
    print({name: round(float(w), 2) for name, w in zip(WEIGHTS, fit(given, right), strict=True)})
    print(f"{len(rows)} claims, {right.mean():.2f} right, calibration error {left_out_error(given, right, docs):.3f}")


def examples(articles: Path, gold: Path, scorer: Any) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """(article, features, whether the gold has it) for each claim found in the annotated articles."""
    wanted = {line["doc"]: line["claims"] for line in scorer.load_lines(gold)}
    for doc, passage in passages(articles):
        if doc in wanted:
            parsed = parse(passage.text)
            frames = find_frames(parsed)
            found = [to_gold_shape(to_claim(f, parsed, passage, 0.5, NAME), []) for f in frames]
            hits = matched(wanted.pop(doc), found, scorer, passage.text)
            yield from ((doc, features(frame), n in hits) for n, frame in enumerate(frames))


def matched(gold: list[dict[str, Any]], found: list[dict[str, Any]], scorer: Any, text: str) -> set[int]:
    """The numbers of the found claims that pair with a gold claim of their own: same act, a sentence shared."""
    starts = scorer.sentence_starts(text)
    here, there = ([scorer.sentences_of(c["triggers"], starts) for c in claims] for claims in (gold, found))
    weight = [
        [float(a["act"] == b["act"] and bool(x & y)) for b, y in zip(found, there, strict=True)]
        for a, x in zip(gold, here, strict=True)
    ]
    return {column for _, column in scorer.assign(weight)}


def fit(given: Array, right: Array) -> Array:
    """Weights of a ridge logistic regression, the first (the base) unpenalised."""
    weights = np.zeros(given.shape[1])
    for _ in range(STEPS):
        slope = given.T @ (chances(given, weights) - right)
        slope[1:] += PENALTY * weights[1:]
        weights -= RATE * slope
    return weights


def chances(given: Array, weights: Array) -> Array:
    """The fitted chance of each row."""
    logistic: Array = 1 / (1 + np.exp(-given @ weights))
    return logistic


def left_out_error(given: Array, right: Array, docs: NDArray[np.str_]) -> float:
    """Expected calibration error of chances that were fitted without the article they are of."""
    names, held_out = np.unique(docs), np.zeros(len(right))
    for fold in range(FOLDS):
        inside = np.isin(docs, names[fold::FOLDS])
        held_out[inside] = chances(given[inside], fit(given[~inside], right[~inside]))
    bins = np.minimum((held_out * 10).astype(int), 9)
    gaps = [abs(held_out[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
    return float(sum(gaps))


if __name__ == "__main__":
    main()
