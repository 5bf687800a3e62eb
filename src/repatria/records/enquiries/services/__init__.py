"""Receiving an enquiry and closing it; weighing proofs of kinship is a file of its own."""

from __future__ import annotations

import hmac
import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from hashlib import sha256

from repatria.core.law.enquiry import (
    ClosingReason,
    EnquiryEvent,
    EnquiryFacts,
    next_enquiry,
)
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.papers import PaperLanguage
from repatria.core.vocabulary.receipts import fold_number_of_receipt, fold_phone_code
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, approvers_of, uses_approvals
from repatria.records.enquiries.acts import (
    Asked,
    EnquiryClosed,
    EnquiryReceived,
    ItemSetAside,
    LostWords,
    Note,
)
from repatria.records.enquiries.asked_again import CLOSE_DUPLICATE, are_one_asking, duplicate_reference
from repatria.records.enquiries.errors import (
    ClosedEnquiryError,
    EmptyEnquiryError,
    KnownEnquiryError,
    MalformedEnquiryError,
    UnknownEnquiryError,
)
from repatria.records.enquiries.military import parted
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.services.evidence import RESTS_ON as RESTS_ON
from repatria.records.enquiries.services.evidence import record_kinship_evidence as record_kinship_evidence
from repatria.records.enquiries.told_in_person import told_in_person
from repatria.records.enquiries.walk import walk
from repatria.records.ledger.catalogue import ByParameter
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.vault.keyring import current

CLOSE, CLOSE_ABUSIVE = "enquiries.close_enquiry", "enquiries.close_as_abusive"
"""Closing, and what a second person approves before an enquiry is closed as abusive, by the enquiry's number."""

CLOSE_ACTIONS = {ClosingReason.ABUSIVE: CLOSE_ABUSIVE, ClosingReason.DUPLICATE: CLOSE_DUPLICATE}
"""The action of each reason in the role table; every other is `enquiries.close_enquiry`."""

CHANNELS = ("web", "telephone", "paper", "counter")
_HEXADECIMAL, _SECRET = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{32}")
_PAGE_LANGUAGE = re.compile(r"(?:[a-z]{2,3})?")


def _check_receipt(
    locator: str, letter_identity: str, language: str, channel: str, page_language: str
) -> None:  # fmt: skip
    """What comes by the web comes from a machine that nobody here trusts: one bad box must not be everybody's."""
    faults = [
        (name, "malformed")
        for name, value in (("locator", locator), ("letter_identity", letter_identity))
        if not _HEXADECIMAL.fullmatch(value)
    ]
    if language not in tuple(PaperLanguage):
        faults.append(("language", "unknown"))
    if not _PAGE_LANGUAGE.fullmatch(page_language):
        faults.append(("page_language", "malformed"))
    if channel not in CHANNELS:
        faults.append(("channel", "unknown"))
    if faults:
        raise MalformedEnquiryError("this is not what a receipt gives", tuple(faults))


def number_index_of(number: str) -> str:
    """The keyed index under which a receipt's number is found; "" for what cannot be one.  Units: 32 hexadecimal."""
    digits = fold_number_of_receipt(number)
    return current().blind("enquiries.receipt_number", digits).hex() if digits else ""


def phone_code_digest(number_index: str, phone_code: str) -> str:
    """What is kept of a code of eight digits: keyed, and bound to its number."""
    key = current().derived("enquiries|phone code")
    return hmac.digest(key, f"{number_index}|{fold_phone_code(phone_code)}".encode(), sha256).hex()


def _check_choices(asked: Asked, number: str, number_index: str) -> None:
    """What she chose for later rests on what she left: nobody is rung back without a number."""
    faults = []
    if asked.lost_words and asked.lost_words not in tuple(LostWords):
        faults.append(("lost_words", "unknown"))
    if asked.lost_words == LostWords.CALL_BACK and not asked.telephone.strip():
        faults.append(("telephone", "missing"))
    if asked.phone_code and not (fold_phone_code(asked.phone_code) and number):
        faults.append(("phone_code", "malformed"))
    if (number and not fold_number_of_receipt(number)) or (number_index and not _SECRET.fullmatch(number_index)):
        faults.append(("number", "malformed"))
    if asked.caller_secret and not _SECRET.fullmatch(asked.caller_secret):
        faults.append(("caller_secret", "malformed"))
    if faults:
        raise MalformedEnquiryError("this is not what a receipt gives", tuple(faults))


