"""Who did it to whom, by the grammar round a trigger: a verb, a noun, a describing word or a phrase."""

from spacy.tokens import Token

from khronika.extract.antecedents import antecedents, is_doer_beside, named_as, people_among, spread, subjects_up
from khronika.extract.grammar import (
    OBJECTS,
    PASSIVE,
    SUBJECTS,
    agents,
    children_of,
    is_passive,
    objects_of,
    own_agents,
)
from khronika.extract.verbs import Parties, of_verb, owners_of, sort_parties
from khronika.extract.words import in_list, is_agent, is_body, is_person, known_names

_ONTO = {"on", "against", "upon", "at", "toward", "towards", "targeting"}


def parties_of(head: Token) -> Parties:
    """The parties of the act that a trigger's governing word tells of."""
    if head.dep_ == "amod" and not in_list(head, "negators"):
        return _of_modifier(head)
    if head.pos_ in {"VERB", "AUX"} or head.tag_.startswith("VB"):
        return of_verb(head)
    if head.pos_ == "ADP":
        return _of_phrase(head)
    if head.pos_ == "ADJ" and head.dep_ == "acomp":
        return Parties(spread(people_among(antecedents(subjects_up(head.head)))))
    if head.dep_ in {"advmod", "conj"} and head.pos_ == "ADV":
        return of_verb(next((t for t in head.ancestors if t.pos_ == "VERB"), head))
    return _of_noun(head)


def _of_modifier(word: Token) -> Parties:
    noun = word.head
    if word.tag_ == "VBG" or word.lower_.endswith("ing"):
        return sort_parties([], [noun])
    # A parser that takes "guards had tortured inmates" for a kind of inmates still keeps the guards as subject.
    return sort_parties(list(spread([noun])), [*agents(word), *children_of(word, SUBJECTS)])


def _of_noun(noun: Token) -> Parties:
    if in_list(noun, "person_nouns") and noun.dep_ != "compound":
        return Parties(spread([noun]))
    return _inside(noun) + _aimed(noun) + _governed(noun) + _with_gerund(noun)


def _with_gerund(noun: Token) -> Parties:
    """Of ``the kidnapping and murdering of``, ``kidnapping and killing the founder``: whom it is done to."""
    joined = [t for t in noun.conjuncts if t.i > noun.i and t.tag_ == "VBG" and t.i - noun.i <= 3]
    return Parties(spread(people_among(t for verb in joined for t in children_of(verb, OBJECTS))))


def _aimed(noun: Token) -> Parties:
    """Of ``arrests targeting students``, ``a raid carried out by police``, ``the blows that guards dealt him``."""
    joined = [noun, *(t for t in noun.conjuncts if t.i > noun.i)]
    clauses = [t for word in joined for t in word.children if t.dep_ in {"acl", "relcl"} and t.pos_ == "VERB"]
    aimed = [t for clause in clauses if clause.lemma_ in _DEALT for t in children_of(clause, OBJECTS) if is_person(t)]
    doers = [t for clause in clauses if in_list(clause, "light_verbs") for t in agents(clause)]
    doers += [t for clause in clauses if clause.lemma_ in _DEALT for t in children_of(clause, SUBJECTS)]
    doers = doers or _carried_out(noun) or _blamed(noun)
    return Parties(spread(aimed), spread([t for t in doers if is_agent(t)]))


def _carried_out(noun: Token) -> list[Token]:
    """Of ``bombings since late 2014 carried out by rebels``, where the parser hangs the clause on the date or place."""
    later = [t for t in noun.sent if t.i > noun.i and t.tag_ == "VBN" and t.dep_ == "acl" and in_list(t, "light_verbs")]
    astray = [t for t in later if t.head.ent_type_ in {"DATE", "GPE", "LOC"} and t.head.i > noun.i]
    return [t for clause in astray[:1] for t in own_agents(clause)]


def _blamed(noun: Token) -> list[Token]:
    """Of ``blamed the abduction on thugs``, ``blames the army for the killing``: the thugs, the army."""
    top = _top(noun)
    if top.dep_ == "dobj" and top.head.lemma_ == "blame":
        return [t for word in (top, top.head) for t in objects_of(word, {"on"})]
    if top.dep_ == "pobj" and top.head.lower_ == "for" and top.head.head.lemma_ == "blame":
        return children_of(top.head.head, OBJECTS | PASSIVE)
    return []


_DEALT = frozenset({"target", "give", "deal", "inflict"})


def _inside(noun: Token) -> Parties:
    """Parties within the noun's own phrase: of whom, by whom, whose, against whom."""
    bearers = [t for t in objects_of(noun, {"of", *_ONTO}) or _shared_bearers(noun) if _can_bear(t)]
    doers = agents(noun) or _shared_doers(noun)
    doers += [t for part in noun.children if part.dep_ == "amod" for t in _sponsors(part)]
    owners = [t for t in noun.children if t.dep_ == "poss" and t.ent_type_ not in {"DATE", "TIME"}]
    for owner in owners:
        (doers if bearers or doers_by_trade(owner) else bearers).append(owner)
    for part in noun.children:
        if part.dep_ in {"compound", "amod", "nmod"} and (part.pos_ in {"NOUN", "PROPN"} or is_doer_beside(part)):
            _sort_compound(part, bearers, doers)
    return _sorted_nouns(bearers, doers)


