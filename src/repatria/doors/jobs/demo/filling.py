"""Filling a store with invented people, through the services alone, in steps that can be stopped and taken up again.

Every step asks what is there before it adds: a second run over a full store adds nothing.

1. sign-ins; 2. persons and what befell them until today; 3. enquiries, through the intake and the courier;
4. candidates and judgements; 5. interviews, approvals, answers; 6. one hand-over on an invented agreement; 7. messages
and calls; 8. a round; 9. the clocks.
"""

from __future__ import annotations

import hmac
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256

from repatria.core.law.custody import CustodyAttested, CustodyEvent, CustodyState
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.particulars import Category, Given, Particular, ParticularKind, Source
from repatria.core.vocabulary.receipts import (
    Receipt,
    letter_identity_of,
    locator_of,
    receipt_from_form_id,
)
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.comparing import Comparing
from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.jobs.demo.answering import Answering, Stage
from repatria.doors.jobs.demo.calls import Calls
from repatria.doors.jobs.demo.days import DAYS_BACK, PastDays
from repatria.doors.jobs.demo.holding import brought_to, card_in_pad, drawn_place, taken_by
from repatria.doors.jobs.demo.incident import Incident
from repatria.doors.jobs.demo.people import (
    InventedEnquiry,
    InventedPerson,
    invent_enquiry,
    invent_person,
    registered_again,
)
from repatria.doors.jobs.demo.post import leave_messages
from repatria.doors.jobs.demo.sign_ins import SIGN_INS, Provision, Staff, open_sign_ins
from repatria.doors.jobs.matcher import Matcher
from repatria.doors.jobs.ports import Outside
from repatria.doors.jobs.rounds import hold_round
from repatria.records.enquiries.selectors import enquiry_at
from repatria.records.intake.keys import PortalKeys
from repatria.records.intake.sealing import seal_to_bureau
from repatria.records.intake.services import receive_sealed
from repatria.records.register.selectors import custody_of, person_recorded_from
from repatria.records.register.services import record_capture, record_custody

