"""The projected table of record sheets: printed under a code, typed by one, typed alike by another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class HandoverSheet(models.Model):
    """One printing or typing of a record sheet; what stands on it lies under her key."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "enquiry_id"

    id = models.CharField(primary_key=True, max_length=40)
    handover_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=8)  # printed, typed, agreed; letter: her information letter
    by = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    paper_code = SealedField(Purpose.KIN)
    paper_word = SealedField(Purpose.KIN)
    entry = SealedField(Purpose.KIN)
