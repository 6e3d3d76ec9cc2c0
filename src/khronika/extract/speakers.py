"""Who says so: subjects of verbs of saying, ``according to``, owners of reports, speakers of quotations."""

from itertools import takewhile

from spacy.tokens import Token

from khronika.extract.quotes import Quotes
from khronika.extract.reach import Link, chain_of, has, is_said
from khronika.extract.speaking import owners
from khronika.extract.words import in_list, is_agent, is_initials, is_person

_SUBJECTS = {"nsubj", "nsubjpass"}


def speakers_of(head: Token, quotes: Quotes) -> tuple[tuple[Token, ...], bool]:
    """Who says so, and whether it is laid on somebody at all, named or not."""
    laid = [found for found in map(_laid_on, _said_chain(head)) if found is not None]
    papers = list(takewhile(_are_papers, laid))
    # of "the league said the report tells of beatings" the report, and the league that comes next
    speakers = tuple(token for found in laid[: len(papers) + 1] for token in found)
    if speakers:
        return speakers, True
    found = _as_they_say(head) or _aside(head) or _according(head) or quotes.speaker_of(head) or _signature(head)
    return found, bool(laid) or bool(found)


def _laid_on(link: Link) -> tuple[Token, ...] | None:
    """Whom one link of the grammar lays the act on, who may be nobody named; None where it lays it on nobody."""
    if _is_content(link) or _is_accused(link):
        return said_by(link.above) or _named_before(link.above)
    return _owners(link.above) if _is_told_in(link) else None


def _are_papers(found: tuple[Token, ...]) -> bool:
    return all(map(_is_told, found))


def _said_chain(head: Token) -> tuple[Link, ...]:
    """The links up to what is said, out of a description of somebody new: ``said she met two men who were beaten``."""
    links = chain_of(head)
    above = links[-1].above if links and links[-1].word.dep_ == "relcl" else None
    return links + _said_chain(above) if above is not None and _is_new(above) else links


def _is_new(noun: Token) -> bool:
    """Whether a noun brings in somebody that the reader need not know of: ``two men``, not ``the men`` or a name."""
    known = any(t.lower_ in _KNOWN or t.dep_ == "poss" for t in noun.children if t.dep_ in {"det", "poss"})
    return noun.pos_ == "NOUN" and not known


_KNOWN = frozenset({"the", "this", "that", "these", "those"})


def _as_they_say(head: Token) -> tuple[Token, ...]:
    """Of ``after what they say was a sham trial``: they."""
    above = head.head if head.dep_ in {"attr", "dobj"} else head
    clauses = [t for t in above.children if t.dep_ in {"csubj", "nsubj"} and in_list(t, "say_verbs")]
    said = [t for t in clauses if any(c.tag_ == "WP" for c in t.children)]
    return tuple(t for clause in said for t in _subject(clause))


def _is_content(link: Link) -> bool:
    """Whether the word is what a verb of saying says."""
    word, above = link
    if above.pos_ not in {"VERB", "AUX"}:
        return False
    if word.dep_ in {"ccomp", "parataxis"} or word.dep_ == "xcomp" and _is_said_of(above):
        held = word.dep_ == "xcomp" and above.lemma_ in _HELD
        return (is_said(above) or held) and not _is_law(above)
    if word.dep_ == "advcl" and in_list(above, "say_verbs"):
        return word.i < above.i and not any(t.dep_ == "mark" for t in word.children)
    if word.dep_ == "prep":
        return has(above, "speak_verbs") and word.lower_ in {"of", "about"}
    if word.dep_ in {"dobj", "xcomp", "pcomp"}:
        return in_list(above, "deny_verbs") or has(above, "recount_verbs") or _is_told_that(link)
    return False


# "is thought to be under house arrest"
_HELD = frozenset({"think", "suspect", "presume", "rumour", "rumor"})


def _is_told_that(link: Link) -> bool:
    """Of ``told the paper that troops burned``, where the parser takes the clause for a description."""
    return link.above.lemma_ == "tell" and any(t.dep_ == "relcl" for t in link.word.children)


def _is_accused(link: Link) -> bool:
    """Of ``accused the police of beating``."""
    word, above = link
    if above.lemma_ != "accuse":
        return False
    return word.lower_ == "of" or word.dep_ == "dobj" and any(t.lower_ == "of" for t in word.children)


