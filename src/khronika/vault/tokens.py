"""A time stamp (RFC 3161): what is asked of an authority, what its reply says, and who vouches for it."""

import hashlib
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khronika.model.errors import MaterialError, SetupError
from khronika.vault.cms import in_order, is_signed_with, to_signed
from khronika.vault.der import to_piece

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

_SHA256 = "2.16.840.1.101.3.4.2.1"
_HINT = "Ask again later, or ask another authority: khronika stamp --authority ADDRESS"
_GRANTED = (0, 1)  # as asked, or with changes, which the checks below would find


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent: the hash of some bytes (``imprint``, hex) and a number used once. Nothing else leaves."""

    sent: bytes
    imprint: str
    nonce: int


@dataclass(frozen=True, slots=True)
class Token:
    """That bytes with this SHA-256 (hex) existed ``at`` a time (UTC), as ``authority`` says in its certificate.

    ``exact_to``: how far off the time may be (s), None if that is not told.
    """

    imprint: str
    at: str
    exact_to: float | None
    policy: str
    nonce: int | None
    authority: str


def to_question(content: bytes) -> Question:
    """What to ask an authority about these bytes."""
    from rfc3161_client import TimestampRequestBuilder
    from rfc3161_client.base import HashAlgorithm

    built = TimestampRequestBuilder(data=content, hash_algorithm=HashAlgorithm.SHA256).build()
    if built.nonce is None:  # pragma: no cover  the builder was asked for one
        raise AssertionError("a request without a nonce")
    return Question(built.as_bytes(), hashlib.sha256(content).hexdigest(), built.nonce)


def read_token(reply: bytes) -> Token:
    """What a reply says, signed by the certificate in it. MaterialError if it is no sound time stamp."""
    try:
        with warnings.catch_warnings(action="ignore"):
            response = _parsed(reply)
            return _to_token(response, _signer(response, reply))
    except MaterialError:
        raise
    except Exception:
        # The readers have many errors of their own, whose words may hold parts of the reply.
        raise MaterialError("no-time-stamp", "what came is no time stamp, or not a sound one", _HINT) from None


def answer_to(question: Question, reply: bytes, roots: Sequence[bytes] = ()) -> Token:
    """The time stamp that answers the question; MaterialError if the reply is no good answer to it.

    With ``roots`` (DER) it must also lead to one of them.
    """
    token = read_token(reply)
    if token.imprint != question.imprint:
        raise MaterialError("other-imprint", "the authority stamped something else than what was sent", _HINT)
    if token.nonce != question.nonce:
        raise MaterialError("other-nonce", "the reply was not made for this request", _HINT)
    if roots and not is_rooted(reply, roots):
        hint = "Somebody else may have answered. Give the right root certificate, or ask another authority."
        raise MaterialError("unknown-root", "the reply is signed by nobody under the root that you gave", hint)
    return token


def is_rooted(reply: bytes, roots: Iterable[bytes]) -> bool:
    """Whether a chain of certificates, sound at the time of the stamp, leads from its signer to one of these roots."""
    from cryptography.x509 import load_der_x509_certificate
    from rfc3161_client import VerificationError, VerifierBuilder

    response = _parsed(reply)
    known = [load_der_x509_certificate(der) for der in dict.fromkeys(roots)]
    if not known:
        return False
    try:
        return VerifierBuilder(roots=known).build().verify(response, response.tst_info.message_imprint.message)
    except (VerificationError, ValueError):
        return False


def roots_in(file: Path) -> tuple[bytes, ...]:
    """The certificates (DER) in a PEM file; SetupError if there are none."""
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_pem_x509_certificates

    hint = "Give the authority's root certificate, which it offers on its page, as a PEM file."
    try:
        certificates = load_pem_x509_certificates(file.read_bytes())
    except OSError as error:
        raise SetupError(f"the root certificate {file} cannot be read: {error.strerror}", hint) from None
    except ValueError:
        raise SetupError(f"there is no certificate in {file}", hint) from None
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in certificates)


def _parsed(reply: bytes) -> "TimeStampResponse":
    from rfc3161_client import decode_timestamp_response

    status = int.from_bytes(to_piece(reply).at(0, 0).content, "big")
    if status not in _GRANTED:
        raise MaterialError("refused", f"the authority refused the request (status {status % 256})", _HINT)
    return decode_timestamp_response(in_order(reply))


def _signer(response: "TimeStampResponse", reply: bytes) -> "Certificate":
    """The certificate whose key signed the reply, which may stamp, and was in force at the time."""
    from cryptography.x509 import load_der_x509_certificate

    signed = to_signed(reply)
    (told,) = response.signed_data.signer_infos
    at = response.tst_info.gen_time
    for certificate in map(load_der_x509_certificate, signed.certificates):
        is_named = (certificate.issuer, certificate.serial_number) == (told.issuer, told.serial_number)
        in_force = certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc
        if is_named and in_force and _may_stamp(certificate) and is_signed_with(signed, certificate):
            return certificate
    raise ValueError("not signed by who may stamp")


def _may_stamp(certificate: "Certificate") -> bool:
    from cryptography.x509 import ExtendedKeyUsage, ExtensionNotFound
    from cryptography.x509.oid import ExtendedKeyUsageOID

    try:
        usage = certificate.extensions.get_extension_for_class(ExtendedKeyUsage)
    except ExtensionNotFound:
        return False
    return usage.critical and list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


def _to_token(response: "TimeStampResponse", signer: "Certificate") -> Token:
    told = response.tst_info
    if told.message_imprint.hash_algorithm.dotted_string != _SHA256:
        raise ValueError("not about a SHA-256")
    return Token(
        imprint=told.message_imprint.message.hex(),
        at=told.gen_time.strftime("%Y-%m-%dT%H:%M:%SZ"),
        exact_to=_seconds(told.accuracy),
        policy=told.policy.dotted_string,
        nonce=told.nonce,
        authority=signer.subject.rfc4514_string(),
    )


def _seconds(accuracy: Any) -> float | None:
    if accuracy is None:
        return None
    return (accuracy.seconds or 0) + (accuracy.millis or 0) / 1e3 + (accuracy.micros or 0) / 1e6
