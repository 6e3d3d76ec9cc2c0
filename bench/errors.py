"""What goes wrong on a labelled set, by kinds named in words, as a page that a person can act on.

``python -m bench errors SET [PAGE]`` takes a set of ``bench/scores.py`` ("claims dev"), or with ``--gold`` articles.
The page holds texts of the set: by default it lies beside the checkout, and a place inside it is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.annotated import articles_of
from bench.claims import answer, passages
from bench.error_page import Error, page
from bench.scores import DATA, HERE, SETS, claims_scorer
from khronika.extract.parse import parse
from khronika.model.evidence import Passage

Claim = dict[str, Any]
ROLES = {"victims": "victim", "perpetrators": "perpetrator", "places": "place"}
CLOSED = "claims closed"
OUTSIDE = HERE.parent.parent / "khronika-errors"


def run(asked: str, output: Path | None, gold: Path | None) -> None:
    """Write the page for a named set, or for a file of articles with its gold."""
    if asked == CLOSED:
        raise SystemExit(f"{asked} is there to measure by: whoever reads its errors makes it worthless")
    articles, gold = (Path(asked), gold) if gold else (DATA / SETS[asked][1], DATA / SETS[asked][2])
    output = output or OUTSIDE / f"{asked.replace(' ', '-')}.md"
    if output.resolve().is_relative_to(HERE.parent):
        raise SystemExit(f"{output} is inside the checkout: the page holds texts that must not be committed")
    output.parent.mkdir(parents=True, exist_ok=True)
    errors = list(errors_in(articles, gold, claims_scorer()))
    output.write_text(page(asked, errors), encoding="utf-8")
    print(f"{len(errors)} errors, {len({e.kind for e in errors})} kinds: {output}")


def errors_in(articles: Path, gold: Path, scorer: ModuleType) -> Iterator[Error]:
    """Every error on the annotated articles."""
    for passage, claims in _annotated(articles, gold, scorer):
        report = Report(passage.item_id, passage.text, scorer)
        yield from report.errors(claims, answer(passage.item_id, passage)["claims"])


def _annotated(articles: Path, gold: Path, scorer: ModuleType) -> Iterator[tuple[Passage, list[Claim]]]:
    if articles.is_dir():
        yield from articles_of(gold, articles)
        return
    wanted = {line["doc"]: line["claims"] for line in scorer.load_lines(gold)}
    yield from ((passage, wanted.pop(doc)) for doc, passage in passages(articles) if doc in wanted)


@dataclass
class Report:
    """One article, its sentences, and the words of its parse."""

    doc: str
    text: str
    scorer: ModuleType

    def __post_init__(self) -> None:
        self.starts = self.scorer.sentence_starts(self.text)
        self.groups = self.scorer.load_acts()
        parsed = parse(self.text)
        self.words = {token.idx: token for token in parsed}

    def errors(self, gold: list[Claim], found: list[Claim]) -> Iterator[Error]:
        """The errors of the article: claims missed, claims too many, and what is wrong in those that pair."""
        pairs = self.pairs(gold, found)
        taken, met = {column for _, column in pairs}, {row for row, _ in pairs}
        for number, claim in enumerate(gold):
            if number not in met:
                yield self.error(self.missed(claim, [found[c] for c in sorted(taken)], found), claim, claim, None)
        for number, claim in enumerate(found):
            if number not in taken:
                yield self.error(self.false(claim, gold), claim, None, claim)
        for row, column in pairs:
            for kind in self.differences(gold[row], found[column]):
                yield self.error(kind, gold[row], gold[row], found[column])

    def pairs(self, gold: list[Claim], found: list[Claim]) -> list[tuple[int, int]]:
        """The one-to-one pairing of the scorer: same group of acts, a sentence shared, most of the frame right."""
        weight = [[self.weight(a, b) for b in found] for a in gold]
        return list(self.scorer.assign(weight))

    def weight(self, gold: Claim, found: Claim) -> float:
        """What a pair is worth; 0 where they tell of different things."""
        same = self.groups.get(gold["act"]) == self.groups.get(found["act"])
        return float(self.scorer.frame(gold, found)) if same and self.inside(gold) & self.inside(found) else 0.0

    def inside(self, claim: Claim) -> set[int]:
        """The numbers of the sentences that the claim is told in."""
        return set(self.scorer.sentences_of(claim["triggers"], self.starts))

    def error(self, kind: str, where: Claim, gold: Claim | None, found: Claim | None) -> Error:
        """An error with the sentence that it is in."""
        first = min(self.inside(where))
        end = self.starts[first + 1] if first + 1 < len(self.starts) else len(self.text)
        return Error(kind, self.doc, " ".join(self.text[self.starts[first] : end].split()), gold, found)

    def told_by(self, claim: Claim) -> str:
        """By what sort of word the act is told."""
        start, end, words = claim["triggers"][0]
        token = self.words.get(start)
        if " " in words or token is None or end - start != len(token.text):
            return "a phrase"
        return {"VERB": "a verb", "NOUN": "a noun", "ADJ": "an adjective"}.get(token.pos_, "another word")

    def missed(self, claim: Claim, paired: list[Claim], found: list[Claim]) -> str:
        """Why a claim of the gold has no counterpart."""
        here = [other for other in found if self.inside(other) & self.inside(claim)]
        if any(other["act"] == claim["act"] for other in here if other in paired):
            return f"two occasions merged: {claim['act']}"
        if here and not any(other in paired for other in here):
            return f"act mistaken: {here[0]['act']} for {claim['act']}"
        return f"claim missed: {claim['act']} told by {self.told_by(claim)}"

    def false(self, claim: Claim, gold: list[Claim]) -> str:
        """What sort of claim there is too many."""
        if not gold:
            return "false claim: article without violations"
        if claim["stance"] not in {"asserted", "reported"}:
            return f"false claim: told as {claim['stance']}"
        if any(other["act"] == claim["act"] and self.inside(other) & self.inside(claim) for other in gold):
            return f"one occasion told twice: {claim['act']}"
        return f"false claim: {claim['act']} told by {self.told_by(claim)}"

    def differences(self, gold: Claim, found: Claim) -> Iterator[str]:
        """What is wrong in a claim that was found."""
        if gold["act"] != found["act"]:
            yield f"act mistaken: {found['act']} for {gold['act']}"
        if gold["stance"] != found["stance"]:
            yield f"stance: {found['stance']} for {gold['stance']}"
        yield from self.in_roles(gold, found)
        yield from self.in_speakers(gold, found)
        yield from self.in_dates(gold, found)

    def in_roles(self, gold: Claim, found: Claim) -> Iterator[str]:
        """Participants and places missed and false."""
        for role, name in ROLES.items():
            for one in gold[role]:
                if not any(self.scorer.same_argument(one, other) for other in found[role]):
                    yield f"{name} missed: {self.sort_of(one, gold)}"
            for one in found[role]:
                if not any(self.scorer.same_argument(one, other) for other in gold[role]):
                    yield f"{name} false: {self.sort_of(one, found)}"

    def sort_of(self, one: dict[str, Any], claim: Claim) -> str:
        """A pronoun, a name or a plain noun; in the sentence of the act or from elsewhere in the text."""
        start = one["mentions"][0][0]
        token = self.words.get(start)
        near = any(self.inside({"triggers": [m]}) & self.inside(claim) for m in one["mentions"])
        sort = {"PRON": "a pronoun", "PROPN": "a name"}.get(token.pos_ if token else "", "a plain noun")
        return f"{sort}, {'in the sentence' if near else 'from elsewhere in the text'}"

    def in_speakers(self, gold: Claim, found: Claim) -> Iterator[str]:
        """Who says so."""
        right = self.scorer.agreement(gold, found)["said_by"]
        if right[3] and not right[1]:
            yield "speaker missed"
        elif right[1] and not right[3]:
            yield "speaker false"
        elif right[1] and not right[0]:
            yield "speaker mistaken for another"

    def in_dates(self, gold: Claim, found: Claim) -> Iterator[str]:
        """When it was."""
        want, got = gold["when"] or {}, found["when"] or {}
        if want and not got:
            near = self.inside({"triggers": want["mentions"]}) & self.inside(gold)
            yield f"date missed: {'in the sentence' if near else 'from elsewhere in the text'}"
        elif got and not want:
            yield "date false: the text gives none for the act"
        elif want.get("edtf") != got.get("edtf"):
            yield "date other than that of the text"
