"""The stated aim of an act ("to obtain confessions"), which is decisive for torture, and whom the aim names."""

from collections.abc import Iterator

from spacy.tokens import Token

from khronika.extract.grammar import objects_of
from khronika.extract.mentions import Words
from khronika.extract.words import in_list, is_person


def purpose_of(head: Token) -> tuple[Words, ...]:
    """The clauses that state what the act was for."""
    return tuple(_span(clause) for clause in _clauses(head))


def purpose_victims(head: Token) -> tuple[Token, ...]:
    """People that the aim is directed at, for an act whose victims are named nowhere else."""
    for clause in _clauses(head):
        people = [t for t in _bearers(clause) if is_person(t) and t.pos_ != "PRON"]
        if people:
            return tuple(people[:1])
    return ()


def _clauses(head: Token) -> Iterator[Token]:
    verbs = [head, *(t for t in head.ancestors if t.pos_ == "VERB")][:2]
    for verb in verbs:
        if not (in_list(verb, "future_verbs") or in_list(verb, "say_verbs")):
            yield from (child for child in verb.rights if _is_aim(child))


def _is_aim(clause: Token) -> bool:
    aimed = clause.dep_ in {"advcl", "xcomp", "acl", "relcl"}
    return (
        aimed
        and not any(t.dep_ == "neg" for t in clause.children)
        and any(t.lower_ == "to" and t.dep_ == "aux" for t in clause.children)
    )


def _bearers(clause: Token) -> Iterator[Token]:
    for verb in (clause, *clause.conjuncts):
        for child in verb.children:
            if child.dep_ == "dobj":
                yield child
                yield from objects_of(child, {"of"})
                yield from (t for t in child.children if t.dep_ == "poss")


def _span(clause: Token) -> Words:
    end = clause.right_edge.i + 1
    while end - 1 > clause.i and (clause.doc[end - 1].is_punct or clause.doc[end - 1].is_space):
        end -= 1
    return Words(clause.left_edge.i, end, clause.i)