def _shared_bearers(noun: Token) -> list[Token]:
    """Of ``arrests and torture of nurses``: the nurses, whichever of the joined words the parser hangs them on."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    if after.dep_ == "prep" and after.lower_ in {"of", *_ONTO}:
        return children_of(after, {"pobj"})
    links = [t for word in noun.conjuncts for t in word.children if t.dep_ == "prep" and t.lower_ in {"of", *_ONTO}]
    return next((children_of(link, {"pobj"}) for link in links if link.i > noun.i), [])


def _shared_doers(noun: Token) -> list[Token]:
    """Of ``torture and beatings by guards``: whom the last of the joined nouns names."""
    later = [t for t in noun.conjuncts if t.i > noun.i and t.pos_ == noun.pos_]
    return agents(later[-1]) if later else []


def _sponsors(word: Token) -> list[Token]:
    """Of ``state-sponsored``, ``army-led``: the state, the army."""
    if word.lemma_ not in {"sponsor", "lead", "back", "run", "order"} and word.lower_ not in {"led", "run"}:
        return []
    return [t for t in word.children if t.dep_ in {"npadvmod", "compound", "nmod"} and t.i < word.i]


def _can_bear(token: Token) -> bool:
    return (
        is_person(token)
        or is_body(token)
        or token.ent_type_ in {"PERSON", "ORG", "NORP"}
        or in_list(token, "property_nouns")
    )


def _sort_compound(part: Token, bearers: list[Token], doers: list[Token]) -> None:
    if is_doer_beside(part):
        doers.append(part)
    elif is_person(part) and part.ent_type_ != "GPE":
        bearers.append(part)


def doers_by_trade(token: Token) -> bool:
    """Whether the word names a force or an office, which rather does such acts than bears them."""
    listed = any(in_list(token, name) for name in ("security_nouns", "state_nouns", "armed_nouns"))
    known = token.lower_ in known_names(token.doc)
    return listed or token.ent_type_ in {"GPE", "ORG"} and not known


def _sorted_nouns(bearers: list[Token], doers: list[Token]) -> Parties:
    things = [t for t in bearers if in_list(t, "property_nouns")]
    people = [t for t in bearers if t not in things] + [owner for thing in things for owner in owners_of(thing)]
    return Parties(spread(people), spread([t for t in doers if is_agent(t)]), spread(things))


def _governed(noun: Token) -> Parties:
    """Parties of the verb that the noun hangs on: suffered it, carried it out, was subjected to it."""
    top = _top(noun)
    verb = top.head
    if top.dep_ in {"dobj", "nsubjpass"} and verb.pos_ == "VERB":
        return _of_object(verb)
    if top.dep_ == "pobj" and verb.lower_ in {"after", "following"} and noun.lemma_ in _SPELLS:
        return Parties(spread(people_among(antecedents(subjects_up(verb.head)))))
    if top.dep_ == "pobj" and verb.pos_ == "ADP":
        return _of_phrase(verb)
    if top.dep_ in {"attr", "nsubj"}:
        return Parties()
    return Parties()


_SPELLS = frozenset({"day", "week", "month", "year"})  # "came home after two years in prison"


def court_of(head: Token) -> tuple[Token, ...]:
    """Of ``was tried in a military court``: the court."""
    verb = next((t for t in (head, *head.ancestors) if t.pos_ == "VERB"), head)
    courts = [t for t in verb.subtree if t.dep_ == "pobj" and t.lemma_.lower() in {"court", "tribunal"}]
    return tuple(t for t in courts if t.head.lower_ in {"in", "at", "by", "before"} and t.sent == verb.sent)[:1]


def _top(noun: Token) -> Token:
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN", "ADJ"} and noun.head.i != noun.i:
        noun = noun.head
    return noun


def _of_object(verb: Token) -> Parties:
    parties = of_verb(verb)
    onto = [t for t in objects_of(verb, {"on", "against", "upon", "to", "for"}) if is_person(t)]
    if in_list(verb, "suffer_verbs"):
        return Parties(spread(people_among(parties.perpetrators) or parties.victims))
    if in_list(verb, "light_verbs"):
        return Parties(spread(onto), parties.perpetrators)
    if is_passive(verb) and verb.lemma_ in {"give", "hand", "award", "deny"}:
        return Parties(parties.victims, parties.perpetrators)
    return Parties()


def _of_phrase(preposition: Token) -> Parties:
    """Of ``in prison``, ``under torture``, ``to interrogation``: who is put there, or who stays there."""
    above = preposition.head
    if above.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "DET"}:
        return Parties(spread(named_as(above))) if is_person(above) else _inside(above) + _governed(above)
    if above.pos_ == "ADJ" and above.dep_ == "acomp" and above.lemma_ == "subject":
        return Parties(spread(people_among(antecedents(subjects_up(above.head)))))
    if above.pos_ not in {"VERB", "AUX"}:
        return Parties()
    keepers = _keepers(preposition)
    parties = of_verb(above)
    if above.lemma_ in {"respond", "react", "retaliate"}:
        return Parties((), parties.perpetrators)
    if in_list(above, "stay_verbs") and not is_passive(above):
        return Parties(people_among(antecedents(subjects_up(above))), keepers)
    if in_list(above, "put_verbs") or above.lemma_ == "leave":
        return Parties(parties.victims, parties.perpetrators or keepers if is_passive(above) or parties.victims else ())
    return Parties(parties.victims, keepers) if is_passive(above) else Parties((), keepers)


def _keepers(preposition: Token) -> tuple[Token, ...]:
    """Of ``in police custody``: the police."""
    places = [t for t in preposition.children if t.dep_ == "pobj"]
    return tuple(t for place in places for t in place.children if _keeps(t))


def _keeps(word: Token) -> bool:
    """Of ``in police custody``, ``in Taliban captivity``: whose custody it is."""
    if word.dep_ not in {"compound", "amod", "nmod", "poss"}:
        return False
    kept = word.head.lemma_ in {"custody", "captivity"} and word.ent_type_ in {"ORG", "NORP", "GPE"}
    return kept or any(in_list(word, name) for name in ("security_nouns", "armed_nouns"))
