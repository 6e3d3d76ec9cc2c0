"""One item, from its bytes to its passages and to the files inside it."""

from khronika.model.decisions import Problem
from khronika.model.evidence import Item, Passage, Source, Taken
from khronika.read.language import SURE, languages_of
from khronika.read.readers import READERS, kind_in_words
from khronika.read.sources import author_of, source_of
from khronika.read.told import TEXT_MAX, Contents, Flaw, ReadOut, Sheet, Told, outside

# Characters in all passages of an item, and how many there can be.
_ALL_TEXT_MAX = 20_000_000
_PASSAGES_MAX = 20_000
_SHORT_ROW = 160  # characters of a row of names and dates, whose language does not show
_SPLIT_IT = "The original is kept. Split it and add the parts."
_SAVE_AS_JPEG = "The original is kept. Save a copy as JPEG or PNG and add that too."
_SAVE_AS_TEXT = "The original is kept. Save its text as .txt or .html and add that."


def read_item(item: Item, content: bytes, told: Told) -> ReadOut:
    """The passages of an item with their publisher, the files inside it, and a Problem for all that went wrong.

    ``content`` are the item's bytes; where `refusal_of` has an answer they are not looked at. Never raises for content.
    """
    if refusal := refusal_of(item):
        return ReadOut(source_of(None, item, told), (), (refusal,))
    contents = READERS[item.media_type].read(content, item.name, told)
    if contents.is_list:
        return _list_out(contents, item, told)
    return _report_out(contents, item, told)


def warm_up() -> None:
    """Load what the readers load at first use, so that one which reads next reads at once."""
    for media_type, content in (
        ("text/html", b"<html><body><p>Nothing.</p></body></html>"),
        ("text/plain", b"Nothing."),
        ("image/png", b"\x89PNG\r\n\x1a\n"),
    ):
        read_item(Item("0" * 64, "nothing", media_type, len(content), Taken("", "", "", "")), content, Told())


def refusal_of(item: Item) -> Problem | None:
    """Why an item cannot be read, as far as its type and size tell without opening it; None if it can."""
    if item.size == 0:
        return _problem(item, Flaw("empty", "the file holds nothing", "Ask the source for another copy."))
    reader = READERS.get(item.media_type)
    if reader is None:
        return _problem(item, _not_read(item.media_type))
    if item.size > reader.bytes_max:
        message = f"larger than {reader.bytes_max // 1_000_000} MB of {reader.unit}"
        return _problem(item, Flaw("too-large", message, _SPLIT_IT))
    return None


def _not_read(media_type: str) -> Flaw:
    if media_type == "application/octet-stream":
        return Flaw("unknown-type", "no kind of file that is known here", _SAVE_AS_TEXT)
    return Flaw(
        "not-read-yet",
        f"{kind_in_words(media_type)}: kept, but not read by this version",
        _SAVE_AS_JPEG if media_type.startswith("image/") else _SAVE_AS_TEXT,
    )


def _report_out(contents: Contents, item: Item, told: Told) -> ReadOut:
    """The passage of an item that is one report, if it has a text at all."""
    sheet = contents.sheets[0] if contents.sheets else None
    source = source_of(sheet, item, told)
    passage, flaws = _passage(sheet, item, source, told) if sheet is not None else (None, ())
    is_told = sheet is not None or contents.children or contents.flaws or contents.unseen or contents.is_view
    lacks = () if is_told else (_EMPTY,)
    problems = tuple(_problem(item, f) for f in (*contents.flaws, *(sheet.flaws if sheet else ()), *flaws, *lacks))
    passages = () if passage is None else (passage,)
    seen = sheet.seen if sheet is not None and passage is not None else ()
    told_of_it = (contents.children, contents.facts, contents.unseen, seen, contents.traits)
    return ReadOut(source, passages, problems, (), *told_of_it)


_EMPTY = Flaw("empty", "no text in it", "Ask the source for another copy.")


def _passage(sheet: Sheet, item: Item, source: Source, told: Told) -> tuple[Passage | None, tuple[Flaw, ...]]:
    if not sheet.text.strip():
        return None, (_EMPTY,) if sheet.is_report else ()
    if len(sheet.text) > TEXT_MAX:
        return None, (Flaw("too-large", f"more than {TEXT_MAX:,} characters of text", _SPLIT_IT),)
    report = outside(sheet.text, sheet.aside)
    lang = told.lang or sheet.spoken or languages_of([report or sheet.text])[0]
    published = told.published or sheet.published
    if is_letter(item):
        # A letter's own day is surer than what is said of a whole folder.
        published = sheet.published or told.published
    passage = Passage(
        item.id,
        source.id,
        lang,
        sheet.text,
        layer=sheet.layer,
        title=sheet.title,
        published=published,
        aside=sheet.aside,
        author=author_of(sheet, source, told.author),
    )
    return passage, _lacks(report, published, sheet.made, told.sent) if sheet.is_report else ()


