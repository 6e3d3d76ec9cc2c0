"""Feeds, saved pages and web archives: each entry and page with its own day, address and voice."""

import gzip

import pytest

from tests.read.kinds import kinds_of, read, read_kind
from tests.read.make_kinds import ATOM, PERSIAN, REPORT, RSS, answer, record, records, saved_page


def test_each_entry_of_a_feed_is_a_passage() -> None:
    out = read_kind("feed.rss")
    first, second = out.passages
    assert first.text == f"Teacher taken in Brno\n\n{REPORT.strip()}\n\nShe has a lawyer."
    assert (first.title, first.published, first.lang) == ("Teacher taken in Brno", "2021-05-04", "en")
    assert (second.text, second.lang, second.published) == (f"بازداشت در شیراز\n\n{PERSIAN.strip()}", "fa", None)
    assert (out.source.name, out.source.kind, out.voices) == ("Lantern Courier", "press", ())
    assert "1 of 2 parts" in out.problems[0].message


@pytest.mark.parametrize(
    "day", ["Tue, 04 May 99999999999999999999 10:00:00 +0000", "Tue, 04 May 20210 10:00:00 +0000", "x"]
)
def test_a_day_that_cannot_be_is_not_known(day: str) -> None:
    out = read(RSS.replace("Tue, 04 May 2021 09:00:00 +0200", day).encode(), "a.rss")
    assert out.passages[0].published is None


def test_an_atom_feed_tells_when_an_entry_was_published_not_changed() -> None:
    out = read_kind("feed.xml")
    assert [(p.published, p.lang, p.title) for p in out.passages] == [("2021-05-04", "ar", "اعتقال معلم في حلب")]
    assert out.source.name == "شبكة الفانوس"


def test_a_saved_page_is_read_as_the_page_with_its_own_day() -> None:
    out = read_kind("saved_page.mhtml")
    (passage,) = out.passages
    assert (passage.title, passage.published) == ("Teacher taken in Brno", "2021-05-04")
    assert out.source.name == "Lantern Courier"
    assert out.children == ()


@pytest.mark.parametrize("name", ["capture.warc", "capture.warc.gz"])
def test_the_pages_of_a_web_archive_with_address_and_moment(name: str) -> None:
    out = read_kind(name)
    assert [(child.name, child.address) for child in out.children] == [
        ("courier.example/1.html", "https://courier.example/1"),
        ("courier.example/fa.html", "https://courier.example/fa/"),
    ]
    assert {child.captured for child in out.children} == {"2021-05-06T08:00:00Z"}
    english, persian = (read(child.content, child.name).passages[0] for child in out.children)
    assert (english.title, persian.lang) == ("Teacher taken in Brno", "fa")
    assert kinds_of(out) == ["gone", "left-inside"]


def test_a_wacz_holds_web_archives() -> None:
    assert [child.name for child in read_kind("capture.wacz").children] == ["archive/data.warc.gz"]


def captured(
    status: str, *, kind: str = "text/html", body: bytes = b"<h1>x</h1>", more: str = "", warc: str = ""
) -> bytes:
    one = record("response", answer(kind, body, status, more), "https://courier.example/1")
    return one.replace(b"WARC-Type", warc.encode() + b"WARC-Type", 1)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("404 Not Found", "gone"),
        ("410 Gone", "gone"),
        ("451 Unavailable For Legal Reasons", "withheld"),
        ("401 Unauthorized", "refused"),
        ("403 Forbidden", "refused"),
        ("429 Too Many Requests", "refused"),
        ("500 Internal Server Error", "site-trouble"),
        ("503 Service Unavailable", "site-trouble"),
        ("302 Found", "redirect"),
        ("204 No Content", "no-page"),
    ],
)
def test_an_answer_that_is_no_page_says_why(status: str, kind: str) -> None:
    out = read(captured(status), "a.warc")
    assert (kinds_of(out), out.children) == ([kind], ())
    assert status[:3] in out.problems[0].message
    assert out.problems[0].hint


def test_redirects_that_led_to_a_page_are_no_trouble() -> None:
    out = read(captured("301 Moved Permanently") + captured("200 OK"), "a.warc")
    assert (kinds_of(out), len(out.children)) == ([], 1)


def test_answers_of_one_kind_are_counted() -> None:
    out = read(captured("404 Not Found") * 3 + captured("410 Gone") + captured("200 OK"), "a.warc")
    assert [problem.message for problem in out.problems] == [
        "4 captures: the page is not there, or not any more (HTTP 404, HTTP 410)"
    ]


