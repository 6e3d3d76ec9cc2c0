from collections.abc import Callable

import pytest

from khronika.lexicon.acts import ACTS
from khronika.lexicon.triggers import load_patterns, to_words
from khronika.model.claims import Claim

Find = Callable[[str], list[Claim]]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        # verbs, active and passive
        ("Soldiers arrested the teacher Omid Rastegar in Zahedan.", ["arrest"]),
        ("Two students were detained on Monday.", ["arrest"]),
        ("Police beat the protesters with batons.", ["ill_treatment"]),
        ("The farmer was shot dead by border guards.", ["killing"]),
        ("Guards tortured the prisoners.", ["torture"]),
        # nouns
        ("The arrest of the lawyer Dalia Hamdoun shocked the town.", ["arrest"]),
        ("A police raid on the newspaper left four rooms empty.", ["raid"]),
        # participles before and after a noun
        ("The detained journalist has no lawyer.", ["detention"]),
        ("Students arrested by the army were held in a school.", ["arrest", "detention"]),
        # several words
        ("Plainclothes men took the nurse away.", ["arrest"]),
        ("The poet was taken into custody.", ["arrest"]),
        ("The editor has been behind bars since May.", ["detention"]),
        ("Interrogators staged mock executions of three boys.", ["mock_execution"]),
        ("She was sentenced to death.", ["death_sentence"]),
        ("He was held in solitary confinement.", ["solitary_confinement"]),
        ("His family received death threats.", ["death_threat"]),
        ("The singer was released on bail.", ["conditional_release"]),
        ("Officers confiscated the family's phones.", ["confiscation"]),
        ("The ministry imposed a travel ban on the activist.", ["travel_ban"]),
        ("They were forced to confess on television.", ["forced_confession"]),
        ("Authorities shut down the newspaper.", ["censorship"]),
        ("Police fired tear gas at the marchers.", ["dispersal"]),
        ("Two women were raped by militiamen.", ["sexual_violence"]),
        ("The baker has been forcibly disappeared.", ["enforced_disappearance"]),
        ("Masked men seized the blogger outside her home.", ["abduction"]),
        ("Villagers fled their homes after the shelling.", ["displacement", "attack"]),
    ],
)
def test_an_act_word_makes_a_claim(claims_in: Find, text: str, acts: list[str]) -> None:
    found = [claim.act for claim in claims_in(text)]
    assert [act for act in acts if act in found] == acts


@pytest.mark.parametrize(
    "text",
    [
        "The comedy Arrested Development returns this autumn.",
        "The battery is charged with solar energy.",
        "The execution of the plan took three weeks.",
        "Investors raided the market for cheap bonds.",
        "He suffered a cardiac arrest during the match.",
        "The second sentence of the letter is unclear.",
        "The company released a new phone on Monday.",
        "United beat City by two goals to one.",
        "The band will hold a concert in June.",
        "The court summoned up all its patience.",
        "The law allows detention of a person for up to two days.",
        "The film captured the spirit of the age.",
        "The regime is deeply concerned about its rivals.",
        "Prices attacked new highs in early trading.",
        "The report questioned the figures of the bank.",
        "The party held talks with the union.",
        "The drought destroyed confidence among traders.",
        "She was struck by the beauty of the valley.",
    ],
)
def test_the_same_word_in_another_sense_makes_none(claims_in: Find, text: str) -> None:
    assert claims_in(text) == []


def test_ordinary_crime_is_no_violation(claims_in: Find) -> None:
    text = (
        "A burglar was arrested after a robbery at a jewellery shop. Detectives said the suspect had beaten the owner. "
        "The thief was charged with theft and drug dealing."
    )
    assert claims_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The men were arrested on charges of murder and torture.",
        "The officer was found guilty of kidnapping.",
    ],
)
def test_what_someone_is_accused_of_is_no_act_of_the_report(claims_in: Find, text: str) -> None:
    assert {claim.act for claim in claims_in(text)} <= {"arrest", "sentence", "charge"}


def test_every_pattern_names_a_known_act_and_sense() -> None:
    from khronika.extract.senses import TESTS

    patterns = [p for found in load_patterns("en").values() for p in found]
    assert {p.act for p in patterns} <= set(ACTS)
    assert {p.needs for p in patterns if p.needs and not p.needs.startswith("obj=")} <= set(TESTS)


def test_every_violation_has_words() -> None:
    named = {p.act for found in load_patterns("en").values() for p in found}
    assert set(ACTS) - named == {"intervention"}


@pytest.mark.parametrize("pattern", ["", "~ beat", "beat ~", "beat/X"])
def test_a_badly_written_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|part of speech"):
        to_words(pattern)


def test_a_heap_of_act_words_is_no_sentence(claims_in: Find) -> None:
    assert claims_in("arrested beaten " * 500) == []
