"""A hand-over of one man to his mother, a step at a time, by whoever does each step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.handover import PATH, HandoverEvent, ReleaseBasis, Signatory, StatedBasis
from repatria.core.law.handover_incident import IncidentKind
from repatria.records.access.services import record_approval
from repatria.records.handover.acts import HandoverStepRecorded, MeetingWords
from repatria.records.handover.incidents import record_incident
from repatria.records.handover.models import Handover
from repatria.records.handover.services import AUTHORISE, SWITCH_ON, open_handover, switch_on, switch_reference
from repatria.records.ledger.reading import entries_since
from tests.journeys.test_thread_in_the_records import POINT
from tests.records.disclosure.deciding import Deciding

E = HandoverEvent
DOES = {E.ACCEPTED: "caseworker-1", E.AUTHORISED: "head", E.SIGNED: "officer-2"}
"""Who does a step; every other is the hand-over officer's."""
SWITCH = {
    "basis": StatedBasis(basis=ReleaseBasis.UNILATERAL), "legal_basis": "Order 7", "points": (POINT,),
    "transit_consents": ("an invented transit State: yes",), "conditions": "",
}  # fmt: skip


class Meeting(Deciding):
    """The story up to a hand-over, and its steps."""

    def ready(self, **switch):
        """Told, at level 3, switched on, and he said yes to the meeting."""
        self.linked().he_says(ContactAnswer.YES).approve("caseworker-1", "head")
        self.decided()
        return self.level_three().switched(**switch).he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER)

    def switched(self, approvers=("caseworker-1", "caseworker-2"), name="head", **changed):
        ground = SWITCH | changed
        for one in approvers:
            record_approval(self.by(one), action=SWITCH_ON, object_reference=switch_reference(*ground.values()))
        self.switch = switch_on(self.by(name), **ground)
        return self

    def open(self, name="caseworker-1", **more):
        given = {"enquiry_id": self.enquiry, "switch_id": self.switch, "point": POINT} | more
        meeting = MeetingWords(recipient_name="Мария", recipient_paper="passport")
        self.handover = open_handover(self.by(name), meeting=meeting, **given)
        return self

    def authorisers(self, *names):
        for name in names:
            record_approval(self.by(name), action=AUTHORISE, object_reference=self.handover)
        return self

    def take(self, event, **more):
        """Takes one step with all that it needs, or with what is given instead."""
        if event is E.SIGNED:
            more.setdefault("signed_by", list(Signatory))
        if event is E.FAILED:
            self.incident()
        self.step(more.pop("name", DOES.get(event, "officer")), event, **more)
        return self

    def incident(self, kind=IncidentKind.SHE_DID_NOT_COME, name="officer", owner="head", **more):
        said = {"happened_at": self.clock(), "place": POINT, "told": "nobody came until noon"} | more
        owner = self.by(owner).account_id
        return record_incident(self.by(name), handover_id=self.handover, incident=kind, owner=owner, **said)

    def before(self, event):
        """Takes every step that lies before this one; for an authorisation the doctor's and the two persons' word."""
        for one, _ in PATH[1:]:
            if one is E.AUTHORISED:
                self.found_fit().authorisers("head", "caseworker-2")
            if one is E.KIN_DEPARTED and event is not one:
                self.planned()
            if one is E.ASKED_AGAIN and event is not one:
                self.both_asked_alone()
            if one is event:
                return self
            self.take(one)
        raise AssertionError(f"{event} lies on no path")

    @property
    def state(self):
        return Handover.objects.get(pk=self.handover).state

    @property
    def act(self):
        given = entries_since(0, kinds=[HandoverStepRecorded.KIND], at_most=10_000)[-1].act
        assert isinstance(given, HandoverStepRecorded)
        return given


def staffed(clock, randomness):
    """A bureau with its staff; nothing happened yet."""
    made = Meeting(clock, randomness)
    made.staff.called("caseworker-1", "officer", "officer-2", "interviewer", "doctor", "head", "caseworker-2")
    return made


def opened_one(clock, randomness):
    """A hand-over that caseworker-1 opened."""
    return staffed(clock, randomness).ready().open()


@contextmanager
def tried() -> Iterator[None]:
    """What is done within it is undone again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
