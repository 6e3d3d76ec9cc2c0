"""Writes tests/assets/kinds anew: one small file of each kind that is read, about people who do not exist.

``python tests/read/make_kinds.py``. The same program writes the same bytes.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

HERE = Path(__file__).parents[1] / "assets" / "kinds"
REPORT = "Police arrested the teacher Nela Orsava in Brno on 3 May 2021. She was beaten in custody.\n"
PERSIAN = "ماموران امنیتی روز سه‌شنبه نگار پرتوی را در شیراز بازداشت کردند و به خانواده او خبری ندادند.\n"
ARABIC = "اعتقلت قوات الأمن المعلم سامي الحلواني في حلب ولم تعرف عائلته عنه شيئا حتى الآن.\n"


def letter(text: str, **heads: str) -> EmailMessage:
    """A letter with fixed heads, so that it is the same on every day."""
    made = EmailMessage()
    for name, value in {
        "From": "Mara Teskin <mara@example.org>",
        "To": "desk@example.org",
        "Date": "Tue, 04 May 2021 23:30:00 -0300",
        "Subject": "Teacher taken in Brno",
        "Message-ID": "<1@example.org>",
    }.items():
        made[name] = heads.get(name, value)
    made.set_content(text)
    return made


def attached() -> bytes:
    """An answer with an older letter below it, an attachment with a Persian name, and a letter passed on."""
    text = (
        f"{REPORT}\nOn Mon, 3 May 2021 at 10:00, The Desk <desk@example.org> wrote:\n"
        "> Was anybody killed in Tarsin?\n> Please tell us.\n\n-- \nMara Teskin\nTarsin\n"
    )
    made = letter(text)
    made.set_boundary("b1")
    made.add_attachment(PERSIAN.encode(), maintype="text", subtype="plain", filename="گزارش.txt")
    made.add_attachment(letter(ARABIC, Subject="خبر", From="Sami <sami@example.org>"))
    made.add_attachment(b"\x78\x9f\x3e\x22" * 40, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    made.set_boundary("b1")
    return made.as_bytes()


def page_only() -> bytes:
    """A letter that is only a web page, in an old encoding and with encoded heads."""
    page = f"<html><body><p>{PERSIAN}</p><p>او را کتک زدند.</p></body></html>"
    made = letter("", From="=?utf-8?b?2YbYsdqv2LMg2KLYsdiy2YU=?= <n@example.org>", Subject="بازداشت در شیراز")
    made.set_content(page, subtype="html", charset="utf-8", cte="quoted-printable")
    return made.as_bytes()


def lying() -> bytes:
    """A letter whose head says ASCII and whose bytes are Windows Arabic, 8-bit and bare."""
    head = b"From: Rami <r@example.org>\r\nDate: 5 May 2021 08:00 +0000\r\nSubject: \xd1\xd3\xc7\xe1\xc9\r\n"
    kind = b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
    return head + kind + (ARABIC * 3).replace("\n", "\r\n").encode("cp1256")


def mailbox() -> bytes:
    """Two letters in one file, one with a line that begins with From."""
    parts = []
    for number, text in enumerate((REPORT + "\n>From there she was moved to Ostrava.\n", PERSIAN)):
        made = letter(text, Subject=f"Letter {number}", Date=f"Wed, 0{5 + number} May 2021 10:00:00 +0000")
        parts.append(b"From mara@example.org Wed May  5 10:00:00 2021\n" + made.as_bytes() + b"\n")
    return b"".join(parts)


def zipped(files: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive with the time of every member fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 5, 4, 0, 0, 0)), content, packing)
    return out.getvalue()


def taped(files: Mapping[str, bytes]) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


FOLDER = {"brno/report.txt": REPORT.encode(), "گزارش.txt": PERSIAN.encode(), "brno/same again.txt": REPORT.encode()}


def made() -> dict[str, bytes]:
    """File name -> content."""
    return {
        "letter_with_attachments.eml": attached(),
        "letter_page_only.eml": page_only(),
        "letter_lies_about_charset.eml": lying(),
        "two_letters.mbox": mailbox(),
        "folder.zip": zipped(FOLDER),
        "folder.tar": taped(FOLDER),
        "folder.tar.gz": gzip.compress(taped(FOLDER), mtime=0),
        "report.txt.bz2": bz2.compress(REPORT.encode()),
        "report.txt.xz": lzma.compress(REPORT.encode()),
        "archive_in_archive.zip": zipped({"inner.zip": zipped({"letter.eml": attached()})}),
    }


def main() -> None:
    """Write the files."""
    HERE.mkdir(exist_ok=True)
    for name, content in made().items():
        (HERE / name).write_bytes(content)


if __name__ == "__main__":
    main()
