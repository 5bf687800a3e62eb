"""The demonstration's past days in the order of their hours: who was taken where, what was sent, who was asked.

Nearly all was done in time, so that what is late can be told one by one: two notices of which no receipt came, a man
who was signed out to another service, one who said "later" and was not asked again. One is to be released, and two are
to be moved: one of them has left. What the camps counted, and who was seen, stands in `rolls`. Every step asks what was
done before it does it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from repatria.core.law.capture_card import CardCopy, CardEnding
from repatria.core.law.contact import ContactAbout, ContactAnswer, InterviewFacts
from repatria.core.law.custody import CustodyAttested, CustodyEvent, CustodyState, is_held
from repatria.core.law.custody_facts import ReleaseGround
from repatria.core.law.release import Proceedings, ReleaseBasis
from repatria.core.law.release_papers import DecidedBy, MedicalCategory
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.demo.batches import Batches
from repatria.doors.jobs.demo.dead import Dead
from repatria.doors.jobs.demo.families import train
from repatria.doors.jobs.demo.holding import CAMPS, HOSPITAL, OTHER_SERVICE, UNITS, brought_to
from repatria.doors.jobs.demo.living import Living
from repatria.doors.jobs.demo.rolls import Rolls
from repatria.doors.jobs.demo.sign_ins import Staff
from repatria.doors.jobs.demo.talks import Talks
from repatria.doors.jobs.ports import Outside
from repatria.records.ledger.reading import last_instant
from repatria.records.ledger.services import bulk_acts
from repatria.records.notices.report_selectors import CAPTURE_REASON
from repatria.records.notices.selectors import NoticeLine, notices_unanswered
from repatria.records.notices.services import deliver_notice, receipt_notice
from repatria.records.register.selectors import custody_of, latest_decision, open_order, particulars_of
from repatria.records.register.selectors.cards import has_ended_card
from repatria.records.register.selectors.status import were_rights_read
from repatria.records.register.services import open_release, record_contact_decision, record_custody, record_particular
from repatria.records.register.services.cards import record_capture_card
from repatria.records.register.services.grounds import record_medical_decision
from repatria.records.register.services.status import record_rights_read

DAYS_BACK = 45
TRANSFER_LIST = "список П-7"
ORDER = "наказ 11/4"
COMMISSION, PASSPORT = "комісія 3/26", "паспорт, показано"
COMMISSIONERS = ("д-р Кельнер", "д-р Ардо", "д-р Савчук")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_POST_EVERY = 6 * _HOUR
_TOGETHER = 8  # events that are one transaction: a filling that is cut off loses few
_ALONE = InterviewFacts(
    language="uk", is_interviewer_outside_camp=True, is_guard_present=False, is_interviewer_interrogator=False
)
_ANSWERS = (
    ContactAnswer.YES, ContactAnswer.YES, ContactAnswer.NO, ContactAnswer.YES, ContactAnswer.YES,
    ContactAnswer.ONLY_THIS_PERSON, ContactAnswer.YES, ContactAnswer.YES, ContactAnswer.NO, ContactAnswer.YES,
)  # fmt: skip


_Event = tuple[datetime, int, Callable[[], None], bool]


@dataclass(slots=True)
class PastDays:
    """What happened until now, hour by hour.

    Given:    `persons` by their numbers in the plan, as they come to be registered; `drawn_at` where the auditor draws.
    """

    outside: Outside
    staff: Staff
    started: datetime
    progress: Callable[[int], None]
    persons: dict[int, str] = field(default_factory=dict)
    drawn_at: str = CAMPS[0]
    reached: datetime | None = field(default_factory=last_instant)  # by an earlier run, which went by the hours too
    _events: list[_Event] = field(default_factory=list)
    _posts: set[datetime] = field(default_factory=set)

    def at(self, instant: datetime, happens: Callable[[], None], *, is_alone: bool = False) -> None:
        """Lets something happen at an instant; what lies ahead does not happen, nor what an earlier run came past.

        Given:    `is_alone` for what is more than one act: it says itself what is one transaction.
        """
        if instant <= self.started and not self.has_passed(instant):
            self._events.append((instant, len(self._events), happens, is_alone))

    def has_passed(self, instant: datetime) -> bool:
        """Whether an earlier run did all that happened at this instant: it recorded something later."""
        return self.reached is not None and instant < self.reached

    def notify_after(self, instant: datetime) -> None:
        """Lets the house draw up the notices of what happened, and the registrar send them, at the next post."""
        since = (instant - datetime.min.replace(tzinfo=instant.tzinfo)) % _POST_EVERY
        self._posts.add(instant - since + _POST_EVERY)

    def pass_by(self, captured: Sequence[datetime], sought: Collection[int]) -> None:
        """Lets all of it happen.

        Given:    when each man was captured, and the numbers of those whom somebody seeks: nothing odd befalls them.
        """
        self._ask_them(captured)
        quiet = [number for number in range(len(captured)) if number not in sought]
        kept = self._kept(captured, quiet)
        for post in sorted(self._posts):
            # The last hours' notices lie in the outbox still: that is the registrar's day.
            self.at(post, partial(self._post, post), is_alone=True)
            # Captures are receipted by whoever takes the packet along, all else with the next one but one.
            for hours, is_of_capture in ((12, True), (30, False)):
                back_at = post + hours * _HOUR
                self.at(back_at, partial(self._receipt, post, back_at, kept, is_of_capture), is_alone=True)
        self._roll(captured, quiet)
        self._sign_out(captured, quiet)
        self._order_away(captured, quiet)
        self._release(captured, quiet)
        self._talk(captured, quiet)
        for instant, happens in Dead(staff=self.staff).steps(self.started - 26 * _HOUR):
            self.at(instant, happens, is_alone=True)
        done = 0
        for group in _together(sorted(self._events, key=lambda event: event[:2])):
            with nullcontext() if group[0][3] else bulk_acts():
                for _, _, happens, _ in group:
                    happens()
            done += len(group)
            self.progress(done * len(captured) // max(1, len(self._events)))
        keep_clocks(self.outside)

    def _then(self, instant: datetime) -> Outside:
        return replace(self.outside, now=lambda: instant)

    def _post(self, instant: datetime) -> None:
        then = self._then(instant)
        with bulk_acts():
            draw_consequences(then)
        if instant <= self.started - 12 * _HOUR:
            registrar = self.staff.by("registrar-1", instant)
            reference = f"пакет {instant:%m%d}/{instant.hour // 6 + 1}"
            with bulk_acts():
                for line in _until(instant, "issued"):
                    deliver_notice(registrar, notice_id=line.notice_id, reference=reference)
        if instant.hour < _POST_EVERY // _HOUR:  # alarms of the past days come in the morning
            keep_clocks(then)

    def _receipt(
        self, post: datetime, back_at: datetime, kept: Callable[[], Collection[tuple[str, str]]], is_of_capture: bool
    ) -> None:
        """The delegate brings the receipts of all that left until that post, but for two of captures."""
        without, delegate = kept(), self.staff.by("delegate-1", back_at)
        with bulk_acts():
            for line in _until(post, "sent"):
                if is_of_capture != (line.reason == CAPTURE_REASON):
                    continue
                if not is_of_capture or (line.person_id, line.recipient) not in without:
                    receipt_notice(delegate, notice_id=line.notice_id, reference=f"R-{line.notice_id[2:7]}")

    def _kept(self, captured: Sequence[datetime], quiet: Sequence[int]) -> Callable[[], Collection[tuple[str, str]]]:
        """The two notices of which no receipt came: one to the Agency, one to a Power, each more than a week ago."""
        numbers = [number for number in quiet if self.started - captured[number] > 9 * _DAY][-2:]
        recipients = (NoticeRecipient.CENTRAL_TRACING_AGENCY.value, NoticeRecipient.POWER_CONCERNED.value)
        return lambda: {
            (self.persons[number], recipient)
            for number, recipient in zip(numbers, recipients, strict=False)
            if number in self.persons
        }

    def _ask_them(self, captured: Sequence[datetime]) -> None:
        """Each man is asked whom we may tell, three days after his capture."""
        asked_at = [captured_at + 3 * _DAY for captured_at in captured]
        later = max((n for n, at in enumerate(asked_at) if self.started - at > 32 * _DAY), default=None)
        unconscious = max((n for n, at in enumerate(asked_at) if self.started - at > 5.5 * _DAY), default=None)
        for number, instant in enumerate(asked_at):
            answer = _ANSWERS[number % len(_ANSWERS)]
            if number == later:
                answer = ContactAnswer.LATER
            elif number == unconscious:
                answer = ContactAnswer.CANNOT_BE_ASKED
            self.at(instant, partial(self._ask, number, instant, answer))

    def _ask(self, number: int, instant: datetime, answer: ContactAnswer) -> None:
        person_id = self.persons[number]
        if latest_decision(person_id, ContactAbout.OPEN.value, None) is None:
            record_contact_decision(
                self.staff.by("interviewer-1", instant), person_id=person_id, about=ContactAbout.OPEN, link_index=None,
                answer=answer, is_her=None, facts=_ALONE,
            )  # fmt: skip

    def write_card(self, number: int, instant: datetime) -> None:
        """His rights are read to him and he writes his card, days after he came; one in twenty has not written yet."""
        person_id = self.persons[number]
        is_here = is_held(CustodyState(custody_of(person_id).custody_state or "reported"))
        if is_here and not were_rights_read(person_id):
            record_rights_read(
                self.staff.by("registrar-1", instant), person_id=person_id, read_at=instant, language="uk",
                read_by="перекладач табору", was_understood=True,
            )  # fmt: skip
        if number % 20 != 13 and is_here and not has_ended_card(person_id):  # an earlier run may have been cut off
            record_capture_card(
                self.staff.by("registrar-1", instant), person_id=person_id, happened_at=instant,
                ending=CardEnding.DICTATED if number % 9 == 4 else CardEnding.SIGNED, writer="перекладач табору",
                copies=[CardCopy.AGENCY, CardCopy.FAMILY][: 1 + number % 2],
            )  # fmt: skip

    def _roll(self, captured: Sequence[datetime], quiet: Sequence[int]) -> None:
        """Each place's sheet a day, the delegate's visit, and the auditor's draw."""
        first, living = min(captured, default=self.started), Living(staff=self.staff, started=self.started)
        counted = self._rolls
        for instant in counted.roll_instants(first):
            for place in (*UNITS, *CAMPS, HOSPITAL):
                self.at(instant, partial(counted.take, place, instant))
            for place in (*UNITS, *CAMPS, HOSPITAL):
                self.at(instant, partial(living.give, place, instant))
                self.at(instant, partial(living.offer_mail, place, instant))
        unseen = next((n for n in quiet if captured[n] < self.started - 40 * _DAY and n % 20 != 19), None)
        visit_at = self._rolls.visit_at  # every man one by one, but for one who is not brought
        for number in (n for n, at in enumerate(captured) if at < visit_at - 2 * _DAY and n != unseen):
            self.at(visit_at, partial(self._rolls.visit, number))
        for place in (*CAMPS, HOSPITAL):
            self.at(visit_at, partial(living.inspect, place, visit_at))
        for hours, happens in ((28, self._rolls.draw), (5, self._rolls.look)):
            self.at(self.started - hours * _HOUR, partial(happens, self.started - hours * _HOUR), is_alone=True)

    @property
    def _rolls(self) -> Rolls:
        return Rolls(
            outside=self.outside, staff=self.staff, started=self.started, persons=self.persons, drawn_at=self.drawn_at
        )  # fmt: skip

    def _sign_out(self, captured: Sequence[datetime], quiet: Sequence[int]) -> None:
        """One of those who had been drawn was lent to another service 26 hours ago, for six hours."""
        taken_at, place, of = self.started - 26 * _HOUR, self.drawn_at, len(captured)
        there = [
            n for n in (quiet if place in CAMPS else range(of))
            if brought_to(n, of) == place and n % 20 != 19 and captured[n] < taken_at - 2 * _DAY
        ]  # fmt: skip
        if there:
            self.at(taken_at, lambda: self._lend(self._rolls.lent(there), taken_at))

    def _lend(self, number: int, taken_at: datetime) -> None:
        person_id = self.persons[number]
        if custody_of(person_id).custody_state != CustodyState.IN_CAMP:
            return
        record_custody(
            self.staff.by("registrar-1", taken_at), person_id=person_id, event=CustodyEvent.SIGNED_OUT,
            happened_at=taken_at, holder=OTHER_SERVICE,
            attested=CustodyAttested(order_by=ORDER, due_back_at=instant_text(taken_at + 6 * _HOUR)),
        )  # fmt: skip

    def _order_away(self, captured: Sequence[datetime], quiet: Sequence[int]) -> None:
        """Yesterday it was ordered that two men of the second camp go to the first: one has left, one has not."""
        ordered_at = self.started - 30 * _HOUR
        of_camp = [n for n in quiet if n % len(CAMPS) == 1 and n % 20 != 19 and captured[n] < ordered_at - 9 * _DAY]
        for number in of_camp[-2:]:
            self.at(ordered_at, partial(self._order, number, ordered_at))
        if of_camp:
            self.at(ordered_at + 20 * _HOUR, partial(self._leave, of_camp[-1], ordered_at + 20 * _HOUR))

    def _order(self, number: int, ordered_at: datetime) -> None:
        person_id = self.persons[number]
        if custody_of(person_id).custody_state == CustodyState.IN_CAMP and open_order(person_id) is None:
            record_custody(
                self.staff.by("registrar-1", ordered_at), person_id=person_id, event=CustodyEvent.TRANSFER_ORDERED,
                happened_at=ordered_at, holder=CAMPS[0],
                attested=CustodyAttested(
                    list_reference=TRANSFER_LIST, counted=2, listed=2, told_new_address=True, effects_go_with_him=True,
                ),
            )  # fmt: skip

    def _leave(self, number: int, left_at: datetime) -> None:
        person_id = self.persons[number]
        if open_order(person_id) is not None:
            record_custody(
                self.staff.by("registrar-1", left_at), person_id=person_id, event=CustodyEvent.DEPARTED,
                happened_at=left_at, attested=CustodyAttested(counted=1),
            )  # fmt: skip

    def _release(self, captured: Sequence[datetime], quiet: Sequence[int]) -> None:
        """A commission of doctors decided two days ago that a man of the second camp goes home: nobody approved yet."""
        decided_at = self.started - 2 * _DAY
        of_camp = [n for n in quiet if n % len(CAMPS) == 1 and n % 20 != 19 and captured[n] < decided_at - 10 * _DAY]
        if of_camp:
            self.at(decided_at, partial(self._open, of_camp[0], decided_at), is_alone=True)

    def _open(self, number: int, decided_at: datetime) -> None:
        person_id, registrar = self.persons[number], self.staff.by("registrar-1", decided_at)
        if custody_of(person_id).custody_state != CustodyState.IN_CAMP:
            return
        surname = next(one.value for one in particulars_of(person_id) if one.kind is ParticularKind.SURNAME)
        ground = ReleaseGround(
            basis=ReleaseBasis.ART109_110, reference=COMMISSION, proceedings=Proceedings.NONE
        )  # fmt: skip
        with bulk_acts():
            # A second source: nobody is released on one paper's word for who he is.
            record_particular(registrar, person_id=person_id, particular=Particular(
                kind=ParticularKind.SURNAME, value=surname, source=Source(kind="document", reference=PASSPORT)
            ))  # fmt: skip
            record_medical_decision(
                self.staff.by("medical-1", decided_at), person_id=person_id, decided_by=DecidedBy.COMMISSION,
                members=COMMISSIONERS, decided_at=decided_at, reference=COMMISSION,
                category=MedicalCategory.NOT_WITHIN_A_YEAR,
            )  # fmt: skip
            open_release(registrar, person_id=person_id, happened_at=decided_at, ground=ground)

    def _talk(self, captured: Sequence[datetime], quiet: Sequence[int]) -> None:
        """Three days ago the Parties agreed on a list: of the first camp's men, those nothing else befell."""
        agreed_at = self.started - 3 * _DAY
        of_camp = [n for n in quiet if n % len(CAMPS) == 0 and n % 20 < 13 and captured[n] < agreed_at - 10 * _DAY]

        def happens() -> None:
            persons = [self.persons[number] for number in of_camp if number in self.persons]
            Talks(staff=self.staff).hold(persons, agreed_at)
            Batches(staff=self.staff).cross(agreed_at)
            train(self.staff, agreed_at)

        if of_camp:
            self.at(agreed_at, happens, is_alone=True)


def _until(instant: datetime, state: str) -> list[NoticeLine]:
    """The notices in a state of what happened before an instant."""
    return [line for line in notices_unanswered((state,)) if line.due_at <= instant_text(instant + _DAY)]


def _together(events: Iterable[_Event]) -> Iterator[list[_Event]]:
    """What is one transaction: a few acts, or one thing that stands alone."""
    group: list[_Event] = []
    for event in events:
        if group and (event[3] or group[0][3] or len(group) == _TOGETHER):
            yield group
            group = []
        group.append(event)
    if group:
        yield group
