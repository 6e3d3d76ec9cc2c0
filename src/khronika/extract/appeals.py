"""Appeals, condemnations and demands: who asks whom for what. Kept apart from violations."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from khronika.extract.coref import Cast
from khronika.extract.frames import Frame, one_each
from khronika.extract.mentions import Words
from khronika.extract.quotes import Quotes
from khronika.extract.roles import objects_of
from khronika.extract.stance import subjects_of
from khronika.extract.words import in_list, is_agent

_LINKS = {"call": {"on", "upon", "for"}, "appeal": {"to", "for"}, "ask": set(), "protest": {"against"}, "campaign": {"for", "against"}}
_ASKED = {"on", "upon", "to"}


def find_appeals(doc: Doc, cast: Cast, quotes: Quotes) -> Iterator[Frame]:
    """Yield one frame an appeal: said by whom, to which bodies (as victims), for what (as demand)."""
    for token in doc:
        if token.pos_ == "VERB" and _appeals(token):
            speakers = subjects_of(token)
            if speakers:
                yield _frame(token, speakers, cast)
        elif _concern(token) and subjects_of(token.head):
            yield _frame(token.head, subjects_of(token.head), cast)


def _appeals(verb: Token) -> bool:
    if any(t.dep_ == "neg" for t in verb.children):
        return False
    if in_list(verb, "appeal_verbs"):
        return True
    links = _LINKS.get(verb.lemma_)
    if links is None:
        return False
    there = {t.lower_ for t in verb.children if t.dep_ in {"prep", "prt"}}
    return bool(links & there) or verb.lemma_ in {"ask", "appeal"} and any(t.dep_ == "xcomp" for t in verb.children)


def _concern(token: Token) -> bool:
    named = token.lemma_ in {"concern", "alarm", "outrage", "dismay"} and token.dep_ == "dobj"
    return named and token.head.lemma_ in {"express", "voice", "raise", "share"}


def _frame(verb: Token, speakers: tuple[Token, ...], cast: Cast) -> Frame:
    asked = tuple(t for t in _asked(verb) if is_agent(t))
    return Frame(
        "intervention",
        (_trigger(verb),),
        "asserted",
        victims=one_each(asked, cast),
        said_by=tuple(phrase for who in one_each(speakers, cast) for phrase in who.phrases),
        demand=_demand(verb, asked),
        score=0.6,
    )


def _trigger(verb: Token) -> Words:
    link = next((t for t in verb.children if t.lower_ in {"on", "for", "upon", "to"} and t.i == verb.i + 1 and t.dep_ in {"prep", "prt"}), None)
    return Words(verb.i, (link or verb).i + 1, verb.i)


def _asked(verb: Token) -> list[Token]:
    direct = [t for t in verb.children if t.dep_ in {"dobj", "dative"} and in_list(verb, "appeal_verbs") and verb.lemma_ in {"urge", "petition"}]
    direct += [t for t in verb.children if t.dep_ == "nsubj" and t.i > verb.i]
    direct += [t for t in verb.children if verb.lemma_ == "ask" and t.dep_ == "dobj"]
    found = [*direct, *objects_of(verb, _ASKED)]
    clause = [t for c in verb.children if c.dep_ in {"ccomp", "xcomp"} for t in c.children if t.dep_ == "nsubj" and verb.lemma_ in {"urge", "ask"}]
    found = found or clause
    return [t for one in found for t in (one, *one.conjuncts)]


def _demand(verb: Token, asked: tuple[Token, ...]) -> tuple[Words, ...]:
    """What is asked for: the clause or phrase after the verb, in the report's own words."""
    wanted = [t for t in verb.rights if t.dep_ in {"xcomp", "ccomp", "advcl"} or t.dep_ == "prep" and t.lower_ == "for"]
    if not wanted:
        wanted = [t for t in verb.rights if t.dep_ == "dobj" and t not in asked]
    if not wanted:
        last = max((t for t in asked), key=lambda t: t.i, default=None)
        wanted = [t for t in last.rights if t.dep_ in {"relcl", "acl"}] if last is not None else []
    return tuple(_span(t) for t in wanted[:1])


def _span(token: Token) -> Words:
    end = token.right_edge.i + 1
    while end - 1 > token.i and (token.doc[end - 1].is_punct or token.doc[end - 1].is_space):
        end -= 1
    start = token.left_edge.i
    asked = [t for t in token.children if t.dep_ in {"nsubj", "mark"}]
    start = max([start, *(t.right_edge.i + 1 for t in asked if t.i < token.i)])
    return Words(start, end, token.i)


