"""What kind of file this is: by its first bytes, and only then by its name."""

import re
from pathlib import PurePath

SNIFFED = 4096
UNKNOWN = "application/octet-stream"

_ZIP = "application/zip"
_OPENXML = "application/vnd.openxmlformats-officedocument."
_OPENDOC = "application/vnd.oasis.opendocument."

# Begins with these bytes -> media type.
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"Khronika testimony 1\n", "text/vnd.khronika.testimony"),
    (b"Khronika transcript 1\n", "text/vnd.khronika.transcript"),
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", _ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf2", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ", "application/x-msdownload"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"WARC/1.", "application/warc"),
    (b"WARC/0.", "application/warc"),
)

# "RIFF", a length, and one of these.
_RIFFS = {b"WEBP": "image/webp", b"WAVE": "audio/x-wav", b"AVI ": "video/x-msvideo"}

_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
    **dict.fromkeys((b"M4A ", b"M4B "), "audio/mp4"),
    b"qt  ": "video/quicktime",
}

# A zip by its bytes, told apart by its name.
_ZIPS = {
    ".docx": f"{_OPENXML}wordprocessingml.document",
    ".xlsx": f"{_OPENXML}spreadsheetml.sheet",
    ".xlsm": f"{_OPENXML}spreadsheetml.sheet",
    ".xlsb": f"{_OPENXML}spreadsheetml.sheet",
    ".pptx": f"{_OPENXML}presentationml.presentation",
    ".odt": f"{_OPENDOC}text",
    ".ods": f"{_OPENDOC}spreadsheet",
    ".epub": "application/epub+zip",
    ".wacz": "application/wacz",
}

# Text by its bytes, told apart by its name.
_TEXTS = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "text/html",
    ".csv": "text/csv",
    ".tsv": "text/csv",
    ".tab": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".eml": "message/rfc822",
    ".mbox": "application/mbox",
    ".mbx": "application/mbox",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".warc": "application/warc",
}

# A letter begins with lines of its head, a mailbox with the line that mail programs write before a letter.
_STARTS_HEAD = re.compile(rb"[A-Za-z][\w-]{1,60}: ?[^\n]")
_MAIL_HEAD = re.compile(
    rb"^(received|return-path|message-id|mime-version|delivered-to|x-mailer):", re.IGNORECASE | re.MULTILINE
)
_MAILBOX = re.compile(rb"From \S+ +\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d ")

_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def media_type_of(start: bytes, name: str) -> str:
    """The media type of a file that begins with ``start`` and is called ``name``."""
    suffix = PurePath(name).suffix.lower()
    for signature, media_type in _SIGNATURES:
        if start.startswith(signature):
            return _ZIPS.get(suffix, media_type) if media_type == _ZIP else media_type
    if start.startswith(b"RIFF") and start[8:12] in _RIFFS:
        return _RIFFS[start[8:12]]
    if start[4:8] == b"ftyp":
        return _boxed(start)
    if start.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in start[:64] else "video/x-matroska"
    if start.startswith(b"BM") and start[6:10] == bytes(4):
        return "image/bmp"
    if start[257:262] == b"ustar":
        return "application/x-tar"
    if not _is_text(start):
        return UNKNOWN
    return _text_by_name(start, suffix) or _text_by_start(start)


def _boxed(start: bytes) -> str:
    """What a file of boxes (ISO 14496-12) holds, by the brand that it names first."""
    brand = start[8:12]
    return _BRANDS.get(brand) or ("video/3gpp" if brand.startswith((b"3gp", b"3g2")) else "video/mp4")


def _text_by_name(start: bytes, suffix: str) -> str | None:
    """What a text is called, unless its first bytes say otherwise: a page saved as mail, mail saved as a page."""
    named = _TEXTS.get(suffix)
    if named in ("message/rfc822", "application/mbox") and _is_page(start):
        return "text/html"
    return named


def _text_by_start(start: bytes) -> str:
    if _is_page(start):
        return "text/html"
    if _is_feed(start):
        return "application/rss+xml"
    if _MAILBOX.match(start):
        return "application/mbox"
    if len({match[1].lower() for match in _MAIL_HEAD.finditer(start.partition(b"\n\n")[0])}) > 1 and _STARTS_HEAD.match(
        start
    ):
        return "message/rfc822"
    return "text/plain"


def _is_page(start: bytes) -> bool:
    """Whether the text begins as a web page does, comments and an XML line put aside."""
    if start.startswith(_TEXT_MARKS[1:]):
        start = start.replace(b"\x00", b"")[2:]
    begin = start.removeprefix(_TEXT_MARKS[0]).lstrip().lower()
    while begin.startswith((b"<?", b"<!--")):
        begin = begin.partition(b"-->" if begin.startswith(b"<!--") else b"?>")[2].lstrip()
    return begin.startswith(_PAGE_STARTS)


def _is_feed(start: bytes) -> bool:
    """Whether the text is XML whose root is that of a feed."""
    root = re.search(rb"<(rss|feed|rdf:RDF)[\s>]", start[:2000])
    return root is not None and start.lstrip(_TEXT_MARKS[0]).lstrip().startswith((b"<?xml", b"<" + root[1]))


def _is_text(start: bytes) -> bool:
    """Whether people could read this: few control characters, or a text's own byte mark, or UTF-16 by its zeros."""
    if start.startswith(_TEXT_MARKS):
        return True
    zeros = (start[0::2].count(0), start[1::2].count(0))
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in start)
    # In compressed or compiled bytes every tenth is a control character.
    return _is_wide(start, zeros) or odd * 20 <= len(start)


def _is_wide(start: bytes, zeros: tuple[int, int]) -> bool:
    """Whether every other byte is mostly zero, as in UTF-16 of a Latin text."""
    half = max(1, len(start) // 2)
    return max(zeros) > 0.7 * half and min(zeros) < 0.1 * half
