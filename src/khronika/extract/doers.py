"""Who did an act whose own words name nobody: the likeliest of those told of around it, or nobody."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from khronika.extract.coref import Cast
from khronika.extract.doer_clues import Around, Candidate, candidates, clues_of, clues_of_nobody
from khronika.extract.frames import Frame
from khronika.extract.weights import weigh

# Weights of a conditional logit fitted by ``bench/fit_doers.py`` on the annotated articles, rounded to a twentieth.
WEIGHTS: dict[str, float] = {
    "force": 0.5,
    "fighters": 1.65,
    "court": -0.4,
    "office": -0.15,
    "country": -0.85,
    "nation": -0.65,
    "body": -0.5,
    "person": -0.4,
    "they": -1.45,
    "subject": 0.2,
    "passive subject": 0.2,
    "by": 0.6,
    "of": -0.6,
    "owner": 0.1,
    "under": 1.7,
    "with": 0.05,
    "in a phrase": -0.95,
    "in": -1.2,
    "beside a noun": -0.45,
    "object": -0.4,
    "apposition": -0.9,
    "elsewhere": -0.6,
    "office subject": 0.85,
    "court subject": 0.7,
    "country subject": 0.5,
    "country in": -0.75,
    "fighters of": 0.6,
    "fighters by": 0.1,
    "same sentence": 0.75,
    "sentence before": -0.55,
    "sentence after": -1.1,
    "a little before": -1.35,
    "subject over a verb": 1.3,
    "subject over a noun": 0.65,
    "subject over a passive": 0.25,
    "over the act": 1.1,
    "under the act": 0.35,
    "before the act": 0.65,
    "after the act": 0.1,
    "close": 0.3,
    "wide apart": -0.3,
    "uses force": 0.35,
    "is accused": 0.75,
    "rules there": 0.5,
    "denies": 0.05,
    "says": -1.35,
    "says so": -0.4,
    "appeals": -0.8,
    "does other acts": 1.1,
    "does most acts": 0.3,
    "does the same act": 0.75,
    "does more to the victim": 0.2,
    "does the act before": 0.25,
    "does the act after": 0.4,
    "does another act here": -0.35,
    "does another act in that place": -0.8,
    "suffers other acts": -0.2,
    "named often": 0.6,
    "nobody": 2.3,
    "nobody: a noun": 0.1,
    "nobody: passive": 0.85,
    "nobody: no victims": -0.75,
    "nobody: told again": 0.25,
    "nobody: no doers in the text": -0.65,
    "nobody: doers mostly told": 0.1,
    "nobody: assembly": -0.1,
    "nobody: asserted": 0.85,
    "nobody: denied": -0.05,
    "nobody: equality": -0.25,
    "nobody: expression": -0.05,
    "nobody: fair_trial": 0.65,
    "nobody: integrity": 0.15,
    "nobody: intimidation": -0.45,
    "nobody: liberty": 0.95,
    "nobody: life": 0.4,
    "nobody: movement": 0.4,
    "nobody: other": 0.3,
    "nobody: privacy": -0.15,
    "nobody: property": 0.45,
    "nobody: reported": 1.05,
    "nobody: threatened": 0.25,
}
# Nobody must lead by this much to be chosen: a reader who checks a doer strikes one out sooner than finds one.
MARGIN = 0.5


def with_doers(frames: Sequence[Frame], doc: Doc, cast: Cast) -> list[Frame]:
    """The frames; those without a doer given the likeliest one, where that is likelier than nobody."""
    around = Around(doc, frames, cast)
    return [_with_doer(frame, around) if is_open(frame) else frame for frame in frames]


def is_open(frame: Frame) -> bool:
    """Whether somebody did it whom its own words do not name."""
    return not frame.perpetrators and frame.act != "intervention"


def _with_doer(frame: Frame, around: Around) -> Frame:
    weighed = [(weigh(clues_of(one, frame, around), WEIGHTS), one) for one in candidates(frame, around)]
    best, who = max(weighed, key=_first, default=(0.0, None))
    if who is None or best + MARGIN < weigh(clues_of_nobody(frame, around), WEIGHTS):
        return frame
    return replace(frame, perpetrators=(who.who,))


def _first(pair: tuple[float, Candidate]) -> float:
    return pair[0]
