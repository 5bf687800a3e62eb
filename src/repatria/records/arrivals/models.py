"""The projected tables of arrivals."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Device(models.Model):
    """A computer that may send lines, or that might once."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    label = models.CharField(max_length=80)
    public_key = models.CharField(max_length=100, unique=True)
    enrolled_by = models.CharField(max_length=40)
    enrolled_index = models.BigIntegerField()
    revoked_index = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=400, default="")


class Shift(models.Model):
    """One shift of a place."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    opened_at = models.CharField(max_length=27)
    head_count = models.BigIntegerField()
    follows = models.CharField(max_length=40)
    opened_by = models.CharField(max_length=40)
    opened_index = models.BigIntegerField(db_index=True)
    handed_at = models.CharField(max_length=27, default="")
    handed_by = models.CharField(max_length=40, default="")
    handed_count = models.BigIntegerField(null=True)
    expected = models.BigIntegerField(null=True)
    cards_left = models.CharField(max_length=80, default="")
    handed_index = models.BigIntegerField(null=True)


class Line(models.Model):
    """One line that was taken."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=32)
    device_id = models.CharField(max_length=40, db_index=True)
    shift_id = models.CharField(max_length=40, db_index=True)
    registrar = models.CharField(max_length=40)
    place = models.CharField(max_length=40, db_index=True)
    person_id = models.CharField(max_length=40, db_index=True)
    card_number = models.CharField(max_length=24, db_index=True)
    entered_at = models.CharField(max_length=27)
    facts = models.CharField(max_length=80)
    clashes_with = models.CharField(max_length=40, db_index=True)
    settled = models.CharField(max_length=12, default="")
    recorded_index = models.BigIntegerField(db_index=True)
    heard = SealedField(Purpose.IDENTITY)
    condition = SealedField(Purpose.HEALTH)


class LineTurnedAway(models.Model):
    """One line that was refused, by the number under which it lies in the mailbox."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=100)  # sequence and digest, as the act names them
    line_id = models.CharField(max_length=32, db_index=True)
    device_id = models.CharField(max_length=40, db_index=True)
    reason = models.CharField(max_length=16)
    recorded_index = models.BigIntegerField()


class CardAccount(models.Model):
    """What became of a run of cards that no man has."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)  # "C-" and the act's index
    pad_id = models.CharField(max_length=40, db_index=True)
    place = models.CharField(max_length=40)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    fate = models.CharField(max_length=12)
    said_by = models.CharField(max_length=120)
    reason = models.CharField(max_length=400)
    recorded_index = models.BigIntegerField()
    is_annulled = models.BooleanField(default=False)
