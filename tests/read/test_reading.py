"""From bytes to passages: text, what is set aside, publisher, kind, day, language."""

import json
import os
from pathlib import Path

import pytest

from khronika.model.evidence import Item, Passage, Taken
from khronika.read import ReadOut, Told, is_unknown, read_item
from khronika.read.datelines import day_of_line, read_dateline, read_day
from khronika.read.decoding import text_of
from khronika.read.language import language_of
from khronika.read.sources import body_named
from khronika.vault.kinds import media_type_of

WAVE = Path(os.environ.get("KHRONIKA_BENCH_DATA", Path(__file__).parents[3] / "shared" / "data")) / "wave"
PAGE = """<!doctype html><html lang="en"><head><title>Nurses held in Tarsin | Hillside News</title>
<meta property="article:published_time" content="2021-05-04T09:00+02:00"></head><body class="has-sidebar">
<nav><a href="/">Home</a> <a href="/w">World</a></nav><div class="cookie-banner">We use cookies. Accept</div>
<div id="wrap"><h1>Nurses held in Tarsin</h1><p>By Mara Teskin</p>
<p>Guards took three nurses from the clinic in Tarsin on Monday, the nurses' families said on Tuesday evening.</p>
<p>They were beaten,<br>and their phones were taken. Nobody was told where they were being held, a relative said.</p>
<ul><li>One of them was pregnant when she was taken away from the ward.</li></ul></div>
<div class="share-links">Share this: <a>X</a></div><div class="related-posts"><h3>Related</h3><a>Fire in the port</a></div>
<section id="comments"><p>Great post, thanks a lot for it.</p></section><script>let secret = 1</script>
<footer>© Hillside News 2021</footer></body></html>"""


def _read(text: str | bytes, name: str = "r.txt", told: Told | None = None) -> ReadOut:
    content = text.encode() if isinstance(text, str) else text
    item = Item("ab" * 32, name, media_type_of(content[:4096], name), len(content), Taken("", "", "", ""))
    return read_item(item, content, told or Told())


def _passage(text: str | bytes, name: str = "r.txt", told: Told | None = None) -> Passage:
    (passage,) = _read(text, name, told).passages
    return passage


def _asides(passage: Passage) -> list[tuple[str, str]]:
    return [(passage.text[a.span.start : a.span.end], a.why) for a in passage.aside]


def _report(passage: Passage) -> str:
    text = passage.text
    for aside in reversed(passage.aside):
        text = text[: aside.span.start] + text[aside.span.end :]
    return " ".join(text.split())


def test_a_clean_text_is_the_file_itself() -> None:
    text = "  Title\f\n\n\tIndented\u200c line \u202e\n\n\n728 x 90\n\x1b\n"
    assert _passage(text).text == text


def test_line_ends_are_made_one_and_nuls_left_out() -> None:
    assert text_of(b"a\r\nb\rc\x00d\n")[0] == "a\nb\ncd\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_without_a_problem(encoding: str) -> None:
    text = "They took him — «آنان او را بردند» — away from the clinic at dawn, his family said.\n" * 3
    assert text_of(text.encode(encoding)) == (text, ())


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1256", "ماموران او را بردند و به خانواده اش چيزي نگفتند. او را در شهر ديگر نگه داشتند. "),
        ("cp1256", "اعتقلت قوات الأمن ثلاث ممرضات من العيادة في المدينة ولم تعرف عائلاتهن شيئا عنهن. "),
        ("cp1252", "“He was taken,” said Zoé – the café’s owner – “and beaten.” "),
    ],
)
def test_old_encodings_are_guessed_and_said(encoding: str, text: str) -> None:
    read, flaws = text_of((text * 4).encode(encoding))
    assert read == text * 4
    assert [flaw.kind for flaw in flaws] == ["encoding-guessed"]


