"""The tests of sense that the trigger list names in ``needs``: what must stand beside a word to mean an act."""

from functools import cache

from spacy.tokens import Token

from khronika.extract.attacks import TESTS as ATTACK_TESTS
from khronika.extract.custody import TESTS as CUSTODY_TESTS
from khronika.extract.force import TESTS as FORCE_TESTS
from khronika.extract.force import Test, bears, is_sought
from khronika.extract.grammar import is_passive, objects_of
from khronika.extract.other_senses import (
    OTHER_SENSES,
    are_rivals,
    are_teams,
    has_doer_by,
    is_among,
    is_borne_by_people,
    is_chess,
    is_contest,
    is_promise,
    is_rescue,
    is_target,
    is_task,
)
from khronika.extract.pressure import TESTS as PRESSURE_TESTS
from khronika.extract.verbs import Parties
from khronika.extract.words import NOBODY, in_list, is_person


def _person(head: Token, parties: Parties) -> bool:
    borne = bool(parties.victims) or _is_of_people_alone(head, parties)
    return borne and is_borne_by_people(head, parties) and not are_teams(parties)


def _is_of_people_alone(head: Token, parties: Parties) -> bool:
    """Of ``after being arrested``: what is done to nobody but people, where the parse does not tell to whom."""
    told = head.tag_ == "VBN" and is_passive(head) and head.dep_ not in {"amod", "acl"}
    return told and not parties.things and (in_list(head, "people_verbs") or head.lemma_ == "summon")


def _only_person(head: Token, parties: Parties) -> bool:
    if is_chess(parties):
        return False
    return any(
        t.ent_type_ == "PERSON" or in_list(t, "person_nouns") or t.pos_ in {"PRON", "NUM"} or _is_named(t)
        for t in parties.victims
    ) and not any(in_list(t, "property_nouns") for t in parties.things)


def _is_named(token: Token) -> bool:
    """Whether it is a name that the text gives in full elsewhere, or with a title."""
    return token.pos_ == "PROPN" and is_person(token)


def _thing(head: Token, parties: Parties) -> bool:
    return any(in_list(t, "property_nouns") for t in (*parties.things, *_counted(parties)))


def _counted(parties: Parties) -> list[Token]:
    """Of ``hundreds of churches``, ``some of their property``: what is counted."""
    counts = [t for t in parties.victims if in_list(t, "group_nouns") or in_list(t, "quantity_nouns")]
    return [t for count in counts for t in objects_of(count, {"of"})]


def _place(head: Token, parties: Parties) -> bool:
    there = [*parties.things, *parties.victims, *_counted(parties)]
    there += [t for t in head.children if t.dep_ == "dobj" and t.pos_ == "ADJ"]  # "raided the flat"
    return any(is_target(t) or t.ent_type_ == "ORG" for t in there)


def _media(head: Token, parties: Parties) -> bool:
    there = [*parties.things, *parties.victims]
    titled = any(in_list(c, "media_nouns") for t in there for c in t.children if c.dep_ in {"compound", "amod"})
    return titled or any(in_list(t, "media_nouns") or t.ent_type_ == "ORG" for t in there)


_CUSTODY = frozenset(
    {"prison", "jail", "detention", "custody", "cell", "camp", "ward", "confinement", "centre", "center"}
)


def _in_custody(head: Token, parties: Parties) -> bool:
    """Hunger, crowding and lack of care count where people are held."""
    before = head.doc[max(0, head.sent.start - 1)].sent
    return any(in_list(t, "prisoner_nouns") or t.lemma_.lower() in _CUSTODY for t in (*before, *head.sent))


def _watched(head: Token, parties: Parties) -> bool:
    """People are watched; diseases and markets have surveillance too."""
    by_state = any(in_list(t, "security_nouns") or in_list(t, "state_nouns") for t in parties.perpetrators)
    covert = any(t.lower_ in {"mass", "electronic", "covert", "police", "phone", "secret"} for t in head.children)
    return by_state or covert or any(is_person(t) for t in parties.victims)


