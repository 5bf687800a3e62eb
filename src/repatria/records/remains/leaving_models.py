"""The projected tables of what stands before an item leaves."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class InquiryRow(models.Model):
    """One official enquiry into the death of an item."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=40)
    item_code = models.CharField(max_length=40, db_index=True)
    opened_at = models.CharField(max_length=27)
    reference = models.TextField()
    recorded_index = models.BigIntegerField()
    authority = SealedField(Purpose.IDENTITY)
    circumstances = SealedField(Purpose.IDENTITY)


class InquiryReport(models.Model):
    """The report of one enquiry."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=40)  # the enquiry's
    item_code = models.CharField(max_length=40, db_index=True)
    reported_at = models.CharField(max_length=27)
    report_reference = models.TextField()
    recorded_index = models.BigIntegerField()
    cause = SealedField(Purpose.IDENTITY)
    findings = SealedField(Purpose.IDENTITY)


class LabelReading(models.Model):
    """One time that a label was read again at its three places."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "item_code"

    id = models.CharField(primary_key=True, max_length=40)
    item_code = models.CharField(max_length=40, db_index=True)
    at = models.CharField(max_length=27)
    on_body = models.TextField()
    on_bag = models.TextField()
    on_paper = models.TextField()
    are_equal = models.BooleanField()
    recorded_index = models.BigIntegerField()
    by = SealedField(Purpose.IDENTITY)
    second = SealedField(Purpose.IDENTITY)
