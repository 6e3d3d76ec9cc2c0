"""Who did it to whom, by the grammar round a trigger."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from khronika.extract.words import in_list, is_agent, is_body, is_person

_SUBJECTS = {"nsubj", "csubj"}
_PASSIVE = {"nsubjpass", "csubjpass"}
_OBJECTS = {"dobj", "dative", "obj"}
_ONTO = {"on", "against", "upon", "at", "toward", "towards", "targeting"}


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


def parties_of(head: Token) -> Parties:
    """The parties of the act that a trigger's governing word tells of."""
    if head.dep_ == "amod" and not in_list(head, "negators"):
        return _of_modifier(head)
    if head.pos_ in {"VERB", "AUX"} or head.tag_.startswith("VB"):
        return of_verb(head)
    if head.pos_ == "ADP":
        return _of_phrase(head)
    return _of_noun(head)


def of_verb(verb: Token, depth: int = 0) -> Parties:
    """Subject, object and agent of a verb; what it lacks it takes from the verb that it hangs on."""
    if in_list(verb, "bearer_verbs") and not is_passive(verb):
        return Parties(_spread(_people(_antecedents(_subjects_up(verb)))))
    own = _own(verb)
    if verb.lemma_ == "threaten" and not own.victims:
        own = own + Parties(tuple(t for c in verb.children if c.dep_ == "xcomp" for t in _own(c).victims))
    if depth > 3 or (own.victims or own.things) and own.perpetrators:
        return own
    return own + _inherited(verb, own, depth)


def _own(verb: Token) -> Parties:
    passive = _children(verb, _PASSIVE)
    subjects = _children(verb, _SUBJECTS) or ([] if passive else _swallowed(verb))
    patients = [*passive, *(_children(verb, _OBJECTS) or ([] if passive else _shared_object(verb)))]
    if is_passive(verb):
        patients, subjects = [*patients, *subjects], []
    if not any(is_person(t) for t in patients) and verb.lemma_ in {"deny", "grant", "refuse", "give", "issue"}:
        patients += [t for t in objects_of(verb, {"to", "for"}) if is_person(t)]
    return _sorted(_antecedents(patients), [*_antecedents(subjects), *agents(verb)], in_list(verb, "people_verbs"))


def _sorted(patients: list[Token], doers: list[Token], only_people: bool = False) -> Parties:
    people = [t for t in patients if t.dep_ != "dative" or t.pos_ != "ADP"]
    people = [t for t in people if is_person(t) or only_people and _may_be_person(t)]
    things = [t for t in patients if t not in people and t.pos_ in {"NOUN", "PROPN", "PRON"}]
    owners = [] if people else [owner for thing in things for owner in owners_of(thing)]
    return Parties(_spread([*people, *owners]), _spread([t for t in doers if is_agent(t)]), _spread(things))


def _may_be_person(token: Token) -> bool:
    """Whether a noun that no list knows may be an occupation or a name."""
    known = any(in_list(token, name) for name in ("property_nouns", "place_nouns", "media_nouns", "state_nouns"))
    return token.pos_ in {"NOUN", "PROPN"} and not known and token.ent_type_ not in {"ORG", "GPE", "DATE", "PRODUCT"}


def owners_of(thing: Token) -> list[Token]:
    """Whose home, phone or body it is."""
    owners = [t for t in thing.children if t.dep_ == "poss" or t.dep_ == "compound" and is_person(t)]
    return [t for t in [*owners, *objects_of(thing, {"of", "belonging"})] if is_person(t) or is_body(t)]


def _swallowed(verb: Token) -> list[Token]:
    """Of ``In the past two weeks officers have arrested``: the subject that the parser read into the date."""
    nouns = [t for link in verb.lefts if link.dep_ == "prep" for t in link.children if t.dep_ == "pobj"]
    dated = [t for t in nouns if any(c.dep_ == "compound" and c.ent_type_ in {"DATE", "TIME"} for c in t.children)]
    return [t for t in dated if is_agent(t)]


def _shared_object(verb: Token) -> list[Token]:
    """Of ``summoning and arresting students``: the object that stands after the last of the joined verbs."""
    joined = [t for t in verb.conjuncts if t.i > verb.i and t.tag_ == verb.tag_ and t.pos_ == "VERB"]
    near = [t for t in joined if t.i - verb.i <= 3]
    return [found for other in near for found in _children(other, _OBJECTS)]


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject bears the act."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "csubjpass", "agent"} for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ in {"VBN", "VBD"} and not _children(verb, _OBJECTS | _SUBJECTS):
        return verb.head.pos_ in {"VERB", "AUX"} and verb.head.i != verb.i and is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"} and not _has_auxiliary(verb)


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def agents(verb: Token) -> list[Token]:
    """Who is named with ``by`` or ``at the hands of``."""
    found = []
    for child in verb.children:
        if child.dep_ == "agent" or child.dep_ == "prep" and child.lower_ == "by":
            found += [t for t in child.children if t.dep_ == "pobj" and is_agent(t)]
        elif child.lower_ == "at":
            hands = [t for t in child.children if t.lower_ == "hands"]
            found += [t for hand in hands for t in objects_of(hand, {"of"})]
    return found or _shared_agent(verb)


