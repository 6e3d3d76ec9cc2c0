"""Words in pictures and scans, from the file to the claims; the tests that need Tesseract say so where it is missing."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from bench.ocr import PICTURES, SPOILT, picture_of, plain, score, seen_in, text_of
from khronika.flow import recogniser as recognisers
from khronika.flow.local import add
from khronika.flow.project import Project, init_encrypted
from khronika.flow.recogniser import Recogniser, recogniser
from khronika.flow.seeing import read_seen
from khronika.flow.working import KEPT
from khronika.intake import picture_record
from khronika.intake.browser import Picture
from khronika.model.decisions import Problem
from khronika.model.evidence import Item, Taken
from khronika.read import ReadOut, Told
from khronika.store.claims import claims_of
from khronika.store.evidence import items_of, outcomes_of, passages_of
from khronika.store.opening import close_store, open_store
from khronika.store.problems import problems_of
from khronika.store.seen import seen_of
from khronika.vault import Cost
from tests.read.make_kinds import PAGE, answer, pdf_of, record

pytestmark = pytest.mark.journeys

needs_tesseract = pytest.mark.skipif(
    recogniser() is None or bool(recogniser().lacks()),  # type: ignore[union-attr]
    reason="Tesseract is not installed with eng, fas and ara",
)
CHEAP = Cost(64, 1)


def silent(name: str, done: int, total: int) -> None:
    """No progress is shown."""


def kinds(out: ReadOut) -> list[str]:
    return [problem.kind for problem in out.problems]


def scan(*names: str) -> bytes:
    """A PDF whose pages are pictures."""
    first, *more = map(picture_of, names)
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=more, resolution=150)
    return out.getvalue()


def read(content: bytes, media_type: str, told: Told | None = None) -> ReadOut:
    out = read_seen(Item("0" * 64, "p", media_type, len(content), Taken("", "", "", "")), content, told or Told())
    assert isinstance(out, ReadOut)
    return out


@needs_tesseract
@pytest.mark.parametrize(
    ("name", "spoil", "most"),
    [
        ("en", "as it is", 0.01),
        ("en", "photographed", 0.04),
        ("en_plain", "grainy", 0.01),
        ("en", "upside down", 0.01),
        ("fa", "as it is", 0.03),
        ("fa", "grainy", 0.06),
        ("fa_small", "small", 0.05),
        ("fa", "on its side", 0.03),
        ("ar", "as it is", 0.06),
        ("ar", "askew", 0.06),
        ("ar_book", "light on dark", 0.09),
        ("mixed", "as it is", 0.02),
        ("mixed", "photographed", 0.06),
    ],
)
def test_a_page_is_read_in_its_script_however_it_was_taken(name: str, spoil: str, most: float) -> None:
    out = seen_in(SPOILT[spoil](picture_of(name)))
    (passage,) = out.passages
    found = score(out, text_of(name))
    assert found.error <= most
    assert passage.layer == "ocr"
    assert passage.lang == {"mixed": "en"}.get(name, name.split("_")[0])
    assert {passage.text[seen.span.start : seen.span.end] for seen in out.seen} == set(passage.text.split())


@needs_tesseract
@pytest.mark.parametrize("name", ["fa", "fa_small", "ar", "ar_book"])
def test_hardly_a_number_is_wrong_without_doubt(name: str) -> None:
    out = seen_in(picture_of(name))
    assert score(out, text_of(name)).silent == 0
    assert "ocr-unsure" in kinds(out) or not any(seen.sure < 60 for seen in out.seen)


@needs_tesseract
@pytest.mark.parametrize(("kind", "how"), [("JPEG", {}), ("WEBP", {}), ("GIF", {}), ("BMP", {}), ("TIFF", {})])
def test_kinds_of_pictures(kind: str, how: dict[str, Any]) -> None:
    (passage,) = seen_in(picture_of("en"), kind).passages
    assert plain(passage.text) == text_of("en")


@needs_tesseract
def test_the_pages_of_a_scan_come_in_their_order() -> None:
    out = read(scan("en", "fa"), "application/pdf")
    (passage,) = out.passages
    assert passage.text.count("\f") == 1
    first, second = passage.text.split("\f")
    assert "Nela Orsava" in first
    assert "پرتوی" in second
    assert {seen.page for seen in out.seen} == {0, 1}


@needs_tesseract
def test_of_a_mixed_file_only_pages_without_a_text_are_looked_at() -> None:
    out = read(mixed(), "application/pdf")
    (passage,) = out.passages
    assert passage.text.startswith("They took him.")
    assert {seen.page for seen in out.seen} == {1}
    assert "Soldiers arrested" in passage.text


def mixed() -> bytes:
    """A PDF of a page with a text and a page that is a picture."""
    whole = pypdfium2.PdfDocument(pdf_of([["They took him."]]))
    whole.import_pages(pypdfium2.PdfDocument(scan("en")), [0])
    made = io.BytesIO()
    whole.save(made)
    return made.getvalue()


@needs_tesseract
def test_a_scan_gives_claims_and_a_photo_without_words_gives_no_problem(project: Project, tmp_path: Path) -> None:
    picture_of("en").save(tmp_path / "scan.png")
    Image.radial_gradient("L").resize((900, 600)).save(tmp_path / "lamp.jpg")
    added = add(project, [tmp_path / "scan.png", tmp_path / "lamp.jpg"], Told(published="2021-05-20"), silent)
    scanned, photo = added.items
    assert "arrest" in {claim.act for claim in claims_of()}
    assert outcomes_of([scanned, photo]) == {scanned: "claims", photo: KEPT}
    assert problems_of() == ()
    (passage,) = passages_of()
    assert "".join(passage.text[s.span.start : s.span.end] for s in seen_of(passage.id)) == "".join(
        passage.text.split()
    )


@needs_tesseract
def test_nothing_is_written_down_of_what_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project is encrypted, and no file holds the words, neither while the program looks nor after."""
    picture_of("en").save(tmp_path / "scan.png")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    project, _ = init_encrypted(tmp_path / "project", "six words that nobody else knows", CHEAP)
    open_store(project.folder, project.database_key)
    try:
        add(project, [tmp_path / "scan.png"], Told(published="2021-05-20"), silent)
        assert any(claims_of())
    finally:
        close_store()
    written = [path.read_bytes() for path in (tmp_path / "project").rglob("*") if path.is_file()]
    assert not any(b"Orsava" in content or b"P5\n" in content for content in written)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("eyes", "kind"),
    [(None, "no-recogniser"), (Recogniser("/bin/true", None, frozenset({"eng", "osd"})), "recogniser-lacks")],
)
def test_what_is_missing_is_said_with_how_to_get_it(
    eyes: Recogniser | None, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khronika.flow.seeing.recogniser", lambda: eyes)
    out = read((PICTURES / "en.png").read_bytes(), "image/png")
    problem = out.problems[-1]
    assert problem.kind == kind
    assert "apt install tesseract-ocr" in problem.hint


def test_a_machine_without_the_program_has_no_recogniser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    recognisers.recogniser.cache_clear()
    assert recogniser() is None
    broken = tmp_path / "tesseract"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    recognisers.recogniser.cache_clear()
    assert recogniser() is None
    recognisers.recogniser.cache_clear()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_page_that_the_recogniser_dies_of_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khronika.flow.seeing.recogniser", lambda: Recogniser("/bin/false", None, frozenset({"eng"})))
    out = read((PICTURES / "en.png").read_bytes(), "image/png")
    assert kinds(out)[0] == "not-looked-at"


def test_a_file_that_cannot_be_drawn_is_a_problem_and_no_crash() -> None:
    content = (PICTURES / "en.png").read_bytes()[:9000]
    out = read_seen(Item("0" * 64, "p", "image/png", len(content), Taken("", "", "", "")), content, Told())
    assert isinstance(out, Problem) or out.problems


CAGED = """
import os, sys
from pathlib import Path
from khronika.flow.landlock import keep_only
from khronika.flow.limits import give_up_means
give_up_means(5)
if not keep_only(read=[Path("/usr"), Path("/lib"), Path("/lib64"), Path("/etc/ld.so.cache")], run=[Path("/usr/bin/true")]):
    print("no landlock")
    sys.exit()
def refused(what):
    try:
        what()
    except OSError:
        return True
    return False
print(refused(lambda: open(sys.argv[1]).read()), refused(lambda: open(sys.argv[1], "w")),
      refused(lambda: os.execv("/bin/sh", ["sh"])), refused(lambda: open("/usr/bin/true", "rb").read(4)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is of Linux")
def test_the_recogniser_reads_only_the_system_and_runs_nothing_else(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("names")
    ended = subprocess.run([sys.executable, "-c", CAGED, kept], capture_output=True, text=True, timeout=30)
    if ended.stdout.strip() == "no landlock":
        pytest.skip("this kernel has no Landlock")
    assert ended.stdout.split() == ["True", "True", "True", "False"], ended.stderr
    assert kept.read_text() == "names"


@needs_tesseract
@pytest.mark.parametrize(
    ("page", "telling"), [(PAGE, "story.html"), ("<html><body><script src='a.js'></script></body></html>", "story.png")]
)
def test_what_a_picture_of_a_page_shows_is_told_once(project: Project, tmp_path: Path, page: str, telling: str) -> None:
    """The picture in a capture is searched only where the page has no text, as one that scripts draw."""
    address = "https://courier.example/story"
    out = io.BytesIO()
    picture_of("en").save(out, "PNG")
    shown = picture_record(Picture(out.getvalue(), ("courier.example",), "Chromium 1"), address, "2026-03-01T09:00:00Z")
    archive = tmp_path / "a.warc"
    archive.write_bytes(record("response", answer("text/html", page.encode()), address) + shown)
    for again in (False, True):
        add(project, [archive], Told(), silent, again=again)
        telling_items = items_of(passage.item_id for passage in passages_of() if passage.text.strip())
        assert [item.name.rpartition("/")[2] for item in telling_items] == [telling]
        assert len(items_of()) == 3
    assert outcomes_of()[items_of()[2].id] == (KEPT if page == PAGE else "claims")
