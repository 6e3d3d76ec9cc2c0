"""Who speaks in an appeal, so that appeals of one voice are known as one."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from khronika.extract.mentions import Words

_POINTERS = frozenset({"group", "organisation", "organization", "watchdog", "it", "they", "agency", "movement"})
_EVERYBODY = frozenset({"un", "u.n.", "nations", "united", "international", "eu", "states", "national"})


def is_one_voice(left: Sequence[Words], right: Sequence[Words], doc: Doc) -> bool:
    """Whether two sets of speakers are one person or body, or a body and one who speaks for it."""
    one, two = _names(left, doc), _names(right, doc)
    if one and two:
        return bool(one & two)
    bodies = _bodies(left, doc), _bodies(right, doc)
    if not one and bodies[1] & _POINTERS and len(bodies[1]) == 1:
        return True  # "the group also called on": the one that spoke before
    if one or two:
        return bool((bodies[0] & bodies[1]) - _EVERYBODY)
    return bool(bodies[0] & bodies[1])


def _names(speakers: Sequence[Words], doc: Doc) -> set[str]:
    """The last names of the persons who speak."""
    return {_last(doc, words) for words in speakers if doc[words.head].ent_type_ == "PERSON"}


def _last(doc: Doc, words: Words) -> str:
    named = [t.lower_ for t in doc[words.start : words.end] if t.pos_ == "PROPN"]
    return named[-1] if named else doc[words.head].lower_


def _bodies(speakers: Sequence[Words], doc: Doc) -> set[str]:
    """The bodies who speak or are spoken for, by governing word and initials."""
    found: set[str] = set()
    for words in speakers:
        head = doc[words.head]
        if head.ent_type_ != "PERSON":
            found |= {head.lower_, _initials(doc[words.start : words.end])}
        for token in _beside(head):
            found |= {token.lower_}
    return found - {""}


def _beside(head: Token) -> Iterator[Token]:
    """Names of bodies in what describes a speaker."""
    parts = [t for t in head.children if t.dep_ in {"appos", "compound", "poss", "nmod"}]
    yield from (t for part in parts for t in part.subtree if t.ent_type_ == "ORG")


def _initials(words: Span) -> str:
    capitals = [t.text[0].lower() for t in words if t.text[:1].isupper()]
    return "".join(capitals) if len(capitals) > 1 else ""
