"""One addition: each file is kept, read and searched once, then each file inside it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from django.db import transaction

from khronika import vault
from khronika.flow.custody import Custodian
from khronika.flow.inside import is_only_inside
from khronika.flow.likeness import remember_text
from khronika.flow.naming import without_withheld
from khronika.flow.refusing import refusing
from khronika.flow.trying import tried
from khronika.flow.working import PROBLEM, Worked, whole_outcome, work_on
from khronika.intake import Found, clean_name
from khronika.model.decisions import Problem
from khronika.model.evidence import Enclosure, Item, Passage
from khronika.model.transcript import Typed, from_text
from khronika.read import Child, Told, is_letter, is_unknown, refusal_of
from khronika.store.claims import add_claims, add_readings
from khronika.store.evidence import (
    add_items,
    add_passages,
    add_sources,
    enclosures_of,
    forget_outcome,
    forget_passages,
    items_of,
    outcomes_of,
    passages_of,
    replace_enclosures,
    set_kind,
    set_outcomes,
    sources_of,
)
from khronika.store.likeness import replace_traits
from khronika.store.problems import add_problems, clear_problems, problems_of
from khronika.store.removing import rename_item
from khronika.store.seen import add_seen
from khronika.store.transcripts import transcripts_of, typed_inside
from khronika.vault import Entry

_DEEPEST = 6  # a letter in a mail in an archive in a mail ...
_MOST = 20_000  # files inside one that was given
_MOST_BYTES = 1_000_000_000
_CAPTURED = re.compile(r", captured from (\S+) at (?:\S+)(?: as (\S+))?")
_SPLIT = "The original is kept. Take out what matters and add that."


class Round:
    """What an addition has met so far. An item is worked on once in a round, wherever and however often it lies.

    ``items``: the ids of all met, those inside others too; ``worked``: of those worked on; ``problems``: troubles that
    belong to no item. ``gone``: what was deleted and is not taken in again, by what the vault calls it.
    """

    def __init__(self, custodian: Custodian, told: Told, *, again: bool, gone: Mapping[str, Entry]) -> None:
        self._custodian, self._told, self._again = custodian, told, again
        self._refuse = refusing(gone)
        self._files = self._bytes = 0
        self.items: dict[str, None] = {}
        self.worked: list[str] = []
        self.problems: list[Problem] = []

    def take(self, found: Found) -> None:
        """Keep a file and work on it and all inside it, as far as that has not been done."""
        self._files = self._bytes = 0
        item = tried("vault", found.name, lambda: self._custodian.take(found, refuse=self._refuse))
        if isinstance(item, Problem):
            self.problems.append(item)
            return
        if not add_items([item]) and all(map(is_only_inside, items_of([item.id]))):
            rename_item(item)
        self._visit(item, ())

    def read_anew(self, item: Item) -> None:
        """Work on an item that is kept already, and on all inside it."""
        self._files = self._bytes = 0
        self._visit(item, ())

    def _visit(self, item: Item, above: tuple[str, ...]) -> None:
        if item.id in self.items:
            return
        self.items[item.id] = None
        if self._again or not _is_done(item, self._told):
            self.worked.append(item.id)
            self._complete(item, above)
            return
        for inner in _inside(item.id):
            self._visit(inner, (*above, item.id))

    def _complete(self, item: Item, above: tuple[str, ...]) -> None:
        """Work on the item and store what came of it, all or nothing; it has ended when all inside it has."""
        address, charset = _capture_of(item)
        sender, sent = _letter_around(item)
        pages = () if address is not None and _is_picture_of_page(item, address) else None
        told = replace(self._told, sender=sender, sent=sent, address=address, charset=charset, pages=pages)
        before = tuple(passages_of(items=[item.id]))
        read = tried("read", item.id, lambda: self._work_on(item, told))
        if isinstance(read, Worked) and (fuller := _as_told_before(told, before, read)) != told:
            read = tried("read", item.id, lambda: self._work_on(item, fuller))
        worked = _failed(item, read) if isinstance(read, Problem) else without_withheld(item.id, read)
        stored = tried("store", item.id, lambda: _store(item, worked, self._told))
        if isinstance(stored, Problem):
            worked = _failed(item, stored)
            _store(item, worked, self._told)
        inner = list(self._kept(item, worked.children, (*above, item.id)))
        if worked.children and not worked.passages:
            set_outcomes({item.id: whole_outcome(outcomes_of(inner).values())})
        else:
            set_outcomes({item.id: worked.outcomes[item.id]})

    def _work_on(self, item: Item, told: Told) -> Worked:
        return work_on(item, self._content(item), told, self._custodian.project.local_model, self._typed_from(item))

    def _typed_from(self, item: Item) -> Typed | None:
        """What a person typed from the item, and last."""
        last = transcripts_of([item.id])[-1:]
        project = self._custodian.project
        texts = (vault.bytes_of(project.folder, one.typed_id, project.lock).decode("utf-8") for one in last)
        return next(map(from_text, texts), None)

    def _content(self, item: Item) -> bytes:
        """The item's bytes; none of an item that is refused for its type or size, which may be larger than memory."""
        project = self._custodian.project
        return b"" if refusal_of(item) else vault.bytes_of(project.folder, item.id, project.lock)

    def _kept(self, outer: Item, children: Sequence[Child], above: tuple[str, ...]) -> Iterator[str]:
        """Keep the files inside an item, and work on each; yields their ids."""
        found: list[tuple[Item, Child]] = []
        for number, child in enumerate(children, start=1):
            kept = self._refusal(outer, child, number, above) or self._keep(outer, child)
            if isinstance(kept, Problem):
                add_problems([kept], outer.id)
            else:
                found.append((kept, child))
        within = [Enclosure(outer.id, i.id, clean_name(child.name)) for i, child in found]
        replace_enclosures(outer.id, [*within, *typed_inside(outer.id)])
        for item, _ in found:
            self._visit(item, above)
            yield item.id

    def _keep(self, outer: Item, child: Child) -> Item | Problem:
        self._files += 1
        self._bytes += len(child.content)
        path = clean_name(child.name)
        captured = _captured(child) if child.address else ""
        found = Found(child.content, f"{outer.name}/{path}", f"in item {outer.id}: {path}{clean_name(captured)}")
        item = tried("vault", outer.id, lambda: self._custodian.take(found, outer.id, self._refuse))
        if isinstance(item, Item):
            add_items([item])
        return item

    def _refusal(self, outer: Item, child: Child, number: int, above: tuple[str, ...]) -> Problem | None:
        if sha256(child.content).hexdigest() in above:
            return Problem("read", outer.id, "holds-itself", f"file {number} in it is one that it lies in itself", "")
        if len(above) > _DEEPEST:
            message = f"file {number} in it lies inside more than {_DEEPEST} others and was not taken out"
            return Problem("read", outer.id, "nested-too-deep", message, _SPLIT)
        if self._files >= _MOST or self._bytes + len(child.content) > _MOST_BYTES:
            message = f"from file {number} in it on, there is too much inside, and it was not taken out"
            return Problem("read", outer.id, "too-large", message, _SPLIT)
        return None


