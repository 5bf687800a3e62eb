"""A bureau that may speak to all relatives at once."""

from __future__ import annotations

from datetime import date

import pytest

from repatria.core.law.appeal import shipped_appeal
from repatria.records.access.services import record_approval
from repatria.records.appeals.selectors import appeals, text_reference
from repatria.records.appeals.services import PUBLISH, give_copy, publish_appeal
from tests.kept import built_once
from tests.records.handover.meeting import Meeting


class Speaking(Meeting):
    """The steps of an appeal, each by whoever takes it."""

    words = dict(shipped_appeal())
    conditions = {"en": "In writing, at a border."}

    @property
    def text(self):
        return {"switch_id": self.switch, "words": self.words, "conditions": self.conditions}

    def copied(self, name="delegate", **more):
        given = {"given_on": self.clock().date(), "given_to": "the delegate", "by_way": "by hand"} | more
        return give_copy(self.by(name), **self.text, **given)

    def approved(self, *names, **changed):
        for name in names:
            record_approval(self.by(name), action=PUBLISH, object_reference=text_reference(**self.text | changed))
        return self

    def published(self, name="head", **changed):
        return publish_appeal(self.by(name), **self.text | changed)

    def standing(self):
        self.switched()
        self.copied()
        return self.approved("head", "adviser").published()

    def all(self):
        return appeals(self.by("head"))


@pytest.fixture
@built_once
def speaking(clock, randomness):
    made = Speaking(clock, randomness)
    made.staff.called("caseworker-1", "caseworker-2", "head", "adviser")
    return made


@pytest.fixture
def today(clock) -> date:
    return clock().date()
