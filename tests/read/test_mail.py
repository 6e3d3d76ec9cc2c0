"""Letters and mailboxes: who wrote what when, what is attached, what is only repeated."""

import pytest

from khronika.read.letters import find_quoted
from tests.read.kinds import asides, kinds_of, read, read_kind

HEAD = b"From: Mara Teskin <mara@example.org>\nDate: Tue, 4 May 2021 10:00:00 +0000\nSubject: News\nMIME-Version: 1.0\n"


def test_a_letter_with_an_older_one_below_it_and_files_attached() -> None:
    out = read_kind("letter_with_attachments.eml")
    (passage,) = out.passages
    assert (passage.title, passage.published, passage.lang) == ("Teacher taken in Brno", "2021-05-04", "en")
    assert out.source.name == "Mara Teskin"
    assert [why for why, _ in asides(passage)] == ["older message", "signature"]
    assert "Was anybody killed" in asides(passage)[0][1]
    assert [child.name for child in out.children] == ["گزارش.txt", "letter 2.eml", "winmail.dat"]
    assert "شیراز" in out.children[0].content.decode()
    passed_on = read(out.children[1].content, "letter 2.eml")
    assert (passed_on.passages[0].title, passed_on.source.name, passed_on.passages[0].lang) == ("خبر", "Sami", "ar")
    assert out.problems == ()


def test_a_letter_that_is_only_a_page() -> None:
    out = read_kind("letter_page_only.eml")
    (passage,) = out.passages
    assert (passage.lang, out.source.name, passage.title) == ("fa", "نرگس آرزم", "بازداشت در شیراز")
    assert passage.text.endswith("خبری ندادند.\n\nاو را کتک زدند.")


def test_a_letter_whose_head_lies_about_its_encoding() -> None:
    out = read_kind("letter_lies_about_charset.eml")
    assert out.passages[0].text.startswith("اعتقلت قوات الأمن المعلم سامي الحلواني")
    assert kinds_of(out) == ["encoding-guessed"]


def test_each_letter_of_a_mailbox_comes_out_as_it_was_sent() -> None:
    out = read_kind("two_letters.mbox")
    first, second = (read(child.content, child.name) for child in out.children)
    assert first.passages[0].text.endswith("\n\nFrom there she was moved to Ostrava.")
    assert (first.passages[0].published, second.passages[0].lang) == ("2021-05-05", "fa")


@pytest.mark.parametrize(
    ("text", "subject", "quoted"),
    [
        ("They took him at dawn, his wife says.\n\n> And her?\n", "Re: him", ["> And her?"]),
        ("He is free since Monday.\n\n-----Original Message-----\nFrom: X\nIs he free?", "", ["-----Original Message-----\nFrom: X\nIs he free?"]),
        ("He is free since Monday.\n\nFrom: The Desk\nSent: 3 May 2021\nIs he free?", "", ["From: The Desk\nSent: 3 May 2021\nIs he free?"]),
        ("او از دیروز آزاد است و به خانه رسیده.\n\nمیز خبر نوشت:\n> آزاد است؟", "", ["میز خبر نوشت:\n> آزاد است؟"]),
        ("See below, please, dear colleagues.\n\n> They took him.", "Fwd: news", []),
        ("> They took him at dawn.\n> Nobody knows why.", "", []),
        ("From: the yard they went\nto the cells, five of them.", "", []),
    ],
)  # fmt: skip
def test_what_an_answer_repeats(text: str, subject: str, quoted: list[str]) -> None:
    assert [text[a.span.start : a.span.end] for a in find_quoted(text, subject)] == quoted


def test_of_alternatives_the_plain_text_is_read_once() -> None:
    both = (
        b"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nThey took him at dawn.\n"
        b"--x\nContent-Type: text/html\n\n<p>They took <b>him</b> at dawn.</p>\n--x--\n"
    )
    assert [p.text for p in read(HEAD + both, "a.eml").passages] == ["They took him at dawn."]


DEEP = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(400))
HOSTILE = {
    "no head": (b"\n\nThey took him at dawn.\n", ["no-head", "no-date"]),
    "cut in base64": (
        HEAD + b"Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK", []
    ),
    "cut in a part": (HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nThey took him.", ["cut-short"]),
    "boundary never seen": (HEAD + b"Content-Type: multipart/mixed; boundary=x\n\nThey took him.\n", ["cut-short"]),
    "encrypted": (HEAD + b"Content-Type: multipart/encrypted; boundary=x\n\n--x--\n", ["encrypted"]),
    "nested": (HEAD + DEEP + b"They took him.", ["cut-short"]),
    "many parts": (
        HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nThey took him.\n" * 2_000 + b"--x--\n",
        ["too-large"],
    ),
    "unknown charset": (HEAD + b"Content-Type: text/plain; charset=x-none\n\nThey took him.\n", []),
    "impossible day": (HEAD.replace(b"4 May", b"44 May") + b"\nThey took him.\n", ["no-date"]),
    "broken words": (b"From: =?utf-9?q?x?= <a@b>\nSubject: =?utf-8?b?!!?=\nDate: x\n\nThey took him.\n", ["no-date"]),
    "an empty attachment": (
        HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Disposition: attachment\n\n--x\n\nThey.\n--x--\n",
        ["damaged"],
    ),
    "no text": (HEAD + b"\n\n", ["empty"]),
    "no letters": (b"nothing that is a mailbox", ["no-head", "no-date"]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "kinds"), HOSTILE.values(), ids=HOSTILE.keys())
def test_bad_letters_end_as_text_or_problem(content: bytes, kinds: list[str]) -> None:
    out = read(content, "a.eml")
    assert kinds_of(out) == kinds
    assert out.passages or out.children or out.problems


def test_a_mailbox_without_letters_is_a_problem() -> None:
    assert kinds_of(read(b"They took him at dawn.\n" * 9, "a.mbox")) == ["damaged"]
