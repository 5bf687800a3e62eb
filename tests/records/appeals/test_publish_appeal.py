"""Publishing: a ground that is on, the delegate's copy, the head and the legal adviser, and only such words."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from repatria.core.law.appeal import AppealWordsError
from repatria.core.law.errors import OpenGuardError
from repatria.core.vocabulary.appeals import AppealTextError, appeal_bytes, appeal_from_json, appeal_to_json
from repatria.core.vocabulary.written_times import NotYetError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.appeals.errors import CopyOrderError, StandingAppealError, UnsaidCopyError
from repatria.records.appeals.selectors import appeal_for_portal
from repatria.records.handover.services import switch_off
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import rebuild, verify
from repatria.records.vault.keyring import current

pytestmark = pytest.mark.django_db


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


@pytest.mark.parametrize("name", ["caseworker-1", "registrar", "hotline", "delegate", "officer"])
def test_refuses_whoever_is_neither_head_nor_legal_adviser(speaking, name):
    speaking.switched()
    speaking.copied()
    speaking.approved("head", "adviser")
    with pytest.raises(RoleForbidsError):
        speaking.published(name)
    with pytest.raises(RoleForbidsError):
        speaking.approved(name)


def test_refuses_without_ground_copy_and_both_offices_naming_each(speaking):
    speaking.switch = "S-00000-00000-0"
    with pytest.raises(OpenGuardError) as refused:
        speaking.published()
    assert {"appeal_basis", "appeal_copy", "appeal_head", "appeal_adviser"} == lacks(refused)

    speaking.switched()
    speaking.copied()
    speaking.approved("head")
    with pytest.raises(OpenGuardError) as refused:
        speaking.published()
    assert {"appeal_adviser"} == lacks(refused)

    speaking.approved("adviser")
    switch_off(speaking.by("head"), switch_id=speaking.switch, reason="the truce ended")
    with pytest.raises(OpenGuardError) as refused:
        speaking.published()
    assert {"appeal_basis"} == lacks(refused)
    assert () == speaking.all() and appeal_for_portal(speaking.outside.now().date()) is None


def test_refuses_another_text_than_was_copied_and_approved(speaking):
    speaking.switched()
    speaking.copied()
    speaking.approved("head", "adviser")
    other = {**speaking.words, "en": (*speaking.words["en"], "It is quiet here.")}
    for changed in ({"words": other}, {"conditions": {}}, {"conditions": {"en": "At night."}}):
        with pytest.raises(OpenGuardError) as refused:
            speaking.published(**changed)
        assert {"appeal_copy", "appeal_head", "appeal_adviser"} == lacks(refused)


def test_refuses_words_that_no_appeal_says_whoever_approved(speaking):
    speaking.switched()
    words = {**speaking.words, "en": (*speaking.words["en"], "Come and collect them.")}
    speaking.approved("head", "adviser", words=words)
    with pytest.raises(AppealWordsError):
        speaking.published(words=words)


def test_a_copy_says_who_took_it_and_how_and_is_given_once(speaking, today):
    speaking.switched()
    for lacking in ("given_to", "by_way"):
        with pytest.raises(UnsaidCopyError):
            speaking.copied(**{lacking: " "})
    with pytest.raises(NotYetError):
        speaking.copied(given_on=today + timedelta(days=2))
    with pytest.raises(RoleForbidsError):
        speaking.copied("registrar")
    speaking.copied("delegate")
    with pytest.raises(CopyOrderError):
        speaking.copied()


def test_refuses_a_copy_to_which_one_of_those_who_approve_bears_witness(speaking):
    speaking.switched()
    speaking.copied("adviser")
    speaking.approved("head", "adviser")
    with pytest.raises(OpenGuardError) as refused:
        speaking.published()
    assert {"appeal_copy"} == lacks(refused)


def test_one_stands_at_a_time_signed_by_the_logs_key_and_replayed_exactly(speaking):
    speaking.standing()
    (view,) = speaking.all()
    on = speaking.outside.now().date()
    signed = appeal_for_portal(on)
    assert signed is not None and (1, "") == (view.number, view.withdrawn_on)
    key = Ed25519PrivateKey.from_private_bytes(current().log_signing_seed).public_key()
    key.verify(signed.signature, appeal_bytes(signed.text))
    assert signed.text.may_be_shown(on + timedelta(days=7)) and not signed.text.may_be_shown(on + timedelta(days=8))
    assert signed.text == appeal_from_json(appeal_to_json(signed.text))
    for line in speaking.words["ru"]:
        assert line in appeal_bytes(signed.text).decode()

    speaking.conditions = {}
    speaking.copied()
    speaking.approved("head", "adviser")
    with pytest.raises(StandingAppealError):
        speaking.published()

    rebuild()
    assert verify(log_verifier()).is_equal


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"number": 1}', json.dumps({"words": []})])
def test_refuses_to_read_as_an_appeal_what_is_none(text):
    with pytest.raises(AppealTextError):
        appeal_from_json(text)
