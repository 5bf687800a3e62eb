"""Acts that move clocks, laid into the log as services lay them: for tests that are about clocks and nothing else."""

from __future__ import annotations

import secrets
from datetime import timedelta

from repatria.core.law.calls import CallSide, CallUrgency, CallWay, PolicyReason
from repatria.core.law.capture_card import CardCopy, CardEnding
from repatria.core.law.clocks_of_welfare import WELFARE_CLOCKS
from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyAttested, CustodyEvent, CustodyState
from repatria.core.law.custody_facts import HisPaper
from repatria.core.law.exchange_holding import HoldGround
from repatria.core.law.exchange_list import ListDirection, ListSide
from repatria.core.law.handover import HandoverEvent, HandoverState
from repatria.core.law.handover_incident import IncidentKind
from repatria.core.law.messages import CheckingState, CheckVerdict, MessageKind, MessageState, MessageWay
from repatria.core.law.parcels import ParcelEvent, ParcelKind, ParcelNotGiven, ParcelState
from repatria.core.law.roll import RollSum
from repatria.core.law.sighting import SightingKind
from repatria.core.law.welfare import ComplaintAbout, HealthGrade, WatchingBody
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.calls import READY_FROM, CallState
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.particulars import Category
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.clocks.models import Clock
from repatria.records.contact.acts import MessageChecked, MessagePrinted, MessageRegistered
from repatria.records.contact.call_acts import (
    CallAnswered,
    CallAsked,
    CallBooked,
    CallPolicyAgreed,
    CallPolicyProposed,
    CallPrepared,
)
from repatria.records.contact.parcel_acts import ParcelMoved, ParcelRegistered
from repatria.records.enquiries.acts import EnquiryClosed, EnquiryReceived
from repatria.records.exchanges.acts import HeldBack, LineDisputed, VersionRecorded
from repatria.records.handover.acts import HandoverOpened, HandoverStepRecorded
from repatria.records.handover.incident_acts import IncidentRecorded
from repatria.records.ledger.own_acts import KeyDestroyed
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.services import append, bulk_acts
from repatria.records.notices.acts import LetterIssued, LetterKind, NoticeDelivered, NoticeIssued, NoticeRecipient
from repatria.records.register.acts import (
    CaptureRecorded,
    ContactDecisionRecorded,
    CountExplained,
    CustodyRead,
    CustodyRecorded,
    ListedRecorded,
    PaperRecorded,
)
from repatria.records.register.card_acts import CaptureCardEnded
from repatria.records.roll.acts import (
    DrawOpened,
    DrawRecorded,
    NotSeenRecorded,
    PaperSigned,
    RollRead,
    RollRecorded,
    RollSigned,
    SightingRecorded,
)
from repatria.records.welfare.acts import ComplaintTaken, HealthRecorded, LetterRecorded
from tests.records.clocks.acts_of_dead import OfTheDead, made
from tests.records.staff import outside

S = CustodyState
OF_EVERY_HELD_MAN = (
    "strong_sighting", "daily_roll", "capcard_camp", "capcard_event", "mail_min",
    *(row.rule.value for row in WELFARE_CLOCKS),
)  # fmt: skip
"""Clocks that run because somebody is held somewhere, whatever else a test is about."""


