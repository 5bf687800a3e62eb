"""Whose words a form takes: the bureau's number of her enquiry, or the number of her receipt, which she has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.receipts import fold_number_of_receipt
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.records.access.acting import Acting
from repatria.records.hotline.pairs import enquiry_under

_LONGEST = 40


def asker_field(acting: Acting, query: Mapping[str, str]) -> Field:
    """The field in which her number is typed.

    Given:    where a page of hers led here the number is filled in; whoever may read no enquiry is not shown it.
    """
    led = query.get("enquiry", "")
    is_hidden = bool(led) and not may(acting, "enquiries.?enquiry")
    return Field(
        name="enquiry_id", kind="hidden" if is_hidden else "line", label="field.asker_number", value=led,
        is_required=True, longest=_LONGEST, hint="" if is_hidden else "hint.asker_number",
    )  # fmt: skip


def asker_typed(entered: Entered) -> str:
    """The enquiry whose number was typed; a receipt's stands for its enquiry.

    Raises:   UnknownEnquiryError for a receipt that nobody has. Any other number is left to the service.
    """
    typed = entered["enquiry_id"]
    return enquiry_under(typed) if fold_number_of_receipt(typed) else fold_number(typed) or typed


_TAKEN_FROM_HER = (
    ("page.write_hers", "write_hers", "contact.receive_hers"),
    ("page.her_agreement", "her_agreement", "contact.record_agreement"),
    ("page.announce_parcel", "announce_parcel", "contact.announce_parcel"),
    ("page.ask_call_hers", "ask_call_hers", "contact.ask_call_for_her"),
    ("page.verify_number", "verify_number", "contact.verify_number"),
)  # fmt: skip


def taken_from_her(acting: Acting, enquiry_id: str) -> list[tuple[str, str]]:
    """What may be taken from her now, each with the form of it, where her enquiry is filled in."""
    return [
        (label, f"{reverse(f'desk:{name}')}?{urlencode({'enquiry': enquiry_id})}")
        for label, name, action in _TAKEN_FROM_HER if may(acting, action)
    ]  # fmt: skip


def taken_from_him(acting: Acting, person_id: str, enquiry_id: str = "") -> dict[str, Any]:
    """What an interviewer takes from him beside his answers: a letter, and that he asks for a call with her."""
    letter, call = urlencode({"person": person_id}), urlencode({"person": person_id, "enquiry": enquiry_id})
    found = []
    if may(acting, "contact.receive_his"):
        found.append(("page.receive_his", f"{reverse('desk:receive_his')}?{letter}"))
    if enquiry_id and may(acting, "contact.ask_call_for_him"):
        found.append(("page.ask_call_his", f"{reverse('desk:ask_call_his')}?{call}"))
    return {"from_him": found}
