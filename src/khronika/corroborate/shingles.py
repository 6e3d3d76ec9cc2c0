"""Copied text: how much of one text stands word for word in another."""

import re
import zlib

from khronika.lexicon.arabic_script import plain

WIDTH = 5
# Thai, Lao, Burmese, Khmer, Japanese and Chinese put no spaces between words: there, a sign is a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def shingles_of(text: str) -> frozenset[int]:
    """A number for each run of five words; a shorter text is one run.

    Letters that Arabic and Persian type in several ways, and vowel signs, make no difference.
    """
    words = _WORD.findall(plain(text.casefold()).text)
    runs = (" ".join(words[at : at + WIDTH]) for at in range(max(1, len(words) - WIDTH + 1)))
    # crc32 and not hash(): the same number in every process.
    return frozenset(zlib.crc32(run.encode("utf-8", "replace")) for run in runs) if words else frozenset()


def contained(one: frozenset[int], two: frozenset[int]) -> float:
    """How much, 0 to 1, of the shorter text stands in the longer one."""
    shorter = min(len(one), len(two))
    return len(one & two) / shorter if shorter else 0.0