class Log(OfTheDead):
    """The log of one bureau: each method lays one act into it and answers with its index."""

    def __init__(self, clock, randomness):
        self.clock, self.bound, self.count, self.persons, self.draws = (
            clock,
            outside(clock, randomness),
            0,
            set(),
            set(),
        )

    def lay(self, given, at=None):
        with bulk_acts():
            index = tree_size()
            append(given, index=index, actor="A-1", at=instant_text(at or self.clock()), cause=None,
                   salt=secrets.token_bytes(32))  # fmt: skip
        return index

    def number(self, letter):
        self.count += 1
        return f"{letter}-{self.count:05d}"

    def listed(self, person):
        """Somebody of whom no clock knows, so that things may happen to him."""
        self.persons.add(person)
        self.lay(made(ListedRecorded, person_id=person, source_key=person, particulars=(), events=()))

    def capture(self, person="P-1", holder="UNIT-3", category=Category.PRISONER_OF_WAR):
        self.persons.add(person)
        return self.lay(
            made(
                CaptureRecorded,
                person_id=person, category=category, power="PA", card_number="", captured_on="", holder=holder,
                state=S.IN_UNIT if holder else S.REPORTED, source_key="", particulars=(),
            )
        )  # fmt: skip

    def custody(
        self,
        event,
        before,
        after,
        person="P-1",
        holder="",
        left="CAMP-2",
        due_back_at="",
        annuls="",
        at=None,
        read=None,
        counted=None,
        condition=None,
    ):
        if person not in self.persons:
            self.listed(person)
        self.custody_id = self.number("C")
        return self.lay(
            made(
                CustodyRecorded,
                custody_id=self.custody_id, person_id=person, event=event, happened_at=instant_text(at or self.clock()),
                holder=holder, previous_holder=left, state=after, previous_state=before, annuls=annuls,
                attested=CustodyAttested(
                    due_back_at=instant_text(due_back_at) if due_back_at else "", counted=counted,
                    condition=condition,
                ),
                ground=None, done=None, read=read or CustodyRead(), authority="", reason="", provision="",
            )
        )  # fmt: skip

    def signed_out(self, due_back_at, person="P-1"):
        return self.custody(
            CustodyEvent.SIGNED_OUT, S.IN_CAMP, S.OTHER_SERVICE, person, "court", due_back_at=due_back_at
        )  # fmt: skip

    def departed(self, on_list, counted, person="P-1"):
        read = CustodyRead(list_id="C-1", on_list=on_list)
        return self.custody(CustodyEvent.DEPARTED, S.IN_CAMP, S.IN_TRANSIT, person, read=read, counted=counted)

    def arrived(self, left, counted, registered=1, person="P-1"):
        read = CustodyRead(list_id="C-1", left=left, registered=registered)
        return self.custody(CustodyEvent.ARRIVED, S.IN_TRANSIT, S.IN_CAMP, person, "CAMP-3", read=read, counted=counted)

    def proceedings(self, at, person="P-1"):
        trial_on = (at.date() + timedelta(days=22)).isoformat()
        return self.lay(made(
            PaperRecorded, person_id=person, paper=HisPaper.PROCEEDINGS_OPENED, at=instant_text(self.clock()),
            by="court 4", reference="case 7", agency_reference="", trial_on=trial_on,
        ))  # fmt: skip

    def card(self, person="P-1"):
        return self.lay(made(
            CaptureCardEnded, person_id=person, ending=CardEnding.SIGNED, at=instant_text(self.clock()),
            copies=(CardCopy.AGENCY,), is_of_now=True, are_witnesses_outside_camp=False, recorder="A-1",
        ))  # fmt: skip

    def explained(self, end):
        return self.lay(CountExplained(list_id="C-1", list_reference="L-2", end=end, reason="one fell ill"))

    def returned(self, person="P-1", condition=None):
        return self.custody(
            CustodyEvent.RETURNED, S.OTHER_SERVICE, S.IN_CAMP, person, "CAMP-2", left="court", condition=condition
        )  # fmt: skip

    def annul(self, before, after, person="P-1", read=None):
        """Annuls the last change of custody that was laid."""
        return self.custody(
            CustodyEvent.ANNULLED, S(before), S(after), person, "court", annuls=self.custody_id, read=read
        )

    def release_opened(self, person="P-1"):
        return self.custody(CustodyEvent.RELEASE_OPENED, S.IN_CAMP, S.RELEASE_PENDING, person, "CAMP-2")

    def says(self, answer, about=ContactAbout.ENQUIRY, link_index=7, person="P-1"):
        return self.lay(
            made(
                ContactDecisionRecorded,
                decision_id=self.number("W"), person_id=person, about=about,
                link_index=None if about is ContactAbout.OPEN else link_index, answer=ContactAnswer(answer),
                is_her=None, language="uk", decided_at=instant_text(self.clock()), interviewer="A-2",
                conditions=None,
            )
        )  # fmt: skip

    def notice(self, notice="N-1", due_at=None, recipient=NoticeRecipient.CENTRAL_TRACING_AGENCY):
        return self.lay(
            made(
                NoticeIssued,
                notice_id=notice, person_id="P-1", recipient=recipient, reason="capture_reported", basis_index=0,
                happened="", due_at=instant_text(due_at or self.clock()), is_correction=False, code_hash="",
            )
        )  # fmt: skip

    def delivered(self, step, notice="N-1"):
        return self.lay(NoticeDelivered(notice_id=notice, step=step, reference=""))

    def enquiry(self, enquiry="E-1"):
        return self.lay(
            made(
                EnquiryReceived,
                enquiry_id=enquiry, locator=enquiry * 8, letter_identity="", received_on=self.day(), language="uk",
                channel="web", first_letter_on=self.day(), inbox="", number_index="",
                military_id="", page_language="",
            )
        )  # fmt: skip

    def letter(self, enquiry="E-1"):
        return self.lay(
            made(
                LetterIssued,
                letter_id=self.number("T"), enquiry_id=enquiry, letter_kind=LetterKind.NO_INFORMATION,
                decision_index=None, language="uk", dated=self.day(), code_hash="",
            )
        )  # fmt: skip

    def closed(self, enquiry="E-1"):
        return self.lay(
            made(
                EnquiryClosed,
                enquiry_id=enquiry,
                reason="withdrawn",
                duplicate_of="",
                closed_by=(),
                stood="",
                rests_on=(),
            )
        )

    def destroyed(self, purpose, subject):
        return self.lay(KeyDestroyed(purpose=purpose, subject=subject, reason="asked for", approved_by=(), cells=()))

    def day(self):
        return self.clock().date().isoformat()

    def read(self):
        """Lets the clocks' reader read to the end."""
        while follow_clocks(self.bound):
            pass

    def running(self, *, besides=OF_EVERY_HELD_MAN):
        """The running clocks as (rule, subject), in the order in which they were started.

        Given:    without those that run of every held man and his place, whatever happens to him.
        """
        self.read()
        rows = Clock.objects.filter(ending="").exclude(rule__in=besides).order_by("moved_index", "pk")
        return [(row.rule, row.subject) for row in rows]

    def roll(
        self, counted=1, day="2026-05-03", place="CAMP-2", roll="R-1", expected=1, paper=True, next_day="2026-05-04"
    ):
        read = RollRead(
            sum=RollSum(came=expected, held=expected), expected=expected, previous_roll="", before_index=0,
            came_by=(), left_by=(), late_by=(), next_day=next_day,
        )  # fmt: skip
        return self.lay(
            RollRecorded(
                roll_id=roll, place=place, day=day, taken_at=instant_text(self.clock()), counted=counted,
                taken_by="A-1", read=read, paper=PaperSigned(number="1", signed_by=("A", "B")) if paper else None,
                corrects="", reason="",
            )
        )  # fmt: skip

    def signed(self, day="2026-05-03", place="CAMP-2", roll="R-1", next_day="2026-05-04"):
        return self.lay(
            RollSigned(
                roll_id=roll, place=place, day=day, taken_at=instant_text(self.clock()), signed_by="A-2",
                next_day=next_day,
            )
        )  # fmt: skip

    def seen(self, kind=SightingKind.DELEGATE, person="P-1", at=None, is_newest=True):
        self.sighting_id = self.number("Z")
        return self.lay(
            SightingRecorded(
                sighting_id=self.sighting_id, person_id=person, numbers=(person,), kind=kind, seen_by="he",
                place="here",
                seen_at=instant_text(at or self.clock()), holder="CAMP-2", reference="", draw_id="",
                is_newest=is_newest,
            )
        )  # fmt: skip

    def came_to_camp(self, person="P-1", at=None):
        """Recaptured into camp 2: that it keeps, houses and feeds somebody, and that he is held."""
        return self.custody(CustodyEvent.RECAPTURED, S.ESCAPED, S.IN_CAMP, person, holder="CAMP-2", left="", at=at)

    def seriously_ill(self, person="P-1"):
        return self.lay(made(
            HealthRecorded, health_id=self.number("WH"), person_id=person, numbers=(person,), doctor="A-1",
            grade=HealthGrade.SERIOUS, seen_at=instant_text(self.clock()), is_newest=True,
        ))  # fmt: skip

    def complained(self):
        return self.lay(made(
            ComplaintTaken, complaint_id=self.number("WK"), place="CAMP-2", about=ComplaintAbout.HEALTH,
            taken_at=instant_text(self.clock()), taken_by="A-1",
        ))  # fmt: skip

    def kept_back(self):
        return self.lay(HeldBack(
            hold_id=self.number("XH"), person_id="P-1", ground=HoldGround.PROCEEDINGS, provision="GC III 115",
            authority="", reference="", approved_by=(),
        ))  # fmt: skip

    def differs(self):
        return self.lay(LineDisputed(
            difference_id=self.number("XD"), list_id="XB-1", line_id="XE-1", said_by="", reference="", owner="A-1"
        ))  # fmt: skip

    def their_list(self):
        return self.lay(made(
            VersionRecorded, version_id=self.number("XV"), list_id="XB-1", number=1, side=ListSide.THEIRS,
            direction=ListDirection.LEAVING, came_at=instant_text(self.clock()), supplied_by="", reference="",
            file_digest="", is_whole=True, is_at_border=False, owner="A-1", placed=(), differences=(),
        ))  # fmt: skip

    def went_wrong(self):
        return self.lay(made(
            IncidentRecorded, incident_id=self.number("HN"), handover_id="H-1", enquiry_id="E-1", person_id="P-1",
            incident=IncidentKind.PRESSURE, happened_at=instant_text(self.clock()), place="here", recorded_by="A-1",
            owner="A-1",
        ))  # fmt: skip

    def stopped(self):
        self._opened("H-2")
        return self.lay(made(
            HandoverStepRecorded, step_id=self.number("G"), handover_id="H-2", enquiry_id="E-1", person_id="P-1",
            event=HandoverEvent.FAILED, happened_at=instant_text(self.clock()), state=HandoverState.FAILED,
            by=(), attested=(), signed_by=(), authority="", reason="rain", provision="", reference="",
        ))  # fmt: skip

    def _opened(self, number="H-1"):
        self.lay(made(
            HandoverOpened, handover_id=number, enquiry_id="E-1", person_id="P-1", link_index=0, decision_index=0,
            switch_id="S-1", basis=ReleaseBasis.UNILATERAL, point="here", opened_by="A-1",
            state=HandoverState.PROPOSED,
        ))  # fmt: skip

    def left_together(self):
        self._opened()
        return self.lay(made(
            HandoverStepRecorded, step_id=self.number("G"), handover_id="H-1", enquiry_id="E-1", person_id="P-1",
            event=HandoverEvent.COMPLETED, happened_at=instant_text(self.clock()), state=HandoverState.COMPLETED,
            by=(), attested=(), signed_by=(), authority="", reason="", provision="", reference="",
        ))  # fmt: skip

    def registered_a_message(self):
        return self.lay(made(
            MessageRegistered, message_id=self.number("CM"), way=MessageWay.TO_HIM, kind=MessageKind.SHORT,
            writer_id="E-1", enquiry_id="E-1", person_id="", channel="clerk", written_on="", answers="",
            answered_state=None, code_hash="", inbox="", words_stood=True,
        ))  # fmt: skip

    def printed_a_message(self):
        message_id = self.number("CM")
        self.lay(made(
            MessageRegistered, message_id=message_id, way=MessageWay.TO_HIM, kind=MessageKind.SHORT,
            writer_id="E-1", enquiry_id="E-1", person_id="", channel="clerk", written_on="", answers="",
            answered_state=None, code_hash="", inbox="", words_stood=True,
        ))  # fmt: skip
        return self.lay(made(
            MessagePrinted, message_id=message_id, person_id="P-1", place="CAMP-2", code_hash=f"{self.count:064x}",
            previous=MessageState.CLEARED, state=MessageState.DISPATCHED,
        ))  # fmt: skip

    def kept_a_message_back(self):
        self.lay(made(
            MessageRegistered, message_id="CM-1", way=MessageWay.TO_HIM, kind=MessageKind.SHORT,
            writer_id="E-1", enquiry_id="E-1", person_id="", channel="clerk", written_on="", answers="",
            answered_state=None, code_hash="", inbox="", words_stood=True,
        ))  # fmt: skip
        return self.lay(made(
            MessageChecked, message_id="CM-1", writer_id="E-1", by_state=CheckingState.OURS,
            verdict=CheckVerdict.RETURNED, previous=MessageState.REGISTERED, state=MessageState.RETURNED, until="",
            is_waiting=True, because=None,
        ))  # fmt: skip

    def asked_for_a_call(self):
        call = self.number("CA")
        self.lay(made(
            CallAsked, call_id=call, side=CallSide.HERS, writer_id="E-1", enquiry_id="E-1", person_id="",
            way=CallWay.VIDEO, urgency=None, zone="", channel="clerk", inbox="", words_stood=True, facts=None,
        ))  # fmt: skip
        return call

    def both_agreed_to_a_call(self, urgency: CallUrgency | None = None):
        call = self.asked_for_a_call()
        return self.lay(made(
            CallAnswered, call_id=call, side=CallSide.HERS, agrees=True, enquiry_id="E-1", person_id="P-1",
            is_sound_only=False, zone="", channel="clerk", inbox="", facts=None, urgency=urgency,
            previous=CallState.ASKED, state=CallState.AGREED,
        ))  # fmt: skip

    def agreed_to_a_policy_on_calls(self):
        policy = self.number("CY")
        self.lay(made(
            CallPolicyProposed, policy_id=policy, are_let=True, least_a_month=1, minutes=15,
            because=PolicyReason.LINES, reason="lines",
        ))  # fmt: skip
        return self.lay(made(CallPolicyAgreed, policy_id=policy))

    def booked_a_call(self):
        hour = self.clock() + READY_FROM
        return self.lay(made(
            CallBooked, call_id=self.asked_for_a_call(), codes_id="CA-1:codes:1", place="CAMP-2", room_id="CR-1",
            line_id="CL-1", begins_at=instant_text(hour), ends_at=instant_text(hour + timedelta(minutes=15)),
            ticket="", out_of_turn=None, is_watched=False, is_number_verified=False, previous=CallState.AGREED,
            state=CallState.BOOKED,
        ))  # fmt: skip

    def prepared_a_call(self):
        return self.lay(made(
            CallPrepared, call_id=self.asked_for_a_call(), are_rules_read=True, is_watching_told=True,
            is_room_clear=True,
            supervisor="one", verified_index=0, previous=CallState.BOOKED, state=CallState.PREPARED,
        ))  # fmt: skip

    def parcel_came(self):
        return self.lay(made(
            ParcelRegistered, parcel_id=self.number("CB"), subject_id="P-1", parcel_kind=ParcelKind.PARCEL,
            enquiry_id="", person_id="P-1", channel="clerk", said_on="", at=instant_text(self.clock()), place="CAMP-2",
            state=ParcelState.AT_PLACE, inbox="", words_stood=True,
        ))  # fmt: skip

    def parcel_was_not_given(self):
        self.lay(made(
            ParcelRegistered, parcel_id="CP-9", subject_id="P-1", parcel_kind=ParcelKind.PARCEL, enquiry_id="E-1",
            person_id="", channel="clerk", said_on="", at="", place="", state=ParcelState.ANNOUNCED, inbox="",
            words_stood=True,
        ))  # fmt: skip
        return self.lay(made(
            ParcelMoved, parcel_id="CP-9", subject_id="P-1", event=ParcelEvent.NOT_GIVEN, previous=ParcelState.AT_PLACE,
            state=ParcelState.NOT_GIVEN, at=instant_text(self.clock()), place="CAMP-2", why_not=ParcelNotGiven.MOVED,
            is_asked_back=False, is_waiting=False,
        ))  # fmt: skip

    def wrote(self):
        return self.lay(LetterRecorded(
            letter_id=self.number("WB"), term_id="WR-1", place="CAMP-2", to=WatchingBody.ICRC,
            handed_in_at=instant_text(self.clock()), sent_at="", reference="",
        ))  # fmt: skip

    def draw(self, person="P-1", draw="X-1"):
        if draw not in self.draws:
            self.draws.add(draw)
            self.lay(DrawOpened(draw_id=draw, draw_number=len(self.draws), scope="*", how_many=1, opened_by="A-3"))
            self.lay(
                DrawRecorded(
                    draw_id=draw, draw_number=len(self.draws), scope="*", tree_size=1, root=draw, list_count=1,
                    list_digest="", drawn=(person,),
                )
            )  # fmt: skip

    def not_seen(self, person="P-1", draw="X-1"):
        self.draw(person, draw)
        return self.lay(
            NotSeenRecorded(
                draw_id=draw, person_id=person, looked_at=instant_text(self.clock()), place="here", holder="CAMP-2",
                said="",
            )
        )  # fmt: skip
