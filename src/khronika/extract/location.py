"""Whether the name of a place says where something happened, by the grammar round it."""

from spacy.tokens import Token

from khronika.extract.words import in_list, is_person
from khronika.lexicon.countries import country_names
from khronika.model.claims import Mention

COUNTRY = "country:"


def key_of(place: Mention) -> str:
    """What a place is known by in its text: a country by its code, whatever it is called."""
    code = country_names().get(place.text)
    return COUNTRY + code if code else place.text.casefold()


def list_head(word: Token) -> Token:
    """The first of the names that a name is listed with."""
    while word.dep_ in {"conj", "appos"} and word.head.i != word.i and word.head.pos_ in {"PROPN", "NOUN"}:
        word = word.head
    return word


_AT = {"in", "at", "near", "outside", "inside", "across", "throughout", "from", "of", "to", "around", "on", "within"}
_AT |= {"along", "off", "into", "through", "via"}


def is_location(word: Token) -> bool:
    """Whether the place says where, rather than who (``Russia jailed``) or whose (``Russia's ally``)."""
    top = list_head(word)
    if top.dep_ == "dobj":
        return top.head.lemma_ in _DONE_TO_PLACES and (top.ent_type_ != "PERSON")
    if top.dep_ in {"nsubj", "nsubjpass", "agent"} or top.head.lower_ == "based" or _opens_report(word):
        return False
    if top.dep_ == "pobj":
        return top.head.lower_ in _AT and not _is_origin(top.head)
    if (
        top.dep_ in {"poss", "compound", "nmod"}
        and top.ent_type_ != "NORP"
        and not any(t.lower_ == "of" for t in top.head.children)
    ):
        return in_list(top.head, "site_nouns") and top.head.dep_ == "pobj" and is_location(top.head)
    return top.dep_ in {"npadvmod", "appos", "dep", "ROOT", "advmod"}


_DONE_TO_PLACES = frozenset("flee leave escape attack raid storm shell bomb bombard invade besiege purge".split())


def _opens_report(word: Token) -> bool:
    """Of ``Geneva: The group said``: where the report was filed."""
    after = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else word
    opens = word.i == 0 or word.doc[word.i - 1].is_space
    return opens and after.text in {":", "—", "–", "-"} and not any("\n" in t.text for t in word.doc[: word.i])


def _is_origin(preposition: Token) -> bool:
    """Of ``Mona Idris of Kassar``, ``a nurse from Oran``, ``State of Iraq``: where somebody comes from, or a name."""
    above = preposition.head
    if preposition.lower_ not in {"of", "from"} or above.pos_ not in {"NOUN", "PROPN"}:
        return False
    return above.ent_type_ in {"PERSON", "ORG"} or above.tag_ == "NN" and is_person(above)