def _shared_agent(verb: Token) -> list[Token]:
    """Of ``arrested and beaten by police``: the agent that stands after the last of the joined participles."""
    later = [t for t in verb.conjuncts if t.i > verb.i and t.tag_ == "VBN" and verb.tag_ == "VBN"][:1]
    return [found for other in later for found in agents(other)]


def _inherited(verb: Token, own: Parties, depth: int) -> Parties:
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.pos_ == "ADP" else verb.head
    if verb.dep_ in {"acl", "relcl"}:
        return _from_noun(verb, above, own)
    if above.i == verb.i or above.pos_ not in {"VERB", "AUX"}:
        return Parties()
    if verb.dep_ == "conj":
        return _from_sibling(verb, of_verb(above, depth + 1), above)
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "pcomp"} and not _children(verb, _SUBJECTS | _PASSIVE):
        return _from_above(verb, of_verb(above, depth + 1))
    return Parties()


def _from_noun(verb: Token, noun: Token, own: Parties) -> Parties:
    if is_passive(verb) or own.perpetrators or verb.tag_ == "VBN":
        return _sorted([noun], []) if not (own.victims or own.things) else Parties()
    return _sorted([], [noun])


def _from_sibling(verb: Token, there: Parties, above: Token) -> Parties:
    """A joined verb shares the subject: the one who bears the act if both are passive, else the one who does it."""
    if is_passive(above):
        if verb.tag_ in {"VBN", "VBD"} and not _children(verb, _OBJECTS):
            return Parties(there.victims, there.perpetrators)
        return Parties((), there.victims)
    return Parties(there.victims if not _children(verb, _OBJECTS) else (), there.perpetrators)


def _from_above(verb: Token, there: Parties) -> Parties:
    if is_passive(verb) or verb.tag_ == "VBN":
        return Parties(there.victims or there.perpetrators)
    return Parties((), there.perpetrators)


def _of_modifier(word: Token) -> Parties:
    noun = word.head
    if word.tag_ == "VBG" or word.lower_.endswith("ing"):
        return _sorted([], [noun])
    # A parser that takes "guards had tortured inmates" for a kind of inmates still keeps the guards as subject.
    return _sorted(list(_spread([noun])), [*agents(word), *_children(word, _SUBJECTS)])


def _of_noun(noun: Token) -> Parties:
    if in_list(noun, "person_nouns") and noun.dep_ != "compound":
        return Parties(_spread([noun]))
    return _inside(noun) + _aimed(noun) + _governed(noun)


def _aimed(noun: Token) -> Parties:
    """Of ``arrests targeting students``, ``a raid carried out by police``."""
    clauses = [t for t in noun.children if t.dep_ in {"acl", "relcl"} and t.pos_ == "VERB"]
    aimed = [t for clause in clauses if clause.lemma_ == "target" for t in _children(clause, _OBJECTS)]
    doers = [t for clause in clauses if in_list(clause, "light_verbs") for t in agents(clause)]
    return Parties(_spread(aimed), _spread(doers))


def _inside(noun: Token) -> Parties:
    """Parties within the noun's own phrase: of whom, by whom, whose, against whom."""
    bearers = [t for t in objects_of(noun, {"of", *_ONTO}) if _can_bear(t)]
    doers = agents(noun)
    owners = [t for t in noun.children if t.dep_ == "poss" and t.ent_type_ not in {"DATE", "TIME"}]
    for owner in owners:
        (doers if bearers or doers_by_trade(owner) else bearers).append(owner)
    for part in noun.children:
        if part.dep_ in {"compound", "amod", "nmod"} and part.pos_ in {"NOUN", "PROPN"}:
            _sort_compound(part, bearers, doers)
    return _sorted_nouns(bearers, doers)


def _can_bear(token: Token) -> bool:
    return (
        is_person(token)
        or is_body(token)
        or token.ent_type_ in {"PERSON", "ORG", "NORP"}
        or in_list(token, "property_nouns")
    )


def _sort_compound(part: Token, bearers: list[Token], doers: list[Token]) -> None:
    if in_list(part, "security_nouns") or in_list(part, "armed_nouns"):
        doers.append(part)
    elif is_person(part) and part.ent_type_ != "GPE":
        bearers.append(part)


