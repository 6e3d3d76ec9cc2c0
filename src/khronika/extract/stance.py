"""How an act is told: as fact, laid on someone, denied, only threatened, or as not having happened; and who says so."""

from dataclasses import dataclass

from spacy.tokens import Token

from khronika.extract.quotes import Quotes
from khronika.extract.words import NOBODY, in_list, is_agent
from khronika.model.claims import Stance

_MAYBE = {"will", "would", "may", "might", "could", "wo", "ll", "’ll", "'ll", "shall"}
_OUGHT = {"should", "must", "ought"}
_SUBJECTS = {"nsubj", "nsubjpass"}


@dataclass(frozen=True, slots=True)
class Told:
    """How a claim is told, and the words that say by whom."""

    stance: Stance
    said_by: tuple[Token, ...] = ()
    wished: bool = False
    announced: bool = False


def told(head: Token, quotes: Quotes) -> Told:
    """How the act that a word tells of is put forward. ``wished`` marks what ought to happen and has not;
    ``announced`` what someone aims at or sets out to do, apart from what is merely possible.
    """
    chain = _chain(head)
    speakers, laid = _speakers(head, chain, quotes)
    if in_list(head, "person_nouns"):  # "prisoners" are held, whatever else is wished, denied or feared of them
        return Told("reported" if laid else "asserted", speakers)
    if _is_wished(head, chain):
        return Told("threatened", speakers, wished=True)
    if _is_denied(head, chain):
        return Told("denied", speakers)
    if _is_negated(head):
        return Told("denied" if speakers else "negated", speakers)
    if _is_unreal(head, chain):
        return Told("threatened", speakers, announced=_is_announced(head, chain))
    if speakers or laid or _is_doubted(head):
        return Told("reported", speakers)
    return Told("asserted")


def _chain(head: Token) -> tuple[tuple[Token, Token], ...]:
    """(word, its governor) from the trigger up to the root, stopping where a relative clause presupposes the act."""
    links = []
    word = head
    while word.head.i != word.i:
        links.append((word, word.head))
        if word.dep_ in {"relcl"}:
            break
        word = word.head
    return tuple(links)


def _speakers(head: Token, chain: tuple[tuple[Token, Token], ...], quotes: Quotes) -> tuple[tuple[Token, ...], bool]:
    """Who says so, and whether it is laid on somebody at all, named or not."""
    for word, above in chain:
        if _is_content(word, above):
            return subjects_of(above) or _agents(above), True
    found = _according(head) or quotes.speaker_of(head)
    return found, bool(found)


def _is_content(word: Token, above: Token) -> bool:
    """Whether the word is what a verb of saying says."""
    if above.pos_ not in {"VERB", "AUX"}:
        return False
    says = in_list(above, "say_verbs") or in_list(above, "deny_verbs")
    if word.dep_ in {"ccomp", "parataxis"} or word.dep_ == "xcomp" and _is_said_of(above):
        return says
    if word.dep_ == "advcl" and in_list(above, "say_verbs"):
        return word.i < above.i and not any(t.dep_ == "mark" for t in word.children)
    if word.dep_ in {"dobj", "xcomp", "pcomp"}:
        return in_list(above, "deny_verbs") or above.lemma_ in {
            "allege",
            "confirm",
            "report",
            "document",
            "claim",
            "admit",
        }
    return False


def _is_said_of(verb: Token) -> bool:
    """Of ``are said to have died``: laid on nobody in particular."""
    return any(t.dep_ == "auxpass" for t in verb.children)


def subjects_of(verb: Token) -> tuple[Token, ...]:
    """Who does what the verb tells, also where it shares the subject of a verb before it."""
    for _ in range(4):
        found = tuple(t for t in verb.children if t.dep_ in _SUBJECTS and is_agent(t))
        above = verb.head.head if verb.dep_ == "pcomp" else verb.head
        if found or verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp"} or above.pos_ not in {"VERB", "AUX"}:
            return found
        verb = above
    return ()


def _agents(verb: Token) -> tuple[Token, ...]:
    return tuple(t for link in verb.children if link.dep_ == "agent" for t in link.children if t.dep_ == "pobj")


def _according(head: Token) -> tuple[Token, ...]:
    for token in head.sent:
        if token.lower_ == "according":
            return tuple(t for link in token.children for t in link.children if t.dep_ == "pobj")[:1]
    return ()


def _is_wished(head: Token, chain: tuple[tuple[Token, Token], ...]) -> bool:
    if _modals(head) & _OUGHT:
        return True
    for word, above in chain:
        if above.lemma_ in {"call", "appeal"} and word.dep_ in {"prep", "xcomp", "advcl"}:
            return word.lower_ in {"for", "on"} or word.dep_ == "xcomp"
        if (
            in_list(above, "appeal_verbs")
            and word.dep_ in {"dobj", "ccomp", "xcomp"}
            and above.lemma_ in {"urge", "demand", "plead"}
        ):
            return True
        if above.pos_ == "VERB" and _modals(above) & _OUGHT and word.dep_ in {"xcomp", "dobj", "prep", "advcl"}:
            return True
    return False


