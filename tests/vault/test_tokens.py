"""A reply counts only if it answers the question, and is signed by who may stamp."""

import hashlib
import random
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography.x509 import load_pem_x509_certificate

from bench.authority import POLICY, Authority
from khronika.model.errors import MaterialError, SetupError
from khronika.vault.cms import in_order, is_signed_with, to_signed
from khronika.vault.tokens import answer_to, is_rooted, read_token, roots_in, to_question

LINE = b'{"at":"2026-03-01T09:00:00Z","count":3}\n'
OTHER = hashlib.sha256(b"something else").hexdigest()


def test_a_good_reply_is_taken_and_says_who_when_and_by_which_policy(authority: Authority) -> None:
    question = to_question(LINE)
    token = answer_to(question, authority.answer(question.sent), roots_in(authority.root))
    assert (token.imprint, token.nonce) == (hashlib.sha256(LINE).hexdigest(), question.nonce)
    assert (token.policy, token.exact_to, token.authority) == (POLICY, 1.0, "CN=Harbour Time Stamps")
    assert token.at.endswith("Z")


@pytest.mark.parametrize("curve", [False, True])
@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_the_ways_to_sign_that_authorities_use_are_known(
    authority: Authority, tmp_path: Path, curve: bool, digest: str
) -> None:
    desk, question = Authority(tmp_path, curve=curve, digest=digest), to_question(LINE)
    reply = desk.answer(question.sent)
    assert answer_to(question, reply, roots_in(desk.root)).imprint == question.imprint
    wrong = bytearray(reply)
    wrong[-4] ^= 1  # in the signature
    with pytest.raises(MaterialError):
        answer_to(question, bytes(wrong))


def test_a_weak_way_to_sign_is_refused(authority: Authority, tmp_path: Path) -> None:
    question = to_question(LINE)
    with pytest.raises(MaterialError):
        answer_to(question, Authority(tmp_path, digest="sha1").answer(question.sent))


def test_only_the_hash_goes_out(authority: Authority) -> None:
    sent = to_question(LINE).sent
    assert hashlib.sha256(LINE).digest() in sent
    assert len(sent) < 80
    assert b"2026" not in sent


def test_certificates_that_an_authority_leaves_unsorted_are_read(authority: Authority) -> None:
    reply = authority.answer(to_question(LINE).sent)
    assert in_order(reply) != reply
    assert sorted(in_order(reply)) == sorted(reply)
    assert is_rooted(reply, roots_in(authority.root))


def test_each_question_has_a_nonce_of_its_own() -> None:
    assert len({to_question(LINE).nonce for _ in range(20)}) == 20


@pytest.mark.parametrize("kind", ["other-imprint", "other-nonce"])
def test_an_answer_to_another_question_is_refused(authority: Authority, kind: str) -> None:
    question = to_question(LINE)
    asked = question.imprint if kind == "other-nonce" else OTHER
    reply = authority.answer(authority.question(asked))
    with pytest.raises(MaterialError) as refused:
        answer_to(question, reply)
    assert refused.value.kind == kind


def test_a_root_that_is_not_known_is_told_from_one_that_is(authority: Authority, stranger: Authority) -> None:
    question = to_question(LINE)
    reply = authority.answer(question.sent)
    assert not is_rooted(reply, roots_in(stranger.root))
    assert not is_rooted(reply, ())
    assert is_rooted(reply, (*roots_in(stranger.root), *roots_in(authority.root)))
    assert answer_to(question, reply).imprint == question.imprint
    with pytest.raises(MaterialError, match="nobody under the root"):
        answer_to(question, reply, roots_in(stranger.root))


def test_no_other_certificate_can_stand_for_the_one_that_signed(authority: Authority, stranger: Authority) -> None:
    signed = to_signed(authority.answer(to_question(LINE).sent))
    mine, theirs = (load_pem_x509_certificate((a.folder / "stamps.pem").read_bytes()) for a in (authority, stranger))
    assert is_signed_with(signed, mine)
    assert not is_signed_with(signed, theirs)
    # The same key under another name: the signature fits, the name that was signed does not.
    assert not is_signed_with(signed, authority.renamed("Harbour Police"))


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (b"", "no-time-stamp"),
        (b"<html><h1>Sign in to the network</h1></html>", "no-time-stamp"),
        (b"\x30" * 5000, "no-time-stamp"),
        (b"\x30\x80" + b"\x30\x80" * 5000, "no-time-stamp"),
        (b"\x30\x84\xff\xff\xff\xff", "no-time-stamp"),
        (bytes.fromhex("30053003020102"), "refused"),
        (bytes.fromhex("30053003020100"), "no-time-stamp"),  # granted, and nothing in it
    ],
)
def test_what_is_no_time_stamp_is_said_without_its_words(reply: bytes, kind: str) -> None:
    with pytest.raises(MaterialError) as refused:
        answer_to(to_question(LINE), reply)
    assert refused.value.kind == kind
    assert "html" not in str(refused.value)


def test_no_changed_reply_says_anything_else(authority: Authority) -> None:
    question = to_question(LINE)
    whole = authority.answer(question.sent)
    token, chance = read_token(whole), random.Random(4)
    for _ in range(1500):
        changed = bytearray(whole)
        for _ in range(chance.choice([1, 1, 3])):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        if chance.random() < 0.2:
            del changed[chance.randrange(len(changed)) :]
        with suppress(MaterialError):  # and no other error
            assert read_token(bytes(changed)) == token


def test_a_file_without_a_certificate_is_no_root(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_text("not a certificate")
    with pytest.raises(SetupError, match="no certificate"):
        roots_in(tmp_path / "root.pem")
    with pytest.raises(SetupError, match="cannot be read"):
        roots_in(tmp_path / "missing.pem")
