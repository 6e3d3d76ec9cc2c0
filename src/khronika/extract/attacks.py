"""Tests of sense of attacks, raids, threats, shots and crackdowns: on whom or what they are, and by whom."""

from spacy.tokens import Token

from khronika.extract.force import Test
from khronika.extract.grammar import is_passive, objects_of
from khronika.extract.other_senses import is_among, is_borne_by_people, is_contest, is_target
from khronika.extract.verbs import Parties
from khronika.extract.words import in_list, is_person


def _attacked(head: Token, parties: Parties) -> bool:
    if is_contest(head):
        return False
    if parties.victims and is_borne_by_people(head, parties):
        return not any(t.lemma_ in {"critic", "reviewer"} for t in parties.perpetrators)
    return any(is_target(t) for t in parties.things) and not any(t.ent_type_ == "NORP" for t in parties.things)


def _attack_noun(head: Token, parties: Parties) -> bool:
    if head.dep_ in {"compound"} or head.head.lemma_ in {"heart", "panic"}:
        return False
    if any(t.lower_ in {"heart", "panic", "asthma", "cyber", "verbal", "counter"} for t in head.children):
        return False
    if any(t.dep_ == "nummod" or t.lower_ in _DEADLY for t in head.children):
        return True
    return bool(parties.victims or parties.perpetrators) or any(
        t.lower_ in {"on", "against", "by", "in"} for t in head.children
    )


_DEADLY = frozenset({"deadly", "armed", "violent", "bloody", "fatal"})


def _threat_noun(head: Token, parties: Parties) -> bool:
    if any(is_among(t, "relegations") for t in objects_of(head, {"of"})):
        return False
    return bool(parties.victims) and all(is_person(t) for t in parties.victims)


def _warned_by_state(head: Token, parties: Parties) -> bool:
    from_state = any(in_list(t, "security_nouns") for t in parties.perpetrators)
    return bool(parties.victims) and (from_state or is_passive(head) and any(t.dep_ == "xcomp" for t in head.children))


def _targeted(head: Token, parties: Parties) -> bool:
    if head.dep_ == "amod" or head.dep_ == "acl" and head.tag_ == "VBG":
        return False  # "targeted sanctions"; "arrests targeting students" are arrests
    if any(in_list(t, "media_nouns") and not is_person(t) for t in parties.perpetrators):
        return False  # "the books targeted children"
    return bool(parties.victims) and not any(t.lower_ in {"ad", "audience", "market"} for t in head.subtree)


def _raid_noun(head: Token, parties: Parties) -> bool:
    if any(t.lower_ in {"market", "bear", "speculative", "corporate"} for t in head.subtree):
        return False
    onto = [t for link in head.children if link.lower_ in {"on", "of", "at", "in"} for t in link.children]
    return bool(parties.perpetrators) or any(
        in_list(t, "place_nouns") or t.ent_type_ in {"ORG", "FAC", "PERSON"} for t in onto
    )


def _on_people(head: Token, parties: Parties) -> bool:
    """An assault on people, and not on a freedom, a summit or a record."""
    onto = [t for link in head.children if link.lower_ in {"on", "against"} for t in link.children]
    return any(is_person(t) for t in onto) or not onto


def _shot(head: Token, parties: Parties) -> bool:
    """People are shot by others; films and pictures are shot too."""
    film = any(t.lemma_ in {"film", "video", "picture", "footage", "scene", "camera"} for t in head.subtree)
    return any(is_person(t) for t in parties.victims) and not film


def _crackdown(head: Token, parties: Parties) -> bool:
    """A crackdown breaks up protests where the sentence speaks of them."""
    answers = head.dep_ == "pobj" and head.head.head.lemma_ in {"respond", "react", "answer", "meet", "follow"}
    return answers or any(t.lemma_.lower() in _PROTESTS for t in head.sent)


_PROTESTS = frozenset({"protest", "protester", "protestor", "demonstration", "demonstrator", "rally", "march", "vigil"})


def _on_critics(head: Token, parties: Parties) -> bool:
    """A crackdown on people, media or freedoms, and not on a crowd in the street."""
    onto = [t for link in head.children if link.lower_ in {"on", "against"} for t in link.children]
    onto += [t for down in head.children if down.lower_ == "down" for link in down.children for t in link.children]
    told = (
        head.pos_ == "VERB" or bool(parties.perpetrators) or head.dep_ in {"dobj", "nsubj", "nsubjpass"}
    )  # and not "amid a crackdown on dissent"
    critics = [t for t in onto if is_person(t) or in_list(t, "media_nouns") or told and t.lemma_.lower() in _CRITICAL]
    return any(t.lemma_.lower() not in _PROTESTS for t in critics)


_CRITICAL = frozenset(
    {"dissent", "opposition", "speech", "freedom", "society", "press", "journalism", "criticism", "expression"}
)


def _dispersed(head: Token, parties: Parties) -> bool:
    """Crowds are dispersed by others; a crowd that disperses goes home."""
    return is_passive(head) or any(t.dep_ == "dobj" for t in head.children)


TESTS: dict[str, Test] = {
    "attacked": _attacked,
    "attacknoun": _attack_noun,
    "threatnoun": _threat_noun,
    "warnedbystate": _warned_by_state,
    "targeted": _targeted,
    "raidnoun": _raid_noun,
    "onpeople": _on_people,
    "crackdown": _crackdown,
    "oncritics": _on_critics,
    "dispersed": _dispersed,
    "shot": _shot,
}