def _suspended(head: Token, parties: Parties) -> bool:
    there = [*parties.things, *parties.victims]
    return any(in_list(t, "media_nouns") and t.lemma_ not in {"operation", "activity", "group", "work"} for t in there)


def _freed(head: Token, parties: Parties) -> bool:
    """People are freed; films, figures and phones are released."""
    if not is_borne_by_people(head, parties) or is_rescue(head, parties) or is_sought(head):
        return False
    if any(t.lemma_ in {"contract", "duty", "tax", "loan", "promise"} for t in objects_of(head, {"from"})):
        return False
    plain = [
        t
        for t in parties.victims
        if t.lower_ not in {"them", "those", "figures", "numbers", "it", "some"} and is_person(t)
    ]
    by_whom = any(in_list(t, "state_nouns") or in_list(t, "security_nouns") for t in parties.perpetrators)
    return bool(plain) or bool(parties.victims) and (by_whom or is_passive(head) and parties.victims[0].pos_ == "PRON")


def _banned(head: Token, parties: Parties) -> bool:
    if head.dep_ == "amod":
        return in_list(head.head, "media_nouns") or head.head.ent_type_ == "ORG"
    return _media(head, parties)


def _person_subject(head: Token, parties: Parties) -> bool:
    return any(is_person(t) for t in parties.victims)


def _against(head: Token, parties: Parties) -> bool:
    return bool(parties.victims) or any(t.lower_ == "against" for t in head.children)


def _held(head: Token, parties: Parties) -> bool:
    if not any(is_person(t) for t in parties.victims) or is_promise(head) or are_teams(parties):
        return False
    if any(t.lower_ in {"accountable", "responsible", "hostage", "liable"} for t in head.subtree):
        return False
    if not is_passive(head) and any(in_list(t, "keeper_nouns") for t in parties.perpetrators):
        return any(_is_someone(t) for t in parties.victims)
    return is_passive(head) and is_borne_by_people(head, parties) and not has_doer_by(head)


def _is_someone(token: Token) -> bool:
    """Whether it is a pronoun, a prisoner or a name, or has one beside it ("the poet Ansel Drury")."""
    known = token.ent_type_ == "PERSON" or token.pos_ == "PRON" or in_list(token, "prisoner_nouns")
    return known or any(t.dep_ == "appos" and t.ent_type_ == "PERSON" for t in token.children)


def _charged(head: Token, parties: Parties) -> bool:
    if not parties.victims or is_task(head) or any(is_among(t, "payers") for t in parties.victims):
        return False
    if not is_borne_by_people(head, parties):
        return False
    with_what = any(t.lower_ in {"with", "under", "over", "for"} for t in head.children)
    return with_what or is_passive(head) or any(in_list(t, "state_nouns") for t in parties.perpetrators)


def _passive(head: Token, parties: Parties) -> bool:
    return is_passive(head) and bool(parties.victims)


def _charges(head: Token, parties: Parties) -> bool:
    """Several, or the one against somebody: a charge may also be a fee, or a battery's."""
    return head.tag_ in {"NNS", "NNPS"} or any(is_person(t) for t in objects_of(head, {"against"}))


def _not_campaign(head: Token, parties: Parties) -> bool:
    of = [t for link in head.children if link.lower_ == "of" for t in link.children]
    if any(t.dep_ == "poss" and not is_person(t) for t in head.children):
        return False
    return any(is_person(t) or t.pos_ == "NUM" for t in of) if of else True


def _hanged(head: Token, parties: Parties) -> bool:
    return head.lower_ == "hanged" or is_passive(head) and bool(parties.victims) and head.lower_ != "hung"


