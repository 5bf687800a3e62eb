"""Subject keys: one for each subject and purpose, made once, and never again once destroyed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repatria.records.vault import keys as vault_keys
from repatria.records.vault.errors import BrokenSealError, DestroyedKeyError
from repatria.records.vault.keyring import ERASABLE, Purpose
from repatria.records.vault.keys import (
    all_keys,
    destroy_key,
    destroyed,
    ensure_key,
    find_keys,
    forget_keys,
    holding_keys,
)

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


def test_refuses_to_hold_what_was_destroyed_while_keys_are_held():
    with holding_keys():
        ensure_key(Purpose.KIN, "E-1")
        assert {"E-1"} == find_keys(Purpose.KIN, ["E-1"]).keys()
        destroy_key(Purpose.KIN, "E-1")

        assert {} == find_keys(Purpose.KIN, ["E-1"])
        with pytest.raises(DestroyedKeyError):
            ensure_key(Purpose.KIN, "E-1")


def test_a_key_is_read_once_while_it_is_held_and_again_when_it_was_forgotten():
    made = ensure_key(Purpose.KIN, "E-1")
    with holding_keys(), CaptureQueriesContext(connection) as asked:
        assert {"E-1": made} == find_keys(Purpose.KIN, ["E-1", "E-2"])
        assert {"E-1": made} == find_keys(Purpose.KIN, ["E-1", "E-2"])
        assert made == ensure_key(Purpose.KIN, "E-1")
        assert 1 == len(asked)
        another = ensure_key(Purpose.KIN, "E-2")
        assert {"E-1": made, "E-2": another} == find_keys(Purpose.KIN, ["E-1", "E-2"])
        assert 3 == len(asked)
        forget_keys()
        assert {"E-1": made, "E-2": another} == find_keys(Purpose.KIN, ["E-1", "E-2"])
        assert 4 == len(asked)

    with CaptureQueriesContext(connection) as asked:
        ensure_key(Purpose.KIN, "E-1")
    assert 1 == len(asked)


def test_no_more_keys_are_held_than_a_few_thousand(monkeypatch):
    monkeypatch.setattr(vault_keys, "_HELD", 2)
    made = {who: ensure_key(Purpose.KIN, who) for who in ("E-1", "E-2", "E-3")}
    with holding_keys():
        assert made == find_keys(Purpose.KIN, list(made))
        assert made == {who: ensure_key(Purpose.KIN, who) for who in made}
        assert 2 >= len(vault_keys._held.get() or {})
