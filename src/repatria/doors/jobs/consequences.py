"""Consequences: what follows from an act of one room for another, drawn once each, by cursor.

1. A registered capture and every notifiable change of custody make a notice to the Agency and one to the Power that is
   named. What he fears goes with the Agency's; then a Power has none from here. So does a death that is to be told:
   it says that the family was not told, and whose the visit is: the receiver's, or ours by a day.
2. His recognising her words becomes evidence in the kinship of her enquiry.
3. A link that is annulled takes back what the wrong man proved.
4. An identity checked face to face becomes the face-to-face evidence; a completed hand-over ends his custody.
   What both said after a call, each apart, becomes evidence too; the codes of a call go with it.
5. A name that the board takes back ends the telling that rests on it.
6. What has served is destroyed: public reports once custody is on record; her military facts once a link is decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from repatria.core.law.custody import CustodyEvent, is_held, notifiable
from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.handover import HandoverEvent
from repatria.core.law.telling import DeathKnown, OwedBy
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.notices import FAMILY_BY, RECEIVER_VISITS, NoticeItem, NoticeRecipient
from repatria.core.vocabulary.particulars import Given, ParticularKind
from repatria.doors.jobs.consumers import Consumer, draw_again, read_on
from repatria.doors.jobs.erased_samples import ERASED_SAMPLES
from repatria.doors.jobs.names_taken_back import NAMES_TAKEN_BACK
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.contact.call_acts import CallEnded, CallPutOff, CallRecognised
from repatria.records.contact.services.call_ends import codes_standing, destroy_call_codes
from repatria.records.enquiries.acts import EnquiryClosed
from repatria.records.enquiries.military import DECIDED, destroy_military, military_standing
from repatria.records.enquiries.selectors import evidence_of
from repatria.records.enquiries.selectors import is_open as is_open_enquiry
from repatria.records.enquiries.services import record_kinship_evidence
from repatria.records.handover.acts import AskedAgainAlone, HandoverStepRecorded
from repatria.records.handover.releasing import release_of
from repatria.records.ledger.own_acts import KeyDestroyed
from repatria.records.ledger.reading import Recorded
from repatria.records.ledger.services import caused_by
from repatria.records.matching.acts import JudgementRecorded
from repatria.records.matching.link_acts import LinkAnnulled
from repatria.records.matching.selectors import link_at
from repatria.records.notices.selectors import (
    notice_numbers_of,
    waiting_for_powers,
    was_told_before,
)
from repatria.records.notices.services import issue_notice, leave_to_agency
from repatria.records.register.acts import CaptureRecorded, ContactDecisionRecorded, CustodyRecorded, ParticularRecorded
from repatria.records.register.correction_acts import ParticularCorrected
from repatria.records.register.selectors import custody_of, notice_items
from repatria.records.register.selectors.decisions import fear_of, is_feared
from repatria.records.register.selectors.found_dead import is_found_dead
from repatria.records.register.selectors.particulars import is_power_named
from repatria.records.register.services import cancel_release, complete_release, open_release
from repatria.records.register.services.reports import destroy_alive_report, reports_standing
from repatria.records.telling.acts import TellingOpened

_CAPTURE = CustodyEvent.CAPTURE_REPORTED.value
_TO_POWER = "notices_power"
_ADDRESS = NoticeItem.CORRESPONDENCE_ADDRESS.value


def reason_of(recorded: Recorded) -> str | None:
    """Why an act is to be notified (GC III 122); None when it is not."""
    given = recorded.act
    if isinstance(given, CaptureRecorded):
        return CustodyEvent.CAPTURE_REPORTED.value
    if isinstance(given, CustodyRecorded) and (given.annuls or notifiable(given.event, given.state)):
        return given.event.value
    return None


def is_notice_owed(consumer: Consumer, recorded: Recorded) -> bool:
    """Whether this reader draws a notice from an act: of what is notified each has one, but a Power none that was not
    named, and none that he fears.

    Source:   GC III art. 122(3); practice rule 9.
    """
    if reason_of(recorded) is None:
        return False
    given = recorded.act
    assert isinstance(given, CaptureRecorded | CustodyRecorded)
    if consumer.name != _TO_POWER:
        return True
    return is_power_named(given.person_id, recorded.index) and not is_feared(given.person_id)


def is_correction(recorded: Recorded) -> bool:
    """Whether an act takes back what an earlier notice said: an annulment, or a report that was disproved."""
    given = recorded.act
    return isinstance(given, CustodyRecorded) and (bool(given.annuls) or given.event is CustodyEvent.DISPROVED)


def _notice_to(recipient: NoticeRecipient) -> Callable[[Recorded, Outside], None]:
    def draw(recorded: Recorded, outside: Outside) -> None:
        given, reason = recorded.act, reason_of(recorded)
        if reason is None:
            return
        assert isinstance(given, CaptureRecorded | CustodyRecorded)
        happened = given.captured_on if isinstance(given, CaptureRecorded) else given.happened_at
        _issue(recorded, outside, given.person_id, recipient, reason, happened, is_correction=is_correction(recorded))

    return draw


def _issue(
    recorded: Recorded, outside: Outside, person_id: str, recipient: NoticeRecipient, reason: str, happened: str,
    *, is_correction: bool = False, visit: dict[str, str] | None = None,
) -> None:  # fmt: skip
    """Lays a notice out: to the Agency in every case, with what he fears; to a Power where one is named, and unless he
    fears it: then the Agency decides (practice rule 9)."""
    items, fear = notice_items(person_id), fear_of(person_id)
    is_agency = recipient is NoticeRecipient.CENTRAL_TRACING_AGENCY
    if not is_agency and (
        is_feared(person_id) or (items.given and NoticeItem.POWER_OF_DEPENDENCE.value not in items.given)
    ):
        return
    code, word = outside.paper_mark("en")
    told = dict(items.given)
    if items.mail_number:
        told[_ADDRESS] = outside.letterhead.mail_address("en", items.mail_number)
    told |= visit or {}
    issue_notice(
        outside.house(Role.CLERKWORK), person_id=person_id, recipient=recipient, reason=reason,
        basis_index=recorded.index, known_at=read_instant(recorded.at), happened=happened, items=told,
        without=items.without, code=code, check_word=word, is_correction=is_correction,
        fear=fear if is_agency else "",
    )  # fmt: skip


def _to_be_told(recipient: NoticeRecipient) -> Callable[[Recorded, Outside], None]:
    """A death that is to be told is notified first: the family was not told, and whose the visit is. Of the receiver's
    own dead it is the receiver's (practice rule 24): a day of ours would be kept by nobody."""

    def draw(recorded: Recorded, outside: Outside) -> None:
        given = recorded.act
        assert isinstance(given, TellingOpened)
        if given.known is DeathKnown.PROVEN and given.person_id:
            is_theirs = given.owed_by is OwedBy.RECEIVER
            if not is_theirs and recipient is NoticeRecipient.POWER_CONCERNED and is_found_dead(given.person_id):
                return  # our own dead, whom nobody held: the Power concerned is ours
            visit = {RECEIVER_VISITS: given.owed_by.value} if is_theirs else {FAMILY_BY: given.visit_by}
            _issue(recorded, outside, given.person_id, recipient, CustodyEvent.DIED.value, "", visit=visit)

    return draw