def is_letter(item: Item) -> bool:
    """Whether it tells in its head when it was sent."""
    return item.media_type == "message/rfc822"


def _lacks(report: str, published: str | None, made: str | None, sent: str | None) -> tuple[Flaw, ...]:
    flaws = []
    if not report:
        hint = "Look at the original. If it holds a report, save its text as .txt and add that."
        flaws.append(Flaw("only-furniture", "menus, links and the like, but no report", hint))
    if published is None:
        written = f" The file itself was written on {made}, its program says." if made else ""
        came = f" It came with a letter of {sent}." if sent else ""
        hint = f"Add it again with --published DATE: relative dates are counted from it.{written}{came}"
        flaws.append(Flaw("no-date", "the day of publication is not known", hint))
    return tuple(flaws)


def _list_out(contents: Contents, item: Item, told: Told) -> ReadOut:
    """A passage for each row, message or entry, with the voice and the day that it names, else those of the whole."""
    whole = source_of(Sheet("", publisher=contents.name), item, told)
    sheets, flaws = _bounded(contents.sheets)
    langs = [told.lang] * len(sheets) if told.lang else _languages(sheets)
    voices = [source_of(sheet, item, Told(kind=told.kind), fallback=whole) for sheet in sheets]
    passages = tuple(
        _part(sheet, item.id, voice, lang, told, start)
        for start, (sheet, voice, lang) in enumerate(zip(sheets, voices, langs, strict=True), start=1)
    )
    lacks = () if passages or contents.children or contents.flaws else (_EMPTY,)
    found = (*contents.flaws, *_once(sheets), *flaws, *lacks, *_undated(passages))
    others = {voice.id: voice for voice in voices if voice.id != whole.id}
    problems = tuple(_problem(item, flaw) for flaw in found)
    return ReadOut(whole, passages, problems, tuple(others.values()), contents.children)


def _languages(sheets: tuple[Sheet, ...]) -> list[str]:
    """The language of each part; of a row too short to tell, that of the heads above it."""
    langs = languages_of([sheet.text for sheet in sheets])
    return [_language_of_row(sheet, lang) for sheet, lang in zip(sheets, langs, strict=True)]


def _language_of_row(sheet: Sheet, lang: str) -> str:
    heads = [sheet.text[cell.head.start : cell.head.end] for cell in sheet.cells if cell.meaning is not None]
    # All heads that we know in Latin letters are English.
    is_english = bool(heads) and len(sheet.text) < _SHORT_ROW and all(head.isascii() for head in heads)
    return "en" if is_english and lang not in SURE else lang


def _part(sheet: Sheet, item_id: str, source: Source, lang: str, told: Told, start: int) -> Passage:
    day = sheet.published or told.published
    return Passage(
        item_id,
        source.id,
        lang,
        sheet.text,
        start=start,
        title=sheet.title,
        published=day,
        aside=sheet.aside,
        cells=sheet.cells,
        author=author_of(sheet, source),
    )


def _bounded(sheets: tuple[Sheet, ...]) -> tuple[tuple[Sheet, ...], tuple[Flaw, ...]]:
    """The sheets that hold something and can be taken; the first that is too much ends them, and is said."""
    kept: list[Sheet] = []
    size = 0
    for number, sheet in enumerate(sheets):
        size += len(sheet.text)
        if len(sheet.text) > TEXT_MAX or size > _ALL_TEXT_MAX or len(kept) == _PASSAGES_MAX:
            message = f"too much for one file: the last {len(sheets) - number} of {len(sheets)} parts were not read"
            return tuple(kept), (Flaw("too-large", message, _SPLIT_IT),)
        if sheet.text.strip():
            kept.append(sheet)
    return tuple(kept), ()


def _once(sheets: tuple[Sheet, ...]) -> tuple[Flaw, ...]:
    """What was wrong with single parts, said once."""
    return tuple(dict.fromkeys(flaw for sheet in sheets for flaw in sheet.flaws))


def _undated(passages: tuple[Passage, ...]) -> tuple[Flaw, ...]:
    undated = sum(passage.published is None for passage in passages)
    if not undated:
        return ()
    message = f"the day of publication is not known of {undated} of {len(passages)} parts"
    return (Flaw("no-date", message, "Add it again with --published DATE: relative dates are counted from it."),)


def _problem(item: Item, flaw: Flaw) -> Problem:
    return Problem("read", item.id, flaw.kind, flaw.message, flaw.hint)
