"""A camp with two officers and some men, for the tests of the roll; everybody in it is invented."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.vocabulary.particulars import Category
from repatria.records.access.role_table import Role
from repatria.records.ledger.checkpoints import make_checkpoint
from repatria.records.register.services import annul_custody, record_capture, record_custody
from repatria.records.roll.services import record_roll, record_second_signature, record_sighting
from tests.cast import particulars
from tests.records.staff import Staff, outside

CAMP, OTHER, UNIT = "CAMP-2", "CAMP-1", "UNIT-3"


class Camp:
    """One bureau whose camp holds whom `arrive` brings there."""

    def __init__(self, clock, randomness):
        self.clock, self.count = clock, 0
        self.bound = outside(clock, randomness)
        self.staff = Staff(clock, randomness).found()
        for name, role, branch in (
            ("registrar", Role.REGISTRAR, ""), ("camp", Role.CAMP_OFFICER, CAMP), ("camp-2", Role.CAMP_OFFICER, CAMP),
            ("other", Role.CAMP_OFFICER, OTHER), ("delegate", Role.DELEGATE, ""), ("auditor", Role.AUDITOR, ""),
            ("head", Role.HEAD_OF_BUREAU, ""), ("doctor", Role.MEDICAL, ""), ("interviewer", Role.INTERVIEWER, ""),
        ):  # fmt: skip
            self.staff.on_call(name, role, branch=branch)

    def by(self, name):
        return self.staff.acting(name)

    @property
    def day(self):
        return self.clock().date()

    def captured(self, holder=UNIT):
        self.count += 1
        card = f"{self.count:04d}"
        return record_capture(
            self.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number=card, captured_on=None,
            captured_at="", holder=holder, particulars=particulars(card, "Шевченко"),
        )  # fmt: skip

    def arrive(self, place=CAMP, person=None, at=None):
        person = person or self.captured()
        self.happens(person, CustodyEvent.ARRIVED, place, at=at, received_by="the guard", list_reference="L-1")
        return person

    def happens(self, person, event, holder="", at=None, **attested):
        return record_custody(
            self.by("registrar"), person_id=person, event=event, happened_at=at or self.clock(), holder=holder,
            attested=CustodyAttested(**attested),
        )  # fmt: skip

    def signed_out(self, person, hours=4):
        due = (self.clock() + timedelta(hours=hours)).isoformat()
        self.happens(person, CustodyEvent.SIGNED_OUT, "COURT-4", order_by="judge 4", due_back_at=due)

    def annulled(self, person):
        from repatria.records.register.selectors import person_for_room

        last = [line for line in person_for_room(person).timeline if not line.is_annulled and line.event != "annulled"]
        annul_custody(self.by("registrar"), person_id=person, custody_id=last[-1].custody_id, reason="another man")

    def roll(self, counted, name="camp", day=None, at=None, place=CAMP, **more):
        return record_roll(
            self.by(name), place=place, day=day or self.day, taken_at=at or self.clock(), counted=counted, **more
        )

    def signed_roll(self, counted, **more):
        roll_id = self.roll(counted, **more)
        record_second_signature(self.by("camp-2"), roll_id=roll_id)
        return roll_id

    def seen(self, person, kind, name="delegate", at=None, **more):
        told = {"seen_by": "M. Keller", "place": "ward 3"} | more
        return record_sighting(self.by(name), person_id=person, kind=kind, seen_at=at or self.clock(), **told)

    def checkpoint(self):
        return make_checkpoint(at=self.clock(), growth=64, filler=self.bound.randomness(96))
