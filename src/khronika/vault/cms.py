"""The signature of a time stamp (CMS, RFC 5652), checked by the certificate that it brings along."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.vault.der import OCTETS, SEQUENCE, SET, Piece, oid_of, to_piece

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_CONTENT_TYPE = "1.2.840.113549.1.9.3"
_DIGEST = "1.2.840.113549.1.9.4"
_STAMPED = "1.2.840.113549.1.9.16.1.4"
_SIGNED_WITH = {"1.2.840.113549.1.9.16.2.12": "sha1", "1.2.840.113549.1.9.16.2.47": "sha256"}
_HASHES = {
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
    "1.2.840.113549.1.1.11": "sha256",
    "1.2.840.113549.1.1.12": "sha384",
    "1.2.840.113549.1.1.13": "sha512",
    "1.2.840.10045.4.3.2": "sha256",
    "1.2.840.10045.4.3.3": "sha384",
    "1.2.840.10045.4.3.4": "sha512",
}
_STRONG = ("sha256", "sha384", "sha512")
_NAMED_BY_DIGEST = ("1.2.840.113549.1.1.1", "1.2.840.10045.2.1")  # "RSA", "elliptic curve", and no hash
_CERTIFICATES = 0xA0


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed, the certificates (DER) that came with it, and the one signer's part."""

    content: Piece
    certificates: tuple[bytes, ...]
    signer: Piece

    @property
    def attributes(self) -> dict[str, Piece]:
        """The signed attributes, each with its one value; ValueError if there are none."""
        told = self.signer.at(3)
        if told.tag != _CERTIFICATES:
            raise ValueError("no signed attributes")
        return {oid_of(attribute.at(0)): attribute.at(1, 0) for attribute in told.inner()}


def in_order(reply: bytes) -> bytes:
    """The reply with its certificates in the order that DER asks for; ValueError if it is no whole reply.

    Many authorities leave them as they had them, and strict readers then refuse all of it. The set of certificates
    is not signed, so nothing that proves anything is touched.
    """
    signed_part = _signed_part(reply)
    told = next((piece for piece in signed_part.inner() if piece.tag == _CERTIFICATES), None)
    if told is None:
        return reply
    return reply[: told.body] + b"".join(sorted(piece.whole for piece in told.inner())) + reply[told.end :]


def to_signed(reply: bytes) -> Signed:
    """The signed part of a reply; ValueError if it is none with exactly one signer."""
    parts = _signed_part(reply).inner()
    told = next((piece for piece in parts if piece.tag == _CERTIFICATES), None)
    signers = parts[-1].inner()
    content = parts[2].at(1, 0)
    if content.tag != OCTETS or parts[-1].tag != SET or len(signers) != 1:
        raise ValueError("not one signer of one content")
    return Signed(content, tuple(piece.whole for piece in told.inner()) if told else (), signers[0])


def is_signed_with(signed: Signed, certificate: "Certificate") -> bool:
    """Whether this certificate's key made the signature, over this content, and under this certificate's name.

    ValueError if it is of a kind that is not known here.
    """
    attributes = signed.attributes
    digest = hashlib.new(_hash_in(signed.signer.at(2)), signed.content.content).digest()
    return (
        oid_of(attributes[_CONTENT_TYPE]) == _STAMPED
        and attributes[_DIGEST].content == digest
        and _names(attributes, certificate)
        and _is_signature(signed.signer, certificate)
    )


def _signed_part(reply: bytes) -> Piece:
    signed_part = to_piece(reply).at(1, 1, 0)
    if signed_part.tag != SEQUENCE or len(signed_part.inner()) < 4:
        raise ValueError("no signed content")
    return signed_part


def _hash_in(algorithm: Piece) -> str:
    name = _HASHES.get(oid_of(algorithm.at(0)))
    if name not in _STRONG:
        raise ValueError("an unknown or weak way to sign")
    return name


def _names(attributes: dict[str, Piece], certificate: "Certificate") -> bool:
    """Whether the signed attributes name this certificate by its hash (RFC 5035), so that no other can stand for it."""
    from cryptography.hazmat.primitives.serialization import Encoding

    der = certificate.public_bytes(Encoding.DER)
    for oid, usual in _SIGNED_WITH.items():
        if oid in attributes:
            first = attributes[oid].at(0, 0)
            told = first.at(0)
            by = _HASHES.get(oid_of(told.at(0)), "") if told.tag == SEQUENCE else usual
            named = first.at(1) if told.tag == SEQUENCE else told
            return bool(by) and named.content == hashlib.new(by, der, usedforsecurity=False).digest()
    return False


def _is_signature(signer: Piece, certificate: "Certificate") -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    way = signer.at(4)
    name = _hash_in(signer.at(2) if oid_of(way.at(0)) in _NAMED_BY_DIGEST else way)
    by = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[name]
    # The attributes are signed as a set, whatever tag they travel under.
    message = bytes([SET]) + signer.at(3).whole[1:]
    key, signature = certificate.public_key(), signer.at(5).content
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, message, padding.PKCS1v15(), by)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, message, ec.ECDSA(by))
        else:
            raise ValueError("an unknown kind of key")
    except InvalidSignature:
        return False
    return True
