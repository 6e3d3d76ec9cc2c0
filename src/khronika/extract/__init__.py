"""From a passage to claims: one extractor a language, in a dict that anyone can read."""

from collections.abc import Callable, Iterator

from khronika.extract.asked import Ask, find_asked
from khronika.extract.listed import find_listed, is_only_cells
from khronika.model.claims import Claim
from khronika.model.decisions import Problem
from khronika.model.evidence import Passage

# A Problem tells of something in the passage that could not be made a claim.
Extractor = Callable[[Passage], Iterator[Claim | Problem]]


def extract(passage: Passage) -> Iterator[Claim | Problem]:
    """Yield the claims of a passage: of a row by its cells, of its text by the rules of its language.

    A Problem where there are no rules for the language of a text.
    """
    listed = tuple(find_listed(passage))
    yield from listed
    find = EXTRACTORS.get(passage.lang)
    if find is not None:
        acts = {claim.act for claim in listed}
        yield from (found for found in find(passage) if isinstance(found, Problem) or found.act not in acts)
    elif not is_only_cells(passage):
        hint = "The original is kept. Give --lang if the language was guessed wrongly."
        yield Problem("extract", passage.id, "no-extractor", f"no extractor for language {passage.lang}", hint)


def with_model(ask: Ask, name: str) -> Extractor:
    """An extractor for every language: the rules of the passage's language, if there are any, and what a model adds.

    Where both tell the same act by the same words, the rules' claim stands.
    """

    def find(passage: Passage) -> Iterator[Claim | Problem]:
        known = list(extract(passage) if passage.lang in EXTRACTORS else find_listed(passage))
        yield from known
        claims = [found for found in known if isinstance(found, Claim)]
        for found in find_asked(passage, ask, name):
            if isinstance(found, Problem) or not any(_is_told_by(claim, found) for claim in claims):
                yield found

    return find


def _is_told_by(known: Claim, found: Claim) -> bool:
    """Whether two claims tell the same act by words that overlap."""
    theirs = [mention.span for mention in found.of("trigger")]
    mine = [mention.span for mention in known.of("trigger")]
    return known.act == found.act and any(a.overlaps(b) for a in mine for b in theirs)


def _english(passage: Passage) -> Iterator[Claim]:
    from khronika.extract.english import (
        find_claims,  # brings in the parser: only when a text is read
    )

    yield from find_claims(passage)


EXTRACTORS: dict[str, Extractor] = {"en": _english}
