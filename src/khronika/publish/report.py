"""The report on a sealed bundle as one page that opens offline: no script, no picture, nothing from elsewhere."""

from collections.abc import Iterable, Iterator
from html import escape

from khronika.lexicon.visible import visible
from khronika.publish import report_words as words
from khronika.publish.report_words import Json

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
body { font: 16px/1.5 Georgia, "Noto Serif", serif; color: #1c1c1c; background: #fff; max-width: 50rem;
  margin: 2rem auto; padding-inline: 1.2rem; }
h1 { font-size: 1.7rem; margin-block-end: .4rem; } h2 { font-size: 1.25rem; margin-block-start: 2.2rem; }
h3 { font-size: 1rem; margin-block: 1.4rem .3rem; }
dl { display: grid; grid-template-columns: 10rem 1fr; gap: .15rem 1rem; margin-block: .5rem; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0; padding-inline-start: .9rem; border-inline-start: 3px solid #b9b9b9; }
mark { background: #fff0b3; color: inherit; padding-inline: .1em; }
code, .mono { font: .85em/1.5 "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
pre { background: #f4f4f2; padding: .7rem .9rem; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; padding: .25rem .6rem .25rem 0;
  border-block-end: 1px solid #ddd; vertical-align: top; }
section.item { border-block-start: 1px solid #999; } .small { color: #555; font-size: .85rem; }
@media print { body { margin: 0; max-width: none; } h2, h3 { break-after: avoid; } }
"""


def report_html(told: Json, evidence: Json, custody: Json) -> str:
    """What the bundle is, what it proves and what not, and who says what. All that comes from items is escaped."""
    return "\n".join(_page(told, evidence, custody)) + "\n"


def _page(told: Json, evidence: Json, custody: Json) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width">\n<title>Sealed evidence</title>'
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>Sealed evidence</h1>"
    yield _pairs(words.summary(told, evidence))
    yield f"<p>{escape(words.WHAT_IT_IS)}</p>\n<h2>How to check it</h2>"
    yield f"<pre>{escape(words.CHECK.format(key=told['key']))}</pre>\n<p>{escape(words.CHECK_HINT)}</p>"
    yield _points("What it proves", words.PROVES)
    yield _points("What it does not prove", words.proves_not(custody))
    if stamps := words.stamps_of(custody):
        yield _points("Time stamps", stamps)
    for number, item in enumerate(evidence["items"], start=1):
        yield from _item(item, number, evidence)
    yield "<h2>What the custody ledger tells of these originals</h2>"
    yield _table(("entry", "time (UTC)", "done", "to"), words.entry_cells(custody, evidence))
    yield "</body>\n</html>"


def _item(item: Json, number: int, evidence: Json) -> Iterator[str]:
    claims = words.claims_of(item, evidence)
    yield f'<section class="item">\n<h2>Original {number}: <bdi>{escape(words.name_of(item, number))}</bdi></h2>'
    yield _pairs(words.item_lines(item, evidence))
    if not claims:
        yield '<p class="small">No claim of this original is in the bundle.</p>'
    for claim in claims:
        yield f'<h3>{escape(claim["label"])} <span class="small">{escape(claim["stance"])}</span></h3>'
        yield _pairs(words.claim_lines(claim, evidence))
        yield from (f'<blockquote dir="auto">{_marked(claim, quote)}</blockquote>' for quote in claim["quotes"])
        yield f'<p class="small">{escape(words.claim_note(claim))}</p>'
    yield "</section>"


def _marked(claim: Json, quote: Json) -> str:
    """The quote, escaped, with the words that make the claim marked."""
    text, shown, at = quote["text"], "", 0
    for start, end in words.triggers_in(claim, quote):
        shown += f"{_shown(text[at:start])}<mark>{_shown(text[start:end])}</mark>"
        at = end
    return shown + _shown(text[at:])


def _shown(text: str) -> str:
    return escape(visible(text))


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f'<dt>{escape(what)}</dt><dd dir="auto">{escape(value)}</dd>\n' for what, value in pairs)
    return f"<dl>\n{rows}</dl>"


def _points(head: str, points: Iterable[str]) -> str:
    rows = "".join(f"<li>{escape(point)}</li>\n" for point in points)
    return f"<h2>{escape(head)}</h2>\n<ul>\n{rows}</ul>"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    top = "".join(f"<th>{escape(head)}</th>" for head in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table>\n<tr>{top}</tr>\n{body}</table>"
