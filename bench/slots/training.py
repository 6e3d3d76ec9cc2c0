"""Trains the models of the slots from features and gold."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from bench.slots.answer import PERPETRATORS, VIOLATIONS, country_chances, type_row, victim_rows
from bench.slots.attributes import TYPES
from bench.slots.features import Features, Told
from bench.slots.forest import Grower
from bench.slots.learn import Array, fit_choice, fit_logistic
from bench.slots.models import Arrays, Models, forest_arrays
from bench.slots.when import FEATURES as DATE
from bench.slots.when import MONTHS, PARTS
from bench.slots.where import COUNTRY, PLACE
from khronika.lexicon.countries import country_names

Gold = dict[str, Any]
Example = tuple[Features, Gold]
Group = tuple[list[Any], list[Any], Any]  # the values to choose from, their rows, the right value
Make = Callable[[Sequence[Example]], Arrays]
SEED = 7
TREES_EACH, TREES = 130, 200
# Ridge penalties of the rankers, of victims, their kind of work, sex, open sex, and of word vectors.
_CHOICE_PENALTY, _NAME_PENALTY, _TYPE_PENALTY = 16.0, 10.0, 60.0
_SEX_PENALTY, _OPEN_PENALTY, _VECTOR_PENALTY = 3.0, 10.0, 0.1
_AROUND = 3.0  # weight of the words around a name
_DENSE = 0.7  # and of the dense features beside them
_WHOLE = 0.3  # weight of what the claims of the whole article tell beside what is told of one victim
_FEW_NAMES, _FEW_ARTICLES, _MANY_ARTICLES = 6, 8, 20  # occurrences below which a feature is left out
# How annotators write countries beside the names of the lexicon.
_ALSO = {"england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "columbia": "CO", "bosnia": "BA"}


def train(examples: Sequence[Example]) -> Arrays:
    """All models; each makes its own arrays."""
    arrays: Arrays = {}
    for make in MODELS:
        arrays |= make(examples)
    return arrays


def iso_of(country: str | None) -> str | None:
    """The code of a country as annotators write it; None if it is none."""
    low = (country or "").strip().casefold()
    known = {name.casefold(): code for name, code in country_names().items()} | _ALSO
    return known.get(low) or known.get(low.removeprefix("the "))


def _spellings(examples: Sequence[Example]) -> Arrays:
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for _, gold in examples:
        code = iso_of(gold["country"])
        if code is not None and gold["country"].casefold() not in _ALSO:
            written[code][gold["country"]] += 1
    usual = {code: min(counts, key=lambda text: (-counts[text], text)) for code, counts in written.items()}
    return {
        "countries.code": np.array(sorted(usual)),
        "countries.spelling": np.array([usual[c] for c in sorted(usual)]),
    }


def _countries(examples: Sequence[Example]) -> Arrays:
    rows = [(features.countries, iso_of(gold["country"])) for features, gold in examples]
    return _ranker("country", [(list(c), list(c.values()), right) for c, right in rows], COUNTRY)


def _ranker(name: str, groups: Sequence[Group], features: Sequence[str]) -> Arrays:
    """A ranker learned from the articles that name the right value."""
    every = np.array([row for _, rows, _ in groups for row in rows], dtype=float).reshape(-1, len(features))
    mean, scale = _scale(every)
    known = [
        (values.index(right), (np.array(rows) - mean) / scale) for values, rows, right in groups if right in values
    ]
    weights = fit_choice([rows for _, rows in known], [number for number, _ in known], _CHOICE_PENALTY, len(features))
    return {f"{name}.mean": mean, f"{name}.scale": scale, f"{name}.weights": weights}


def _scale(rows: Array) -> tuple[Array, Array]:
    if not len(rows):
        return np.zeros(rows.shape[1]), np.ones(rows.shape[1])
    scale = rows.std(axis=0)
    return rows.mean(axis=0), np.where(scale < 1e-9, 1.0, scale)


def _places(examples: Sequence[Example]) -> Arrays:
    countries = Models(_countries(examples))
    arrays: Arrays = {}
    for slot in ("region", "city"):
        groups = []
        for features, gold in examples:
            likely = country_chances(features, countries)
            choices = features.regions if slot == "region" else features.cities
            groups.append(([c.shown for c in choices], [c.beside(likely) for c in choices], gold[slot]))
        arrays |= _ranker(slot, groups, PLACE)
    return arrays


def _dates(examples: Sequence[Example]) -> Arrays:
    arrays: Arrays = {}
    for part in PARTS:
        rows = [(features.dates[part], _number(gold[part])) for features, gold in examples]
        groups = [(list(c), list(c.values()), right) for c, right in rows]
        arrays |= _ranker(part, groups, DATE)
    return arrays


def _number(value: str | None) -> int | None:
    if value in MONTHS:
        return MONTHS.index(value) + 1
    return int(value) if value and value.isdigit() else None


def _violations(examples: Sequence[Example]) -> Arrays:
    names = _usual(features.claims for features, _ in examples)
    rows = np.array([[features.claims.get(name, 0.0) for name in names] for features, _ in examples])
    right = np.array([[float(name in gold["violation_types"]) for name in VIOLATIONS] for _, gold in examples])
    arrays: Arrays = {"claims.names": np.array(names)}
    for n in range(len(VIOLATIONS)):
        grower = Grower(rows, right[:, [n]], least=3, tried=0.3, seed=SEED + n)
        arrays |= forest_arrays(f"violation {n}", grower.grow(TREES_EACH))
    return arrays | _vectors("violation vectors", examples, right)


def _usual(dicts: Iterable[dict[str, float]], least: int = _FEW_ARTICLES) -> list[str]:
    count = Counter(name for values in dicts for name in values)
    return sorted(name for name, times in count.items() if times >= least)


def _vectors(name: str, examples: Sequence[Example], right: Array) -> Arrays:
    rows = np.array([features.vectors for features, _ in examples])
    mean = rows.mean(axis=0)
    size = np.full(rows.shape[1], np.sqrt(((rows - mean) ** 2).sum(axis=1).mean()) or 1.0)
    return _linear(name, rows, right, _VECTOR_PENALTY, scaled=(mean, size))


def _linear(
    name: str,
    rows: Array,
    right: Array,
    penalty: float,
    *,
    scaled: tuple[Array, Array] | None = None,
    weight: Any = None,
) -> Arrays:
    """A linear model with one column of weights for each column of ``right``."""
    mean, scale = scaled or _scale(rows)
    given = (rows - mean) / scale
    fitted = np.array([fit_logistic(given, column, penalty, weight) for column in right.T])
    arrays = {"mean": mean, "scale": scale, "weights": fitted[:, :-1].T, "base": fitted[:, -1]}
    return {f"{name}.{part}": array.astype("<f4") for part, array in arrays.items()}


def _perpetrators(examples: Sequence[Example]) -> Arrays:
    names = _usual(features.claims for features, _ in examples)
    rows = np.array([[features.claims.get(name, 0.0) for name in names] for features, _ in examples])
    right = np.array(
        [
            [*(gold["perpetrator_type"] == name for name in PERPETRATORS), gold["perpetrator_mention"]]
            for _, gold in examples
        ],
        dtype=float,
    )
    forest = Grower(rows, right, least=5, tried=0.3, seed=SEED).grow(TREES)
    return forest_arrays("perpetrator", forest) | _vectors("perpetrator vectors", examples, right)


def _victims(examples: Sequence[Example]) -> Arrays:
    people = [person for features, _ in examples for person in features.people]
    names = [{victim["name"] for victim in gold["victims"]} for _, gold in examples]
    right = [
        person.name in wanted
        for (features, _), wanted in zip(examples, names, strict=True)
        for person in features.people
    ]
    known = _known_words(people, {name for wanted in names for name in wanted})
    rows = victim_rows(people, known)
    size = rows.shape[1] - len(known)
    mean, scale = _scale(rows)
    mean[size:], scale[size:], scale[:size] = 0.0, 1 / _AROUND, scale[:size] / _DENSE
    fitted = _linear("victim", rows, np.array(right, dtype=float)[:, None], _NAME_PENALTY, scaled=(mean, scale))
    return fitted | {"victim.words": np.array(known)}


def _known_words(people: Sequence[Told], victims: set[str]) -> list[str]:
    """The words around names that are common enough; none that is part of a victim's name."""
    parts = {part for name in victims for part in name.casefold().replace("-", " ").split()}
    count = Counter(word for person in people for word in person.context)
    return sorted(word for word, times in count.items() if times >= _FEW_NAMES and not _bare(word) & parts)