def _failed(item: Item, problem: Problem) -> Worked:
    return Worked((), problems=(problem,), outcomes={item.id: PROBLEM})


def _inside(item_id: str) -> tuple[Item, ...]:
    """The items that lie in this one."""
    inner = [enclosure.inner_id for enclosure in enclosures_of(outer=[item_id])]
    return items_of(inner) if inner else ()


def _letter_around(item: Item) -> tuple[str | None, str | None]:
    """Who sent the first letter that the item came with, and its day; None where it came with none, or nobody knows."""
    around = items_of(enclosure.outer_id for enclosure in enclosures_of(inner=[item.id]))
    letters = [outer.id for outer in around if is_letter(outer)]
    passages = tuple(passages_of(items=letters[:1]))
    senders = sources_of(passage.source_id for passage in passages)
    sender = next((sender.name for sender in senders if not is_unknown(sender)), None)
    return sender, next((passage.published for passage in passages), None)


def _captured(child: Child) -> str:
    """From where and when it was captured, in the words that are kept with the item."""
    encoding = f" as {child.charset}" if child.charset else ""
    return f", captured from {child.address} at {child.captured or '?'}{encoding}"


def _capture_of(item: Item) -> tuple[str | None, str | None]:
    """The address and the encoding with which it was captured, as it is told where it was found."""
    match = _CAPTURED.search(item.taken.where)
    return (match[1], match[2]) if match else (None, None)


