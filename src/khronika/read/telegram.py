"""Telegram's own exports, as JSON and as pages."""

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from khronika.read.chats import Message, contents_of_chat, mark_of
from khronika.read.decoding import text_of
from khronika.read.told import Contents, Flaw, Told

_NO_CHAT = "The original is kept. Save what matters as text or as a list and add that."
_CUT = Flaw("cut-short", "the export ends before its end", "Export the chat anew; what came before was read.")


def read_json(content: bytes, name: str, told: Told) -> Contents:
    """The messages of the chats in an export; other JSON is a flaw."""
    text, flaws = text_of(content)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return Contents(flaws=(*flaws, Flaw("damaged", "the JSON is cut short or damaged", "Export it anew.")))
    chats = [chat for chat in _chats(whole) if isinstance(chat.get("messages"), list)]
    if not chats:
        return Contents(flaws=(*flaws, Flaw("not-read-yet", "JSON of a kind that is not known here", _NO_CHAT)))
    read = [contents_of_chat(_messages_of(chat), _name(chat), mark_of(content)) for chat in chats]
    sheets = tuple(sheet for part in read for sheet in part.sheets)
    found = tuple(dict.fromkeys(flaw for part in read for flaw in part.flaws))
    return Contents(sheets, flaws=(*flaws, *found), is_list=True, name=_name(chats[0]) if len(chats) == 1 else None)


def is_export(markup: str) -> bool:
    """Whether a page is one of Telegram's export."""
    return 'class="page_wrap' in markup[:20_000] and 'class="history' in markup[:50_000]


def contents_of_page(root: HtmlElement, mark: str, *, is_whole: bool) -> Contents:
    """The messages of a page of the export."""
    names = root.xpath("//div[contains(@class, 'page_header')]//div[contains(@class, 'text')]")
    chat = _words(names[0]) if names else None
    return contents_of_chat(_messages(root, chat), chat, mark, () if is_whole else (_CUT,))


def _chats(whole: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(whole, dict):
        return
    yield whole
    inner = whole.get("chats")
    chats = inner.get("list") if isinstance(inner, dict) else None
    yield from (chat for chat in chats if isinstance(chat, dict)) if isinstance(chats, list) else ()


def _name(chat: dict[str, Any]) -> str | None:
    name = chat.get("name")
    return " ".join(name.split()) or None if isinstance(name, str) else None


def _messages_of(chat: dict[str, Any]) -> Iterator[Message]:
    is_channel = "channel" in str(chat.get("type", ""))
    for told in chat["messages"]:
        if isinstance(told, dict):
            # A channel speaks for itself, whoever typed.
            sender = None if is_channel else str(told.get("from") or "a deleted account")
            passed_on = told.get("forwarded_from")
            text = _text(told.get("text")) if told.get("type", "message") == "message" else ""
            yield Message(text, sender, _day(told.get("date")), str(passed_on) if passed_on else None)


def _text(value: object) -> str:
    """A text is a string, or a list of strings and of marked words."""
    if isinstance(value, list):
        return "".join(_text(part.get("text") if isinstance(part, dict) else part) for part in value)
    return value if isinstance(value, str) else ""


def _day(value: object) -> str | None:
    day = value[:10] if isinstance(value, str) else ""
    return day if len(day) == 10 and day[4] == day[7] == "-" and day.replace("-", "").isdecimal() else None


def _messages(root: HtmlElement, chat: str | None) -> Iterator[Message]:
    sender: str | None = None
    for element in root.xpath("//div[contains(concat(' ', @class, ' '), ' message ')]"):
        if "service" in element.get("class", "").split():
            yield Message("")
            continue
        names = element.xpath("./div[contains(@class, 'body')]/div[contains(@class, 'from_name')]")
        sender = _words(names[0]) if names else sender
        texts = element.xpath(".//div[contains(concat(' ', @class, ' '), ' text ')] | .//div[@class='text']")
        passed_on = element.xpath(".//div[contains(@class, 'forwarded')]/div[contains(@class, 'from_name')]")
        yield Message(
            "\n".join(map(_lines, texts[:1])),
            None if sender == chat else sender,
            _titled_day(element),
            _words(passed_on[0]) if passed_on else None,
        )


def _titled_day(element: HtmlElement) -> str | None:
    """The day in the title of a message's clock: "03.05.2021 10:00:00 UTC+03:00"."""
    titles = element.xpath("./div[contains(@class, 'body')]/div[contains(@class, 'date')]/@title")
    parts = str(titles[0])[:10].split(".") if titles else []
    return _day("-".join(reversed(parts)))


def _words(element: HtmlElement) -> str:
    """The element's own words, without those of the clock beside a forwarded name."""
    own = [element.text or "", *(child.tail or "" for child in element)]
    return " ".join(" ".join(own).split())


def _lines(element: HtmlElement) -> str:
    parts = [" ".join((element.text or "").split("\n"))]
    for child in element.iterdescendants():
        parts.append("\n" if child.tag == "br" else child.text or "")
        parts.append(child.tail or "")
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n")).strip()
