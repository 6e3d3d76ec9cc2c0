"""Train the models of the slots anew: ``python -m bench.train_hrdsattack [--folds]``.

Reads HRDsAttack's train.json below KHRONIKA_BENCH_DATA, writes ``bench/slots/models.npz`` and prints its size and the
figures on dev.json. With ``--folds`` it prints instead the figures of five-fold cross-validation by article on both
files, three times over, with the spread of the folds; nothing is written.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.scores import DATA, hrdsattack_rows, load_scorer
from bench.slots.answer import answer
from bench.slots.features import features_of, names_asked
from bench.slots.models import PATH, Models, load_models, save_models
from bench.slots.report import read_report
from bench.slots.training import Example, train

FOLDS, REPEATS = 5, 3


def main() -> None:
    """Train and score, or cross-validate."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_hrdsattack", description=__doc__)
    parser.add_argument("--folds", action="store_true", help="cross-validate on train and dev instead")
    given = parser.parse_args()
    scorer, folder = load_scorer(DATA.parent / "bench" / "score_hrdsattack.py"), DATA / "hrdsattack"
    known, held = (list(examples(folder / name, scorer)) for name in ("train.json", "dev.json"))
    if given.folds:
        cross_validate([*known, *held], scorer)
    else:
        save_models(train(known), PATH)
        print(f"{PATH.name}: {PATH.stat().st_size / 1e6:.2f} MB")
        show(figures(held, load_models(), scorer))


def examples(path: Path, scorer: Any) -> Iterator[Example]:
    """The features and the gold of each article of a file."""
    for record, gold in zip(json.loads(path.read_text(encoding="utf-8")), scorer.load_gold(path), strict=True):
        yield features_of(read_report(record["sample"]), names_asked(record)), gold


def figures(held: Sequence[Example], models: Models, scorer: Any) -> dict[str, float]:
    """The rows of the published table for articles that the models have not seen."""
    answers = [answer(features, [v["name"] for v in gold["victims"]], models) for features, gold in held]
    return hrdsattack_rows(scorer.score([gold for _, gold in held], answers)[0])


def cross_validate(known: Sequence[Example], scorer: Any) -> None:
    """Print mean and standard deviation over repeats of each row; every article is scored by models without it."""
    found: dict[str, list[float]] = defaultdict(list)
    for seed in range(REPEATS):
        fold = np.random.default_rng(seed).permutation(len(known)) % FOLDS
        for row, value in figures_of_folds(known, fold, scorer).items():
            found[row].append(value)
    for row, values in found.items():
        print(f"{row:28s} {np.mean(values):5.1f} ± {np.std(values):.1f}")


def figures_of_folds(known: Sequence[Example], fold: Any, scorer: Any) -> dict[str, float]:
    """The rows over all articles, each answered by models of the other folds."""
    answers: list[dict[str, Any]] = [{}] * len(known)
    for number in range(FOLDS):
        models = Models(train([one for one, at in zip(known, fold, strict=True) if at != number]))
        for n in np.flatnonzero(fold == number).tolist():
            features, gold = known[n]
            answers[n] = answer(features, [v["name"] for v in gold["victims"]], models)
    return hrdsattack_rows(scorer.score([gold for _, gold in known], answers)[0])


def show(rows: dict[str, float]) -> None:
    """Print the rows of the table."""
    for row, value in rows.items():
        print(f"{row:28s} {value:5.1f}")


if __name__ == "__main__":
    main()
