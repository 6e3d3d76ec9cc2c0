"""Saved web pages (MHTML): the page, with the address it was saved from."""

import email
from dataclasses import replace

from khronika.read.decoding import text_of
from khronika.read.mail import cut_flaws
from khronika.read.page import read_page
from khronika.read.told import Contents, Flaw, Told

_ASK = "The original is kept. Save the page again."
_NO_PAGE = Flaw("damaged", "the saved page is cut short or damaged", _ASK)


def read_saved_page(content: bytes, name: str, told: Told) -> Contents:
    """The page of an MHTML file. The day in its head is that of saving, a hint and no more."""
    try:
        letter = email.message_from_bytes(content)
    except RecursionError:
        return Contents(flaws=(_NO_PAGE,))
    pages = (part for part in letter.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml"))
    page = next(pages, None)
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes) or not payload.strip():
        return Contents(flaws=(_NO_PAGE,))
    text, flaws = text_of(payload, is_page=True)
    sheet = read_page(text)
    address = str(letter.get("Snapshot-Content-Location") or page.get("Content-Location") or "") or None
    return Contents((replace(sheet, address=sheet.address or address),), flaws=(*flaws, *cut_flaws(letter.walk())))
