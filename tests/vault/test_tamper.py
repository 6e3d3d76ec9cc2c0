"""Single changes of every kind are found and named; ``python -m bench.tamper`` makes a thousand."""

from collections import Counter

from bench.authority import HAS_OPENSSL
from bench.tamper import CHANGES, STAMP_CHANGES, tampered


def test_random_changes_are_found_and_named() -> None:
    made: Counter[str] = Counter()
    assert list(tampered(120, 3, made, items=8)) == []
    assert made.keys() == CHANGES.keys() - ({} if HAS_OPENSSL else STAMP_CHANGES.keys())
