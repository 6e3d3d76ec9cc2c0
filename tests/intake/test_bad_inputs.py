"""Bad inputs, from the folder to the reader: each is a clear Problem, none stops the others, originals are kept."""

import os
import resource
import time
from pathlib import Path

import pytest

from khronika.intake import Found, collect
from khronika.model.decisions import Problem
from khronika.read import ReadOut, Told, read_item, refusal_of
from khronika.vault import Signer, append, bytes_of, head_of, keep, verify

AT = "2026-03-01T09:00:00Z"
DESK = Signer("desk", b"d" * 32)
ASSETS = Path(__file__).parents[1] / "assets"
TOLD = Told(published="2021-05-04")

# What each bad file ends as: its problems, and whether its text could still be read.
EXPECTED = {
    "empty.txt": (["empty"], False),
    "lone_surrogates.txt": (["bad-bytes"], True),
    "nul_bytes.txt": (["nul"], True),
    "only_blanks.txt": (["empty"], False),
    "page_cut_short.html": (["cut-short"], True),
    "page_only_menus.html": (["only-furniture"], True),
    "page_says_utf8_is_cp1252.html": (["encoding-guessed"], True),
    "page_with_broken_json_ld.html": ([], True),
    "pdf_cut_short.pdf": (["damaged"], False),
    "persian_in_cp1256.txt": (["encoding-guessed"], True),
    "quotes_in_cp1252.txt": (["encoding-guessed"], True),
    "terminal_escapes.txt": (["control-characters"], True),
    "unknown_binary.bin": (["unknown-type"], False),
    "utf16_cut_in_a_character.txt": (["bad-bytes"], True),
    "utf16_without_mark.txt": ([], True),
    "utf8_with_broken_bytes.txt": (["bad-bytes"], True),
    "word_old.doc": (["not-read-yet"], False),
    "zip_bomb_named_report.txt": ([], False),
}
MADE = {
    "nested_100000_deep.html": b"<html><body>" + b"<div>" * 100_000 + b"They were taken away." + b"</div>" * 100_000,
    "tables_100000_deep.html": b"<html><body>" + b"<table><tr><td>" * 100_000 + b"They were taken away.</html>",
    "attribute_of_5_MB.html": b"<html><body><p title='"
    + b"x" * 5_000_000
    + b"'>They were taken away.</p></body></html>",
    "entity_bomb.html": (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(10))
        + b"]><html><body><p>They were taken away. &k;</p></body></html>"
    ),
    "many_elements.html": b"<html><body>" + b"<p>They were <b>taken</b> away.</p>" * 100_000 + b"</body></html>",
    "unclosed_tags.html": b"<html><body>" + b"<b><i><a href=x>" * 50_000 + b"They were taken away.</html>",
    "one_line_of_900_kB.txt": b"They were taken away. " * 41_000,
    "text_of_2_MB.txt": b"They were taken away.\n" * 100_000,
    "text_of_30_MB.txt": b"They were taken away.\n" * 1_400_000,
    "one_word_of_900_kB.txt": b"x" * 900_000,
    "blank_lines_900_kB.txt": b"\n" * 900_000 + b"They were taken away.",
    "dashes_900_kB.txt": b"A, -" * 225_000,
}
MADE_KINDS = {
    "nested_100000_deep.html": "nested-too-deep",
    "tables_100000_deep.html": "nested-too-deep",
    "unclosed_tags.html": "nested-too-deep",
    "many_elements.html": "too-large",
    "one_line_of_900_kB.txt": "long-line",
    "one_word_of_900_kB.txt": "long-line",
    "dashes_900_kB.txt": "long-line",
    "text_of_2_MB.txt": "too-large",
    "text_of_30_MB.txt": "too-large",
}


def _kept_and_read(project: Path, found: Found) -> ReadOut:
    item, _ = keep(project, found.path, found.name, by="desk", where="test", at=AT, tool="test")
    append(project, "capture", {"item": item.id}, by=DESK, at=AT)
    refusal = refusal_of(item)
    content = b"" if refusal else bytes_of(project, item.id)
    out = read_item(item, content, TOLD)
    assert all(problem.about == item.id and problem.message for problem in out.problems)
    return out


def test_every_bad_file_is_named_and_none_stops_the_others(tmp_path: Path) -> None:
    outcomes = {}
    for found in collect(sorted(path for path in ASSETS.iterdir() if path.is_file())):
        assert isinstance(found, Found)
        out = _kept_and_read(tmp_path, found)
        outcomes[found.name] = ([problem.kind for problem in out.problems], bool(out.passages))
        assert Path(str(found.path)).read_bytes() in {path.read_bytes() for path in (tmp_path / "vault").glob("??/*")}
    assert outcomes == EXPECTED
    assert verify(tmp_path, head_of(tmp_path)) == ()


@pytest.mark.parametrize("name", MADE)
def test_hostile_files_end_soon_as_text_or_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(MADE[name])
    started = time.monotonic()
    out = _kept_and_read(tmp_path, Found(tmp_path / name, name))
    assert time.monotonic() - started < 10
    kinds = [problem.kind for problem in out.problems]
    assert MADE_KINDS.get(name) in [*kinds, None], kinds
    if "too-large" not in kinds and b"taken" in MADE[name]:
        assert "They were taken away." in out.passages[0].text


def test_200_megabytes_of_zeros_are_a_problem_at_once_and_in_little_memory(tmp_path: Path) -> None:
    zeros = tmp_path / "zeros.txt"
    with zeros.open("wb") as file:
        file.truncate(200_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    out = _kept_and_read(tmp_path, Found(zeros, "zeros.txt"))
    assert [problem.kind for problem in out.problems] == ["unknown-type"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
    os.truncate(zeros, 0)


def test_no_problem_repeats_what_the_file_says(tmp_path: Path) -> None:
    secret = "Zarvan Ostad"
    for name, content in (
        ("a.txt", f"\x00{secret}\xff"),
        ("b.html", f"<html><title>{secret}</title>"),
        ("c.bin", secret),
    ):
        (tmp_path / name).write_bytes(content.encode("latin-1") + b"\x80\x81\x00\x01" * (name == "c.bin") * 50)
    for found in collect([tmp_path / "a.txt", tmp_path / "b.html", tmp_path / "c.bin"]):
        assert not isinstance(found, Problem)
        out = _kept_and_read(tmp_path, found)
        assert out.problems
        assert all(secret not in problem.message + problem.hint + problem.about for problem in out.problems)
