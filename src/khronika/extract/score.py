"""The chance that a careful reader would accept a claim, from how much of it the text states and how it is told."""

from spacy.tokens import Doc, Token

from khronika.extract.frames import Frame, figures_of, names_of
from khronika.extract.subject import is_of_rights, kinds_of_violations
from khronika.extract.weights import logistic, weigh
from khronika.extract.words import in_list

# Logistic weights fitted by ``bench/calibrate.py`` on annotated articles, rounded to a twentieth.
WEIGHTS: dict[str, float] = {
    "base": -0.15,
    "victims": 0.3,
    "named victim": 0.15,
    "counted victims": 0.4,
    "victims told before": 0.5,
    "told more than once": 0.75,
    "told at the top": 1.1,
    "reported": -0.2,
    "denied": -1.2,
    "threatened": -0.65,
    "intervention": 0.25,
    "doubtful act": -0.45,
    "plain act": 1.0,
    "of rights": 0.4,
    "attribute": -0.8,
    "one of several": 0.35,
    "present": -0.4,
    "infinitive": -0.35,
    "passive": 0.25,
    "text of violations": 0.5,
    "text of crime": -0.2,
}

# A claim with a lower chance is not told: leaving it out mends more than it loses.
LEAST = 0.25

# Acts whose words reports use for much else, and acts whose words hardly mean anything else.
_DOUBTFUL = frozenset(
    "attempted_killing travel_ban mass_arrest execution release charge attack harassment discrimination "
    "other_violation".split()
)
_PLAIN = frozenset(
    "house_arrest psychological_torture surveillance raid death_threat conditional_release smear_campaign "
    "sexual_violence torture confiscation solitary_confinement".split()
)
_MANY, _SOME = 10, 3


def chance(frame: Frame, doc: Doc, of_text: frozenset[str]) -> float:
    """0 to 1, calibrated on annotated articles; ``of_text`` is what ``backdrop`` says of the text."""
    return logistic(weigh(features(frame, doc, of_text), WEIGHTS))


def backdrop(doc: Doc) -> frozenset[str]:
    """The names of the weights that apply to all claims of a text."""
    crime = sum(in_list(token, "crime_words") for token in doc if token.is_alpha)
    holds = {"text of violations": kinds_of_violations(doc) >= _MANY, "text of crime": crime >= _SOME}
    return frozenset(name for name, here in holds.items() if here)


def features(frame: Frame, doc: Doc, of_text: frozenset[str]) -> tuple[str, ...]:
    """The names of the weights that apply to a frame."""
    holds = {
        "base": True,
        **_of_people(frame),
        **_of_stance(frame),
        **_of_word(doc[frame.triggers[0].head]),
        "told more than once": len(frame.triggers) > 1,
        "told at the top": not any("\n" in token.text for token in doc[: frame.start]),
        "doubtful act": frame.act in _DOUBTFUL,
        "plain act": frame.act in _PLAIN,
        "of rights": is_of_rights(frame, doc),
    }
    return tuple(name for name in WEIGHTS if holds.get(name) or name in of_text)


def _of_people(frame: Frame) -> dict[str, bool]:
    return {
        "victims": bool(frame.victims),
        "named victim": bool(names_of(frame.victims)),
        "counted victims": bool(figures_of(frame.victims)),
        "victims told before": bool(frame.victims) and all(who.anaphor for who in frame.victims),
    }


def _of_stance(frame: Frame) -> dict[str, bool]:
    return {
        "reported": frame.stance == "reported",
        "denied": frame.stance in {"denied", "negated"},
        "threatened": frame.stance == "threatened",
        "intervention": frame.act == "intervention",
    }


def _of_word(head: Token) -> dict[str, bool]:
    """How the act's word stands in its sentence: a mere attribute, in a row, or a verb of its own."""
    return {
        "attribute": head.dep_ in {"amod", "compound"},
        "one of several": head.dep_ == "conj",
        "present": head.tag_ in {"VBZ", "VBP"},
        "infinitive": head.tag_ == "VB",
        "passive": any(t.dep_ == "auxpass" for t in head.children),
    }
