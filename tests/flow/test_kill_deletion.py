"""A laptop whose battery dies while something is deleted: all of it is still there, or the next command removes the rest."""

import os
from collections import Counter

import pytest

from bench.kill_deletion import killed


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_random_moments() -> None:
    ends: Counter[str] = Counter()
    # How long a deletion takes varies with the machine: until one was hit in the middle.
    for seed in range(6):
        assert list(killed(12, seed, ends)) == []
        if ends["completed by the next command"]:
            return
    pytest.fail(f"no kill hit a deletion in the middle: {dict(ends)}")
