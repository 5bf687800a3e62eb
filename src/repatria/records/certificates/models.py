"""The projected tables of certificates. What one says is in its act alone, sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from repatria.records.vault.keyring import Purpose
from repatria.records.vault.models import SealedField


class Certificate(models.Model):
    """One certificate of death by numbers."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    number = models.IntegerField()
    person_id = models.CharField(max_length=40, db_index=True)
    enquiry_id = models.CharField(max_length=40, db_index=True)
    items = models.TextField()  # parted by blanks
    power = models.CharField(max_length=40, db_index=True)
    state = models.CharField(max_length=12, db_index=True)
    replaces = models.CharField(max_length=40)
    board_index = models.BigIntegerField(null=True)
    recorded_index = models.BigIntegerField()
    signed_index = models.BigIntegerField(null=True)


class Signature(models.Model):
    """One signature under a certificate."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # "certificate.act"
    certificate_id = models.CharField(max_length=40, db_index=True)
    as_doctor = models.BooleanField()
    recorded_index = models.BigIntegerField()


class DeathList(models.Model):
    """One list of the dead or of graves by numbers."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=12)
    power = models.CharField(max_length=40, db_index=True)
    number = models.IntegerField()
    count = models.IntegerField()
    digest = models.CharField(max_length=64)
    cemeteries = models.TextField()  # their codes, a line each
    state = models.CharField(max_length=12)
    replaces = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()
    certified_index = models.BigIntegerField(null=True)


class DeathPaperStep(models.Model):
    """One step of a certificate or list on its way."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # "document.act"
    document_id = models.CharField(max_length=40, db_index=True)
    recipient = models.CharField(max_length=24)
    step = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    reference = models.TextField()
    recorded_index = models.BigIntegerField()


class Withdrawal(models.Model):
    """That a certificate is withdrawn, or is to be, and who has it."""

    table_class: ClassVar[str] = "projected"
    subject_column: ClassVar[str] = "id"

    id = models.CharField(primary_key=True, max_length=40)  # the certificate's
    recipients = models.TextField(default="")  # parted by blanks
    recorded_index = models.BigIntegerField()
    signed_index = models.BigIntegerField(null=True)
    declined_index = models.BigIntegerField(null=True)
    reason = SealedField(Purpose.IDENTITY)
    declined_why = SealedField(Purpose.IDENTITY)


class WithdrawalStep(models.Model):
    """One step of the word to a recipient that a certificate is withdrawn."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # "certificate.act"
    certificate_id = models.CharField(max_length=40, db_index=True)
    recipient = models.CharField(max_length=24)
    step = models.CharField(max_length=12)
    at = models.CharField(max_length=27)
    reference = models.TextField()
    recorded_index = models.BigIntegerField()
