"""Details of frames, each a table of sentences with what a careful reader finds in them (``tables/*.psv``).

``⏎`` stands for a line break. A row with a ``gap`` says what the program cannot do yet: it fails until it can.
"""

import csv
from functools import cache
from pathlib import Path

import pytest

from khronika.extract import extract
from khronika.model.claims import Claim, Count, Reading, Role
from khronika.model.dates import When
from khronika.model.evidence import Passage
from khronika.resolve import resolve

TABLES = Path(__file__).parent / "tables"
Row = dict[str, str]


def rows(name: str) -> list[object]:
    """The rows of a table, those with a gap expected to fail."""
    found: list[object] = []
    with (TABLES / f"{name}.psv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="|", quoting=csv.QUOTE_NONE):
            marks = [pytest.mark.xfail(strict=True, reason=row["gap"])] if row["gap"] else []
            found.append(pytest.param(row, id=row["text"][:60], marks=marks))
    return found


@cache
def told(text: str) -> tuple[tuple[Claim, ...], tuple[Reading, ...]]:
    """The claims of a text published on 15 June 2021, a Tuesday, and their readings."""
    passage = Passage("item", "source", "en", text.replace("⏎", "\n"), published="2021-06-15")
    claims = tuple(extract(passage))
    return claims, resolve(passage, claims)


def of_act(row: Row) -> list[Claim]:
    """The claims of the row's act."""
    return [claim for claim in told(row["text"])[0] if claim.act == row["act"]]


def readings(claim: Claim, row: Row, role: Role, aspect: str) -> dict[int, object]:
    """Participant -> what its words mean."""
    found = (r for r in told(row["text"])[1] if (r.claim_id, r.role, r.aspect) == (claim.id, role, aspect))
    return {reading.participant: reading.value for reading in found}


def listed(cell: str) -> list[str]:
    """The items of a cell."""
    return [item.strip() for item in cell.split(";") if item.strip()]


def match(wanted: list[str], found: list[tuple[str, ...]]) -> bool:
    """Whether the wanted words and the found participants pair off."""
    return len(wanted) == len(found) and all(any(w in text for text in f) for w, f in zip(wanted, found, strict=True))


def texts(claim: Claim, role: Role) -> list[tuple[str, ...]]:
    """The words for each participant in a role."""
    return [tuple(m.text for m in mentions) for mentions in claim.participants(role).values()]


@pytest.mark.parametrize("row", rows("triggers"))
def test_words_for_acts(row: Row) -> None:
    found = {claim.act for claim in told(row["text"])[0]}
    assert found >= set(row["acts"].split())


@pytest.mark.parametrize("row", rows("occasions"))
def test_one_occasion_is_one_claim(row: Row) -> None:
    assert len(of_act(row)) == int(row["claims"])


@pytest.mark.parametrize("row", rows("victims"))
def test_victims(row: Row) -> None:
    wanted = [item.partition(" #") for item in listed(row["victims"])]
    claim = of_act(row)[0]
    assert match([name for name, _, _ in wanted], texts(claim, "victim"))
    counts = readings(claim, row, "victim", "count")
    assert [shown(counts.get(i)) for i in range(len(wanted))] == [count for _, _, count in wanted]


def shown(count: object) -> str:
    """A count as the table writes it."""
    if not isinstance(count, Count):
        return ""
    if count.high is None:
        return f"{count.low}+"
    return str(count.low) if count.low == count.high else f"{count.low}-{count.high}"


@pytest.mark.parametrize("row", rows("perpetrators"))
def test_perpetrators(row: Row) -> None:
    claim = of_act(row)[0]
    assert match(listed(row["perpetrators"]), texts(claim, "perpetrator"))
    assert list(readings(claim, row, "perpetrator", "type").values()) == [row["type"]] * bool(row["perpetrators"])


@pytest.mark.parametrize("row", rows("distribution"))
def test_figures_by_place_and_day(row: Row) -> None:
    found = [set(" ".join(m.text for m in claim.mentions if m.role != "trigger").split()) for claim in of_act(row)]
    wanted = [set(cell.split()) for cell in listed(row["cells"])]
    assert len(found) == len(wanted)
    assert all(any(cell <= words for words in found) for cell in wanted)
    assert not any(cell - other <= words and other <= words for words in found for cell in wanted for other in wanted
                   if cell != other and len(wanted) > 1)  # fmt: skip


@pytest.mark.parametrize("row", rows("places_and_days"))
def test_places_and_days(row: Row) -> None:
    claim = of_act(row)[0]
    assert match(listed(row["places"]), texts(claim, "place"))
    days = readings(claim, row, "when", "date").values()
    assert [day.edtf for day in days if isinstance(day, When)] == listed(row["when"])


@pytest.mark.parametrize("row", rows("background"))
def test_what_is_set_aside(row: Row) -> None:
    found = of_act(row)
    assert len(found) == int(row["claims"])
    kind, _, value = row["also"].partition("=")
    if kind == "when":
        assert [day.edtf for day in readings(found[0], row, "when", "date").values() if isinstance(day, When)] == [
            value
        ]
    if kind == "said":
        assert any(value in mention.text for mention in found[0].of("said_by"))
