"""Countries of the world as English reports name them and their people."""

import csv
from functools import cache
from importlib.resources import files


@cache
def demonyms() -> dict[str, str]:
    """Word for a people, singular and plural -> ISO 3166 alpha-2 code of its country."""
    words = {word: row["country"] for row in csv_rows("countries.csv") for word in row["demonyms"].split("|") if word}
    plurals = {_plural(word): country for word, country in words.items()}
    return {word: country for word, country in {**words, **plurals}.items() if word not in country_names()}


@cache
def country_names() -> dict[str, str]:
    """English name or alias -> ISO 3166 alpha-2 code."""
    return {
        name: row["country"]
        for row in csv_rows("countries.csv")
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }


@cache
def _names() -> dict[str, str]:
    return {row["country"]: row["name"] for row in csv_rows("countries.csv")}


def country_name(code: str) -> str:
    """The English name of a country by its ISO 3166 alpha-2 code; of one that the list lacks, the code."""
    return _names().get(code, code)


# Country endings that are sold to all the world.
_SOLD = frozenset(("AI", "AM", "CC", "CO", "FM", "IO", "LY", "ME", "TK", "TO", "TV", "WS"))


def country_of_host(host: str) -> str | None:
    """The country that the ending of a web address stands for; None where it stands for none, or for all."""
    code = host.rstrip("/").rpartition(".")[2].upper().replace("UK", "GB")
    return code if code in set(country_names().values()) - _SOLD else None


@cache
def abbreviations() -> dict[str, tuple[str, str]]:
    """Short form of a state or province ("Ky.", "NSW") -> its name and its country."""
    rows = csv_rows("abbreviations.csv")
    return {short: (row["name"], row["country"]) for row in rows for short in row["short"].split("|")}


def csv_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of the lists of this folder."""
    text = files("khronika.lexicon").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _plural(word: str) -> str:
    if word in ("Frenchman", "Frenchwoman", "Irishman", "Dutchman"):
        return f"{word[:-2]}en"
    return word if word.endswith(("s", "ese", "sh", "ch")) else f"{word}s"
