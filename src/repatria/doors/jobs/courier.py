"""The courier: fetches sealed items from the intake, opens them with the bureau's identity, hands them to enquiries.

The portal never reaches the bureau; the bureau comes and fetches. An item that does not open stays where it lies, and
an act says that it was set aside; nothing is lost and nothing stops. One that opens and cannot be taken is owed: it is
tried again, and somebody of the bureau sees it.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial
from hashlib import sha256
from time import monotonic
from typing import Any

import structlog

from repatria.core.law.calls import CallSide, CallUrgency, CallWay, ShownCall
from repatria.core.law.messages import MessageKind
from repatria.core.law.notes import NoteContactError, NoteWay
from repatria.core.law.parcels import ParcelKind
from repatria.core.vocabulary.errors import ConflictError, RepatriaError, TamperError
from repatria.core.vocabulary.messages import ANNOUNCED_AT_THE_PORTAL
from repatria.doors.jobs.consumers import SILENT, is_settled_by, set_aside
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.consequences.selectors import open_consequences
from repatria.records.contact.errors import CallStandsError
from repatria.records.contact.services.call_wishes import answer_call, ask_call, is_of_hers, open_calls, wish_anew
from repatria.records.contact.services.parcels import announce_parcel
from repatria.records.contact.services.taking import receive_hers, record_agreement
from repatria.records.enquiries.acts import Asked, Paper
from repatria.records.enquiries.drawing import draw_ahead
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.selectors import check_open, enquiry_at
from repatria.records.enquiries.services import receive_enquiry, set_item_aside
from repatria.records.enquiries.services.later import record_later
from repatria.records.enquiries.services.papers import record_papers
from repatria.records.hotline.acts import FraudKind
from repatria.records.hotline.errors import UnknownRecoveryError
from repatria.records.hotline.pairs import pair_of
from repatria.records.hotline.selectors.recovery import enquiry_with_new_locator
from repatria.records.hotline.services.fraud import report_fraud
from repatria.records.hotline.services.notes import choose_note
from repatria.records.hotline.services.recovery import replace_words
from repatria.records.intake.chain import InboxRow
from repatria.records.intake.sealing import open_at_bureau
from repatria.records.intake.selectors import items_since, sealed_after, sealed_since
from repatria.records.ledger.reading import cursor_of
from repatria.records.ledger.services import bulk_acts, move_cursor
from repatria.records.vault.keyring import current

INBOX = "inbox"
_LEAST_PICTURE = 16 * 1024  # of a smaller one a child makes short work
_DRAWING_SECONDS = 20  # spent on pictures in one turn
_AGAIN = 200  # of those that were set aside, tried at once
log = structlog.get_logger("courier")


def fetch_enquiries(outside: Outside, first_letter_day: int, at_most: int = 200) -> int:
    """Fetches what came in since the last time; each item and the cursor are one transaction.

    Units:    `first_letter_day` in days after the day of the receipt.
    Returns:  how many items were read.
    """
    taken, drawing = 0, 0.0
    for row in sealed_after(cursor_of(INBOX), limit=at_most):
        if drawing > _DRAWING_SECONDS:
            break  # clocks, rounds and all others are not held up by pictures; the rest comes with the next turn
        taken += 1
        began = monotonic()
        _draw_ahead(row)
        drawing += monotonic() - began
        with bulk_acts():
            if cursor_of(INBOX) >= row.sequence:
                continue  # another courier took it between our reading and the log's lock
            _take(outside, row, first_letter_day)
            move_cursor(INBOX, row.sequence)
    return taken


def _draw_ahead(row: InboxRow) -> None:
    """Draws the picture of a paper anew before the log's lock is taken: nobody waits for a picture."""
    if len(row.ciphertext) < _LEAST_PICTURE:
        return
    with suppress(Exception):  # whatever somebody wrote: it is met again, and told, when it is taken
        header, content = open_at_bureau(current().bureau_identity, row.ciphertext)
        if header.get("item") == "papers":
            check_open(_whose(header["locator"])[0])  # nothing is drawn for nobody's receipt, nor once she asks no more
            draw_ahead(Paper(media_type=header["media_type"], content=content))


def items_waiting() -> int:
    """How many items lie in the inbox that the courier has not fetched."""
    return items_since(cursor_of(INBOX))


