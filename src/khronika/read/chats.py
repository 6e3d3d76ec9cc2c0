"""Messages of chats, from any program: who wrote them when, each a part of its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from khronika.model.claims import Span
from khronika.model.evidence import Aside
from khronika.read.told import Contents, Flaw, Sheet

_NUMBER = re.compile(r"[\u200e\u200f\u202a-\u202c]*\+?[\d\s()\u00a0\u2011-]{7,24}[\u200e\u200f\u202a-\u202c]*")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Message:
    """A message: ``sender`` None is the channel itself; ``day`` ISO; ``passed_on`` whose words were forwarded."""

    text: str
    sender: str | None = None
    day: str | None = None
    passed_on: str | None = None


def contents_of_chat(messages: Iterable[Message], chat: str | None, mark: str, flaws: Sequence[Flaw] = ()) -> Contents:
    """A sheet for each message with a text; the others are counted.

    ``mark`` tells a chat without a name from others: a sender of the same name there is somebody else.
    """
    told = list(messages)
    numbers: dict[str, int] = {}
    sheets = tuple(_sheet(message, chat, mark, numbers) for message in told if message.text.strip())
    return Contents(sheets, flaws=(*flaws, *_without_text(len(told) - len(sheets), len(told))), is_list=True, name=chat)


def mark_of(content: bytes) -> str:
    """Digits that only this content has: the first of its item's id."""
    return sha256(content).hexdigest()[:12]


def without_marks(text: str) -> str:
    """The text without the invisible signs that turn its direction; chats put them around names and numbers."""
    return _MARKS.sub("", text)


def _without_text(count: int, of: int) -> tuple[Flaw, ...]:
    if not count:
        return ()
    message = f"{count} of {of} messages hold no text: pictures, sound, notices of the program"
    return (Flaw("no-text", message, "If the pictures lie beside the chat, add their folder."),)


def _sheet(message: Message, chat: str | None, mark: str, numbers: dict[str, int]) -> Sheet:
    head = f"Forwarded from {message.passed_on}\n" if message.passed_on else ""
    aside = (Aside(Span(0, len(head) - 1), "forwarded from"),) if head else ()
    name = chat if message.sender is None else _voice(message.sender, chat or mark, numbers)
    return Sheet(head + message.text.strip(), aside, publisher=name, kind="social", published=message.day)


def _voice(sender: str, chat: str, numbers: dict[str, int]) -> str:
    """What the sender may be called; a telephone number stands in the original alone."""
    if _NUMBER.fullmatch(sender):
        number = numbers.setdefault(sender, len(numbers) + 1)
        return f"telephone {number} (in the chat {chat})"
    return f"{without_marks(sender).lstrip('~ ').strip()} (in the chat {chat})"
