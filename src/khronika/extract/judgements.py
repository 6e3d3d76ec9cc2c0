"""Appeals that are no verb of asking: nouns ("renewed calls for"), sanctions, what rights groups judge or warn of."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from khronika.extract.antecedents import spread
from khronika.extract.coref import Cast
from khronika.extract.frames import Frame, naming, one_each
from khronika.extract.grammar import agents, is_passive, objects_of
from khronika.extract.mentions import Words
from khronika.extract.quotes import Quotes
from khronika.extract.speakers import said_by, subjects_of
from khronika.extract.where_when import Setting
from khronika.extract.words import in_list, is_agent

_NOUNS = {
    "call": {"for"},
    "appeal": {"for", "to"},
    "demand": {"for"},
    "plea": {"for", "to"},
    "petition": {"for", "to", "against"},
    "campaign": {"for"},
    "lawsuit": {"against"},
    "complaint": {"against"},
    "criticism": {"from", "by"},
    "condemnation": {"from", "by"},
    "outcry": {"from", "by"},
}
_FROM = {"from", "by", "of"}
_PENALTIES = frozenset({"sanction", "ban", "restriction", "freeze"})
_PENALISE = frozenset(
    {
        "impose",
        "announce",
        "place",
        "slap",
        "introduce",
        "extend",
        "threaten",
        "prepare",
        "levy",
        "adopt",
        "approve",
        "expand",
        "widen",
        "unveil",
    }
)


def find_judgements(doc: Doc, cast: Cast, quotes: Quotes, setting: Setting) -> Iterator[Frame]:
    """Yield one frame for each appeal by a noun, penalty against wrongdoers, or judgement by whoever may judge."""
    for token in doc:
        for frame in _told_by(token, cast, quotes):
            yield replace(frame, when=setting.date_of(doc[frame.triggers[0].head]))


def _told_by(token: Token, cast: Cast, quotes: Quotes) -> Iterator[Frame]:
    if token.pos_ == "NOUN" and token.lemma_ in _NOUNS:
        yield from _of_noun(token, cast)
    elif token.pos_ == "NOUN" and token.lemma_ in _SUITS:
        yield from _of_suit(token, cast)
    elif token.lemma_ in _PENALTIES and _is_penalty(token):
        yield from _of_penalty(token, cast)
    elif in_list(token, "judging_words") or _warns(token):
        yield from _of_judge(token, cast, quotes)


def _of_noun(noun: Token, cast: Cast) -> Iterator[Frame]:
    links = [t for t in noun.children if t.dep_ == "prep" and t.lower_ in _NOUNS[noun.lemma_]]
    speakers = _callers(noun) if links else []
    if speakers and not any(t.dep_ == "neg" for t in noun.head.children):
        wanted = objects_of(noun, {"for"})
        asked = [t for t in objects_of(noun, {"to", "on", "upon"}) if is_agent(t)]
        asked += [t for thing in wanted for t in objects_of(thing, {"from"}) if is_agent(t)]
        yield _frame(noun, speakers, one_each(spread(asked), cast), cast)


_SUITS = frozenset({"application", "suit", "writ", "motion"})
_FILE = frozenset({"file", "submit", "lodge", "launch", "bring"})


def _of_suit(noun: Token, cast: Cast) -> Iterator[Frame]:
    """Of ``an application filed by her lawyer``, ``lodged a complaint``: who goes to a court about what was done."""
    if noun.dep_ == "dobj" and noun.head.lemma_ in _FILE:
        speakers = list(subjects_of(noun.head))
    else:
        filed = [t for t in (*noun.children, noun.head) if t.lemma_ in _FILE and is_passive(t)]
        speakers = [t for verb in filed for t in agents(verb)]
    people = [t for t in speakers if not (in_list(t, "state_nouns") or in_list(t, "security_nouns"))]
    if people:
        yield _frame(noun, people, (), cast)


def _callers(noun: Token) -> list[Token]:
    """Whose call it is: its owner, whom it comes from, or who makes, backs or renews it."""
    owners = [t for t in noun.children if t.dep_ == "poss"] + objects_of(noun, _FROM & {"from", "by"})
    if owners:
        return [t for t in owners if is_agent(t)]
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB" and not in_list(verb, "deny_verbs") and verb.lemma_ not in _UNHEARD:
        return list(subjects_of(verb))
    return []


_UNHEARD = frozenset({"ignore", "face", "resist", "receive", "rebuff", "rebuke", "hear", "answer", "meet"})


def _is_penalty(noun: Token) -> bool:
    """Sanctions, and bans on entry, laid on those who are held to be guilty."""
    if noun.lemma_ == "sanction" and noun.pos_ == "NOUN":
        return True
    kinds = {t.lower_ for t in noun.children if t.dep_ in {"compound", "amod"}}
    return noun.pos_ == "NOUN" and bool(kinds & {"visa", "entry", "asset"}) and noun.dep_ == "dobj"


def _of_penalty(noun: Token, cast: Cast) -> Iterator[Frame]:
    verb = noun.head
    hit = [t for t in objects_of(noun, {"on", "against"}) + objects_of(verb, {"on", "against"}) if is_agent(t)]
    doers: list[Token] = []
    if noun.dep_ == "pobj" and noun.head.head.lemma_ in {"round", "set", "package", "wave", "series"}:
        noun = noun.head.head  # "adopted several rounds of sanctions"
        verb = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in _PENALISE:
        doers = agents(verb) if is_passive(verb) else list(subjects_of(verb))
    doers = doers or [t for t in noun.children if t.dep_ == "poss" and is_agent(t)]
    doers = doers or [t for c in noun.children if c.dep_ == "acl" and c.lemma_ in _PENALISE for t in agents(c)]
    if doers:
        yield _frame(verb if noun.dep_ == "dobj" else noun, doers, one_each(spread(hit), cast), cast, _planned(noun))


def _planned(noun: Token) -> bool:
    verb = noun.head
    above = [verb, *([verb.head] if verb.dep_ in {"xcomp", "pcomp"} else [])]
    if verb.dep_ == "pcomp":
        above.append(verb.head.head)
    modal = any(t.lower_ in {"will", "would", "could", "may", "might"} for t in verb.children if t.dep_ == "aux")
    return modal or any(t.lemma_ in {"threaten", "prepare", "consider", "plan", "vow", "mull", "weigh"} for t in above)


def _warns(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_ in {"warn", "liken"} and verb.dep_ != "amod" and not is_passive(verb)


def _of_judge(word: Token, cast: Cast, quotes: Quotes) -> Iterator[Frame]:
    """An appeal, where the word judges what was done and one who may judge says so."""
    speakers = subjects_of(word) if word.pos_ == "VERB" else _judges(word, quotes)
    if speakers and all(is_appellant(t, cast) for t in speakers):
        yield _frame(word, list(speakers), (), cast)


def _judges(word: Token, quotes: Quotes) -> tuple[Token, ...]:
    top = word
    while top.dep_ == "conj" and top.head.pos_ in {"ADJ", "NOUN"}:
        top = top.head
    said_of = (
        top.dep_ in {"attr", "acomp", "oprd"}
        or top.dep_ == "nsubj"
        and any(t.lower_ in {"this", "such", "these"} for t in top.children)
    )
    if not said_of:
        return ()
    for above in (top.head, *top.ancestors):
        if above.pos_ == "VERB" and (in_list(above, "say_verbs") or above.lemma_ in _NAME_SO):
            return said_by(above)
    return quotes.speaker_of(word)


_NAME_SO = frozenset({"call", "brand", "label", "deem", "denounce", "consider"})


def is_appellant(token: Token, cast: Cast) -> bool:
    """Whether it is one who may judge what a state does: a rights group, the UN, a union, a lawyer."""
    names = [token, *([cast.doc[span.root.i] for span in [cast.named(token)] if span is not None])]
    pointed = cast.meant(token)
    if pointed is not None and pointed.i != token.i:
        return is_appellant(pointed, cast)
    near = {t.i: t for name in names for t in (name, *_description(name))}
    if any(in_list(t, "security_nouns") or in_list(t, "armed_nouns") for t in near.values()):
        return False
    return any(in_list(t, "appellant_nouns") for t in near.values())


def _description(name: Token) -> list[Token]:
    """The words of a name and of what stands beside it to describe the person."""
    tops = [name, *([name.head] if name.dep_ == "appos" else [])]
    parts = [t for top in tops for t in top.subtree if t.sent == name.sent and t.pos_ in {"NOUN", "PROPN"}]
    return parts[:25]


def _frame(word: Token, speakers: list[Token], asked: tuple, cast: Cast, planned: bool = False) -> Frame:  # type: ignore[type-arg]
    return Frame(
        "intervention",
        (Words(word.i, word.i + 1, word.i),),
        "threatened" if planned else "asserted",
        victims=asked,
        said_by=naming(tuple(speakers), cast),
    )
