"""Tests of sense that ask whether people are held, how somebody died, and what a court did about it."""

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from khronika.extract.grammar import children_of, is_passive, objects_of
from khronika.extract.other_senses import is_among
from khronika.extract.verbs import Parties
from khronika.extract.words import in_list, is_person

Test = Callable[[Token, Parties], bool]


def is_held_there(head: Token, parties: Parties) -> bool:
    """Whether this sentence or the one before it tells of people who are taken, held or tried."""
    before = head.doc[max(0, head.sent.start - 1)].sent
    return any(is_among(t, "custody") or in_list(t, "prisoner_nouns") for t in (*before, *head.sent) if t.i != head.i)


def _died_held(head: Token, parties: Parties) -> bool:
    """Of ``died three days after he was taken into custody``, ``was beaten so that he died in his cell``."""
    if not any(is_person(t) for t in parties.victims):
        return False
    return _speaks_of(_circumstances(head), "custody") or any(in_list(t, "prisoner_nouns") for t in parties.victims)


def _death_held(head: Token, parties: Parties) -> bool:
    """Of ``his death in military custody``, ``her death after interrogation``, ``at the hands of his jailers``."""
    owned = any(t.dep_ == "poss" and is_person(t) for t in head.children)
    people = owned or any(is_person(t) for t in objects_of(head, {"of"}))
    links = [t for t in head.children if t.dep_ == "prep" and t.lower_ != "of"]
    return people and _speaks_of((t for link in links for t in link.subtree), "custody")


def _died_by_force(head: Token, parties: Parties) -> bool:
    """Of ``died when soldiers opened fire``, ``died in clashes``: not of illness, age or the road."""
    people = any(is_person(t) for t in parties.victims)
    return people and _speaks_of(_circumstances(head), "deadly") and not _speaks_of(head.subtree, "natural_deaths")


def _death_by_force(head: Token, parties: Parties) -> bool:
    """Of ``the deaths of 20 people``: of several, or where the sentence speaks of force, or who stood up to it."""
    bearers = objects_of(head, {"of"})
    people = [t for t in bearers if is_person(t)]
    many = head.tag_ == "NNS" or any(t.like_num for who in people for t in who.children)
    near = many or _speaks_of(head.sent, "deadly") or any(is_among(t, "at_risk") for t in people)
    return bool(people) and near and not _speaks_of(head.sent, "natural_deaths")


def _circumstances(verb: Token) -> list[Token]:
    """The words that tell how, where and when a verb's act was, without its subject and what is joined to it."""
    parts = [t for t in verb.children if t.dep_ in {"prep", "advcl", "advmod", "npadvmod", "agent"}]
    above = [verb.head] if verb.dep_ == "advcl" else []
    joined = [t for t in verb.children if t.dep_ == "conj"] if verb.dep_ != "conj" else []
    return [t for part in parts for t in part.subtree] + above + joined


def _speaks_of(words: Iterable[Token], name: str) -> bool:
    return any(is_among(t, name) for t in words)


def _crowded(head: Token, parties: Parties) -> bool:
    """Of ``up to 30 men share a cell``; two may share one without harm."""
    return any(t.like_num and t.lower_ not in {"one", "two", "three"} or t.lower_ == "dozens" for t in head.sent)


def _sentencing(head: Token, parties: Parties) -> bool:
    return head.head.lemma_ in {"pass", "impose", "hand", "pronounce", "give", "receive", "face", "uphold", "confirm"}


def _sentenced_for(head: Token, parties: Parties) -> bool:
    """Of ``got eight years for a post``: years, laid on people for something they did or said."""
    people = [t for t in parties.perpetrators + parties.victims if is_person(t)]
    years = [t for t in children_of(head, {"dobj"}) if t.lemma_ in {"year", "month"}]
    return bool(people) and bool(years) and not is_passive(head)


def _lashed(head: Token, parties: Parties) -> bool:
    """Lashes that somebody got; those of a court's sentence are told by the sentence."""
    if head.pos_ == "VERB":
        return is_passive(head) and bool(parties.victims)
    above = next((t for t in head.ancestors if t.pos_ == "VERB"), head)
    return above.lemma_ not in {"sentence", "condemn", "order"}


def _lost_life(head: Token, parties: Parties) -> bool:
    """People who lost their lives, and not to an illness or on the road."""
    return not _speaks_of(head.sent, "natural_deaths")


def _charge_dropped(head: Token, parties: Parties) -> bool:
    return not any(t.dep_ == "neg" for t in head.children)


TESTS: dict[str, Test] = {
    "heldthere": is_held_there,
    "diedheld": _died_held,
    "deathheld": _death_held,
    "diedbyforce": _died_by_force,
    "deathbyforce": _death_by_force,
    "crowded": _crowded,
    "sentencing": _sentencing,
    "sentencedfor": _sentenced_for,
    "lashed": _lashed,
    "lostlife": _lost_life,
    "chargedropped": _charge_dropped,
}
