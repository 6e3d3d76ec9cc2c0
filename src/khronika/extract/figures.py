"""Several figures in one sentence ("40 in Minsk, 12 in Brest"; "Turkey 34, Egypt 27") are one act a figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from khronika.extract.coref import Cast
from khronika.extract.frames import COUNTED, Frame, Someone, figures_of, someone
from khronika.extract.mentions import Words
from khronika.extract.where_when import Found, Setting
from khronika.lexicon.countries import country_names
from khronika.model.claims import Mention

_BY_STATES = frozenset({"execution", "death_sentence", "detention", "arrest", "mass_arrest"})
_BETWEEN = frozenset({"with", ",", ":", "(", "–", "—", "-", "at"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a list, with the place or the day that it is of."""

    number: Token
    place: Found | None
    when: Mention | None
    leads: bool
    """Whether the place stands before its figure."""


def by_figure(frame: Frame, head: Token, setting: Setting, cast: Cast) -> Iterator[Frame]:
    """Yield the frame; or, where its sentence lists figures by place or day, one frame a figure."""
    cells = _cells(head, setting)
    leading, following = [c for c in cells if c.leads], [c for c in cells if not c.leads]
    if len(leading) > 1 and not _is_counted(frame):
        yield from (_of_cell(frame, cell, cast) for cell in leading)
    elif len(leading) > 2:
        yield replace(frame, places=_without(frame.places, leading))
        yield from (_of_cell(frame, cell, cast) for cell in leading)
    elif following and _is_counted(frame):
        taken = {cell.number.i for cell in following}
        rest = tuple(who for who in frame.victims if who.phrases[0].head not in taken)
        yield replace(frame, victims=rest, places=_without(frame.places, following))
        yield from (_of_cell(frame, cell, cast) for cell in following)
    else:
        yield frame


def _is_counted(frame: Frame) -> bool:
    return bool(figures_of(frame.victims))


def _without(places: tuple[Mention, ...], cells: Sequence[Cell]) -> tuple[Mention, ...]:
    taken = {cell.place[0] for cell in cells if cell.place}
    return tuple(place for place in places if place not in taken)


def _cells(head: Token, setting: Setting) -> list[Cell]:
    sentences = _with_list(head.sent)
    places, dates = ([found for s in sentences for found in setting.around(s.root)[n]] for n in (0, 1))
    numbers = [t for sentence in sentences for t in sentence if _is_bare_number(t)]
    found = (_cell(number, places, dates) for number in numbers)
    return [cell for cell in found if cell is not None]


def _with_list(sentence: Span) -> list[Span]:
    """The sentence, and the one after it where a colon leads on."""
    words = [t for t in sentence if not t.is_space]
    on = bool(words) and words[-1].text == ":" and sentence.end < len(sentence.doc)
    return [sentence, sentence.doc[sentence.end].sent] if on else [sentence]


def _is_bare_number(token: Token) -> bool:
    """A number of people that stands without a noun: ``12 in Brest``, ``Iraq with 45``."""
    if not token.like_num or token.ent_type_ in {"MONEY", "PERCENT"} or not token.text.isalnum():
        return False
    if token.text.isdigit() and len(token.text) == 4 and token.text[:2] in {"19", "20"}:
        return False
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    return after.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "SYM"} and token.dep_ != "compound"


def _cell(number: Token, places: Sequence[Found], dates: Sequence[Found]) -> Cell | None:
    doc, after = number.doc, number.i + 2
    if number.i + 2 < len(doc) and doc[number.i + 1].lower_ in {"in", "at", "on", "from"}:
        there = next((found for found in places if after <= found[1].i <= after + 2), None)
        day = next((found[0] for found in dates if after <= found[1].i <= after + (4 if there else 2)), None)
        return Cell(number, there, day, leads=False) if there or day else None
    return _led(number, places)


def _led(number: Token, places: Sequence[Found]) -> Cell | None:
    at = number.i - 1
    while at > number.sent.start and number.doc[at].lower_ in _BETWEEN:
        at -= 1
    before = number.doc[at]
    if before.lower_ == "out" and before.nbor(-1).lemma_ == "carry":  # "Iraq, which carried out 45"
        relative = [t for t in before.nbor(-1).children if t.tag_ == "WDT"]
        at = relative[0].i - 2 if relative else at
    there = next((found for found in places if found[1].i == at), None)
    return Cell(number, there, None, leads=True) if there else None


def _of_cell(frame: Frame, cell: Cell, cast: Cast) -> Frame:
    words = Words(cell.number.i, cell.number.i + 1, cell.number.i)
    victim = Someone((words,), frozenset({f"{COUNTED}{cell.number.lower_}"}))
    rulers: tuple[Someone, ...] = frame.perpetrators
    if cell.leads and cell.place and not rulers and frame.act in _BY_STATES and cell.place[0].text in country_names():
        rulers = (someone(cell.place[1], cast),)
    return replace(
        frame,
        victims=(victim,),
        perpetrators=rulers,
        places=(cell.place[0],) if cell.place else frame.places,
        when=(cell.when,) if cell.when else frame.when,
    )
