"""An article as a whole: what its claims tell, the kinds of its words, and the mean of its word vectors."""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import log1p

import numpy as np
from spacy.tokens import Token

from bench.slots.learn import Array
from bench.slots.report import Report
from khronika.extract.triggers import apart, find_triggers
from khronika.lexicon.actors import actor_words
from khronika.lexicon.acts import ACTS
from khronika.lexicon.bodies import bodies_in
from khronika.lexicon.words import words
from khronika.model.claims import Claim

_LISTS = (
    "crime_words sport_words rights_words security_nouns state_nouns armed_nouns media_nouns prisoner_nouns "
    "loaded_words appeal_verbs say_verbs deny_verbs instrument_nouns"
).split()
_EARLY = 3  # claims that stand for what the report opens with
_OPENING = 150  # words


def claim_features(report: Report) -> dict[str, float]:
    """Name -> value: acts, victims and perpetrators of claims, act words, bodies and kinds of words, as logarithms."""
    found: Counter[str] = Counter()
    for number, claim in enumerate(report.claims):
        found.update(_of_claim(report, claim, early=number < _EARLY))
    for senses in apart(find_triggers(report.doc)):
        found.update({f"word {trigger.act}" for trigger in senses})
    found.update(f"body {body.kind}" for body, _, _ in bodies_in(report.text))
    found.update(f"ent {ent.label_}" for ent in report.doc.ents)
    found.update(kind for token in report.doc for kind in _kinds(token))
    sizes = {"size": log1p(len(report.doc)), "claims": log1p(len(report.claims))}
    return {name: log1p(count) for name, count in found.items()} | _shares(found) | sizes


def _of_claim(report: Report, claim: Claim, early: bool) -> Counter[str]:
    group, found = ACTS[claim.act].group, Counter({f"stance {claim.stance}": 1})
    is_early = early and claim.act != "intervention"
    found.update({f"act {claim.act}": len(claim.of("trigger")), f"group {group}": len(claim.of("trigger"))})
    if is_early:
        found.update([f"early {claim.act}", f"early group {group}"])
    for who in claim.participants("perpetrator"):
        kind = report.values.get((claim.id, "perpetrator", who, "type"), "unknown")
        found.update([f"by {kind}", f"{group} by {kind}", *([f"early by {kind}"] if is_early else [])])
    if not claim.participants("perpetrator"):
        found["by nobody"] += 1
    for who in claim.participants("victim"):
        found[f"victim {report.values.get((claim.id, 'victim', who, 'kind'), 'none')}"] += 1
    return found


def _kinds(token: Token) -> Iterator[str]:
    lemma = token.lemma_.lower()
    yield from (f"list {name}" for name in _LISTS if lemma in words("en", name))
    if token.lower_ in actor_words():
        yield f"actor {actor_words()[token.lower_][1]}"


def _shares(found: Counter[str]) -> dict[str, float]:
    """The share of each act among acts and of each type among perpetrators."""
    shares: dict[str, float] = {}
    for sort in ("act ", "by "):
        counts = {name: count for name, count in found.items() if name.startswith(sort)}
        shares |= {f"share {name}": count / sum(counts.values()) for name, count in counts.items()}
    return shares


def mean_vectors(report: Report) -> Array:
    """The mean word vector of the article, of its sentences that tell of acts, and of its opening, in a row."""
    acts = {number for number, count in report.acts_in.items() if count}
    told = [t for t in report.doc if report.sentence_numbers[t.i] in acts]
    return np.concatenate([_mean(part, report) for part in (report.doc, told, report.doc[:_OPENING])])


def _mean(tokens: Iterable[Token], report: Report) -> Array:
    known = [t for t in tokens if t.has_vector and t.is_alpha and not t.is_stop and t.ent_type_ != "PERSON"]
    if not known:
        return np.zeros(report.doc.vocab.vectors_length)
    mean: Array = np.mean([t.vector / (t.vector_norm or 1) for t in known], axis=0).astype(float)
    return mean / (float(np.linalg.norm(mean)) or 1.0)
