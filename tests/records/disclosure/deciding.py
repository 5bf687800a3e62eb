"""A man in CAMP-2 and his mother's enquiry, up to the decision on what may be said to her."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.disclosure.acts import AnswerDecided
from repatria.records.disclosure.selectors import answer, vital_interest
from repatria.records.disclosure.services import DECIDE, TELL_UNASKED, decide_answer
from repatria.records.ledger.reading import entries_since
from repatria.records.register.selectors import latest_decision
from repatria.records.register.services import record_asked_again
from tests.journeys.test_thread_in_the_records import Story


class Deciding(Story):
    """The steps before a decision, one at a time; `later` moves its clock."""

    def __init__(self, clock, randomness):
        self.hours = 0
        self.clock_of_test = clock
        super().__init__(self.now, randomness)
        self.staff.on_call("adviser", Role.LEGAL_ADVISER)
        self.staff.on_call("delegate", Role.DELEGATE)

    def now(self):
        return self.clock_of_test() + timedelta(hours=self.hours)

    def passes(self, *, minutes):
        self.hours += minutes / 60

    def later(self, hours):
        self.hours += hours
        return self

    def linked(self):
        return self.capture().ask().link()

    @property
    def view(self):
        return answer(self.by("caseworker-1"), self.enquiry)

    @property
    def missing(self):
        return [ground.what for ground in self.view.missing]

    def approve(self, *names):
        reference = self.view.approval_reference
        for name in names:
            record_approval(self.by(name), action=DECIDE, object_reference=reference)
        return self

    def decided(self, name="caseworker-2"):
        verdict, index = decide_answer(self.by(name), enquiry_id=self.enquiry)
        return verdict, index

    @property
    def act(self):
        given = entries_since(0, kinds=[AnswerDecided.KIND], at_most=10_000)[-1].act
        assert isinstance(given, AnswerDecided)
        return given

    def unable(self):
        return self.he_says(ContactAnswer.CANNOT_BE_ASKED, is_her=None)

    def tried_again(self, can_be_asked=False):
        latest = latest_decision(self.person, ContactAbout.ENQUIRY.value, self.link_view.link_index)
        record_asked_again(self.by("doctor"), decision_index=latest.act_index, can_be_asked=can_be_asked)
        return self

    def tell_unasked(self, *names):
        reference = vital_interest(self.by("head"), self.enquiry).approval_reference
        for name in names:
            record_approval(self.by(name), action=TELL_UNASKED, object_reference=reference)
        return self