def test_a_plain_report_with_what_surrounds_it() -> None:
    headline = "Guards take nurses from a clinic in Tarsin"
    text = f"728 x 90\n\n{headline}\n{headline}\n\nReporting by Tarsin Rights Watch\n\nTarsin, May 4, 2021—Three were taken.\n\nShare this\nRead more: Fire in the port\n"
    out = _read(text)
    passage = out.passages[0]
    assert passage.text == text
    assert passage.title == headline
    assert passage.published == "2021-05-04"
    assert (out.source.name, out.source.kind) == ("Tarsin Rights Watch", "ngo")
    assert [why for _, why in _asides(passage)] == ["ad", "repeat", "share", "related"]
    assert out.problems == ()


def test_a_text_that_does_not_say_who_or_when() -> None:
    left, right = _read("Two men were taken away at night.\n"), _read(b"Another text, from elsewhere.\n")
    assert is_unknown(left.source)
    assert left.source.kind is None
    assert [problem.kind for problem in left.problems] == ["no-date"]
    assert "--published" in left.problems[0].hint
    item = Item("cd" * 32, "r.txt", "text/plain", 5, Taken("", "", "", ""))
    assert read_item(item, b"other", Told()).source.id != right.source.id


def test_what_is_told_wins() -> None:
    told = Told(source="The Lamp", kind="lawyer", published="2022-01-02", lang="fr")
    out = _read("Source: Hillside News\nPublished: 4 May 2021\n\nThey were taken.\n", told=told)
    assert (out.source.name, out.source.kind) == ("The Lamp", "lawyer")
    assert (out.passages[0].published, out.passages[0].lang) == ("2022-01-02", "fr")
    assert not is_unknown(out.source)


def test_a_page_is_read_as_a_reader_sees_it() -> None:
    out = _read(PAGE, "p.html")
    passage = out.passages[0]
    assert _report(passage) == (
        "Nurses held in Tarsin By Mara Teskin Guards took three nurses from the clinic in Tarsin on Monday, the nurses'"
        " families said on Tuesday evening. They were beaten, and their phones were taken. Nobody was told where they"
        " were being held, a relative said. One of them was pregnant when she was taken away from the ward."
    )
    assert {why for _, why in _asides(passage)} >= {"menu", "cookies", "share", "related", "comments", "rights"}
    assert "secret" not in passage.text
    assert "beaten,\nand their" in passage.text
    assert (passage.title, passage.published, passage.lang) == ("Nurses held in Tarsin", "2021-05-04", "en")
    assert (out.source.name, out.source.kind) == ("Hillside News", "press")


def test_markdown_keeps_its_marks() -> None:
    text = "---\ntitle: Nurses held\ndate: 2021-05-04\nsource: Hillside News\n---\n\n# Other\n\nThey **were** taken.\n"
    out = _read(text, "r.md")
    assert out.passages[0].text == text
    assert (out.passages[0].title, out.passages[0].published) == ("Nurses held", "2021-05-04")
    assert out.source.name == "Hillside News"
    assert _passage("# Nurses *held*\n\nText.\n", "r.md").title == "Nurses *held*"


@pytest.mark.parametrize(
    ("line", "day", "agency"),
    [
        ("Tarsin, May 4, 2021—Three were taken.", "2021-05-04", None),
        ("TARSIN, 4 May 2021 (Hillside News) - Three", "2021-05-04", "Hillside News"),
        ("PORT VALE (AP) — Three", None, "AP"),
        ("On May 4, 2020 three nurses, all of them women, were taken", None, None),
        ("The guards came at night - as always.", None, None),
    ],
)
def test_datelines(line: str, day: str | None, agency: str | None) -> None:
    assert read_dateline(line) == (day, agency)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("4 May 2021", "2021-05-04"),
        ("Tuesday, May 4th, 2021", "2021-05-04"),
        ("Published: 2021-05-04 10:15 UTC", "2021-05-04"),
        ("Thursday 14 October", None),
        ("31 February 2021", None),
        ("She was born on 4 May 2021.", None),
    ],
)
def test_lines_that_are_a_date(line: str, day: str | None) -> None:
    assert day_of_line(line) == day


