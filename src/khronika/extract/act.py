"""Which act a word tells of, by who does it to whom: the same word tells of an attack on a crowd and of a beating."""

from spacy.tokens import Token

from khronika.extract.verbs import Parties
from khronika.extract.words import in_list, is_person, is_power
from khronika.lexicon.bodies import bodies_in


def act_of(act: str, head: Token, parties: Parties) -> str:
    """The act of the word's list, or the one that its doers and victims make of it."""
    return _by_doers(act, head, parties) or _by_victims(act, head, parties) or _by_words(act, head, parties)


def _by_doers(act: str, head: Token, parties: Parties) -> str | None:
    """Gunmen arrest nobody and execute nobody, a state beheads by law, and a mob that storms a church attacks it."""
    doers = parties.perpetrators
    if act == "arrest" and any(map(_is_unknown, doers)):
        return "abduction"
    if act == "execution" and doers and (any(map(_is_armed_group, doers)) or not any(map(_may_be_state, doers))):
        return "killing"
    if act == "killing" and head.lemma_ == "behead" and any(map(is_power, doers)):
        return "execution"
    return "attack" if act == "raid" and doers and all(map(_is_no_state, doers)) else None


def _by_victims(act: str, head: Token, parties: Parties) -> str | None:
    if act == "attack" and _is_on_one(head, parties):
        return "ill_treatment"
    held = act == "killing" and any(in_list(t, "prisoner_nouns") for t in parties.victims)
    return "death_in_custody" if held else None


def _by_words(act: str, head: Token, parties: Parties) -> str:
    if act == "release" and any(t.lemma_ == "bail" for t in head.sent):
        return "conditional_release"
    if act == "detention" and head.lower_ == "detentions":
        return "arrest"
    taken = head.lemma_.lower() in {"detain", "detained"} and act == "arrest"
    return "detention" if taken and _lasts(head, parties) else act


def _lasts(head: Token, parties: Parties) -> bool:
    """``detain`` tells of the taking, but with a length of time or in the present of the being held."""
    if head.tag_ == "VBN" and head.dep_ == "amod":
        return True  # "the detained nurses": how they are known
    if head.tag_ in {"VBZ", "VBP"} and any(t.dep_ == "nummod" for who in parties.victims for t in who.children):
        return True  # "Israel detains around 4,850": how many are held
    long = any(t.lower_ in _LASTING for link in head.children if link.lower_ == "for" for t in link.children)
    still = head.tag_ == "VBG" and any(t.dep_ == "aux" and t.lemma_ == "be" for t in head.children)
    now = any(t.dep_ == "auxpass" and t.lower_ in _NOW for t in head.children)
    return long or still or now


_NOW = frozenset({"are", "is", "remain", "remains", "being"})


def _is_on_one(head: Token, parties: Parties) -> bool:
    """Of ``he was attacked by officers``: one person without weapons, where ``attack`` stands for an assault."""
    armed = any(in_list(t, "weapon_nouns") for t in head.sent)
    return len(parties.victims) == 1 and _is_one_person(parties.victims[0]) and not armed


def _is_one_person(victim: Token) -> bool:
    """Whether a word stands for one human being, not for a school, a station, a people."""
    if victim.lower_ in _SEVERAL or victim.ent_type_ in {"ORG", "GPE", "FAC", "NORP"}:
        return False
    return victim.tag_ in {"NNP", "NN", "PRP", "WP"} and is_person(victim)


def _may_be_state(doer: Token) -> bool:
    return is_power(doer) or doer.pos_ == "PRON" or doer.ent_type_ in {"ORG", "NORP"} or in_list(doer, "realm_nouns")


_SEVERAL = frozenset({"they", "them", "we", "us", "group", "crowd", "family", "dozens", "hundreds"})


def _is_armed_group(doer: Token) -> bool:
    """Whether the doer is no state, which alone can execute: rebels, or a listed armed group."""
    named = " ".join(t.text for t in doer.subtree) if doer.pos_ == "PROPN" else ""
    return in_list(doer, "armed_nouns") or any(body.kind == "armed_group" for body, _, _ in bodies_in(named))


def _is_no_state(doer: Token) -> bool:
    """Whether those who storm a place are armed men or a mob, whose raid is an attack."""
    return _is_armed_group(doer) or _is_unknown(doer) or doer.lemma_ in {"mob", "settler", "gang", "bandit", "attacker"}


def _is_unknown(doer: Token) -> bool:
    """Of ``masked men``, ``unidentified gunmen``: takers who do not say who they are."""
    if doer.lemma_ in {"gunman", "kidnapper", "abductor", "bandit"}:
        return True
    return any(t.lower_ in {"masked", "armed", "unidentified", "unknown"} for t in doer.children) and doer.lemma_ in {
        "man",
        "person",
        "individual",
        "people",
    }


_LASTING = frozenset({"days", "weeks", "months", "years", "hours"})
