"""What the tests of notices share: the cast, and a notice about the prisoner that lies in the outbox."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.records.access.role_table import Role
from repatria.records.notices.services import issue_notice
from tests.cast import Cast
from tests.kept import built_once


@pytest.fixture
@built_once
def cast(clock, randomness):
    return Cast(clock, randomness)


@pytest.fixture
def said(cast, clock):
    """What a notice about the prisoner is issued with."""
    return {
        "person_id": cast.prisoner, "recipient": NoticeRecipient.CENTRAL_TRACING_AGENCY, "reason": "capture_reported",
        "basis_index": 1, "known_at": clock(), "happened": "2026-05-02", "items": {"surname": "Шевченко"},
        "without": {"mother_maiden_name": "declined"}, "code": paper_code(bytes(13)),
        "check_word": "вишня",
    }  # fmt: skip


@pytest.fixture
def notice(cast, said):
    return issue_notice(cast.house(Role.CLERKWORK), **said)
