"""Tables of words: one name for each meaning, and all the spellings that have it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class WordTable:
    """Spellings (as patterns) by the name of what they mean."""

    spellings: Mapping[str, tuple[str, ...]]

    @cached_property
    def pattern(self) -> str:
        """What matches any of the spellings, the longest first."""
        every = (spelling for spellings in self.spellings.values() for spelling in spellings)
        return "|".join(sorted(every, key=len, reverse=True))

    @cached_property
    def _compiled(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((name, re.compile("|".join(s), re.IGNORECASE)) for name, s in self.spellings.items() if s)

    def name_of(self, word: str) -> str:
        """The name that a matched spelling has. No spelling of the table: KeyError."""
        for name, pattern in self._compiled:
            if pattern.fullmatch(word):
                return name
        raise KeyError(word)


def word_table(spellings: Mapping[str, Iterable[str]], spell: Callable[[str], str]) -> WordTable:
    """A table of plain spellings, each made a pattern by ``spell``."""
    return WordTable({name: tuple(map(spell, words)) for name, words in spellings.items()})


_APOSTROPHE = "['’‘ʿʻ`]?"


def latin(spelling: str) -> str:
    """The pattern of a Latin spelling: blanks may be hyphens or nothing, apostrophes may be missing."""
    pieces = {"'": _APOSTROPHE, " ": r"[\s’'-]{0,2}"}
    made = re.escape(spelling).replace(r"\ ", " ").replace(r"\-", "-")
    made = re.sub(r"(?<![^ ])(?:al|ul|el|ath|as)(?= )", "(?:al|ul|el|ol|ath|uth|as|us|l)", made)
    return "".join(pieces.get(char, char) for char in made)
