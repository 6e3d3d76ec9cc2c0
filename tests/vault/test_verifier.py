"""The verifier that stands alone: its signatures, and the Python that it may be run on."""

import ast
import sys
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from khronika.vault import merkle, verifier

ORDER = 2**252 + 27742317777372353535851937790883648493
# RFC 8032, section 7.1: secret, message, signature.
RFC = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]


def public_of(secret: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def believed_elsewhere(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@pytest.mark.parametrize(("secret", "message", "signature"), RFC)
def test_the_signatures_of_the_standard(secret: str, message: str, signature: str) -> None:
    public, signed = public_of(bytes.fromhex(secret)), bytes.fromhex(signature)
    assert verifier.is_signature(public, bytes.fromhex(message), signed)
    assert not verifier.is_signature(public, bytes.fromhex(message) + b"x", signed)
    for at in range(64):
        changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
        assert not verifier.is_signature(public, bytes.fromhex(message), changed)
    # The same with the group's order added would pass where nobody looks at its size.
    larger = (int.from_bytes(signed[32:], "little") + ORDER).to_bytes(32, "little")
    assert not verifier.is_signature(public, bytes.fromhex(message), signed[:32] + larger)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 95), st.integers(0, 8))
def test_it_believes_what_others_believe(secret: bytes, message: bytes, at: int, bit: int) -> None:
    """One bit of key or signature is changed, or none (bit 8)."""
    both = bytearray(public_of(secret) + Ed25519PrivateKey.from_private_bytes(secret).sign(message))
    both[at] ^= (1 << bit) & 0xFF
    public, signature = bytes(both[:32]), bytes(both[32:])
    assert verifier.is_signature(public, message, signature) == believed_elsewhere(public, message, signature)
    assert verifier.is_signature(public, message, signature) == (bit == 8)


@pytest.mark.parametrize(
    ("public", "signature"), [(b"", b""), (b"k" * 31, b"s" * 64), (b"k" * 32, b"s" * 63), (b"\xff" * 32, b"\0" * 64)]
)
def test_what_is_no_key_or_signature_signs_nothing(public: bytes, signature: bytes) -> None:
    assert not verifier.is_signature(public, b"", signature)
    assert not verifier.signed(public.hex(), b"", signature.hex())
    assert not verifier.signed("zz", b"", "not hex")


@given(st.integers(1, 40), st.integers(0, 39))
def test_it_follows_the_proofs_of_the_vault(count: int, index: int) -> None:
    leaves = [bytes([n]) for n in range(count)]
    at = index % count
    proofs = merkle.proofs_of(range(count), leaves)
    assert proofs[at] == merkle.proof_of(at, leaves)
    assert verifier.root_by(at, count, leaves[at], list(proofs[at])) == merkle.root_of(leaves)


def test_it_is_one_file_of_the_standard_library_for_an_old_python() -> None:
    text = Path(verifier.__file__).read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names
    newer = {"removeprefix", "removesuffix", "file_digest", "bit_count", "pairwise", "batched"}
    assert {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & newer == set()
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "strict"]
