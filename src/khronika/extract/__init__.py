"""From a passage to claims: one extractor a language, in a dict that anyone can read."""

from collections.abc import Callable, Iterator

from khronika.model.claims import Claim
from khronika.model.errors import SetupError
from khronika.model.evidence import Passage

Extractor = Callable[[Passage], Iterator[Claim]]


def extract(passage: Passage) -> Iterator[Claim]:
    """Yield the claims of a passage. No extractor for its language: SetupError."""
    find = EXTRACTORS.get(passage.lang)
    if find is None:
        raise SetupError(
            f"no extractor for language {passage.lang}",
            "The passage is kept. Give --lang if the language was guessed wrongly.",
        )
    yield from find(passage)


def _english(passage: Passage) -> Iterator[Claim]:
    from khronika.extract.english import (
        find_claims,  # brings in the parser: only when a text is read
    )

    yield from find_claims(passage)


EXTRACTORS: dict[str, Extractor] = {"en": _english}