def _take(outside: Outside, row: InboxRow, first_letter_day: int) -> None:
    try:
        _open_item(outside, row, first_letter_day)
    except SILENT:
        raise
    except (ConflictError, UnknownEnquiryError, UnknownRecoveryError) as error:
        # Sent twice; papers for a receipt that was never given, or a code that nobody was given, which the portal
        # cannot know: nothing is owed.
        log.info("item_known", sequence=row.sequence, code=error.code)
        set_item_aside(outside.house(Role.COURIER), inbox=_inbox(row), reason=error.code)
    except TamperError as error:
        # What does not open was sealed by nobody's portal: whoever holds its machine may write anything.
        log.warning("item_unreadable", sequence=row.sequence, reason=error.code)
        set_item_aside(outside.house(Role.COURIER), inbox=_inbox(row), reason=error.code)
    except Exception as error:
        # It opened, so that a portal sealed it: somebody may have asked, and somebody of the bureau is to know of it.
        reason = error.code if isinstance(error, RepatriaError) else type(error).__name__
        log.warning("item_unreadable", sequence=row.sequence, reason=reason)
        set_item_aside(outside.house(Role.COURIER), inbox=_inbox(row), reason=reason)
        set_aside(
            outside, consumer=INBOX, matter=str(row.sequence), concerns=Role.CASEWORKER, error=error, role=Role.COURIER
        )


def _inbox(row: InboxRow) -> str:
    return f"{row.sequence}:{sha256(row.ciphertext).hexdigest()}"


def _open_item(outside: Outside, row: InboxRow, first_letter_day: int) -> None:
    header, content = open_at_bureau(current().bureau_identity, row.ciphertext)
    received_on = date.fromisoformat(row.received_on)
    if header.get("item") == "later":
        _take_later(outside, header, received_on, _inbox(row))
    elif header.get("item") == "message":
        _take_message(outside, header, received_on, _inbox(row))
    elif header.get("item") == "call":
        _take_call(outside, header, _inbox(row))
    elif header.get("item") == "papers":
        _take_papers(outside, header, content, received_on, _inbox(row))
    elif header.get("item") == "new_words":
        _take_new_words(outside, header, _inbox(row))
    elif header.get("item") == "fraud":
        _take_fraud(outside, header, received_on, _inbox(row))
    else:
        _take_enquiry(outside, header, received_on, first_letter_day, _inbox(row))


def fetch_what_was_set_aside(outside: Outside, first_letter_day: int) -> int:
    """Tries once more the items that opened and could not be taken: a newer release may read them.

    Returns:  how many were taken.
    """
    taken = 0
    for line in open_consequences(consumer=INBOX, at_most=_AGAIN):
        for row in sealed_since(int(line.matter) - 1, limit=1):
            taken += is_settled_by(partial(_taken, outside, row, first_letter_day), line, outside, Role.COURIER)
    return taken


def _taken(outside: Outside, row: InboxRow, first_letter_day: int) -> None:
    _open_item(outside, row, first_letter_day)


def asked_of(said: dict[str, Any]) -> Asked:
    """What she said on the pages, brought to the act's fields; an unknown field is refused, not dropped."""
    fields = {name: str(value) for name, value in said.items() if name != "shares"}
    return Asked(**fields, shares=tuple(str(one) for one in said.get("shares", ())))


def _take_enquiry(
    outside: Outside, header: dict[str, Any], received_on: date, first_letter_day: int, inbox: str
) -> None:
    enquiry_id = receive_enquiry(
        outside.house(Role.COURIER), asked=asked_of(header["said"]), locator=header["locator"],
        letter_identity=header["letter_identity"], received_on=received_on, language=header["language"],
        channel=header.get("channel", "web"), first_letter_day=first_letter_day, inbox=inbox,
        number=header.get("number", ""), page_language=str(header.get("page_language", "")),
    )  # fmt: skip
    if note := header.get("note"):
        way, to = NoteWay(note["way"]), str(note["to"])
        with suppress(NoteContactError):  # her enquiry counts, whatever an older page let through as a contact
            choose_note(outside.house(Role.COURIER), enquiry_id=enquiry_id, way=way, to=to, channel="web")


def _take_later(outside: Outside, header: dict[str, Any], received_on: date, inbox: str) -> None:
    enquiry_id, words_stand = _whose(header["locator"])
    record_later(
        outside.house(Role.COURIER), enquiry_id=enquiry_id, what=str(header["what"]), text=str(header["text"]),
        received_on=received_on, inbox=inbox, words_stood=words_stand,
    )  # fmt: skip


