"""Writes tests/assets/kinds anew: one small file of each kind that is read, about people who do not exist.

``python tests/read/make_kinds.py``. The same program writes the same bytes.
"""

import bz2
import gzip
import io
import json
import lzma
import quopri
import re
import tarfile
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

from PIL import Image

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


def photo() -> bytes:
    """A picture with what a telephone writes about it."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0110] = "Lantern", "Phone 3"
    tags.get_ifd(0x8769)[0x9003] = "2021:05:03 10:00:00"
    tags.get_ifd(0x8825).update({1: "N", 2: (49.0, 12.0, 0.0), 3: "W", 4: (16.0, 36.0, 36.0)})
    out = io.BytesIO()
    Image.new("RGB", (16, 8)).save(out, "JPEG", exif=tags)
    return out.getvalue()


FOLDER = {"brno/report.txt": REPORT.encode(), "گزارش.txt": PERSIAN.encode(), "brno/same again.txt": REPORT.encode()}


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Draft 7</dc:title><dcterms:created>2021-05-06T08:00:00Z</dcterms:created></cp:coreProperties>"
)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:p>{_run(cell)}</w:p></w:tc>" for cell in cells) + "</w:tr>"


def docx(lines: list[str]) -> bytes:
    """A Word file: a title, the lines, a table, a note, a comment, a header, and words struck out in review."""
    body = "".join(f"<w:p>{line if line.startswith('<') else _run(line)}</w:p>" for line in lines)
    table = f"<w:tbl>{_row('Name', 'Town')}{_row('Nela Orsava', 'Brno')}</w:tbl>"
    title = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{_run("Teacher taken in Brno")}</w:p>'
    parts = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "word/document.xml": f"<w:document {WORD}><w:body>{title}{body}{table}</w:body></w:document>",
        "word/header1.xml": f"<w:hdr {WORD}><w:p>{_run('Strictly for the desk')}</w:p></w:hdr>",
        "word/footnotes.xml": f"<w:footnotes {WORD}><w:footnote><w:p>{_run('Her sister told us.')}</w:p></w:footnote></w:footnotes>",
        "word/comments.xml": f"<w:comments {WORD}><w:comment><w:p>{_run('Is that sure?')}</w:p></w:comment></w:comments>",
        "docProps/core.xml": CORE,
    }
    return zipped({name: f'<?xml version="1.0" encoding="UTF-8"?>{part}'.encode() for name, part in parts.items()})


REVIEWED = (
    _run("She was ")
    + "<w:del><w:r><w:delText>shot</w:delText></w:r></w:del><w:ins><w:r><w:t>beaten</w:t></w:r></w:ins>"
    + _run(" in custody.")
    + "<w:r><w:tab/><w:instrText>PAGE</w:instrText></w:r>"
)
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)


def odt() -> bytes:
    """An OpenDocument text in Persian: a heading, a note, a comment, a table, words struck out, a page footer."""
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>به گفته خواهرش</text:p></text:note-body></text:note>"
    comment = "<office:annotation><dc:creator>میز</dc:creator><text:p>مطمئنی؟</text:p></office:annotation>"
    gone = "<text:tracked-changes><text:changed-region><text:deletion><text:p>کشته شد</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    table = f"<table:table><table:table-row>{cell.format('نگار پرتوی')}{cell.format('شیراز')}</table:table-row></table:table>"
    heading = '<text:h text:outline-level="1">بازداشت در شیراز</text:h>'
    body = f"{gone}{heading}<text:p>{PERSIAN.strip()}{note}{comment}</text:p>{table}"
    footer = "<style:master-page><style:footer><text:p>صفحه یک</text:p></style:footer></style:master-page>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {ODF}><office:master-styles>{footer}</office:master-styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {ODF}><office:meta><meta:creation-date>2021-05-06T08:00:00</meta:creation-date></office:meta></office:document-meta>",
    }
    return zipped({name: part.encode() for name, part in parts.items()})


RTF = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset178 Tahoma;}}{\info{\title Draft 7}}"
    rb"{\header Strictly for the desk}\f0 Police arrested the teacher Nela Ors\'e1kov\'e1 in Brno.\par "
    rb"{\deleted She was shot.} She was beaten{\footnote Her sister told us.} in custody.{\*\annotation Is that sure?}\par "
    + b"\\f1 " + "".join(f"\\'{byte:02x}" for byte in "نگار در شيراز".encode("cp1256")).encode()
    + b"\\par " + "".join(f"\\u{ord(char)}?" for char in "سه\u200cشنبه").encode()
    + rb"\par\trowd Name\cell Town\cell\row{\*\generator A program;}}"
)  # fmt: skip
XML = f"<?xml version='1.0' encoding='utf-8'?><report><head>Teacher taken</head><p>{REPORT.strip()}</p></report>\n"


def _stream(content: str) -> str:
    return f"<< /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream"


def pdf(objects: list[str]) -> bytes:
    """A PDF of these objects, of which the first is its catalogue."""
    out, places = b"%PDF-1.5\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    info = "/Info << /Title (Draft 7) /CreationDate (D:20210506080000Z) >>"
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(places) + 1} /Root 1 0 R {info} >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def pdf_of(pages: list[list[str]]) -> bytes:
    """A PDF of lines in Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        said = "\n".join(f"1 0 0 1 60 {780 - 16 * at} Tm ({line}) Tj" for at, line in enumerate(lines))
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R /Resources << /Font << /F 3 0 R >> >> >>")  # fmt: skip
        objects.append(_stream(f"BT /F 11 Tf\n{said}\nET" if lines else "0 0 100 100 re f"))
    return pdf(objects)


