"""The demonstration's messages: left by some who ask, one of them answered on the sheet that came back.

Words for a man who was not asked yet wait; of one who said yes they were looked at and printed, and he answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from repatria.core.law.messages import CheckingState, CheckVerdict, MessageEvent, MessageKind
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.doors.jobs.demo.answering import Stage
from repatria.doors.jobs.demo.sign_ins import SIGN_INS, Staff
from repatria.doors.jobs.ports import Outside
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.contact.selectors.queues import post_for_camp
from repatria.records.contact.selectors.whole import messages_of
from repatria.records.contact.services.checking import check_message
from repatria.records.contact.services.steps import print_message, record_step
from repatria.records.contact.services.taking import receive_hers, receive_his, record_agreement
from repatria.records.register.selectors import custody_of

_FIRST, _CARD = "Ми всі живі. Чекаємо на тебе.", "Кіт спить на твоєму місці. Мама."
_ANSWER = "Живий, здоровий. Погладьте кота."
_BY = "Вигадана перевірка листів, кімната 4"


def leave_messages(outside: Outside, staff: Staff, asked: Iterable[tuple[str, str, Stage]]) -> None:
    """Leaves one message a stage and carries it as far as it goes; what an earlier run left stands.

    Given:    enquiry, person and the stage that her enquiry reached.
    """
    now, seen = outside.now(), set[Stage]()
    for enquiry_id, person_id, stage in asked:
        if stage in seen or stage not in (Stage.TOLD, Stage.TO_BE_ASKED, Stage.TO_BE_JUDGED, Stage.MEETING):
            continue
        seen.add(stage)
        if messages_of(staff.by("caseworker-1", now), enquiry_id).lines:
            continue
        message_id = receive_hers(
            staff.by("caseworker-1", now), enquiry_id=enquiry_id, kind=MessageKind.CARD, written_on=now.date(),
            text=_CARD if stage is Stage.TOLD else _FIRST,
        )  # fmt: skip
        if stage is Stage.TO_BE_JUDGED:
            continue  # nobody has looked at it yet
        _look(staff.by("censor-1", now), message_id)
        if stage is Stage.TOLD:
            record_agreement(staff.by("caseworker-1", now), enquiry_id=enquiry_id, agrees=True)
            _answer(outside, staff, message_id, person_id, now)


def _look(censor: Acting, message_id: str) -> None:
    check_message(
        censor, message_id=message_id, by_state=CheckingState.OURS, verdict=CheckVerdict.CLEARED, checked_by=_BY
    )


def _answer(outside: Outside, staff: Staff, message_id: str, person_id: str, now: datetime) -> None:
    """Prints it in his camp, where it may be, hands it over, and takes in the sheet that came back with his answer."""
    holder = custody_of(person_id).holder
    officer = next((one.name for one in SIGN_INS if one.role is Role.CAMP_OFFICER and one.branch == holder), "")
    if not officer:
        return  # nobody of that camp signs in to a demonstration
    camp = staff.by(officer, now)
    if message_id not in {one.message_id for one in post_for_camp(camp)}:
        return
    code = paper_code(outside.randomness(13))
    print_message(camp, message_id=message_id, code=code)
    record_step(
        camp, message_id=message_id, event=MessageEvent.DELIVERED, happened_at=now, given_to="йому самому",
        is_by_hand=True,
    )  # fmt: skip
    answer = receive_his(camp, kind=MessageKind.CARD, text=_ANSWER, written_on=now.date(), code=code)
    _look(staff.by("censor-1", now), answer)
