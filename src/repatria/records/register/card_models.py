"""The projected tables of his own card."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class LaidOutCard(models.Model):
    """A card that was laid out for him, by its number; what stands on it lies in its act."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    person_id = models.CharField(max_length=40, db_index=True)
    custody_index = models.BigIntegerField()
    languages = models.CharField(max_length=16)
    code_hash = models.CharField(max_length=64)
    recorded_index = models.BigIntegerField()


class EndedCard(models.Model):
    """What became of a card of his."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=60)
    person_id = models.CharField(max_length=40, db_index=True)
    ending = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    copies = models.CharField(max_length=16)
    is_of_now = models.BooleanField()
    recorder = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    writer = SealedField(Purpose.IDENTITY)
    witnesses = SealedField(Purpose.IDENTITY)