PDF_PAGES = [
    [
        "The Lantern Network, weekly notes",
        "Teacher taken in Brno",
        "4 May 2021",
        "Police arrested the teacher Nela Orsava in Brno on 3 May 2021. She was beaten in",
        "custody. Her sister, who asked not to be named, said that the officers took her away from",
        "1",
    ],
    [
        "The Lantern Network, weekly notes",
        "her shop in handcuffs. They came again at night.",
        "In Ostrava, armed men abducted two students on 4 May 2021.",
        "2",
    ],
    ["The Lantern Network, weekly notes", "Nobody knows where the two students are being held today.", "3"],
]


def persian_pdf(lines: list[str]) -> bytes:
    """A PDF as printers make them: shapes in the order of the line from left to right, with a table of their letters."""
    shaped = [re.findall("لا|لأ|لإ|لآ|.", line) for line in lines]
    letters = sorted({letter for line in shaped for letter in line})
    code = {letter: 33 + at for at, letter in enumerate(letters)}
    table = "\n".join(f"<{code[one]:02x}> <{one.encode('utf-16-be').hex()}>" for one in letters)
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{table}\nendbfchar\nendcmap end end"
    )
    said = []
    for row, line in enumerate(shaped):
        drawn = "".join(f"{code[letter]:02x}" for letter in reversed(line))
        said.append(f"1 0 0 1 {540 - 6 * len(line)} {780 - 20 * row} Tm <{drawn}> Tj")
    last = 33 + len(letters) - 1
    shapes = " ".join(f"/g{number} 7 0 R" for number in code.values())
    names = " ".join(f"/g{number}" for number in sorted(code.values()))
    widths = " ".join(["600"] * len(letters))
    return pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
            f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << {shapes} >>"
            f" /Encoding << /Type /Encoding /Differences [33 {names}] >> /FirstChar 33 /LastChar {last} /Widths [{widths}] /ToUnicode 6 0 R >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F 3 0 R >> >> >>",
            _stream("BT /F 10 Tf\n" + "\n".join(said) + "\nET"),
            _stream(unicode_map),
            _stream("600 0 0 0 500 600 d1 0 0 500 600 re f"),
        ]
    )