def _is_picture_of_page(item: Item, address: str) -> bool:
    """Whether it is a picture that was taken of a page whose text lies in the same capture: its words come once."""
    if not item.media_type.startswith("image/"):
        return False
    outer = [enclosure.outer_id for enclosure in enclosures_of(inner=[item.id])]
    near = items_of(enclosure.inner_id for enclosure in enclosures_of(outer=outer) if enclosure.inner_id != item.id)
    same = [other.id for other in near if _capture_of(other)[0] == address]
    return any(passages_of(items=same))


def _as_told_before(told: Told, before: Sequence[Passage], read: Worked) -> Told:
    """What is told now and, where neither that nor the item says it, the day, source and author told before."""
    days = {passage.start: passage.published for passage in before}
    lost = (days.get(passage.start) for passage in read.passages if passage.published is None)
    named = [s.name for s in sources_of({passage.source_id for passage in before}) if not is_unknown(s)]
    source = named[0] if named and read.sources and all(map(is_unknown, read.sources)) else None
    authors = {passage.start: passage.author for passage in before}
    written = (authors.get(passage.start) for passage in read.passages if passage.author is None)
    return replace(
        told,
        published=told.published or next(filter(None, lost), None),
        source=told.source or source,
        author=told.author or next(filter(None, written), None),
    )


def _is_done(item: Item, told: Told) -> bool:
    """Whether the item was worked on, without a problem that may be mended by now, and as it is told to be."""
    ended = outcomes_of([item.id]).get(item.id)
    return ended not in (None, PROBLEM) and not _is_told_anew(item, told)


def _is_told_anew(item: Item, told: Told) -> bool:
    passages = tuple(passages_of(items=[item.id]))
    sources = sources_of({passage.source_id for passage in passages})
    return (
        any(told.published not in (None, _day(passage, item, told)) for passage in passages)
        or any(told.lang not in (None, passage.lang) for passage in passages)
        or any(told.author not in (None, passage.author) for passage in passages if not _is_part(passage))
        or (any(told.source not in (None, source.name) for source in sources) and not any(map(_is_part, passages)))
        or any(told.kind not in (None, source.kind) for source in sources)
        or _has_other_columns(item, passages, dict(told.columns))
    )


def _has_other_columns(item: Item, passages: Sequence[Passage], told: Mapping[str, str]) -> bool:
    """Whether a person has said since what the columns of a list hold, even if only that the guess was right."""
    read = {(p.text[c.head.start : c.head.end], c.meaning) for p in passages for c in p.cells}
    if any(told.get(head, meaning) not in (meaning, "more text") for head, meaning in read):
        return True
    is_all_told = bool(read) and all(head in told for head, _ in read)
    return is_all_told and any(problem.kind == "columns-guessed" for problem in problems_of(items=[item.id]))


def _is_part(passage: Passage) -> bool:
    """Whether it is a row, a message or an entry: its own day and voice stand over what is told of the whole."""
    return passage.start > 0


def _day(passage: Passage, item: Item, told: Told) -> str | None:
    is_own = _is_part(passage) or is_letter(item)
    return told.published if is_own and passage.published is not None else passage.published


@transaction.atomic
def _store(item: Item, worked: Worked, told: Told) -> None:
    """Put what came of an item in the place of what came of it before; how it ended is said when all inside it has."""
    forget_passages(item.id)
    clear_problems(item.id)
    replace_enclosures(item.id, typed_inside(item.id))
    add_sources(worked.sources)
    if told.kind is not None:
        for source in worked.sources:
            set_kind(source.id, told.kind)
    add_passages(worked.passages)
    remember_text(item.id, worked.passages)
    replace_traits(item.id, worked.traits)
    if worked.seen:
        add_seen(worked.passages[0].id, worked.seen)
    add_claims(worked.claims)
    add_readings(worked.readings)
    add_problems(worked.problems, item.id)
    forget_outcome(item.id)
    set_outcomes({about: ended for about, ended in worked.outcomes.items() if about != item.id})
