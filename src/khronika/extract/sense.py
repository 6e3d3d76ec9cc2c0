"""Whether a trigger is used in the sense of its act: no law, no accusation, nothing done by things."""

from spacy.tokens import Token

from khronika.extract.antecedents import ACCUSE, accused, accusing, subjects_up
from khronika.extract.grammar import is_passive
from khronika.extract.other_senses import is_among, is_between_combatants, is_in_fiction
from khronika.extract.senses import test_of
from khronika.extract.triggers import Trigger
from khronika.extract.verbs import Parties
from khronika.extract.words import in_list, is_agent

_NOT_ACTS = {
    "warrant",
    "warrants",
    "record",
    "rate",
    "rates",
    "chamber",
    "squad",
    "attempt",
    "team",
    "date",
    "cell",
    "officer",
    "lawyer",
    "charge",
    "seed",
    "oil",
    "statement",
    "call",
    "risk",
}


def is_meant(trigger: Trigger, head: Token, parties: Parties) -> bool:
    """Whether the trigger is used in the sense of its act."""
    if (
        head.dep_ == "compound"
        and trigger.end - trigger.start == 1
        and {head.head.lower_, head.head.lemma_} & _NOT_ACTS
    ):
        return False
    test = test_of(trigger.needs)
    if _is_law(head, parties):
        return False
    if head.ent_type_ in {"ORG", "LAW", "WORK_OF_ART"} and head.pos_ == "PROPN":
        return False  # "Committee against Torture", "Prevention of Killings Act"
    if _is_in_title(head) or _is_said_by_law(head):
        return False
    if _is_unlike(head) or _is_topic(head) and not parties.victims:
        return False
    if _is_done_by_things(head) or any(t.lower_ in _OTHER_SENSE for t in head.children):
        return False
    if is_between_combatants(trigger.act, head, parties) or is_in_fiction(head):
        return False
    if parties.victims and all(_is_anyone(t) for t in parties.victims) and not parties.perpetrators:
        return False
    if trigger.act == "attack" and _is_how(head):
        return False
    accused = trigger.act != "charge" and _is_accusation(head)
    return not accused and (test is None or test(head, parties))


_ACCUSING = {
    "arrest",
    "charge",
    "convict",
    "conviction",
    "accuse",
    "guilty",
    "suspicion",
    "suspect",
    "crime",
    "indict",
    "sentence",
    "jail",
    "detain",
    "wanted",
    "attempt",
    "conspiracy",
    "count",
    "accusation",
    "offence",
    "offense",
    "execute",
    "implicate",
    "acquit",
    "plot",
    "mastermind",
    "clear",
    "absolve",
    "exonerate",
}


_LAWFUL = frozenset(
    "forbid prohibit ban outlaw allow permit punish criminalise criminalize define violate breach contravene "
    "constitute combat fight oppose".split()
)


def _is_law(head: Token, parties: Parties) -> bool:
    """Of ``the constitution forbids torture``: an act in general, done by nobody to nobody."""
    if head.pos_ != "NOUN" or parties.victims or parties.perpetrators:
        return False
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        return any(t.dep_ == "attr" and t.lemma_ in _CRIMES for t in head.head.children)
    return head.dep_ in {"dobj", "nsubj", "nsubjpass"} and head.head.lemma_ in _LAWFUL


_CRIMES = frozenset({"crime", "offence", "offense", "felony", "misdemeanour"})


def _is_in_title(head: Token) -> bool:
    """Of ``the special rapporteurs on torture``, ``the working group on detention``: what a body or a treaty is for."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    above = head.head.head
    return head.dep_ == "pobj" and head.head.lower_ in {"on", "against", "for"} and is_among(above, "bodies_for")


def _is_said_by_law(head: Token) -> bool:
    """Of ``Article 48 says that those who face charges``, ``the covenant guarantees anyone accused``."""
    for verb in head.ancestors:
        laid = [t for t in verb.children if t.dep_ == "nsubj" and t.lemma_.lower() in _LAWS]
        if laid and verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ in _LAY_DOWN:
            return True
    return False


_LAWS = frozenset(
    "article law constitution code covenant convention treaty charter principle statute declaration".split()
)
_LAY_DOWN = frozenset(
    "say state provide guarantee prohibit forbid ban require define allow permit oblige entitle protect".split()
)


def _is_topic(head: Token) -> bool:
    """Of ``protests against police brutality``: what a protest is about."""
    if head.dep_ == "compound" and head.head.lemma_ in _PROTESTS:
        return True
    above = head.head.head
    return head.dep_ == "pobj" and head.head.lower_ in {"against", "over"} and above.lemma_ in _PROTESTS


_PROTESTS = frozenset({"protest", "rally", "demonstration", "demonstrate", "march", "movement", "uprising"})


def _is_unlike(head: Token) -> bool:
    """Of ``hanged himself``, ``captured on camera``, ``the sale of tear gas``, ``attacked the government's record``."""
    if any(t.dep_ == "dobj" and t.lower_.endswith(("self", "selves")) for t in head.children):
        return True
    if _is_instrument(head):
        return True
    filmed = [t.lemma_ for link in head.children if link.lower_ in {"on", "in"} for t in link.children]
    if head.lemma_ in {"capture", "shoot", "catch"} and set(filmed) & {"camera", "film", "video", "footage", "tape"}:
        return True
    above = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head.head
    return head.dep_ in {"pobj", "dobj"} and above.lemma_ in {"sale", "export", "sell", "supply", "import", "license"}


