"""The questions that `khronika testimony` asks, and the account, from a terminal, a file or standard input."""

import re
import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khronika.cli.identities import ask_identity
from khronika.cli.options import is_to_come
from khronika.model.dates import bounds, is_edtf
from khronika.model.errors import MaterialError, SetupError
from khronika.model.testimony import FIRST_LINE, KNOWLEDGE, Testimony

if TYPE_CHECKING:
    from khronika.flow.project import Project
    from khronika.model.identity import Identity

NAME_CHOICES = ("keep", "replace", "refuse")
_BYTES_MAX = 4_000_000
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_TERMINALS_END = "."


def is_asked(file: Path | None) -> bool:
    """Whether there is somebody to ask: the account is typed, or comes from a file and not from standard input."""
    return file is None or (str(file) != "-" and sys.stdin.isatty())


def text_in(file: Path, kinds: Collection[str] = ("text/plain",), otherwise: str | None = None) -> str:
    """The text of a file or of standard input; MaterialError if it is none of these kinds, with what to do else."""
    from khronika.read.decoding import text_of
    from khronika.vault.kinds import media_type_of

    content = sys.stdin.buffer.read(_BYTES_MAX + 1) if str(file) == "-" else _bytes_of(file)
    if len(content) > _BYTES_MAX:
        raise MaterialError("too-large", "the text is longer than 4 MB", "Split it; nothing was kept.")
    kind = media_type_of(content, "account.txt")
    if kind not in kinds:
        instead = otherwise or f"khronika add {file} --kind witness --source PSEUDONYM"
        hint = f"Nothing was kept. Save its text as .txt, or: {instead}"
        raise MaterialError("no-text", f"this is no plain text ({kind})", hint)
    return text_of(content)[0]


def ask_head(project: "Project", told: Mapping[str, Any], *, is_asked: bool, is_named: bool) -> tuple[Testimony, bool]:
    """What stands before the account as far as it has to be known first, and whether an identity is to be sealed."""
    from khronika.flow.identities import known_pseudonym, sealed_for
    from khronika.flow.testimony import new_pseudonym

    given = dict(told)
    check(given)
    if is_asked:
        _ask_into(given, "taken_by", "Who takes it (a pseudonym does)", project.actor)
        _ask_into(given, "witness", "The witness's pseudonym (empty: a new one)", "")
        _ask_into(given, "taken_before", "Was this account recorded before? (no, or: yes, by whom and when)", "unknown")
    given["taken_by"] = given["taken_by"] or project.actor
    given["witness"] = known_pseudonym(given["witness"]) if given["witness"] else new_pseudonym()
    if (given["taken_before"] or "").casefold().startswith("yes"):
        click.echo("Caution: ask for that account first. A second one can be used to discredit it.", err=True)
    is_sealed = sealed_for(given["witness"]) is not None
    return Testimony(account="", **given), _is_to_be_sealed(project, is_named, is_sealed=is_sealed, is_asked=is_asked)


def ask_witness(project: "Project", pseudonym: str) -> "Identity":
    """Who the witness is, as typed."""
    if not sys.stdin.isatty():
        click.echo(f"Who is {pseudonym}?", err=True)
    return ask_identity(pseudonym)


def ask_rest(testimony: Testimony, *, is_asked: bool) -> Testimony:
    """The testimony with what else was asked about it."""
    if not is_asked:
        return testimony
    given: dict[str, Any] = {name: getattr(testimony, name) for name, _ in _QUESTIONS}
    for name, question in _QUESTIONS:
        while True:
            _ask_into(given, name, f"{question} (empty: not known)", "")
            try:
                check(given)
                break
            except click.BadParameter as error:
                click.echo(f"{error.message}", err=True)
                given[name] = None
    return replace(testimony, **given)


