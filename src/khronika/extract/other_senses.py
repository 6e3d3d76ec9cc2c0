"""Words for acts in other senses: of sport, of duty, of feeling. Each test says whether the act itself is meant."""

from collections.abc import Callable

from spacy.tokens import Token

from khronika.extract.grammar import is_passive, objects_of
from khronika.extract.verbs import Parties
from khronika.extract.words import in_list, is_agent, is_body, is_person
from khronika.lexicon.words import words

_PATIENTS = {"dobj", "nsubjpass"}
_RELATIVE = {"WP", "WDT"}
_SELVES = {"himself", "herself", "themselves", "myself", "ourselves", "itself", "yourself"}


def is_among(token: Token, name: str) -> bool:
    """Whether the word stands in a list of the sense words, by lemma or form."""
    there = words("en", name, "sense_words")
    return token.lower_ in there or token.lemma_.lower() in there


def is_borne_by_people(head: Token, parties: Parties) -> bool:
    """Whether what a verb is done to is people or their bodies: not ``tortures the instrument``."""
    patients = [t for t in head.children if t.dep_ in _PATIENTS and t.tag_ not in _RELATIVE]
    if not patients or head.pos_ != "VERB":
        return True
    bodily = any(is_among(t, "body_parts") or in_list(t, "quantity_nouns") for t in patients)
    own = [t for t in patients if not is_among(t, "inanimate")]
    return bodily or any(t in parties.victims or is_person(t) for t in own)


def is_between_combatants(act: str, head: Token, parties: Parties) -> bool:
    """Whether fighters do it to fighters: war, and no violation by itself."""
    if act not in {"attack", "injury", "killing", "arrest"} or not (parties.victims or parties.things):
        return False
    if act == "arrest":
        return head.lemma_ == "capture" and all(is_among(t, "combatants") for t in parties.victims)
    borne = all(is_among(t, "combatants") for t in (*parties.victims, *parties.things))
    doers = all(is_among(t, "combatants") or in_list(t, "armed_nouns") for t in parties.perpetrators)
    return borne and doers


def is_done_by_writer(parties: Parties) -> bool:
    """Of ``I freed the slaves``: what the writer, or the reader, does in a game, a kitchen or a dream."""
    return bool(parties.perpetrators) and all(t.lower_ in {"i", "we", "you"} for t in parties.perpetrators)


def is_in_fiction(head: Token) -> bool:
    """Of ``in the novel a teacher is arrested``, ``murdered on screen``."""
    for link in head.sent:
        if link.lower_ not in {"in", "on"} or link.dep_ != "prep":
            continue
        inside = [t for t in link.children if t.dep_ == "pobj"]
        told = any(_is_fiction(t) for t in inside)
        if (
            link.lower_ == "in"
            and told
            and link.head.pos_ in {"VERB", "AUX"}
            or any(t.lower_ == "screen" for t in inside)
        ):
            return True
    return False


def _is_fiction(noun: Token) -> bool:
    """Of ``in the novel``; but ``in a series of raids`` counts them."""
    counts = noun.lemma_ == "series" and any(c.lower_ == "of" for c in noun.children)
    return is_among(noun, "fictions") and not counts and any(c.dep_ in {"det", "poss"} for c in noun.children)


def _sufferer(head: Token, parties: Parties) -> bool:
    return is_borne_by_people(head, parties)


def _not_figure(head: Token, parties: Parties) -> bool:
    """Not of ``is torture to watch``, ``the traffic is murder``, ``it was a massacre: seven goals``."""
    if any(t.dep_ in {"acl", "relcl", "xcomp"} and any(c.lower_ == "to" for c in t.children) for t in head.children):
        return False
    if head.dep_ not in {"attr", "oprd"} or parties.perpetrators:
        return True
    near = ("security_nouns", "armed_nouns", "prisoner_nouns")
    return any(in_list(t, name) for t in head.sent for name in near)


