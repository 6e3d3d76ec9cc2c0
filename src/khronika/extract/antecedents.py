"""Whom a subject, a relative pronoun, a list of names or a word before an act stands for."""

from collections.abc import Iterable

from spacy.tokens import Token

from khronika.extract.grammar import OBJECTS, PASSIVE, SUBJECTS, children_of, is_passive, objects_of, own_agents
from khronika.extract.words import in_list, is_agent, is_person

ACCUSE = frozenset({"accuse", "suspect", "blame", "implicate"})


def accusing(above: Token) -> Token | None:
    """The verb of accusing, where the accused of what stands below hang on it or stand for it."""
    if above.dep_ in OBJECTS and above.head.lemma_ in ACCUSE:
        return above.head  # "accuse [the police of beating them]"
    return above if above.lemma_ in ACCUSE else None


def accused(verb: Token) -> tuple[Token, ...]:
    """Who is accused of what hangs on ``accuse``, in the active or the passive."""
    patients = children_of(verb, PASSIVE) or children_of(verb, OBJECTS)
    return spread([t for t in antecedents(patients or (subjects_up(verb) if is_passive(verb) else [])) if is_agent(t)])


def subjects_up(verb: Token) -> list[Token]:
    """The subject of a verb, or of the verb that it is joined to or hangs on."""
    for _ in range(4):
        subjects = children_of(verb, SUBJECTS | PASSIVE)
        if subjects or verb.dep_ not in {"conj", "xcomp", "advcl"}:
            if verb.dep_ in {"relcl", "acl"} and not subjects:
                return [verb.head]
            return subjects
        verb = verb.head
    return []


def antecedents(tokens: Iterable[Token]) -> list[Token]:
    """Relative pronouns replaced by the noun that their clause describes, or by those who are named as such."""
    return [named for t in tokens for named in named_as(_antecedent(t))]


def named_as(token: Token) -> list[Token]:
    """Of ``among those arrested are Omar Daku and a nurse``: Daku and the nurse; of others, the word itself."""
    link = token.head
    if token.lower_ not in {"those", "victims", "detainees", "dead", "arrested"} or link.lower_ != "among":
        return [token]
    verb = link.head
    named = [t for t in verb.children if t.dep_ in {"nsubj", "attr"} and is_person(t)] if verb.lemma_ == "be" else []
    return named or [token]


def _antecedent(token: Token) -> Token:
    if token.tag_ not in {"WP", "WDT"}:
        return _all_of(token)
    verb = token.head
    for _ in range(4):
        if verb.dep_ == "relcl":
            return _person_meant(verb.head, token) if token.tag_ == "WP" else verb.head
        verb = verb.head
    return token


def _all_of(token: Token) -> Token:
    """Of ``two nurses, both of whom were held``: the nurses; of others, the word itself."""
    if token.lower_ not in {"all", "both"}:
        return token
    whom = [t for t in objects_of(token, {"of"}) if t.tag_ == "WP"]
    clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
    if not whom or clause is None:
        return token
    first = clause.head
    while first.dep_ == "conj" and is_person(first.head) and token.lower_ == "all":
        first = first.head
    return first


def _person_meant(noun: Token, who: Token) -> Token:
    """Of ``Mona Idris, 50, from the north, who was held``: the person, where ``who`` hangs on another noun."""
    if not is_person(noun):
        inside = [t for t in noun.subtree if noun.i < t.i < who.i and t.dep_ in {"pobj", "conj"} and is_person(t)]
        if inside:
            return inside[-1]  # "statements by prisoners who were beaten"
    for above in (noun, *noun.ancestors):
        if above.pos_ not in {"NOUN", "PROPN", "ADP", "NUM", "PRON", "DET", "ADJ"}:
            return noun
        if above.pos_ in {"NOUN", "PROPN", "PRON", "DET"} and is_person(above):
            return above
    return noun


