"""Finds the date phrases of a text."""

from khronika.lexicon.date_search import phrases
from khronika.model.claims import Mention, Span


def find_dates(text: str) -> tuple[Mention, ...]:
    """The date phrases of a text as mentions with role ``when``, in order, none inside another."""
    return tuple(
        Mention("when", 0, text[phrase.start : phrase.end], Span(phrase.start, phrase.end)) for phrase in phrases(text)
    )
