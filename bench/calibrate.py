"""Fit the weights of claim scores (``extract/score.py``) and say how well they hold on articles left out.

``python -m bench.calibrate [--picture FILE]`` prints them for the annotated articles, with the expected calibration
error of a cross-validation by article, in bins of a tenth (Naeini et al., AAAI 2015), and draws the reliability curve
of the chances that were fitted without the article they are of.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.curve import draw
from bench.fitting import (
    Annotated,
    Example,
    calibration_error,
    chances_left_out,
    first_articles,
    fit_chance,
    further_articles,
    in_bins,
    in_gold_shape,
    parsed,
    rounded,
    summary,
)
from bench.scores import claims_scorer
from khronika.extract.english import find_frames
from khronika.extract.score import WEIGHTS, backdrop, features

PENALTY = 2.0


def main() -> None:
    """Print weights and calibration error for the annotated articles."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibrate", description=__doc__)
    parser.add_argument("--picture", type=Path, help="where the reliability curve goes, as SVG")
    picture = parser.parse_args().picture
    scorer = claims_scorer()
    articles = (*first_articles(), *further_articles())
    report([claim for article in articles for claim in claims_of(article, scorer)], picture)


def report(examples: list[Example], picture: Path | None) -> None:
    """Print weights and error; draw the curve where a place for it is given."""
    print(rounded(fit_chance(examples, list(WEIGHTS), PENALTY)))
    bins = in_bins(chances_left_out(examples, list(WEIGHTS), PENALTY), examples)
    print(summary(bins, "claims"))
    if picture is not None:
        picture.write_text(draw(bins, calibration_error(bins)), encoding="utf-8")


def claims_of(article: Annotated, scorer: Any) -> Iterator[Example]:
    """Yield each claim that the program finds in an article."""
    passage, gold = article
    doc = parsed(passage)
    frames, of_text = find_frames(doc), backdrop(doc)
    hits = matched(gold, in_gold_shape(frames, doc, passage), scorer, passage.text)
    for number, frame in enumerate(frames):
        yield Example(passage.item_id, features(frame, doc, of_text), number in hits)


def matched(gold: list[dict[str, Any]], found: list[dict[str, Any]], scorer: Any, text: str) -> set[int]:
    """The numbers of the found claims that pair with a gold claim of their own: same act, a sentence shared."""
    starts = scorer.sentence_starts(text)
    here, there = ([scorer.sentences_of(c["triggers"], starts) for c in claims] for claims in (gold, found))
    weight = [
        [float(a["act"] == b["act"] and bool(x & y)) for b, y in zip(found, there, strict=True)]
        for a, x in zip(gold, here, strict=True)
    ]
    return {column for _, column in scorer.assign(weight)}


if __name__ == "__main__":
    main()
