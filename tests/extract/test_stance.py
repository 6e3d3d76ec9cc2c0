from collections.abc import Callable

import pytest

from khronika.model.claims import Claim

Find = Callable[[str], list[Claim]]


@pytest.mark.parametrize(
    ("text", "act", "stance", "said_by"),
    [
        ("Police arrested five teachers.", "arrest", "asserted", []),
        ("The union said that police arrested five teachers.", "arrest", "reported", ["union"]),
        ("According to his brother, guards beat Amir Saberi.", "ill_treatment", "reported", ["brother"]),
        ("Police allegedly beat the driver.", "ill_treatment", "reported", []),
        ("The ministry denied torturing the prisoners.", "torture", "denied", ["ministry"]),
        ("The army said that soldiers had not beaten the villagers.", "ill_treatment", "denied", ["army"]),
        ("The nurse was not arrested.", "arrest", "negated", []),
        ("“They beat me with cables,” Navid Sharifi told reporters.", "ill_treatment", "reported", ["Navid Sharifi"]),
        ("Interrogators beat the men to obtain forced confessions.", "forced_confession", "threatened", []),
        ("Residents reported that militiamen abducted two farmers.", "abduction", "reported", ["Residents"]),
        ("Witnesses say soldiers killed nine villagers.", "killing", "reported", ["Witnesses"]),
    ],
)
def test_how_it_is_told_and_by_whom(claims_in: Find, text: str, act: str, stance: str, said_by: list[str]) -> None:
    claim = next(claim for claim in claims_in(text) if claim.act == act)
    assert claim.stance == stance
    said = [mention.text for mention in claim.of("said_by")]
    assert all(any(name in text for text in said) for name in said_by)
    assert bool(said) == bool(said_by)


@pytest.mark.parametrize(
    "text",
    [
        "If police arrest the teacher, the union will strike.",
        "The prisoners should be released.",
        "Families fear that soldiers may shoot the boys.",
        "The law would allow officers to detain reporters.",
    ],
)
def test_what_might_or_ought_to_happen_is_no_claim_of_it(claims_in: Find, text: str) -> None:
    assert [claim for claim in claims_in(text) if claim.stance == "asserted" and claim.act != "intervention"] == []


def test_an_appeal_is_an_intervention_with_addressees_and_demand(claims_in: Find) -> None:
    text = (
        "Soldiers arrested forty miners in Sanandaj.\n\n"
        "Roya Bahrami of the Miners' League called on the UN Human Rights Council, the International Labour Organization "
        "and trade unions everywhere to send observers to the prisons."
    )
    claim = next(claim for claim in claims_in(text) if claim.act == "intervention")
    asked = [mentions[0].text for mentions in claim.participants("victim").values()]
    assert asked == ["UN Human Rights Council", "International Labour Organization", "trade unions everywhere"]
    assert claim.of("perpetrator") == ()
    assert "Roya Bahrami" in claim.of("said_by")[0].text
    assert "send observers to the prisons" in claim.of("demand")[0].text


def test_loaded_words_and_purpose_are_quoted(claims_in: Find) -> None:
    text = "The tyrant's thugs tortured the students to extract confessions."
    claim = next(claim for claim in claims_in(text) if claim.act == "torture")
    assert [mention.text for mention in claim.of("loaded")] == ["tyrant's thugs"]
    assert "to extract confessions" in [mention.text for mention in claim.of("purpose")]
