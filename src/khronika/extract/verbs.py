"""Who does what to whom by the grammar of a verb: subject, object, agent, and what it shares with verbs beside it."""

from dataclasses import dataclass

from spacy.tokens import Token

from khronika.extract.antecedents import (
    ACCUSE,
    accused,
    accusing,
    antecedents,
    behind,
    in_the_course,
    named_as,
    people_among,
    spread,
    subjects_up,
    together,
)
from khronika.extract.grammar import OBJECTS, PASSIVE, SUBJECTS, agents, children_of, is_passive, objects_of, own_agents
from khronika.extract.words import in_list, is_agent, is_body, is_person, is_power


@dataclass(frozen=True, slots=True)
class Parties:
    """The head words of victims, of perpetrators, and of things acted upon (homes, phones)."""

    victims: tuple[Token, ...] = ()
    perpetrators: tuple[Token, ...] = ()
    things: tuple[Token, ...] = ()

    def __add__(self, other: "Parties") -> "Parties":
        """Each role from the left, or where it is empty from the right."""
        return Parties(
            self.victims or other.victims,
            self.perpetrators or other.perpetrators,
            self.things or other.things,
        )


def of_verb(verb: Token, depth: int = 0) -> Parties:
    """Subject, object and agent of a verb; what it lacks it takes from the verb that it hangs on."""
    if in_list(verb, "bearer_verbs") and not is_passive(verb):
        return Parties(
            spread(people_among(antecedents(subjects_up(verb)))), spread(own_agents(verb) or _meanwhile(verb))
        )
    own = _own(verb) + Parties((), _meanwhile(verb))
    if verb.lemma_ == "threaten" and not own.victims:
        own = own + Parties(tuple(t for c in verb.children if c.dep_ == "xcomp" for t in _own(c).victims))
    if depth > 3 or (own.victims or own.things) and own.perpetrators:
        return own
    return own + _inherited(verb, own, depth)


def _own(verb: Token) -> Parties:
    passive = children_of(verb, PASSIVE)
    subjects = [t for s in children_of(verb, SUBJECTS) for t in (s, *together(s))] or (
        [] if passive else _of_auxiliary(verb) or _swallowed(verb)
    )
    given = bool(passive) and verb.lemma_ in _GIVEN  # "was denied access": to whom, and not what
    patients = [*passive, *([] if given else children_of(verb, OBJECTS) or ([] if passive else _shared_object(verb)))]
    patients += _onto(verb, patients) or _let_go(verb)
    if is_passive(verb) or _is_absolute(verb) and not patients or not patients and _is_taken_for_active(verb, subjects):
        patients, subjects = [*patients, *subjects, *_along(verb)], []
    if not any(is_person(t) for t in patients) and verb.lemma_ in {"deny", "grant", "refuse", "give", "issue"}:
        patients += [t for t in objects_of(verb, {"to", "for"}) if is_person(t)]
    return sort_parties(
        [_person_beside(t) for t in antecedents(patients)],
        [*(doer for t in antecedents(subjects) for doer in behind(t)), *agents(verb)],
        in_list(verb, "people_verbs") or any(t.tag_ == "WP" for t in patients),
    )


_GIVEN = frozenset({"deny", "grant", "refuse", "give", "offer", "allow"})


def _is_taken_for_active(verb: Token, subjects: list[Token]) -> bool:
    """Of ``a vendor detained for two weeks said``, where the parser makes the vendor do it, to nobody."""
    on_people = in_list(verb, "people_verbs") or verb.lemma_ in {"kill", "wound", "injure"}
    if not subjects or verb.tag_ not in {"VBD", "VBN"} or not on_people or verb.dep_ == "relcl":
        return False
    if verb.tag_ == "VBD" and verb.i + 1 < len(verb.doc) and verb.nbor().pos_ not in {"ADP", "PUNCT", "SPACE"}:
        return False
    return not any(is_power(t) or in_list(t, "armed_nouns") or not is_person(t) or t.pos_ == "PRON" for t in subjects)


def sort_parties(patients: list[Token], doers: list[Token], only_people: bool = False) -> Parties:
    """The words as parties: people, or the owners of things, as victims; those who can act as perpetrators.

    ``only_people`` says that what bears the act must be people, known to a list or not.
    """
    patients = [t for t in patients if t.dep_ != "dative" or t.pos_ != "ADP"]
    people = [t for t in spread(patients) if is_person(t) or only_people and _may_be_person(t)]
    things = [t for t in patients if t not in people and t.pos_ in {"NOUN", "PROPN", "PRON"}]
    owners = [] if people else [owner for thing in things for owner in owners_of(thing)]
    return Parties(spread([*people, *owners]), spread([t for t in doers if is_agent(t)]), spread(things))


def _may_be_person(token: Token) -> bool:
    """Whether a noun that no list knows may be an occupation or a name."""
    known = any(in_list(token, name) for name in ("property_nouns", "place_nouns", "media_nouns", "state_nouns"))
    return token.pos_ in {"NOUN", "PROPN"} and not known and token.ent_type_ not in {"ORG", "GPE", "DATE", "PRODUCT"}


