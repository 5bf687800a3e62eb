"""The projected tables of messages. What is written and every name lie sealed under the writer's key."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.contact.call_models import (
    Call,
    CallAttempt,
    CallCode,
    CallLine,
    CallNumber,
    CallPolicyRow,
    CallRecognition,
    CallRoom,
)
from repatria.records.contact.parcel_models import (
    MailOffer,
    MailOfferedTo,
    Parcel,
    ParcelOpening,
    ParcelPart,
    ParcelStep,
)
from repatria.records.contact.scan_models import MessageScan
from repatria.records.contact.second_models import MessageMatter
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField

__all__ = [
    "Agreement", "Authentication", "Call", "CallAttempt", "CallCode", "CallLine", "CallNumber", "CallPolicyRow",
    "CallRecognition", "CallRoom", "MailOffer", "MailOfferedTo", "Message", "MessageLook", "MessageMatter",
    "MessagePaper", "MessageScan", "MessageStep", "Parcel", "ParcelOpening", "ParcelPart", "ParcelStep",
]  # fmt: skip


class Message(models.Model):
    """One message, and where it is."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "writer_id"

    id = models.CharField(primary_key=True, max_length=40)
    way = models.CharField(max_length=8)
    kind = models.CharField(max_length=8)
    writer_id = models.CharField(max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    channel = models.CharField(max_length=8)
    written_on = models.CharField(max_length=10)
    answers = models.CharField(max_length=40, db_index=True)
    words_stood = models.BooleanField()
    state = models.CharField(max_length=16, db_index=True)
    until = models.CharField(max_length=10, default="")
    place = models.CharField(max_length=40, default="")  # where its paper lies
    authenticated_on = models.CharField(max_length=10, default="")
    shown = models.CharField(max_length=16, default="received")
    shown_index = models.BigIntegerField(null=True)  # the round's act by which her box shows that
    sent_index = models.BigIntegerField(null=True)  # the step by which it was dispatched last
    moved_index = models.BigIntegerField()
    recorded_index = models.BigIntegerField()
    text = SealedField(Purpose.KIN)
    addressed_to = SealedField(Purpose.KIN)


class MessageLook(models.Model):
    """One State's look at a message."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "writer_id"

    id = models.CharField(primary_key=True, max_length=60)  # "message.state.act"
    message_id = models.CharField(max_length=40, db_index=True)
    writer_id = models.CharField(max_length=40)
    by_state = models.CharField(max_length=8)
    verdict = models.CharField(max_length=12)
    until = models.CharField(max_length=10)
    because = models.CharField(max_length=20, default="")
    stands_index = models.BigIntegerField(null=True)  # since which act it counts; null while it waits for a second
    struck_index = models.BigIntegerField(null=True)  # by which act it counts no more
    recorded_index = models.BigIntegerField()
    checked_by = SealedField(Purpose.KIN)
    reason = SealedField(Purpose.KIN)
    passages = SealedField(Purpose.KIN)


class MessageStep(models.Model):
    """One step of a message."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "writer_id"

    id = models.CharField(primary_key=True, max_length=60)  # "message.act"
    message_id = models.CharField(max_length=40, db_index=True)
    writer_id = models.CharField(max_length=40)
    event = models.CharField(max_length=16)
    at = models.CharField(max_length=27)
    place = models.CharField(max_length=40)
    why_not = models.CharField(max_length=16)
    struck_index = models.BigIntegerField(null=True)  # by which act it was said to be recorded wrongly
    recorded_index = models.BigIntegerField()
    given_to = SealedField(Purpose.KIN)
    carrier = SealedField(Purpose.KIN)
    note = SealedField(Purpose.KIN)


class MessagePaper(models.Model):
    """One paper that was printed for him, by the hash of its code."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=64)  # the hash
    message_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40)
    place = models.CharField(max_length=40)
    answer_id = models.CharField(max_length=40, default="")
    recorded_index = models.BigIntegerField()


class Authentication(models.Model):
    """By whom the signature of a legal paper was authenticated."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "writer_id"

    id = models.CharField(primary_key=True, max_length=40)  # the message's number
    writer_id = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    by = SealedField(Purpose.KIN)


class Agreement(models.Model):
    """Whether she wants his letters, each time she said so; the newest holds."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # "enquiry.act"
    enquiry_id = models.CharField(max_length=40, db_index=True)
    agrees = models.BooleanField()
    channel = models.CharField(max_length=8)
    recorded_index = models.BigIntegerField()