Progress = Callable[[str, int, int], None]
_EVERY, _AT_ONCE = 25, 500
_DOUBLED = 21  # the number of the man who is registered a second time
_ASKED_WITHIN = 20  # days: the first letter is owed on the 21st
_LIST_LENGTH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be invented.

    Given:    the same seed invents the same people; `first_letter_day` in days after the day of the receipt.
    """

    persons: int = 300
    enquiries: int = 120
    seed: int = 417
    first_letter_day: int = 0
    has_incident: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptToTry:
    """A receipt that somebody may try, and what it shows."""

    number: str
    words: str
    shows: str


@dataclass(slots=True)
class Filled:
    """What stands in the store now."""

    persons: int = 0
    enquiries: int = 0
    links: int = 0
    receipts: list[ReceiptToTry] = field(default_factory=list)
    of_call: ReceiptToTry | None = None  # hers who waits for a call


class Filler:
    """One filling of one store."""

    def __init__(
        self, outside: Outside, portal: PortalKeys, plan: Plan, provision: Provision, key: bytes, progress: Progress
    ) -> None:
        self.outside, self.portal, self.plan, self.key, self.progress = outside, portal, plan, key, progress
        self.provision, self.comparing = provision, Comparing()
        chance = random.Random(plan.seed)
        self.people = [invent_person(chance, number) for number in range(plan.persons)]
        self.asked = [invent_enquiry(chance, self.people) for _ in range(plan.enquiries)]
        if plan.persons > _DOUBLED + 1:
            # The last man is one whom another camp has registered already: a double waits for the reviewers.
            self.people[-1] = registered_again(self.people[_DOUBLED])
        self.started = outside.now()

    def fill(self) -> Filled:
        """Fills the store.

        Returns:  what stands there now, with three receipts to try.
        """
        self.progress("sign-ins", 0, len(SIGN_INS))
        staff = open_sign_ins(self._ago(days=DAYS_BACK + 1), self.outside.randomness, self.provision, self.key)
        self.progress("sign-ins", len(SIGN_INS), len(SIGN_INS))
        persons = self._past_days(staff)
        receipts: dict[int, Receipt] = {}
        for number, asked, on in self._by_day():
            if len(receipts) % _EVERY == 0:
                self.progress("enquiries", len(receipts), len(self.asked))
            receipts[number] = self._ask(number, asked, on)
        while fetch_enquiries(self.outside, self.plan.first_letter_day):
            pass
        self.progress("enquiries", len(receipts), len(receipts))
        matcher = Matcher(self.outside)
        matcher.build()
        while matcher.follow():
            pass
        enquiries = {number: enquiry_at(locator_of(receipt)) or "" for number, receipt in receipts.items()}
        answering = Answering(self.outside, staff, self._draw_all, self.progress)
        known = [(n, asked.about) for n, asked in enumerate(self.asked) if asked.about is not None]
        stages = answering.answer_all([(enquiries[n], persons[about], bool(self.asked[n].words)) for n, about in known])
        self._draw_all()
        if self.plan.has_incident:
            at = self._ago(hours=3)
            Incident(
                staff=staff, at=at, seed=self.plan.seed, progress=self.progress, compare=self._compare_all
            ).fill()  # fmt: skip
        leave_messages(self.outside, staff, (
            (enquiries[n], persons[about], stage) for (n, about), stage in zip(known, stages, strict=True)
        ))  # fmt: skip
        calls = Calls(
            outside=self.outside, staff=staff, portal=self.portal, first_letter_day=self.plan.first_letter_day
        )  # fmt: skip
        call_for = calls.lay(
            (receipts[n], enquiries[n], persons[about], stage) for (n, about), stage in zip(known, stages, strict=True)
        )
        hold_round(self.outside)
        calls.book_tomorrow(call_for)
        keep_clocks(self.outside)
        self.progress("round", 1, 1)
        shown = dict(zip((n for n, _ in known), stages, strict=True))
        return Filled(
            persons=len(persons), enquiries=len(receipts), links=answering.links,
            receipts=self._receipts_to_try(receipts, shown),
            of_call=_to_try(call_for[0], "a call, by `repatria demo call`") if call_for else None,
        )  # fmt: skip

    def _ago(self, **delta: float) -> datetime:
        return self.started - timedelta(**delta)

    def _days_since(self, number: int) -> float:
        """How many days ago this man was captured."""
        return DAYS_BACK - (DAYS_BACK - 1) / max(1, len(self.people)) * number

    def _by_day(self) -> list[tuple[int, InventedEnquiry, date]]:
        """The enquiries in the order of their days, none before he was taken, with their numbers in the plan."""
        found = []
        for number, asked in enumerate(self.asked):
            within = _ASKED_WITHIN if asked.about is None else min(_ASKED_WITHIN, int(self._days_since(asked.about)))
            found.append((number, asked, self._ago(days=number * 7 % (within + 1)).date()))
        return sorted(found, key=lambda one: one[2])

    def _draw_all(self) -> None:
        while draw_consequences(self.outside):
            pass

    def _compare_all(self) -> None:
        while self.comparing.read_on(self.outside, _AT_ONCE):
            pass

    def _past_days(self, staff: Staff) -> list[str]:
        """Registers everybody, from weeks ago until yesterday in the order of their cards, and what befell them."""
        days = PastDays(
            self.outside, staff, self.started, lambda done: self.progress("persons", done, len(self.people)),
            drawn_at=drawn_place(len(self.people)),
        )  # fmt: skip
        captured = [self._ago(days=self._days_since(number)) for number in range(len(self.people))]
        passed = {n: person_recorded_from(self._source_key(n)) for n, at in enumerate(captured) if days.has_passed(at)}
        days.persons.update((number, found) for number, found in passed.items() if found)
        if len(days.persons) < len(passed):
            days.reached = None  # that run was of another plan: each step asks what it finds
        for number, at in enumerate(captured):
            days.at(at, partial(self._capture, days, number, at))
            days.notify_after(at)
            if number % 20 != 19:
                days.at(at + timedelta(hours=9), partial(self._evacuate, days, number, at + timedelta(hours=9)))
                days.at(at + timedelta(hours=20), partial(self._arrive, days, number, at + timedelta(hours=20)))
                days.at(at + timedelta(days=4), partial(days.write_card, number, at + timedelta(days=4)))
                days.notify_after(at + timedelta(hours=20))
        days.pass_by(captured, {asked.about for asked in self.asked if asked.about is not None})
        return [days.persons[number] for number in range(len(self.people))]

    def _source_key(self, number: int) -> str:
        return f"demonstration {self.plan.seed} person {number}"

    def _capture(self, days: PastDays, number: int, at: datetime) -> None:
        person = self.people[number]
        source_key = self._source_key(number)
        found = person_recorded_from(source_key)
        days.persons[number] = found or record_capture(
            days.staff.by(f"registrar-{1 + number % 2}", at),
            category=Category.RETAINED_PERSONNEL if number % 50 == 49 else Category.PRISONER_OF_WAR,
            power=person.party, card_number=card_in_pad(number), captured_on=PartialDate.parse(str(at.date())),
            captured_at=f"{person.birth_place}, поблизу", holder=taken_by(number),
            particulars=_particulars(person, number), source_key=source_key,
        )  # fmt: skip

    def _evacuate(self, days: PastDays, number: int, at: datetime) -> None:
        person_id, reference = days.persons[number], f"L-{1 + number // _LIST_LENGTH}"
        attested = CustodyAttested(list_reference=reference, counted=_LIST_LENGTH, listed=_LIST_LENGTH)
        if custody_of(person_id).custody_state == CustodyState.IN_UNIT:
            record_custody(
                days.staff.by("registrar-1", at), person_id=person_id, event=CustodyEvent.EVACUATED, happened_at=at,
                attested=attested,
            )  # fmt: skip

    def _arrive(self, days: PastDays, number: int, at: datetime) -> None:
        person_id, place = days.persons[number], brought_to(number, len(self.people))
        # Asked again: an earlier run may have been cut off while he was on the road.
        if custody_of(person_id).custody_state == CustodyState.IN_TRANSIT:
            record_custody(
                days.staff.by("registrar-1", at), person_id=person_id, event=CustodyEvent.ARRIVED, happened_at=at,
                holder=place, attested=CustodyAttested(received_by=f"черговий на воротах, {place}"),
            )  # fmt: skip

    def _ask(self, number: int, asked: InventedEnquiry, on: date) -> Receipt:
        form_id = hmac.digest(self.key, f"form {self.plan.seed} {number}".encode(), sha256)
        receipt = receipt_from_form_id(form_id, asked.language)
        header = {
            "item": "enquiry", "locator": locator_of(receipt), "letter_identity": letter_identity_of(receipt),
            "language": asked.language, "channel": "web",
            "said": {
                "sought_name": asked.sought_name, "sought_birth": asked.sought_birth,
                "sought_place": asked.sought_place, "relation": asked.relation,
                "enquirer_name": asked.enquirer_name, "words": asked.words,
                "telephone": f"+380 00 {number:03d} 00 00", "reach_by": f"+380 00 {number:03d} 00 00",
            },
        }  # fmt: skip
        receive_sealed(
            form_id_sha256=sha256(form_id).digest(), on=on, mac_key=self.portal.mac_key,
            ciphertext=seal_to_bureau(self.portal.bureau_recipient, header, b""),
        )  # fmt: skip
        return receipt

    def _receipts_to_try(self, receipts: Mapping[int, Receipt], stages: dict[int, Stage]) -> list[ReceiptToTry]:
        def first(wanted: Stage) -> int | None:
            return next((n for n, stage in stages.items() if stage is wanted), None)

        unknown = next((n for n, asked in enumerate(self.asked) if asked.about is None), None)
        chosen = (
            (first(Stage.MEETING), "a letter about a possible meeting"),
            (first(Stage.TOLD), "a letter that he is alive and held"),
            (unknown, "the letter that every family gets whom we cannot answer"),
        )
        return [_to_try(receipts[n], shows) for n, shows in chosen if n is not None]


def _to_try(receipt: Receipt, shows: str) -> ReceiptToTry:
    return ReceiptToTry(number=receipt.number, words=" ".join(receipt.words), shows=shows)


def _particulars(person: InventedPerson, number: int) -> list[Particular]:
    source = Source(kind="capture_form", reference=f"зошит 7, рядок {number + 1}")

    def given(kind: ParticularKind, value: str, what: Given = Given.GIVEN) -> Particular:
        return Particular(kind=kind, value=value if what is Given.GIVEN else None, given=what, source=source)

    declines, is_unasked = number % 9 == 4, number % 7 == 3
    return [
        given(ParticularKind.SURNAME, person.surname),
        given(ParticularKind.FIRST_NAMES, person.first_name),
        given(ParticularKind.RANK, person.rank, Given.DECLINED if number % 31 == 30 else Given.GIVEN),
        given(ParticularKind.BIRTH_DATE, person.birth_date, Given.UNKNOWN if number % 41 == 40 else Given.GIVEN),
        given(ParticularKind.SERVICE_NUMBER, person.service_number),
        given(ParticularKind.PATRONYMIC, person.patronymic, Given.DECLINED if declines else Given.GIVEN),
        given(ParticularKind.BIRTH_PLACE, person.birth_place, Given.NOT_ASKED if is_unasked else Given.GIVEN),
        given(ParticularKind.MOTHER_MAIDEN_NAME, "", Given.DECLINED if declines else Given.NOT_ASKED),
    ]


__all__ = ["Filled", "Filler", "Plan", "ReceiptToTry"]
