"""Who says so: subjects of verbs of saying, ``according to``, owners of reports, speakers of quotations."""

from spacy.tokens import Token

from khronika.extract.quotes import Quotes
from khronika.extract.reach import Link, chain_of, has, is_said
from khronika.extract.words import in_list, is_agent

_SUBJECTS = {"nsubj", "nsubjpass"}


def speakers_of(head: Token, quotes: Quotes) -> tuple[tuple[Token, ...], bool]:
    """Who says so, and whether it is laid on somebody at all, named or not."""
    for link in chain_of(head):
        if _is_content(link):
            return said_by(link.above), True
        if _is_told_in(link):
            return _owners(link.above), True
    found = _according(head) or quotes.speaker_of(head)
    return found, bool(found)


def _is_content(link: Link) -> bool:
    """Whether the word is what a verb of saying says."""
    word, above = link
    if above.pos_ not in {"VERB", "AUX"}:
        return False
    if word.dep_ in {"ccomp", "parataxis"} or word.dep_ == "xcomp" and _is_said_of(above):
        return is_said(above) and not _is_law(above)
    if word.dep_ == "advcl" and in_list(above, "say_verbs"):
        return word.i < above.i and not any(t.dep_ == "mark" for t in word.children)
    if word.dep_ in {"dobj", "xcomp", "pcomp"}:
        return in_list(above, "deny_verbs") or has(above, "recount_verbs")
    return False


def _is_law(verb: Token) -> bool:
    """Of ``the law says that``."""
    return any(has(t, "law_nouns") for t in verb.children if t.dep_ in _SUBJECTS)


def _is_said_of(verb: Token) -> bool:
    """Of ``are said to have died``: laid on nobody in particular."""
    return any(t.dep_ == "auxpass" for t in verb.children)


def _is_told_in(link: Link) -> bool:
    """Of ``reports of beatings``, ``allegations that he was beaten``."""
    word, above = link
    told = has(above, "tell_nouns") or has(above, "claim_nouns") and above.lemma_ not in {"charge", "news", "story"}
    return told and above.pos_ == "NOUN" and (word.dep_ == "acl" or word.lower_ == "of" and word.dep_ == "prep")


def _owners(noun: Token) -> tuple[Token, ...]:
    """Whose report it is, or the report itself."""
    own = tuple(t for t in noun.children if t.dep_ == "poss")
    own += tuple(t for link in noun.children if link.lower_ in {"by", "from"} for t in link.children if is_agent(t))
    return own or ((noun,) if has(noun, "tell_nouns") else ())


def said_by(verb: Token) -> tuple[Token, ...]:
    """The subject of a verb of saying; of ``he was told``, who tells him."""
    if verb.lemma_ in {"tell", "inform"} and _is_said_of(verb):
        return _agents(verb)
    return _subject(verb) or subjects_of(verb) or _agents(verb)


def _subject(verb: Token) -> tuple[Token, ...]:
    """A subject in its own clause that is no ``it`` and no law, known to a list or not."""
    passive = _is_said_of(verb) and verb.lemma_ not in {"quote", "cite"}
    found = [t for t in verb.children if t.dep_ == "nsubj" and t.pos_ in {"NOUN", "PROPN", "PRON"}]
    return () if passive else tuple(t for t in found if t.tag_ not in {"WDT", "WP"} and t.lower_ != "it")


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
