"""khronika explain place, as a user meets it."""

import json

import pytest

from .conftest import Run


def told(khronika: Run, *words: str) -> str:
    done = khronika("explain", "place", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("Evin prison",), ["Evin prison: Evin Prison, Tehran", "the point of its town", "khronika:ir:evin-prison"]),
        (("زندان اوین",), ["Evin Prison, Tehran", "it is mainly called so"]),
        (("مدينة حلب",), ["Aleppo, Ḩalab, Syria", "it is of the kind that the text says"]),
        (("Tripoli", "--context", "Beirut was quiet."), ["Lebanon, score", "or Tripoli, Ţarābulus, Libya"]),
        (("Hamilton", "--home", "nz"), ["New Zealand", "+1.5  it is in the publisher's country"]),
        (("Homs and Hama were shelled.",), ["Homs: Homs", "Hama: Ḩamāh"]),
    ],
)
def test_says_place_point_and_reasons(khronika: Run, words: tuple[str, ...], lines: list[str]) -> None:
    said = told(khronika, *words)
    assert [line for line in lines if line not in said] == []


def test_the_reasons_add_up_to_the_order(khronika: Run) -> None:
    """What is printed is what was weighed: who has more points stands first."""
    (one,) = json.loads(told(khronika, "Tripoli", "--context", "Police in Beirut beat Lebanese men.", "--json"))
    sums = [sum(r["points"] for r in meaning["reasons"]) for meaning in (one["meant"], *one["runners_up"])]
    assert sums == sorted(sums, reverse=True)
    assert one["meant"]["country"] == "LB"
    assert {"id", "lat", "lon", "precision", "score"} <= one["meant"].keys()


def test_nothing_known_is_said(khronika: Run) -> None:
    done = khronika("explain", "place", "Qwxyzabad")
    assert (done.returncode, done.stdout) == (1, "")
    assert "knows no place in: Qwxyzabad" in done.stderr
    assert "Hint:" in done.stderr


def test_a_missing_gazetteer_names_the_command(khronika: Run) -> None:
    done = khronika("explain", "place", "Homs", environ={"KHRONIKA_GAZETTEER": "/nowhere/none.sqlite"})
    assert done.returncode == 2
    assert "khronika setup" in done.stderr
