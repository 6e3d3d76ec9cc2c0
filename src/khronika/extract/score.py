"""The chance that a careful reader would accept a claim, from how much of it the text states."""

from math import exp

from khronika.extract.frames import Frame

# Logistic weights fitted by ``bench/calibrate.py`` on the annotated development articles, rounded to a twentieth.
WEIGHTS: dict[str, float] = {
    "base": 0.4,
    "perpetrators": 0.4,
    "force": -0.8,
    "victims": 0.8,
    "named victim": 0.1,
    "told more than once": 0.8,
    "reported": -0.3,
    "denied": -0.7,
    "threatened": -0.85,
    "intervention": 0.2,
}

# Acts that reports tell of war, crime and accidents in the same words.
_FORCE = frozenset({"killing", "attack", "injury"})


def chance(frame: Frame) -> float:
    """0 to 1, calibrated on the development articles; a negated act weighs as a denied one."""
    return 1 / (1 + exp(-sum(WEIGHTS[name] for name in features(frame))))


def features(frame: Frame) -> tuple[str, ...]:
    """The names of the weights that apply to a frame."""
    keys = {key for who in frame.victims for key in who.keys}
    holds = {
        "base": True,
        "perpetrators": bool(frame.perpetrators),
        "force": frame.act in _FORCE,
        "victims": bool(frame.victims),
        "named victim": any(key.startswith("name:") for key in keys),
        "told more than once": len(frame.triggers) > 1,
        "reported": frame.stance == "reported",
        "denied": frame.stance in {"denied", "negated"},
        "threatened": frame.stance == "threatened",
        "intervention": frame.act == "intervention",
    }
    return tuple(name for name, here in holds.items() if here)