def _expelled(head: Token, parties: Parties) -> bool:
    """Out of a country; clubs and parties expel their members too."""
    from_where = objects_of(head, {"from"})
    if from_where:
        return any(t.ent_type_ == "GPE" or is_among(t, "places_left") for t in from_where)
    people = [t for t in parties.victims if is_person(t)]
    foreign = any(
        t.lemma_ in {"journalist", "reporter", "diplomat", "foreigner", "correspondent", "envoy"} for t in people
    )
    return bool(people) and (foreign or any(in_list(t, "state_nouns") for t in parties.perpetrators))


def _verdict(head: Token, parties: Parties) -> bool:
    """Not of ``spoke with conviction``, ``political convictions``."""
    if head.head.lower_ == "with" and not any(t.dep_ in {"poss", "amod"} for t in head.children):
        return False
    return not any(is_among(t, "beliefs") for t in head.children)


def _served(head: Token, parties: Parties) -> bool:
    after = head.doc[head.i : min(head.i + 10, head.sent.end)]
    return not any(is_among(t, "served_as") for t in after) and not any(t.lower_ == "as" for t in after)


def _keeper(head: Token, parties: Parties) -> bool:
    """In custody of a force; parents have custody of children."""
    kept_by = [t for link in head.subtree if link.lower_ == "of" for t in link.children if t.dep_ == "pobj"]
    return any(is_body(t) or t.ent_type_ in {"ORG", "GPE"} for t in kept_by)


def _not_ill(head: Token, parties: Parties) -> bool:
    return bool(parties.victims) and not any(is_among(t, "medical") for t in head.sent)


def _injured(head: Token, parties: Parties) -> bool:
    """Not the knee of a footballer."""
    return bool(parties.victims) and not any(is_among(t, "joints") for t in head.children if t.dep_ == "compound")


def _fired_on(head: Token, parties: Parties) -> bool:
    onto = [t for link in head.children if link.lower_ in {"on", "at", "upon", "into"} for t in link.children]
    return not any(is_among(t, "fired_at") or t.ent_type_ in {"DATE", "TIME"} for t in onto)


def _beating(head: Token, parties: Parties) -> bool:
    takers = [t for t in head.head.children if t.dep_ == "nsubj"] if head.dep_ == "dobj" else []
    return not any(is_among(t, "teams") or is_among(t, "markets") for t in (*takers, *parties.victims))


def _blows(head: Token, parties: Parties) -> bool:
    return head.tag_ == "NNS" and bool(parties.victims or parties.perpetrators)


def _at_court(head: Token, parties: Parties) -> bool:
    return any(is_among(t, "court_words") for t in head.sent)


def _withheld(head: Token, parties: Parties) -> bool:
    """What is denied is the lawyer, not something about one ("denied spying on lawyers")."""
    return not any(t.dep_ in {"xcomp", "ccomp", "pcomp"} for t in head.children)


def _of_people(head: Token, parties: Parties) -> bool:
    return bool(parties.victims) or any(is_person(t) for t in objects_of(head, {"of"}))


def _exiled(head: Token, parties: Parties) -> bool:
    return bool(parties.victims) and not any(t.lemma_ in {"page", "bench", "margin"} for t in head.subtree)


def _others(head: Token, parties: Parties) -> bool:
    """Not ``shot himself in the foot``."""
    return not any(t.lower_ in _SELVES for t in head.children)


def _picked_up(head: Token, parties: Parties) -> bool:
    """People, but not passengers."""
    return bool(parties.victims) and is_borne_by_people(head, parties) and not _are_payers(parties)


def _are_payers(parties: Parties) -> bool:
    return all(is_among(t, "payers") for t in parties.victims)


def _fled(head: Token, parties: Parties) -> bool:
    """People who flee from force, not from rain."""
    away = [t for t in head.children if t.dep_ == "dobj"]
    return any(is_person(t) for t in parties.victims) and not any(is_among(t, "nature") for t in away)


