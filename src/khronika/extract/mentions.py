"""From a governing word to the words of the passage that name someone or something."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from khronika.extract.words import in_list
from khronika.model.claims import Mention, Role, Span

_LEFT = {"compound", "amod", "nummod", "nmod", "poss", "quantmod", "predet", "advmod", "det", "npadvmod"}
_ARTICLES = {"the", "a", "an"}


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase: token numbers from ``start`` up to ``end``, governed by ``head``."""

    start: int
    end: int
    head: int


def phrase_of(token: Token) -> Words:
    """The name or noun phrase that the word governs, without its article, clauses and joined phrases."""
    start, end = _left(token), _right(token)
    while start < token.i and (
        token.doc[start].lower_ in _ARTICLES
        or token.doc[start].tag_ in {"WP$", "WDT"}
        or token.doc[start].is_punct
        or token.doc[start].is_space
        or _dates(token.doc[start])
        or token.doc[start].lower_ == "dead"
    ):
        start += 1
    if start > 0 and token.doc[start - 1].lower_ == "between" and token.doc[start].like_num:
        start -= 1
    return Words(start, end, token.i)


def _dates(token: Token) -> bool:
    """Of ``2 May 2023 security forces``: a day that the parser takes for a part of the phrase; an age is one."""
    if token.ent_type_ in {"DATE", "TIME"}:
        return not any(t.lower_ in {"old", "olds"} or t.text == "-" for t in token.doc[token.i : token.i + 5])
    beside = [token.doc[i].lower_ for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    return token.lower_ in _MONTHS and token.tag_ == "NNP" or token.like_num and bool(_MONTHS.intersection(beside))


_MONTHS = frozenset("january february march april may june july august september october november december".split())


def _left(token: Token) -> int:
    start = token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ not in _LEFT or child.right_edge.i + 1 < start or child.ent_type_ in {"DATE", "TIME"}:
            break
        start = _left_of_child(child)
    return min(start, _name_bounds(token)[0])


def _left_of_child(child: Token) -> int:
    if any(t.dep_ in {"nsubj", "aux", "mark"} for t in child.children):
        return child.i + 1  # a clause that the parser took for a describing word
    return (
        child.left_edge.i
        if child.dep_ in {"nummod", "poss", "compound", "nmod", "amod", "quantmod", "advmod"}
        else child.i
    )


def _name_bounds(token: Token) -> tuple[int, int]:
    """The bounds of the name that the word is part of; its own where it is in none."""
    start = end = token.i
    if token.ent_type_ not in {"PERSON", "ORG", "NORP"}:
        return start, end + 1
    while start > 0 and token.doc[start].ent_iob_ == "I":
        start -= 1
    while end + 1 < len(token.doc) and token.doc[end + 1].ent_iob_ == "I":
        end += 1
    return start, end + 1


def _right(token: Token) -> int:
    end = _name_bounds(token)[1]
    if token.doc[end - 1].lower_ in {"'s", "’s"} and end - 1 > token.i:
        end -= 1
    for child in token.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.i == end and token.lower_ in {"those", "these"}:
            end = child.i + 1
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end and _counts(token):
            end = max(end, _of_end(child))
        if child.dep_ == "prep" and child.lower_ in {"in", "with"} and child.i == end and token.lemma_ == "man":
            end = min(child.right_edge.i, end + _CLOTHES) + 1
    return end


# "men in civilian clothes", "a man with a rifle": how unknown people looked is all there is to know them by.
_CLOTHES = 4


def _counts(token: Token) -> bool:
    return token.pos_ in {"NUM", "PRON", "DET"} or any(
        in_list(token, name) for name in ("group_nouns", "quantity_nouns")
    )


def _of_end(of: Token) -> int:
    objects = [t for t in of.children if t.dep_ == "pobj"]
    return max((phrase_of(t).end for t in objects), default=of.i)


def span_of(doc: Doc, words: Words) -> Span:
    """The characters of a phrase."""
    last = doc[words.end - 1]
    return Span(doc[words.start].idx, last.idx + len(last.text))


def to_mention(doc: Doc, text: str, words: Words, role: Role, participant: int) -> Mention:
    """The phrase as a mention, with its characters from the passage's ``text``, which ``doc`` is the parse of."""
    # Not doc.text: spaCy joins all words again each time it is asked for.
    span = _trimmed(text, span_of(doc, words))
    return Mention(role, participant, text[span.start : span.end], span)


def _trimmed(text: str, span: Span) -> Span:
    """The span without spaces at its ends: a no-break space can be part of a word of the parse."""
    said = text[span.start : span.end]
    start = span.start + len(said) - len(said.lstrip())
    return Span(start, max(start, span.end - len(said) + len(said.rstrip())))
