"""Makes the golden log. Run once for a release: `python -m pytest tests/vectors/make_golden_log.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest

from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.role_table import Role
from repatria.records.access.services import destroy_key, destroy_reference, record_approval, record_reading
from repatria.records.ledger.acts import Act
from repatria.records.ledger.checkpoints import make_checkpoint
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.services import append, bulk_acts
from repatria.records.ledger.verify import rebuild
from repatria.records.vault.keyring import Purpose
from tests.journeys.test_thread_in_the_records import Story, told
from tests.vectors import golden_log

LENGTH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpenedOne(Act):
    """The first version of an opened account, which knew no language."""

    KIND: ClassVar[str] = "access.account_opened"
    VERSION: ClassVar[int] = 1

    account_id: str
    sign_in_name: str
    branch: str


@pytest.mark.django_db
def test_make_the_golden_log(clock, randomness):
    with bulk_acts():
        old = AccountOpenedOne(account_id="A-GHDEN-00001-0", sign_in_name="from-the-first-version", branch="")
        append(old, index=0, actor="founding", at=instant_text(clock()), cause=None, salt=randomness(32))
    story = Story.__new__(Story)
    _small_staff(story, clock, randomness)
    told(story).level_three()
    reference = destroy_reference(Purpose.KIN, story.enquiry)
    for name in ("head", "auditor"):
        record_approval(story.by(name), action="access.destroy_key", object_reference=reference)
    destroy_key(story.by("head"), purpose=Purpose.KIN, subject=story.enquiry, reason="she asked for it")
    while tree_size() < LENGTH:
        record_reading(story.outside.house(Role.MATCHER), question="register.?names", records=(story.person,))
    assert tree_size() == LENGTH
    make_checkpoint(at=clock(), growth=LENGTH, filler=randomness(96))
    rebuild()
    golden_log.write()


def _small_staff(story, clock, randomness):
    from tests.records.staff import Staff, outside

    story.clock, story.outside = clock, outside(clock, randomness)
    story.staff = Staff(clock, randomness).found()
    desk = (Role.REGISTRAR, Role.INTERVIEWER, Role.HOTLINE_OPERATOR)
    for name, roles in (
        ("registrar", desk), ("reviewer-1", (Role.REVIEWER,)), ("reviewer-2", (Role.REVIEWER,)),
        ("caseworker-1", (Role.CASEWORKER,)), ("caseworker-2", (Role.CASEWORKER,)), ("head", (Role.HEAD_OF_BUREAU,)),
        ("auditor", (Role.AUDITOR,)),
    ):  # fmt: skip
        story.staff.hire(name, *roles)
    for other in ("interviewer", "hotline"):
        story.staff.numbers[other], story.staff.roles[other] = story.staff.numbers["registrar"], desk
