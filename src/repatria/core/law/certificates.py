"""Certificates of death and certified lists of the dead: what must be on record first, and who signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.law.remains_release import ART_121
from repatria.core.vocabulary.errors import WrongStateError

CERTIFICATE, LIST = "GC III 120", "GC I 16"


class CertificateOrderError(WrongStateError):
    """The certificate or list was signed, replaced or sent already, or is not signed yet."""

    code = "law.E070"


class CertificateState(StrEnum):
    """How far a certificate is."""

    DRAWN = "drawn"
    SIGNED_ONCE = "signed_once"
    SIGNED = "signed"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"  # what it rested on was taken back


class ListState(StrEnum):
    """How far a list of the dead or of graves is."""

    DRAWN = "drawn"
    CERTIFIED = "certified"
    REPLACED = "replaced"


class SendingStep(StrEnum):
    """What becomes of a paper that goes out, as of a notice."""

    SENT = "sent"
    RECEIPTED = "receipted"
    BOUNCED = "bounced"


_AFTER: dict[str, frozenset[SendingStep]] = {
    "": frozenset({SendingStep.SENT}), SendingStep.SENT: frozenset({SendingStep.RECEIPTED, SendingStep.BOUNCED}),
    SendingStep.BOUNCED: frozenset({SendingStep.SENT}), SendingStep.RECEIPTED: frozenset(),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """What the house reads before a certificate is drawn up."""

    is_named: bool = False  # a conclusion of the board stands that nobody has taken back
    died_here: bool = False  # his death in custody is on record, and a doctor saw it
    is_inquiry_open: bool = False
    is_examined: bool = False
    replaces: bool = False  # one that was signed stands
    reason: str = ""
    has_power: bool = True  # it says on which Power he depended
    is_as_drawn: bool = True  # at a signature: the house still reads what it read when it was drawn up


def check_certificate(facts: CertificateFacts) -> None:
    """Checks that a certificate of death may be drawn up.

    Source:   GC III art. 120, 121, Annex IV D; law-and-practice section 4.5: after the board, or of a death in custody
              that a doctor saw. One that was signed is replaced with a reason and never overwritten. It goes to the
              Power on which he depended: without one it would stand on no list.
    Raises:   OpenGuardError or UnstatedParticularsError naming all that is missing.
    """
    refuse_open((
        *need(facts.is_named or facts.died_here, "certificate_death", CERTIFICATE),
        *need(facts.is_examined or facts.died_here, "item_examined", CERTIFICATE),
        *need(not facts.is_inquiry_open, "inquiry_reported", ART_121),
        *need(not facts.replaces or bool(facts.reason.strip()), "certificate_reason", CERTIFICATE,
              UnstatedParticularsError),
        *need(facts.has_power, "certificate_power", CERTIFICATE, UnstatedParticularsError),
        *need(facts.is_as_drawn, "certificate_as_drawn", CERTIFICATE),
    ))  # fmt: skip


def check_attested(told_by: str, *, says_something: bool) -> None:
    """Checks that what was attested on a certificate says who told it.

    Source:   Annex IV D: each word of a certificate is somebody's.
    Raises:   UnstatedParticularsError.
    """
    refuse_open(need(not says_something or bool(told_by.strip()), "certificate_told_by", CERTIFICATE,
                     UnstatedParticularsError))  # fmt: skip


def _of_signature(signed: Iterable[tuple[str, bool]], account_id: str, is_doctor: bool) -> Iterator[OpenGuard]:
    before = list(signed)
    yield from need(account_id not in {one for one, _ in before}, "certificate_two", CERTIFICATE, SecondPersonError)
    has_doctor = is_doctor or any(doctor for _, doctor in before)
    yield from need(has_doctor or not before, "certificate_doctor", CERTIFICATE, SecondPersonError)


def check_certificate_signature(
    state: CertificateState, signed: Iterable[tuple[str, bool]], *, account_id: str, is_doctor: bool
) -> CertificateState:
    """Checks that this account may sign a certificate now.

    Source:   GC III art. 120, Annex IV D: by the authority; practice of the house: a doctor and one more.
    Given:    `signed` who signed before, each with whether as a doctor.
    Returns:  how far it is then.
    Raises:   CertificateOrderError; SecondPersonError for the same account twice, or two of whom none is a doctor.
    """
    if state not in (CertificateState.DRAWN, CertificateState.SIGNED_ONCE):
        raise CertificateOrderError(f"a certificate that is {state} is signed no more", provision=CERTIFICATE)
    refuse_open(_of_signature(signed, account_id, is_doctor))
    return CertificateState.SIGNED_ONCE if state is CertificateState.DRAWN else CertificateState.SIGNED


def check_withdrawal(state: CertificateState, *, has_fallen: bool, is_asked: bool, reason: str) -> None:
    """Checks that it may be said that a certificate is withdrawn.

    Source:   GC III art. 120, 122: what was sent to the Power and the Agency, and proves wrong, is put right; practice
              of the house: two who sign certificates withdraw one, and what was signed stands as it was.
    Given:    `has_fallen` where two took the name back on which it rests, or no death in custody is on record any more;
              `is_asked` where somebody said so already.
    Raises:   CertificateOrderError; OpenGuardError or UnstatedReasonError naming all that is missing.
    """
    if state is not CertificateState.SIGNED or is_asked:
        raise CertificateOrderError(f"a certificate that is {state} is not withdrawn", provision=CERTIFICATE)
    refuse_open((
        *need(has_fallen, "certificate_fallen", CERTIFICATE),
        *need(any(one.isalnum() for one in reason), "withdrawal_why", CERTIFICATE, UnstatedReasonError),
    ))  # fmt: skip


def check_withdrawn_by_another(by: str, asked_by: str, *, has_fallen: bool) -> None:
    """Checks that another account withdraws a certificate than the one that asked, while it still has fallen.

    Source:   GC III art. 120.  Raises: SecondPersonError or OpenGuardError.
    """
    refuse_open((
        *need(bool(by) and by != asked_by, "certificate_two", CERTIFICATE, SecondPersonError),
        *need(has_fallen, "certificate_fallen", CERTIFICATE),
    ))  # fmt: skip


def check_withdrawal_declined(reason: str) -> None:
    """Checks that a withdrawal that was asked is declined, or taken back by who asked, with a reason.

    Source:   GC III art. 120.  Raises: UnstatedReasonError.
    """
    refuse_open(need(any(one.isalnum() for one in reason), "withdrawal_why", CERTIFICATE, UnstatedReasonError))


def check_list_drawn(*, lines: int, at_most: int, replaces: bool, reason: str) -> None:
    """Checks that a list of the dead or of graves names somebody, and why it stands in place of an earlier one.

    Source:   GC III art. 120; GC I art. 16, 17.
    Given:    `at_most` the lines that a sheet takes: what cannot be printed is not drawn up.
    Raises:   OpenGuardError or UnstatedParticularsError.
    """
    refuse_open((
        *need(lines > 0, "death_list_lines", LIST),
        *need(lines <= at_most, "death_list_most", LIST),
        *need(not replaces or bool(reason.strip()), "certificate_reason", LIST, UnstatedParticularsError),
    ))  # fmt: skip


def check_certified(state: ListState, *, drawn_by: str, account_id: str, is_as_drawn: bool) -> None:
    """Checks that a list may be certified: by another than who drew it up, and while it says what is on record.

    Source:   GC III art. 120: lists certified by a responsible officer; GC I art. 16: duly authenticated.
    Raises:   CertificateOrderError; SecondPersonError; OpenGuardError.
    """
    if state is not ListState.DRAWN:
        raise CertificateOrderError(f"a list that is {state} is certified no more", provision=LIST)
    refuse_open((
        *need(account_id != drawn_by, "certificate_two", LIST, SecondPersonError),
        *need(is_as_drawn, "death_list_as_drawn", LIST),
    ))  # fmt: skip


def check_sending(*, is_ready: bool, before: str, step: SendingStep, reference: str) -> None:
    """Checks that a certificate or list may go out, or come back with its receipt.

    Source:   GC III art. 120, 122(3): through the Protecting Power and the Agency to the Power concerned.
    Given:    `before` the last step to this recipient, empty where nothing went.
    Raises:   CertificateOrderError for what is not signed, or a step that does not follow; UnstatedParticularsError
              without a reference.
    """
    if not is_ready or step not in _AFTER[before]:
        raise CertificateOrderError(f"{step} does not follow", provision=CERTIFICATE)
    refuse_open(need(bool(reference.strip()), "sending_reference", CERTIFICATE, UnstatedParticularsError))