def _fear(recorded: Recorded, outside: Outside) -> None:
    """What he fears goes to the Agency with a notice."""
    given = recorded.act
    assert isinstance(given, ContactDecisionRecorded)
    if given.words is None or not given.words.fear:
        return
    captured_on = notice_items(given.person_id).captured_on
    _issue(recorded, outside, given.person_id, NoticeRecipient.CENTRAL_TRACING_AGENCY, _CAPTURE, captured_on)


def _left_to_agency(recorded: Recorded, outside: Outside) -> None:
    """What was to go to a Power and has not left is left to the Agency."""
    given = recorded.act
    assert isinstance(given, ContactDecisionRecorded)
    if given.words is not None and given.words.fear and waiting_for_powers(given.person_id):
        leave_to_agency(outside.house(Role.CLERKWORK), person_id=given.person_id, decision_index=recorded.index)


def _corrected(recipient: NoticeRecipient) -> Callable[[Recorded, Outside], None]:
    """Whoever was told what was taken down wrongly is told what is right, as a correction (GC III art. 122(4))."""

    def draw(recorded: Recorded, outside: Outside) -> None:
        given = recorded.act
        assert isinstance(given, ParticularCorrected)
        if given.particular.kind.value in set(NoticeItem) and was_told_before(
            given.person_id, recipient, recorded.index
        ):
            reason, happened = _first_told(given.person_id)
            _issue(recorded, outside, given.person_id, recipient, reason, happened, is_correction=True)

    return draw


def _first_told(person_id: str) -> tuple[str, str]:
    """Of what a later word about a person speaks, and its day: his capture, or his death where nobody held him."""
    if custody_of(person_id).custody_state is None:
        return CustodyEvent.DIED.value, ""
    return _CAPTURE, notice_items(person_id).captured_on


def _power_named(recorded: Recorded, outside: Outside) -> None:
    """A Power that is named later has its notice then: before, there was nobody to tell."""
    given, power = recorded.act, NoticeRecipient.POWER_CONCERNED
    assert isinstance(given, ParticularRecorded | ParticularCorrected)
    particular = given.particular
    is_named = particular.kind is ParticularKind.POWER_OF_DEPENDENCE and particular.given is Given.GIVEN
    if not is_named or any(one.recipient == power for one in notice_numbers_of(given.person_id)):
        return
    is_told = was_told_before(given.person_id, NoticeRecipient.CENTRAL_TRACING_AGENCY, recorded.index)
    if custody_of(given.person_id).custody_state is not None or is_told:
        _issue(recorded, outside, given.person_id, power, *_first_told(given.person_id))


