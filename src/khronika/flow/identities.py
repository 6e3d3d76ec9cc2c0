"""What witnesses are called in life: sealed to a key of their own, shown for a reason that is written down, deleted."""

import json
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_hex

from khronika import vault
from khronika.flow.custody import Clock, Custodian, utc_now
from khronika.flow.identity_key import put_sealed, recipient_of, reference_of
from khronika.flow.project import Project
from khronika.lexicon.name_parts import person_name
from khronika.lexicon.skeleton import sounds_of
from khronika.link.names import normalise
from khronika.model.errors import KhronikaError, TamperError
from khronika.model.evidence import Source
from khronika.model.identity import Identity, Look
from khronika.store.evidence import sources_of
from khronika.store.identities import (
    Sealed,
    add_look,
    forget_sealed,
    sealed_identities,
    set_sealed,
    twins_of,
)
from khronika.vault import IdentityKey

SHOW, DELETE = "show-identity", "delete-identity"
_BLOCK = 1024  # bytes to which a record is filled up, so that its size tells no length
_TELLING = 3  # letters from which on a word of a name gives somebody away


class NoSuchWitness(KhronikaError):
    """Nobody of that pseudonym is known, or nothing is sealed for them."""

    hint = "khronika identity list shows the pseudonyms. khronika testimony makes a new one."


class TellingReason(KhronikaError):
    """The reason is missing, or tells who the witness is."""

    hint = "Say why, without the name: --reason 'to ask for consent to the UN letter'"


@dataclass(frozen=True, slots=True)
class Witness:
    """A source that is a witness, or has a sealed identity: its pseudonym, and since when what is sealed is there."""

    pseudonym: str
    sealed_at: str | None


def list_witnesses() -> tuple[Witness, ...]:
    """Every witness by pseudonym, and whether an identity is sealed; never a name."""
    sealed = {one.pseudonym: one.at for one in sealed_identities()}
    named = {source.name for source in sources_of() if source.kind == "witness"} | set(sealed)
    return tuple(Witness(name, sealed.get(name)) for name in sorted(named))


def known_pseudonym(told: str) -> str:
    """The pseudonym as it is written here, in whatever letter case it was told; NoSuchWitness if nobody has it."""
    wanted = Source(told.strip()).id
    known = (*(source.name for source in sources_of([wanted])), *(one.pseudonym for one in sealed_identities()))
    found = next((name for name in known if Source(name).id == wanted), None)
    if found is None:
        raise NoSuchWitness(f"nobody here goes by {told!r}")
    return found


def sealed_for(pseudonym: str) -> Sealed | None:
    """What is sealed for this witness, without its content."""
    return next(iter(sealed_identities([pseudonym])), None)


def set_identity(project: Project, identity: Identity, *, clock: Clock = utc_now) -> None:
    """Seal an identity, in the place of one before. No key is needed; who sealed it cannot open it again."""
    before = sealed_for(identity.pseudonym)
    sealed = vault.seal_to(recipient_of(project), to_record(identity))
    name = put_sealed(project, identity.pseudonym, sealed, before.name if before else None, clock=clock)
    marks = marks_of(project, identity)
    set_sealed(Sealed(identity.pseudonym, name, marks, project.actor, clock()))
    if before is not None:
        vault.drop_sealed(project.folder, before.name)


def show_identity(
    project: Project, pseudonym: str, key: IdentityKey, *, reason: str, clock: Clock = utc_now
) -> Identity:
    """Who a witness is; that it was shown, by whom and why, is written down before. TamperError if it was changed."""
    sealed = _sealed(pseudonym)
    identity = from_record(key.open(vault.sealed_of(project.folder, sealed.name)))
    if identity.pseudonym != pseudonym:
        raise TamperError(f"what is kept for {pseudonym} was sealed for somebody else")
    _refuse_telling(reason, identity)
    _record(project, SHOW, sealed, reason, clock)
    return identity


def delete_identity(project: Project, pseudonym: str, *, reason: str, clock: Clock = utc_now) -> None:
    """Remove a sealed identity; an entry of the ledger stays in its place. What the witness said is untouched."""
    sealed = _sealed(pseudonym)
    _refuse_telling(reason, None)
    _record(project, DELETE, sealed, reason, clock)
    vault.drop_sealed(project.folder, sealed.name)
    forget_sealed(pseudonym)


def same_witnesses(project: Project, identity: Identity) -> tuple[str, ...]:
    """Other pseudonyms whose sealed name or contact sounds the same; none in a plain project. Needs no key."""
    return tuple(name for name in twins_of(marks_of(project, identity)) if name != identity.pseudonym)


def marks_of(project: Project, identity: Identity) -> tuple[str, ...]:
    """Marks of name and contact by which the same person is known again.

    None where the project is not encrypted: whoever has the disk could try names against them.
    """
    if project.lock is None:
        return ()
    contacts = [part for part in identity.contact.replace(";", ",").split(",") if part.strip()]
    # Many leave the accents out.
    names = {_sounding(identity.name), _sounding(normalise(identity.name))}
    words = names | set(map(_reachable, contacts))
    return vault.marks_of(project.lock, sorted(words - {""}))


def telling_words(identity: Identity) -> frozenset[str]:
    """The words of name and contact by which others would know the person."""
    words = normalise(f"{identity.name} {identity.contact}").split()
    return frozenset(word for word in words if len(word) >= _TELLING)


def to_record(identity: Identity) -> bytes:
    """The identity as it is sealed: JSON, filled up so that its length tells nothing."""
    fields = (("pseudonym", identity.pseudonym), ("name", identity.name))
    told = dict((*fields, ("contact", identity.contact), ("relation", identity.relation)))
    content = json.dumps(told).encode("ascii")
    return content + b" " * (-len(content) % _BLOCK)


def from_record(content: bytes) -> Identity:
    """The identity that was sealed."""
    return Identity(**json.loads(content))


def _sounding(name: str) -> str:
    """How a name sounds, whatever its script, spelling and order of words; "" where it has no letters."""
    words = [sounds_of(word.plain).forms for word in person_name(name).words]
    return " ".join(sorted(forms[0].loose for forms in words if forms)) or normalise(name)


def _reachable(contact: str) -> str:
    """A telephone number by its last nine digits, any other contact in lower case."""
    digits = "".join(str(int(char)) for char in contact if char.isdecimal())
    return digits[-9:] if len(digits) > 6 else "".join(contact.casefold().split())


def _sealed(pseudonym: str) -> Sealed:
    sealed = sealed_for(pseudonym)
    if sealed is None:
        raise NoSuchWitness(f"no identity is sealed for {pseudonym}")
    return sealed


def _refuse_telling(reason: str, identity: Identity | None) -> None:
    words = set(normalise(reason).split())
    if not any(len(word) >= _TELLING for word in words):
        raise TellingReason("a reason is needed, in words")
    if identity is not None and words & telling_words(identity):
        raise TellingReason("the reason holds a part of the name or contact, and would lie open in the project")


def _record(project: Project, action: str, sealed: Sealed, reason: str, clock: Clock) -> None:
    look = Look(sealed.pseudonym, action, project.actor, clock(), reason.strip(), token_hex(16))
    add_look(look)
    # The words may name others, so that the ledger holds their hash; with the nonce nobody can guess them.
    proof = sha256((look.nonce + look.reason).encode("utf-8", "surrogatepass")).hexdigest()
    about = {"sealed": sealed.name, "source": reference_of(project, sealed.pseudonym), "reason": proof}
    Custodian(project, clock).record(action, about)
