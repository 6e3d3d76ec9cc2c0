"""Tables of sentences in pairs: what is told as happened, and the same words told otherwise or meaning otherwise."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from khronika.model.claims import Claim

Find = Callable[[str], list[Claim]]
Row = dict[str, str]
TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[Row]:
    with (TABLES / f"{name}.psv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="|", quoting=csv.QUOTE_NONE))


def is_asserted(find: Find, row: Row) -> bool:
    return any(claim.act == row["act"] and claim.stance == "asserted" for claim in find(row["asserted"]))


def is_told_so(find: Find, row: Row) -> bool:
    """Whether all claims of the twin are told as the row says, or are of the acts that it tells of besides."""
    wanted, besides = set(row["stance"].split("/")), set(row["also"].split(",")) - {row["act"]}
    claims = [claim for claim in find(row["twin"]) if claim.act not in besides]
    there = any(claim.act == row["act"] for claim in claims) or "none" in wanted
    return there and all(claim.stance in wanted for claim in claims)


@pytest.mark.parametrize(("table", "share"), [("stance_pairs", 0.03), ("stance_pairs_more", 0.05)])
def test_what_did_not_happen_is_never_told_as_happened(claims_in: Find, table: str, share: float) -> None:
    pairs = rows(table)
    wrong = [row["twin"] for row in pairs if not (is_asserted(claims_in, row) and is_told_so(claims_in, row))]
    assert len(wrong) <= share * len(pairs), wrong


def is_laid_on(claim: Claim, row: Row) -> bool:
    """Whether the claim has the stance of the row, and who says so is named with its words; nobody where it has none."""
    said = " / ".join(mention.text for mention in claim.of("said_by"))
    named = any(bool(who) == bool(said) and who in said for who in row["said_by"].split("/"))
    return claim.stance in row["stance"].split("/") and named


def test_who_says_so(claims_in: Find) -> None:
    table = rows("sources")
    wrong = []
    for row in table:
        claims = [claim for claim in claims_in(row["text"].replace("⏎", "\n")) if claim.act == row["act"]]
        if not any(is_laid_on(claim, row) for claim in claims) and (claims or "none" not in row["stance"]):
            wrong.append(row["text"])
    assert len(wrong) <= 0.05 * len(table), wrong


def test_words_for_acts_in_another_sense_make_no_claim_and_in_their_own_do(claims_in: Find) -> None:
    table = rows("senses")
    false = [row["another sense"] for row in table if claims_in(row["another sense"])]
    missed = [row["the act"] for row in table if row["code"] not in {claim.act for claim in claims_in(row["the act"])}]
    assert len(false) <= 0.03 * len(table), false
    assert len(missed) <= 0.03 * len(table), missed


def test_texts_with_nothing_to_find_make_hardly_a_claim(claims_in: Find) -> None:
    blocks = (TABLES / "nothing_to_find.txt").read_text(encoding="utf-8").split("=== ")[1:]
    texts = [block.split("\n", 1)[1].strip() for block in blocks]
    found = [(claim.act, claim.of("trigger")[0].text, text[:60]) for text in texts for claim in claims_in(text)]
    assert len(texts) == 180
    assert len(found) <= 0.05 * len(texts), found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Soldiers tortured Amadou Bah in Kati. Bah was tortured for three days, his lawyer said.", 0.9, 1),
        ("The minister denied that there had been an attack on the clinic.", 0.25, 0.5),
    ],
)
def test_the_score_says_how_much_of_a_claim_is_told(claims_in: Find, text: str, low: float, high: float) -> None:
    (score,) = [claim.score for claim in claims_in(text)]
    assert low <= score <= high


def test_what_hardly_a_reader_would_accept_is_not_given(claims_in: Find) -> None:
    denied = "The minister denied that there had been an attack on the clinic."
    assert claims_in(denied)
    assert not claims_in("The clinic opened in May.\n\n" + denied)
