"""What a person told, written down with who took it, when, and how the person knows: one plain text that can be proved.

It begins with ``Khronika testimony 1``, then a line for each thing that was told about it (a longer one goes on in
lines that begin with two blanks), an empty line, and the account itself as it was typed.
"""

import re
from dataclasses import dataclass, fields
from typing import Literal, get_args

Knowledge = Literal["lived", "saw", "heard", "told"]
# What was noticed before it was taken: the pseudonym, the sealed identity or almost the same text were here already.
Caution = Literal["same-pseudonym", "same-identity", "alike-text"]

KNOWLEDGE = get_args(Knowledge)
FIRST_LINE = "Khronika testimony 1\n"
_END, _GOES_ON = "\n", "\n  "
_PUBLISHED = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Testimony:
    """An account by a pseudonym. What was not told is None; ``taken_on`` is EDTF, ``language`` a code.

    ``knows``: it was done to the person, the person saw or heard it, or was told. ``taken_before`` says whether and by
    whom the same account was recorded before, in the words of who took this one.
    """

    witness: str
    account: str
    taken_by: str | None = None
    taken_on: str | None = None
    taken_where: str | None = None
    language: str | None = None
    interpreter: str | None = None
    explained: str | None = None
    consent: str | None = None
    knows: Knowledge | None = None
    taken_before: str | None = None
    noticed: tuple[Caution, ...] = ()

    @property
    def published(self) -> str | None:
        """The day, month or year from which "last week" is counted: when it was taken; None where not known."""
        end = (self.taken_on or "").rpartition("/")[2].rstrip("?~%")
        return end if _PUBLISHED.fullmatch(end) else None


_HEADS = tuple(one.name for one in fields(Testimony) if one.name != "account")


def to_text(told: Testimony) -> str:
    """The one text of a testimony: the same one gives the same text."""
    lines = [f"{name}: {value.replace(_END, _GOES_ON)}\n" for name, value in told_about(told)]
    return f"{FIRST_LINE}{''.join(lines)}\n{_clean(told.account)}\n"


def told_about(told: Testimony) -> tuple[tuple[str, str], ...]:
    """(what, words) of all that is known of a testimony, but for the account."""
    values = {name: getattr(told, name) for name in _HEADS} | {"noticed": " ".join(told.noticed)}
    clean = ((name.replace("_", "-"), _clean(value or "")) for name, value in values.items())
    return tuple((name, value) for name, value in clean if value)


def from_text(text: str) -> tuple[Testimony, int]:
    """The testimony in a text, and where the account begins; ValueError if it is not written as `to_text` does."""
    head, empty, account = text.partition("\n\n")
    first, *lines = re.split(r"\n(?!  )", head)
    values = dict(_field(line) for line in lines)
    if f"{first}\n" != FIRST_LINE or not empty or len(values) < len(lines):
        raise ValueError("not the text of a testimony")
    words = values.pop("noticed", "").split()
    noticed = tuple(one for one in get_args(Caution) if one in words)
    knows = values.get("knows")
    if knows not in (None, *KNOWLEDGE) or not values.get("witness"):
        raise ValueError("not the text of a testimony")
    told = Testimony(account=_clean(account), noticed=noticed, **values)  # type: ignore[arg-type]
    return told, len(head) + 2


def _field(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(": ")
    field = name.replace("-", "_")
    if not colon or field not in _HEADS:
        raise ValueError("not the text of a testimony")
    return field, value.replace(_GOES_ON, _END)


def _clean(text: str) -> str:
    """The text as a reader of files gives it back: one kind of line end, nothing around it, nothing that is no text."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return whole.encode("utf-8", "replace").decode("utf-8").strip()
