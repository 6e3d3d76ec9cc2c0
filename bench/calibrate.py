"""Fit the weights of claim scores on annotated articles and say how well they hold on articles left out.

``python -m bench.calibrate SCORER ARTICLES GOLD [ARTICLES GOLD ...] [--picture FILE]`` prints the weights and the
expected calibration error of a six-fold cross-validation by article, in bins of a tenth (Naeini et al., AAAI 2015), and
draws the reliability curve of the chances that were fitted without the article they are of.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.claims import passages, to_gold_shape
from bench.curve import Bin, draw
from bench.scores import load_scorer
from khronika.extract.english import NAME, find_frames
from khronika.extract.frames import to_claim
from khronika.extract.parse import parse
from khronika.extract.score import WEIGHTS, backdrop, features

FOLDS, PENALTY, STEPS = 6, 2.0, 25
Array = NDArray[np.float64]


def main() -> None:
    """Print weights and calibration error for the sets named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibrate", description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("sets", type=Path, nargs="+", help="articles and gold, turn about")
    parser.add_argument("--picture", type=Path, help="where the reliability curve goes, as SVG")
    given = parser.parse_args()
    pairs = zip(given.sets[::2], given.sets[1::2], strict=True)
    scorer = load_scorer(given.scorer)
    report([row for articles, gold in pairs for row in examples(articles, gold, scorer)], given.picture)


def report(rows: list[tuple[str, tuple[str, ...], bool]], picture: Path | None) -> None:
    """Print weights and error; draw the curve where a place for it is given."""
    docs = np.array([doc for doc, _, _ in rows])
    given = np.array([[name in held for name in WEIGHTS] for _, held, _ in rows], dtype=float)
    right = np.array([hit for _, _, hit in rows], dtype=float)
    print({name: round(float(w), 2) for name, w in zip(WEIGHTS, fit(given, right), strict=True)})
    bins = binned(left_out(given, right, docs), right)
    print(f"{len(rows)} claims, {right.mean():.2f} right, calibration error {error(bins):.3f}")
    if picture is not None:
        picture.write_text(draw(bins, error(bins)), encoding="utf-8")


def examples(articles: Path, gold: Path, scorer: Any) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """(article, features, whether the gold has it) for each claim found in the annotated articles."""
    wanted = {line["doc"]: line["claims"] for line in scorer.load_lines(gold)}
    for doc, passage in passages(articles):
        if doc in wanted:
            parsed = parse(passage.text)
            frames = find_frames(parsed)
            found = [to_gold_shape(to_claim(f, parsed, passage, 0.5, NAME), []) for f in frames]
            hits = matched(wanted.pop(doc), found, scorer, passage.text)
            around = backdrop(parsed)
            yield from ((doc, features(frame, parsed, around), n in hits) for n, frame in enumerate(frames))


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
    """Weights of a ridge logistic regression by Newton's method, the first (the base) hardly penalised."""
    weights, penalty = np.zeros(given.shape[1]), np.full(given.shape[1], PENALTY)
    penalty[0] = 1e-3
    for _ in range(STEPS):
        told = chances(given, weights)
        slope = given.T @ (told - right) + penalty * weights
        curve = (given.T * (told * (1 - told))) @ given + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return weights


def chances(given: Array, weights: Array) -> Array:
    """The fitted chance of each row."""
    logistic: Array = 1 / (1 + np.exp(-given @ weights))
    return logistic


def left_out(given: Array, right: Array, docs: NDArray[np.str_]) -> Array:
    """The chance of each row, fitted without the article it is of."""
    names, held_out = np.unique(docs), np.zeros(len(right))
    for fold in range(FOLDS):
        inside = np.isin(docs, names[fold::FOLDS])
        held_out[inside] = chances(given[inside], fit(given[~inside], right[~inside]))
    return held_out


def binned(told: Array, right: Array) -> tuple[Bin, ...]:
    """The rows in bins of a tenth of the chance that they were given."""
    number = np.minimum((told * 10).astype(int), 9)
    inside = [number == b for b in np.unique(number)]
    return tuple(Bin(float(told[rows].mean()), float(right[rows].mean()), int(rows.sum())) for rows in inside)


def error(bins: tuple[Bin, ...]) -> float:
    """The expected calibration error: how far told and right lie apart, a claim."""
    return sum(abs(b.told - b.right) * b.claims for b in bins) / sum(b.claims for b in bins)


if __name__ == "__main__":
    main()
