"""The words that a trigger hangs on, up to where what they say stops holding for the act."""

from typing import NamedTuple

from spacy.tokens import Token

from khronika.extract.words import in_list
from khronika.lexicon.words import words

_THROUGH = frozenset(
    "dobj attr acomp xcomp ccomp pcomp pobj prep nsubj nsubjpass csubj acl conj oprd dative agent dep".split()
)


class Link(NamedTuple):
    """A word and the word that governs it."""

    word: Token
    above: Token


def chain_of(head: Token) -> tuple[Link, ...]:
    """The links from the trigger up to the root, stopping where a relative clause presupposes the act."""
    links = []
    word = head
    while word.head.i != word.i:
        links.append(Link(word, word.head))
        if word.dep_ == "relcl" and not _is_told(word):
            break
        word = word.head
    return tuple(links)


def _is_told(clause: Token) -> bool:
    """Of ``the story that guards beat him``: what is told, which the parser may take for a description."""
    noun = clause.head
    told = has(noun, "claim_nouns") or noun.lemma_ == "denial" or noun.dep_ == "dobj" and noun.head.lemma_ == "tell"
    return told and any(t.lower_ == "that" for word in (clause, *clause.lefts) for t in word.children)


def reach_of(head: Token) -> tuple[Link, ...]:
    """The links over which a no, a wish or an aim holds for the act: not out of ``after he was arrested``."""
    links = []
    for link in chain_of(head):
        if not _leads_on(link.word) or link.word.dep_ == "conj" and _stands_alone(link):
            break
        links.append(link)
    return tuple(links)


def _leads_on(word: Token) -> bool:
    if word.dep_ == "amod":  # a parser that takes "guards had tortured inmates" for a kind of inmates
        return any(t.dep_ in {"nsubj", "aux"} for t in word.children)
    if word.dep_ == "relcl":
        return _is_told(word)
    if word.dep_ == "prep" and word.lower_ in {"into", "about"}:
        return False  # "calls for a probe into the killing"
    return word.dep_ in _THROUGH or word.dep_ == "advcl" and is_infinitive(word)


def _stands_alone(link: Link) -> bool:
    """Of ``he was not arrested, but soldiers beat his son``: a joined clause with a subject of its own."""
    own = {"nsubj", "nsubjpass", "csubj"}
    verbal = link.word.pos_ in {"VERB", "AUX"}
    return verbal and any(t.dep_ in own for t in link.word.children) or verbal != (link.above.pos_ in {"VERB", "AUX"})


def bound_to(head: Token) -> list[Token]:
    """The head and the verbs that share its fate: what is negated, wished or announced of them is so of the act."""
    found = [head]
    for link in reach_of(head):
        if not (is_bound(link) or is_preposition(link.above)):
            break
        found.append(link.above)
    return found


def is_bound(link: Link) -> bool:
    """Whether the governor only carries the act: ``carried out arrests``, ``was subjected to``, ``managed to kill``."""
    word, above = link
    if word.dep_ == "conj":
        if word.lemma_ in {"remain", "stay", "continue"}:
            return False  # "have had no visits and remain in prison"
        return not any(t.dep_ == "cc" and t.lower_ in {"but", "yet"} for t in above.children)
    if word.dep_ == "xcomp":
        return not has(above, "unmoved_verbs")
    carried = word.dep_ in {"dobj", "nsubjpass", "attr", "acomp", "prep"}
    return carried and above.pos_ in {"VERB", "AUX"} and has(above, "have_verbs")


def is_infinitive(verb: Token) -> bool:
    """Whether ``to`` stands before the verb."""
    return any(t.lower_ == "to" and t.dep_ == "aux" for t in verb.children)


def is_preposition(word: Token) -> bool:
    """Whether the word is a preposition, also before a clause ("of being beaten")."""
    return word.pos_ in {"ADP", "SCONJ"} and word.dep_ in {"prep", "agent", "pcomp"}


def modals(verb: Token) -> set[str]:
    """The auxiliaries of a verb, as written."""
    return {t.lower_ for t in verb.children if t.dep_ == "aux"}


def has(word: Token, name: str) -> bool:
    """Whether the word stands in a list of the stance words, by lemma or form."""
    there = words("en", name, "stance_words")
    return word.lower_ in there or word.lemma_.lower() in there


def is_said(verb: Token) -> bool:
    """Whether the verb lays what it governs on its subject."""
    return any(in_list(verb, name) for name in ("say_verbs", "deny_verbs")) or has(verb, "judge_verbs")
