"""Taking down what a person tells: under a pseudonym, with what was here of the same person before, as an item."""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from khronika.corroborate import likeness, runs_of
from khronika.flow.custody import Clock, utc_now
from khronika.flow.identities import same_witnesses, set_identity
from khronika.flow.local import Added, Progress, add
from khronika.flow.project import Project
from khronika.intake import Found
from khronika.link.names import normalise
from khronika.model.errors import MaterialError
from khronika.model.evidence import Passage, Source
from khronika.model.identity import Identity
from khronika.model.testimony import Caution, Testimony, to_text
from khronika.read import Told, find_questions
from khronika.store.evidence import passages_of, sources_of
from khronika.store.identities import sealed_identities

# Without vowels, so that no word comes of it, and without signs that are taken for each other on paper or telephone.
_LETTERS = "23456789BCDFGHJKMNPQRTVWXZ"
_LENGTH = 6
_TELLING = 3  # letters of a word that gives somebody away
_NUMBER = re.compile(r"\d[\d /()-]{4,}\d")
_WITHOUT_BLANKS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")  # scripts that put none between words
_CODES = frozenset({"witness", "taken_on", "language", "knows"})


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something that was here before a testimony, and of which witness or item."""

    caution: Caution
    about: str


def new_pseudonym() -> str:
    """A pseudonym that nobody here has; drawn by lot, so that it tells neither order nor number."""
    taken = {Source(one.pseudonym).id for one in sealed_identities()} | {source.id for source in sources_of()}
    while True:
        drawn = "W-" + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        if Source(drawn).id not in taken:
            return drawn


def noticed_of_witness(project: Project, witness: str, identity: Identity | None) -> tuple[Noticed, ...]:
    """What is known of this person before anything is typed: testimony of the pseudonym, or of the same identity."""
    told = tuple(dict.fromkeys(passage.item_id for passage in _told_by(witness)))
    twins = same_witnesses(project, identity) if identity is not None else ()
    return (*(Noticed("same-pseudonym", item) for item in told), *(Noticed("same-identity", name) for name in twins))


def noticed_of_text(testimony: Testimony) -> tuple[Noticed, ...]:
    """The items told by witnesses, or anybody like them, whose text is almost the same as this account."""
    account = testimony.account
    questions = tuple(find_questions(account))
    own = runs_of([Passage("", "", "", account, aside=questions)])
    return tuple(Noticed("alike-text", item) for item, theirs in _accounts() if likeness(own, theirs) is not None)


def names_in(testimony: Testimony, identity: Identity) -> tuple[str, ...]:
    """The words of the witness's own name, and numbers, that stand in the testimony, where they would lie open."""
    return tuple(match.group() for match in _own_words(identity).finditer(to_text(testimony)))


def replace_names(testimony: Testimony, identity: Identity) -> Testimony:
    """The testimony with the pseudonym, in brackets, for each run of words of the witness's own name."""
    pattern = _own_words(identity).pattern
    runs = re.compile(rf"(?:{pattern})(?:\s+(?:{pattern}))*", re.IGNORECASE)
    told: dict[str, Any] = {one.name: getattr(testimony, one.name) for one in fields(testimony)}
    texts = {name: value for name, value in told.items() if isinstance(value, str) and name not in _CODES}
    clean = {name: runs.sub(f"[{testimony.witness}]", value) for name, value in texts.items()}
    return Testimony(**{**told, **clean})


def _own_words(identity: Identity) -> re.Pattern[str]:
    """The words of a name, with and without accents, and the numbers of a contact, wherever they stand in a text."""
    words = re.findall(r"\w+", identity.name)
    apart = {form for word in words if len(word) >= _TELLING for form in (word, normalise(word))}
    joined = {word for word in words if _WITHOUT_BLANKS.search(word)} | set(_NUMBER.findall(identity.contact))
    return re.compile(f"(?<!\\w)(?:{_either(apart)})(?!\\w)|{_either(joined)}", re.IGNORECASE)


def _either(words: Iterable[str]) -> str:
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    return "|".join(longest_first) or "(?!)"


def take_testimony(
    project: Project,
    testimony: Testimony,
    noticed: tuple[Noticed, ...],
    progress: Progress,
    *,
    identity: Identity | None = None,
    clock: Clock = utc_now,
) -> Added:
    """Seal the identity, keep the testimony as an item and search it; MaterialError if there is no account."""
    if not testimony.account.strip():
        raise MaterialError("empty", "nothing was told: the account is empty", "Nothing was kept. Type it again.")
    if identity is not None:
        set_identity(project, identity, clock=clock)
    whole = replace(testimony, noticed=tuple(dict.fromkeys(one.caution for one in noticed)))
    content = to_text(whole).encode("utf-8")
    found = Found(content, f"testimony of {testimony.witness}.txt", f"testimony taken under {testimony.witness}")
    return add(project, [found], Told(), progress, clock=clock)


def _told_by(witness: str) -> Iterator[Passage]:
    return passages_of(sources=[Source(witness).id])


def _accounts() -> Iterator[tuple[str, frozenset[int]]]:
    """The items of witnesses, families and lawyers, each with the runs of words of its text."""
    kinds = {source.id for source in sources_of() if source.kind in ("witness", "family", "lawyer", None)}
    return ((passage.item_id, runs_of([passage])) for passage in passages_of(sources=kinds))
