"""Subject keys: one for each subject and purpose, made once, and never again once destroyed."""

from __future__ import annotations

import pytest
from django.db import connection

from repatria.records.vault.errors import BrokenSealError, DestroyedKeyError
from repatria.records.vault.keyring import ERASABLE, Purpose
from repatria.records.vault.keys import all_keys, destroy_key, destroyed, ensure_key, find_keys

pytestmark = pytest.mark.django_db


def test_refuses_to_begin_anew_what_was_destroyed():
    ensure_key(Purpose.KIN, "E-1")
    destroy_key(Purpose.KIN, "E-1")

    with pytest.raises(DestroyedKeyError) as refused:
        ensure_key(Purpose.KIN, "E-1")

    assert "practice rule 26" == refused.value.provision
    assert {} == find_keys(Purpose.KIN, ["E-1"])
    assert {("kin", "E-1"): None} == all_keys()


def test_destroying_one_touches_no_other_subject_and_no_other_purpose():
    kept = {(purpose, who): ensure_key(purpose, who) for purpose in Purpose for who in ("E-1", "E-2")}
    destroy_key(Purpose.KIN, "E-1")

    del kept[Purpose.KIN, "E-1"]
    assert kept == {(p, who): ensure_key(p, who) for p, who in kept}
    assert frozenset({"E-1"}) == destroyed(Purpose.KIN)
    assert frozenset() == destroyed(Purpose.HEALTH)


def test_every_subject_and_purpose_has_a_key_of_its_own_made_once():
    keys = [ensure_key(purpose, who) for purpose in Purpose for who in ("P-1", "P-2")]

    assert len(keys) == len(set(keys))
    assert keys == [ensure_key(purpose, who) for purpose in Purpose for who in ("P-1", "P-2")]
    assert {32} == {len(key) for key in keys}


def test_refuses_a_wrapped_key_that_was_changed_or_given_to_another():
    ensure_key(Purpose.IDENTITY, "P-1")
    ensure_key(Purpose.IDENTITY, "P-2")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE vault_subjectkey SET wrapped = (SELECT wrapped FROM vault_subjectkey WHERE id = 'identity:P-1')"
            " WHERE id = 'identity:P-2'"
        )

    with pytest.raises(BrokenSealError):
        ensure_key(Purpose.IDENTITY, "P-2")
    with pytest.raises(BrokenSealError):
        find_keys(Purpose.IDENTITY, ["P-1", "P-2"])


def test_the_statutory_particulars_are_not_among_what_may_be_erased():
    assert Purpose.IDENTITY not in ERASABLE
    assert set(Purpose) - {Purpose.IDENTITY} == set(ERASABLE)