def _recognition(recorded: Recorded, outside: Outside) -> None:
    given = recorded.act
    assert isinstance(given, ContactDecisionRecorded)
    if given.link_index is None or given.is_her is None:
        return
    link = link_at(given.link_index)
    record_kinship_evidence(
        outside.house(Role.CLERKWORK), enquiry_id=link.enquiry_id, evidence=KinshipEvidenceKind.WORDS_RECOGNISED,
        holds=given.is_her, rests_on_index=recorded.index,
    )  # fmt: skip


def _face_to_face(recorded: Recorded, outside: Outside) -> None:
    given = recorded.act
    assert isinstance(given, HandoverStepRecorded)
    if given.event is HandoverEvent.IDENTITY_CHECKED:
        record_kinship_evidence(
            outside.house(Role.CLERKWORK), enquiry_id=given.enquiry_id, evidence=KinshipEvidenceKind.FACE_TO_FACE,
            holds=True, rests_on_index=recorded.index,
        )  # fmt: skip


def _recognised_on_call(recorded: Recorded, outside: Outside) -> None:
    """What both said after a call, each apart, is a proof of her kinship, or takes one away."""
    given = recorded.act
    assert isinstance(given, CallRecognised)
    if given.both is not None and is_open_enquiry(given.enquiry_id):
        record_kinship_evidence(
            outside.house(Role.CLERKWORK), enquiry_id=given.enquiry_id, holds=given.both,
            evidence=KinshipEvidenceKind.RECOGNISED_ON_CALL, rests_on_index=recorded.index,
        )  # fmt: skip


def _destroy_codes(recorded: Recorded, outside: Outside) -> None:
    """The codes of a booking go with it."""
    given = recorded.act
    assert isinstance(given, CallEnded | CallPutOff)
    if codes_standing(given.codes_id):
        destroy_call_codes(outside.house(Role.CLERKWORK), codes_id=given.codes_id)


_OF_THE_MAN = (
    KinshipEvidenceKind.WORDS_RECOGNISED, KinshipEvidenceKind.PRIVATE_QUESTION_ANSWERED,
    KinshipEvidenceKind.RECOGNISED_ON_CALL, KinshipEvidenceKind.DNA_SUPPORTED, KinshipEvidenceKind.FACE_TO_FACE,
)  # fmt: skip
"""Proofs that rest on the man with whom she was linked; papers of hers prove what they proved, whoever he is."""


def _unproved(recorded: Recorded, outside: Outside) -> None:
    """What the wrong man recognised or answered while a link stood proves nothing of her once it is annulled."""
    given = recorded.act
    assert isinstance(given, LinkAnnulled)
    weighed = {
        kind: holds for kind, holds, index in evidence_of(given.enquiry_id) if given.link_index < index < recorded.index
    }
    for kind in _OF_THE_MAN:
        if weighed.get(kind.value) and is_open_enquiry(given.enquiry_id):
            with caused_by(f"unproved:{recorded.index}:{kind.value}"):  # an act is unique by its cause
                record_kinship_evidence(
                    outside.house(Role.CLERKWORK), enquiry_id=given.enquiry_id, evidence=kind, holds=False,
                    rests_on_index=recorded.index,
                )  # fmt: skip


def _release(recorded: Recorded, outside: Outside) -> None:
    given = recorded.act
    assert isinstance(given, HandoverStepRecorded | AskedAgainAlone)
    release = release_of(given)
    if release is None:
        return
    if custody_of(given.person_id).custody_state is None:
        return
    happened_at = given.happened_at if isinstance(given, HandoverStepRecorded) else given.asked_at
    _RELEASING[release.event](
        outside.house(Role.CLERKWORK), person_id=given.person_id, happened_at=read_instant(happened_at),
        handover=release.acts,
    )  # fmt: skip


def _destroy_reports(recorded: Recorded, outside: Outside) -> None:
    """Once custody is on record, what public reports said of him is destroyed (practice rule 17), each by an act."""
    given = recorded.act
    assert isinstance(given, CaptureRecorded | CustodyRecorded)
    if is_held(given.state):
        for report_id in reports_standing(given.person_id):
            with caused_by(f"report_of:{report_id}"):  # an act is unique by its cause, and there may be several
                destroy_alive_report(outside.house(Role.CLERKWORK), report_id=report_id)


