"""Tests of sense that ask who does it to whom: forces that take, strike, warn and punish; people driven out or used."""

from collections.abc import Callable

from spacy.tokens import Token

from khronika.extract.grammar import children_of, is_passive, objects_of
from khronika.extract.other_senses import is_among, is_target
from khronika.extract.verbs import Parties
from khronika.extract.words import in_list, is_person, is_power

Test = Callable[[Token, Parties], bool]


def _people(parties: Parties) -> list[Token]:
    return [t for t in parties.victims if is_person(t)]


def _by_force_of_state(parties: Parties) -> bool:
    return any(in_list(t, "security_nouns") for t in parties.perpetrators)


def _takers(head: Token, parties: Parties) -> bool:
    """Of ``the police came for him``: people on one side, a force on the other."""
    whom = [t for t in _people(parties) if t.dep_ != "poss"] or [t for t in objects_of(head, {"for"}) if is_person(t)]
    return _by_force_of_state(parties) and bool(whom)


def _takers_of_people(head: Token, parties: Parties) -> bool:
    """People who are told what to do by a force, by armed or nameless men, or by nobody named."""
    if not _people(parties):
        return False
    from_whom = [t for t in parties.perpetrators if in_list(t, "security_nouns") or in_list(t, "armed_nouns")]
    nameless = [t for t in parties.perpetrators if t.lemma_ in {"man", "caller", "stranger", "thug", "commander"}]
    return bool(from_whom or nameless)


def _by_others(head: Token, parties: Parties) -> bool:
    """People put into a van by a force, by nameless men or by nobody named; not by a teacher."""
    doers = parties.perpetrators
    forced = any(in_list(t, "security_nouns") or t.lemma_ in {"man", "agent", "gunman", "they"} for t in doers)
    return bool(_people(parties)) and (forced or is_passive(head) and not doers)


def _takers_place(head: Token, parties: Parties) -> bool:
    """Streets and camps that a force clears."""
    cleared = children_of(head, {"dobj", "nsubjpass"})
    return _by_force_of_state(parties) and any(is_target(t) or is_among(t, "cleared") for t in cleared)


def _pressed(head: Token, parties: Parties) -> bool:
    """People put under pressure by a state or by nobody named, to do or leave something."""
    by_state = any(is_power(t) for t in parties.perpetrators)
    return bool(_people(parties)) and (by_state or is_passive(head) and not parties.perpetrators)


def _punished(head: Token, parties: Parties) -> bool:
    """Of ``lost her post because of her tweets``: for something said or done, not for want of work."""
    return bool(parties.victims or parties.perpetrators) and any(is_among(t, "punished_for") for t in head.subtree)


def _punished_person(head: Token, parties: Parties) -> bool:
    by_state = any(is_power(t) for t in parties.perpetrators) or is_passive(head)
    return bool(_people(parties)) and by_state and any(is_among(t, "punished_for") for t in head.sent)


def _sent_back(head: Token, parties: Parties) -> bool:
    """People sent back over a border, and not a letter or a player."""
    to = [t for t in objects_of(head, {"to"}) if t.ent_type_ == "GPE" or is_among(t, "places_left")]
    to += [
        t for link in head.children if link.lower_ == "back" for t in objects_of(link, {"to"}) if t.ent_type_ == "GPE"
    ]
    near = any(is_among(t, "border") for t in head.sent)
    by_state = is_passive(head) or any(is_power(t) for t in parties.perpetrators)
    return bool(_people(parties)) and by_state and (near and is_passive(head) or bool(to))


def _fled_to(head: Token, parties: Parties) -> bool:
    """People who escape to a country."""
    danger = any(is_among(t, "force") or is_among(t, "custody") or t.lemma_ == "threat" for t in head.sent)
    return (
        danger
        and bool(_people(parties) or parties.perpetrators)
        and any(t.ent_type_ == "GPE" for t in objects_of(head, {"to"}))
    )


def _on_target(head: Token, parties: Parties) -> bool:
    """Of ``rockets slammed into a hospital``: weapons or armed men, and something that force is used on."""
    doers = [*parties.perpetrators, *children_of(head, {"nsubj"})]
    onto = [*parties.things, *parties.victims, *objects_of(head, {"into", "on", "upon", "in", "near", "at"})]
    return any(_is_armed(t) for t in doers) and any(is_target(t) or is_person(t) for t in onto)


def _strikes(head: Token, parties: Parties) -> bool:
    """Of ``warplanes hit a bakery``; workers strike, and prices hit a low."""
    doers = [*parties.perpetrators, *children_of(head, {"nsubj"})]
    return any(_is_armed(t) for t in doers) and any(is_target(t) for t in (*parties.things, *parties.victims))


def _is_armed(token: Token) -> bool:
    listed = ("weapon_nouns", "armed_nouns", "security_nouns")
    return any(in_list(token, name) for name in listed) or is_among(token, "strikers")


def _people_by_force(head: Token, parties: Parties) -> bool:
    return bool(_people(parties)) and any(is_among(t, "force") for t in head.sent if t.i != head.i)


def _himself(head: Token, parties: Parties) -> bool:
    """A bomber who blows himself up; balloons are blown up too."""
    return any(t.lower_ in {"himself", "herself", "themselves"} for t in head.children)


def _numbered(head: Token, parties: Parties) -> bool:
    """Of ``your days are numbered``, said to somebody."""
    days = [t for t in children_of(head, {"nsubjpass", "nsubj"}) if t.lemma_ == "day"]
    return any(t.dep_ == "poss" and is_person(t) for day in days for t in day.children)


def _torn_down(head: Token, parties: Parties) -> bool:
    """Homes and shops; posters and prices come down too."""
    down = [*parties.things, *parties.victims, *children_of(head, {"dobj", "nsubjpass"})]
    return any(in_list(t, "place_nouns") or is_among(t, "targets") for t in down)


def _exploited(head: Token, parties: Parties) -> bool:
    """Workers used; resources and chances are exploited too."""
    people = [*_people(parties), *(t for t in parties.perpetrators if is_person(t))]
    return any(is_among(t, "used_people") for t in people)


def _not_film(head: Token, parties: Parties) -> bool:
    """Surveillance, and not what a camera in a shop took, or the trade in cameras."""
    return not (head.dep_ == "compound" and is_among(head.head, "recordings"))


def _taken_by_power(head: Token, parties: Parties) -> bool:
    """Phones and papers that a force takes; people take theirs along too."""
    borne = [*parties.things, *children_of(head, {"dobj", "nsubjpass"})]
    return _by_force_of_state(parties) and any(is_among(t, "belongings") for t in borne)


TESTS: dict[str, Test] = {
    "notfilm": _not_film,
    "takenbypower": _taken_by_power,
    "takers": _takers,
    "takersofpeople": _takers_of_people,
    "byothers": _by_others,
    "takersplace": _takers_place,
    "pressed": _pressed,
    "punished": _punished,
    "punishedperson": _punished_person,
    "sentback": _sent_back,
    "fledto": _fled_to,
    "byforcetarget": _on_target,
    "strikes": _strikes,
    "onlypersonbyforce": _people_by_force,
    "suicide": _himself,
    "numbered": _numbered,
    "torndown": _torn_down,
    "exploited": _exploited,
}
