"""Words by which others answer violations, each with who speaks by it: blame, demands, suits, inquiries, protests."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from khronika.extract.grammar import agents, is_passive, objects_of
from khronika.extract.quotes import Quotes
from khronika.extract.speakers import speakers_of, subjects_of
from khronika.extract.words import is_agent
from khronika.lexicon.words import words


@dataclass(frozen=True, slots=True)
class Answer:
    """A word of answer, of what kind it is, how who speaks by it hangs on it, and who that is."""

    word: Token
    kind: str
    link: str
    speakers: tuple[Token, ...]

    @property
    def head(self) -> Token:
        """The word that the answer hangs on: of ``must be released`` the verb."""
        return self.word.head if self.word.dep_ == "aux" else self.word


_FILE = "answer_words"
_VERBS = ("blame", "ask", "warn", "back", "sue", "probe", "penalise", "protest", "promise")
_NOUNS = ("worry", "outcry", "wish", "suit", "inquiry", "penalty", "protests")
_FORMS = ("worried", "unjust")


def answers_in(doc: Doc, quotes: Quotes) -> Iterator[Answer]:
    """Yield each word of answer with its speakers; of many none are known."""
    for token in doc:
        kind = kind_of(token)
        if kind is not None:
            link, speakers = _speakers(token, kind, quotes)
            yield Answer(token, kind, link, speakers)


def kind_of(token: Token) -> str | None:
    """The kind of answer that a word may tell of; None where it stands in no list."""
    if _obliges(token):
        return "ought"
    names: tuple[str, ...] = ()
    if token.pos_ == "VERB" and token.dep_ != "amod":
        names = _VERBS
    elif token.pos_ == "NOUN":
        names = _NOUNS
    told = next((name for name in names if is_answer_word(token, name)), None)
    open_class = token.pos_ in {"ADJ", "NOUN", "VERB"}
    return told or next((n for n in _FORMS if open_class and token.lower_ in words("en", n, _FILE)), None)


def _obliges(token: Token) -> bool:
    """Of ``must be released``, ``needs to answer``."""
    bound = token.pos_ == "VERB" and token.lemma_ in {"need", "have"} and any(t.dep_ == "xcomp" for t in token.children)
    return bound or token.dep_ == "aux" and token.lower_ in {"should", "must"}


def is_answer_word(token: Token, name: str) -> bool:
    """Whether the word stands in a list of the words of answer, by lemma."""
    there = words("en", name, _FILE)
    return token.lemma_.lower() in there or token.lower_.endswith("ed") and token.lower_[:-2] in there


def _speakers(word: Token, kind: str, quotes: Quotes) -> tuple[str, tuple[Token, ...]]:
    """How who speaks by a word hangs on it, and who that is."""
    if kind in {"ought", "unjust"}:
        head = word.head if word.dep_ == "aux" else word
        return "says", speakers_of(head, quotes)[0] or quotes.speaker_of(word)
    if kind == "worried" and word.pos_ == "ADJ":
        link, found = "subject", subjects_of(word.head)
    else:
        link, found = _of_noun(word) if word.pos_ == "NOUN" else _of_verb(word)
    voice = quotes.speaker_of(word) if any(t.lower_ in {"we", "i"} for t in found) else ()
    return link, (*found, *voice)


def _of_verb(verb: Token) -> tuple[str, tuple[Token, ...]]:
    if is_passive(verb):
        return "agent", tuple(agents(verb))
    if verb.dep_ == "acl" and is_agent(verb.head):
        return "beside", (verb.head,)  # "farmers demanding"
    if verb.dep_ == "relcl" and any(t.tag_ in {"WP", "WDT"} and t.dep_ == "nsubj" for t in verb.children):
        return "relative", (verb.head,) if is_agent(verb.head) else ()
    own = tuple(t for t in verb.children if t.dep_ == "nsubj")
    return ("subject", own) if own else ("shared", subjects_of(verb))


def _of_noun(noun: Token) -> tuple[str, tuple[Token, ...]]:
    owners = [t for t in noun.children if t.dep_ == "poss"] + objects_of(noun, {"from", "by"})
    owners += [t for c in noun.children if c.dep_ == "acl" for t in agents(c)]
    if owners:
        return "owner", tuple(t for t in owners if is_agent(t))
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ == "nsubjpass":
        return "object", tuple(agents(verb))
    if noun.dep_ in {"dobj", "pobj"} and verb.pos_ == "VERB" and not is_answer_word(verb, "unheard"):
        return "object" if noun.dep_ == "dobj" else "phrase", subjects_of(verb)
    return "none", ()