LIST = (
    "Detainees of the week,,,,\n"
    "No.,Name,Date of arrest,City,Notes\n"
    "1,Nela Orsava,3 May 2021,Brno,Police arrested her at school. She was beaten in custody.\n"
    '2,"Teskin, Mara",2021-05-04,Ostrava,\n'
)
PERSIAN_LIST = "ردیف;نام و نام خانوادگی;تاریخ بازداشت;شهر;نوع نقض\n۱;نگار پرتوی;۱۴۰۰/۰۲/۱۳;شیراز;بازداشت\n۲;سامان آرین;۱۴۰۰/۰۲/۱۴;تبریز;شکنجه\n"
ARABIC_LIST = "الاسم\tتاريخ الاعتقال\tالمدينة\tالمصدر\nسامي الحلواني\t2021-05-03\tحلب\tصحيفة الميناء\n"
CELLS = [
    ["Name", "Act", "Date", "Place", "Source"],
    ["Nela Orsava", "Arrest, torture", "2021-05-03", "Brno", "Lantern Courier"],
    ["Mara Teskin", "Released", "2021-05-05", "Ostrava", "Her family"],
]


def xlsx(rows: list[list[str]]) -> bytes:
    """An Excel file with one sheet."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    parts = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='{kind}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook {main} {rel}><sheets><sheet name='List' sheetId='1' r:id='r1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='{kind}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{cells}</sheetData></worksheet>",
    }
    return zipped({name: part.encode() for name, part in parts.items()})


def ods(rows: list[list[str]]) -> bytes:
    """An OpenDocument list with one sheet."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    body = f'<office:spreadsheet><table:table table:name="List">{cells}</table:table></office:spreadsheet>'
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f"<office:document-content {ODF}><office:body>{body}</office:body></office:document-content>".encode(),
        }
    )


