"""The rows of an enquiry into a death beside its opening and report."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class InquiryStatement(models.Model):
    """What one witness stated."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=40)
    inquiry_id = models.CharField(max_length=40, db_index=True)
    item_code = models.CharField(max_length=40)
    taken_at = models.CharField(max_length=27)
    statement_reference = models.TextField()
    recorded_index = models.BigIntegerField()
    witness = SealedField(Purpose.IDENTITY)
    taken_by = SealedField(Purpose.IDENTITY)
    said = SealedField(Purpose.IDENTITY)


class InquirySendRow(models.Model):
    """One step of a report on its way."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)
    inquiry_id = models.CharField(max_length=40, db_index=True)
    item_code = models.CharField(max_length=40)
    step = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    to = models.CharField(max_length=20)
    office = models.TextField()
    reference = models.TextField()
    recorded_index = models.BigIntegerField()
