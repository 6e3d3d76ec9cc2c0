"""Fit the weights by which an act whose own words name no place takes one of its text, on annotated articles.

``python -m bench.whereabouts SCORER ARTICLES GOLD [GOLD ...]`` prints the weights, and how many of the places taken are
right in articles left out of the fit. ARTICLES is the folder of HRDsAttack, GOLD an annotation of some of its articles.
Readers differ in how far they carry a place over: ``--often N`` counts each article of the first GOLD N times.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.annotated import articles_of
from bench.claims import to_gold_shape
from bench.doers import Choice, worth_of
from bench.scores import load_scorer
from bench.slots.learn import fit_choice
from khronika.extract.english import NAME, find_frames, scene_of
from khronika.extract.frames import Frame, to_claim
from khronika.extract.parse import parse, without
from khronika.extract.triggers import find_triggers
from khronika.extract.whereabouts import WEIGHTS, Whereabouts
from khronika.model.evidence import Passage

FOLDS, PENALTY = 8, 3.0
Array = NDArray[np.float64]


def main() -> None:
    """Print weights and how the choice does where it was not fitted."""
    parser = argparse.ArgumentParser(prog="python -m bench.whereabouts", description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--often", type=int, default=5)
    given = parser.parse_args()
    scorer = load_scorer(given.scorer)
    told = ((gold, row) for gold in given.gold for row in articles_of(gold, given.articles))
    choices = [
        choice
        for gold, (passage, claims) in told
        for choice in choices_of(passage, claims, scorer)
        for _ in range(given.often if gold == given.gold[0] else 1)
    ]
    print({name: round(float(w) * 20) / 20 for name, w in zip(WEIGHTS, fit(choices), strict=True)})
    print(dict(left_out(choices)))


def choices_of(passage: Passage, gold: list[dict[str, Any]], scorer: Any) -> Iterator[Choice]:
    """Yield a choice for each claim of an article that pairs with the annotation and has no place of its own words."""
    doc, title = parse(without(passage.text, passage.aside)), passage.title or ""
    frames = find_frames(doc, title, infer=False)
    around = Whereabouts(doc, scene_of(doc, find_triggers(doc))[0], frames, title)
    found = [to_gold_shape(to_claim(frame, doc, passage, 0.5, NAME), []) for frame in frames]
    for row, column in scorer.assign(worth_of(gold, found, scorer, passage.text)):
        frame = frames[column]
        if around.places and not frame.places and frame.act != "intervention":
            yield _choice(frame, around, passage, gold[row]["places"], scorer)


def _choice(frame: Frame, around: Whereabouts, passage: Passage, places: list[dict[str, Any]], scorer: Any) -> Choice:
    """The places of the text, and last that it has none, which has no features."""
    named = [
        {"mentions": [[m.span.start, m.span.end, m.text] for m in around.mentions(frame, key)]} for key in around.places
    ]
    right = [any(scorer.same_argument(one, place) for place in places) for one in named]
    clues = [frozenset(around.features(frame, key)) for key in around.places]
    return Choice(passage.item_id, (*clues, frozenset()), (*right, not any(right)), bool(places))


def rows_of(clues: Sequence[frozenset[str]]) -> Array:
    """A row for each, a column for each weight."""
    return np.array([[name in held for name in WEIGHTS] for held in clues], dtype=float)


def fit(choices: Sequence[Choice]) -> Array:
    """Weights under which a right place stands out, or that there is none; where several are right, the first."""
    groups = []
    for choice in choices:
        rows, right = rows_of(choice.clues), np.array(choice.right)
        groups.append(np.vstack([rows[right][:1], rows[~right]]))
    return fit_choice(groups, [0] * len(groups), PENALTY, len(WEIGHTS))


def left_out(choices: Sequence[Choice]) -> Counter[str]:
    """How many places are right, wrong, missed, or should be none, in articles that the fit left out."""
    docs, tally = sorted({choice.doc for choice in choices}), Counter[str]()
    for fold in range(FOLDS):
        inside = set(docs[fold::FOLDS])
        weights = fit([choice for choice in choices if choice.doc not in inside])
        tally.update(_verdict(choice, weights) for choice in choices if choice.doc in inside)
    return tally


def _verdict(choice: Choice, weights: Array) -> str:
    sums = rows_of(choice.clues) @ weights
    best = int(sums.argmax())
    if best == len(sums) - 1:
        return "missed" if choice.stated else "rightly none"
    return "right" if choice.right[best] else "another" if choice.stated else "should be none"


if __name__ == "__main__":
    main()
