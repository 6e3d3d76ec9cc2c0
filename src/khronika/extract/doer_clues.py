"""What speaks for somebody as the doer of an act that is told without one: kind, grammar, nearness, other acts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from khronika.extract.coref import Cast
from khronika.extract.doer_grammar import deed_of, kind_of, relation_of, role_of
from khronika.extract.frames import Frame, Someone, keys_of, phrases_of, someone
from khronika.extract.grammar import is_passive
from khronika.extract.parse import sentence_numbers
from khronika.lexicon.acts import ACTS

_BACK, _AHEAD = 3, 1
_CLOSE, _WIDE, _OFTEN = 5, 20, 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may stand for the doer, who is meant by it, and what it is by itself."""

    token: Token
    who: Someone
    own: tuple[str, ...]


@dataclass(frozen=True)
class Around:
    """The claims of a text in the making, for asking who does what in it."""

    doc: Doc
    frames: Sequence[Frame]
    cast: Cast

    @cached_property
    def possible(self) -> tuple[Candidate, ...]:
        """Everybody in the text who can do an act."""
        kinds = ((token, kind_of(token)) for token in self.doc)
        return tuple(Candidate(t, someone(t, self.cast, does=True), _own(t, kind)) for t, kind in kinds if kind)

    @cached_property
    def deeds(self) -> dict[str, list[Frame]]:
        """Key of somebody -> the acts that the text says they did."""
        return _by_key((who, frame) for frame in self._acts for who in frame.perpetrators)

    @cached_property
    def harms(self) -> dict[str, list[Frame]]:
        """Key of somebody -> the acts that were done to them."""
        return _by_key((who, frame) for frame in self._acts for who in frame.victims)

    @cached_property
    def named(self) -> Counter[str]:
        """How often somebody stands in the text, by key."""
        return Counter(key for one in self.possible for key in one.who.keys)

    @cached_property
    def _acts(self) -> list[Frame]:
        return [frame for frame in self.frames if frame.act != "intervention"]

    @cached_property
    def share(self) -> float:
        """The share of the acts whose doer is told with them."""
        return sum(bool(frame.perpetrators) for frame in self._acts) / max(1, len(self._acts))

    @cached_property
    def sentences(self) -> list[int]:
        """The number of the sentence of each word."""
        return sentence_numbers(self.doc)


def _by_key(pairs: Iterator[tuple[Someone, Frame]]) -> dict[str, list[Frame]]:
    found: dict[str, list[Frame]] = {}
    for who, frame in pairs:
        for key in who.keys:
            found.setdefault(key, []).append(frame)
    return found


def _own(token: Token, kind: str) -> tuple[str, ...]:
    role, deed = role_of(token), deed_of(token)
    pair = f"{kind} {role}"
    return tuple(clue for clue in (kind, role, deed, pair if pair in _PAIRS else None) if clue)


# kind and role together, where both say more than each
_PAIRS = frozenset({"country in", "country subject", "fighters by", "fighters of", "office subject", "court subject"})


def candidates(frame: Frame, around: Around) -> Iterator[Candidate]:
    """Yield those told of near the act, but not whom it is done to."""
    here = [around.sentences[words.head] for words in frame.triggers]
    taken = {i for w in (*phrases_of(frame.victims), *frame.triggers) for i in range(w.start, w.end)}
    done_to = keys_of(frame.victims)
    for one in around.possible:
        number = around.sentences[one.token.i]
        near = any(spot - _BACK <= number <= spot + _AHEAD for spot in here)
        if near and one.token.i not in taken and done_to.isdisjoint(one.who.keys):
            yield one


def clues_of_nobody(frame: Frame, around: Around) -> Iterator[str]:
    """Yield what speaks for leaving the doer open."""
    head = around.doc[frame.triggers[0].head]
    yield from ("nobody", f"nobody: {ACTS[frame.act].group}", f"nobody: {frame.stance}")
    holds = {
        "nobody: a noun": frame.nominal,
        "nobody: passive": head.pos_ == "VERB" and is_passive(head),
        "nobody: no victims": not frame.victims,
        "nobody: told again": len(frame.triggers) > 1,
        "nobody: no doers in the text": not around.deeds,
        "nobody: doers mostly told": around.share > 1 / 2,
    }
    yield from (name for name, here in holds.items() if here)


def clues_of(one: Candidate, frame: Frame, around: Around) -> Iterator[str]:
    """Yield what speaks for a candidate as the doer."""
    near = min(frame.triggers, key=lambda words: abs(words.head - one.token.i))
    gap = around.sentences[one.token.i] - around.sentences[near.head]
    yield from one.own
    yield _PLACES.get(gap, "a little before")
    if gap == 0:
        yield from _beside(one.token, around.doc[near.head])
    if any(words.head == one.token.i for words in frame.said_by):
        yield "says so"
    yield from _record(one, frame, around, here=gap == 0)


_PLACES = {0: "same sentence", -1: "sentence before", 1: "sentence after"}


def _beside(token: Token, head: Token) -> Iterator[str]:
    """Yield how it stands to the act's word in one sentence."""
    relation, apart = relation_of(token, head), abs(token.i - head.i)
    yield "before the act" if token.i < head.i else "after the act"
    if relation is not None:
        yield relation
    if apart <= _CLOSE or apart > _WIDE:
        yield "close" if apart <= _CLOSE else "wide apart"


def _record(one: Candidate, frame: Frame, around: Around, *, here: bool) -> Iterator[str]:
    """Yield what else the text says that they did, and how much it speaks of them."""
    keys = one.who.keys
    mine = [deed for key in keys for deed in around.deeds.get(key, ())]
    if max((around.named[key] for key in keys), default=0) >= _OFTEN:
        yield "named often"
    if any(key in around.harms for key in keys):
        yield "suffers other acts"
    if mine:
        yield from _other_acts(one.token, mine, frame, around, here=here)


def _other_acts(token: Token, mine: list[Frame], frame: Frame, around: Around, *, here: bool) -> Iterator[str]:
    spot = next(number for number, other in enumerate(around.frames) if other is frame)
    told = any(words.head == token.i for deed in mine for who in deed.perpetrators for words in who.phrases)
    holds = {
        "does other acts": True,
        "does most acts": len(mine) >= max(map(len, around.deeds.values())),
        "does the same act": any(deed.act == frame.act for deed in mine),
        "does more to the victim": any(keys_of(frame.victims) & keys_of(deed.victims) for deed in mine),
        "does the act before": spot > 0 and any(deed is around.frames[spot - 1] for deed in mine),
        "does the act after": any(deed is other for deed in mine for other in around.frames[spot + 1 : spot + 2]),
        "does another act here": told and here,
        "does another act in that place": told and not here,
    }
    yield from (name for name, so in holds.items() if so)
