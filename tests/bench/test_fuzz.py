"""Broken files: the mutator breaks each kind and repeats itself; a short run of the trial finds no fault."""

import os
from pathlib import Path

import pytest

from bench.fuzz import _assets, figure, fuzzed, table
from bench.mutating import CHANGES, WRAPS, Chance, mutated


def test_the_same_seed_makes_the_same_file_and_every_change_is_made() -> None:
    made = [mutated(path.read_bytes(), Chance(f"0 {n}"), _assets()) for n in range(40) for path in _assets()[:8]]
    again = [mutated(path.read_bytes(), Chance(f"0 {n}"), _assets()) for n in range(40) for path in _assets()[:8]]
    assert made == again
    assert {name for _, how in made for name in how.split(", ")} == {*CHANGES, *WRAPS, "splice"}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_takes_any_bytes(name: str) -> None:
    for number in range(60):
        for content in (b"", b"x", b"12", bytes(range(256)), "<p>سلام 1400</p>".encode()):
            assert isinstance(CHANGES[name](content, Chance(number)), bytes)


@pytest.mark.heavy
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_broken_files_are_read_without_a_fault(tmp_path: Path) -> None:
    cases = list(fuzzed(range(300), seed=9, keep=tmp_path))
    assert [(case.number, fault) for case in cases for fault in case.faults] == []
    assert "300 broken files: 0 with a fault" in figure(cases)
    assert {line.split()[0] for line in table(cases)} >= {"kind", "pdf", "docx", "html", "eml"}
