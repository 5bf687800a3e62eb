"""The projected tables of calls. Words lie sealed under their writer's key, codes under one that goes with the call."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class CallRoom(models.Model):
    """A room for calls."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=64)
    seats = models.IntegerField()
    hours = models.CharField(max_length=200)  # "0 09:00 17:00;1 09:00 17:00"
    opened_index = models.BigIntegerField()
    closed_index = models.BigIntegerField(null=True)


class CallLine(models.Model):
    """A line for calls."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    name = models.CharField(max_length=120)
    is_telephone = models.BooleanField()
    opened_index = models.BigIntegerField()
    closed_index = models.BigIntegerField(null=True)


class CallPolicyRow(models.Model):
    """A policy on calls, proposed and agreed."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    are_let = models.BooleanField()
    least_a_month = models.IntegerField()
    minutes = models.IntegerField()
    because = models.CharField(max_length=16)
    reason = models.CharField(max_length=1000)
    proposed_by_index = models.BigIntegerField()
    agreed_index = models.BigIntegerField(null=True)


class Call(models.Model):
    """A call that was asked for, and where it stands. Once it is over neither room nor hour stands here."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "writer_id"

    id = models.CharField(primary_key=True, max_length=40)
    side = models.CharField(max_length=4)
    writer_id = models.CharField(max_length=40)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    way = models.CharField(max_length=12)
    urgent_index = models.BigIntegerField(null=True)  # the act that says why it is urgent, and nothing beside it
    zone = models.CharField(max_length=64)
    channel = models.CharField(max_length=8)
    words_stood = models.BooleanField()
    state = models.CharField(max_length=8, db_index=True)
    place = models.CharField(max_length=40, default="", db_index=True)
    room_id = models.CharField(max_length=40, default="", db_index=True)
    line_id = models.CharField(max_length=40, default="", db_index=True)
    begins_at = models.CharField(max_length=27, default="", db_index=True)
    ends_at = models.CharField(max_length=27, default="")
    ticket = models.CharField(max_length=32, default="", db_index=True)
    codes_id = models.CharField(max_length=60, default="")
    is_watched = models.BooleanField(default=False)
    prepared_index = models.BigIntegerField(null=True)  # the act that names who supervises
    log_index = models.BigIntegerField(null=True)  # what one account said of its end, while it waits for another
    shown = models.CharField(max_length=12, default="received")
    asked_index = models.BigIntegerField()
    his_index = models.BigIntegerField(null=True)  # his yes to this call
    her_index = models.BigIntegerField(null=True)
    booked_index = models.BigIntegerField(null=True)
    laid_index = models.BigIntegerField(null=True)  # the round in which its letter lay in her box
    moved_index = models.BigIntegerField()
    why = SealedField(Purpose.KIN)
    suits = SealedField(Purpose.KIN)


class CallWish(models.Model):
    """What one of the two said anew of a call that stood."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "writer_id"

    id = models.CharField(primary_key=True, max_length=20)  # the act
    call_id = models.CharField(max_length=40, db_index=True)
    writer_id = models.CharField(max_length=40, db_index=True)
    side = models.CharField(max_length=4)
    recorded_index = models.BigIntegerField()
    why = SealedField(Purpose.KIN)
    suits = SealedField(Purpose.KIN)


class CallHalt(models.Model):
    """A room or line that was closed, or a call that was put off with nothing against it: the head looks at each."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=20)  # the act
    matter_id = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    seen_index = models.BigIntegerField(null=True)


class CallCode(models.Model):
    """The codes of one booking; emptied when the key goes, with the call."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=60)
    call_id = models.CharField(max_length=40, db_index=True)
    booked_index = models.BigIntegerField()
    hers = SealedField(Purpose.KIN)
    his = SealedField(Purpose.KIN)
    watch = SealedField(Purpose.KIN)


class CallNumber(models.Model):
    """That she was rung back on her number."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=60)  # "enquiry.act"
    enquiry_id = models.CharField(max_length=40, db_index=True)
    rung_at = models.CharField(max_length=27)
    recorded_index = models.BigIntegerField()
    telephone = SealedField(Purpose.KIN)


class CallAttempt(models.Model):
    """One call that was held, failed or was stopped: what is kept of it for good. Its act names who supervised."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # "call.act"
    call_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    place = models.CharField(max_length=40, db_index=True)
    outcome = models.CharField(max_length=8)
    because = models.CharField(max_length=16)
    on = models.CharField(max_length=10)
    seconds = models.IntegerField()
    recorded_index = models.BigIntegerField()


class CallRecognition(models.Model):
    """What one of the two said of the other after a call."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=70)  # "attempt.side"
    attempt_id = models.CharField(max_length=60, db_index=True)
    side = models.CharField(max_length=4, default="")
    is_other = models.BooleanField()
    recorded_index = models.BigIntegerField()
