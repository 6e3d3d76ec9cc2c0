"""Whether a text is about something other than violations, whose words for arrest, attack and threat tell of none."""

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from khronika.extract.frames import Frame, names_of, phrases_of
from khronika.extract.words import in_list
from khronika.lexicon.words import list_names, words

# (how many words of other subjects to one of violations, and to the words of the text), fitted on annotated reports and
# on news of business, disease and daily life: of 450 reports of violations four are taken to be about something else.
_LEAST, _BOUNDS = 3, ((3, 0.035), (2, 0.05))


def is_off_subject(doc: Doc, frames: Sequence[Frame]) -> bool:
    """Whether words of sport, kitchens, crime and the like stand in it, hardly one of rights, and its claims agree."""
    if sum(is_of_rights(frame, doc) for frame in frames) >= _ENOUGH:
        return False
    taken = any(_is_somebody_taken(frame, doc) for frame in frames)
    return _is_ordinary_crime(doc) or _is_elsewhere(doc) and not taken


_ENOUGH = 2  # claims that concern rights, for a text whose other words are of crime or sport


def _is_elsewhere(doc: Doc) -> bool:
    spoken = [(token.lower_, token.lemma_.lower()) for token in doc if token.is_alpha]
    elsewhere = {lemma for form, lemma in spoken if {form, lemma} & _other_subjects()}
    violations = kinds_of_violations(doc)
    least = min(max(times * violations, share * len(spoken)) for times, share in _BOUNDS)
    return len(elsewhere) >= max(_LEAST, least)


def kinds_of_violations(doc: Doc) -> int:
    """How many different words of violations a text holds."""
    spoken = ((token.lower_, token.lemma_.lower()) for token in doc if token.is_alpha)
    return len({lemma for form, lemma in spoken if {form, lemma} & words("en", "violations", _FILE)})


def is_of_rights(frame: Frame, doc: Doc) -> bool:
    """Whether a claim concerns rights in any text: done by a force of the state, or to who stands up for rights."""
    if frame.act in _IN_CUSTODY and _is_by_force(frame, doc):
        return True
    told = [t for p in phrases_of(frame.victims) for t in doc[p.start : p.end]]
    return frame.act == "death_in_custody" or any(t.lemma_.lower() in words("en", "rights_people", _FILE) for t in told)


def _is_somebody_taken(frame: Frame, doc: Doc) -> bool:
    """Whether police or soldiers take somebody named, which is no matter of kitchens whatever stands around it."""
    return (
        bool(names_of(frame.victims))
        and frame.act in _TAKING
        and frame.stance in {"asserted", "reported"}
        and _is_by_force(frame, doc)
    )


def _is_by_force(frame: Frame, doc: Doc) -> bool:
    return any(in_list(doc[p.head], "security_nouns") for p in phrases_of(frame.perpetrators))


_IN_CUSTODY = frozenset({"torture", "ill_treatment", "killing", "sexual_violence", "forced_confession"})
_TAKING = frozenset({"arrest", "detention", "abduction", "enforced_disappearance"})
_FILE = "subject_words"


@cache
def _other_subjects() -> frozenset[str]:
    other = (words("en", name, _FILE) for name in list_names("en", _FILE) if name != "violations")
    return frozenset().union(*other) - words("en", "violations", _FILE)


def _is_ordinary_crime(doc: Doc) -> bool:
    crime = sum(in_list(token, "crime_words") for token in doc if token.is_alpha)
    # each word of sport once: a report may speak of a teachers' league again and again
    sport = {token.lemma_.lower() for token in doc if token.is_alpha and in_list(token, "sport_words")}
    rights = {token.lemma_.lower() for token in doc if token.is_alpha and in_list(token, "rights_words")}
    # courts convict thieves and dissidents alike
    return crime + len(sport) >= 2 and len(rights - {"convict"}) <= 2 and not _is_of_armed_groups(doc)


def _is_of_armed_groups(doc: Doc) -> bool:
    """Whether militants, bandits or pirates are spoken of more than in passing: they take and kill as no thief does."""
    return sum(token.lemma_.lower() in _GROUPS or token.lower_ == "gunmen" for token in doc) > 1


_GROUPS = frozenset({"militant", "insurgent", "rebel", "jihadist", "guerrilla", "militia", "bandit", "pirate"})
