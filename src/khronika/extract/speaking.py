"""Who is meant by the words that say who speaks: whose report it is, the name beside a role, whom a pronoun means."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from khronika.extract.antecedents import antecedents
from khronika.extract.coref import Cast
from khronika.extract.parse import names_in
from khronika.extract.reach import has
from khronika.extract.words import in_list, is_agent

_US = frozenset({"we", "us", "our", "ours", "i", "me", "my"})
_REACH = 120
_BODIES = frozenset("group organisation organization watchdog agency commission committee union duo pair".split())


def spoken_by(tokens: Iterable[Token], cast: Cast) -> tuple[Token, ...]:
    """The words for those who speak, with the names and owners that say more of who they are."""
    found: list[Token] = []
    for token in antecedents(tokens):
        found += [token, *_named_beside(token), *_owned(token), *_pointed(token, cast)]
    return tuple(dict.fromkeys(found))


def _named_beside(noun: Token) -> Iterator[Token]:
    """Of ``the rapporteur on prisons, Mona Tahhan, said``: the name, wherever the parser hangs it."""
    if noun.ent_type_ == "PERSON" or noun.pos_ == "PRON":
        return
    for name in names_in(noun.doc, noun.left_edge.i, noun.right_edge.i + 1):
        beside = name.root.dep_ == "appos" or name.root.dep_ == "conj" and noun.doc[name.start - 1].text == ","
        if name.root.ent_type_ in {"PERSON", "ORG"} and beside and not _is_apart(name.root, noun):
            yield name.root


def _is_apart(token: Token, noun: Token) -> bool:
    """Whether a clause stands between a word and the noun that it hangs on."""
    while token.i != noun.i:
        if token.dep_ in {"relcl", "acl", "poss"}:
            return True
        token = token.head
    return False


def _owned(noun: Token) -> Iterator[Token]:
    if has(noun, "tell_nouns") or has(noun, "figure_nouns"):
        yield from owners(noun)


def owners(noun: Token) -> tuple[Token, ...]:
    """Whose report, figure or allegation it is."""
    links = {"by", "from", "with"} if noun.lemma_ == "interview" else {"by", "from"}
    found = [t for t in noun.children if t.dep_ == "poss"]
    for below in noun.children:
        if below.lower_ in links and below.dep_ in {"prep", "agent"}:
            found += [t for t in below.children if t.dep_ == "pobj" and t.ent_type_ != "DATE"]
        elif below.dep_ in {"acl", "relcl"} and below.lemma_ in _ISSUE:
            found += _issuers(below)
    return tuple(t for t in found or _makers(noun) if t.tag_ not in {"WP", "WDT"})


def _makers(noun: Token) -> list[Token]:
    """Of ``the trust published a report``, ``disclosed in a report that``: the trust."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.head.lower_ == "in" else noun
    made = verb.lemma_ in _ISSUE if noun.dep_ == "dobj" else in_list(verb, "say_verbs")
    return [t for t in verb.children if made and t.dep_ == "nsubj" and is_agent(t)]


_ISSUE = frozenset("issue release publish compile prepare write file submit post give make produce".split())


def _issuers(verb: Token) -> list[Token]:
    """Of ``a report released on Tuesday by the trust``, ``a statement that the office issued``."""
    by = [t for link in verb.children if link.dep_ == "agent" for t in link.children if t.dep_ == "pobj"]
    return by or [t for t in verb.children if t.dep_ == "nsubj" and is_agent(t)]


def _pointed(token: Token, cast: Cast) -> Iterator[Token]:
    """Whom a pronoun or ``the group`` points at: who speaks the quotation, or who spoke before."""
    if token.lower_ in _US:
        yield from (t for t in cast.quotes.speaker_of(token) if t.lower_ not in _US)
    elif token.pos_ == "PRON" and cast.meant(token) is None or _is_bare_body(token):
        yield from _spoke_before(token)


def _is_bare_body(token: Token) -> bool:
    return token.lemma_.lower() in _BODIES and {t.lower_ for t in token.children if not t.is_punct} == {"the"}


def _spoke_before(token: Token) -> Iterator[Token]:
    """Who spoke last before the word, in its number."""
    for other in reversed(token.doc[max(0, token.i - _REACH) : token.i]):
        if _speaks(other) and _fits(token, other):
            yield from (other, *_named_beside(other))
            return


def _speaks(token: Token) -> bool:
    said = token.dep_ == "nsubj" and in_list(token.head, "say_verbs") or token.head.head.lower_ == "according"
    return said and token.pos_ in {"NOUN", "PROPN"}


def _fits(pointer: Token, other: Token) -> bool:
    many = other.tag_ in {"NNS", "NNPS"} or any(t.dep_ == "conj" for t in other.children)
    if pointer.lower_ in {"they", "them", "duo", "pair"}:
        return many
    if pointer.lower_ in {"he", "she"}:
        return not many and not _is_named_body(other)
    return _is_named_body(other) or has(other, "tell_nouns")


def _is_named_body(token: Token) -> bool:
    return token.ent_type_ in {"ORG", "GPE"} and token.pos_ == "PROPN"
