"""A laptop whose battery dies while reports are added: nothing accepted is lost, and a second add completes the work."""

import os

import pytest

from bench.kill import killed


@pytest.mark.heavy
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_random_moments() -> None:
    assert list(killed(8, 7, lambda _: None)) == []