TELEGRAM = {
    "name": "Lantern Channel",
    "type": "public_channel",
    "id": 1,
    "messages": [
        {"id": 1, "type": "service", "date": "2021-05-01T08:00:00", "actor": "Lantern Channel", "action": "create_channel"},
        {"id": 2, "type": "message", "date": "2021-05-03T21:10:00", "from": "Lantern Channel", "from_id": "channel1",
         "text": ["Police arrested the teacher ", {"type": "bold", "text": "Nela Orsava"}, " in Brno today."]},
        {"id": 3, "type": "message", "date": "2021-05-04T09:00:00", "from": "Lantern Channel", "from_id": "channel1",
         "forwarded_from": "کانال فانوس", "text": PERSIAN},
        {"id": 4, "type": "message", "date": "2021-05-04T09:05:00", "from": "Lantern Channel", "photo": "photos/1.jpg", "text": ""},
    ],
}  # fmt: skip
GROUP = {
    "about": "Here is the data you requested.",
    "chats": {
        "list": [
            {"name": "Neighbours", "type": "private_group", "id": 2, "messages": [
                {"id": 1, "type": "message", "date": "2021-05-03T21:10:00", "from": "Sami", "text": ARABIC},
                {"id": 2, "type": "message", "date": "2021-05-03T21:11:00", "from": None, "text": "Who was it?"},
            ]},
            {"name": "Empty", "type": "personal_chat", "id": 3, "messages": []},
        ]
    },
}  # fmt: skip
MESSAGES = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>Exported Data</title></head>
<body onload="CheckLocation();"><div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Neighbours
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">3 May 2021</div></div>
<div class="message default clearfix" id="message5"><div class="pull_left userpic_wrap"></div><div class="body">
<div class="pull_right date details" title="03.05.2021 21:10:00 UTC+03:00">21:10</div>
<div class="from_name">
Sami
</div><div class="text">
{REPORT.strip()}<br>They took her <a href="#">phone</a>.
</div></div></div>
<div class="message default clearfix joined" id="message6"><div class="body">
<div class="pull_right date details" title="04.05.2021 08:00:00 UTC+03:00">08:00</div>
<div class="forwarded body"><div class="from_name">
کانال فانوس <span class="date details" title="04.05.2021 07:00:00"> 04.05.2021 07:00:00</span></div>
<div class="text">
{PERSIAN.strip()}
</div></div></div></div>
</div></div></div></body></html>
"""
WHATSAPP = (
    "03/05/2021, 10:00 - Messages and calls are end-to-end encrypted.\n"
    "03/05/2021, 10:01 - Mara: Police arrested the teacher Nela Orsava in Brno today.\n"
    "She was beaten in custody.\n"
    "03/05/2021, 10:02 - +420 555 010 203: <Media omitted>\n"
    "14/05/2021, 09:00 - +420 555 010 203: She was released today (at noon).\n"
)
WHATSAPP_IPHONE = (
    "\u200f[۱۴۰۰/۲/۱۳،\u200f ۱۰:۰۰:۰۰] نگار: ماموران دیروز برادرم را در شیراز بازداشت کردند.\n"
    "\u200f[۱۴۰۰/۲/۱۴،\u200f ۱۱:۰۰:۰۰] \u202a+98 912 000 0000\u202c: او را کجا برده‌اند؟\n"
)


PAGE = f"""<!doctype html><html lang="en"><head><title>Teacher taken in Brno | Lantern Courier</title>
<meta property="article:published_time" content="2021-05-04T09:00:00"></head><body><h1>Teacher taken in Brno</h1>
<p>{REPORT.strip()}</p><p>Her sister said that nobody had been told where she was being held, or why.</p></body></html>
"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lantern Courier</title>
<link>https://courier.example/</link>
<item><title>Teacher taken in Brno</title><link>https://courier.example/1</link><pubDate>Tue, 04 May 2021 09:00:00 +0200</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>{REPORT.strip()}</p><p>She has a lawyer.</p>]]></content:encoded></item>
<item><title>بازداشت در شیراز</title><link>https://courier.example/2</link><description>&lt;p&gt;{PERSIAN.strip()}&lt;/p&gt;</description></item>
</channel></rss>
"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>شبكة الفانوس</title><updated>2021-05-06T00:00:00Z</updated>
<entry><title>اعتقال معلم في حلب</title><link href="https://lantern.example/1"/><author><name>سامي</name></author>
<published>2021-05-04T09:00:00Z</published><updated>2021-05-05T09:00:00Z</updated><content type="html">{ARABIC.strip()}</content></entry>
</feed>
"""


def saved_page() -> bytes:
    """A page as browsers save it in one file."""
    head = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://courier.example/1\r\n"
        "Subject: Teacher taken\r\nDate: Thu, 6 May 2021 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    )
    quoted = quopri.encodestring(PAGE.encode()).decode().replace("\n", "\r\n")
    page = f"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://courier.example/1\r\n\r\n{quoted}\r\n"
    image = "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://courier.example/i.png\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
    return (head + page + image).encode()


def record(kind: str, body: bytes, address: str = "") -> bytes:
    """One record of a web archive."""
    heads = ["WARC/1.0", f"WARC-Type: {kind}", "WARC-Date: 2021-05-06T08:00:00Z", "WARC-Record-ID: <urn:uuid:1>"]
    heads += [f"WARC-Target-URI: {address}", "Content-Type: application/http; msgtype=response"] if address else []
    return "\r\n".join([*heads, f"Content-Length: {len(body)}", "", ""]).encode() + body + b"\r\n\r\n"


def answer(kind: str, body: bytes, status: str = "200 OK", more: str = "") -> bytes:
    """What a web server answers."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def records() -> list[bytes]:
    """A web archive: a page in pieces, a page in Persian that was packed, a picture, a page that was not there."""
    pieces = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (PAGE[:200].encode(), PAGE[200:].encode(), b""))
    persian = f"<html lang='fa'><body><p>{PERSIAN}</p></body></html>".encode()
    packed = gzip.compress(persian, mtime=0)
    return [
        record("warcinfo", b"software: none\r\n"),
        record(
            "response", answer("text/html", pieces, more="Transfer-Encoding: chunked\r\n"), "https://courier.example/1"
        ),
        record(
            "response",
            answer("text/html; charset=utf-8", packed, more="Content-Encoding: gzip\r\n"),
            "https://courier.example/fa/",
        ),
        record("response", answer("image/png", b"\x89PNG"), "https://courier.example/i.png"),
        record(
            "response", answer("text/html", b"<html>Not found</html>", "404 Not Found"), "https://courier.example/2"
        ),
    ]


MARKDOWN = f"""# Teacher taken in Brno

*Published: 4 May 2021*

{REPORT.strip()}

* Her sister was not told.
* A [lawyer](https://lawyers.example/) was refused.
"""
BOOK_PART = "<html xmlns='http://www.w3.org/1999/xhtml' lang='{}'><head><title>{}</title></head><body><h1>{}</h1><p>{}</p></body></html>"


