"""Fields of all forms: as long as their columns, and none read that was not asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import CharField, Model
from django.http import QueryDict

from repatria.core.law.custody import CustodyEvent
from repatria.core.law.handover import HandoverEvent
from repatria.doors.desk.enquiries.forms import enquiry_fields
from repatria.doors.desk.frame.entered import Field, read
from repatria.doors.desk.handovers.forms import step_fields
from repatria.doors.desk.register.forms import capture_fields, custody_fields
from repatria.records.enquiries.models import Enquiry
from repatria.records.handover.models import HandoverStep
from repatria.records.register.models import CustodyEntry, ParticularRow, ProtectedPerson
from tests.doors.desk.bureau import (
    Bureau,
)

pytestmark = pytest.mark.django_db


COLUMNS: list[tuple[str, Callable[[Bureau], tuple[Field, ...]], dict[str, tuple[type[Model], str]]]] = [
    ("capture", lambda bureau: capture_fields("en", bureau.by("registrar")), {
        "power": (ProtectedPerson, "power"), "card_number": (ProtectedPerson, "card_number"),
        "holder": (ProtectedPerson, "holder"), "source_kind": (ParticularRow, "source_kind"),
        "source_reference": (ParticularRow, "source_reference")}),
    *((event.value, lambda bureau, event=event: custody_fields("en", bureau.by("registrar"), event, ""), {  # type: ignore[misc]
        "holder": (CustodyEntry, "holder"), "list_reference": (CustodyEntry, "list_reference"),
        "order_by": (CustodyEntry, "order_by")}) for event in CustodyEvent),
    *((event.value, lambda bureau, event=event: step_fields("en", event, ""), {  # type: ignore[misc]
        name: (HandoverStep, name) for name in ("authority", "reason", "provision", "reference")})
        for event in HandoverEvent),
    ("telephone", lambda bureau: enquiry_fields("en", ""), {
        "letter_language": (Enquiry, "language"), "channel": (Enquiry, "channel")}),
]  # fmt: skip


def test_no_field_takes_more_than_its_column_holds(bureau: Bureau) -> None:
    # SQLite keeps what is too long, PostgreSQL fails on it.
    for form, fields, columns in COLUMNS:
        for one in fields(bureau):
            model, column = columns.get(one.name, (None, ""))
            found = model._meta.get_field(column) if model else None
            if isinstance(found, CharField) and found.max_length:
                longest = max([len(value) for value, _ in one.options] or [one.longest])
                assert longest <= found.max_length, (form, one.name)


def test_a_field_that_was_not_asked_is_not_read() -> None:
    posted = QueryDict(mutable=True)
    posted.update({"reason": "x", "is_active": "0"})
    entered = read((Field(name="reason"),), posted)

    assert {"reason": "x"} == entered.values
