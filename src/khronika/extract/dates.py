"""Finds the date phrases of a text."""

from khronika.lexicon.date_search import phrases
from khronika.model.claims import Mention, Span


def find_dates(text: str, lang: str | None = None) -> tuple[Mention, ...]:
    """The date phrases of a text as mentions with role ``when``, in order, none inside another.

    For English, Persian and Arabic; language None: by the text's script.
    """
    return tuple(
        Mention("when", 0, text[phrase.start : phrase.end], Span(phrase.start, phrase.end))
        for phrase in phrases(text, lang)
    )
