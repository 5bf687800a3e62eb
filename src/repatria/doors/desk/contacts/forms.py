"""Forms of messages: hers typed, his by the code of a paper, the look, steps, whether she wants his letters."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clocks import ClockRule
from repatria.core.law.messages import (
    CheckingState,
    CheckVerdict,
    MessageEvent,
    MessageKind,
    MessageWay,
    NotDelivered,
    WithheldBecause,
    is_copied,
    steps_from,
)
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.messages import LONGEST, LONGEST_ADDRESS
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.askers import asker_field, asker_typed
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import day_typed, now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.contact.reading import message_row, standing_state
from repatria.records.contact.selectors.queues import AGES, CAMP_POST
from repatria.records.contact.selectors.scans import scans_kept
from repatria.records.contact.selectors.whole import READ, message_to_check
from repatria.records.contact.services.checking import (
    AUTHENTICATE,
    CHECK,
    LET_GO,
    LONGEST_WORD,
    THEIR_CHECK,
    authenticate_message,
    check_message,
    release_message,
)
from repatria.records.contact.services.steps import STEP, record_step, steppable
from repatria.records.contact.services.taking import AGREE, HERS, HIS, receive_hers, receive_his, record_agreement

_NUMBER, _CODE = 40, 60


def whole_day(entered: Entered, name: str) -> date:
    """A whole day that was written.  Raises: InputError."""
    day = entered.partial_date(name)
    if day is None or day.month is None or day.day is None or not day.is_possible:
        raise InputError("a whole day is needed", ((name, "whole_day"),))
    return date(day.year, day.month, day.day)


def folded(text: str) -> str:
    return fold_number(text) or text


def today() -> str:
    return day_typed(current().now().date())


def back_of(acting: Acting, message_id: str = "") -> str:
    """Where this account goes on: to the message, the camp's post, the figures, or the first page."""
    if message_id and may(acting, READ):
        return reverse("desk:message", args=[message_id])
    if may(acting, CAMP_POST):
        return reverse("desk:camp_post")
    return reverse("desk:messages") if may(acting, AGES) else reverse("desk:owed")


def _written(language: str) -> tuple[Field, ...]:
    return (
        Field(name="message_kind", kind="radio", is_required=True,
              options=choices(language, "message_kind", MessageKind)),
        Field(name="text", kind="text", label="field.message_text", is_required=True, longest=max(LONGEST.values()),
              hint="hint.message_text"),
        Field(name="written_on", kind="date", label="field.message_written_on", is_required=True, value=today()),
    )  # fmt: skip


