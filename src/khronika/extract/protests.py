"""Marches, vigils and hunger strikes about violations, which are appeals of those who hold them."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from khronika.extract.coref import Cast
from khronika.extract.frames import Frame, naming
from khronika.extract.mentions import Words
from khronika.extract.speakers import subjects_of
from khronika.extract.where_when import Setting
from khronika.extract.words import in_list, is_person

_VERBS = frozenset({"march", "rally", "protest", "demonstrate"})
_NOUNS = frozenset({"vigil", "sit-in", "march", "rally", "protest", "strike", "demonstration"})
_HOLD = frozenset({"hold", "stage", "begin", "start", "go", "join", "organise", "organize", "launch", "declare"})
_ABOUT = frozenset({"against", "over", "at", "about", "for", "in"})


def find_protests(doc: Doc, cast: Cast, setting: Setting) -> Iterator[Frame]:
    """Yield one frame a protest about an act of the text: said by those who hold it."""
    for token in doc:
        held = _holding(token)
        if held is not None and (_is_hunger_strike(token) or _is_about_acts(token, held, setting)):
            people = tuple(t for t in subjects_of(held) if is_person(t) and not in_list(t, "security_nouns"))
            if people:
                yield replace(_frame(token, people, cast), when=setting.date_of(held))


def _holding(token: Token) -> Token | None:
    """The verb that tells of holding the protest that a word names; None where it names none."""
    if token.pos_ == "VERB":
        return token if token.lemma_ in _VERBS and _is_told(token) else None
    if token.pos_ != "NOUN" or token.lemma_ not in _NOUNS:
        return None
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return verb if verb.pos_ == "VERB" and verb.lemma_ in _HOLD else None


def _is_told(verb: Token) -> bool:
    """Whether it is told that they marched, and not that something befell them while marching."""
    plain = verb.dep_ in {"ROOT", "ccomp", "conj"} and verb.tag_ != "VBG" or any(t.dep_ == "aux" for t in verb.children)
    return plain and not any(t.dep_ == "neg" for t in verb.children)


def _is_hunger_strike(token: Token) -> bool:
    return token.lemma_ == "strike" and any(t.lower_ == "hunger" for t in token.children)


def _is_about_acts(token: Token, held: Token, setting: Setting) -> bool:
    """Whether what the protest is against, or demands, is told with words for acts."""
    links = [t for word in {token, held} for t in word.children if t.dep_ == "prep" and t.lower_ in _ABOUT]
    aims = [t for t in held.children if t.dep_ in {"advcl", "xcomp"} and _demands(t)]
    return any(t.i in setting.acts for link in (*links, *aims) for t in link.subtree)


def _demands(clause: Token) -> bool:
    return clause.lemma_ in {"demand", "call", "protest", "denounce", "condemn", "question", "urge", "mourn", "oppose"}


def _frame(token: Token, people: tuple[Token, ...], cast: Cast) -> Frame:
    words = Words(token.i, token.i + 1, token.i)
    return Frame("intervention", (words,), "asserted", said_by=naming(people, cast))
