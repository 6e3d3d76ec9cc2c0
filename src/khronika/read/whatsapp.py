"""WhatsApp's exports: a text with a line for each message, in whatever way the telephone writes dates."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Literal

from khronika.model.jalali import to_gregorian
from khronika.read.chats import Message, contents_of_chat, without_marks
from khronika.read.told import Contents, Flaw

Order = Literal["day", "month", "year"]
Numbers = tuple[int, int, int]

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_D = r"[0-9۰-۹٠-٩]"
_CLOCK = (
    rf"{_D}{{1,2}}[:.]{_D}{{2}}(?:[:.]{_D}{{2}})?(?:[ \u00a0\u202f]?(?:[ap]\.?[ \u00a0]?m\.?|[صم]|ق\.?ظ\.?|ب\.?ظ\.?))?"
)
_DATE = rf"(?P<a>{_D}{{1,4}})[/.\-](?P<b>{_D}{{1,2}})[/.\-](?P<c>{_D}{{1,4}})"
# "[03.05.21, 10:00:00] Name: text" and "5/3/21, 10:00 AM - Name: text"
_HEAD = re.compile(
    rf"\[?{_DATE}[,،]?[ \u00a0]+(?:at )?{_CLOCK}(?:\]|[ \u00a0]+[-–])[ \u00a0]*"
    r"(?:(?P<who>[^:\n]{1,80}): ?)?(?P<text>.*)",
    re.IGNORECASE,
)
_OMITTED = re.compile(
    r"<[^<>]{3,120}>|(?:image|video|audio|sticker|GIF|document|Contact card) omitted"
    r"|\S{1,80}\.\w{2,4} \([^()]{3,30}\)|This message was deleted\.?|You deleted this message\.?|null"
)
_NAMED = re.compile(
    r"(?:WhatsApp[ -]Chat(?: (?:with|-))?|گفتگوی واتساپ با|محادثة واتساب مع) ?(?P<name>.{1,80})", re.IGNORECASE
)


def is_chat(text: str) -> bool:
    """Whether a text is an export: its first line begins with a date, and two of the next with one and a sender."""
    lines = [without_marks(line) for line in text.lstrip("\ufeff").strip().split("\n", 40)[:40]]
    heads = [match for line in lines if (match := _HEAD.fullmatch(line))]
    return bool(_HEAD.fullmatch(lines[0])) and sum(match["who"] is not None for match in heads) >= min(2, len(lines))


def read_chat(text: str, name: str, mark: str) -> Contents:
    """The messages of an export."""
    heads = list(_found(text))
    order, is_sure = _order([numbers for numbers, _, _ in heads])
    messages = [Message(_said(said, who), who, _day(numbers, order)) for numbers, who, said in heads]
    flaw = Flaw("date-order", f"whether the {order} comes first in its dates was guessed", "Compare with the chat.")
    return contents_of_chat(messages, _chat_name(name), mark, () if is_sure else (flaw,))


def _found(text: str) -> Iterator[tuple[Numbers, str | None, str]]:
    """(the three numbers of its date, sender, text) of each message; lines without a head belong to the one above."""
    head: tuple[Numbers, str | None] | None = None
    lines: list[str] = []
    for line in without_marks(text.lstrip("\ufeff")).split("\n"):
        match = _HEAD.fullmatch(line)
        if match is None:
            lines.append(line)
            continue
        if head is not None:
            yield *head, "\n".join(lines)
        head, lines = (_numbers(match), match["who"]), [match["text"]]
    if head is not None:
        yield *head, "\n".join(lines)


def _numbers(match: re.Match[str]) -> Numbers:
    a, b, c = (int(match[name].translate(_DIGITS)) for name in "abc")
    return a, b, c


def _said(text: str, who: str | None) -> str:
    """The words of a message; none of a notice of the program, or where only a picture was sent."""
    words = text.strip()
    return "" if who is None or _OMITTED.fullmatch(words) else words


def _order(dates: Sequence[Numbers]) -> tuple[Order, bool]:
    """What comes first in the dates, and whether they leave no doubt: they must exist, go forward, and lie close."""
    if any(a > 31 for a, _, _ in dates):
        return "year", True
    if any(a > 12 for a, _, _ in dates):
        return "day", True
    if any(b > 12 for _, b, _ in dates):
        return "month", True
    spans = {order: _span(dates, order) for order in ("day", "month")}
    return ("month" if spans["month"] < spans["day"] else "day"), False


def _span(dates: Sequence[Numbers], order: Order) -> float:
    """How many days the messages run over; without end if the days do not go forward."""
    days = [date.fromisoformat(day) for numbers in dates if (day := _day(numbers, order))]
    if not days or days != sorted(days):
        return float("inf")
    return (days[-1] - days[0]).days


def _day(numbers: Numbers, order: Order) -> str | None:
    a, b, c = numbers
    year, month, day = {"day": (c, b, a), "month": (c, a, b), "year": (a, b, c)}[order]
    year += 2000 if year < 100 else 0
    try:
        return to_gregorian(year, month, day).isoformat() if year < 1700 else date(year, month, day).isoformat()
    except ValueError:
        return None


def _chat_name(name: str) -> str | None:
    """The chat's name, out of that of its file or of the archive around it."""
    stems = (PurePosixPath(part).stem for part in reversed(PurePosixPath(name).parts))
    return next((match["name"].strip(" -") for stem in stems if (match := _NAMED.fullmatch(stem))), None)
