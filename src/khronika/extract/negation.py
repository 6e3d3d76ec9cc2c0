"""Whether a text says that an act did not happen, or that somebody says so."""

from itertools import pairwise

from spacy.tokens import Token

from khronika.extract.reach import Link, has, is_bound, is_preposition, is_said, reach_of
from khronika.extract.words import NOBODY, in_list

_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "dative"}
_ONLY = {"only", "just", "merely", "simply"}
_RATHER = {("let", "alone"), ("much", "less"), ("rather", "than"), ("instead", "of"), ("far", "from")}


def is_denied(head: Token) -> bool:
    """Whether somebody denies the act, or calls the account of it false."""
    return any(_is_denial(head, link) for link in reach_of(head)) or _is_contrary(head)


def _is_denial(head: Token, link: Link) -> bool:
    word, above = link
    if above.lemma_ == "denial" or is_said(above) and any(has(t, "wrong_words") for t in above.children):
        return word.dep_ in {"acl", "ccomp", "prep", "relcl"}
    if in_list(above, "deny_verbs") and above.pos_ == "VERB" and not has_no(above):
        if word.dep_ in {"ccomp", "xcomp", "pcomp"}:
            return above.lemma_ != "dismiss"
        return word.dep_ == "dobj" and (_is_claim(word, head) or above.lemma_ not in {"reject", "dismiss"})
    return _is_called_false(head, link)


def _is_claim(word: Token, head: Token) -> bool:
    return has(word, "claim_nouns") or has(word, "role_nouns") or word.i == head.i and word.head.lemma_ == "dismiss"


def _is_called_false(head: Token, link: Link) -> bool:
    """Of ``the allegation is false``, ``called the story a lie``, ``dismissed as fabricated a claim``."""
    word, above = link
    if not has(word, "claim_nouns") and word.dep_ not in {"ccomp", "csubj"}:
        return False
    if has(above, "false_verbs") and any(has(t, "false_words") for t in above.subtree if t.i > word.i):
        return any(has(t, "false_words") and _is_told_of(t, above) for t in above.subtree)
    named = has(above, "call_verbs") and any(has(t, "false_words") for t in above.subtree if t.i > head.i)
    return named or has(above, "false_words") and above.dep_ == "advcl"


def _is_told_of(word: Token, verb: Token) -> bool:
    for _ in range(3):
        if word.dep_ in {"acomp", "attr", "oprd", "xcomp", "pobj", "prep"} and word.head.i == verb.i:
            return True
        word = word.head
    return False


def _is_contrary(head: Token) -> bool:
    """Of ``contrary to reports of beatings``."""
    return any(above.lower_ == "contrary" for _, above in reach_of(head))


def is_negated(head: Token) -> bool:
    """Whether the words say that the act did not happen; two noes make a yes ("failed to prevent the killing")."""
    negative = has_no(head) or _is_passed_over(head)
    for link in reach_of(head):
        undone, carried = _undoes(link), _carries(link)
        negative ^= undone
        negative ^= carried and has_no(link.above, link.word)
        if not (undone or carried or _is_said_through(link)):
            break
    return negative


def _is_said_through(link: Link) -> bool:
    """Links that add nothing of their own: of a preposition, or of a claim, a plan or evidence of the act."""
    word, above = link
    if is_preposition(above) or word.dep_ == "xcomp":
        return True
    told = has(above, "claim_nouns") or has(above, "plan_nouns") or has(above, "empty_nouns")
    return (
        told and word.dep_ in {"prep", "acl", "pobj"} or is_preposition(word) and above.pos_ in {"VERB", "AUX", "ADV"}
    )


def has_no(word: Token, apart: Token | None = None) -> bool:
    """Whether the word itself is negated, or one of those whom it tells of is nobody, ``apart`` from one of them."""
    if any(_is_no(t) for t in word.children) or _is_yet_to(word) or _is_of_nothing(word):
        return True
    if word.pos_ not in {"VERB", "AUX"}:
        return False
    told = [t for t in word.children if t.dep_ in _ARGUMENTS and t != apart]
    told += [t for link in word.children if link.dep_ in {"agent", "prep"} for t in link.children if _is_never(link)]
    return any(t.lower_ in NOBODY or any(_is_no(c) for c in t.children) for t in told)


