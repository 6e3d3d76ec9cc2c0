"""The relations of the parse that the rules of roles are made of: subjects, objects, agents, phrases that hang on."""

from spacy.tokens import Token

from khronika.extract.words import is_agent, is_body

SUBJECTS = {"nsubj", "csubj"}
PASSIVE = {"nsubjpass", "csubjpass"}
OBJECTS = {"dobj", "dative", "obj"}


def children_of(word: Token, deps: set[str]) -> list[Token]:
    """The words that hang on a word by one of the relations."""
    return [t for t in word.children if t.dep_ in deps]


def objects_of(word: Token, prepositions: set[str]) -> list[Token]:
    """The nouns that hang on the word by one of the prepositions."""
    links = [t for t in word.children if t.dep_ in {"prep", "dative"} and t.lower_ in prepositions]
    return [t for link in links for t in link.children if t.dep_ == "pobj"]


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject bears the act."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "csubjpass", "agent"} for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ in {"VBN", "VBD"} and not children_of(verb, OBJECTS | SUBJECTS):
        return verb.head.pos_ in {"VERB", "AUX"} and verb.head.i != verb.i and is_passive(verb.head)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children_of(verb, {"aux", *OBJECTS}):
        return verb.head.i != verb.i and is_passive(verb.head)  # "one was killed and the others jailed"
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"} and not _has_auxiliary(verb)


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def agents(verb: Token) -> list[Token]:
    """Who is named with ``by`` or ``at the hands of``."""
    return own_agents(verb) or _shared_agent(verb)


def own_agents(verb: Token) -> list[Token]:
    """Who is named with the word itself, and not only with a word joined to it."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ == "agent" or child.dep_ == "prep" and child.lower_ == "by":
            found += [t for t in child.children if t.dep_ == "pobj" and is_agent(t)]
        elif child.lower_ in {"at", "in"}:
            hands = [t for t in child.children if t.lower_ == "hands"]
            found += [t for hand in hands for t in objects_of(hand, {"of"})]
    return found or (_after_custody(verb) if is_passive(verb) else [])


def _after_custody(verb: Token) -> list[Token]:
    """Of ``killed in custody by soldiers``, where the parser makes it a custody by soldiers."""
    nouns = [t for link in verb.children if link.dep_ == "prep" for t in link.children if t.dep_ == "pobj"]
    links = [t for noun in nouns for t in noun.children if t.dep_ == "prep" and t.lower_ == "by"]
    return [t for link in links for t in link.children if t.dep_ == "pobj" and is_body(t)]


def _shared_agent(verb: Token) -> list[Token]:
    """Of ``arrested and beaten by police``: the agent that stands after the last of the joined participles."""
    later = [t for t in verb.conjuncts if t.i > verb.i and {t.tag_, verb.tag_} <= {"VBN", "VBD"} and is_passive(t)]
    return next((found for found in map(own_agents, later) if found), [])
