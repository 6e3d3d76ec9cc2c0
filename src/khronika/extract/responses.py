"""How others answer violations, told without a verb of asking: worry, outcry, inquiries, blame laid by nobody named."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from khronika.extract.coref import Cast
from khronika.extract.frames import Frame, naming, one_each
from khronika.extract.grammar import agents, is_passive
from khronika.extract.judgements import is_appellant
from khronika.extract.mentions import Words
from khronika.extract.speakers import subjects_of
from khronika.extract.where_when import Setting
from khronika.extract.words import in_list, is_agent, is_power

_WORRIED = frozenset(
    "worried concerned alarmed appalled dismayed outraged shocked horrified disturbed troubled saddened".split()
)
_OUTCRY = frozenset({"condemnation", "outcry", "outrage", "uproar"})
_WIDE = frozenset({"global", "international", "worldwide", "widespread", "public", "universal"})
_DRAW = frozenset({"draw", "spark", "prompt", "provoke", "trigger", "attract", "cause"})
_INQUIRIES = frozenset({"investigation", "inquiry", "enquiry", "probe"})
_OPEN = frozenset({"open", "launch", "order", "begin", "initiate", "start", "announce", "promise"})
_ASK_IN = frozenset({"campaign", "petition", "letter", "rally", "vigil", "statement", "resolution", "motion", "report"})


def find_responses(doc: Doc, cast: Cast, setting: Setting) -> Iterator[Frame]:
    """Yield one frame for each answer of others to violations; said by those who give it, where they are named."""
    for token in doc:
        for frame in _told_by(token, cast, setting):
            yield replace(frame, when=setting.date_of(token))


def _told_by(token: Token, cast: Cast, setting: Setting) -> Iterator[Frame]:
    if token.lower_ in _WORRIED:
        speakers = _worried(token)
        if speakers and all(is_appellant(t, cast) for t in speakers):
            yield _frame(token, speakers, (), cast)
    elif token.lemma_ in _OUTCRY and _is_wide(token):
        yield _frame(token, (), (), cast)
    elif token.lemma_ in _INQUIRIES and _is_about_acts(token, setting):
        yield from _of_inquiry(token, cast)
    elif token.pos_ == "VERB" and in_list(token, "appeal_verbs"):
        yield from _of_verb(token, cast)


def _worried(word: Token) -> tuple[Token, ...]:
    """Who is worried about something."""
    about = any(t.lower_ in {"about", "at", "by", "over", "that", "to"} for t in word.subtree if t.i > word.i)
    if not about or any(t.dep_ == "neg" for t in (*word.children, *word.head.children)):
        return ()
    return subjects_of(word.head) if word.dep_ == "acomp" else subjects_of(word) if word.pos_ == "VERB" else ()


def _is_wide(noun: Token) -> bool:
    """Of ``following global condemnation``, ``drew an outcry``; one from somebody named is told by its noun."""
    if any(t.lower_ in {"from", "by"} for t in noun.children) or any(t.tag_ == "MD" for t in noun.head.children):
        return False
    wide = any(t.lower_ in _WIDE for t in noun.children)
    return noun.pos_ == "NOUN" and (wide or noun.dep_ == "dobj" and noun.head.lemma_ in _DRAW)


def _is_about_acts(noun: Token, setting: Setting) -> bool:
    return any(t.i in setting.acts for link in noun.children if link.dep_ == "prep" for t in link.subtree)


def _of_inquiry(noun: Token, cast: Cast) -> Iterator[Frame]:
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_ not in _OPEN:
        return
    if any(t.dep_ in {"neg", "aux"} and t.lower_ not in {"has", "have", "had"} for t in verb.children):
        return
    yield _frame(noun, tuple(agents(verb)) if is_passive(verb) else subjects_of(verb), (), cast)


def _of_verb(verb: Token, cast: Cast) -> Iterator[Frame]:
    """Of ``is running a campaign to demand``, ``France has been criticised for``."""
    noun = verb.head
    if verb.dep_ == "acl" and noun.lemma_ in _ASK_IN and verb.tag_ in {"VB", "VBG"}:
        speakers = subjects_of(noun.head) if noun.dep_ == "dobj" else ()
        if speakers:
            yield _frame(verb, speakers, (), cast)
    blamed = [t for t in verb.children if t.dep_ == "nsubjpass" and (is_power(t) or t.ent_type_ == "ORG")]
    if blamed and not agents(verb) and any(t.lower_ in {"for", "over"} for t in verb.children):
        yield _frame(verb, (), one_each(tuple(t for t in blamed if is_agent(t)), cast), cast)


def _frame(word: Token, speakers: tuple[Token, ...], asked: tuple, cast: Cast) -> Frame:  # type: ignore[type-arg]
    words = Words(word.i, word.i + 1, word.i)
    return Frame("intervention", (words,), "asserted", victims=asked, said_by=naming(speakers, cast))