def owners_of(thing: Token) -> list[Token]:
    """Whose home, phone or body it is."""
    owners = [t for t in thing.children if t.dep_ == "poss" or t.dep_ == "compound" and is_person(t)]
    holders = [t for t in objects_of(thing, {"of", "belonging"}) if not in_list(t, "media_nouns")]
    return [t for t in [*owners, *holders] if is_person(t) or is_body(t)]


def _meanwhile(verb: Token) -> tuple[Token, ...]:
    """Of ``were killed when soldiers opened fire``: the soldiers, where the act's own clause names nobody."""
    if not is_passive(verb) and verb.lemma_ not in {"die"}:
        return ()
    clauses = [t for t in verb.children if t.dep_ == "advcl" and in_list(t, "violent_verbs") and not is_passive(t)]
    found = [t for clause in clauses if _is_at_once(clause) for t in children_of(clause, SUBJECTS)]
    found += [t for t in in_the_course(verb) if is_power(t) or in_list(t, "armed_nouns")]
    return spread([t for t in found if is_agent(t) and t.tag_ not in {"PRP", "WP", "WDT"}])


def _is_at_once(clause: Token) -> bool:
    return any(t.lower_ in {"when", "after", "as"} and t.dep_ in {"advmod", "mark"} for t in clause.children)


def _let_go(verb: Token) -> list[Token]:
    """Of ``let the two nurses go``, ``made him disappear``: the subject of the bare verb."""
    if verb.lemma_ not in {"let", "make"}:
        return []
    return [t for c in verb.children if c.dep_ == "ccomp" and c.tag_ in {"VB", "VBP"} for t in children_of(c, SUBJECTS)]


_ONTO = frozenset({"spy", "fire", "shoot", "storm", "burst", "break", "swoop", "eavesdrop", "crack", "inform"})


def _onto(verb: Token, patients: list[Token]) -> list[Token]:
    """Of ``spied on her``, ``stormed into the office``, ``put pressure on us``: who or what it goes to."""
    if any(is_person(t) for t in patients):
        return []
    if verb.lemma_ in _ONTO and not patients:
        return objects_of(verb, {"on", "at", "into", "upon"})
    if verb.lemma_ in {"put", "exert", "place", "impose"}:
        found = [t for noun in (verb, *patients) for t in objects_of(noun, {"on", "upon"})]
        return [t for t in found if is_person(t)]
    return []


def _person_beside(token: Token) -> Token:
    """Of ``People's Front (PF) leader Omar Daku``, which the parser takes for a body: the person named beside it."""
    if is_person(token) or token.ent_type_ != "ORG":
        return token
    return next((t for t in token.children if t.dep_ == "appos" and t.ent_type_ == "PERSON"), token)


def _along(verb: Token) -> list[Token]:
    """Of ``was arrested along with many workers``, ``was held with ten other nurses``: the workers, the nurses."""
    links = [t for t in verb.subtree if t.lower_ == "with" and t.i > verb.i and {t.head, t.head.head} & {verb}]
    found = [(link, t) for link in links for t in link.children if t.dep_ == "pobj" and is_person(t)]
    return [t for link, t in found if link.nbor(-1).lower_ in {"along", "together"} or _is_further(t)]


def _is_further(token: Token) -> bool:
    return token.lower_ == "others" or any(t.lower_ in {"other", "fellow"} for t in token.children)


def _of_auxiliary(verb: Token) -> list[Token]:
    """The subject that the parser has hung on ``have`` or ``be`` instead of the verb."""
    return [found for aux in verb.children if aux.dep_ == "aux" for found in children_of(aux, SUBJECTS)]


def _swallowed(verb: Token) -> list[Token]:
    """Of ``In the past two weeks officers have arrested``: the subject that the parser read into the date."""
    nouns = [t for link in verb.lefts if link.dep_ == "prep" for t in link.children if t.dep_ == "pobj"]
    dated = [t for t in nouns if any(c.dep_ == "compound" and c.ent_type_ in {"DATE", "TIME"} for c in t.children)]
    return [t for t in dated if is_agent(t)]


def _shared_object(verb: Token) -> list[Token]:
    """Of ``summoning and arresting students``: the object that stands after the last of the joined verbs."""
    joined = [t for t in verb.conjuncts if t.i > verb.i and t.tag_ == verb.tag_ and t.pos_ == "VERB"]
    last = verb.i
    for other in joined:
        if other.i - last > 3:
            return []
        found = children_of(other, OBJECTS)
        if found:
            return found
        last = other.i
    return []