def doers_by_trade(token: Token) -> bool:
    """Whether the word names a force or an office, which rather does such acts than bears them."""
    listed = any(in_list(token, name) for name in ("security_nouns", "state_nouns", "armed_nouns"))
    return listed or token.ent_type_ in {"GPE", "ORG"}


def _sorted_nouns(bearers: list[Token], doers: list[Token]) -> Parties:
    things = [t for t in bearers if in_list(t, "property_nouns")]
    people = [t for t in bearers if t not in things] + [owner for thing in things for owner in owners_of(thing)]
    return Parties(_spread(people), _spread([t for t in doers if is_agent(t)]), _spread(things))


def _governed(noun: Token) -> Parties:
    """Parties of the verb that the noun hangs on: suffered it, carried it out, was subjected to it."""
    top = _top(noun)
    verb = top.head
    if top.dep_ in {"dobj", "nsubjpass"} and verb.pos_ == "VERB":
        return _of_object(verb)
    if top.dep_ == "pobj" and verb.pos_ == "ADP":
        return _of_phrase(verb)
    if top.dep_ in {"attr", "nsubj"}:
        return Parties()
    return Parties()


def _top(noun: Token) -> Token:
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN", "ADJ"} and noun.head.i != noun.i:
        noun = noun.head
    return noun


def _of_object(verb: Token) -> Parties:
    parties = of_verb(verb)
    onto = [t for t in objects_of(verb, {"on", "against", "upon", "to", "for"}) if is_person(t)]
    if in_list(verb, "suffer_verbs"):
        return Parties(_spread(_people(parties.perpetrators)))
    if in_list(verb, "light_verbs"):
        return Parties(_spread(onto), parties.perpetrators)
    return Parties()


def _of_phrase(preposition: Token) -> Parties:
    """Of ``in prison``, ``under torture``, ``to interrogation``: who is put there, or who stays there."""
    above = preposition.head
    if above.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "DET"}:
        return Parties(_spread([above])) if is_person(above) else _inside(above) + _governed(above)
    if above.pos_ not in {"VERB", "AUX"}:
        return Parties()
    keepers = _keepers(preposition)
    parties = of_verb(above)
    if above.lemma_ in {"respond", "react", "retaliate"}:
        return Parties((), parties.perpetrators)
    if in_list(above, "stay_verbs") and not is_passive(above):
        return Parties(_people(_antecedents(_subjects_up(above))), keepers)
    if in_list(above, "put_verbs"):
        return Parties(parties.victims, parties.perpetrators or keepers if is_passive(above) or parties.victims else ())
    return Parties(parties.victims, keepers) if is_passive(above) else Parties((), keepers)


def _keepers(preposition: Token) -> tuple[Token, ...]:
    """Of ``in police custody``: the police."""
    places = [t for t in preposition.children if t.dep_ == "pobj"]
    return tuple(t for place in places for t in place.children if t.dep_ == "compound" and in_list(t, "security_nouns"))


def _subjects_up(verb: Token) -> list[Token]:
    for _ in range(4):
        subjects = _children(verb, _SUBJECTS | _PASSIVE)
        if subjects or verb.dep_ not in {"conj", "xcomp", "advcl"}:
            if verb.dep_ in {"relcl", "acl"} and not subjects:
                return [verb.head]
            return subjects
        verb = verb.head
    return []


def objects_of(word: Token, prepositions: set[str]) -> list[Token]:
    """The nouns that hang on the word by one of the prepositions."""
    links = [t for t in word.children if t.dep_ in {"prep", "dative"} and t.lower_ in prepositions]
    return [t for link in links for t in link.children if t.dep_ == "pobj"]


def _children(word: Token, deps: set[str]) -> list[Token]:
    return [t for t in word.children if t.dep_ in deps]


def _antecedents(tokens: Iterable[Token]) -> list[Token]:
    """Relative pronouns replaced by the noun that their clause describes."""
    return [_antecedent(t) for t in tokens]


def _antecedent(token: Token) -> Token:
    if token.tag_ not in {"WP", "WDT"}:
        return token
    verb = token.head
    for _ in range(4):
        if verb.dep_ == "relcl":
            return verb.head
        verb = verb.head
    return token


def _people(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(t for t in tokens if is_person(t))


def _spread(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The words and those joined to them by ``and``, once each, in order of the text."""
    found = {t.i: t for token in tokens for t in (token, *_joined(token))}
    return tuple(found[i] for i in sorted(found))


def _joined(token: Token) -> tuple[Token, ...]:
    return tuple(t for t in token.conjuncts if t.i > token.i and t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"})