@service
def receive_enquiry(
    acting: Acting, *, asked: Asked, locator: str, letter_identity: str, received_on: date, language: str,
    channel: str = "web", first_letter_day: int = 21, inbox: str = "", number: str = "", number_index: str = "",
    page_language: str = "",
) -> str:  # fmt: skip
    """Receives a family's question, whatever way it came.

    Source:   GC III art. 122(7): the bureau answers all enquiries.
    Units:    `first_letter_day` in days after `received_on`; the same for every enquirer (practice rule 4).
    Given:    `number` of the receipt, of which a keyed index is kept, so that lost words can be made good;
              `number_index` instead of it where a form was printed with its receipt; `page_language` in which she read,
              where the bureau added one in which no letter is written.
    Returns:  the enquiry's number.
    Raises:   EmptyEnquiryError; MalformedEnquiryError; KnownEnquiryError when this receipt is known; StatementError
              for words attributed to the one who is sought, or a link to them.
    Leaf:     enquiries.enquiry_received
    Not:      it looks nobody up.
    """
    require(acting, "enquiries.receive_enquiry")
    if not asked.sought_name.strip():
        raise EmptyEnquiryError("write the name of the one you seek", (("sought_name", "missing"),))
    _check_receipt(locator, letter_identity, language, channel, page_language)
    _check_choices(asked, number, number_index)
    said = {one.name: getattr(asked, one.name) for one in fields(asked) if one.name != "shares"}
    refuse_statements(said, besides=OWN_WORDS)
    if is_there(Enquiry, locator=locator):
        raise KnownEnquiryError("this receipt is known")
    enquiry_id = record_number("E", acting.randomness(7))
    number_index = number_index_of(number) or number_index
    if asked.phone_code:
        asked = replace(asked, phone_code=phone_code_digest(number_index, asked.phone_code))
    first_letter_on = received_on + timedelta(days=first_letter_day)
    asked, military_id, military = parted(asked, enquiry_id)
    record(
        EnquiryReceived(
            enquiry_id=enquiry_id, locator=locator, letter_identity=letter_identity,
            received_on=received_on.isoformat(), language=language, channel=channel,
            first_letter_on=first_letter_on.isoformat(), inbox=inbox, number_index=number_index, asked=asked,
            military_id=military_id, military=military,
            page_language="" if page_language == language else page_language,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return enquiry_id


def _open_enquiry(enquiry_id: str) -> Enquiry:
    row = row_numbered(Enquiry, enquiry_id)
    if row is None:
        raise UnknownEnquiryError("no such enquiry")
    if row.closed_for:
        raise ClosedEnquiryError(f"the enquiry was closed: {row.closed_for}", provision="house rule 6.4")
    return row


@service
def set_item_aside(acting: Acting, *, inbox: str, reason: str) -> None:
    """Records that a sealed item became nothing, and why, so that no item is passed over in silence.

    Source:   GC III art. 122(7)
    Leaf:     enquiries.item_set_aside
    """
    require(acting, "enquiries.set_item_aside")
    record(ItemSetAside(inbox=inbox, reason=reason), actor=acting.account_id, at=acting.at)


@service(actions=ByParameter(parameter="reason", actions=CLOSE_ACTIONS, otherwise=CLOSE))
def close_enquiry(
    acting: Acting, *, enquiry_id: str, reason: ClosingReason, note: str = "", duplicate_of: str = "",
    rests_on: Sequence[int] = (),
) -> None:  # fmt: skip
    """Closes an enquiry for a stated reason, as the law allows it from where the enquiry stands.

    Source:   GC III art. 122(7); law-and-practice sections 4.5, 6.4.
    Given:    `rests_on` names the acts of higher rooms along which the enquiry went (`disclosure.enquiry_standing`
              gathers them); each is read in the ledger. A duplicate names another open enquiry, which seeks the same
              man by one contact or in one text and was not recorded by whoever closes; where it does not, another
              person approved both numbers, as of an abusive one. Of the dead it names the visit by which a proven death
              was told to her, or the receipt after which the other Party owes it (`telling.acts_of_telling`).
    Raises:   ClosedEnquiryError; UnknownEnquiryError; StrangeActError; RuleError of what the reason rests on, with its
              provision.
    Leaf:     enquiries.enquiry_closed
    """
    require(acting, CLOSE_ACTIONS.get(reason, CLOSE))
    refuse_statements({"note": note}, besides=OWN_WORDS)
    row = _open_enquiry(enquiry_id)
    if duplicate_of:
        _open_enquiry(duplicate_of)
    is_again = reason is ClosingReason.DUPLICATE and are_one_asking(enquiry_id, duplicate_of, by=acting.account_id)
    used = None if is_again else _approved(reason, enquiry_id, duplicate_of)
    approvers = approvers_of(used.action, used.reference, at=acting.at) if used else ()
    closed_by = tuple(dict.fromkeys((acting.account_id, *approvers)))
    told = told_in_person(enquiry_id, rests_on)
    stood = walk(enquiry_id, row.recorded_index, set(rests_on) - told)
    facts = EnquiryFacts(
        was_answered=_was_answered(stood.steps), reason=reason, was_told_in_person=bool(told), is_asked_again=is_again,
        duplicate_of="" if duplicate_of == enquiry_id else duplicate_of, closed_by=closed_by,
    )  # fmt: skip
    next_enquiry(stood.state, EnquiryEvent.CLOSED, facts)
    given = EnquiryClosed(
        enquiry_id=enquiry_id, reason=reason.value, duplicate_of=facts.duplicate_of, closed_by=closed_by,
        stood=stood.state.value, rests_on=tuple(sorted(set(rests_on))), note=Note(note) if note else None,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)


def _was_answered(steps: Sequence[tuple[EnquiryEvent, int]]) -> bool:
    """Whether a letter told her, and what it rested on was not taken away since."""
    found = [event for event, _ in steps if event in (EnquiryEvent.ANSWERED, EnquiryEvent.LINK_ANNULLED)]
    return bool(found) and found[-1] is EnquiryEvent.ANSWERED


def _approved(reason: str, enquiry_id: str, duplicate_of: str) -> Used | None:
    if reason == ClosingReason.ABUSIVE:
        return Used(action=CLOSE_ABUSIVE, reference=enquiry_id)
    if reason == ClosingReason.DUPLICATE:
        return Used(action=CLOSE_DUPLICATE, reference=duplicate_reference(enquiry_id, duplicate_of))
    return None


def _used(given: EnquiryClosed) -> Used | None:
    is_by_one = given.reason == ClosingReason.DUPLICATE and len(given.closed_by) < 2
    return None if is_by_one else _approved(given.reason, given.enquiry_id, given.duplicate_of)


def register() -> None:
    """Says what the acts of this room use up."""
    uses_approvals(EnquiryClosed, _used)
