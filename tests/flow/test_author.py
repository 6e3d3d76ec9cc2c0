"""Who wrote an item is kept beside who published it."""

from pathlib import Path

import pytest

from khronika.flow.answer import added_json
from khronika.flow.local import Added, add
from khronika.flow.project import Project
from khronika.read import Told
from khronika.store.evidence import passages_of

PAGE = (
    "<html><head><title>Nurses held</title>{head}</head><body><article><h1>Nurses held</h1>"
    "<p>Police arrested three nurses in Tarsin on 3 May 2021, the nurses' union said. They were taken from the clinic "
    "at night, and nobody has seen them since, their families told the paper.</p></article></body></html>"
)
CHANNEL = '<meta property="og:site_name" content="Border Evening Mail">'
WRITER = '<meta name="author" content="Mara  Teskin">'


def put(project: Project, path: Path, told: Told = Told(published="2021-05-10")) -> Added:  # noqa: B008  frozen
    return add(project, [path], told, lambda *_: None)


def page(folder: Path, *head: str) -> Path:
    path = folder / "page.html"
    path.write_text(PAGE.format(head="".join(head)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("head", "publisher", "author"),
    [
        ((CHANNEL, WRITER), "Border Evening Mail", "Mara Teskin"),
        ((CHANNEL,), "Border Evening Mail", None),
        ((WRITER,), "Mara Teskin", None),
        ((CHANNEL, '<meta name="author" content="border evening mail">'), "Border Evening Mail", None),
        ((CHANNEL, '<meta name="author" content="   ">'), "Border Evening Mail", None),
        ((CHANNEL, '<meta name="author" content="نسرین کریمی">'), "Border Evening Mail", "نسرین کریمی"),
    ],
)
def test_a_writer_is_told_apart_from_the_publisher(
    project: Project, tmp_path: Path, head: tuple[str, ...], publisher: str, author: str | None
) -> None:
    (item,) = added_json(put(project, page(tmp_path, *head)))["items"]
    assert (item["publisher"], item["author"]) == (publisher, author)


def test_what_is_told_of_the_writer_stands_and_is_remembered(project: Project, tmp_path: Path) -> None:
    path = page(tmp_path, CHANNEL)
    put(project, path)
    assert [passage.author for passage in passages_of()] == [None]
    assert put(project, path, Told(author="M. Teskin")).worked
    assert not put(project, path, Told(author="M. Teskin")).worked
    add(project, [path], Told(), lambda *_: None, again=True)
    assert [(passage.author, passage.published) for passage in passages_of()] == [("M. Teskin", "2021-05-10")]
