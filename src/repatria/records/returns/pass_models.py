"""The projected tables of laissez-passers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class CoffinPass(models.Model):
    """One laissez-passer for a coffin, and how far it is."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)
    batch_id = models.CharField(max_length=40, db_index=True)
    box_id = models.CharField(max_length=40, db_index=True)
    number = models.CharField(max_length=40)
    seal_number = models.TextField()
    items = models.TextField()  # parted by blanks
    certificate_id = models.CharField(max_length=40)
    state = models.CharField(max_length=12, db_index=True)
    because = models.CharField(max_length=12, default="")
    recorded_index = models.BigIntegerField()
    signed_index = models.BigIntegerField(null=True)
    ended_index = models.BigIntegerField(null=True)
    surname = SealedField(Purpose.IDENTITY)
    first_names = SealedField(Purpose.IDENTITY)
    age = SealedField(Purpose.IDENTITY)
    birth_date = SealedField(Purpose.IDENTITY)
    birth_place = SealedField(Purpose.IDENTITY)
    death_date = SealedField(Purpose.IDENTITY)
    death_place = SealedField(Purpose.IDENTITY)
    cause = SealedField(Purpose.IDENTITY)
    cause_said = SealedField(Purpose.IDENTITY)
    coffin = SealedField(Purpose.IDENTITY)
    from_place = SealedField(Purpose.IDENTITY)
    to_place = SealedField(Purpose.IDENTITY)
    means = SealedField(Purpose.IDENTITY)
    reason = SealedField(Purpose.IDENTITY)


class CoffinPassStep(models.Model):
    """One time that the paper was handed to somebody, or whoever has it was told."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "pass_id"

    id = models.CharField(primary_key=True, max_length=60)  # "pass.act"
    pass_id = models.CharField(max_length=40, db_index=True)
    event = models.CharField(max_length=16)
    at = models.CharField(max_length=27)
    reference = models.TextField()
    recorded_index = models.BigIntegerField()
    to = SealedField(Purpose.IDENTITY)
