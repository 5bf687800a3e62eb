"""The steps of a message, each by who may. Everybody here is invented."""

from __future__ import annotations

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.messages import CheckingState, CheckVerdict, MessageEvent, MessageKind, WithheldBecause
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.core.vocabulary.receipts import letter_identity_of, locator_of
from repatria.records.access.role_table import Role
from repatria.records.contact.services.checking import check_message
from repatria.records.contact.services.second import settle_look
from repatria.records.contact.services.steps import print_message, record_step, show_steps
from repatria.records.contact.services.taking import receive_hers, receive_his, record_agreement
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.notices.acts import LetterKind
from tests.journeys.test_thread_in_the_records import Story


class Letters(Story):
    """One family, and a camp in which he is held."""

    def __init__(self, clock, randomness):
        super().__init__(clock, randomness)
        for name, role in (("censor", Role.CENSOR), ("censor-2", Role.CENSOR), ("delegate", Role.DELEGATE)):
            self.staff.on_call(name, role)
        for name, branch in (("camp", "CAMP-2"), ("other-camp", "CAMP-7")):
            self.staff.on_call(name, Role.CAMP_OFFICER, branch=branch)

    def asks_with(self, receipt):
        """His mother asks at the portal, with a receipt that she holds."""
        self.enquiry = receive_enquiry(
            self.by("hotline"), locator=locator_of(receipt), letter_identity=letter_identity_of(receipt),
            received_on=self.clock().date(), language="uk",
            asked=Asked(sought_name="Шевченко Сергій", enquirer_name="Мария", relation="mother"),
        )  # fmt: skip
        return self

    def says_yes(self):
        return self.he_says(ContactAnswer.YES)

    def told(self):
        self.level_three().decide()
        self.letter(LetterKind.ALIVE_AND_HELD, self.decision_index)
        return self

    def hers(self, text="we are well", kind=MessageKind.CARD, by="hotline", **more):
        given = {"enquiry_id": self.enquiry, "written_on": self.clock().date()} | more
        self.message = receive_hers(self.by(by), kind=kind, text=text, **given)
        return self.message

    def his(self, text="I am well", kind=MessageKind.CARD, by="camp", **more):
        given = {"written_on": self.clock().date()} | more
        if "code" not in given:
            given.setdefault("person_id", self.person)
        return receive_his(self.by(by), kind=kind, text=text, **given)

    def looks(self, verdict=CheckVerdict.CLEARED, message="", by="censor", state=CheckingState.OURS, **more):
        given = {"checked_by": "Bondar, office of letters"} | more
        if verdict is CheckVerdict.WITHHELD:
            given = {"because": WithheldBecause.PLACE_OR_TROOPS} | given
        return check_message(
            self.by(by), message_id=message or self.message, by_state=state, verdict=verdict, **given
        )  # fmt: skip

    def agree(self, says=True, message="", by="censor-2", **more):
        given = {} if says else {"why": "a mistake"}
        return settle_look(self.by(by), message_id=message or self.message, agrees=says, **given | more)

    def prints(self, by="camp", message=""):
        self.code = paper_code(self.outside.randomness(13))
        return print_message(self.by(by), message_id=message or self.message, code=self.code)

    def steps(self, event, by="camp", message="", **more):
        given = {"happened_at": self.clock()} | more
        return record_step(self.by(by), message_id=message or self.message, event=event, **given)

    def given(self, by="camp"):
        return self.steps(MessageEvent.DELIVERED, by, given_to="himself", is_by_hand=True)

    def agrees(self, says=True):
        record_agreement(self.by("hotline"), enquiry_id=self.enquiry, agrees=says)
        return self

    def round(self):
        return show_steps(self.outside.house(Role.COURIER), enquiry_id=self.enquiry)