def _inherited(verb: Token, own: Parties, depth: int) -> Parties:
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.pos_ == "ADP" else verb.head
    if verb.dep_ == "xcomp" and above.pos_ == "ADJ":  # "is due to be executed"
        above = above.head
    if verb.dep_ == "pcomp" and (accusing(above) is not None or above.lemma_ == "responsible"):
        return Parties((), _responsible(above))
    if verb.dep_ in {"acl", "relcl"}:
        return _from_noun(verb, above, own)
    if above.i == verb.i or above.pos_ not in {"VERB", "AUX"}:
        return Parties()
    if verb.dep_ in {"conj", "ccomp"} and in_list(above, "say_verbs"):
        before = _clause_before(verb)
        if before is not None:
            return _from_sibling(verb, of_verb(before, depth + 1), before)
    if verb.dep_ == "conj":
        return _from_sibling(verb, of_verb(above, depth + 1), above)
    if _is_absolute(verb):
        return Parties(
            tuple(t for t in children_of(verb, SUBJECTS) if is_person(t)), of_verb(above, depth + 1).perpetrators
        )
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "pcomp"} and not children_of(verb, SUBJECTS | PASSIVE):
        return _from_above(verb, of_verb(above, depth + 1))
    return Parties()


def _responsible(above: Token) -> tuple[Token, ...]:
    """Of ``accused of beating``, ``responsible for killing``: who."""
    if accusing(above) is not None:
        return accused(accusing(above) or above)
    return spread([t for t in antecedents(subjects_up(above.head)) if is_agent(t)])


def _is_absolute(verb: Token) -> bool:
    """Of ``agents raided homes, many taken away``: a participle with a subject of its own and no auxiliary."""
    bare = not any(t.dep_ in {"aux", "auxpass", "mark", "cc", "agent"} for t in verb.children)
    return bare and verb.tag_ == "VBN" and verb.dep_ in {"ccomp", "advcl", "dep"} and bool(children_of(verb, SUBJECTS))


def _from_noun(verb: Token, noun: Token, own: Parties) -> Parties:
    if noun.lemma_ == "order" and noun.head.lower_ == "in":  # "beat them in order to force a confession"
        return Parties((), of_verb(noun.head.head, 3).perpetrators)
    if noun.dep_ == "pobj" and noun.head.dep_ == "agent" and _is_next(verb, noun):
        return Parties(of_verb(noun.head.head, 3).victims, spread([noun]))
    if children_of(verb, OBJECTS) and in_list(noun, "force_nouns"):
        return sort_parties([], behind(noun))  # "a police crackdown killed 18", which may be parsed as killed 18
    if is_passive(verb) or own.perpetrators or verb.tag_ == "VBN":
        return sort_parties(named_as(noun), []) if not (own.victims or own.things) else Parties()
    if any(t.tag_ == "TO" for t in verb.children):
        return Parties((), spread(_who_tries(noun)))
    return sort_parties([], [noun])


def _is_next(verb: Token, noun: Token) -> bool:
    """Of ``seized by officers, thrown down``: a participle that goes on, which the parser hangs on the doer."""
    return (
        verb.tag_ in {"VBN", "VBD"} and verb.dep_ in {"acl", "conj"} and noun.i + 1 < verb.i and noun.nbor().text == ","
    )


def _who_tries(noun: Token) -> list[Token]:
    """Of ``the army's attempt to jail him``, ``a US bid to extradite her``: the army, the US."""
    own = [t for t in noun.children if t.dep_ in {"poss", "compound", "nmod"}]
    return [t for t in (*own_agents(noun), *own) if is_agent(t)][:1]


def _from_sibling(verb: Token, there: Parties, above: Token) -> Parties:
    """A joined verb shares the subject: the one who bears the act if both are passive, else the one who does it."""
    if above.lemma_ in ACCUSE and verb.tag_ == "VBG":
        return Parties((), accused(above))
    if is_passive(above):
        if any(t.dep_ == "auxpass" for t in verb.children):
            return Parties(there.victims, () if own_agents(above) else there.perpetrators)  # "was held and was denied"
        if verb.tag_ in {"VBN", "VBD"} and not children_of(verb, OBJECTS):
            return Parties(there.victims, there.perpetrators)
        return Parties((), there.victims)
    if any(t.dep_ == "auxpass" for t in verb.children):
        return Parties(people_among(antecedents(subjects_up(above))))  # "she spent a week there and was beaten"
    return Parties(there.victims if not children_of(verb, OBJECTS) else (), there.perpetrators)


def _clause_before(verb: Token) -> Token | None:
    """Of ``said that police had stopped him, beat him``: the clause said before it, whose subject it shares."""
    if children_of(verb, SUBJECTS | PASSIVE):
        return None
    said = [t for t in verb.head.children if t.dep_ == "ccomp" and verb.head.i < t.i < verb.i]
    return next((t for t in reversed(said) if children_of(t, SUBJECTS | PASSIVE)), None)


def _from_above(verb: Token, there: Parties) -> Parties:
    if is_passive(verb) or verb.tag_ == "VBN" and not any(t.lemma_ == "have" for t in verb.children):
        with_it = verb.dep_ == "advcl" and any(t.lower_ == "while" for t in verb.children)
        return Parties(there.victims or there.perpetrators, there.perpetrators if with_it and there.victims else ())
    if is_passive(verb.head) and verb.dep_ == "xcomp":
        doers = children_of(verb.head, PASSIVE)  # "they are said to have threatened him", "she was made to undergo"
        return Parties((), spread([t for t in antecedents(doers) if is_agent(t)]))
    return Parties((), there.perpetrators)
