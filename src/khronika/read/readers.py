"""Which reader reads which kind of file, and how large it may be."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from khronika.read.archive import read_packed, read_tar
from khronika.read.captures import read_saved_page
from khronika.read.chats import mark_of
from khronika.read.decoding import text_of
from khronika.read.mail import read_mail
from khronika.read.mailbox import read_mailbox
from khronika.read.office import read_office, read_ole
from khronika.read.page import read_page, tree_of
from khronika.read.pdf import read_pdf
from khronika.read.pictures import read_picture
from khronika.read.plain import read_markdown, read_plain
from khronika.read.recordings import read_recording
from khronika.read.rtf import read_rtf
from khronika.read.tables import read_csv
from khronika.read.telegram import contents_of_page, is_export, read_json
from khronika.read.testimony import read_testimony
from khronika.read.told import TEXT_MAX, Contents, Sheet, Told
from khronika.read.transcript import read_transcript
from khronika.read.webarchives import read_warc
from khronika.read.whatsapp import is_chat, read_chat
from khronika.read.xml import read_xml

OPENXML = "application/vnd.openxmlformats-officedocument."
OPENDOC = "application/vnd.oasis.opendocument."

# Bytes of an original that is read as text; a page of this size still ends as less text than TEXT_MAX.
TEXT_BYTES_MAX = 10_000_000
# Bytes of an original that is not all text.
LARGE = 100_000_000
RECORDING = 500_000_000


@dataclass(frozen=True, slots=True)
class Reader:
    """How a kind of file is read: from its bytes, its name, and what is told of it; and how many bytes at most.

    ``unit`` is what they are bytes of.
    """

    read: Callable[[bytes, str, Told], Contents]
    bytes_max: int = TEXT_BYTES_MAX
    unit: str = "text"


def _plain(content: bytes, name: str, told: Told) -> Contents:
    text, flaws = text_of(content, said=told.charset)
    if not is_chat(text):
        return _sheet(content, read_plain, told)
    chat = read_chat(text, name, mark_of(content))
    return replace(chat, flaws=(*flaws, *chat.flaws))


def _markdown(content: bytes, name: str, told: Told) -> Contents:
    return _sheet(content, read_markdown, told)


def _page(content: bytes, name: str, told: Told) -> Contents:
    text, flaws = text_of(content, is_page=True, said=told.charset)
    root, is_whole = tree_of(text) if is_export(text) else (None, False)
    if root is not None:
        chat = contents_of_page(root, mark_of(content), is_whole=is_whole and "</html" in text[-200:])
        return replace(chat, flaws=(*flaws, *chat.flaws))
    return Contents((read_page(text),), flaws=flaws)


def _sheet(content: bytes, read: Callable[[str], Sheet], told: Told) -> Contents:
    text, flaws = text_of(content, said=told.charset)
    # Too many characters are not looked at.
    return Contents((read(text) if len(text) <= TEXT_MAX else Sheet(text),), flaws=flaws)


READERS: dict[str, Reader] = {
    "text/plain": Reader(_plain),
    "text/markdown": Reader(_markdown),
    "text/vnd.khronika.testimony": Reader(read_testimony),
    "text/vnd.khronika.transcript": Reader(read_transcript),
    "text/html": Reader(_page),
    "message/rfc822": Reader(read_mail, LARGE, "e-mail"),
    "application/mbox": Reader(read_mailbox, LARGE, "e-mail"),
    "application/xml": Reader(read_xml),
    "application/rss+xml": Reader(read_xml),
    "application/atom+xml": Reader(read_xml),
    "multipart/related": Reader(read_saved_page, LARGE, "a saved page"),
    "application/warc": Reader(read_warc, LARGE, "a web archive"),
    "application/wacz": Reader(read_office, LARGE, "a web archive"),
    "application/json": Reader(read_json, LARGE, "JSON"),
    "text/csv": Reader(read_csv, unit="a list"),
    OPENXML + "spreadsheetml.sheet": Reader(read_office, LARGE, "a list"),
    OPENDOC + "spreadsheet": Reader(read_office, LARGE, "a list"),
    "application/x-ole-storage": Reader(read_ole, LARGE, "an old Office file"),
    "application/rtf": Reader(read_rtf, LARGE, "text and pictures"),
    "application/pdf": Reader(read_pdf, LARGE, "PDF"),
    "application/zip": Reader(read_office, LARGE, "archive"),
    "application/epub+zip": Reader(read_office, LARGE, "archive"),
    OPENXML + "wordprocessingml.document": Reader(read_office, LARGE, "text and pictures"),
    OPENDOC + "text": Reader(read_office, LARGE, "text and pictures"),
    "application/x-tar": Reader(read_tar, LARGE, "archive"),
    "application/gzip": Reader(read_packed, LARGE, "archive"),
    "application/x-bzip2": Reader(read_packed, LARGE, "archive"),
    "application/x-xz": Reader(read_packed, LARGE, "archive"),
}
READERS |= {
    f"image/{kind}": Reader(read_picture, LARGE, "a picture")
    for kind in ("jpeg", "png", "tiff", "gif", "webp", "bmp", "avif")
}
READERS |= {
    kind: Reader(read_recording, RECORDING, "a recording")
    for kind in (
        *("video/mp4", "video/quicktime", "video/3gpp", "video/webm", "video/x-matroska", "video/x-msvideo"),
        *("audio/mp4", "audio/mpeg", "audio/ogg", "audio/x-wav", "audio/flac", "audio/amr"),
    )
}
_WORDS = {
    "image/heic": "a picture as telephones of Apple write it (HEIC)",
    "application/x-7z-compressed": "a 7-Zip archive",
    "application/vnd.rar": "a RAR archive",
    "application/jsonl": "JSON lines",
    "application/ms-tnef": "a file of Outlook's own kind (winmail.dat)",
    OPENXML + "presentationml.presentation": "slides",
}
_FAMILIES = {"audio": "a sound recording", "video": "a film"}


def kind_in_words(media_type: str) -> str:
    """What people call this kind of file."""
    return _WORDS.get(media_type) or _FAMILIES.get(media_type.partition("/")[0], media_type)
