"""Finds the date phrases of a text."""

from khronika.lexicon.date_search import phrases
from khronika.model.claims import Mention, Span

# what holds too many days to be the day of one event
_COARSE = frozenset(
    "month month-year whose-month month-that-year season whose-season season-year year part-year years decade "
    "decade-word whose-unit window-past window-recent window-next".split()
)


def find_dates(text: str, lang: str | None = None) -> tuple[Mention, ...]:
    """The date phrases of a text as mentions with role ``when``, in order, none inside another.

    For English, Persian and Arabic; language None: by the text's script.
    """
    return tuple(
        Mention("when", 0, text[phrase.start : phrase.end], Span(phrase.start, phrase.end))
        for phrase in phrases(text, lang)
    )


def is_of_days(date: Mention) -> bool:
    """Whether a date phrase tells of a day or a few, and not of a month, a year or a stretch up to now."""
    told = next(iter(phrases(date.text, "en")), None)
    return told is None or told.relation == "at" and told.second is None and told.first.rule not in _COARSE