def _aside(head: Token) -> tuple[Token, ...]:
    """Of ``was arrested, the abbot recalled, at the gate``, ``as his wife put it``."""
    for word in (head, *(above for _, above in chain_of(head))):
        for verb in word.children:
            if verb.pos_ == "VERB" and verb.dep_ in {"parataxis", "ccomp", "advcl", "dep"} and _is_set_off(verb):
                return _subject(verb)
    return ()


def _is_set_off(verb: Token) -> bool:
    """Whether a verb of saying stands apart, with a subject and nothing that it says itself."""
    as_it = any(t.lower_ == "as" for t in verb.children) and any(t.lower_ == "it" for t in verb.children)
    said = in_list(verb, "say_verbs") and not any(t.dep_ in {"mark", "ccomp", "dobj", "prep"} for t in verb.children)
    return (said or as_it and verb.lemma_ in {"put", "tell", "have", "call"}) and bool(_subject(verb))


def _signature(head: Token) -> tuple[Token, ...]:
    """Who signs the post that the word stands in: ``— Name (@name)`` after it in the paragraph."""
    for token in head.doc[head.i : head.i + _POST]:
        if "\n" in token.text:
            return ()
        if token.text in {"—", "--", "–"} and _is_signature(token):
            return (_last_of_name(token.nbor()),)
    return ()


_POST = 120


def _is_signature(dash: Token) -> bool:
    after = dash.doc[dash.i + 1 : dash.i + 8].text
    return "(@" in after and dash.nbor().text[:1].isupper()


def _last_of_name(token: Token) -> Token:
    while token.i + 1 < len(token.doc) and token.nbor().text != "(" and not token.nbor().text.startswith("("):
        token = token.nbor()
    return token


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
    clause = word.dep_ == "acl" or word.dep_ == "relcl" and any(t.dep_ == "mark" for t in word.children)
    return told and above.pos_ == "NOUN" and (clause or word.lower_ == "of" and word.dep_ == "prep")


def _owners(noun: Token) -> tuple[Token, ...]:
    """Whose report it is, or the report itself."""
    return owners(noun) or ((noun,) if _is_told(noun) else ())


def _is_told(noun: Token) -> bool:
    return has(noun, "tell_nouns") or has(noun, "figure_nouns")


def said_by(verb: Token) -> tuple[Token, ...]:
    """The subject of a verb of saying; of ``he was told``, who tells him."""
    if _is_said_of(verb) and verb.lemma_ not in {"quote", "cite"}:
        return _agents(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and (has(verb.head, "tell_nouns") or is_person(verb.head)):
        return (verb.head,)  # "reports suggesting that"
    above = verb.head.head
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.dep_ == "ccomp" and in_list(above, "say_verbs"):
        return said_by(above)  # "she said officers beat them, adding that"
    return _subject(verb) or subjects_of(verb) or _agents(verb)


def _named_before(verb: Token) -> tuple[Token, ...]:
    """Of ``the newspaper, Dolna Post, said``: the name right before the verb, wherever the parser hangs it."""
    at = verb.i - 1
    while at > verb.sent.start and (verb.doc[at].is_punct or verb.doc[at].dep_ in {"aux", "advmod"}):
        at -= 1
    name = verb.doc[at]
    named = name.ent_type_ in {"ORG", "PERSON"} or is_initials(name)
    return (name,) if named and name.i < verb.i else ()


def _subject(verb: Token) -> tuple[Token, ...]:
    """A subject in its own clause that is no ``it`` and no law, known to a list or not."""
    found = [t for t in verb.children if t.dep_ == "nsubj" and t.pos_ in {"NOUN", "PROPN", "PRON"}]
    return tuple(t for t in found if t.tag_ not in {"WDT", "WP"} and t.lower_ != "it")


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
            found = [t for link in token.children for t in link.children if t.dep_ == "pobj"][:1]
            told = [t for t in found if has(t, "tell_nouns") or has(t, "figure_nouns")]
            return tuple(own for t in told for own in _owners(t)) or tuple(found)
        if token.dep_ == "pobj" and has(token, "account_nouns") and token.head.lower_ in {"in", "by", "on"}:
            return _whose(token)
    return ()


def _whose(noun: Token) -> tuple[Token, ...]:
    """Of ``in the words of the bishop``, ``by her own account``, ``in testimony given by survivors``."""
    own = [t for t in noun.children if t.dep_ == "poss"]
    own += [t for link in noun.children if link.lower_ == "of" for t in link.children if is_agent(t)]
    return tuple(own) or tuple(t for given in noun.children if given.dep_ == "acl" for t in _agents(given))