def test_a_day_inside_other_words() -> None:
    assert read_day("first seen on Sept. 3, 2019 in print") == "2019-09-03"
    assert read_day("version 2021-13-45") is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("They were taken from the clinic and nobody knows where they are.", "en"),
        ("ماموران او را بردند و تا امروز خبری از او نیست.", "fa"),
        ("اعتقلت قوات الأمن ثلاث ممرضات من العيادة في المدينة.", "ar"),
        ("هێزە ئەمنییەکان سێ پەرستاریان لە شار دەستبەسەر کرد.", "ckb"),
        ("پولیس نے تین نرسوں کو کلینک سے گرفتار کیا ہے اور ان کے گھر والوں کو نہیں بتایا۔", "ur"),
        ("Polis klinikten üç hemşireyi gözaltına aldı ve ailelerine bilgi verilmedi.", "tr"),
        ("Les gardes ont pris trois infirmières dans la clinique et les familles ne savent pas où.", "fr"),
        ("12 34 --", "und"),
    ],
)
def test_languages(text: str, lang: str) -> None:
    assert language_of(text) == lang


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Reuters", "press", None),
        ("the United Nations", "un", None),
        ("Ministry of Justice", "state", None),
        ("Kenya Human Rights Forum", "ngo", "KE"),
        ("Republican Liberation Front", "party", None),
        ("Marla Teskin", None, None),
    ],
)
def test_what_kind_of_voice_a_publisher_is(name: str, kind: str | None, country: str | None) -> None:
    source = _read(f"Source: {name}\n\nThey were taken.\n").source
    assert (source.name.casefold(), source.kind, source.country) == (
        name.removeprefix("the ").casefold(),
        kind,
        country,
    )


def test_a_party_is_known_by_either_of_its_names() -> None:
    body = body_named("PMOI/MEK")
    assert body is not None
    assert body.kind == "party"
    assert _read("The Spark, organ of the Workers Party\n\nThey were taken.\n").source.kind == "party"


@pytest.mark.parametrize(
    ("start", "name", "media_type"),
    [
        (b"%PDF-1.4", "report.txt", "application/pdf"),
        (b"PK\x03\x04", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\x03\x04", "a.bin", "application/zip"),
        (b"\x00\x00\x00\x18ftypmp42", "a", "video/mp4"),
        ("\ufeff<!-- x --><?xml?>\n<HTML>".encode(), "a", "text/html"),
        ("\ufeff<html>".encode("utf-16-le"), "a", "text/html"),
        (b"plain words", "a", "text/plain"),
        (b"plain words", "a.EML", "message/rfc822"),
        (b"", "a", "text/plain"),
        (bytes(300), "a.txt", "application/octet-stream"),
    ],
)
def test_kinds_of_files(start: bytes, name: str, media_type: str) -> None:
    assert media_type_of(start, name) == media_type


@pytest.mark.skipif(not WAVE.is_dir(), reason="the wave reports are not here")
def test_the_pages_of_the_wave_reports_are_read_as_their_readers_saw_them() -> None:
    rows = [json.loads(line) for line in (WAVE / "reports.jsonl").read_text("utf-8").splitlines()]
    pages = [row for row in rows if row["file"].endswith(".html")]
    wrong = []
    for row in pages:
        out = _read((WAVE / row["file"]).read_bytes(), row["file"])
        passage = out.passages[0]
        seen = (passage.published, out.source.name, passage.lang, passage.title, _report(passage))
        text = " ".join(row["text"].replace("728 x 90", "").split())
        gold = (row["published"][:10], row["publisher"], row["lang"], row["title"], text)
        wrong += [row["id"]] if seen != gold else []
    assert wrong == []