def people_among(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Those of the words that can stand for people."""
    return tuple(t for t in tokens if is_person(t))


def spread(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The words and those joined to them by ``and``, once each, in order of the text."""
    found = {t.i: t for token in tokens for t in (*_itself(token), *_joined(token), *_named_among(token))}
    return tuple(found[i] for i in sorted(found))


def _itself(token: Token) -> list[Token]:
    """The word; nothing of ``the weavers Omar Daku and Mona Idris``, who are all told by name."""
    names = [t for t in token.children if t.dep_ == "appos" and is_of_several(token, t)]
    told = bool(names) and not any(t.dep_ in {"nummod", "quantmod"} for t in token.children)
    return [] if told and any(t.dep_ == "conj" for t in names[0].children) else [token]


def _named_among(token: Token) -> list[Token]:
    """Of ``63 prisoners, including students``, ``dozens such as Omar Daku``: those named or described apart."""
    links = [t for t in token.children if t.lower_ == "including" or t.lower_ == "as" and t.nbor(-1).lower_ == "such"]
    named = [t for link in links for t in link.children if t.dep_ in {"pobj", "dobj"} and is_person(t)]
    return [t for first in named for t in (first, *_joined(first))]


def _joined(token: Token) -> tuple[Token, ...]:
    named = [t for t in token.children if t.dep_ == "appos" and t.i > token.i]
    listed = [t for t in named if is_next_name(token, t) or is_of_several(token, t)]
    after = [t for word in (token, *named) for t in word.conjuncts if t.i > token.i and t not in named]
    return tuple(t for t in (*listed, *after) if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"})


def is_of_several(token: Token, beside: Token) -> bool:
    """Of ``two nurses, Omar Daku and Mona Idris``: whether the name beside them is that of one."""
    return token.tag_ in {"NNS", "NNPS"} and beside.ent_type_ == "PERSON" and beside.tag_ != "NNPS"


def is_next_name(token: Token, beside: Token) -> bool:
    """Of ``Omar Daku, Mona Idris and Hadi Nour``: whether a name taken for an apposition is the next of a list."""
    names = token.ent_type_ == beside.ent_type_ == "PERSON"
    return names and token.i < beside.i and any(t.dep_ == "conj" for t in beside.children)


def behind(subject: Token) -> list[Token]:
    """Of ``a police crackdown killed``, ``an attack by rebels left``: whose it was; of others, the word itself."""
    if is_agent(subject) or not in_list(subject, "force_nouns"):
        return [subject]
    own = [t for t in subject.children if t.dep_ in {"compound", "nmod", "poss", "amod"} and is_doer_beside(t)]
    return own + own_agents(subject)


def in_the_course(verb: Token) -> list[Token]:
    """Of ``killed in clashes with soldiers``, ``hurt during a police raid``: the soldiers, the police."""
    events = objects_of(verb, {"in", "during", "after", "following", "by", "from"})
    events += [t for noun in objects_of(verb, {"as"}) for t in objects_of(noun, {"of"})]  # "as a result of the raid"
    events = [t for t in events if in_list(t, "force_nouns") or in_list(t, "clash_nouns")]
    return [t for event in events for t in (*behind(event), *objects_of(event, {"with"})) if t.i != event.i]


def is_doer_beside(part: Token) -> bool:
    """Of ``police raid``, ``US airstrike``, ``Israeli shelling``: whether the word before the act says who did it."""
    listed = part.tag_ != "VBN" and any(in_list(part, name) for name in ("security_nouns", "armed_nouns"))
    return listed or part.ent_type_ == "GPE" or part.ent_type_ in {"NORP", "ORG"} and in_list(part.head, "force_nouns")


def together(subject: Token) -> list[Token]:
    """Of ``units, along with plainclothes agents, raided``: the agents."""
    links = [t for t in subject.children if t.lower_ in {"along", "together"}]
    return [t for link in links for t in objects_of(link, {"with"}) if is_agent(t)]
