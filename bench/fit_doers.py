"""Fit the weights by which a doer is chosen for an act that is told without one (``extract/doers.py``).

``python -m bench.fit_doers`` prints them for the annotated articles, and what the choice gets right and wrong in
articles left out of the fit.
"""

from collections.abc import Iterator
from typing import Any

from bench.choosing import Choice, pairs, report, which_right
from bench.fitting import first_articles, further_articles, in_gold_shape, parsed
from bench.scores import claims_scorer
from khronika.extract.doer_clues import Around, candidates, clues_of, clues_of_nobody
from khronika.extract.doers import MARGIN, WEIGHTS, is_open
from khronika.extract.english import find_frames, scene_of
from khronika.extract.frames import Frame
from khronika.extract.mentions import to_mention
from khronika.extract.triggers import find_triggers
from khronika.model.evidence import Passage


def main() -> None:
    """Print weights and how the choice does where it was not fitted."""
    scorer = claims_scorer()
    told = (*first_articles(), *further_articles())
    choices = [choice for passage, claims in told for choice in choices_of(passage, claims, scorer)]
    report(choices, list(WEIGHTS), MARGIN)


def choices_of(passage: Passage, gold: list[dict[str, Any]], scorer: Any) -> Iterator[Choice]:
    """Yield a choice for each claim of an article that pairs with the annotation and whose own words name no doer."""
    doc = parsed(passage)
    around = Around(doc, find_frames(doc, infer=False), scene_of(doc, find_triggers(doc))[1])
    for claim, number in pairs(gold, in_gold_shape(around.frames, doc, passage), scorer, passage.text):
        if is_open(around.frames[number]):
            yield _choice(around.frames[number], around, passage, claim["perpetrators"], scorer)


def _choice(frame: Frame, around: Around, passage: Passage, doers: list[dict[str, Any]], scorer: Any) -> Choice:
    ones = list(candidates(frame, around))
    named = [[to_mention(around.doc, passage.text, w, "perpetrator", 0) for w in one.who.phrases] for one in ones]
    clues = [frozenset(clues_of(one, frame, around)) for one in ones] + [frozenset(clues_of_nobody(frame, around))]
    return Choice(passage.item_id, tuple(clues), which_right(named, doers, scorer), bool(doers))


if __name__ == "__main__":
    main()
