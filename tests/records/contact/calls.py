"""The steps of a call, each by who may, on a Monday at eight in an invented camp. Everybody here is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from repatria.core.law.calls import CallSide, CallWay
from repatria.core.vocabulary.calls import CallState
from repatria.doors.jobs.call_post import carry_calls
from repatria.records.access.role_table import Role
from repatria.records.contact import calling
from repatria.records.contact.call_models import Call
from repatria.records.contact.services.call_booking import book_call, prepare_call, verify_number
from repatria.records.contact.services.call_ends import take_call_report
from repatria.records.contact.services.call_rooms import open_call_line, open_call_room
from repatria.records.contact.services.call_wishes import answer_call, ask_call
from tests.journeys.test_thread_in_the_records import ALONE
from tests.records.contact.letters import Letters

HOURS = [f"{day} 00:00 23:59" for day in range(7)]


class Calls(Letters):
    """One family, a camp with a room and two lines, a house with a relay."""

    def __init__(self, clock, randomness):
        super().__init__(clock, randomness)
        for name, role in (("adviser", Role.LEGAL_ADVISER), ("auditor", Role.AUDITOR)):
            self.staff.on_call(name, role)
        calling.relay_is_named_by(lambda: True)

    def ask(self, *given, **more):
        """She leaves a telephone."""
        return super().ask(*given, **{"telephone": "+380 (00) 000", "reach_by": "after work"} | more)

    def room(self, place="CAMP-2", by="camp", **more):
        given = {"name": "room 1", "zone": "Europe/Kyiv", "hours": HOURS, "seats": 1} | more
        return open_call_room(self.by(by), place=place, **given)

    def means(self):
        self.room_id = self.room()
        self.line_id = open_call_line(self.by("camp"), place="CAMP-2", name="line 1", is_telephone=False)
        self.telephone = open_call_line(self.by("camp"), place="CAMP-2", name="desk telephone", is_telephone=True)
        return self

    def she_asks(self, by="hotline", **more):
        given = {"way": CallWay.VIDEO, "enquiry_id": self.enquiry} | more
        self.call = ask_call(self.by(by), side=CallSide.HERS, **given)
        return self

    def comes_in(self, **more):
        """The courier takes her wish in: it alone says how it came."""
        given = {"way": CallWay.VIDEO, "enquiry_id": self.enquiry, "channel": "web"} | more
        self.call = ask_call(self.outside.house(Role.COURIER), side=CallSide.HERS, **given)
        return self

    def he_asks(self, by="interviewer", **more):
        given = {"way": CallWay.VIDEO, "enquiry_id": self.enquiry, "person_id": self.person, "facts": ALONE} | more
        self.call = ask_call(self.by(by), side=CallSide.HIS, **given)
        return self

    def he_agrees(self, says=True, **more):
        return answer_call(
            self.by("interviewer"), call_id=self.call, side=CallSide.HIS, agrees=says, **{"facts": ALONE} | more
        )

    def she_agrees(self, says=True, **more):
        return answer_call(self.by("caseworker-1"), call_id=self.call, side=CallSide.HERS, agrees=says, **more)

    def both(self):
        self.she_asks()
        self.he_agrees()
        return self

    def soon(self, **more):
        return self.clock().replace(second=0, microsecond=0) + timedelta(**more or {"minutes": 30})

    def books(self, by="caseworker-1", before=timedelta(days=1), **more):
        """Books it yesterday, so that her letter can lie in her box before an hour that comes soon."""
        given = {"room_id": self.room_id, "line_id": self.line_id, "begins_at": self.soon()} | more
        acting = self.by(by)
        return book_call(replace(acting, at=acting.at - before), call_id=self.call, **given)

    def booked(self, **more):
        self.books(**more)
        verify_number(self.by("hotline"), enquiry_id=self.enquiry, telephone="+380 00 000", rung_at=self.clock(),
                      are_rules_read=True)  # fmt: skip
        carry_calls(self.outside)
        return self

    def prepares(self, by="camp", **more):
        given = {"are_rules_read": True, "is_watching_told": True, "is_room_clear": True, "supervisor": "I. Sych"}
        return prepare_call(self.by(by), call_id=self.call, **given | more)

    def reported(self, outcome=CallState.DONE, seconds=600, because=""):
        return take_call_report(
            self.outside.house(Role.CLERKWORK), call_id=self.call, outcome=outcome, seconds=seconds, because=because
        )

    @property
    def row(self):
        return Call.objects.get(pk=self.call)
