"""Laying a statutory notice into the outbox."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.acts import encode, join
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.notices.errors import IncompleteNoticeError
from repatria.records.notices.selectors import notice as notice_view
from repatria.records.notices.services import issue_notice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["caseworker-1", "head", "officer", "delegate", "administrator-1"])
def test_refuses_whoever_keeps_no_register(cast, said, name):
    acting, before = cast.by(name), tree_size()

    with pytest.raises(RoleForbidsError):
        issue_notice(acting, **said)

    assert before == tree_size()


def test_refuses_a_notice_that_would_name_nobody(cast, said):
    before = tree_size()

    with pytest.raises(IncompleteNoticeError) as refused:
        issue_notice(cast.house(Role.CLERKWORK), **{**said, "items": {}})

    assert ("GC III 122(4)", before) == (refused.value.provision, tree_size())


def test_it_lies_in_the_outbox_with_its_term_and_says_what_was_given(cast, said, notice, clock):
    view = notice_view(cast.by("registrar"), notice)

    assert ("issued", said["person_id"], "capture_reported") == (view.line.state, view.line.person_id, view.line.reason)
    assert {"surname": "Шевченко"} == view.items
    assert instant_text(clock() + timedelta(hours=24)) == view.line.due_at


def test_it_keeps_when_the_event_happened_and_why_an_item_has_no_value(cast, notice):
    view = notice_view(cast.by("registrar"), notice)

    assert "2026-05-02" == view.happened
    assert {"mother_maiden_name": "declined"} == view.without


def test_a_notice_of_the_first_version_says_neither(cast):
    content = {"items": {"surname": "Шевченко"}, "code": "C", "check_word": "вишня"}
    frame = {
        "notice_id": "N-1", "person_id": cast.prisoner, "recipient": "central_tracing_agency", "is_correction": False,
        "reason": "capture_reported", "basis_index": 1, "due_at": "2026-05-04T09:00:00.000000Z", "code_hash": "0",
    }  # fmt: skip
    part = {("identity", cast.prisoner): encode({"content": content})}

    read = join("notices.notice_issued.1", encode(frame), part)

    assert (None, {}) == (read.happened, read.content.without)


def test_its_words_are_sealed_under_his_identity_and_its_code_is_kept_as_a_hash(said, notice):
    (recorded,) = entries_since(0, kinds=["notices.notice_issued"])

    assert said["code"] not in recorded.act.code_hash
    assert 64 == len(recorded.act.code_hash)
    assert verify(log_verifier()).is_equal
