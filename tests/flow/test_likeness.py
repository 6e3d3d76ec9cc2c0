"""A near copy is told to who adds it and to who looks; nothing is merged, left out or an error."""

import random
from pathlib import Path

import pytest
from PIL import Image

from khronika.flow.answer import added_json, answer_of
from khronika.flow.likeness import Like, find_likes
from khronika.flow.local import Added, add
from khronika.flow.project import Project
from khronika.flow.show import NoSuchThing, items_like
from khronika.read import Told
from khronika.store.evidence import items_of
from khronika.store.models import BandRow, TraitRow
from khronika.store.removing import remove_items

TEXT = (
    "Soldiers arrested the teacher Nasrin Karimi in Shiraz on 3 May 2021 and searched her house, her brother told us. She was "
    "beaten in custody and could not see a lawyer. The head of the local school office said that he knew nothing of it. Her "
    "family has written to the provincial court three times and has had no answer so far, and fears for her health."
)


def find_like(item_id: str) -> tuple[Like, ...]:
    return find_likes([item_id]).get(item_id, ())


def added(project: Project, tmp_path: Path, *texts: str) -> Added:
    paths = []
    for text in texts:
        paths.append(tmp_path / f"{len(list(tmp_path.glob('*.txt')))}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return add(project, paths, Told(published="2021-05-10"), lambda *_: None)


def test_a_copy_is_said_to_be_one_and_stays_an_item_of_its_own(project: Project, tmp_path: Path) -> None:
    first = answer_of(added(project, tmp_path, TEXT))
    done = added(project, tmp_path, "Arrest in Shiraz. " + TEXT)
    (copy,) = done.worked
    (like,) = answer_of(done).likes[copy]
    assert (first.likes, done.problems) == ({}, ())
    assert (like.item.name, like.is_same, round(like.share, 2)) == ("0.txt", False, 0.95)
    told = added_json(done)["items"][0]["like"]
    assert told == [{"item": like.item.id, "share": round(like.share, 3), "same": False, "by": "text"}]
    assert len(items_of()) == 2


def test_of_two_added_together_the_later_one_is_called_the_copy(project: Project, tmp_path: Path) -> None:
    done = added(project, tmp_path, TEXT, TEXT + "\n")
    (likes,) = answer_of(done).likes.items()
    assert likes[0] == items_of()[1].id
    assert likes[1][0].is_same
    assert [full.item.name for full, _ in items_like(items_of()[0].id[:12])] == ["1.txt"]


def test_a_text_that_is_read_otherwise_is_compared_as_it_is_read_now(project: Project, tmp_path: Path) -> None:
    added(project, tmp_path, TEXT, "Something else about a strike at the sugar works.")
    before = set(BandRow.objects.values_list("item_id", "band"))
    add(project, sorted(tmp_path.glob("*.txt")), Told(published="2021-05-10"), lambda *_: None, again=True)
    assert set(BandRow.objects.values_list("item_id", "band")) == before
    assert len(before) == 24


def test_items_of_an_older_version_are_found_after_the_next_addition(project: Project, tmp_path: Path) -> None:
    added(project, tmp_path, TEXT)
    BandRow.objects.all().delete()
    done = added(project, tmp_path, "Arrest in Shiraz. " + TEXT)
    assert len(answer_of(done).likes) == 1


def test_an_item_without_text_is_like_nothing(project: Project, tmp_path: Path) -> None:
    added(project, tmp_path, "", " \n", "…", "***")
    assert [find_like(item.id) for item in items_of()] == [()] * 4


def test_only_an_item_can_be_asked_about(project: Project, tmp_path: Path) -> None:
    done = added(project, tmp_path, TEXT)
    claim = answer_of(done).claims[0].claim.id
    with pytest.raises(NoSuchThing, match="no item but a claim"):
        items_like(claim)


def picture(folder: Path, name: str, number: int, **how: int) -> Path:
    chance = random.Random(number)
    rough = Image.new("RGB", (8, 6))
    rough.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(48)])
    size = (how.pop("width", 400), how.pop("height", 300))
    rough.resize(size, Image.Resampling.BICUBIC).save(folder / name, **how)
    return folder / name


def test_a_picture_that_was_sent_on_is_said_to_look_like_the_first(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    paths = [picture(folder, "1.png", 1), picture(folder, "2.png", 2)]
    add(project, paths, Told(), lambda *_: None)
    smaller = picture(folder, "3.jpg", 1, width=200, height=150, quality=40)
    done = add(project, [smaller], Told(), lambda *_: None)
    (like,) = answer_of(done).likes[done.worked[0]]
    assert (like.item.name, like.by, like.is_same) == ("1.png", "picture", False)
    assert like.share > 0.9
    first, second, third = (item.id for item in items_of())
    assert [found.item.id for found in find_like(first)] == [third]
    assert find_like(second) == ()
    remove_items([third])
    assert find_like(first) == ()
    assert TraitRow.objects.count() == 2
