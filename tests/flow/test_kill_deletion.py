"""A laptop whose battery dies while something is deleted: all of it is still there, or the next command removes the rest."""

import os
from collections import Counter

import pytest

from bench.kill_deletion import killed


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_random_moments() -> None:
    ends: Counter[str] = Counter()
    assert list(killed(16, 5, ends)) == []
    assert ends["completed by the next command"]
