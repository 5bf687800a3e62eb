"""The rows of papers that go on after a death."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class DeathPaperRow(models.Model):
    """One step of a testament, or of the report of an enquiry."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "person_id"

    id = models.CharField(primary_key=True, max_length=80)
    person_id = models.CharField(max_length=40, db_index=True)
    paper = models.CharField(max_length=12)
    step = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    cause = models.CharField(max_length=12)
    to = models.CharField(max_length=20)
    office = models.TextField()
    reference = models.TextField()
    copy_reference = models.TextField()
    recorded_index = models.BigIntegerField()
    said = SealedField(Purpose.IDENTITY)
