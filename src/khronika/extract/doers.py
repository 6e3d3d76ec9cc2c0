"""Who did an act whose own words name nobody: the likeliest of those told of around it, or nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from khronika.extract.coref import Cast
from khronika.extract.doer_clues import Around, Candidate, candidates, clues_of, clues_of_nobody
from khronika.extract.frames import Frame

# Weights of a conditional logit fitted by ``bench/doers.py`` on the annotated articles, rounded to a twentieth.
WEIGHTS: dict[str, float] = {
    "force": 0.2,
    "fighters": 1.35,
    "court": -0.7,
    "office": -0.45,
    "country": -0.95,
    "nation": -0.75,
    "body": -0.65,
    "person": -0.65,
    "they": -1.35,
    "subject": 0.15,
    "passive subject": 0.0,
    "by": 0.5,
    "of": -0.55,
    "owner": -0.15,
    "under": 0.7,
    "with": -0.1,
    "in a phrase": -1.05,
    "in": -1.3,
    "beside a noun": -0.65,
    "object": -0.4,
    "apposition": -0.95,
    "elsewhere": -0.5,
    "office subject": 0.7,
    "court subject": 0.4,
    "country subject": 0.45,
    "country in": -0.75,
    "fighters of": 0.55,
    "fighters by": -0.25,
    "same sentence": 0.5,
    "sentence before": -0.7,
    "sentence after": -0.9,
    "a little before": -1.65,
    "subject over a verb": 1.2,
    "subject over a noun": 0.5,
    "subject over a passive": 0.1,
    "over the act": 0.95,
    "under the act": 0.2,
    "before the act": 0.6,
    "after the act": 0.1,
    "close": 0.5,
    "wide apart": -0.25,
    "uses force": 0.25,
    "is accused": 0.75,
    "rules there": 0.45,
    "denies": 0.05,
    "says": -1.45,
    "says so": -0.45,
    "appeals": -0.75,
    "does other acts": 1.0,
    "does most acts": 0.2,
    "does the same act": 0.55,
    "does more to the victim": 0.2,
    "does the act before": 0.25,
    "does the act after": 0.3,
    "does another act here": -0.1,
    "does another act in that place": -0.7,
    "suffers other acts": -0.25,
    "named often": 0.6,
    "nobody": 1.25,
    "nobody: a noun": 0.2,
    "nobody: passive": 0.95,
    "nobody: no victims": -0.65,
    "nobody: told again": 0.25,
    "nobody: no doers in the text": -0.65,
    "nobody: doers mostly told": 0.1,
    "nobody: assembly": -0.05,
    "nobody: asserted": 1.0,
    "nobody: denied": -0.05,
    "nobody: equality": -0.15,
    "nobody: expression": 0.05,
    "nobody: fair_trial": 0.85,
    "nobody: integrity": 0.3,
    "nobody: intimidation": -0.3,
    "nobody: liberty": 1.1,
    "nobody: life": 0.55,
    "nobody: movement": 0.6,
    "nobody: other": 0.4,
    "nobody: privacy": -0.05,
    "nobody: property": 0.5,
    "nobody: reported": 1.2,
    "nobody: threatened": 0.4,
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
    weighed = [(weight(clues_of(one, frame, around)), one) for one in candidates(frame, around)]
    best, who = max(weighed, key=_first, default=(0.0, None))
    if who is None or best + MARGIN < weight(clues_of_nobody(frame, around)):
        return frame
    return replace(frame, perpetrators=(who.who,))


def _first(pair: tuple[float, Candidate]) -> float:
    return pair[0]


def weight(clues: Iterable[str]) -> float:
    """What the clues weigh together."""
    return sum(WEIGHTS.get(clue, 0.0) for clue in clues)