def page_in(lang: str, title: str, paragraphs: list[str]) -> str:
    """A web page in a language that is written from right to left."""
    said = "".join(f"<p>{paragraph.strip()}</p>" for paragraph in paragraphs)
    return f'<!doctype html><html lang="{lang}" dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>{said}</body></html>\n'


def book() -> bytes:
    """An EPUB of two parts."""
    opf = "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata/><manifest/><spine/></package>"
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b"<container/>",
            "OEBPS/book.opf": opf.encode(),
            "OEBPS/1.xhtml": BOOK_PART.format("en", "One", "Teacher taken in Brno", REPORT.strip()).encode(),
            "OEBPS/2.xhtml": BOOK_PART.format("fa", "Two", "بازداشت در شیراز", PERSIAN.strip()).encode(),
        }
    )


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
        "report.txt": f"Lantern Courier\n4 May 2021\n\n{REPORT}".encode(),
        "persian.txt": (PERSIAN + "\nاو را کتک زدند.\n").encode(),
        "arabic_utf16.txt": (ARABIC + "\nوقد تعرض للضرب.\n").encode("utf-16"),
        "report.md": MARKDOWN.encode(),
        "page.html": PAGE.encode(),
        "persian_page.html": page_in(
            "fa", "بازداشت در شیراز", [PERSIAN, "او را کتک زدند و تلفن او را گرفتند."]
        ).encode(),
        "arabic_page.html": page_in(
            "ar", "اعتقال معلم في حلب", [ARABIC, "وقد تعرض للضرب في السجن وصودر هاتفه."]
        ).encode(),
        "report.txt.gz": gzip.compress(REPORT.encode(), mtime=0),
        "book.epub": book(),
        "arabic.docx": docx([ARABIC.strip(), _run("وقد تعرض للضرب.")]),
        "report.txt.xz": lzma.compress(REPORT.encode()),
        "report.docx": docx([REPORT.strip(), REVIEWED]),
        "persian.odt": odt(),
        "report.rtf": RTF,
        "report.xml": XML.encode(),
        "three_pages.pdf": pdf_of(PDF_PAGES),
        "persian.pdf": persian_pdf(["نگار پرتوی روز سه شنبه در شیراز بازداشت شد", "و به خانواده او خبری ندادند."]),
        "arabic.pdf": persian_pdf(
            ["اعتقلت قوات الأمن المعلم سامي الحلواني في حلب", "ولا تعلم عائلته عنه شيئا حتى الآن."]
        ),
        "photo.jpg": photo(),
        "scan.pdf": pdf_of([[], []]),
        "detainees.csv": LIST.encode("utf-8-sig"),
        "persian.csv": PERSIAN_LIST.encode(),
        "arabic_cp1256.tsv": ARABIC_LIST.encode("cp1256"),
        "acts.xlsx": xlsx(CELLS),
        "acts.ods": ods(CELLS),
        "telegram_channel.json": json.dumps(TELEGRAM, ensure_ascii=False, indent=1).encode(),
        "telegram_all.json": json.dumps(GROUP, ensure_ascii=False).encode(),
        "messages.html": MESSAGES.encode(),
        "WhatsApp Chat with Neighbours.txt": WHATSAPP.encode(),
        "whatsapp_persian.zip": zipped({"_chat.txt": WHATSAPP_IPHONE.encode()}),
        "saved_page.mhtml": saved_page(),
        "feed.rss": RSS.encode(),
        "feed.xml": ATOM.encode(),
        "capture.warc": b"".join(records()),
        "capture.warc.gz": b"".join(gzip.compress(one, mtime=0) for one in records()),
        "capture.wacz": zipped(
            {
                "archive/data.warc.gz": b"".join(gzip.compress(one, mtime=0) for one in records()),
                "indexes/index.cdx": b"",
                "datapackage.json": b"{}",
            },
            zipfile.ZIP_STORED,
        ),
        "archive_in_archive.zip": zipped({"inner.zip": zipped({"letter.eml": attached()})}),
    }


def main() -> None:
    """Write the files."""
    HERE.mkdir(exist_ok=True)
    for name, content in made().items():
        (HERE / name).write_bytes(content)


if __name__ == "__main__":
    main()
