"""A man in CAMP-2 whose identity two sources establish, and the staff that a release of him needs."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody_facts import HisPaper, ReleaseDone, ReleaseGround
from repatria.core.law.handover import Signatory
from repatria.core.law.release import Proceedings, ReleaseBasis, ReleaseOutcome
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.ledger.reading import entries_since
from repatria.records.register.acts import CustodyRecorded
from repatria.records.register.releases import COMPLETE, release
from repatria.records.register.selectors import custody_of, latest_decision
from repatria.records.register.services import (
    cancel_release,
    complete_release,
    open_release,
    record_asked_again,
    record_contact_decision,
    record_particular,
)
from repatria.records.register.services.papers import record_proceedings
from tests.journeys.test_thread_in_the_records import ALONE, Story

GROUND = ReleaseGround(
    basis=ReleaseBasis.UNILATERAL, reference="Order 7", signed_by="the minister", proceedings=Proceedings.NONE
)
DONE = ReleaseDone(
    outcome=ReleaseOutcome.REPATRIATED, received_by="the delegate at the border", property_reference="account 12",
    property_settled_by="the paymaster", signed_by=(Signatory.DETAINING_AUTHORITY, Signatory.PRISONER),
)  # fmt: skip


class Releasing(Story):
    """The story up to a release, and the steps of one; `later` moves its clock."""

    def __init__(self, clock, randomness):
        self.hours = 0
        self.clock_of_test = clock
        super().__init__(self.now, randomness)
        for name, role in (
            ("registrar-2", Role.REGISTRAR), ("head-2", Role.HEAD_OF_BUREAU), ("adviser", Role.LEGAL_ADVISER),
            ("camp", Role.CAMP_OFFICER), ("delegate", Role.DELEGATE),
        ):  # fmt: skip
            self.staff.on_call(name, role, branch="CAMP-2" if name == "camp" else "")
        self.capture()

    def now(self):
        return self.clock_of_test() + timedelta(hours=self.hours)

    def passes(self, *, minutes):
        self.hours += minutes / 60

    def later(self, hours):
        self.hours += hours
        return self

    def identified(self):
        source = Source(kind="document", reference="passport seen")
        surname = Particular(kind=ParticularKind.SURNAME, value="ШЕВЧЕНКО", source=source)
        record_particular(self.by("registrar"), person_id=self.person, particular=surname)
        return self

    def open(self, name="registrar", ground=GROUND, **more):
        open_release(self.by(name), person_id=self.person, happened_at=self.clock(), ground=ground, **more)
        return self

    def he_answers(self, answer, about=ContactAbout.RELEASE):
        record_contact_decision(
            self.by("interviewer"), person_id=self.person, about=about, link_index=None, answer=answer, is_her=None,
            facts=ALONE,
        )  # fmt: skip
        return self

    def tried_again(self, can_be_asked=False, about=ContactAbout.RELEASE, link_index=None):
        unable = latest_decision(self.person, about.value, link_index)
        record_asked_again(self.by("doctor"), decision_index=unable.act_index, can_be_asked=can_be_asked)
        return self

    def court(self, step=HisPaper.PROCEEDINGS_OPENED, court="court 4", reference="case 7"):
        is_opened = step is HisPaper.PROCEEDINGS_OPENED
        return record_proceedings(
            self.by("adviser"), person_id=self.person, step=step, happened_at=self.clock(), court=court,
            reference=reference, trial_on=(self.clock() + timedelta(days=60)).date() if is_opened else None,
        )  # fmt: skip

    def approve(self, *names):
        for name in names:
            reference = release(self.by("head"), self.person).approval_reference
            record_approval(self.by(name), action=COMPLETE, object_reference=reference)
        return self

    def complete(self, name="registrar-2", done=DONE, **more):
        return complete_release(self.by(name), person_id=self.person, happened_at=self.clock(), done=done, **more)

    def cancel(self, name="registrar", **more):
        return cancel_release(self.by(name), person_id=self.person, happened_at=self.clock(), **more)

    def ready(self, answer=ContactAnswer.YES, ground=GROUND, approvers=("head", "adviser")):
        return self.identified().open(ground=ground).he_answers(answer).found_fit().approve(*approvers)

    @property
    def state(self):
        return custody_of(self.person).custody_state

    @property
    def act(self):
        given = entries_since(0, kinds=["register.custody_recorded"], at_most=10_000)[-1].act
        assert isinstance(given, CustodyRecorded)
        return given

    @property
    def missing(self):
        return {guard.what for guard in release(self.by("registrar"), self.person).missing}
