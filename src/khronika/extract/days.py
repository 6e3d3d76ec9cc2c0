"""The day of an act whose own clause names none: that of its saying, its sentence, or what was told just before."""

from spacy.tokens import Token

from khronika.extract.dates import is_of_days
from khronika.extract.frames import Frame
from khronika.extract.location import list_head
from khronika.extract.where_when import Found, Setting
from khronika.extract.words import in_list
from khronika.model.claims import Mention

_OPENING = 3
_NEXT_PARAGRAPH = 2  # line breaks


def day_elsewhere(frame: Frame, before: Frame | None, head: Token, setting: Setting) -> tuple[Mention, ...]:
    """The date phrase outside its own clause that tells when the act was done: at most one.

    Of acts, only what is told as one past event: "is held", "has been beaten" and "the arrests" may be of any time.
    """
    if frame.act == "intervention":
        return _of_saying(head, setting)
    if frame.nominal or not _is_past(_verb_of(head)):
        return ()
    if setting.around(head)[1]:
        return _of_sentence(head, setting)
    last = setting.last_date(head)
    told = last is not None and _is_told_on(last, before, head)
    return (last[0],) if last is not None and told else ()


def _of_saying(head: Token, setting: Setting) -> tuple[Mention, ...]:
    """Of ``must be freed, the office said on Monday``: an appeal is made when it is said."""
    dates = setting.around(head)[1]
    return next(((date,) for date, word in dates if any(_is_of_speech(t) for t in _first_verb(word))), ())


def _first_verb(word: Token) -> list[Token]:
    """Of ``said in a letter on Monday``: the verb that the date is told with, past nouns."""
    return [t for t in word.ancestors if t.pos_ in {"VERB", "AUX"}][:1]


def _of_sentence(head: Token, setting: Setting) -> tuple[Mention, ...]:
    """The date before the act in its sentence, unless it belongs to speech or describes a noun."""
    dates = [date for date, word in setting.around(head)[1] if word.i < head.i and _is_of_event(word)]
    return tuple(dates[-1:])


def _is_of_event(word: Token) -> bool:
    above, opens = _governor(word), word.i - word.sent.start <= _OPENING
    if _is_of_speech(above) or above.dep_ == "relcl":
        return False
    return opens or above.pos_ not in {"NOUN", "PROPN"}


def _is_told_on(last: Found, before: Frame | None, head: Token) -> bool:
    """Whether the story goes on on the day last named: in the next sentence, or the next paragraph after its act."""
    date, word = last
    if not (is_of_days(date) and _is_past(_governor(word))):
        return False
    breaks = sum(t.text.count("\n") for t in head.doc[word.i : head.i])
    if breaks == 0:
        return head.doc[head.sent.start - 1].sent.start == word.sent.start
    return breaks <= _NEXT_PARAGRAPH and before is not None and date in before.when


def _governor(word: Token) -> Token:
    """The word whose time the phrase tells."""
    up = list_head(word)
    while up.head.i != up.i and up.head.pos_ in {"ADP", "SCONJ"}:
        up = up.head
    return up.head


def _is_of_speech(verb: Token) -> bool:
    return in_list(verb, "say_verbs") or in_list(verb, "appeal_verbs")


def _verb_of(head: Token) -> Token:
    return head if head.pos_ in {"VERB", "AUX"} else head.head


def _is_past(verb: Token) -> bool:
    """Whether it tells of one event in the past: ``seized him``, ``was seized and beaten``."""
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(t.dep_ == "aux" for t in verb.children):
        return verb.head.tag_ in {"VBN", "VBD"} and _is_past(verb.head)
    return verb.tag_ == "VBD" or verb.tag_ == "VBN" and any(t.lower_ in {"was", "were"} for t in verb.children)