_QUESTIONS = (
    ("taken_on", "When was it told (2026-11-20, 2026-11, 2026-11-20~)"),
    ("taken_where", "Where"),
    ("language", "In which language is it typed (en, fa, ar)"),
    ("interpreter", "Who interpreted"),
    ("explained", "What was explained to the person"),
    ("consent", "What did the person agree to"),
    ("knows", f"How does the person know ({', '.join(KNOWLEDGE)})"),
)


def check(given: Mapping[str, Any]) -> None:
    """BadParameter if a date, a language or a way to know is not what it should be."""
    if given["taken_on"] and not is_edtf(given["taken_on"]):
        raise click.BadParameter(f"{given['taken_on']!r} is no date such as 2026-11-20, 2026-11 or 2026-11-20~")
    if given["taken_on"] and is_to_come(_first_day_of(given["taken_on"])):
        raise click.BadParameter(f"{given['taken_on']!r} is still to come: when was it told?")
    if given["language"] and not _LANGUAGE.fullmatch(given["language"]):
        raise click.BadParameter(f"{given['language']!r} is no code of a language such as en, fa or ar")
    if given["knows"] and given["knows"] not in KNOWLEDGE:
        raise click.BadParameter(f"{given['knows']!r} is none of {', '.join(KNOWLEDGE)}")


def _first_day_of(edtf: str) -> str | None:
    first = bounds(edtf).first
    return first.isoformat() if first else None


def ask_account() -> str:
    """What is typed until a line that is a single dot, or the end of standard input."""
    click.echo("The account (Q: and A: begin questions and answers; a line with a single dot ends it):", err=True)
    lines: list[str] = []
    for line in iter(sys.stdin.readline, ""):
        if line.rstrip("\r\n") == _TERMINALS_END:
            break
        lines.append(line)
    return "".join(lines)


def without_name(testimony: Testimony, identity: "Identity", told: str | None, *, is_asked: bool) -> Testimony:
    """The testimony, with the person's own name taken out if that is wanted; SetupError if it may not stay."""
    from khronika.flow.testimony import names_in, replace_names

    found = names_in(testimony, identity)
    if not found:
        return testimony
    click.echo(f"Caution: the account holds {len(found)} word(s) of the person's own name or contact.", err=True)
    if told is None and is_asked:
        told = click.prompt("Keep, or replace by the pseudonym", type=click.Choice(NAME_CHOICES), err=True)
    if told == "keep":
        return testimony
    if told == "replace":
        return replace_names(testimony, identity)
    hint = "Nothing was kept. Take the words out, or give --name-in-text replace (or keep)."
    raise SetupError("the account tells who the witness is", hint)


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as content:
            found = content.read(_BYTES_MAX + 1)
    except OSError as error:
        raise MaterialError("unreadable", f"{file} cannot be read: {error.strerror}", "Check the path.") from None
    if found.startswith(FIRST_LINE.encode("ascii")):
        raise MaterialError("known-form", f"{file} is a testimony already", f"Take it in: khronika add {file}")
    click.echo(f"Note: {file} stays where it is. Destroy it if nobody may find it.", err=True)
    return found


def _ask_into(given: dict[str, Any], name: str, question: str, default: str) -> None:
    if given[name] is None:
        given[name] = str(click.prompt(question, default=default, show_default=bool(default), err=True)).strip() or None


def _is_to_be_sealed(project: "Project", is_named: bool, *, is_sealed: bool, is_asked: bool) -> bool:
    """Whether to ask who it is: not twice, and only where it can be sealed."""
    from khronika.flow.identity_key import has_identity_key, recipient_of

    if is_sealed and is_named:
        raise SetupError(
            "an identity is sealed for this witness already", "khronika identity set --replace changes it."
        )
    if is_named:
        recipient_of(project)
        return True
    if is_sealed or not is_asked:
        return False
    if not has_identity_key(project):
        click.echo("Who it is cannot be sealed yet (khronika identity key --make); it can be later.", err=True)
        return False
    return click.confirm("Write down who it is, under the seal?", default=False, err=True)