def _beaten(head: Token, parties: Parties) -> bool:
    if is_contest(head) or are_teams(parties) or are_rivals(parties) or not is_borne_by_people(head, parties):
        return False
    if any(t.ent_type_ in {"GPE", "ORG"} for t in parties.victims) or any(
        t.dep_ == "npadvmod" and t.ent_type_ not in {"DATE", "TIME"} and t.lemma_ != "lot" for t in head.children
    ):
        return False
    return any(is_person(t) for t in parties.victims)


def _questioned(head: Token, parties: Parties) -> bool:
    if is_passive(head):
        return bool(parties.victims) and any(t.ent_type_ == "PERSON" or is_person(t) for t in parties.victims)
    return bool(parties.victims) and any(in_list(t, "security_nouns") for t in parties.perpetrators)


def _by_police(head: Token, parties: Parties) -> bool:
    if any(in_list(t, "security_nouns") for t in parties.perpetrators) or head.head.lower_ == "under":
        return True
    owned = any(t.dep_ == "poss" and is_person(t) for t in head.children)
    long = head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_ in {"hour", "day", "session"}
    undergone = head.dep_ == "dobj" and head.head.lemma_ in {"undergo", "face", "endure"}
    return owned and head.head.lower_ in {"during", "after", "in", "for"} or long or undergone


def _notsolitary(head: Token, parties: Parties) -> bool:
    return not any(t.lower_ in {"solitary", "home"} for t in head.children)


def _pp(head: Token, parties: Parties) -> bool:
    there = [t for t in head.head.children if head.head.lemma_ == "be" and t.dep_ == "nsubj" and t.pos_ == "PROPN"]
    return any(is_person(t) and t.lower_ not in NOBODY for t in parties.victims) or bool(there)


def _rights(head: Token, parties: Parties) -> bool:
    return any(t.lower_ in {"rights", "right", "law", "dignity"} for t in head.subtree)


def _election(head: Token, parties: Parties) -> bool:
    return any(
        t.lemma_ in {"election", "vote", "poll", "ballot", "re-election", "referendum"}
        for t in (*head.subtree, head.head)
    )


def _election_near(head: Token, parties: Parties) -> bool:
    """Votes are rigged; ships and prices are rigged too."""
    return any(t.lemma_ in {"election", "vote", "poll", "ballot", "re-election", "referendum"} for t in head.sent)


def _prisoner(head: Token, parties: Parties) -> bool:
    return any(in_list(t, "prisoner_nouns") for t in parties.victims)


def _with_person(head: Token, parties: Parties) -> bool:
    return bool(parties.victims)


def _not_how(head: Token, parties: Parties) -> bool:
    """``with impunity`` says how something is done."""
    return head.head.lower_ != "with"


TESTS: dict[str, Test] = {
    **OTHER_SENSES,
    **FORCE_TESTS,
    **ATTACK_TESTS,
    **CUSTODY_TESTS,
    **PRESSURE_TESTS,
    "person": _person,
    "onlyperson": _only_person,
    "personsubject": _person_subject,
    "thing": _thing,
    "place": _place,
    "media": _media,
    "banned": _banned,
    "suspended": _suspended,
    "incustody": _in_custody,
    "watched": _watched,
    "freed": _freed,
    "held": _held,
    "against": _against,
    "charged": _charged,
    "passive": _passive,
    "charges": _charges,
    "notcampaign": _not_campaign,
    "hanged": _hanged,
    "beaten": _beaten,
    "questioned": _questioned,
    "bypolice": _by_police,
    "notsolitary": _notsolitary,
    "pp": _pp,
    "rights": _rights,
    "election": _election,
    "electionsent": _election_near,
    "prisoner": _prisoner,
    "withperson": _with_person,
    "nothow": _not_how,
}


@cache
def test_of(needs: str) -> Test | None:
    """The test that a row of the trigger list names: none, one of ``TESTS``, or ``obj=`` and the nouns that bear it."""
    if needs.startswith("obj="):
        return bears(frozenset(needs.removeprefix("obj=").split("|")))
    return TESTS[needs] if needs else None
