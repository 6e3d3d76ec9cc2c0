"""Fit the weights by which a word of answer is taken for an appeal (``extract/answer_chance.py``).

``python -m bench.fit_answers`` prints them for the annotated articles, without those that are kept for measuring, and
says how they hold on articles left out.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.tokens import Doc

from bench.annotated import GOLD, articles_of
from bench.calibrate import Array, binned, error, left_out
from bench.scores import DATA, load_scorer
from khronika.extract.answers import as_frame, by_rules, further
from khronika.extract.english import scene_of
from khronika.extract.frames import Frame
from khronika.extract.parse import parse, without
from khronika.extract.triggers import find_triggers
from khronika.extract.voices import is_one_voice

PENALTY, ROUNDS, SELDOM, SMALL = 8.0, 30, 15, 0.15
Row = tuple[str, tuple[str, ...], bool]


def main() -> None:
    """Print the weights and how they hold."""
    scorer = load_scorer(DATA / "claims" / "score_claims.py")
    told = articles_of(GOLD / "claims_open.jsonl", DATA / "hrdsattack")
    report([row for passage, claims in told for row in examples(passage, claims, scorer)])


def examples(passage: Any, claims: list[dict[str, Any]], scorer: Any) -> Iterator[Row]:
    """Yield (article, features, whether there is an appeal there that no rule finds) for each word of answer."""
    doc = parse(without(passage.text, passage.aside))
    setting, cast, quotes = scene_of(doc, find_triggers(doc))
    told, starts = by_rules(doc, cast, quotes, setting), scorer.sentence_starts(passage.text)
    known = set().union(*(_sentences(frame, doc, starts, scorer) for frame in told))
    appeals = [c for c in claims if c["act"] == "intervention"]
    missed = [c for c in appeals if not scorer.sentences_of(c["triggers"], starts) & known]
    for answer, names in further(told, doc, cast, quotes, setting):
        frame = as_frame(answer, cast, setting)
        if not any(is_one_voice(other.said_by, frame.said_by, doc) for other in told):
            here = _sentences(frame, doc, starts, scorer)
            there = [c for c in missed if scorer.sentences_of(c["triggers"], starts) & here]
            yield passage.id, names, any(_one_speaker(frame, claim, doc) for claim in there)


def report(rows: list[Row]) -> None:
    """Print the weights and the calibration error of articles left out."""
    names = features_of(rows)
    given = np.array([[name in held for name in names] for _, held, _ in rows], dtype=float)
    right = np.array([hit for _, _, hit in rows], dtype=float)
    weights = {name: round(float(w) * 20) / 20 for name, w in zip(names, fit(given, right), strict=True)}
    print({name: weight for name, weight in weights.items() if name == "base" or abs(weight) >= SMALL})
    bins = binned(left_out(given, right, np.array([doc for doc, _, _ in rows])), right)
    print(f"{len(rows)} words, {right.mean():.2f} right, calibration error {error(bins):.3f}")


def features_of(rows: list[Row]) -> list[str]:
    """The features that are not seldom, the base first."""
    count = Counter(name for _, held, _ in rows for name in held)
    return ["base", *sorted(name for name, n in count.items() if n >= SELDOM and name != "base")]


def fit(given: Array, right: Array) -> Array:
    """Weights of a ridge logistic regression by Newton's method, the first (the base) hardly penalised."""
    weights, penalty = np.zeros(given.shape[1]), np.full(given.shape[1], PENALTY)
    penalty[0] = 0.01
    for _ in range(ROUNDS):
        told = 1 / (1 + np.exp(-given @ weights))
        bend = (given * (told * (1 - told))[:, None]).T @ given + np.diag(penalty)
        weights = weights - np.linalg.solve(bend, given.T @ (told - right) + penalty * weights)
    return weights


def _sentences(frame: Frame, doc: Doc, starts: Any, scorer: Any) -> set[int]:
    words = frame.triggers[0]
    first, last = doc[words.start], doc[words.end - 1]
    return set(scorer.sentences_of([[first.idx, last.idx + len(last), ""]], starts))


def _one_speaker(frame: Frame, claim: dict[str, Any], doc: Doc) -> bool:
    """Whether both are said by one, or one of them by nobody named."""
    ours = [(doc[w.start].idx, doc[w.end - 1].idx + len(doc[w.end - 1])) for w in frame.said_by]
    theirs = [(start, end) for start, end, *_ in claim["said_by"]]
    meet = any(a < d and c < b for a, b in ours for c, d in theirs)
    return meet or not ours or not theirs


if __name__ == "__main__":
    main()