def _is_instrument(head: Token) -> bool:
    """Of ``were injured by rubber bullets and tear gas``: what the act was done with, which is told by its verb."""
    top = head
    while top.dep_ == "conj" and top.head.pos_ == top.pos_ and top.head.i != top.i:
        top = top.head
    return top.dep_ == "pobj" and top.head.dep_ == "agent" and head.lemma_ in {"bullet", "gas", "grenade", "spray"}


def _is_how(head: Token) -> bool:
    """Of ``killed in a car bomb attack``: how it was done, which is told by its verb."""
    while head.dep_ == "compound":
        head = head.head
    if any(t.lower_ in {"on", "against"} for t in head.subtree):
        return False  # "in the worst attack in a year on the town" tells of the attack too
    if head.dep_ != "pobj" or head.head.lower_ not in {"in", "by", "during"}:
        return False
    return head.head.head.lemma_ in {"kill", "die", "injure", "wound", "murder", "assassinate", "hurt"}


_OTHER_SENSE = frozenset({"cardiac", "respiratory", "suspended", "verbal", "capital"})


def _is_done_by_things(head: Token) -> bool:
    """Of ``prices attacked new highs``: a plain verb whose subject can do no act."""
    if head.pos_ != "VERB" or in_list(head, "bearer_verbs") or head.lemma_ in {"come", "fall"}:
        return False
    if is_passive(head):
        by = [t for link in head.children if link.dep_ == "agent" for t in link.children if t.dep_ == "pobj"]
        return bool(by) and not any(is_agent(t) or in_list(t, "instrument_nouns") for t in by)
    subjects = [t for t in _doers_of(head) if t.tag_ not in {"WP", "PRP"}]
    return bool(subjects) and not any(is_agent(t) or in_list(t, "instrument_nouns") for t in subjects)


def _doers_of(verb: Token) -> list[Token]:
    """The subjects of a plain verb, through relative pronouns, and of the verb whose circumstance it tells."""
    own = [t for t in verb.children if t.dep_ == "nsubj"]
    if own:
        return [verb.head if t.tag_ == "WDT" and verb.dep_ == "relcl" else t for t in own]
    shares = verb.dep_ == "advcl" and verb.tag_ == "VBG" or verb.dep_ == "conj" and verb.head.pos_ == "VERB"
    if shares and verb.head.i != verb.i and not is_passive(verb.head):
        return _doers_of(verb.head)
    return []


def _is_anyone(token: Token) -> bool:
    """Of ``jailing someone``, ``detention of a person``: nobody in particular, as laws and opinions speak."""
    plain = token.lower_ in {"person", "persons", "individual", "individuals", "people"} and any(
        t.lower_ in {"a", "an", "any", "all"} for t in token.children
    )
    return plain or token.lower_ in {"someone", "anyone", "somebody", "anybody"}


def _is_power(token: Token) -> bool:
    """Whether those accused are a state or a force: told of them, it is a violation and no charge in a court."""
    listed = any(in_list(token, name) for name in ("security_nouns", "state_nouns", "armed_nouns"))
    return listed or token.ent_type_ in {"GPE", "ORG", "NORP"}


_COMMIT = frozenset(
    "plot plan commit order organise organize orchestrate mastermind perpetrate conspire attempt finance fund "
    "target try seek abet aid instigate incite prepare".split()
)


def _is_accusation(head: Token) -> bool:
    """Whether the act is what somebody is accused of (``arrested for kidnapping``), which is no act of this report."""
    while (
        head.dep_ == "conj" and head.head.i != head.i or head.dep_ in {"dobj", "xcomp"} and head.head.lemma_ in _COMMIT
    ):
        head = head.head
    if head.dep_ == "acl" and head.head.lemma_ in {"attempt", "plot", "conspiracy", "bid"}:
        head = head.head
    if head.dep_ not in {"pobj", "pcomp"} or head.head.lower_ not in {"for", "with", "of", "over", "on", "in"}:
        return False
    above = head.head.head
    if above.dep_ == "dobj" and above.head.lemma_ in {"acquit", "clear", "absolve", "exonerate"}:
        return True
    above = accusing(above) or above
    if above.lemma_ == "responsible" and any(_is_power(t) for t in subjects_up(above.head)):
        return False
    if above.lemma_ in ACCUSE and any(_is_power(t) for t in accused(above)):
        return False  # "the army is accused of torturing": told of the army, as others say
    named = above.lemma_.lower() in _ACCUSING and not (head.head.lower_ == "of" and above.lemma_ == "arrest")
    return named or _is_accusation(above) and above.dep_ in {"pobj", "pcomp"}
