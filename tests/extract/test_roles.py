from collections.abc import Callable

import pytest

from khronika.model.claims import Claim, Role

Find = Callable[[str], list[Claim]]


def words(claims: list[Claim], act: str, role: Role) -> list[str]:
    """The first mention of each participant in a role of the first claim of an act."""
    claim = next(claim for claim in claims if claim.act == act)
    return [mentions[0].text for mentions in claim.participants(role).values()]


@pytest.mark.parametrize(
    ("text", "act", "victims", "perpetrators"),
    [
        ("Police arrested four nurses.", "arrest", ["four nurses"], ["Police"]),
        ("Four nurses were arrested by police.", "arrest", ["Four nurses"], ["police"]),
        ("Nima Farrokhzad was beaten and detained by soldiers.", "ill_treatment", ["Nima Farrokhzad"], ["soldiers"]),
        ("Nima Farrokhzad was beaten and detained by soldiers.", "arrest", ["Nima Farrokhzad"], ["soldiers"]),
        ("The army's killing of nine villagers was filmed.", "killing", ["nine villagers"], ["army"]),
        ("The arrest of Salma Idris followed a raid.", "arrest", ["Salma Idris"], []),
        ("Agents summoned and interrogated the students.", "summons", ["students"], ["Agents"]),
        ("Agents summoned and interrogated the students.", "interrogation", ["students"], ["Agents"]),
        ("Rebels attacked a clinic in Goma.", "attack", ["clinic"], ["Rebels"]),
        ("The journalist who was tortured by militiamen has fled.", "torture", ["journalist"], ["militiamen"]),
        ("Officers seized the reporter's laptop.", "confiscation", ["reporter"], ["Officers"]),
        ("Prisoners were subjected to torture.", "torture", ["Prisoners"], []),
        ("Guards inflicted torture on the prisoners.", "torture", ["prisoners"], ["Guards"]),
        ("Dozens of refugees were deported.", "travel_ban", ["Dozens of refugees"], []),
        ("Hundreds of injured farmers lay in the hall.", "injury", ["Hundreds of injured farmers"], []),
        (
            "Interrogators carried out mock executions to break the will of a group of ten young men.",
            "mock_execution",
            ["group of ten young men"],
            ["Interrogators"],
        ),
        ("The court denied bail to the editor.", "detention", ["editor"], ["court"]),
        ("A court sentenced Hadi Norouzi to six years in prison.", "sentence", ["Hadi Norouzi"], ["court"]),
    ],
)
def test_who_did_it_to_whom(claims_in: Find, text: str, act: str, victims: list[str], perpetrators: list[str]) -> None:
    found = claims_in(text)
    assert words(found, act, "victim") == victims
    assert words(found, act, "perpetrator") == perpetrators


@pytest.mark.parametrize(
    ("text", "act", "name"),
    [
        ("Laleh Sohrabi is a baker. She was arrested on Monday.", "arrest", "Laleh Sohrabi"),
        ("Karim Haddad went home. Two days later police beat him.", "ill_treatment", "Karim Haddad"),
        ("Police arrested Yusuf Amani on Friday. Amani was tortured.", "torture", "Yusuf Amani"),
        ("Samir Touma, a reporter, was detained.", "arrest", "reporter"),
    ],
)
def test_a_pronoun_or_short_name_is_joined_to_the_name(claims_in: Find, text: str, act: str, name: str) -> None:
    claim = next(claim for claim in claims_in(text) if claim.act == act)
    assert name in [mention.text for mention in claim.of("victim")]


def test_a_list_of_victims_is_one_claim_with_each_of_them(claims_in: Find) -> None:
    (claim,) = claims_in("Police arrested Parisa Azimi, Reza Kamali and Shadi Moradi in Shiraz.")
    assert words([claim], "arrest", "victim") == ["Parisa Azimi", "Reza Kamali", "Shadi Moradi"]


def test_told_twice_is_one_claim_with_two_triggers(claims_in: Find) -> None:
    text = "Police arrested Reza Kamali on Monday.\n\nKamali was arrested at his home, his brother said."
    (claim,) = [claim for claim in claims_in(text) if claim.act == "arrest"]
    assert [mention.text for mention in claim.of("trigger")] == ["arrested", "arrested"]


def test_two_days_are_two_claims(claims_in: Find) -> None:
    text = "Reza Kamali was arrested on 3 May 2020. Kamali was arrested again on 9 June 2021."
    assert [claim.act for claim in claims_in(text)] == ["arrest", "arrest"]