def _take_message(outside: Outside, header: dict[str, Any], received_on: date, inbox: str) -> None:
    """A message that she left or what she sends him, and whether she wants his letters; what came with replaced words
    decides nothing.
    """
    enquiry_id, words_stand = _whose(header["locator"])
    text, wish = str(header["text"]), str(header.get("wish", ""))
    if wish and not words_stand and not text.strip():
        raise UnknownEnquiryError("said with words that were replaced")
    if text.strip() and header["kind"] in ANNOUNCED_AT_THE_PORTAL:
        announce_parcel(
            outside.house(Role.COURIER), enquiry_id=enquiry_id, kind=ParcelKind(str(header["kind"])), declared=text,
            said_on=received_on, channel="web", inbox=inbox, words_stood=words_stand,
        )  # fmt: skip
    elif text.strip() or not wish:
        receive_hers(
            outside.house(Role.COURIER), enquiry_id=enquiry_id, kind=MessageKind(str(header["kind"])), text=text,
            written_on=received_on, channel="web", inbox=inbox, words_stood=words_stand,
        )  # fmt: skip
    if wish and words_stand:
        record_agreement(
            outside.house(Role.COURIER), enquiry_id=enquiry_id, agrees=wish == "yes", channel="web", inbox=inbox
        )


def _take_call(outside: Outside, header: dict[str, Any], inbox: str) -> None:
    """A wish for a call, or her word on one; what came with replaced words decides nothing."""
    enquiry_id, words_stand = _whose(header["locator"])
    house = outside.house(Role.COURIER)
    standing = open_calls(enquiry_id) if words_stand else []
    if header["want"] == "no":
        known = [one for one in standing if is_of_hers(one) or one.shown != ShownCall.RECEIVED.value]
        if not known:
            raise CallStandsError("no call of hers stands")
        for one in known:  # whatever else stands beside: no is no to all that she knows of
            answer_call(house, call_id=one.pk, side=CallSide.HERS, agrees=False, channel="web", inbox=inbox)
        return
    wished = _wished(header, inbox)
    if unanswered := [one for one in standing if one.her_index is None]:
        one = unanswered[-1]
        answer_call(
            house, call_id=one.pk, side=CallSide.HERS, agrees=True, zone=wished["zone"], channel="web", inbox=inbox
        )
        with suppress(CallStandsError):  # she said yes, and nothing besides
            wish_anew(house, call_id=one.pk, side=CallSide.HERS, **wished)
    elif of_hers := [one for one in standing if is_of_hers(one)]:
        wish_anew(house, call_id=of_hers[-1].pk, side=CallSide.HERS, **wished)
    else:
        ask_call(house, side=CallSide.HERS, enquiry_id=enquiry_id, words_stood=words_stand, **wished)


def _wished(header: dict[str, Any], inbox: str) -> dict[str, Any]:
    """What she wishes of a call, as the portal sealed it. An emergency may be said in words alone."""
    urgency = str(header.get("urgency", ""))
    return {
        "way": CallWay(str(header["way"])), "urgency": CallUrgency(urgency) if urgency else None,
        "why": str(header.get("why", "")), "suits": str(header.get("suits", "")), "zone": str(header.get("zone", "")),
        "channel": "web", "inbox": inbox,
    }  # fmt: skip


def _whose(locator: str) -> tuple[str, bool]:
    """Whose letters lie at this place, and whether its number and words stand: others may have replaced them.

    Raises:   UnknownEnquiryError for a receipt that nobody holds.
    """
    enquiry_id = enquiry_with_new_locator(locator) or enquiry_at(locator)
    if enquiry_id is None:
        raise UnknownEnquiryError("sent with a receipt that nobody holds")
    return enquiry_id, pair_of(enquiry_id).locator == locator


def _take_papers(outside: Outside, header: dict[str, Any], content: bytes, received_on: date, inbox: str) -> None:
    enquiry_id, words_stand = _whose(header["locator"])
    check_open(enquiry_id)  # before the picture is drawn, which is dear; the service asks once more
    record_papers(
        outside.house(Role.COURIER), enquiry_id=enquiry_id, received_on=received_on, inbox=inbox,
        words_stood=words_stand, paper=Paper(media_type=header["media_type"], content=content),
    )  # fmt: skip


def _take_new_words(outside: Outside, header: dict[str, Any], inbox: str) -> None:
    replace_words(
        outside.house(Role.COURIER), code=str(header["code"]), number=str(header["number"]),
        locator=str(header["locator"]), letter_identity=str(header["letter_identity"]),
        new_number=str(header["new_number"]), phone_code=str(header.get("phone_code", "")),
        caller_secret=str(header.get("caller_secret", "")), inbox=inbox,
    )  # fmt: skip


def _take_fraud(outside: Outside, header: dict[str, Any], received_on: date, inbox: str) -> None:
    report_fraud(
        outside.house(Role.COURIER), kind=FraudKind(str(header["kind"])), told=str(header["told"]),
        where=str(header.get("where", "")), received_on=received_on, channel="web", inbox=inbox,
    )  # fmt: skip
