"""Copied text: how much of one text stands word for word in another."""

import re
import zlib

WIDTH = 5
_WORD = re.compile(r"[^\W_]+")


def shingles_of(text: str) -> frozenset[int]:
    """A number for each run of five words; a shorter text is one run."""
    words = _WORD.findall(text.casefold())
    runs = (" ".join(words[at : at + WIDTH]) for at in range(max(1, len(words) - WIDTH + 1)))
    # crc32 and not hash(): the same number in every process.
    return frozenset(zlib.crc32(run.encode("utf-8", "replace")) for run in runs) if words else frozenset()


def contained(one: frozenset[int], two: frozenset[int]) -> float:
    """How much, 0 to 1, of the shorter text stands in the longer one."""
    shorter = min(len(one), len(two))
    return len(one & two) / shorter if shorter else 0.0
