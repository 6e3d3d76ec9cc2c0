"""Pictures are kept, and tell when, where and with what they were taken to who looks, and to nobody else."""

import pytest

from khronika.flow.facts import facts_of
from khronika.flow.local import add
from khronika.flow.project import Project
from khronika.read import Told
from khronika.store.evidence import items_of
from khronika.store.models import ItemRow, ProblemRow
from tests.read.kinds import KINDS, kinds_of, read, read_kind
from tests.read.make_kinds import photo

FACTS = {
    "measures": "16 x 8",
    "taken": "2021:05:03 10:00:00",
    "camera": "Lantern Phone 3",
    "taken at": "49.20000, -16.61000",
}


def test_what_a_picture_tells_of_itself() -> None:
    out = read_kind("photo.jpg")
    assert dict(out.facts) == FACTS
    assert (out.passages, kinds_of(out), out.unseen) == ((), [], (0,))


def test_it_is_shown_to_who_looks_and_stored_nowhere(project: Project) -> None:
    add(project, [KINDS / "photo.jpg", KINDS / "folder.tar"], Told(), lambda name, done, total: None)
    picture, archive = items_of()[:2]
    assert dict(facts_of(project, picture)) == FACTS
    assert facts_of(project, archive) == ()
    rows = [*ItemRow.objects.values_list(), *ProblemRow.objects.values_list()]
    assert "49.2" not in repr(rows)
    assert "Lantern" not in repr(rows)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (photo()[:30], "a.jpg", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a.png", "damaged"),
        (b"GIF8They took him.", "a.gif", "damaged"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), "a.heic", "not-read-yet"),
        (b"RIFF\x00\x00\x00\x00WEBPThey took him.", "a.webp", "damaged"),
    ],
)
def test_bad_pictures_are_problems(content: bytes, name: str, kind: str) -> None:
    assert kinds_of(read(content, name)) == [kind]
