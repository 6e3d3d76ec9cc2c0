"""Items that say almost the same: found by a few numbers each, then compared word for word."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from khronika.corroborate.lines import without_aside
from khronika.corroborate.shingles import shingles_of
from khronika.model.evidence import Passage

if TYPE_CHECKING:
    import numpy as np

# Of all runs of five words that either of two texts holds, how many both must hold. Measured on a table of examples:
# corrected, re-titled and shortened copies share two thirds and more; halves, retellings and form letters under 0.5.
ALIKE = 0.6
_SHORT = 20  # runs; of shorter texts only equal ones are alike
_BANDS, _ROWS = 12, 4  # 96 of 100 pairs that share 0.7 meet in a band, 80 at 0.6, 6 at 0.3
_SEED = 20_260_501
_PIECE = 20_000  # runs at once: as many numbers for each of 48 hashes


def runs_of(passages: Iterable[Passage]) -> frozenset[int]:
    """The runs of words of an item: of all its passages, without what is set aside."""
    return frozenset().union(*(shingles_of(without_aside(passage)) for passage in passages))


def bands_of(runs: frozenset[int]) -> tuple[int, ...]:
    """Twelve numbers of an item; two items that are alike share at least one. None of a text without words.

    MinHash (Broder 1997): the smallest of the hashed runs is the same in two texts as often as they share runs; four
    such in a band must be the same at once.
    """
    return tuple(_bands(runs)) if runs else ()


def likeness(one: frozenset[int], two: frozenset[int]) -> float | None:
    """How much of the first text stands in the second, 0 to 1, where they are almost the same; None where not."""
    both, either = len(one & two), len(one | two)
    enough = ALIKE if min(len(one), len(two)) >= _SHORT else 1.0
    return both / len(one) if either and both / either >= enough else None


def _bands(runs: frozenset[int]) -> Iterator[int]:
    smallest = _smallest(runs)
    for band in range(_BANDS):
        told = bytes([band]) + smallest[band * _ROWS : (band + 1) * _ROWS].tobytes()
        # 63 bits: what a database keeps as a number.
        yield int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "little") >> 1


def _smallest(runs: frozenset[int]) -> "np.ndarray[Any, np.dtype[np.uint64]]":
    import numpy as np

    times, plus = _hashes()
    all_runs = np.fromiter(runs, dtype=np.uint64, count=len(runs))
    found = np.full(_BANDS * _ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, len(all_runs), _PIECE):
        # Multiply and add modulo 2^64, the upper half: each of the 48 is a hash of its own.
        hashed = (times[:, None] * all_runs[None, at : at + _PIECE] + plus[:, None]) >> np.uint64(32)
        found = np.minimum(found, hashed.min(axis=1))
    return found


@cache
def _hashes() -> tuple[Any, Any]:
    import numpy as np

    drawn = np.random.Generator(np.random.PCG64(_SEED)).integers(0, 2**64, (2, _BANDS * _ROWS), dtype=np.uint64)
    return drawn[0] | np.uint64(1), drawn[1]
