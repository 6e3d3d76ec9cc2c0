"""From features to an answer in every slot: the protocol of the set rewards a guess, so none is left out."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from bench.slots.attributes import TYPES
from bench.slots.features import Features, Told, Victim
from bench.slots.learn import Array, chances
from bench.slots.models import Models, row_of
from bench.slots.when import MONTHS, PARTS
from khronika.lexicon.countries import csv_rows

VIOLATIONS = (
    "arbitrary detention",
    "other",
    "killing",
    "kidnapping",
    "torture",
    "enforced disappearance",
    "unknown",
)
PERPETRATORS = (
    "state actor",
    "other actors without permissions",
    "other non-state actors",
    "other state actors",
    "other actors with permissions",
    "insufficient info",
    "regional orgs",
)
# Chances from which on an answer is given. F1 is best from about half its own value on (Lipton et al., 2014); for
# victims, whose chances are less well calibrated, it was chosen by cross-validation.
VIOLATION_FROM, VICTIM_FROM, MENTIONED_FROM, SEX_OPEN_FROM = 0.34, 0.22, 0.5, 0.5
FORESTS = 2 / 3  # weight of the forest beside the word vectors


def answer(features: Features, asked: Sequence[str], models: Models) -> dict[str, Any]:
    """All slots of one article, in the shape of the scorer; ``asked`` names the victims to describe."""
    countries = country_chances(features, models)
    code = max(countries, key=countries.__getitem__, default=None)
    perpetrators = perpetrator_chances(features, models)
    return {
        "perpetrator_mention": bool(perpetrators[-1] >= MENTIONED_FROM),
        "perpetrator_type": PERPETRATORS[int(np.argmax(perpetrators[:-1]))],
        "violation_types": violations(violation_chances(features, models)),
        "country": models.spellings.get(code, _name_of(code)) if code else None,
        "region": _place(features.regions, "region", countries, models),
        "city": _place(features.cities, "city", countries, models),
        **{part: _date(features, part, models) for part in PARTS},
        "victims": [{"name": name, **told} for name, told in _described(victims(features, models), features, models)],
        "gold_victims": dict(_described(asked, features, models)),
    }


def country_chances(features: Features, models: Models) -> dict[str, float]:
    """ISO code -> the chance that the article is about that country."""
    if not features.countries:
        return {}
    scores = models.scores("country", np.array(list(features.countries.values())))
    return dict(zip(features.countries, chances(scores).tolist(), strict=True))


def _name_of(code: str) -> str:
    return next((row["name"] for row in csv_rows("countries.csv") if row["country"] == code), code)


def _place(choices: Sequence[Any], slot: str, countries: dict[str, float], models: Models) -> str | None:
    if not choices:
        return None
    scores = models.scores(slot, np.array([choice.beside(countries) for choice in choices]))
    shown: str = choices[int(np.argmax(scores))].shown
    return shown


def _date(features: Features, part: str, models: Models) -> str | None:
    rows = features.dates[part]
    if not rows:
        return None
    value = list(rows)[int(np.argmax(models.scores(part, np.array(list(rows.values())))))]
    return MONTHS[value - 1] if part == "month" else str(value)


def violation_chances(features: Features, models: Models) -> Array:
    """The chance of each of ``VIOLATIONS``."""
    row = row_of(features.claims, models.texts("claims.names"))[None]
    trees = np.hstack([models.forest(f"violation {n}").chances(row) for n in range(len(VIOLATIONS))])
    mixed: Array = FORESTS * trees + (1 - FORESTS) * models.chances("violation vectors", features.vectors[None])
    first: Array = mixed[0]
    return first


def violations(chance: Array) -> list[str]:
    """The violations that are likely enough, or the likeliest; unknown only alone."""
    chosen = [name for name, likely in zip(VIOLATIONS, chance, strict=True) if likely >= VIOLATION_FROM]
    chosen = chosen or [VIOLATIONS[int(np.argmax(chance))]]
    return [name for name in chosen if name != "unknown"] or chosen


def perpetrator_chances(features: Features, models: Models) -> Array:
    """The chance of each of ``PERPETRATORS``, and last that one is mentioned at all."""
    row = row_of(features.claims, models.texts("claims.names"))[None]
    vectors = models.chances("perpetrator vectors", features.vectors[None])
    mixed: Array = FORESTS * models.forest("perpetrator").chances(row) + (1 - FORESTS) * vectors
    first: Array = mixed[0]
    return first


def victims(features: Features, models: Models) -> list[str]:
    """The persons who are likely enough to be victims, likeliest first."""
    if not features.people:
        return []
    chance = models.chances("victim", victim_rows(features.people, models.texts("victim.words")))[:, 0]
    order = sorted(range(len(chance)), key=lambda n: (-chance[n], n))
    return [features.people[n].name for n in order if chance[n] >= VICTIM_FROM]


def victim_rows(people: Sequence[Told], known: Sequence[str]) -> Array:
    """The dense features of persons and the known words around them, these the less weighty the more there are."""
    dense = np.array([person.dense for person in people])
    around = np.array([[word in person.context for word in known] for person in people], dtype=float)
    return np.hstack([dense, around / np.sqrt(1 + around.sum(axis=1, keepdims=True))])


def _described(names: Sequence[str], features: Features, models: Models) -> Iterator[tuple[str, dict[str, Any]]]:
    """The kind of work, sex and age group of each victim; victims of one article mostly share their kind of work."""
    if not names:
        return
    known = [features.victims[name] for name in names]
    rows = np.array([type_row(victim, features, models.texts("type.names")) for victim in known])
    scores = models.scores("type", rows)
    kinds = np.argmax(scores + scores.mean(axis=0), axis=1)
    for name, victim, kind in zip(names, known, kinds, strict=True):
        yield name, {"type": list(TYPES[kind]), "sex": _sex(victim, models), "age": victim.age}


def type_row(victim: Victim, features: Features, names: Sequence[str]) -> Array:
    """What tells of a victim's kind of work, by itself and by the claims of the whole article."""
    return np.concatenate([victim.type_row, row_of(features.claims, names)])


def _sex(victim: Victim, models: Models) -> str:
    told = np.concatenate([victim.unknown_row, victim.sex_row])[None]
    if models.chances("sex open", told)[0, 0] >= SEX_OPEN_FROM:
        return "unknown"
    return "woman" if models.scores("woman", victim.sex_row[None])[0, 0] > 0 else "man"
