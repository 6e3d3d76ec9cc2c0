"""A picture to look at is blurred, made of pixels alone, and never takes the place of a file."""

from pathlib import Path

import pytest
from PIL import Image, ImageFilter, ImageStat

from khronika.flow.local import add
from khronika.flow.previewing import NoPicture, write_preview
from khronika.flow.project import Project
from khronika.model.errors import MaterialError, SetupError
from khronika.read import Told
from khronika.store.evidence import items_of
from tests.read.make_kinds import pdf_of, photo


def silent(name: str, done: int, total: int) -> None:
    """No progress is shown."""


def contrast(path: Path) -> float:
    """How much neighbouring pixels differ."""
    grey = Image.open(path).convert("L")
    return ImageStat.Stat(grey.filter(ImageFilter.FIND_EDGES)).mean[0]


def test_it_is_blurred_unless_asked_for_sharp_and_tells_nothing(project: Project, tmp_path: Path) -> None:
    board = Image.new("L", (64, 64), 255)
    for n in range(0, 64, 2):
        board.paste(0, (n, 0, n + 1, 64))
    board.resize((1024, 1024), Image.Resampling.NEAREST).save(tmp_path / "board.png")
    (tmp_path / "photo.jpg").write_bytes(photo())
    add(project, [tmp_path / "board.png", tmp_path / "photo.jpg"], Told(), silent)
    stripes, taken = items_of()
    write_preview(project, stripes, tmp_path / "blurred.png", page=1, is_sharp=False)
    write_preview(project, stripes, tmp_path / "sharp.png", page=1, is_sharp=True)
    assert contrast(tmp_path / "sharp.png") > 10 * contrast(tmp_path / "blurred.png")
    write_preview(project, taken, tmp_path / "taken.png", page=1, is_sharp=True)
    assert (tmp_path / "taken.png").stat().st_mode & 0o777 == 0o600
    with Image.open(tmp_path / "taken.png") as picture:
        assert (dict(picture.getexif()), picture.info) == ({}, {})
    with pytest.raises(SetupError):
        write_preview(project, taken, tmp_path / "taken.png", page=1, is_sharp=True)


def test_pages_of_a_pdf_and_what_is_no_picture(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of([["They took him."], []]))
    (tmp_path / "a.txt").write_text("They took him.")
    add(project, [tmp_path / "a.pdf", tmp_path / "a.txt"], Told(), silent)
    pages, text = items_of()
    write_preview(project, pages, tmp_path / "page.png", page=2, is_sharp=False)
    with pytest.raises(MaterialError):
        write_preview(project, pages, tmp_path / "none.png", page=9, is_sharp=False)
    with pytest.raises(NoPicture):
        write_preview(project, text, tmp_path / "none.png", page=1, is_sharp=False)
    assert not (tmp_path / "none.png").exists()