@page(HERS, path="messages/hers", name="write_hers")
def write_hers(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes in what she says, writes or sends on paper, for whom she seeks."""

    def act(entered: Entered) -> str:
        number = receive_hers(
            acting, enquiry_id=asker_typed(entered), kind=MessageKind(entered["message_kind"]),
            text=entered["text"], written_on=whole_day(entered, "written_on"),
        )  # fmt: skip
        return back_of(acting, number)

    fields = (
        asker_field(acting, request.GET.dict()),
        *_written(language_of(request)),
    )  # fmt: skip
    asked = Asked(title="page.write_hers", fields=fields, back=back_of(acting), intro="intro.write_hers")
    return ask(request, asked, act)


def _of_enquiry(acting: Acting) -> tuple[Field, ...]:
    """The number of whoever asks here, from those who know it: a camp and an interviewer do not."""
    field = Field(name="enquiry_id", label="field.message_enquiry", longest=_NUMBER, hint="hint.his_enquiry")
    return (field,) if may(acting, READ) else ()


@page(HIS, path="messages/from-him", name="receive_his")
def from_him(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes in what he writes: a paper that comes back, by its code, or anything else by his number."""

    def act(entered: Entered) -> str:
        number = receive_his(
            acting, kind=MessageKind(entered["message_kind"]), text=entered["text"],
            written_on=whole_day(entered, "written_on"), code=entered["code"],
            person_id=folded(entered["person_id"]) if entered["person_id"] else "",
            enquiry_id=folded(entered["enquiry_id"]) if entered.values.get("enquiry_id") else "",
            addressed_to=entered["addressed_to"],
        )  # fmt: skip
        return reverse("desk:keep_scan", args=[number]) if entered["code"] else back_of(acting, number)

    fields = (
        Field(name="code", label="field.message_code", longest=_CODE, hint="hint.message_code"),
        Field(name="person_id", label="field.message_person", longest=_NUMBER, hint="hint.message_person",
              value=request.GET.get("person", "")),
        *_of_enquiry(acting),
        Field(name="addressed_to", kind="text", label="field.addressed_to", longest=LONGEST_ADDRESS,
              hint="hint.addressed_to"),
        *_written(language_of(request)),
    )  # fmt: skip
    asked = Asked(title="page.receive_his", fields=fields, back=back_of(acting), intro="intro.receive_his")
    return ask(request, asked, act)


@page(AGREE, path="messages/agreement", name="her_agreement")
def her_agreement(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Keeps whether she wants his letters, should there ever be one."""

    def act(entered: Entered) -> str:
        record_agreement(
            acting, enquiry_id=asker_typed(entered), agrees=entered["she_agrees"] == "yes"
        )  # fmt: skip
        return back_of(acting)

    fields = (
        asker_field(acting, request.GET.dict()),
        Field(name="she_agrees", kind="radio", is_required=True,
              options=choices(language_of(request), "she_agrees", ("yes", "no"))),
    )  # fmt: skip
    asked = Asked(title="page.her_agreement", fields=fields, back=back_of(acting), intro="intro.her_agreement")
    return ask(request, asked, act)


def _looked(entered: Entered, acting: Acting, message_id: str, by: CheckingState) -> None:
    until = whole_day(entered, "kept_until") if entered.values.get("kept_until") else None
    because = WithheldBecause(entered["because"]) if entered["because"] else None
    check_message(
        acting, message_id=message_id, by_state=by, verdict=CheckVerdict(entered["verdict"]), because=because,
        checked_by=entered["checked_by"], reason=entered["reason"], passages=entered["passages"], until=until,
    )  # fmt: skip


_AT_FIELDS = {"checked_by": "checked_by", "check_reason": "reason", "check_passages": "passages",
              "kept_until": "kept_until", "withheld_because": "because"}  # fmt: skip


def _look(language: str) -> tuple[Field, ...]:
    return (
        Field(name="verdict", kind="radio", label="field.check_verdict", is_required=True,
              options=choices(language, "check_verdict", CheckVerdict)),
        Field(name="checked_by", is_required=True, longest=120, hint="hint.checked_by"),
        Field(name="passages", kind="text", label="field.check_passages", longest=LONGEST_WORD,
              hint="hint.check_passages"),
        Field(name="because", kind="choice", label="field.withheld_because", hint="hint.withheld_because",
              options=choices(language, "withheld_because", WithheldBecause, empty=True)),
        Field(name="reason", kind="text", label="field.check_reason", longest=LONGEST_WORD, hint="hint.check_reason"),
        Field(name="kept_until", kind="date", may_be_ahead=True, hint="hint.kept_until"),
    )  # fmt: skip


@page(CHECK, path="messages/check/<str:message_id>", name="check_message", clocks=(ClockRule.CENSOR,))
def look(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """Shows the words of one message and takes what our State's look ends with; no name and no enquiry stand here."""
    one, back = message_to_check(acting, message_id), reverse("desk:messages_to_check")

    def act(entered: Entered) -> str:
        _looked(entered, acting, message_id, CheckingState.OURS)
        return back

    asked = Asked(
        title="page.check_message", fields=_look(language_of(request)), back=back, intro="intro.check_message",
        template="check_message.html", at_fields=_AT_FIELDS,
    )  # fmt: skip
    return ask(
        request, asked, act, subject=message_id, one=one, scans=scans_kept(message_id) if one.is_to_check else 0
    )  # fmt: skip


@page(THEIR_CHECK, path="messages/their-check/<str:message_id>", name="their_check")
def their_look(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """Records what the other State's look ended with, as it let us know."""
    message_row(message_id)

    def act(entered: Entered) -> str:
        _looked(entered, acting, message_id, CheckingState.THEIRS)
        return back_of(acting, message_id)

    asked = Asked(
        title="page.their_check", fields=_look(language_of(request)), back=back_of(acting, message_id),
        intro="intro.their_check", at_fields=_AT_FIELDS,
    )  # fmt: skip
    return ask(request, asked, act, subject=message_id)


@page(LET_GO, path="messages/release/<str:message_id>", name="release_message")
def let_go(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """Lets a message go on that was kept back, before its day."""
    message_row(message_id)

    def act(entered: Entered) -> str:
        release_message(acting, message_id=message_id, why=entered["why"])
        return back_of(acting, message_id)

    fields = (Field(name="why", kind="text", label="field.release_why", longest=LONGEST_WORD),)
    asked = Asked(title="page.release_message", fields=fields, back=back_of(acting, message_id))
    return ask(request, asked, act, subject=message_id)


@page(AUTHENTICATE, path="messages/authenticate/<str:message_id>", name="authenticate_message")
def authenticate(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """Records who authenticated the signature under a legal paper."""
    message_row(message_id)

    def act(entered: Entered) -> str:
        authenticate_message(
            acting, message_id=message_id, by=entered["by"], on=whole_day(entered, "on")
        )  # fmt: skip
        return back_of(acting, message_id)

    fields = (
        Field(name="by", label="field.authenticated_by", is_required=True, longest=200),
        Field(name="on", kind="date", label="field.authenticated_on", is_required=True, value=today()),
    )  # fmt: skip
    asked = Asked(title="page.authenticate_message", fields=fields, back=back_of(acting, message_id))
    return ask(request, asked, act, subject=message_id)


_NOT_HERE = frozenset({MessageEvent.RELEASED, MessageEvent.ANSWERED})


@page(STEP, path="messages/step/<str:message_id>", name="message_step", clocks=(ClockRule.LETTER_GIVE,))
def step(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """Records a step of a message: given to him by hand, carried by others, or why not."""
    row = steppable(acting, message_id)
    language, state = language_of(request), standing_state(row, current().now().date())
    to_him = row.way == MessageWay.TO_HIM.value
    events = [
        one for one in steps_from(state)
        if one not in _NOT_HERE and not ((to_him or not is_copied(row.kind)) and one is MessageEvent.DISPATCHED)
    ]  # fmt: skip

    def act(entered: Entered) -> str:
        happened_at, why_not = entered.instant("happened_at"), entered["why_not"]
        assert happened_at is not None, "the form asks for it"
        record_step(
            acting, message_id=message_id, event=MessageEvent(entered["message_event"]), happened_at=happened_at,
            given_to=entered["given_to"], is_by_hand=entered.is_ticked("is_by_hand"), carrier=entered["carrier"],
            why_not=NotDelivered(why_not) if why_not else None, note=entered["note"],
        )  # fmt: skip
        return back_of(acting, message_id)

    fields = (
        Field(name="message_event", kind="radio", is_required=True,
              options=choices(language, "message_event", events)),
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="given_to", label="field.message_given_to", longest=200, hint="hint.message_given_to"),
        Field(name="is_by_hand", kind="box", label="field.message_by_hand"),
        Field(name="carrier", label="field.message_carrier", longest=200, hint="hint.message_carrier"),
        Field(name="why_not", kind="choice", label="field.message_why_not",
              options=choices(language, "not_delivered", NotDelivered, empty=True)),
        Field(name="note", label="field.message_note", longest=200),
    )  # fmt: skip
    asked = Asked(
        title="page.message_step", fields=fields, back=back_of(acting, message_id), intro="intro.message_step",
        at_fields={"message_given_to": "given_to", "message_by_hand": "is_by_hand", "message_carrier": "carrier",
                   "why_not_delivered": "why_not", "why_gone": "why_not"},
    )  # fmt: skip
    return ask(request, asked, act, subject=message_id)
