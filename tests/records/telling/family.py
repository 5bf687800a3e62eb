"""A family that is to be told: who asks, who concluded, who goes. Everybody here is invented."""

from __future__ import annotations

from datetime import date, timedelta

from repatria.core.law.custody import CustodyEvent
from repatria.core.law.telling import DeathKnown, VisitEnd
from repatria.records.access.role_table import Role
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.ledger.reading import tree_size
from repatria.records.register.services import record_custody
from repatria.records.telling.concluded import Identified, answers_identified
from repatria.records.telling.services.opening import open_telling, record_visitor
from repatria.records.telling.services.visits import confirm_visit, end_visit, plan_visit
from tests.journeys.test_thread_in_the_records import Story


class Family(Story):
    """The steps from a conclusion to the visit, each by who may."""

    def __init__(self, clock, randomness):
        super().__init__(clock, randomness)
        for name, role in (
            ("liaison", Role.FAMILY_LIAISON), ("liaison-2", Role.FAMILY_LIAISON), ("delegate", Role.DELEGATE),
            ("auditor", Role.AUDITOR),
        ):  # fmt: skip
            self.staff.on_call(name, role)
        self.of = {}
        self.found = []
        answers_identified(self._identified)

    def _identified(self, person_id, enquiry_id):
        return [
            one for one in self.found
            if (person_id and one.person_id == person_id) or (enquiry_id and enquiry_id in one.enquiries)
        ]  # fmt: skip

    def asks(self, relation, *, received_on=date(2026, 5, 3)):
        self.of[relation] = receive_enquiry(
            self.by("hotline"), locator=f"{len(self.of):x}" * 64, letter_identity="ab" * 32, received_on=received_on,
            language="uk",
            asked=Asked(sought_name="Шевченко Сергій", enquirer_name=f"the {relation}", relation=relation),
        )  # fmt: skip
        return self

    def concluded(self, *, person_id="", is_certified=True, items=("KHR-T2-00001-1",)):
        self.found.append(Identified(
            act_index=tree_size() - 1, person_id=person_id, enquiries=tuple(self.of.values()), items=items,
            methods=("dna",), is_certified=is_certified,
        ))  # fmt: skip
        return self

    def dies(self):
        record_custody(
            self.by("registrar"), person_id=self.person, event=CustodyEvent.DIED, happened_at=self.clock(),
        )  # fmt: skip
        return self

    def annulled(self):
        self.found.clear()
        return self

    def trained(self, on=None):
        on = on or self.clock().date() - timedelta(days=30)
        self.pair = tuple(
            record_visitor(
                self.by("head"), name=name, office="family liaison", trained_on=on, trained_by="a course",
                languages="uk, ru",
            )
            for name in ("Bondar Olha", "Koval Petro")
        )  # fmt: skip
        return self

    def opened(self, known=DeathKnown.PROVEN, name="caseworker-1", **more):
        given = {"visit_by": self.clock().date() + timedelta(days=5)} | more
        if "person_id" not in given:
            given.setdefault("enquiry_id", self.of["mother"])
        self.case = open_telling(self.by(name), known=known, **given)
        return self

    def planned(self, relation="mother", name="liaison", **more):
        given = {
            "visitors": self.pair, "on": self.clock().date(), "meets_at": "at her sister's", "language": "uk",
        } | more  # fmt: skip
        self.visit = plan_visit(self.by(name), telling_id=self.case, enquiry_id=self.of[relation], **given)
        return self.visit

    def came_back(self, end=VisitEnd.TOLD, name="liaison", visit="", **more):
        given = {"happened_at": self.clock(), "told": "that he is dead, and how we know"} | more
        return end_visit(self.by(name), visit_id=visit or self.visit, end=end, **given)

    def told(self, relation="mother"):
        self.planned(relation)
        self.index = self.came_back()
        self.confirmed()
        return self.index

    def confirmed(self, name="liaison-2", **more):
        given = {"heard_from": "Koval Petro"} | more
        return confirm_visit(self.by(name), visit_id=self.visit, **given)
