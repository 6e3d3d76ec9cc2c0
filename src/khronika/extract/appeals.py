"""Appeals, condemnations and demands: who asks whom for what. Kept apart from violations."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from khronika.extract.answer_words import is_answer_word
from khronika.extract.antecedents import antecedents
from khronika.extract.coref import Cast
from khronika.extract.frames import Frame, Someone, naming, one_each
from khronika.extract.grammar import agents, is_passive, objects_of
from khronika.extract.mentions import Words
from khronika.extract.quotes import Quotes
from khronika.extract.speakers import subjects_of
from khronika.extract.where_when import Setting
from khronika.extract.words import in_list, is_agent, is_body, is_power

_LINKS = {"call": {"on", "upon", "for"}, "appeal": {"to", "for"}, "ask": set(), "campaign": {"for", "against"}}
_ASKED = {"on", "upon", "to"}


def find_appeals(doc: Doc, cast: Cast, quotes: Quotes, setting: Setting) -> Iterator[Frame]:
    """Yield one frame an appeal: said by whom, to which bodies (as victims), for what (as demand)."""
    for token in doc:
        if token.pos_ == "VERB" and _appeals(token):
            speakers = tuple(agents(token)) if is_passive(token) else subjects_of(token) or _named_subject(token)
            if speakers:
                yield replace(_frame(token, tuple(antecedents(speakers)), cast), when=setting.date_of(token))
        elif token.lower_ in {"should", "must"} and _ought(token):
            speakers = _speaker(token, quotes)
            if speakers:
                yield _ought_frame(token.head, speakers, cast)
        elif _concern(token) and subjects_of(token.head):
            yield replace(_frame(token.head, subjects_of(token.head), cast), when=setting.date_of(token.head))


_OFFICE = frozenset({"resign", "resignation", "impeachment", "abdicate"})
_GAIN = frozenset({"ransom", "money", "payment", "bribe", "cash", "explanation"})


def _named_subject(verb: Token) -> tuple[Token, ...]:
    """A subject in capitals that no list knows: an appellant all the same."""
    return tuple(t for t in verb.children if t.dep_ == "nsubj" and t.pos_ == "PROPN")


def _appeals(verb: Token) -> bool:
    if any(t.dep_ == "neg" for t in verb.children) or _is_about_else(verb):
        return False
    if in_list(verb, "appeal_verbs"):
        return True
    links = _LINKS.get(verb.lemma_)
    objects = [t for t in verb.children if t.dep_ == "dobj"]
    if links is None or verb.lemma_ == "call" and objects:
        return False  # "called an ambulance for him"
    if verb.lemma_ == "ask" and not any(is_body(t) or is_power(t) or t.pos_ == "PROPN" for t in objects):
        return False  # "asked me to kneel"
    has = {t.dep_ for t in verb.children}
    return bool(links & _linked(verb)) or verb.lemma_ in {"ask", "appeal"} and "xcomp" in has and "dobj" in has


def _linked(verb: Token) -> set[str]:
    """The prepositions of a verb, without those of a day ("called on May 21")."""
    links = [t for t in verb.children if t.dep_ in {"prep", "prt"}]
    return {t.lower_ for t in links if not any(c.ent_type_ in {"DATE", "TIME"} for c in t.children)}


def _is_about_else(verb: Token) -> bool:
    """Whether it is about office, money or blows, is what somebody may do, or what somebody is punished for."""
    if _is_of_office(verb) or _is_no_deed(verb) or _describes(verb) or _is_among_equals(verb):
        return True
    if verb.lemma_ == "plead":
        return not any(t.lower_ in {"for", "with"} for t in verb.children)
    if verb.lemma_ in {"slam", "blast"}:
        return _is_of_force(verb)
    return verb.lemma_ == "demand" and any(t.lemma_ in _GAIN for t in verb.subtree)


def _is_of_office(verb: Token) -> bool:
    """Whether somebody shall step down: a fight for office asks for nothing about what was done to people."""
    wanted = [t for t in verb.subtree if t.i > verb.i and t.pos_ in {"VERB", "NOUN"}]
    return any(t.lemma_ in _OFFICE or t.lemma_ == "step" and _is_before_down(t) for t in wanted)


def _is_before_down(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().lower_ == "down"


def _is_no_deed(verb: Token) -> bool:
    """Of ``allowed to protest``, ``arrested for criticising the governor``: what nobody is told to have asked now."""
    if verb.dep_ in {"xcomp", "acl"} and verb.head.lemma_ in {"entitle", "right", "allow", "permit", "able"}:
        return True
    return verb.dep_ == "pcomp" and verb.head.lower_ in {"for", "after", "over"}


def _describes(verb: Token) -> bool:
    """Of ``the poets who denounced the king were jailed``: who somebody is, and not what is told."""
    return (
        verb.dep_ == "relcl" and verb.tag_ != "VBG" and any(t.tag_ == "WP" and t.dep_ == "nsubj" for t in verb.children)
    )


def _is_among_equals(verb: Token) -> bool:
    """Of ``called on travellers to avoid the station``: nobody is asked who could end a violation, nor for that."""
    asked = [t for t in _asked(verb) if not t.is_space]
    plain = bool(asked) and all(t.tag_ in {"NNS", "PRP"} and t.lemma_.lower() in _EQUALS for t in asked)
    return plain and not any(is_answer_word(t, "matters") for t in verb.subtree if t not in asked)


_EQUALS = frozenset(
    "worker teacher citizen resident family traveller traveler journalist supporter follower member student villager "
    "colleague parent driver passenger farmer neighbour neighbor friend customer he she you they".split()
)


def _is_of_force(verb: Token) -> bool:
    """Of ``slammed him against the wall``, ``blasted a hole``: what is done to bodies and walls."""
    onto = any(t.lower_ in {"to", "against", "into", "onto", "through", "on"} for t in verb.children)
    return onto or any(t.pos_ == "PRON" or t.ent_type_ == "PERSON" for t in verb.children if t.dep_ == "dobj")


_REDRESS = frozenset(
    "abolish account act allow amend answer bring cease come compensate condemn dismiss drop end ensure "
    "explain face free grant guarantee halt hold intervene investigate lift overturn permit prosecute protect "
    "punish quash receive reconsider reinstate release repeal respect restore reverse revoke set stop treat "
    "uphold urge withdraw".split()
)


def _ought(modal: Token) -> bool:
    """Of ``must be released``, ``should be investigated``: a demand, where someone says it."""
    verb = modal.head
    if verb.lemma_ in _ONLY_WITH and not any(t.lemma_ in _ONLY_WITH[verb.lemma_] for t in verb.subtree):
        return False
    return modal.dep_ == "aux" and verb.lemma_ in _REDRESS and not any(t.dep_ == "neg" for t in verb.children)


# "must come to an end", but not "should come to me"
_ONLY_WITH = {
    "come": {"end", "clean", "forward", "stop", "justice"},
    "hold": {"accountable", "account", "responsible", "trial", "inquiry", "investigation", "accountability"},
    "bring": {"justice", "account", "trial", "end", "court"},
}


def _speaker(modal: Token, quotes: Quotes) -> tuple[Token, ...]:
    for above in modal.head.ancestors:
        if above.pos_ == "VERB" and (in_list(above, "say_verbs") or in_list(above, "appeal_verbs")):
            return subjects_of(above)
    return quotes.speaker_of(modal)


def _ought_frame(verb: Token, speakers: tuple[Token, ...], cast: Cast) -> Frame:
    doers = tuple(t for t in verb.children if t.dep_ == "nsubj" and is_body(t))
    modal = next(t for t in verb.children if t.dep_ == "aux")
    trigger = Words(min(modal.i, verb.i), max(modal.i, verb.i) + 1, verb.i)
    return Frame(
        "intervention",
        (trigger,),
        "asserted",
        one_each(doers, cast),
        said_by=naming(speakers, cast),
        demand=(_span(verb),),
    )


def _concern(token: Token) -> bool:
    named = token.lemma_ in {"concern", "alarm", "outrage", "dismay"} and token.dep_ == "dobj"
    if token.head.dep_ == "pcomp" and token.head.head.lower_ == "for":
        return False  # "was jailed for raising concerns"
    return named and token.head.lemma_ in {"express", "voice", "raise", "share"}


def _frame(verb: Token, speakers: tuple[Token, ...], cast: Cast) -> Frame:
    asked = tuple(t for t in _asked(verb) if is_agent(t) or t.pos_ == "PROPN" and t.ent_type_ != "DATE")
    return Frame(
        "intervention",
        (_trigger(verb),),
        "asserted",
        victims=_listed(verb) or one_each(asked, cast),
        said_by=naming(speakers, cast),
        demand=_demand(verb, asked),
    )


def _trigger(verb: Token) -> Words:
    link = next(
        (
            t
            for t in verb.children
            if t.lower_ in {"on", "for", "upon", "to"} and t.i == verb.i + 1 and t.dep_ in {"prep", "prt"}
        ),
        None,
    )
    return Words(verb.i, (link or verb).i + 1, verb.i)


def _asked(verb: Token) -> list[Token]:
    direct = [
        t
        for t in verb.children
        if t.dep_ in {"dobj", "dative"} and in_list(verb, "appeal_verbs") and verb.lemma_ in {"urge", "petition"}
    ]
    direct += [t for t in verb.children if t.dep_ == "nsubj" and t.i > verb.i]
    direct += [t for t in verb.children if verb.lemma_ == "ask" and t.dep_ == "dobj"]
    found = [*direct, *objects_of(verb, _ASKED)]
    clause = [
        t
        for c in verb.children
        if c.dep_ in {"ccomp", "xcomp"}
        for t in c.children
        if t.dep_ == "nsubj" and verb.lemma_ in {"urge", "ask"}
    ]
    found = found or clause
    return [t for one in found for t in (one, *one.conjuncts)]


def _listed(verb: Token) -> tuple[Someone, ...]:
    """Who is asked, where a long list of names stands between ``on`` or ``to`` and what they are asked for."""
    bounds = _asked_between(verb)
    if bounds is None:
        return ()
    pieces: list[list[Token]] = [[]]
    for token in verb.doc[bounds[0] : bounds[1]]:
        if token.text == "," or token.lower_ == "and" and (not pieces[-1] or _starts_anew(token)):
            pieces.append([])
        else:
            pieces[-1].append(token)
    whole = [words for words in map(_whole, pieces) if words is not None]
    return tuple(Someone((words,), frozenset({f"asked:{words.start}"})) for words in whole) if len(whole) > 2 else ()


def _asked_between(verb: Token) -> tuple[int, int] | None:
    """The words between ``call on`` and the ``to`` of what is asked for."""
    link = next((t for t in verb.children if t.dep_ == "prep" and t.lower_ in _ASKED), None)
    if link is None:
        return None
    stop = next((t.i for t in verb.doc[link.i + 1 : verb.sent.end] if t.tag_ == "TO" and t.dep_ == "aux"), None)
    return (link.i + 1, stop) if stop is not None else None


def _starts_anew(joiner: Token) -> bool:
    """Whether ``and`` joins two addressees, rather than two words of one name ("Security and Cooperation")."""
    after = joiner.nbor()
    return after.pos_ in {"DET", "ADJ", "NOUN"} or not after.text[:1].isupper()


def _whole(piece: list[Token]) -> Words | None:
    """One of the list without its article, or None where no noun stands in it."""
    while piece and (piece[0].lower_ in {"the", "a", "an", "and", "also"} or piece[0].is_punct or piece[0].is_space):
        piece = piece[1:]
    nouns = [t for t in piece if t.pos_ in {"NOUN", "PROPN"}]
    return Words(piece[0].i, piece[-1].i + 1, nouns[0].i) if nouns else None


def _demand(verb: Token, asked: tuple[Token, ...]) -> tuple[Words, ...]:
    """What is asked for: the clause or phrase after the verb, in the report's own words."""
    wanted = [t for t in verb.rights if t.dep_ in {"xcomp", "ccomp", "advcl"} or t.dep_ == "prep" and t.lower_ == "for"]
    if not wanted:
        wanted = [t for t in verb.rights if t.dep_ == "dobj" and t not in asked]
    bounds = _asked_between(verb)
    if bounds is not None and not any(t.dep_ == "xcomp" for t in wanted):
        return (Words(bounds[1], _trim(verb.doc, verb.sent.end), bounds[1]),)
    return tuple(_span(t) for t in wanted[:1])


def _trim(doc: Doc, end: int) -> int:
    while doc[end - 1].is_punct or doc[end - 1].is_space:
        end -= 1
    return end


def _span(token: Token) -> Words:
    end = max(token.i + 1, _trim(token.doc, token.right_edge.i + 1))
    start = token.left_edge.i
    asked = [t for t in token.children if t.dep_ in {"nsubj", "mark"}]
    start = max([start, *(t.right_edge.i + 1 for t in asked if t.i < token.i)])
    return Words(start, end, token.i)
