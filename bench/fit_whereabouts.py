"""Fit the weights by which an act whose own words name no place takes one of its text (``extract/whereabouts.py``).

``python -m bench.fit_whereabouts`` prints them for the annotated articles, and how many of the places taken are right
in articles left out of the fit.
"""

from collections.abc import Iterator
from typing import Any

from bench.choosing import Choice, pairs, report, which_right
from bench.fitting import Annotated, first_articles, further_articles, in_gold_shape, parsed
from bench.scores import claims_scorer
from khronika.extract.english import find_frames, scene_of
from khronika.extract.frames import Frame
from khronika.extract.triggers import find_triggers
from khronika.extract.whereabouts import WEIGHTS, Whereabouts

# Readers differ in how far they carry a place over; the readers of the first articles are those to agree with.
OFTEN = 5


def main() -> None:
    """Print weights and how the choice does where it was not fitted."""
    scorer = claims_scorer()
    choices = [choice for told in first_articles() for choice in choices_of(told, scorer, OFTEN)]
    choices += [choice for told in further_articles() for choice in choices_of(told, scorer)]
    report(choices, list(WEIGHTS))


def choices_of(told: Annotated, scorer: Any, times: int = 1) -> Iterator[Choice]:
    """Yield a choice for each claim of an article that pairs with the annotation and has no place of its own words."""
    passage, gold = told
    doc, title = parsed(passage), passage.title or ""
    frames = find_frames(doc, title, infer=False)
    around = Whereabouts(doc, scene_of(doc, find_triggers(doc))[0], frames, title)
    for claim, number in pairs(gold, in_gold_shape(frames, doc, passage), scorer, passage.text):
        if around.places and not frames[number].places and frames[number].act != "intervention":
            right = _right_places(frames[number], around, claim["places"], scorer)
            yield Choice(passage.item_id, _features(frames[number], around), right, bool(claim["places"]), times)


def _features(frame: Frame, around: Whereabouts) -> tuple[frozenset[str], ...]:
    """Those of each place of the text, and last of having none, which are none."""
    return (*(frozenset(around.features(frame, key)) for key in around.places), frozenset())


def _right_places(frame: Frame, around: Whereabouts, places: list[dict[str, Any]], scorer: Any) -> tuple[bool, ...]:
    return which_right([around.mentions(frame, key) for key in around.places], places, scorer)


if __name__ == "__main__":
    main()
