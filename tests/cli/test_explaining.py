"""khronika explain date: no project, reasons, and a clear word where there is no date."""

import json

import pytest
from click.testing import CliRunner

from khronika.cli.explaining_dates import date_command


def explain(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(date_command, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_explains_as_text_and_as_json() -> None:
    code, out, _ = explain("نرگس دوشنبه ۵ خرداد ۱۳۹۹ بازداشت شد", "--published", "2020-05-27")
    assert code == 0
    assert "“دوشنبه ۵ خرداد ۱۳۹۹”" in out
    assert "2020-05-25 (25 May 2020)" in out
    assert "jalali-day" in out
    code, out, _ = explain("in the past few weeks", "--published", "2020-05-25", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["anchor"] == {"counted_from": "publication", "guessed": True}
    [date] = told["dates"]
    assert (date["edtf"], date["first"], date["last"]) == ("2020-05-04~/2020-05-25", "2020-05-04", "2020-05-25")
    assert date["anchor_day"] == "2020-05-25"
    assert date["why"]


def test_the_anchor_can_be_said() -> None:
    code, out, _ = explain("On 3 March 2018 and in May", "--published", "2020-05-25", "--anchor", "previous", "--json")
    assert code == 0
    assert [date["edtf"] for date in json.loads(out)["dates"]] == ["2018-03-03", "2018-05"]


@pytest.mark.parametrize("text", ["bananas", "", "for three weeks"])
def test_no_date_is_a_clear_error(text: str) -> None:
    code, out, err = explain(text)
    assert (code, out) == (1, "")
    assert "no date was recognised" in err
    assert "5 Khordad 1399" in err


def test_a_day_of_publication_that_is_none_is_wrong_usage() -> None:
    code, _, err = explain("yesterday", "--published", "2020-13-01")
    assert code == 2
    assert "2020-05-25" in err
