"""What may go to whom, and why not."""

import pytest

from khronika.model.consent import AUDIENCES, Audience, Consent, Word
from khronika.publish import Material, may_go

TODAY = "2026-03-01"
LETTER, BOOK, PICTURE, PAGE, SCAN = (digit * 64 for digit in "abcde")
PRESS, DIARY = (("press", None),), (("witness", "2026-01-01"),)


def told(
    item: str, word: Word = "given", *audiences: Audience, on: str = "2026-01-02", until: str | None = None
) -> Consent:
    return Consent(
        item, word, audiences or ("court",), "her sister", on, "", until, "2026-01-02T09:00:00Z", "desk", "0"
    )


# A letter with a press cutting attached; a diary; a zip of two pages from the web; a scan that nobody has read.
MATERIALS = {
    LETTER: Material(LETTER, "message/rfc822", (("press", "2026-01-01"),), (), (PAGE,)),
    PAGE: Material(PAGE, "application/pdf", PRESS, (LETTER,)),
    BOOK: Material(BOOK, "text/plain", DIARY),
    PICTURE: Material(PICTURE, "application/zip", (), (), (SCAN,)),
    SCAN: Material(SCAN, "image/png", (), (PICTURE,)),
}


@pytest.mark.parametrize(
    ("passages", "is_yes"),
    [
        ((("press", None),), True),
        ((("press", "2026-01-01"), ("press", None)), True),
        ((("un", "2026-01-01"),), True),
        ((("un", None),), False),  # a confidential letter of a UN body
        ((("state", "2026-01-01"),), True),
        ((("state", None),), False),  # a warrant that the family was shown
        ((("ngo", "2026-01-01"),), True),
        ((("ngo", None),), False),
        ((("party", "2026-01-01"),), True),
        ((("party", None),), False),
        ((("social", "2026-01-01"),), False),
        ((("family", "2026-01-01"),), False),
        ((("witness", "2026-01-01"),), False),
        ((("lawyer", "2026-01-01"),), False),
        (((None, "2026-01-01"),), False),  # nobody has said whose voice it is
        ((("press", None), ("witness", None)), False),  # one private voice is enough
        ((), False),
    ],
)
def test_what_was_published_needs_no_consent(passages: tuple[tuple[str, str], ...], is_yes: bool) -> None:
    material = Material(BOOK, "text/html", passages)  # type: ignore[arg-type]
    for audience in AUDIENCES:
        answer = may_go(BOOK, audience, {BOOK: material}, (), today=TODAY)
        assert (answer.is_yes, answer.basis) == ((True, "published") if is_yes else (False, "none"))


@pytest.mark.parametrize(
    ("item", "consents", "is_yes", "reason"),
    [
        (BOOK, (), False, "no consent for court is recorded"),
        (BOOK, (told(BOOK),), True, "consent for court of 2026-01-02"),
        (BOOK, (told(BOOK, "given", "public"),), False, "no consent for court"),  # public is not court
        (BOOK, (told(BOOK, "given", "un", "court"),), True, "consent for court"),
        (BOOK, (told(BOOK, until="2026-03-01"),), True, "until 2026-03-01"),
        (BOOK, (told(BOOK, until="2026-02-28"),), False, "ended on 2026-02-28"),
        (BOOK, (told(BOOK), told(BOOK, "withdrawn", on="2026-02-01")), False, "withdrawn on 2026-02-01"),
        (BOOK, (told(BOOK), told(BOOK, "withdrawn", "un")), True, "consent for court"),
        (BOOK, (told(BOOK, "withdrawn"), told(BOOK)), True, "consent for court"),  # given again
        (BOOK, (told(BOOK, until="2026-02-01"), told(BOOK)), True, "consent for court"),
        (LETTER, (), False, "no consent"),  # a letter from a newspaper is a letter
        (PAGE, (), False, "no consent"),  # and so is what came with it
        (PAGE, (told(LETTER),), True, "consent for court"),
        (PAGE, (told(LETTER, until="2026-02-01"), told(PAGE)), True, "consent for court"),
        (LETTER, (told(PAGE),), False, "no consent"),
        (LETTER, (told(LETTER), told(PAGE, "withdrawn")), False, "withdrawn"),  # it would go along
        (PAGE, (told(PAGE), told(LETTER, "withdrawn")), False, "withdrawn"),
        (PICTURE, (), False, "no consent"),
        (SCAN, (told(PICTURE),), True, "consent"),
    ],
)
def test_the_last_word_counts(item: str, consents: tuple[Consent, ...], is_yes: bool, reason: str) -> None:
    answer = may_go(item, "court", MATERIALS, consents, today=TODAY)
    assert (answer.is_yes, reason in answer.reason) == (is_yes, True), answer
    assert "sister" not in answer.reason


def test_an_objection_holds_for_what_was_published_too() -> None:
    page = {PAGE: Material(PAGE, "text/html", (("press", None),))}
    assert may_go(PAGE, "public", page, (), today=TODAY).is_yes
    assert not may_go(PAGE, "public", page, (told(PAGE, "withdrawn", "public"),), today=TODAY).is_yes


def test_a_zip_of_published_pages_was_published() -> None:
    zipped = Material(PICTURE, "application/zip", (), (), (PAGE,))
    page = Material(PAGE, "text/html", (("press", None),), (PICTURE,))
    assert may_go(PICTURE, "un", {PICTURE: zipped, PAGE: page}, (), today=TODAY).is_yes
    assert may_go(PAGE, "un", {PICTURE: zipped, PAGE: page}, (), today=TODAY).is_yes
