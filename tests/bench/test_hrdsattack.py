"""The slots of whole articles: invented reports through the real code, with the shipped models and with new ones."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.hrdsattack import run, slots_of
from bench.slots.answer import PERPETRATORS, VIOLATIONS
from bench.slots.clues import DENSE, Clues
from bench.slots.features import features_of, names_asked
from bench.slots.models import Models, load_models, save_models
from bench.slots.report import read_report
from bench.slots.training import Example, iso_of, train
from bench.slots.when import FEATURES, MONTHS, choices
from bench.slots.where import COUNTRY, country_choices, place_choices

DATA = Path(os.environ.get("KHRONIKA_BENCH_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
SLOTS = {"perpetrator_mention", "perpetrator_type", "violation_types", "country", "region", "city", "year", "month"}
SLOTS |= {"day", "victims", "gold_victims", "id"}
ARREST = (
    "<p>Police arrested the journalist Dalia Renko at her home in Minsk, Belarus, on Tuesday.</p>"
    "<p>Renko, an editor with the weekly Morning Lamp, was beaten in custody, her lawyer Oleh Brand said. "
    "She was taken away on 4 May 2021 and has been held in Minsk since then.</p>"
    "<p>The minister of the interior, Pavel Stern, denied that she had been ill-treated.</p>"
)
ABDUCTION = (
    "<p>Gunmen kidnapped the union leader Tunde Abara in Kaduna State, Nigeria, on 12 March 2020, police said.</p>"
    "<p>Abara, president of the Millers’ Union, was found dead in Zaria a week later. His wife said that he had been "
    "threatened. Nigerian unions called for a strike.</p>"
)


def record(
    text: str, title: str = "", day: str = "2021-05-20 00:00:00", victims: tuple[str, ...] = ()
) -> dict[str, Any]:
    sample = {
        "Input.GLOBALEVENTID": 7,
        "Input.title": title,
        "Input.publish_date": day,
        "Input.article_interface": text,
    }
    return {"sample": sample, "merged_sample": {"victims": [{"victim_name": name} for name in victims]}}


@pytest.fixture(scope="module")
def models() -> Models:
    return load_models()


@pytest.mark.parametrize(
    ("slot", "text", "title", "day", "expected"),
    [
        ("country", ARREST, "Belarus editor held", "2021-05-20", "Belarus"),
        ("country", ABDUCTION, "Union leader killed", "2020-03-25", "Nigeria"),
        ("city", ARREST, "", "2021-05-20", "Minsk"),
        ("region", ABDUCTION, "", "2020-03-25", "Kaduna"),
        ("year", ARREST, "", "2021-05-20", "2021"),
        ("month", ARREST, "", "2021-05-20", "May"),
        ("day", ABDUCTION, "", "2020-03-25", "12"),
        ("perpetrator_mention", ARREST, "", "2021-05-20", True),
        ("perpetrator_type", ARREST, "", "2021-05-20", "state actor"),
    ],
)
def test_a_slot(slot: str, text: str, title: str, day: str, expected: str | bool, models: Models) -> None:
    assert slots_of(record(text, title, day), models)[slot] == expected


def test_violations_of_an_article(models: Models) -> None:
    assert "arbitrary detention" in slots_of(record(ARREST), models)["violation_types"]
    assert "kidnapping" in slots_of(record(ABDUCTION), models)["violation_types"]


def test_victims_are_found_and_described(models: Models) -> None:
    victims = slots_of(record(ARREST, "Editor held"), models)["victims"]
    assert victims[0] == {"name": "Dalia Renko", "type": ["journalist"], "sex": "woman", "age": "adult"}
    assert "Pavel Stern" not in [victim["name"] for victim in victims]


def test_only_the_victims_asked_for_are_described(models: Models) -> None:
    told = slots_of(record(ABDUCTION, victims=("Tunde Abara",)), models)["gold_victims"]
    assert list(told) == ["Tunde Abara"]
    assert told["Tunde Abara"]["sex"] == "man"


def test_nothing_but_names_is_read_of_the_annotation() -> None:
    class Closed(dict[str, Any]):
        def get(self, key: str, default: Any = None) -> Any:
            assert key == "victims"
            return super().get(key, default)

    annotated = record(ARREST, victims=("Dalia Renko",))
    annotated["merged_sample"] = Closed(annotated["merged_sample"])
    assert names_asked(annotated) == ["Dalia Renko"]


@pytest.mark.parametrize(
    "text", ["", "<p></p>", "<p>...</p>", "<p>\n\n</p>", "<p>1/2 -- ? “</p>", "<p>سلام</p>", "<p>In 0000.</p>"]
)
@pytest.mark.parametrize("day", ["", "2020-02-31 00:00:00", "2021-01-01 00:00:00"])
def test_any_text_has_an_answer_in_every_slot(text: str, day: str, models: Models) -> None:
    told = slots_of(record(text, day=day, victims=("Nobody Here", "")), models)
    assert set(told) == SLOTS
    assert told["perpetrator_type"] in PERPETRATORS
    assert told["violation_types"]
    assert set(told["violation_types"]) <= set(VIOLATIONS)


def test_an_answer_a_line(tmp_path: Path) -> None:
    source, output = tmp_path / "set.json", tmp_path / "answers.jsonl"
    source.write_text(json.dumps([record(ARREST), record(ABDUCTION)]), encoding="utf-8")
    run(source, output)
    assert [set(json.loads(line)) for line in output.read_text(encoding="utf-8").splitlines()] == [SLOTS, SLOTS]


def test_features_have_their_names() -> None:
    report = read_report(record(ARREST)["sample"])
    clues = Clues(report)
    assert {len(clues.dense(person)) for person in clues.people} == {len(DENSE)}
    assert {len(row) for row in choices(report, "year").values()} == {len(FEATURES)}
    assert {len(row) for row in country_choices(report).values()} == {len(COUNTRY)}


def test_a_town_in_hong_kong_is_in_china() -> None:
    report = read_report(record("<p>Police in Hong Kong arrested three students on Sunday.</p>")["sample"])
    assert list(country_choices(report)) == ["CN"]
    assert [choice.shown for choice in place_choices(report, wide=False)] == ["Hong Kong"]


def invented() -> list[Example]:
    """Articles of one shape about invented persons, with their gold."""
    towns = ["Harare", "Nairobi", "Lagos", "Lima", "Dhaka", "Kyiv", "Tunis", "Amman", "Oslo", "Quito", "Accra", "Dakar"]
    lands = "Zimbabwe Kenya Nigeria Peru Bangladesh Ukraine Tunisia Jordan Norway Ecuador Ghana Senegal".split()
    names = ["Ada", "Bela", "Cora", "Dina", "Edda", "Fara", "Gina", "Hana", "Ines", "Jana", "Kira", "Lena"]
    return [_example(n, *told) for n, told in enumerate(zip(towns, lands, names, strict=True))]


def _example(n: int, town: str, country: str, given: str) -> Example:
    name = f"{given} Vardon"
    text = (
        f"<p>Police arrested the {('journalist', 'activist')[n % 2]} {name} in {town}, {country}, on {n + 1} March 2020.</p>"
        f"<p>{'She' if n % 3 else 'He'} was beaten, the minister Karl Ostrow said on Monday.</p>"
    )
    report = read_report(record(text, day="2020-03-20")["sample"])
    victim = {
        "name": name,
        "type": {("journalist", "human rights defender")[n % 2]},
        "sex": "woman" if n % 3 else "man",
    }
    if n % 5 == 0:
        victim["sex"] = "unknown"
    gold = {
        "text": text,
        "violation_types": {"arbitrary detention"},
        "perpetrator_type": "state actor",
        "victims": [victim],
    }
    gold |= {"perpetrator_mention": True, "country": country, "region": None, "city": town}
    gold |= {"year": "2020", "month": MONTHS[2], "day": str(n + 1)}
    return features_of(report, [name]), gold


def test_training_anew_from_end_to_end(tmp_path: Path) -> None:
    known = invented()
    arrays = train(known)
    assert all((arrays[name] == again).all() for name, again in train(known).items())
    save_models(arrays, tmp_path / "models.npz")
    told = slots_of(record(ARREST, victims=("Dalia Renko",)), load_models(tmp_path / "models.npz"))
    assert set(told) == SLOTS
    assert told["perpetrator_type"] == "state actor"


def test_answering_needs_no_learning_package() -> None:
    asked = "import sys, bench.hrdsattack; print(sorted({'sklearn', 'scipy', 'torch'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("USA", "US"),
        ("People's Republic of China", "CN"),
        ("England", "GB"),
        ("the Netherlands", "NL"),
        ("Narnia", None),
    ],
)
def test_countries_as_annotators_write_them(country: str, code: str | None) -> None:
    assert iso_of(country) == code


def test_the_models_are_small_and_hold_no_name_of_a_victim() -> None:
    from bench.slots.models import PATH

    assert PATH.stat().st_size < 2_000_000
    if not (DATA / "hrdsattack").exists():
        pytest.skip("hrdsattack is not there")
    records = json.loads((DATA / "hrdsattack" / "train.json").read_text(encoding="utf-8"))
    names = {name for record in records for name in names_asked(record)}
    parts = {part for name in names for part in name.casefold().replace("-", " ").split()}
    shipped = load_models()
    known = {w for word in shipped.texts("victim.words") for w in word.replace("<", " ").replace(">", " ").split()}
    assert not known & parts