@pytest.mark.parametrize("kind", ["image/png", "application/octet-stream", "application/xml", ""])
def test_what_alone_was_captured_is_taken_out_whatever_it_is(kind: str) -> None:
    one = captured("200 OK", kind=kind, body=b"<a>bytes</a>")
    assert [child.content for child in read(one, "a.warc").children] == [b"<a>bytes</a>"]
    more = one + captured("200 OK")
    assert len(read(more, "a.warc").children) == (1 if kind else 2)


def test_a_feed_in_an_archive_is_taken_out_and_other_xml_is_not() -> None:
    feed = captured("200 OK", kind="text/xml; charset=utf-8", body=RSS.encode())
    sitemap = captured("200 OK", kind="text/xml", body=b"<urlset><url/></urlset>")
    out = read(feed + sitemap + captured("200 OK"), "a.warc")
    assert [child.content[:5] for child in out.children] == [b"<?xml", b"<h1>x"]


def test_the_encoding_that_the_server_named_goes_along() -> None:
    (child,) = read(captured("200 OK", kind='text/html; Charset="windows-1256"'), "a.warc").children
    assert child.charset == "windows-1256"


@pytest.mark.parametrize("why", ["length", "time", "disconnect", "unspecified"])
def test_a_page_that_did_not_come_whole_says_so(why: str) -> None:
    out = read(captured("200 OK", warc=f"WARC-Truncated: {why}\r\n"), "a.warc")
    assert (kinds_of(out), len(out.children)) == (["cut-short"], 1)


def test_a_page_packed_in_an_unknown_way_says_so() -> None:
    assert kinds_of(read(captured("200 OK", more="Content-Encoding: zstd\r\n"), "a.warc")) == ["packed"]


def test_what_is_told_of_a_capture_is_shown() -> None:
    fields = b"asked: https://a.example/\r\nhop-1: 200 https://a.example/\r\n"
    told = record("metadata", fields, "https://a.example/").replace(
        b"application/http; msgtype=response", b"application/warc-fields"
    )
    out = read(captured("200 OK") + told, "a.warc")
    assert out.facts == (("asked", "https://a.example/"), ("hop-1", "200 https://a.example/"))


PAGES = b"".join(records())
BOMB = record(
    "response",
    answer("text/html", gzip.compress(b"\0" * 60_000_000), more="Content-Encoding: gzip\r\n"),
    "https://a.example/",
)
LIES = record(
    "response",
    answer("text/html", b"<p>They took him.", more="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
    "https://a.example/",
)
HOSTILE = {
    "a feed cut short": (RSS[:-60].encode(), "a.rss", "cut-short"),
    "a feed without entries": (b"<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>", "a.rss", "empty"),
    "a feed with a bomb": (b'<!DOCTYPE rss [<!ENTITY a "' + b"x" * 9_000 + b'">]><rss><channel><item><title>T</title><description>' + b"&a;" * 9_000 + b"</description></item></channel></rss>", "a.rss", "no-date"),
    "days that cannot be": (ATOM.replace("2021-05-0", "2021-99-9").encode(), "a.xml", "no-date"),
    "a saved page cut short": (saved_page()[:320], "a.mhtml", "cut-short"),
    "a saved page without a page": (b"From: x\nContent-Type: multipart/related; boundary=b\n\n--b\n\nx\n--b--", "a.mht", "damaged"),
    "an archive cut short": (PAGES[:-100], "a.warc", "cut-short"),
    "a packed archive cut short": (gzip.compress(PAGES)[:-30], "a.warc.gz", "cut-short"),
    "an archive cut in its head": (PAGES[:300], "a.warc", "cut-short"),
    "an archive of nothing": (record("warcinfo", b"x"), "a.warc", "empty"),
    "no archive at all": (b"WARC/1.0 They took him at dawn.\n" * 9, "a.warc", "cut-short"),
    "a bomb in an archive": (BOMB, "a.warc", "bomb"),
    "pieces that are none": (LIES, "a.warc", ""),
}  # fmt: skip


@pytest.mark.parametrize(("content", "name", "kind"), HOSTILE.values(), ids=HOSTILE.keys())
def test_bad_ones_are_problems(content: bytes, name: str, kind: str) -> None:
    out = read(content, name)
    assert not kind or kind in kinds_of(out)
    assert out.passages or out.children or out.problems
