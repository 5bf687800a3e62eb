"""The projected table of who was told that a hand-over does not take place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class HandoverEnding(models.Model):
    """That he or she was told, when and how; what she needs lies under her key."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    handover_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40)
    who = models.CharField(max_length=4)
    way = models.CharField(max_length=16)
    told_at = models.CharField(max_length=27)
    told_by = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    needs = SealedField(Purpose.KIN)
