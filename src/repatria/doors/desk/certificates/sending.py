"""The form by which it is recorded that a paper of the dead went out, that its receipt came, or that it came back."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.http import HttpRequest, HttpResponse

from repatria.core.law.certificates import SendingStep
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.words import choices


class RecordsStep(Protocol):
    """The service's call, but for whom and what it is about."""

    def __call__(
        self, *, recipient: NoticeRecipient, step: SendingStep, reference: str, happened_at: datetime
    ) -> object: ...


def ask_sending(
    request: HttpRequest, records: RecordsStep, *, title: str, back: str, subject: str
) -> HttpResponse:  # fmt: skip
    """Asks to whom, which step, by what letter or receipt and when, and has it recorded."""
    language = language_of(request)

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        records(
            recipient=NoticeRecipient(entered["death_recipient"]), step=SendingStep(entered["sending_step"]),
            reference=entered["reference"], happened_at=happened_at,
        )  # fmt: skip
        return back

    fields = (
        Field(name="death_recipient", kind="radio", is_required=True,
              options=choices(language, "recipient", NoticeRecipient)),
        Field(name="sending_step", kind="radio", is_required=True,
              options=choices(language, "sending_step", SendingStep)),
        Field(name="reference", label="field.sending_reference", is_required=True),
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
    )  # fmt: skip
    asked = Asked(title=title, fields=fields, back=back, at_fields={"sending_reference": "reference"})
    return ask(request, asked, act, subject=subject)
