"""Fit the weights by which a doer is chosen for an act that is told without one, on annotated articles.

``python -m bench.doers SCORER ARTICLES GOLD [GOLD ...]`` prints the weights, and what the choice gets right and wrong
in articles left out of the fit. ARTICLES is the folder of HRDsAttack, GOLD an annotation of some of its articles.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.annotated import articles_of
from bench.claims import to_gold_shape
from bench.scores import load_scorer
from bench.slots.learn import fit_choice
from khronika.extract.coref import Cast
from khronika.extract.doer_clues import Around, candidates, clues_of, clues_of_nobody
from khronika.extract.doers import MARGIN, WEIGHTS, is_open
from khronika.extract.english import NAME, find_frames
from khronika.extract.frames import Frame, to_claim
from khronika.extract.mentions import to_mention
from khronika.extract.parse import parse
from khronika.extract.places import find_places
from khronika.model.evidence import Passage

FOLDS, ROUNDS, PENALTY = 6, 3, 3.0
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Choice:
    """One act told without a doer: the clues of each candidate, of nobody last, and which of them are right."""

    doc: str
    clues: tuple[frozenset[str], ...]
    right: tuple[bool, ...]
    stated: bool


def main() -> None:
    """Print weights and how the choice does where it was not fitted."""
    parser = argparse.ArgumentParser(prog="python -m bench.doers", description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    given = parser.parse_args()
    scorer = load_scorer(given.scorer)
    told = (row for gold in given.gold for row in articles_of(gold, given.articles))
    choices = [choice for passage, claims in told for choice in choices_of(passage, claims, scorer)]
    print({name: round(float(w) * 20) / 20 for name, w in zip(WEIGHTS, fit(choices), strict=True)})
    print(dict(left_out(choices)))


def choices_of(passage: Passage, gold: list[dict[str, Any]], scorer: Any) -> Iterator[Choice]:
    """Yield a choice for each claim of an article that pairs with the annotation and whose own words name no doer."""
    doc = parse(passage.text)
    around = Around(doc, find_frames(doc, infer=False), Cast(doc, tuple(place.span for place in find_places(doc))))
    found = [to_gold_shape(to_claim(f, doc, passage, 0.5, NAME), []) for f in around.frames]
    for row, column in scorer.assign(worth_of(gold, found, scorer, passage.text)):
        if is_open(around.frames[column]):
            yield _choice(around.frames[column], around, passage, gold[row]["perpetrators"], scorer)


def worth_of(gold: list[dict[str, Any]], found: list[dict[str, Any]], scorer: Any, text: str) -> list[list[float]]:
    """The share of each found claim that each of the annotation has too, in a sentence and group that they share."""
    starts, group = scorer.sentence_starts(text), scorer.load_acts()

    def worth(one: dict[str, Any], other: dict[str, Any]) -> float:
        here, there = (scorer.sentences_of(claim["triggers"], starts) for claim in (one, other))
        return float(scorer.frame(one, other)) if here & there and group[one["act"]] == group[other["act"]] else 0.0

    return [[worth(one, other) for other in found] for one in gold]


def _choice(frame: Frame, around: Around, passage: Passage, doers: list[dict[str, Any]], scorer: Any) -> Choice:
    ones = list(candidates(frame, around))
    shaped = [[to_mention(around.doc, passage.text, w, "perpetrator", 0) for w in one.who.phrases] for one in ones]
    named = [{"mentions": [[m.span.start, m.span.end, m.text] for m in mentions]} for mentions in shaped]
    right = [any(scorer.same_argument(one, doer) for doer in doers) for one in named]
    clues = [frozenset(clues_of(one, frame, around)) for one in ones] + [frozenset(clues_of_nobody(frame, around))]
    return Choice(passage.item_id, tuple(clues), (*right, not any(right)), bool(doers))


def rows_of(clues: Sequence[frozenset[str]]) -> Array:
    """A row for each, a column for each weight."""
    return np.array([[name in held for name in WEIGHTS] for held in clues], dtype=float)


def fit(choices: Sequence[Choice]) -> Array:
    """Weights under which the right one stands out; where several are, the one that stands out most already."""
    weights = np.zeros(len(WEIGHTS))
    for _ in range(ROUNDS):
        groups = [_best_first(rows_of(choice.clues), np.array(choice.right), weights) for choice in choices]
        weights = fit_choice(groups, [0] * len(groups), PENALTY, len(WEIGHTS))
    return weights


def _best_first(rows: Array, right: NDArray[np.bool_], weights: Array) -> Array:
    """The right row that stands out most, and those that are wrong."""
    best = rows[right][(rows[right] @ weights).argmax()]
    return np.vstack([best, rows[~right]])


def left_out(choices: Sequence[Choice]) -> Counter[str]:
    """How many choices are right, wrong, missed, or should be of nobody, in articles that the fit left out."""
    names, tally = sorted({c.doc for c in choices}), Counter[str]()
    for fold in range(FOLDS):
        inside = set(names[fold::FOLDS])
        weights = fit([c for c in choices if c.doc not in inside])
        tally.update(_verdict(c, weights) for c in choices if c.doc in inside)
    return tally


def _verdict(choice: Choice, weights: Array) -> str:
    scores = rows_of(choice.clues) @ weights
    best = int(scores[:-1].argmax()) if len(scores) > 1 else None
    if best is None or scores[best] + MARGIN < scores[-1]:
        return "missed" if choice.stated else "rightly nobody"
    return "right" if choice.right[best] else "another" if choice.stated else "should be nobody"


if __name__ == "__main__":
    main()
