"""What kind of doer a word would be, and how it stands in its sentence and to the word of the act."""

from spacy.tokens import Token

from khronika.extract.grammar import is_passive
from khronika.extract.words import in_list, is_agent

_LISTED = (
    ("security_nouns", "force"),
    ("armed_nouns", "fighters"),
    ("captor_nouns", "fighters"),
    ("court_nouns", "court"),
    ("state_nouns", "office"),
)
_ENTITIES = {"GPE": "country", "NORP": "nation", "ORG": "body", "PERSON": "person"}
_NAMES = {"NOUN", "PROPN", "PRON", "ADJ"}
_BEFORE_NOUN = {"compound", "amod", "nmod"}


def kind_of(token: Token) -> str | None:
    """What it names that may have done an act told elsewhere: a force, fighters, a court, a state, a person."""
    if token.pos_ not in _NAMES:
        return None
    kind = _kind(token)
    beside = token.dep_ in _BEFORE_NOUN and (kind == "person" or is_agent(token.head))
    return None if beside else kind


def _kind(token: Token) -> str | None:
    listed = next((kind for name, kind in _LISTED if in_list(token, name)), None)
    if listed is not None:
        return listed
    if token.lower_ in {"they", "them", "their"}:
        return "they"
    known = token.ent_type_ in {"GPE", "NORP"} or not in_list(token, "media_nouns")
    return _ENTITIES.get(token.ent_type_) if known else None


def role_of(token: Token) -> str:
    """Its place in the grammar of its sentence, that of the first where it is one of several joined words."""
    first = first_joined(token)
    if first.dep_ == "pobj":
        return "by" if first.head.dep_ == "agent" else _LINKS.get(first.head.lower_, "in a phrase")
    return "beside a noun" if first.dep_ in _BEFORE_NOUN else _ROLES.get(first.dep_, "elsewhere")


_LINKS = {"by": "by", "of": "of", "in": "in", "at": "in", "on": "in", "under": "under", "with": "with", "from": "with"}
_ROLES = {"nsubj": "subject", "nsubjpass": "passive subject", "poss": "owner", "appos": "apposition"}
_ROLES |= {"dobj": "object", "dative": "object", "attr": "object"}


def first_joined(token: Token) -> Token:
    """The first of the words that it is joined to by ``and``."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def relation_of(token: Token, head: Token) -> str | None:
    """How it stands to the act's word in the same sentence: under it, or under a word that the act hangs on."""
    first = first_joined(token)
    if first.head.i == head.i or head in token.ancestors:
        return "under the act"
    above = first.head.head if first.dep_ == "pobj" else first.head
    if above not in head.ancestors:
        return None
    if role_of(token) != "subject":
        return "over the act"
    return "subject over a passive" if head.pos_ == "VERB" and is_passive(head) else f"subject over {_form(head)}"


def _form(head: Token) -> str:
    return "a verb" if head.pos_ == "VERB" else "a noun"


def deed_of(token: Token) -> str | None:
    """What its verb or noun says of it: it speaks, denies, asks, uses force, is accused, or rules there."""
    verb, role = token.head, role_of(token)
    if role == "subject":
        return next((deed for name, deed in _DEEDS.items() if in_list(verb, name)), None)
    if in_list(verb, "accusing_verbs") and role in {"passive subject", "object"}:
        return "is accused"
    above = verb.head if token.dep_ == "pobj" else verb
    ruled = role in {"owner", "beside a noun", "of", "with"}
    return "rules there" if ruled and (in_list(above, "force_nouns") or in_list(above, "rule_nouns")) else None


_DEEDS = {
    "say_verbs": "says",
    "deny_verbs": "denies",
    "appeal_verbs": "appeals",
    "soft_appeal_verbs": "appeals",
    "violent_verbs": "uses force",
    "people_verbs": "uses force",
    "light_verbs": "uses force",
}
