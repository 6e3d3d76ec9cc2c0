"""How a picture looks, in numbers: copies are alike whatever happened to the file, other pictures are not."""

import io
import random
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from khronika.corroborate import Album
from khronika.read.traits import traits_of
from tests.read.kinds import read, read_kind

pytestmark = pytest.mark.journeys

WORDS = (
    "police arrested teacher court prison guards families lawyer letter ministry report strike soldier house".split()
)


def scene(number: int) -> Image.Image:
    """A made-up view: a sky, hills, and some things in front."""
    chance = random.Random(number)
    rough = Image.new("RGB", (9, 7))
    rough.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(63)])
    made = rough.resize((640, 480), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(made)
    for _ in range(12):
        x, y = chance.randrange(600), chance.randrange(440)
        size = chance.randint(20, 160)
        draw.ellipse((x, y, x + size, y + chance.randint(20, 160)), tuple(chance.randrange(256) for _ in range(3)))
    return made


def printed(number: int) -> Image.Image:
    """A page of print."""
    chance, page = random.Random(number), Image.new("RGB", (620, 877), "white")
    draw, y = ImageDraw.Draw(page), 60
    while y < 800:
        x = 60.0
        while x < 520 and chance.random() > 0.03:
            word = chance.choice(WORDS)
            draw.text((x, y), word, fill="black")
            x += draw.textlength(word) + 5
        y += 15
    return page


def saved(picture: Image.Image, kind: str = "JPEG", **how: int) -> Image.Image:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return Image.open(io.BytesIO(out.getvalue()))


def cut(left: float, top: float, right: float, bottom: float) -> Callable[[Image.Image], Image.Image]:
    def made(picture: Image.Image) -> Image.Image:
        w, h = picture.size
        return picture.crop((int(left * w), int(top * h), int((1 - right) * w), int((1 - bottom) * h)))

    return made


def turned_by_its_file(picture: Image.Image) -> Image.Image:
    tags = Image.Exif()
    tags[0x0112] = 6  # to be turned by 90 degrees
    out = io.BytesIO()
    picture.rotate(90, expand=True).save(out, "JPEG", quality=90, exif=tags)
    return Image.open(io.BytesIO(out.getvalue()))


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "saved anew": lambda p: saved(p, quality=60),
    "saved badly": lambda p: saved(p, quality=20),
    "as PNG": lambda p: saved(p, "PNG"),
    "as WebP": lambda p: saved(p, "WEBP", quality=50),
    "as GIF": lambda p: saved(p.quantize(64), "GIF"),
    "half as large": lambda p: p.resize((p.width // 2, p.height // 2)),
    "twice as large": lambda p: p.resize((p.width * 2, p.height * 2)),
    "as a messenger sends it": lambda p: saved(p.resize((p.width // 3, p.height // 3)), quality=40),
    "grey": lambda p: p.convert("L"),
    "less contrast": lambda p: ImageEnhance.Contrast(p).enhance(0.7),
    "blurred": lambda p: p.filter(ImageFilter.GaussianBlur(2)),
    "cut all round": cut(0.03, 0.03, 0.03, 0.03),
    "cut at the left": cut(0.05, 0, 0, 0),
    "cut at the top": cut(0, 0.04, 0, 0),
    "turned by its file": turned_by_its_file,
}  # fmt: skip


def alike(one: Image.Image, two: Image.Image) -> float | None:
    first, second = (traits_of(saved(p, "PNG") if p.format is None else p) for p in (one, two))
    album = Album({"first": first, "second": second})
    share = album.like("first").get("second")
    assert album.like("second").get("first") == share
    assert album.like("first", older=True) == {}
    return share


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("make", [scene, printed])
def test_a_copy_is_alike_whatever_was_done_to_it(make: Callable[[int], Image.Image], name: str) -> None:
    for number in range(3):
        picture = make(number)
        share = alike(picture, CHANGES[name](picture))
        assert share is not None
        assert 0.87 < share <= 1


@pytest.mark.parametrize("make", [scene, printed])
def test_two_pictures_are_not_alike(make: Callable[[int], Image.Image]) -> None:
    album = Album({str(number): traits_of(saved(make(number), "PNG")) for number in range(12)})
    assert [album.like(str(number)) for number in range(12)] == [{}] * 12


def test_a_mirrored_picture_is_another() -> None:
    assert alike(scene(1), ImageOps.mirror(scene(1))) is None


@pytest.mark.parametrize(
    "picture",
    [Image.new("RGB", (300, 200), "white"), Image.new("L", (300, 200), 7), Image.new("RGB", (20, 300), "red")],
)
def test_what_shows_nothing_is_like_nothing(picture: Image.Image) -> None:
    assert traits_of(saved(picture, "PNG")) == ()
    assert Album({}).like("1") == {}


def test_what_is_transparent_is_paper() -> None:
    page = printed(1)
    clear = page.convert("RGBA")
    clear.putalpha(ImageOps.invert(page.convert("L")))
    assert alike(page, saved(clear, "PNG")) is not None


def test_a_picture_cut_short_has_no_traits() -> None:
    out = io.BytesIO()
    scene(1).save(out, "JPEG")
    assert traits_of(Image.open(io.BytesIO(out.getvalue()[: len(out.getvalue()) // 2]))) == ()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "WEBP"])
def test_a_picture_that_ends_anywhere_is_damaged_or_told_of(kind: str) -> None:
    out = io.BytesIO()
    scene(2).resize((160, 120)).save(out, kind)
    whole = out.getvalue()
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        found = read(whole[:end], f"a.{kind.lower()}")
        assert found.problems or found.facts


def test_reading_a_picture_gives_its_traits() -> None:
    assert read_kind("photo.jpg").traits == ()  # eight pixels high
    assert read_kind("report.docx").traits == ()
