"""The projected table of entries of graves and paths that one says are wrong, and whether another agreed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class EntryCorrection(models.Model):
    """One correction of a grave's place, a step or a burial."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "subject_id"

    id = models.CharField(primary_key=True, max_length=40)
    target = models.CharField(max_length=8)
    target_id = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40, db_index=True)
    state = models.CharField(max_length=12, default="proposed", db_index=True)
    recorded_index = models.BigIntegerField()
    ended_index = models.BigIntegerField(null=True)
    reason = SealedField(Purpose.IDENTITY)
    said = SealedField(Purpose.IDENTITY)
    refused_why = SealedField(Purpose.IDENTITY)