def _is_of_nothing(word: Token) -> bool:
    """Of ``nothing to show that``."""
    return word.dep_ in {"acl", "relcl"} and word.head.lower_ == "nothing"


def _is_never(link: Token) -> bool:
    """Of ``at no time``, ``in no way``, ``by nobody``: phrases whose noun carries the no."""
    return link.dep_ == "agent" or link.lower_ in {"at", "in", "under", "by", "on"}


def _is_no(token: Token) -> bool:
    if token.dep_ == "neg" or token.lower_ in {"never", "neither", "nowhere"}:
        after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        return after not in _ONLY and not any(t.lower_ == "until" for t in token.head.children)
    if has(token, "nearly_words"):
        return token.dep_ == "advmod" and token.head.pos_ == "VERB"
    if token.lower_ == "longer":
        return any(t.lower_ == "no" for t in token.children)
    return token.lower_ == "no" and token.dep_ in {"det", "preconj"}


def _is_yet_to(verb: Token) -> bool:
    to = next((t for t in verb.children if t.lower_ == "to" and t.dep_ == "aux"), None)
    return to is not None and to.i > 0 and to.nbor(-1).lower_ == "yet"


def _is_passed_over(head: Token) -> bool:
    """Of ``touched, let alone beaten``, ``fined rather than jailed``."""
    before = [t.lower_ for t in head.doc[max(head.sent.start, head.i - 4) : head.i]]
    return any(pair in _RATHER for pair in pairwise(before))


def _undoes(link: Link) -> bool:
    """Whether the governor says by itself that it did not happen: ``failed to``, ``without``, ``averted``."""
    word, above = link
    if above.lower_ == "without" or above.lower_ in {"unable", "impossible"}:
        return True
    if above.lower_ == "of" and above.head.lower_ == "short":
        return True
    if word.lower_ == "against" and above.lemma_ in {"decide", "vote", "rule"}:
        return True
    if has(above, "escape_verbs") and word.dep_ == "xcomp":
        return True
    linked = word.dep_ == "xcomp" or word.dep_ == "prep" and word.lower_ in {"from", "to"}
    return linked and has(above, "fail_verbs") or _is_kept_from(word, above)


def _is_kept_from(word: Token, above: Token) -> bool:
    if word.lower_ == "from" and word.dep_ == "prep":
        return has(above, "prevent_verbs") and above.pos_ == "VERB"
    out = above.lemma_ == "rule" and any(t.lower_ == "out" for t in above.children)
    if out:
        return word.dep_ in {"dobj", "xcomp", "pcomp", "ccomp", "nsubjpass"}
    if word.dep_ in {"dobj", "nsubjpass"} and above.pos_ == "VERB":
        off = above.lemma_ == "call" and any(t.lower_ == "off" for t in above.children)
        if above.lower_ in {"spare", "spares", "spared"}:
            return word.dep_ == "dobj"
        given_up = has(word, "plan_nouns") and has(above, "drop_verbs")
        escaped = has(above, "escape_verbs") and has(word, "escaped") and word.dep_ == "dobj"
        return off or given_up or escaped or has(above, "avert_verbs")
    return False


def _carries(link: Link) -> bool:
    """Whether a no to the governor is a no to the act."""
    word, above = link
    if above.pos_ in {"NOUN", "PROPN"} and word.dep_ != "conj":
        return has(above, "empty_nouns") and word.dep_ in {"prep", "acl"}
    if word.dep_ == "ccomp":
        return has(above, "think_verbs") or _is_it_true(above)
    return is_bound(link)


def _is_it_true(verb: Token) -> bool:
    return verb.lemma_ == "be" and any(has(t, "true_words") for t in verb.children if t.dep_ in {"acomp", "attr"})
