"""What tests of joins begin with: men with two cards, two persons of the bureau, and a delegate who saw both stubs."""

from __future__ import annotations

from repatria.core.law.joins import SeenAs, StubsSeen
from repatria.core.vocabulary.particulars import Category
from repatria.records.access.role_table import Role
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.services import record_capture
from repatria.records.register.services.joins import (
    propose_join,
    propose_parting,
    record_join,
    record_parting,
    stub_of,
)
from tests.cast import Cast, particulars

PLACES = ("CAMP-1", "CAMP-2", "CAMP-3")


class Doubles:
    """A bureau in which the same man may have been registered twice."""

    def __init__(self, clock, randomness):
        self.cast = Cast(clock, randomness)
        self.cast.staff.open_places(*PLACES, "COURT-1")
        self.cast.staff.on_call("registrar-2", Role.REGISTRAR)
        self.cast.staff.on_call("camp-1", Role.CAMP_OFFICER, branch="CAMP-1")
        self.cast.staff.on_call("camp-clerk", Role.CAMP_OFFICER, Role.REGISTRAR, branch="CAMP-1")
        self.clock = clock

    def by(self, name):
        return self.cast.staff.acting(name) if name in self.cast.staff.waiting else self.cast.by(name)

    def man(self, card, place="CAMP-1", surname="Шевченко", first_names="Сергій", birth="1999-04-12"):
        """A man who is registered with this card, held at this place."""
        return record_capture(
            self.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number=card, captured_on=None,
            captured_at="", holder=place, particulars=particulars(card or "none", surname, first_names, birth),
        )  # fmt: skip

    def seen(self, first, second, place="CAMP-1", **other):
        """Both stubs as a delegate read them off one man."""
        told = {"by": "delegate of the Agency", "office": SeenAs.DELEGATE, "at": "2026-05-03T08:00:00+00:00",
                "place": place, "first_stub": stub(first), "second_stub": stub(second)}  # fmt: skip
        return StubsSeen(**{**told, **other})

    def propose(self, first, second, place="CAMP-1", proposer="registrar", **other):
        return propose_join(
            self.by(proposer), first_id=first, second_id=second, seen=self.seen(first, second, place, **other),
            reason="same scar, same service number",
        )  # fmt: skip

    def join(self, first, second, place="CAMP-1"):
        """Joins two numbers, as one proposes and another records."""
        join_id = self.propose(first, second, place)
        record_join(self.by("registrar-2"), join_id=join_id)
        return join_id

    def part(self, join_id):
        propose_parting(self.by("registrar-2"), join_id=join_id, reason="two men stood side by side")
        record_parting(self.by("registrar"), join_id=join_id)


def stub(person_id):
    return stub_of(ProtectedPerson.objects.get(pk=person_id))
