"""Tests of sense that ask what stands round a word: force, custody, a state, a court, or what bears the act."""

from collections.abc import Callable

from spacy.tokens import Token

from khronika.extract.grammar import OBJECTS, PASSIVE, children_of, is_passive
from khronika.extract.other_senses import is_among
from khronika.extract.verbs import Parties
from khronika.extract.words import in_list, is_person, is_power

Test = Callable[[Token, Parties], bool]


def is_by_force(head: Token, parties: Parties) -> bool:
    """Whether people or their things bear it and the sentence speaks of force: "lost his eye to a rubber bullet"."""
    near = [t for t in head.sent if t.i != head.i]
    return any(is_among(t, "force") for t in near) and not any(t.lower_ == "hunger" for t in near)


def _survived(head: Token, parties: Parties) -> bool:
    """An attack by others on somebody, and not one of the heart, nor one on a place that somebody lived through."""
    onto = any(t.lower_ == "on" for noun in head.children if noun.dep_ == "dobj" for t in noun.children)
    return not onto and not any(t.lower_ in {"heart", "panic", "asthma", "shark", "bear"} for t in head.subtree)


def _tried(head: Token, parties: Parties) -> bool:
    """Of ``tried in secret``: a hearing that nobody may watch."""
    return head.head.lemma_ in {"try", "convict", "sentence", "hold", "hear", "judge"}


def bears(lemmas: frozenset[str]) -> Test:
    """A test whether one of the nouns bears the act of the verb ("revoked the licence", "the licence was revoked")."""

    def test(head: Token, parties: Parties) -> bool:
        return any(_is_of(t, lemmas) for t in _borne_by(head))

    return test


def _is_of(noun: Token, lemmas: frozenset[str]) -> bool:
    """Whether it is the noun, or a number or joined word before it ("the accreditation and permits")."""
    near = [noun, *noun.conjuncts]
    near += [t for link in noun.children if link.lower_ == "of" for t in link.children if t.dep_ == "pobj"]
    return any(t.lemma_.lower() in lemmas or t.lower_ in lemmas for t in near)


def _borne_by(verb: Token) -> list[Token]:
    if verb.dep_ in {"amod", "acl"} and (verb.dep_ == "amod" or is_passive(verb)):
        return [verb.head]
    own = children_of(verb, OBJECTS | PASSIVE)
    if own or not is_passive(verb) or verb.dep_ != "conj":
        return own
    return _borne_by(verb.head)


def _by_power(head: Token, parties: Parties) -> bool:
    return is_passive(head) or any(is_power(t) for t in parties.perpetrators)


def _accused_by_state(head: Token, parties: Parties) -> bool:
    """People accused by a state, or where arrests and courts are spoken of; an army accused of a crime is no charge."""
    people = [t for t in parties.victims if is_person(t) and not is_power(t) and not in_list(t, "armed_nouns")]
    if not people or head.dep_ == "amod":
        return False
    if parties.perpetrators:
        return any(is_power(t) for t in parties.perpetrators)
    return is_passive(head) and any(is_among(t, "accused_near") for t in head.sent)


def _accusation(head: Token, parties: Parties) -> bool:
    """A charge of a crime: ``on the charge of sedition``; not one on a card, and nobody ``in charge of`` a ward."""
    return head.head.lower_ != "in" and (
        head.head.lower_ in {"on", "under"} or any(is_power(t) for t in parties.perpetrators) or bool(parties.victims)
    )


def _sentence_noun(head: Token, parties: Parties) -> bool:
    """A court's sentence, and not one of a letter: handed down, served, or of prison and years."""
    nouns = [t for t in (head, *head.children) if t.pos_ == "NOUN" and t.lemma_ in {"sentence", "term"}]
    described = any(is_among(t, "terms") for noun in nouns for t in noun.subtree if t.i <= noun.i)
    owned = any(t.dep_ == "poss" and is_person(t) for noun in nouns for t in noun.children)
    if any(noun.lemma_ == "term" and not described for noun in nouns):
        return False
    return described or owned or any(is_among(noun.head, "punishing") for noun in nouns)


def _sentenced(head: Token, parties: Parties) -> bool:
    return any(t.lemma_ in {"sentence", "give", "get", "receive", "face", "jail", "convict"} for t in head.sent)


def is_sought(noun: Token) -> bool:
    """Whether a release is only wanted: ``decided about the release``, ``paid for it``, ``to secure it``."""
    aim = noun.dep_ == "dobj" and noun.head.tag_ == "VB"
    return noun.pos_ == "NOUN" and (aim or noun.dep_ == "pobj" and noun.head.lower_ in {"about", "for"})