def _destroy_military(recorded: Recorded, outside: Outside) -> None:
    """Once a link is decided, the enquiry is closed or erased, his unit and her last news of him have served."""
    given = recorded.act
    assert isinstance(given, JudgementRecorded | EnquiryClosed | KeyDestroyed)
    if isinstance(given, JudgementRecorded) and given.conclusion not in DECIDED:
        return
    enquiry_id = given.subject if isinstance(given, KeyDestroyed) else given.enquiry_id
    if military_standing(enquiry_id):
        destroy_military(outside.house(Role.CLERKWORK), enquiry_id=enquiry_id, rests_on_index=recorded.index)


_RELEASING: dict[CustodyEvent, Callable[..., object]] = {
    CustodyEvent.RELEASE_OPENED: open_release,
    CustodyEvent.RELEASE_CANCELLED: cancel_release,
    CustodyEvent.RELEASE_COMPLETED: complete_release,
}


NOTICE_CONSUMERS = (
    Consumer(
        name="notices_agency",
        kinds=("register.capture_recorded", "register.custody_recorded"),
        draw=_notice_to(NoticeRecipient.CENTRAL_TRACING_AGENCY),
        concerns=Role.REGISTRAR,
    ),
    Consumer(
        name=_TO_POWER,
        kinds=("register.capture_recorded", "register.custody_recorded"),
        draw=_notice_to(NoticeRecipient.POWER_CONCERNED),
        concerns=Role.REGISTRAR,
    ),
)
CONSUMERS = (
    *NOTICE_CONSUMERS,
    Consumer(
        name="recognised_on_call", kinds=(CallRecognised.KIND,), draw=_recognised_on_call, concerns=Role.CASEWORKER
    ),
    Consumer(name="call_codes", kinds=(CallEnded.KIND, CallPutOff.KIND), draw=_destroy_codes, concerns=Role.CASEWORKER),
    Consumer(
        name="recognition", kinds=("register.contact_decision_recorded",), draw=_recognition, concerns=Role.CASEWORKER
    ),
    Consumer(name="fear", kinds=("register.contact_decision_recorded",), draw=_fear, concerns=Role.REGISTRAR),
    Consumer(
        name="fear_power",
        kinds=("register.contact_decision_recorded",),
        draw=_left_to_agency,
        concerns=Role.REGISTRAR,
    ),
    Consumer(
        name="power_named",
        kinds=("register.particular_recorded", "register.particular_corrected"),
        draw=_power_named,
        concerns=Role.REGISTRAR,
    ),
    Consumer(
        name="corrected_agency",
        kinds=("register.particular_corrected",),
        draw=_corrected(NoticeRecipient.CENTRAL_TRACING_AGENCY),
        concerns=Role.REGISTRAR,
    ),
    Consumer(
        name="corrected_power",
        kinds=("register.particular_corrected",),
        draw=_corrected(NoticeRecipient.POWER_CONCERNED),
        concerns=Role.REGISTRAR,
    ),
    Consumer(
        name="telling_agency",
        kinds=("telling.opened",),
        draw=_to_be_told(NoticeRecipient.CENTRAL_TRACING_AGENCY),
        concerns=Role.REGISTRAR,
    ),
    Consumer(
        name="telling_power",
        kinds=("telling.opened",),
        draw=_to_be_told(NoticeRecipient.POWER_CONCERNED),
        concerns=Role.REGISTRAR,
    ),
    ERASED_SAMPLES,
    NAMES_TAKEN_BACK,
    Consumer(name="unproved", kinds=("matching.link_annulled",), draw=_unproved, concerns=Role.CASEWORKER),
    Consumer(name="face_to_face", kinds=("handover.step_recorded",), draw=_face_to_face, concerns=Role.CASEWORKER),
    Consumer(
        name="reports",
        kinds=("register.capture_recorded", "register.custody_recorded"),
        draw=_destroy_reports,
        concerns=Role.REGISTRAR,
    ),
    Consumer(
        name="military",
        kinds=("matching.judgement_recorded", "enquiries.enquiry_closed", "ledger.key_destroyed"),
        draw=_destroy_military,
        concerns=Role.CASEWORKER,
    ),
    Consumer(
        name="release",
        kinds=("handover.step_recorded", "handover.asked_again_alone"),
        draw=_release,
        concerns=Role.REGISTRAR,
    ),
)


def draw_consequences(outside: Outside, consumers: Sequence[Consumer] = CONSUMERS, at_most: int = 500) -> int:
    """Lets every consumer read on, at most `at_most` acts each; what cannot be drawn is set aside.

    Returns:  how many acts were read; 0 when all consumers stand at the log's end.
    """
    return read_on(consumers, outside, at_most)


def draw_what_was_set_aside(outside: Outside, consumers: Sequence[Consumer] = CONSUMERS) -> int:
    """Tries once more what stands open.  Returns: how many were drawn."""
    return draw_again(consumers, outside)
