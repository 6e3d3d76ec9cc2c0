"""What kind of thing a word of the parse stands for: a person, a body that acts, a thing owned."""

from functools import cache

from spacy.tokens import Doc, Token

from khronika.lexicon.date_words import MONTHS
from khronika.lexicon.words import words

_PERSON_ENDINGS = (
    "ist",
    "ian",
    "ians",
    "ists",
    "man",
    "men",
    "woman",
    "women",
    "ee",
    "ees",
    "eer",
    "wright",
    "keeper",
    "keepers",
    "maker",
    "makers",
    "worker",
    "workers",
    "seller",
    "sellers",
    "goer",
    "goers",
    "seeker",
    "seekers",
    "dweller",
    "dwellers",
    "monger",
    "folk",
    "ite",
    "ites",
)


NOBODY = frozenset({"nobody", "none"})


def in_list(token: Token, name: str) -> bool:
    """Whether the word stands in a list of the lexicon, by lemma or form."""
    return _in_list(token.lower_, token.lemma_.lower(), name)


@cache
def _in_list(form: str, lemma: str, name: str) -> bool:
    there = words("en", name)
    if form in there or lemma in there:
        return True
    if form == lemma and form.endswith("s") and form[:-1] in there:
        return True  # "Warplanes" in a headline, taken for a name
    # "staged" is lemmatised to "stag": the verb of a participle is looked up by its own stem too.
    return form.endswith("ed") and (form[:-1] in there or form[:-2] in there)


def known_names(doc: Doc) -> set[str]:
    """The last parts of the full personal names met in a text, for knowing them where they stand alone."""
    names: set[str] = doc.user_data.setdefault("khronika_names", set())
    return names


def is_person(token: Token) -> bool:
    """Whether the word can stand for people: a name, a pronoun, a role, a group or a bare number."""
    if token.lower_ in NOBODY:
        return True
    if token.ent_type_ in {"PERSON", "NORP"} and token.pos_ in {"PROPN", "NOUN", "ADJ"}:
        return True
    if token.pos_ == "PROPN" and token.lower_ in known_names(token.doc):
        return True
    if in_list(token, "person_pronouns") and token.pos_ == "PRON":
        return True
    if token.pos_ == "NUM":
        return token.ent_type_ not in {"DATE", "TIME", "MONEY", "PERCENT"}
    if token.tag_ == "NNS" and token.ent_type_ == "CARDINAL" and in_list(token, "quantity_nouns"):
        return True
    if token.pos_ == "PROPN" and _is_counted_name(token):
        return True
    if token.pos_ in {"ADJ", "VERB"} and _stands_for_people(token):
        return True
    if token.pos_ in {"NOUN", "PROPN", "ADJ", "PRON", "DET"}:
        known = in_list(token, "person_nouns") or _looks_personal(token)
        return known or _is_head_of(token) or token.pos_ == "NOUN" and _is_named_beside(token)
    return False


def _is_counted_name(name: Token) -> bool:
    """Of ``two Tahhans``; but ``3 May`` counts nobody."""
    plain = name.ent_type_ not in {"GPE", "LOC", "DATE"} and name.lower_ not in MONTHS
    return plain and any(t.dep_ == "nummod" for t in name.children)


def _stands_for_people(token: Token) -> bool:
    """Of ``the torture of the detained``: those who are so."""
    role = token.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass"}
    return role and any(t.lower_ in {"the", "those"} and t.dep_ == "det" for t in token.children)


def _is_named_beside(token: Token) -> bool:
    """Of ``a beekeeper's heiress, Fattah, who``: a noun that no list knows, with a name beside it."""
    return any(t.dep_ == "appos" and t.ent_type_ == "PERSON" for t in token.children)


def _is_head_of(token: Token) -> bool:
    """Of ``the head of the charity``."""
    return token.lemma_ == "head" and any(t.lower_ == "of" and t.dep_ == "prep" for t in token.children)


def _looks_personal(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.lower_.endswith(_PERSON_ENDINGS)


def is_body(token: Token) -> bool:
    """Whether the word can stand for a body: an organisation or a listed kind of office or force."""
    if token.ent_type_ == "ORG" or is_initials(token):
        return True
    if token.lemma_ in _BRANCHES and any(t.dep_ == "compound" and in_list(t, "security_nouns") for t in token.children):
        return True  # "the security service"
    return any(in_list(token, name) for name in ("security_nouns", "state_nouns", "armed_nouns", "media_nouns"))


_BRANCHES = frozenset(
    {"service", "force", "agency", "directorate", "branch", "department", "corps", "wing", "apparatus"}
)


def is_initials(token: Token) -> bool:
    """Whether the word is a body's initials ("the DSS"), which the parser often takes for a common noun."""
    return token.text.isalpha() and token.text.isupper() and 2 < len(token.text) < 7 and token.pos_ in {"PROPN", "NOUN"}


def is_agent(token: Token) -> bool:
    """Whether the word can do an act: people, bodies, or a place that stands for its rulers."""
    listed = is_person(token) or is_body(token) or in_list(token, "quantity_nouns")
    return listed or token.ent_type_ == "GPE" or token.lower_ == "it" or in_list(token, "realm_nouns")


def is_power(token: Token) -> bool:
    """Whether the word stands for a state: a force, an office, a country."""
    return in_list(token, "security_nouns") or in_list(token, "state_nouns") or token.ent_type_ == "GPE"


def is_pronoun(token: Token) -> bool:
    """Whether the word only points at someone named elsewhere."""
    return token.pos_ == "PRON" and in_list(token, "person_pronouns")
