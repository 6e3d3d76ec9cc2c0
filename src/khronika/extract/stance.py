"""How an act is told: as fact, laid on someone, denied, only threatened, or as not having happened; and who says so."""

from dataclasses import dataclass

from spacy.tokens import Token

from khronika.extract.negation import has_no, is_denied, is_negated
from khronika.extract.quotes import Quotes
from khronika.extract.speakers import speakers_of
from khronika.extract.unreal import is_coming, is_open
from khronika.extract.words import in_list
from khronika.model.claims import Stance


@dataclass(frozen=True, slots=True)
class Told:
    """How a claim is told, and the words that say by whom."""

    stance: Stance
    said_by: tuple[Token, ...] = ()


def told(head: Token, quotes: Quotes) -> Told | None:
    """How the act that a word tells of is put forward; None where it is only wished, asked about or possible."""
    speakers, laid = speakers_of(head, quotes)
    if head.pos_ != "VERB" and in_list(head, "person_nouns") and not has_no(head) and not is_denied(head):
        # "prisoners" are held, whatever else is wished, feared or said not to be of them
        return Told("reported" if laid else "asserted", speakers)
    if is_open(head):
        return None
    if is_denied(head):
        return Told("denied", speakers)
    if is_negated(head):
        return Told("denied" if laid else "negated", speakers)
    if is_coming(head):
        return Told("threatened", speakers)
    if laid or _is_doubted(head) or quotes.is_scare(head) or quotes.inside(head) is not None:
        return Told("reported", speakers)
    return Told("asserted")


def _is_doubted(head: Token) -> bool:
    while head.dep_ == "conj" and head.head.pos_ == head.pos_ and head.head.i != head.i:
        head = head.head
    near = [*head.children, *(t for t in head.head.children if t.dep_ in {"advmod", "amod"} and abs(t.i - head.i) < 4)]
    return any(in_list(t, "doubt_words") and t.dep_ in {"advmod", "amod"} for t in near) or head.head.lemma_ in {
        "allegation",
        "accusation",
        "claim",
    }