def _bare(word: str) -> set[str]:
    return set(word.casefold().replace(">", " ").replace("<", " ").replace("-", " ").split())


def _attributes(examples: Sequence[Example]) -> Arrays:
    known = [
        (features.victims[v["name"]], v, 1 / np.sqrt(len(gold["victims"])), features)
        for features, gold in examples
        for v in gold["victims"]
        if v["name"] in gold["text"]
    ]
    names = _usual((features.claims for features, _ in examples), _MANY_ARTICLES)
    rows = np.array([type_row(victim, features, names) for victim, _, _, features in known])
    right = np.array([[v["type"] == set(kind) for kind in TYPES] for _, v, _, _ in known], dtype=float)
    weight = np.array([share for _, _, share, _ in known])
    mean, scale = _scale(rows)
    scale[-len(names) :] /= _WHOLE
    fitted = _linear("type", rows, right, _TYPE_PENALTY, scaled=(mean, scale), weight=weight)
    return fitted | {"type.names": np.array(names)} | _sexes(known, weight)


def _sexes(known: Sequence[Any], weight: Array) -> Arrays:
    told = np.array([np.concatenate([victim.unknown_row, victim.sex_row]) for victim, _, _, _ in known])
    is_open = np.array([[v["sex"] == "unknown"] for _, v, _, _ in known], dtype=float)
    closed = [(victim.sex_row, v["sex"] == "woman") for victim, v, _, _ in known if v["sex"] in {"man", "woman"}]
    rows, women = np.array([row for row, _ in closed]), np.array([[woman] for _, woman in closed], dtype=float)
    return _linear("sex open", told, is_open, _OPEN_PENALTY, weight=weight) | _linear(
        "woman", rows, women, _SEX_PENALTY
    )


MODELS: tuple[Make, ...] = (_spellings, _countries, _places, _dates, _violations, _perpetrators, _victims, _attributes)
