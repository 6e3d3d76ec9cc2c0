"""Fits of weights on invented examples: what speaks for a claim weighs, and no article is judged by a fit that saw it."""

import numpy as np
import pytest

from bench.choosing import Choice, fit, left_out
from bench.fitting import Example, chances_left_out, fit_chance, folds, frequent, in_bins, summary

DOCS = [f"report {number}" for number in range(12)]
EXAMPLES = [
    Example(doc, ("base", "named" if right else "vague"), right) for doc in DOCS for right in (True, True, False)
]
CHOICES = [
    Choice(doc, (frozenset({"near"}), frozenset({"far"}), frozenset()), (True, False, False), True) for doc in DOCS
]


def test_what_goes_with_right_claims_weighs_more() -> None:
    weights = fit_chance(EXAMPLES, ["base", "named", "vague"], 1.0)
    assert list(weights) == ["base", "named", "vague"]
    assert weights["named"] > 0 > weights["vague"]


def test_each_article_is_left_out_once_and_as_a_whole() -> None:
    docs = [example.doc for example in EXAMPLES]
    assert np.array_equal(sum(inside.astype(int) for inside in folds(docs)), np.ones(len(docs)))
    for inside in folds(docs):
        assert not {d for d, here in zip(docs, inside, strict=True) if here} & {
            d for d, here in zip(docs, inside, strict=True) if not here
        }


def test_chances_left_out_are_held_against_what_is_right() -> None:
    chances = chances_left_out(EXAMPLES, ["base", "named", "vague"], 1.0)
    assert min(chances[[e.right for e in EXAMPLES]]) > max(chances[[not e.right for e in EXAMPLES]])
    assert summary(in_bins(chances, EXAMPLES), "claims").startswith("36 claims, 0.67 right")


def test_seldom_features_are_left_out() -> None:
    assert frequent(EXAMPLES, 13) == ["base", "named"]


@pytest.mark.parametrize(("margin", "verdict"), [(0.0, "right"), (-9.0, "missed")])
def test_the_right_candidate_stands_out_by_more_than_the_margin(margin: float, verdict: str) -> None:
    near, far = fit(CHOICES, ["near", "far"])
    assert near > 0 > far
    assert left_out(CHOICES, ["near", "far"], margin) == {verdict: len(DOCS)}
