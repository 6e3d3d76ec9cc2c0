"""Pictures made ready for the recogniser, and those that hold too much or nothing."""

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw

from khronika.model.errors import MaterialError
from khronika.model.evidence import Item, Taken
from khronika.read import draw
from khronika.read.pixels import is_blank, page_of, readable
from tests.read.make_kinds import pdf_of


def lines(size: tuple[int, int] = (900, 600)) -> Any:
    """A page with black bars where lines would be, the first of them half as long."""
    page = Image.new("L", size, 255)
    for top in range(60, size[1] - 60, 40):
        right = size[0] // 2 if top == 60 else size[0] - 100
        ImageDraw.Draw(page).rectangle((100, top, right, top + 12), fill=0)
    return page


def saved(picture: Any, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def of(content: bytes, kind: str) -> Item:
    return Item("0" * 64, "p", kind, len(content), Taken("", "", "", ""))


@pytest.mark.parametrize("angle", [-6, -2, 0, 0.2, 3, 6])
def test_lines_are_made_level(angle: float) -> None:
    rows = readable(lines().rotate(angle, fillcolor=255, expand=True))
    ink = rows.resize((1, rows.height), Image.Resampling.BOX).tobytes()
    assert min(ink) < 110
    assert sum(level > 250 for level in ink) > 0.3 * len(ink)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "I", "I;16", "F"])
def test_every_kind_of_pixels_becomes_dark_on_light(mode: str) -> None:
    # 16-bit greys go up to 65535.
    page = (
        lines().convert("I").point(lambda level: level * 257).convert(mode)
        if mode[0] in "IF"
        else lines().convert(mode)
    )
    grey = readable(page)
    assert (grey.mode, grey.getextrema()) == ("L", (0, 255))
    assert grey.getpixel((5, 5)) > 200


def test_light_letters_on_dark_and_clear_paper_become_dark_on_white() -> None:
    dark = lines().point(lambda level: 255 - level)
    assert readable(dark).getpixel((5, 5)) > 200
    clear = Image.new("RGBA", (900, 600), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), (100, 100, 800, 120))
    assert readable(clear).getpixel((5, 5)) > 200


def test_a_small_picture_is_enlarged_and_a_huge_one_made_smaller() -> None:
    assert max(readable(lines((300, 200))).size) == 1200
    assert max(readable(lines((9000, 300))).size) == 4500


def test_it_stands_upright_as_its_file_says() -> None:
    lying = lines().rotate(90, expand=True)
    tags = Image.Exif()
    tags[0x0112] = 6  # the camera was held upright
    assert page_of(saved(lying, "JPEG", exif=tags), "image/jpeg", 0).size == (900, 600)


def test_blank_pages_are_known() -> None:
    assert is_blank(readable(Image.new("L", (900, 600), 250)))
    assert not is_blank(readable(lines()))


def test_each_page_of_a_scan_is_drawn() -> None:
    content = saved(lines(), "TIFF", save_all=True, append_images=[Image.new("L", (900, 600), 255)])
    assert draw(of(content, "image/tiff"), content, page=0, turn=0, zoom=1.0).startswith(b"P5")
    assert draw(of(content, "image/tiff"), content, page=1, turn=0, zoom=1.0) == b""
    text = pdf_of([["They took him."]])
    assert draw(of(text, "application/pdf"), text, page=0, turn=90, zoom=0.5).startswith(b"P5")


def bomb() -> bytes:
    """A picture of a hundred thousand by a hundred thousand pixels, in seventy bytes."""
    small = saved(Image.new("1", (8, 8)), "PNG")
    return small[:16] + (100_000).to_bytes(4, "big") * 2 + small[24:]


@pytest.mark.parametrize(
    ("content", "media_type", "page", "kind"),
    [
        (bomb(), "image/png", 0, "damaged"),  # its check sum is wrong
        (saved(Image.new("1", (12_000, 11_000)), "PNG"), "image/png", 0, "too-large"),
        (saved(lines(), "PNG")[:400], "image/png", 0, "damaged"),
        (saved(lines(), "TIFF"), "image/tiff", 3, "damaged"),
        (b"GIF89a", "image/gif", 0, "damaged"),
        (saved(lines(), "AVIF").replace(b"av01", b"av0\xff"), "image/avif", 0, "damaged"),
        (pdf_of([["They took him."]]), "application/pdf", 7, "damaged"),
    ],
)
def test_what_cannot_be_drawn_is_said(content: bytes, media_type: str, page: int, kind: str) -> None:
    with pytest.raises(MaterialError) as raised:
        draw(of(content, media_type), content, page=page, turn=0, zoom=1.0)
    assert raised.value.kind == kind