def _captive(head: Token, parties: Parties) -> bool:
    return bool(parties.victims) and is_borne_by_people(head, parties)


def is_contest(head: Token) -> bool:
    """Of ``beaten in the second round``, ``beat the champions by two goals``."""
    where = [t for t in objects_of(head, {"in", "at", "to", "by"}) if is_among(t, "contests")]
    by = [t for link in head.children if link.lower_ == "by" for t in link.children if is_among(t, "margins")]
    return bool(where or by)


def is_task(head: Token) -> bool:
    """Of ``charged with running the museum``, ``charged with energy``, ``charged us ten euros``."""
    with_what = [t for link in head.children if link.lower_ == "with" for t in link.children]
    priced = any(
        t.ent_type_ == "MONEY" or t.lemma_ in {"fee", "price"} for t in head.children if t.dep_ in {"dobj", "npadvmod"}
    )
    duty = any(is_among(t, "task_verbs") if t.dep_ == "pcomp" else is_among(t, "tasks") for t in with_what)
    return (
        priced or duty and not any(is_among(t, "accused_near") or is_among(t, "crimes") for t in head.sent if t != head)
    )


def is_target(thing: Token) -> bool:
    """Whether force can be used on the thing: a home, a crowd, a convoy; not a budget."""
    return is_among(thing, "targets") or in_list(thing, "place_nouns") or thing.ent_type_ in {"GPE", "FAC"}


def is_rescue(head: Token, parties: Parties) -> bool:
    """Of ``crews freed a family trapped in a car``."""
    stuck = any(is_among(t, "trapped") for t in head.subtree)
    return stuck or any(is_among(t, "cheering") for t in parties.perpetrators)


def are_teams(parties: Parties) -> bool:
    """Whether all who bear it are sides in a game."""
    plain = [t for t in parties.victims if not any(c.dep_ in {"compound", "amod"} for c in t.children)]
    return bool(parties.victims) and len(plain) == len(parties.victims) and all(is_among(t, "teams") for t in plain)


def are_rivals(parties: Parties) -> bool:
    """Of ``beat the champions``: those whom one side beats, where no force does it."""
    plain = [t for t in parties.victims if not any(c.dep_ == "prep" for c in t.children)]
    forced = any(in_list(t, "security_nouns") or in_list(t, "armed_nouns") for t in parties.perpetrators)
    return bool(plain) and not forced and all(is_among(t, "rivals") for t in parties.victims)


def is_chess(parties: Parties) -> bool:
    """Whether one piece takes another."""
    pieces = [t for t in (*parties.victims, *parties.perpetrators) if is_among(t, "chessmen")]
    return bool(parties.victims) and bool(parties.perpetrators) and len(pieces) >= 2


def is_promise(head: Token) -> bool:
    """Of ``held to his promise``, ``held to a draw``."""
    return any(t.lower_ == "to" and t.dep_ == "prep" for t in head.children)


def has_doer_by(head: Token) -> bool:
    """Whether the act is done ``by`` something that can do none."""
    by = [t for link in head.children if link.dep_ == "agent" for t in link.children if t.dep_ == "pobj"]
    return is_passive(head) and bool(by) and not any(is_agent(t) for t in by)


OTHER_SENSES: dict[str, Callable[[Token, Parties], bool]] = {
    "sufferer": _sufferer,
    "notfigure": _not_figure,
    "expelled": _expelled,
    "verdict": _verdict,
    "served": _served,
    "keeper": _keeper,
    "notill": _not_ill,
    "injured": _injured,
    "firedon": _fired_on,
    "beating": _beating,
    "blows": _blows,
    "atcourt": _at_court,
    "withheld": _withheld,
    "ofpeople": _of_people,
    "exiled": _exiled,
    "others": _others,
    "captive": _captive,
    "fled": _fled,
    "pickedup": _picked_up,
}