def _release_noun(head: Token, parties: Parties) -> bool:
    """The release of somebody held, and not of a film: whose, or from where."""
    if is_sought(head):
        return False
    owners = [t for t in head.children if t.dep_ == "poss"]
    places = [t for link in head.children if link.lower_ == "from" for t in link.children]
    held = any(
        in_list(t, "prisoner_nouns") or in_list(t, "people_verbs") or t.lemma_ in {"prison", "jail", "bail", "custody"}
        for t in head.sent
    )
    people = [t for t in (*owners, *parties.victims) if is_person(t)]
    named = any(t.tag_ == "PRP$" or t.ent_type_ == "PERSON" for t in owners)
    return bool(people) and (held or not named) or any(t.lemma_ in {"prison", "jail", "custody"} for t in places)


def _attempted(head: Token, parties: Parties) -> bool:
    """Somebody tried to kill people: not an animal's or an illness's attempt."""
    killed = [t for verb in head.children if verb.dep_ == "xcomp" for t in children_of(verb, OBJECTS)]
    return any(is_person(t) for t in (*killed, *parties.victims))


def _in_camp(head: Token, parties: Parties) -> bool:
    """People in a camp, and not the camp as a building."""
    within = head.dep_ == "pobj" and head.head.lower_ in {"in", "to", "into", "inside", "at"}
    return within and any(is_person(t) for t in parties.victims)


def _solitary(head: Token, parties: Parties) -> bool:
    """Held ``in solitary``; a solitary walk is none."""
    after = head.nbor().pos_ if head.i + 1 < len(head.doc) else ""
    return head.i > 0 and head.nbor(-1).lower_ in {"in", "into"} and after not in {"NOUN", "PROPN", "ADJ"}


def _bad_conditions(head: Token, parties: Parties) -> bool:
    return any(is_among(t, "bad_words") for t in head.sent)


def _harmed(head: Token, parties: Parties) -> bool:
    """People harmed or hurt by others or nobody: passive, or by a force; feelings and feet hurt too."""
    people = [t for t in parties.victims if is_person(t)]
    by_force = any(is_power(t) or in_list(t, "instrument_nouns") for t in parties.perpetrators)
    return bool(people) and (is_passive(head) and is_by_force(head, parties) or by_force)


def _threatened(head: Token, parties: Parties) -> bool:
    """``threats`` received, sent or made; security threats and threats of rain are none."""
    near = head.head.head if head.dep_ == "pobj" else head.head
    told = near.lemma_ in {"receive", "get", "face", "make", "send", "issue", "report", "endure", "follow", "subject"}
    return told and any(is_person(t) for t in parties.victims)


def _smear_noun(head: Token, parties: Parties) -> bool:
    """Smears of words: said against people or media, and no pap smear."""
    return any(t.lower_ in {"against", "on", "of", "by"} for t in head.children) and not any(
        t.lower_ in {"pap", "cervical", "test"} for t in (*head.children, head.head)
    )


def _watched_person(head: Token, parties: Parties) -> bool:
    """People monitored by a state; heart rates and elections are monitored too."""
    people = [t for t in parties.victims if is_person(t)]
    return bool(people) and any(in_list(t, "security_nouns") or in_list(t, "state_nouns") for t in parties.perpetrators)


def _imposed(head: Token, parties: Parties) -> bool:
    """Of ``imposed a curfew``, ``under martial law``: laid on people, and not only spoken of."""
    laid = head.dep_ in {"dobj", "nsubjpass"} or head.dep_ == "pobj" and head.head.lower_ == "under"
    return laid and not any(t.dep_ == "poss" for t in head.children)


def _enslaved(head: Token, parties: Parties) -> bool:
    within = head.head.lower_ in {"into", "in"} and head.dep_ == "pobj"
    return within and any(is_person(t) for t in parties.victims) or head.head.head.lemma_ in {"sell", "force", "live"}


def _coup(head: Token, parties: Parties) -> bool:
    """A seizure of power, and not a success: no ``quite a coup``, no ``coup for the gallery``."""
    praised = any(is_among(t, "successes") or t.lower_ == "for" for t in head.children)
    since = head.dep_ == "pobj" and head.head.lower_ in {"since", "against", "in", "after", "before", "during"}
    return not praised and (since or any(is_among(t, "powers") for t in head.sent))


def _attacked_phrase(head: Token, parties: Parties) -> bool:
    return head.head.lemma_ in {"come", "be"} and is_by_force(head, parties)


TESTS: dict[str, Test] = {
    "byforce": is_by_force,
    "tried": _tried,
    "survived": _survived,
    "bypower": _by_power,
    "accusedbystate": _accused_by_state,
    "accusation": _accusation,
    "sentencenoun": _sentence_noun,
    "sentenced": _sentenced,
    "releasenoun": _release_noun,
    "attempted": _attempted,
    "incamp": _in_camp,
    "solitary": _solitary,
    "badconditions": _bad_conditions,
    "harmed": _harmed,
    "threatened": _threatened,
    "smearnoun": _smear_noun,
    "watchedperson": _watched_person,
    "imposed": _imposed,
    "slavery": _enslaved,
    "coup": _coup,
    "attackedphrase": _attacked_phrase,
}
