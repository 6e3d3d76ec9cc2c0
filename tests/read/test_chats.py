"""Chats: each message a passage with its sender and its day."""

import json

import pytest

from khronika.read import ReadOut, Told
from khronika.read.whatsapp import is_chat
from tests.read.kinds import kinds_of, read, read_kind
from tests.read.make_kinds import MESSAGES, TELEGRAM, WHATSAPP


def voices(out: ReadOut) -> list[str]:
    names = {source.id: source.name for source in (out.source, *out.voices)}
    return [names[passage.source_id] for passage in out.passages]


def test_a_channel_speaks_for_itself_and_what_it_passed_on_is_marked() -> None:
    out = read_kind("telegram_channel.json")
    first, second = out.passages
    assert (first.text, first.published) == ("Police arrested the teacher Nela Orsava in Brno today.", "2021-05-03")
    assert (second.lang, second.text.split("\n")[0], second.aside[0].why) == (
        "fa",
        "Forwarded from کانال فانوس",
        "forwarded from",
    )
    assert voices(out) == ["Lantern Channel"] * 2
    assert (out.source.kind, [passage.start for passage in out.passages]) == ("social", [1, 2])
    assert kinds_of(out) == ["no-text"]
    assert "2 of 4" in out.problems[0].message


def test_all_chats_of_an_account() -> None:
    out = read_kind("telegram_all.json")
    assert voices(out) == ["Sami (in the chat Neighbours)", "a deleted account (in the chat Neighbours)"]
    assert [passage.lang for passage in out.passages] == ["ar", "en"]


def test_the_pages_of_an_export() -> None:
    out = read_kind("messages.html")
    assert voices(out) == ["Sami (in the chat Neighbours)"] * 2
    assert [passage.published for passage in out.passages] == ["2021-05-03", "2021-05-04"]
    assert out.passages[0].text.endswith("\nThey took her phone.")
    assert out.passages[1].text.startswith("Forwarded from کانال فانوس\nماموران")


def test_a_whatsapp_chat_with_a_number_that_stands_in_the_original_alone() -> None:
    out = read_kind("WhatsApp Chat with Neighbours.txt")
    assert voices(out) == ["Mara (in the chat Neighbours)", "telephone 1 (in the chat Neighbours)"]
    assert "555" not in repr(out)
    assert out.passages[0].text.endswith("today.\nShe was beaten in custody.")
    assert [passage.published for passage in out.passages] == ["2021-05-03", "2021-05-14"]
    assert kinds_of(out) == ["no-text"]


def test_the_same_name_in_a_chat_without_a_name_is_somebody_else() -> None:
    one, other = (read(f"{WHATSAPP}{end}".encode(), "_chat.txt") for end in ("", "\n"))
    assert {s.id for s in one.voices} & {s.id for s in other.voices} == set()


def test_the_day_of_a_message_is_its_own_whatever_is_told_of_the_chat() -> None:
    out = read_kind("telegram_channel.json", Told(published="2022-01-01", source="The Desk"))
    assert [passage.published for passage in out.passages] == ["2021-05-03", "2021-05-04"]
    assert voices(out) == ["Lantern Channel"] * 2


@pytest.mark.parametrize(
    ("heads", "days", "is_guessed"),
    [
        (["13/05/2021, 10:00 - ", "14/05/2021, 10:00 - "], ["2021-05-13", "2021-05-14"], False),
        (["5/13/21, 10:00 AM - ", "5/14/21, 9:05 PM - "], ["2021-05-13", "2021-05-14"], False),
        (["[03.05.21, 10:00:00] ", "[04.05.21, 10:00:00] "], ["2021-05-03", "2021-05-04"], True),
        (["5/3/21, 10:00\u202fAM - ", "5/4/21, 10:00\u202fAM - "], ["2021-05-03", "2021-05-04"], True),
        (["2021-05-03, 10:00 - ", "2021-05-04, 10:00 - "], ["2021-05-03", "2021-05-04"], False),
        (["۱۴۰۰/۲/۱۳،\u200f ۱۰:۰۰ - ", "۱۴۰۰/۲/۱۴،\u200f ۱۰:۰۰ - "], ["2021-05-03", "2021-05-04"], False),
        (["٣/٥/٢٠٢١، ١٠:٠٠ ص - ", "١٤/٥/٢٠٢١، ١٠:٠٠ م - "], ["2021-05-03", "2021-05-14"], False),
        (["31/02/2021, 10:00 - ", "14/05/2021, 10:00 - "], [None, "2021-05-14"], False),
    ],
)
def test_dates_as_telephones_write_them(heads: list[str], days: list[str | None], is_guessed: bool) -> None:
    out = read("".join(f"{head}Mara: They took him.\n" for head in heads).encode(), "_chat.txt")
    assert [passage.published for passage in out.passages] == days
    assert ("date-order" in kinds_of(out)) is is_guessed


@pytest.mark.parametrize(
    "text",
    [
        "On 3/5/2021, 10:00 - the guards came: five of them.\nThey took him.",
        "They took him at dawn.\n03/05/2021, 10:00 - Mara: he said.",
        "3 May 2021\n\nThey took him.",
        "",
    ],
)
def test_a_report_with_a_date_is_no_chat(text: str) -> None:
    assert not is_chat(text)


CUT = json.dumps(TELEGRAM).encode()[:-40]
HOSTILE = {
    "cut short": (CUT, "a.json", "damaged"),
    "nested": (b"[" * 100_000, "a.json", "damaged"),
    "some other JSON": (b'{"name": "x", "rows": [1, 2]}', "a.json", "not-read-yet"),
    "messages that are none": (b'{"name": 7, "messages": [1, null, {"text": 5, "date": []}]}', "a.json", "no-text"),
    "no messages": (b'{"name": "x", "messages": []}', "a.json", "empty"),
    "a page cut short": (MESSAGES[:-300].encode(), "a.html", "cut-short"),
    "only pictures": (b"03/05/2021, 10:00 - Mara: <Media omitted>\n" * 3, "a.txt", "no-text"),
}


@pytest.mark.parametrize(("content", "name", "kind"), HOSTILE.values(), ids=HOSTILE.keys())
def test_bad_exports_are_problems(content: bytes, name: str, kind: str) -> None:
    assert kind in kinds_of(read(content, name))