def _modals(verb: Token) -> set[str]:
    return {t.lower_ for t in verb.children if t.dep_ == "aux"}


def _is_denied(head: Token, chain: tuple[tuple[Token, Token], ...]) -> bool:
    for word, above in chain:
        if in_list(above, "deny_verbs") and above.pos_ == "VERB" and word.dep_ in {"dobj", "ccomp", "xcomp", "pcomp"}:
            return above.lemma_ != "dismiss" or word.dep_ == "dobj"
    false = {"false", "untrue", "baseless", "unfounded", "fabricated"}
    return any(above.lemma_ == "be" and any(t.lower_ in false for t in above.children) for _, above in chain)


def _is_negated(head: Token) -> bool:
    if any(t.lower_ in NOBODY for t in head.children if t.dep_ in {"nsubjpass", "dobj"}):
        return True
    if any(
        t.dep_ == "neg" or t.lower_ in {"no", "never", "without"} and t.dep_ in {"det", "advmod", "preconj"}
        for t in head.children
    ):
        return True
    if head.dep_ in {"pobj", "pcomp"} and head.head.lower_ == "without":
        return True
    if head.dep_ == "conj" and head.pos_ == "VERB" and head.i - head.head.i <= 2:
        return _is_negated(head.head)  # "nobody was tortured or beaten"
    above = head.head
    joined = head.dep_ in {"dobj", "xcomp", "acomp", "attr"} or head.dep_ == "conj" and head.pos_ == "VERB"
    return joined and above.pos_ in {"VERB", "AUX"} and any(t.dep_ == "neg" for t in above.children)


def _is_unreal(head: Token, chain: tuple[tuple[Token, Token], ...]) -> bool:
    if _modals(head) & _MAYBE or _is_purpose(head) or _has_condition(head):
        return True
    for word, above in chain[:3]:
        if above.lemma_ in _LICENSE and word.dep_ in {"ccomp", "xcomp"}:
            return True
        if in_list(above, "future_verbs") and word.dep_ in {"xcomp", "dobj", "pobj"} and above.i < word.i:
            return True
        if above.pos_ == "NOUN" and above.lemma_ in {
            "fear",
            "risk",
            "threat",
            "possibility",
            "prospect",
            "plan",
            "danger",
        }:
            return True
        if (
            word.dep_ in {"xcomp", "dobj", "prep"}
            and above.pos_ == "VERB"
            and (_modals(above) & _MAYBE or _is_purpose(above))
        ):
            return True
        if (
            word.dep_ == "pobj"
            and above.lower_ in {"of", "from"}
            and above.head.lemma_ in {"fear", "risk", "threat", "refrain", "danger"}
        ):
            return True
    return False


def _is_purpose(verb: Token) -> bool:
    """``to obtain``, ``in order to force``: told as the aim of another act."""
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ in {"VB", "VBP"}:
        # A bare form joined to a past tense is an infinitive that the parser hung too high.
        return (
            _is_purpose(verb.head) or verb.head.tag_ == "VBD" and any(_is_purpose(t) for t in _clauses_below(verb.head))
        )
    if verb.dep_ == "acl" and verb.head.lemma_ not in _EFFORTS:
        return False
    return verb.dep_ in {"advcl", "acl", "relcl"} and any(t.lower_ == "to" and t.dep_ == "aux" for t in verb.children)


def _clauses_below(verb: Token) -> list[Token]:
    """Infinitive clauses before a bare infinitive that the parser has joined to their governor instead."""
    direct = [t for t in verb.subtree if t.dep_ in {"advcl", "acl", "relcl"} and t.pos_ == "VERB"]
    return [t for t in direct if t.i > verb.i]


def _has_condition(verb: Token) -> bool:
    return any(t.dep_ == "mark" and t.lower_ in {"if", "unless", "whether"} for t in verb.children)


_EFFORTS = frozenset(
    {"effort", "attempt", "bid", "plan", "order", "campaign", "move", "decision", "drive", "execution"}
)
_LICENSE = frozenset({"allow", "permit", "enable", "authorise", "authorize", "empower", "entitle"})
_AIMS = frozenset({"threaten", "plan", "intend", "vow", "want", "seek", "attempt", "try", "prepare", "order"})


def _is_announced(head: Token, chain: tuple[tuple[Token, Token], ...]) -> bool:
    if _is_purpose(head) or any(
        _is_purpose(above) for word, above in chain[:2] if word.dep_ in {"xcomp", "dobj", "prep", "pobj"}
    ):
        return True
    return any(
        above.lemma_ in _AIMS and word.dep_ in {"xcomp", "dobj"}
        for word, above in chain[:2]
        if above.lemma_ != "threaten"
    )


def _is_doubted(head: Token) -> bool:
    while head.dep_ == "conj" and head.head.pos_ == head.pos_ and head.head.i != head.i:
        head = head.head
    near = [*head.children, *(t for t in head.head.children if t.dep_ in {"advmod", "amod"} and abs(t.i - head.i) < 4)]
    return any(in_list(t, "doubt_words") and t.dep_ in {"advmod", "amod"} for t in near) or head.head.lemma_ in {
        "allegation",
        "accusation",
        "claim",
    }
