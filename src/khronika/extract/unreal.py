"""Acts that a text tells of without saying that they happened: wished, asked, supposed, feared, announced."""

from collections.abc import Iterator

from spacy.tokens import Token

from khronika.extract.reach import Link, bound_to, has, is_bound, is_infinitive, is_preposition, modals, reach_of
from khronika.extract.words import NOBODY

_IF = {"if", "unless", "whether", "lest", "provided", "providing", "suppose", "supposing"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_EFFORTS = frozenset({"effort", "attempt", "bid", "plan", "order", "campaign", "move", "decision", "drive"})


def is_open(head: Token) -> bool:
    """Whether the act is only wished, asked about, supposed or possible, neither said to have happened nor to come."""
    reach, bound = reach_of(head), bound_to(head)
    if _is_asked(head) or _is_imperative(head) or any(_is_supposed(t) or _ought(t) for t in bound):
        return True
    if any(_is_wished(link) or _is_licensed(link) or _is_maybe(link) or _is_forbidden(link) for link in reach):
        return True
    return any(_is_possible(t) for t in bound) and not _is_warned(bound, reach)


def is_coming(head: Token) -> bool:
    """Whether the act is announced, threatened, feared or aimed at."""
    reach, bound = reach_of(head), bound_to(head)
    if any(is_purpose(t) or _will(t) or _is_facing(t) or _is_or_else(t) for t in bound):
        return True
    if _is_warned(bound, reach) and any(_is_possible(t) for t in bound):
        return True
    return any(_is_aimed(link) or _is_feared(link) or _is_soon(link) for link in _near(reach))


def _near(reach: tuple[Link, ...]) -> Iterator[Link]:
    """The links up to and with the first that does more than carry the act."""
    for link in reach:
        yield link
        if not (is_bound(link) or is_preposition(link.above) or link.above.pos_ == "ADJ"):
            return


def _is_asked(head: Token) -> bool:
    """Whether the act stands in a question that may be answered with no."""
    if not head.sent.text.rstrip(" \n”\"'’»)").endswith("?"):
        return False
    root = next((t for t in (head, *head.ancestors) if t.dep_ in {"ROOT", "ccomp", "parataxis"}), head)
    subject = next((t.i for t in root.children if t.dep_ in _SUBJECTS), None)
    asked = [t for t in (root, *root.children) if t.dep_ in {"aux", "auxpass"} or t.i == root.i and t.pos_ == "AUX"]
    known = any(t.tag_ in {"WRB", "WP", "WDT"} for t in root.children)
    modal = bool(modals(root) & {"would", "could", "might", "should", "can", "will"})
    return modal or not known and subject is not None and any(t.i < subject for t in asked)


def _is_imperative(head: Token) -> bool:
    """Of ``release the prisoners``, ``beat the eggs``: a bare verb without a subject."""
    while head.dep_ == "conj" and head.head.i != head.i and head.tag_ == "VB":
        head = head.head
    if head.tag_ not in {"VB", "VBP"} or head.dep_ not in {"ROOT", "ccomp", "parataxis"}:
        return False
    return not any(t.dep_ in _SUBJECTS or t.dep_ in {"aux", "auxpass"} for t in head.children)


def _is_supposed(verb: Token) -> bool:
    """Of ``if they arrest``, ``as though they had``, ``in case he is``."""
    marks = {t.lower_ for t in verb.children if t.dep_ == "mark"}
    asif = {"as", "though"} <= marks or {"as", "if"} <= marks
    under = verb.dep_ == "ccomp" and has(verb.head, "suppose_verbs")
    return asif or bool(marks & _IF) or under or verb.dep_ in {"acl", "pcomp"} and verb.head.lower_ == "case"


def _is_wished(link: Link) -> bool:
    word, above = link
    if above.pos_ in {"NOUN", "PROPN"}:
        asked = word.lower_ in {"for", "on"} or word.dep_ == "acl" and is_infinitive(word)
        return has(above, "wish_nouns") and asked
    if above.pos_ != "VERB" or not has(above, "wish_verbs") and not has(above, "wish_objects"):
        return False
    if word.dep_ == "dobj":
        return has(above, "wish_objects")
    if word.dep_ == "prep":
        return word.lower_ in {"for", "on"} and not has(above, "wish_objects")
    by_others = any(t.dep_ == "auxpass" for t in word.children)  # "wishes to be released"
    own = by_others or any(t.dep_ in _SUBJECTS for t in word.children) or any(t.dep_ == "dobj" for t in above.children)
    return word.dep_ in {"xcomp", "ccomp", "advcl"} and _is_for_others(above, own)


def _is_for_others(verb: Token, own: bool) -> bool:
    """``wants to arrest`` is an aim; ``wants the state to arrest`` is a wish."""
    return own or verb.lemma_ not in {"want", "ask", "seek", "hope", "wish"}


def _is_licensed(link: Link) -> bool:
    return has(link.above, "license_verbs") and link.word.dep_ in {"ccomp", "xcomp"}


def _is_forbidden(link: Link) -> bool:
    """Of ``the bill forbids courts to jail``, ``a plan provides for the arrest``."""
    word, above = link
    if word.lower_ == "for" and above.lemma_ == "provide":
        return True
    return has(above, "forbid_verbs") and above.pos_ == "VERB" and word.dep_ in {"dobj", "xcomp", "ccomp"}


def _ought(verb: Token) -> bool:
    return any(has(t, "ought_words") for t in verb.children if t.dep_ == "aux")


def _is_possible(verb: Token) -> bool:
    some = [t for t in verb.children if t.dep_ == "aux" and has(t, "may_words")]
    return bool(some) and not _is_habit(verb) and not _is_refusal(verb)


def _is_refusal(verb: Token) -> bool:
    """Of ``the guards would not let him sleep``: what they refused to do."""
    named = verb.lemma_ in {"let", "allow", "permit", "give", "tell", "say", "hear", "admit", "treat"}
    refused = any(t.dep_ == "neg" or t.lower_ in NOBODY for t in verb.children)
    return named and refused and "would" in modals(verb)


def _is_habit(verb: Token) -> bool:
    """Of ``would beat us every night``: what used to happen."""
    return any(has(t, "habit_words") for t in verb.subtree)


def _is_warned(bound: list[Token], reach: tuple[Link, ...]) -> bool:
    """Whether ``may`` and ``would`` tell of a threat, a fear or an announcement."""
    would = any("would" in modals(t) for t in bound)
    for word, above in reach:
        if word.dep_ == "ccomp":
            return has(above, "warn_verbs") or would and has(above, "announce_verbs")
    return any(_is_feared(link) for link in reach)


def _is_maybe(link: Link) -> bool:
    """Of ``it is possible that``, ``without fear of``."""
    word, above = link
    if word.dep_ == "ccomp" and above.lemma_ == "be":
        return any(has(t, "perhaps_words") for t in above.children)
    return has(word, "fear_nouns") and above.lower_ == "without"


def _will(verb: Token) -> bool:
    return any(has(t, "will_words") and t.tag_ == "MD" for t in verb.children if t.dep_ == "aux")


def _is_aimed(link: Link) -> bool:
    word, above = link
    if above.pos_ != "VERB":
        return False
    if word.dep_ == "nsubjpass":
        return has(above, "aim_objects")
    if word.dep_ == "dobj":
        return has(above, "aim_objects") or above.lemma_ == "face" and _is_faced(word, above)
    if word.dep_ == "prep":
        return above.lemma_ == "threaten" and word.lower_ == "with"
    return word.dep_ in {"xcomp", "ccomp"} and has(above, "aim_verbs") and is_infinitive(word)


def _is_or_else(verb: Token) -> bool:
    """Of ``pay or we kill him``."""
    other = verb.dep_ == "conj" and verb.head.tag_ in {"VB", "VBP", "NN"}
    bare = other and not any(t.dep_ in _SUBJECTS for t in verb.head.children)
    return bare and any(t.lower_ == "or" for t in (*verb.head.children, *verb.children))


def _is_facing(verb: Token) -> bool:
    """Of ``families face being evicted``, where the parser takes the first verb for a noun."""
    return any(
        t.dep_ == "nsubjpass" and t.lower_ in {"face", "faces"} and t.i + 1 == _first(verb) for t in verb.children
    )


def _first(verb: Token) -> int:
    return min((t.i for t in verb.children if t.dep_ in {"aux", "auxpass"}), default=verb.i)


def _is_faced(word: Token, verb: Token) -> bool:
    return has(word, "faced") and verb.tag_ in {"VBP", "VBZ", "VBG", "VB"}


def _is_feared(link: Link) -> bool:
    word, above = link
    if above.pos_ in {"NOUN", "PROPN"}:
        told_of = word.lower_ == "for" or word.lower_ == "of" and above.lemma_ not in _CARRIED_ON
        return has(above, "fear_nouns") and (told_of or word.dep_ == "acl" and not _is_ranked(above))
    if above.pos_ == "ADJ":
        return has(above, "fear_words")
    return has(above, "fear_verbs") and word.dep_ in {"dobj", "xcomp"} or _is_fear_of_coming(word, above)


# "a campaign of arrests" goes on, "a campaign to arrest" is meant to
_CARRIED_ON = frozenset({"campaign", "drive"})


def _is_ranked(noun: Token) -> bool:
    """Of ``the first editor to be jailed``."""
    return any(t.lower_ in {"first", "last", "latest", "only", "second", "third"} for t in noun.children)


def _is_fear_of_coming(word: Token, above: Token) -> bool:
    """``fear that he will be``, not ``fear that he was``."""
    coming = any(t.tag_ == "MD" for t in word.children if t.dep_ == "aux")
    return has(above, "fear_verbs") and word.dep_ == "ccomp" and coming


def _is_soon(link: Link) -> bool:
    """``is to be hanged``, ``is due to be``, ``is set to``."""
    word, above = link
    if word.dep_ != "xcomp" or not is_infinitive(word):
        return False
    return above.lemma_ == "be" or has(above, "soon_words")


def is_purpose(verb: Token) -> bool:
    """``to obtain``, ``in order to force``: told as the aim of another act."""
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ in {"VB", "VBP"}:
        # A bare form joined to a past tense is an infinitive that the parser hung too high.
        return (
            is_purpose(verb.head) or verb.head.tag_ == "VBD" and any(is_purpose(t) for t in _clauses_below(verb.head))
        )
    if verb.dep_ == "acl" and verb.head.lemma_ not in _EFFORTS or _is_means(verb):
        return False
    return verb.dep_ in {"advcl", "acl", "relcl"} and is_infinitive(verb)


def _is_means(verb: Token) -> bool:
    """Of ``uses the act to jail critics``, ``the first editor to be jailed``: what is done, not only meant to be."""
    above = verb.head
    if verb.dep_ in {"acl", "relcl"}:
        return _is_ranked(above)
    return above.lemma_ == "use" and verb.dep_ in {"xcomp", "advcl"} and above.tag_ in {"VBD", "VBZ", "VBP", "VBN"}


def _clauses_below(verb: Token) -> list[Token]:
    """Infinitive clauses before a bare infinitive that the parser has joined to their governor instead."""
    direct = [t for t in verb.subtree if t.dep_ in {"advcl", "acl", "relcl"} and t.pos_ == "VERB"]
    return [t for t in direct if t.i > verb.i]
