"""Before anything leaves: what must be on record, and the label that is read again on body, bag and paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, are_two_different, need, refuse_open
from repatria.core.law.remains import RULE
from repatria.core.vocabulary.errors import WrongStateError

ART_121 = "GC III 121"


class InquiryOrderError(WrongStateError):
    """No enquiry is open of which a report could come, or one was opened already."""

    code = "law.E026"


class Inquiry(StrEnum):
    """How far the official enquiry into a death is (GC III art. 121)."""

    NONE = "none"
    DUE = "due"  # an examination says that he was held; or violence or an unknown cause, and nothing that he was not
    OPEN = "open"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingFacts:
    """What the house reads of an item that is to leave."""

    is_examined: bool = False
    is_sample_kept: bool = False
    inquiry: Inquiry = Inquiry.NONE
    is_label_read_again: bool = False  # on body, bag and paper, all three alike, after its last step
    is_in_grave: bool = False


def leaving_guards(facts: LeavingFacts) -> Iterator[OpenGuard]:
    """What is missing before an item may leave.

    Source:   law-and-practice section 6.3: release re-reads the label on body, bag and paper; GC III art. 121: an
              enquiry blocks until its report is on record; GC I art. 17. A label that is read at a grave is no
              exhumation.
    """
    yield from need(facts.is_examined, "item_examined", "GC I 17")
    yield from need(facts.is_sample_kept, "item_sample_kept", RULE)
    yield from need(facts.inquiry in (Inquiry.NONE, Inquiry.REPORTED), "inquiry_reported", ART_121)
    yield from need(facts.is_label_read_again, "labels_read_again", RULE)
    yield from need(not facts.is_in_grave, "out_of_grave", RULE)


def check_leaving(items: Mapping[str, LeavingFacts]) -> None:
    """Refuses to let items leave, by their codes.

    Source:   as `leaving_guards`.
    Raises:   OpenGuardError naming all that is missing, and of which items.
    """
    found = {code: tuple(leaving_guards(facts)) for code, facts in items.items()}
    refuse_open(
        dict.fromkeys(guard for guards in found.values() for guard in guards),
        about=[code for code, guards in found.items() if guards],
    )


def check_labels_read(by: str, second: str, codes: tuple[str, ...]) -> None:
    """Checks that two read the label again, at each of its three places.

    Source:   law-and-practice section 6.3.
    Raises:   SecondPersonError or UnstatedParticularsError naming all that is missing.
    """
    is_read = all(one.strip() for one in codes)
    refuse_open((
        *need(are_two_different((by.strip(), second.strip())), "labels_read_by_two", RULE, SecondPersonError),
        *need(is_read, "labels_all_read", RULE, UnstatedParticularsError),
    ))  # fmt: skip


def check_inquiry_opened(inquiry: Inquiry, *, authority: str, reference: str, circumstances: str) -> None:
    """Checks that an enquiry may be opened, and says by whom, under which reference and, where nothing else does, why.

    Source:   GC III art. 121.
    Raises:   InquiryOrderError where one was opened; UnstatedParticularsError naming all that is missing.
    """
    if inquiry in (Inquiry.OPEN, Inquiry.REPORTED):
        raise InquiryOrderError("an enquiry was opened", provision=ART_121)
    lacking = UnstatedParticularsError
    refuse_open((
        *need(bool(authority.strip()), "inquiry_authority", ART_121, lacking),
        *need(bool(reference.strip()), "inquiry_reference", ART_121, lacking),
        *need(inquiry is Inquiry.DUE or bool(circumstances.strip()), "inquiry_circumstances", ART_121, lacking),
    ))  # fmt: skip


def check_inquiry_reported(inquiry: Inquiry, *, cause: DeathCause | None, reference: str, findings: str) -> None:
    """Checks that a report came of an enquiry that is open, and says what it found.

    Source:   GC III art. 121: the result with witness statements goes to the Protecting Power.
    Raises:   InquiryOrderError where none is open; UnstatedParticularsError naming all that is missing.
    """
    if inquiry is not Inquiry.OPEN:
        raise InquiryOrderError("no enquiry is open", provision=ART_121)
    lacking = UnstatedParticularsError
    refuse_open((
        *need(cause is not None, "item_cause", ART_121, lacking),
        *need(bool(reference.strip()), "inquiry_reference", ART_121, lacking),
        *need(bool(findings.strip()), "inquiry_findings", ART_121, lacking),
    ))  # fmt: skip


class InquiryGoesTo(StrEnum):
    """To whom the report of an enquiry goes."""

    PROTECTING_POWER = "protecting_power"
    SUBSTITUTE = "substitute"  # the organisation that acts in its place (GC III 10)


class InquirySend(StrEnum):
    """How far a report is on its way."""

    SENT = "sent"
    RECEIPTED = "receipted"


@dataclass(frozen=True, slots=True, kw_only=True)
class InquirySending:
    """What is said of a report on its way, and what the house reads of it."""

    inquiry: Inquiry = Inquiry.NONE
    last: InquirySend | None = None
    to: InquiryGoesTo | None = None
    office: str = ""
    reference: str = ""


def check_statement(inquiry: Inquiry, *, witness: str, taken_by: str, said: str) -> None:
    """Checks that what a witness states belongs to an enquiry that runs, and says who, before whom, and what.

    Source:   GC III art. 121: statements from witnesses are taken, above all from those who are prisoners of war.
    Raises:   InquiryOrderError where none is open; UnstatedParticularsError naming all that is missing.
    """
    if inquiry is not Inquiry.OPEN:
        raise InquiryOrderError("no enquiry is open", provision=ART_121)
    lacking = UnstatedParticularsError
    refuse_open((
        *need(bool(witness.strip()), "statement_witness", ART_121, lacking),
        *need(bool(taken_by.strip()), "statement_taken_by", ART_121, lacking),
        *need(bool(said.strip()), "statement_said", ART_121, lacking),
    ))  # fmt: skip


def check_inquiry_send(step: InquirySend, facts: InquirySending) -> None:
    """Checks that a report that came goes to the Protecting Power, or its receipt follows its sending.

    Source:   GC III art. 121: a report with the statements goes to the Protecting Power.
    Raises:   InquiryOrderError for one that did not come, was sent before or not yet; UnstatedParticularsError naming
              all that is missing.
    """
    follows = {InquirySend.SENT: None, InquirySend.RECEIPTED: InquirySend.SENT}
    if facts.inquiry is not Inquiry.REPORTED or facts.last is not follows[step]:
        raise InquiryOrderError("no report waits for this", provision=ART_121)
    lacking, is_sent = UnstatedParticularsError, step is InquirySend.SENT
    refuse_open((
        *need(not is_sent or facts.to is not None, "inquiry_goes_to", ART_121, lacking),
        *need(not is_sent or bool(facts.office.strip()), "inquiry_office", ART_121, lacking),
        *need(bool(facts.reference.strip()), "inquiry_send_reference", ART_121, lacking),
    ))  # fmt: skip
